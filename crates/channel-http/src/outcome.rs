use std::fmt;
use std::time::Duration;

use crate::Secret;

/// The service took it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// What it is called there.
    pub outside_id: String,
    /// Where people see it, when the service says so.
    pub link: Option<String>,
    /// What the service said.
    pub reply: String,
}

/// What looking for something on the service has shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Look {
    /// It is there.
    There(Receipt),
    /// It is certainly not there.
    NotThere,
    /// It cannot be told, or not yet.
    CannotTell,
}

/// Why there is no receipt. Judged by the body of the answer, never by the mere end of the call.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SendError {
    /// Certainly not taken, and a later try may succeed.
    #[error("not sent for now: {reason}")]
    Retry {
        /// What the service or the network said.
        reason: Reason,
        /// How long it asks to wait.
        after: Option<Duration>,
    },
    /// Certainly not taken, and it will not be as it is.
    #[error("refused: {reason}")]
    Refused {
        /// What the service said, or what is wrong with it.
        reason: Reason,
    },
    /// Certainly not taken, and nothing will be until a person has done something.
    #[error("needs a person ({need}): {reason}")]
    NeedsPerson {
        /// What has to be done.
        need: Need,
        /// What the service said.
        reason: Reason,
    },
    /// Handed over, but it is not known what became of it. Look for it; never try again blindly.
    #[error("outcome unknown: {reason}")]
    Unknown {
        /// What happened instead of an answer.
        reason: Reason,
        /// What the service gave to ask it by, such as the address of an upload.
        clue: Option<Secret>,
    },
    /// Taken, but people do not see it as it was meant: a person has to look. Never send it again.
    #[error("taken as {}, but not as it was meant: {reason}", receipt.outside_id)]
    Withheld {
        /// What was taken.
        receipt: Receipt,
        /// What is wrong with it.
        reason: Reason,
    },
}

/// What a person has to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Sign in to the service and give consent anew.
    Consent,
    /// Ask the service for a permission or a review.
    Permission,
    /// Mend the account: disabled, not verified, blocked, of too low a tier.
    Account,
}

/// What was said, with the service's own code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// The code in the service's table, such as `-216` or `quotaExceeded`.
    pub code: Option<String>,
    /// The words.
    pub text: String,
}

/// Longer words than this are cut: they come from outside and go into ledgers.
const LONGEST: usize = 500;

impl Reason {
    /// Words without a code.
    pub fn new(text: impl AsRef<str>) -> Self {
        let text = text.as_ref().chars().take(LONGEST);
        let text = text.map(|c| if c.is_control() { ' ' } else { c }).collect();
        Self { code: None, text }
    }

    /// Words with a code.
    pub fn coded(code: impl fmt::Display, text: impl AsRef<str>) -> Self {
        let code = Self::new(code.to_string()).text;
        Self {
            code: Some(code),
            ..Self::new(text)
        }
    }
}

impl SendError {
    /// [`SendError::Retry`] without a time.
    #[must_use]
    pub fn retry(reason: Reason) -> Self {
        Self::Retry { reason, after: None }
    }

    /// [`SendError::Refused`].
    #[must_use]
    pub fn refused(reason: Reason) -> Self {
        Self::Refused { reason }
    }

    /// [`SendError::NeedsPerson`].
    #[must_use]
    pub fn person(need: Need, reason: Reason) -> Self {
        Self::NeedsPerson { need, reason }
    }

    /// [`SendError::Unknown`] without a clue.
    #[must_use]
    pub fn unknown(reason: Reason) -> Self {
        Self::Unknown { reason, clue: None }
    }

    /// What was said.
    #[must_use]
    pub fn reason(&self) -> &Reason {
        match self {
            Self::Retry { reason, .. }
            | Self::Refused { reason }
            | Self::NeedsPerson { reason, .. }
            | Self::Unknown { reason, .. }
            | Self::Withheld { reason, .. } => reason,
        }
    }

    /// The service's code.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.reason().code.as_deref()
    }

    /// The same doubt about a call that does no harm twice: it may simply be repeated.
    #[must_use]
    pub fn repeatable(self) -> Self {
        match self {
            Self::Unknown { reason, .. } => Self::retry(reason),
            other => other,
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.code {
            Some(code) => write!(f, "{} ({code})", self.text),
            None => f.write_str(&self.text),
        }
    }
}

impl fmt::Display for Need {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Consent => "consent",
            Self::Permission => "permission",
            Self::Account => "account",
        })
    }
}
