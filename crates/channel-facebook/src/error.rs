//! What the service's error codes mean.

use channel_http::{Answer, Need, Reason, SendError};
use serde_json::Value;

/// What to do about an error code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// It passes: back off.
    Transient,
    /// Too many calls: wait.
    Rate,
    /// A person has to mend something first.
    Person(Need),
    /// The same post is there already: look for it.
    Duplicate,
    /// This post will never be taken as it is.
    Permanent,
}

/// The class of an error code. What is not in the table waits for a person.
#[must_use]
pub fn class(code: i64) -> Class {
    match code {
        1 | 2 => Class::Transient,
        4 | 17 | 32 | 341 | 613 => Class::Rate,
        3 | 10 | 200..=299 => Class::Person(Need::Permission),
        102 | 190 => Class::Person(Need::Consent),
        506 => Class::Duplicate,
        100 | 1_609_005 => Class::Permanent,
        // 368 is a block for breaking rules.
        _ => Class::Person(Need::Account),
    }
}

/// The code of a post that is there already.
pub(crate) const DUPLICATE: &str = "506";
/// Code and subcode of something that is not there, or no longer.
pub(crate) const GONE: &str = "100/33";

/// An error as the service writes it.
pub(crate) struct Refusal {
    code: i64,
    reason: Reason,
}

impl Refusal {
    /// None when the body does not say that something is wrong.
    pub(crate) fn of(body: &Value) -> Option<Self> {
        let error = body.get("error")?;
        let number = |key| error.get(key).and_then(Value::as_i64);
        let text = |key| error.get(key).and_then(Value::as_str);
        let code = number("code").unwrap_or(0);
        let told = match number("error_subcode") {
            Some(subcode) => format!("{code}/{subcode}"),
            None => code.to_string(),
        };
        let said = text("error_user_msg")
            .or_else(|| text("message"))
            .unwrap_or_default();
        let meaning = number("error_subcode").and_then(meaning);
        let said = meaning.map_or_else(|| said.to_owned(), |meaning| format!("{meaning}: {said}"));
        let reason = Reason::coded(told, said);
        Some(Self { code, reason })
    }

    /// What it means for a call that changes something, or for one that may be repeated.
    pub(crate) fn judge(self, answer: &Answer, repeatable: bool) -> SendError {
        let reason = self.reason;
        match class(self.code) {
            // Posts have been seen to be there after "an unknown error" of the server.
            Class::Transient if answer.status.is_server_error() && !repeatable => SendError::unknown(reason),
            Class::Transient => SendError::retry(reason),
            Class::Rate => SendError::Retry {
                reason,
                after: answer
                    .retry_after()
                    .or_else(|| crate::usage::Usage::of(answer)?.wait),
            },
            Class::Person(need) => SendError::person(need, reason),
            Class::Duplicate | Class::Permanent => SendError::refused(reason),
        }
    }
}

/// Why a token is no longer accepted.
fn meaning(subcode: i64) -> Option<&'static str> {
    Some(match subcode {
        458 => "the application was removed",
        459 => "the account has to pass a checkpoint",
        460 => "the password was changed",
        463 => "the token has expired",
        467 => "the token is invalid",
        _ => return None,
    })
}
