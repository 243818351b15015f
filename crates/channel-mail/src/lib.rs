#![doc = include_str!("../README.md")]

mod config;
mod letter;
mod message;
mod outbox;
mod smtp;

use async_trait::async_trait;

pub use config::{ConfigError, Encryption, Secret, SmtpConfig};
pub use letter::{Attachment, Letter};
pub use lettre::Address;
pub use lettre::message::Mailbox;
pub use outbox::Outbox;
pub use smtp::Smtp;

/// A way to send letters.
#[async_trait]
pub trait Mailer: Send + Sync {
    /// Sends a letter to its one recipient.
    ///
    /// # Errors
    /// [`SendError`] says whether the letter may be tried again. When the returned future is dropped
    /// before it ends, the outcome is as [`SendError::Unknown`].
    async fn send(&self, letter: &Letter) -> Result<Receipt, SendError>;
}

/// The proof that a server took a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The letter's Message-ID.
    pub message_id: String,
    /// The server's own words, often with its queue number.
    pub reply: String,
}

/// Why there is no receipt.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SendError {
    /// It was certainly not taken, and a later try may succeed.
    #[error("not sent for now: {reason}")]
    Retry {
        /// What the server or the network said.
        reason: String,
    },
    /// It was certainly not taken, and will not be however often it is tried.
    #[error("refused: {reason}")]
    Refused {
        /// What the server said, or what is wrong with the letter.
        reason: String,
    },
    /// The text was handed over, but no answer came: it may have been taken. Never try again blindly.
    #[error("outcome unknown: {reason}")]
    Unknown {
        /// What happened instead of an answer.
        reason: String,
    },
}
