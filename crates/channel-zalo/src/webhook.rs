//! What the service calls with: signed, repeated until answered within 2 seconds, sometimes out of order.

use channel_http::Secret;
use jiff::Timestamp;
use serde_json::Value;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use crate::article::instant;
use crate::call::text;

/// Longer calls are not from the service.
pub const LONGEST: usize = 256 << 10;
/// The header that holds the signature.
pub const HEADER: &str = "X-ZEvent-Signature";

/// Checks signatures: plain SHA-256 of first part, raw body, timestamp in the body, secret key. Not an HMAC.
#[derive(Debug, Clone)]
pub struct Signatures {
    first: String,
    secret: Secret,
}

/// Something that happened at the account.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// What: `follow`, `user_send_text`, `user_seen_message` and so on.
    pub name: String,
    /// The application.
    pub app_id: Option<String>,
    /// The account.
    pub oa_id: Option<String>,
    /// Who did it: a person, or the account itself.
    pub sender: Option<String>,
    /// To whom.
    pub recipient: Option<String>,
    /// The id by which the application knows the person.
    pub user_by_app: Option<String>,
    /// The message, if there is one.
    pub message_id: Option<String>,
    /// Its words.
    pub text: Option<String>,
    /// When.
    pub at: Option<Timestamp>,
    /// The number of the repetition, from `num_retry`.
    pub repetition: u64,
    /// Everything that was said.
    pub raw: Value,
    key: String,
}

/// Why a call is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WebhookError {
    /// Not from the service.
    #[error("the signature does not fit")]
    Signature,
    /// Too long.
    #[error("the call is too long")]
    TooLong,
    /// Signed, but not an event.
    #[error("the call is not an event")]
    NotAnEvent,
}

impl Signatures {
    /// With the application's id as the first part, as other clients have it.
    #[must_use]
    pub fn new(app_id: &str, secret: Secret) -> Self {
        Self::starting_with(app_id, secret)
    }

    /// With another first part: it is not documented beyond doubt.
    #[must_use]
    pub fn starting_with(first: &str, secret: Secret) -> Self {
        Self {
            first: first.to_owned(),
            secret,
        }
    }

    /// The event in the raw body of a call, if its signature fits. Answer 200 at once and do the work later.
    ///
    /// # Errors
    /// [`WebhookError`] says why it is not believed.
    pub fn read(&self, header: &str, body: &[u8]) -> Result<Event, WebhookError> {
        if body.len() > LONGEST {
            return Err(WebhookError::TooLong);
        }
        // The timestamp lies in the body, so it has to be read before it can be believed.
        let parsed = serde_json::from_slice::<Value>(body).map_err(|_| WebhookError::Signature)?;
        let stamp = text(&parsed, "timestamp").unwrap_or_default();
        let given = header.trim().strip_prefix("mac=").unwrap_or(header.trim());
        let given = hex::decode(given).map_err(|_| WebhookError::Signature)?;
        if !bool::from(self.digest(body, &stamp).as_slice().ct_eq(&given)) {
            return Err(WebhookError::Signature);
        }
        Event::read(parsed).ok_or(WebhookError::NotAnEvent)
    }

    /// The header that the service would send.
    #[must_use]
    pub fn sign(&self, body: &[u8], stamp: &str) -> String {
        format!("mac={}", hex::encode(self.digest(body, stamp)))
    }

    fn digest(&self, body: &[u8], stamp: &str) -> Vec<u8> {
        let hash = Sha256::new()
            .chain_update(&self.first)
            .chain_update(body)
            .chain_update(stamp)
            .chain_update(self.secret.reveal());
        hash.finalize().to_vec()
    }
}

impl Event {
    fn read(raw: Value) -> Option<Self> {
        let at = |path: &str| raw.pointer(path).cloned().unwrap_or_default();
        let id = |outer: &str, inner: &str| text(raw.get(outer)?, inner);
        let name = text(&raw, "event_name")?;
        let message_id = id("message", "msg_id");
        let sender = id("sender", "id").or_else(|| id("follower", "id"));
        let stamp = text(&raw, "timestamp");
        let key = match (&message_id, &sender) {
            (Some(message), _) => format!("{name}:{message}"),
            (None, Some(sender)) => format!("{name}:{sender}:{}", stamp.as_deref().unwrap_or_default()),
            // Without either, the words themselves tell repetitions apart, but for their number.
            (None, None) => {
                let mut bare = raw.clone();
                if let Some(object) = bare.as_object_mut() {
                    object.remove("num_retry");
                }
                format!("{name}:{}", hex::encode(Sha256::digest(bare.to_string())))
            }
        };
        Some(Self {
            app_id: text(&raw, "app_id"),
            oa_id: text(&raw, "oa_id"),
            recipient: id("recipient", "id"),
            user_by_app: text(&raw, "user_id_by_app"),
            text: id("message", "text"),
            at: instant(&at("/timestamp")),
            repetition: text(&raw, "num_retry").and_then(|n| n.parse().ok()).unwrap_or(0),
            name,
            sender,
            message_id,
            key,
            raw,
        })
    }

    /// The same for all repetitions of one event: keep it and pass over what was seen.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }
}
