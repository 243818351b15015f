//! What a channel is, and the list of them.

use std::fmt;
use std::sync::Arc;

use async_trait::async_trait;
use db::Instant;

use super::mail::Post;
use super::model::{Delivery, DeliveryId, Recipient};
use crate::boot::{Config, SealError, SealingKey};

/// What is handed to a channel.
#[derive(Clone)]
pub struct Parcel {
    /// The delivery; the same at every attempt, so that the other side can tell a copy.
    pub id: DeliveryId,
    /// To whom.
    pub recipient: Recipient,
    /// Subject.
    pub subject: String,
    /// The words.
    pub text: String,
    /// The same as HTML.
    pub html: Option<String>,
    /// The time on it.
    pub at: Instant,
}

impl fmt::Debug for Parcel {
    /// Without the words: they may hold a secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Parcel")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

impl Parcel {
    pub(super) fn of(delivery: &Delivery, key: &SealingKey, at: Instant) -> Result<Self, SealError> {
        let (text, html) = delivery.opened(key)?;
        Ok(Self {
            id: delivery.id,
            recipient: delivery.recipient.clone(),
            subject: delivery.subject.clone(),
            text,
            html,
            at,
        })
    }
}

/// The other side took it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// What it is called there.
    pub outside_id: String,
    /// What the other side said.
    pub reply: String,
}

/// Why there is no receipt. Success is judged by the reply's body, never by the mere end of the call.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// Certainly not taken; may be later.
    #[error("not taken for now: {0}")]
    Retry(String),
    /// Certainly not taken, and will not be.
    #[error("refused: {0}")]
    Refused(String),
    /// May have been taken.
    #[error("outcome unknown: {0}")]
    Unknown(String),
}

/// What looking for a parcel on the channel has shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Look {
    /// It is there.
    There(Receipt),
    /// It is certainly not there.
    NotThere,
    /// This channel cannot be asked.
    CannotTell,
}

/// A way out of the house.
#[async_trait]
pub trait Channel: Send + Sync + fmt::Debug {
    /// Its name in the ledger: it never changes.
    fn name(&self) -> &'static str;

    /// Word key of what is missing before anything can be sent; none when it is ready.
    fn missing(&self) -> Option<&'static str>;

    /// Sends to one recipient.
    ///
    /// # Errors
    /// [`Failure`] says whether it may be tried again. A dropped future is as [`Failure::Unknown`].
    async fn send(&self, parcel: &Parcel) -> Result<Receipt, Failure>;

    /// Looks whether a parcel of unknown outcome has arrived.
    async fn look(&self, _parcel: &Parcel) -> Look {
        Look::CannotTell
    }
}

/// All channels.
#[derive(Debug, Clone)]
pub struct Channels(Arc<[Arc<dyn Channel>]>);

impl Channels {
    /// The channels as configured. One that is not, or wrongly, is there too and says what is missing.
    #[must_use]
    pub fn of(config: &Config) -> Self {
        Self([Arc::new(Post::of(&config.mail)) as Arc<dyn Channel>].into())
    }

    /// A channel by name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&dyn Channel> {
        self.iter().find(|channel| channel.name() == name)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &dyn Channel> {
        self.0.iter().map(AsRef::as_ref)
    }
}
