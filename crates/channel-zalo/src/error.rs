//! What the service's error numbers mean. Errors come with HTTP 200: the body decides.

use channel_http::{Need, Reason, SendError};

/// What to do about an error number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// The access token is not accepted: renew it once and try again.
    Token,
    /// It passes: back off.
    Transient,
    /// A person has to mend something first.
    Person(Need),
    /// This message will never be taken.
    Permanent,
}

/// Expired attachment: upload it again before the next try.
pub const ATTACHMENT_EXPIRED: i64 = -100;
/// An article is still being made.
pub const PROCESSING: i64 = -214;

/// The class of an error number. What is not in the table waits for a person: it can neither be dropped nor
/// tried for ever.
#[must_use]
pub fn class(code: i64) -> Class {
    match code {
        -216 | -220 | -124 => Class::Token,
        -32 | ATTACHMENT_EXPIRED | -211 | PROCESSING => Class::Transient,
        -223 => Class::Person(Need::Permission),
        -204 | -209 | -212 | -219 | -221 | -224 | -227 | -237 | -248 | -320 | -321 | -14002 | -14003 => {
            Class::Person(Need::Account)
        }
        -200 | -201 | -205 | -210 | -213 | -217 | -218 | -230 | -232 | -233 | -234 | -240 | -241 | -242
        | -244 | -403 => Class::Permanent,
        _ => Class::Person(Need::Account),
    }
}

/// The error of an answer that says no. A token error that reaches this point has survived a renewal.
pub(crate) fn refusal(code: i64, message: &str) -> SendError {
    let reason = Reason::coded(code, message);
    match class(code) {
        Class::Token => SendError::person(Need::Consent, reason),
        Class::Transient => SendError::retry(reason),
        Class::Person(need) => SendError::person(need, reason),
        Class::Permanent => SendError::refused(reason),
    }
}
