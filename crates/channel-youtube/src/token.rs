//! Access tokens by the refresh grant. The refresh token stays the same, so every server may ask for itself.

use channel_http::{Clock, Http, Need, Reason, Secret, SendError};
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use tokio::sync::Mutex;

use crate::config::Config;

/// An access token is not used in the last moments of its life.
const MARGIN: SignedDuration = SignedDuration::from_mins(2);

#[derive(Default)]
pub(crate) struct Tokens(Mutex<Option<(Secret, Timestamp)>>);

impl Tokens {
    /// An access token that works, and that is not `rejected`. One caller asks for a new one, the others wait.
    pub(crate) async fn access(
        &self,
        http: &Http,
        config: &Config,
        clock: &Clock,
        rejected: Option<&Secret>,
    ) -> Result<Secret, SendError> {
        let mut held = self.0.lock().await;
        let now = clock.now();
        if let Some((access, until)) = &*held
            && now < *until
            && rejected != Some(access)
        {
            return Ok(access.clone());
        }
        *held = None;
        let form = [
            ("client_id", config.client_id.as_str()),
            ("client_secret", config.client_secret.reveal()),
            ("refresh_token", config.refresh_token.reveal()),
            ("grant_type", "refresh_token"),
        ];
        let request = http.client().post(config.oauth.join("token")).form(&form);
        let answer = http.send(request).await.map_err(channel_http::Trouble::of_read)?;
        let body = answer.json().unwrap_or_default();
        let text = |key: &str| {
            body.get(key)
                .and_then(Value::as_str)
                .filter(|text| !text.is_empty())
        };
        if let (true, Some(access)) = (answer.status.is_success(), text("access_token")) {
            let life = body.get("expires_in").and_then(Value::as_i64).unwrap_or(3600);
            let life = SignedDuration::from_secs(life.clamp(0, 86_400)).saturating_sub(MARGIN);
            let access = Secret::from(access);
            *held = Some((access.clone(), now.checked_add(life).unwrap_or(now)));
            return Ok(access);
        }
        match text("error") {
            Some(error) if answer.status.is_client_error() && answer.status.as_u16() != 429 => {
                let said = text("error_description").unwrap_or_default();
                Err(SendError::person(Need::Consent, Reason::coded(error, said)))
            }
            _ => Err(SendError::Retry {
                after: answer.retry_after(),
                reason: answer.strange(),
            }),
        }
    }
}
