use channel_http::Secret;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The pair of tokens and what is being done with it. One for each account, shared by all servers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenState {
    /// For calls; lives 25 hours.
    pub access: Secret,
    /// For the next pair; lives 3 months and works once.
    pub refresh: Secret,
    /// When the pair was had.
    pub obtained_at: Timestamp,
    /// When the access token ends.
    pub expires_at: Timestamp,
    /// Since when a server is renewing it.
    pub claimed_at: Option<Timestamp>,
    /// Why the service refused to renew it: a person has to give consent anew.
    pub refused: Option<String>,
}

/// What was kept cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the stored tokens cannot be read")]
pub struct TokenError;

/// The same with nothing hidden.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Exposed {
    access: String,
    refresh: String,
    obtained_at: Timestamp,
    expires_at: Timestamp,
    claimed_at: Option<Timestamp>,
    refused: Option<String>,
}

impl TokenState {
    /// Everything as text, secrets included: encrypt it before it is kept.
    ///
    /// # Errors
    /// Not for any state that this crate makes.
    pub fn expose(&self) -> Result<String, TokenError> {
        let exposed = Exposed {
            access: self.access.reveal().to_owned(),
            refresh: self.refresh.reveal().to_owned(),
            obtained_at: self.obtained_at,
            expires_at: self.expires_at,
            claimed_at: self.claimed_at,
            refused: self.refused.clone(),
        };
        serde_json::to_string(&exposed).map_err(|_| TokenError)
    }

    /// The reverse of [`TokenState::expose`].
    ///
    /// # Errors
    /// [`TokenError`] when it is something else.
    pub fn read(text: &str) -> Result<Self, TokenError> {
        let exposed: Exposed = serde_json::from_str(text).map_err(|_| TokenError)?;
        Ok(Self {
            access: exposed.access.into(),
            refresh: exposed.refresh.into(),
            obtained_at: exposed.obtained_at,
            expires_at: exposed.expires_at,
            claimed_at: exposed.claimed_at,
            refused: exposed.refused,
        })
    }
}
