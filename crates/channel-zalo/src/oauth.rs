//! The two calls of OAuth v4: the first pair for a code, the next pair for a refresh token.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use channel_http::{Answer, Base, Http, Reason, Secret, Trouble};
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::TokenState;

/// The life of an access token when the service does not say a sensible one.
const USUAL_LIFE: Duration = Duration::from_secs(90_000);

/// The secret half of a consent: kept until the code comes back. Its challenge goes into the application's console.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verifier(Secret);

impl Verifier {
    /// 43 letters from 32 random bytes.
    #[must_use]
    pub fn from_random(bytes: [u8; 32]) -> Self {
        Self(URL_SAFE_NO_PAD.encode(bytes).into())
    }

    /// One that was kept.
    #[must_use]
    pub fn kept(text: Secret) -> Self {
        Self(text)
    }

    /// To be kept and to be sent with the code.
    #[must_use]
    pub fn reveal(&self) -> &str {
        self.0.reveal()
    }

    /// BASE64URL(SHA256(verifier)), the part that may be known.
    #[must_use]
    pub fn challenge(&self) -> String {
        URL_SAFE_NO_PAD.encode(Sha256::digest(self.0.reveal()))
    }
}

pub(crate) struct OAuth {
    pub(crate) http: Http,
    pub(crate) base: Base,
    pub(crate) app_id: String,
    pub(crate) secret: Secret,
}

/// Why there is no new pair.
#[derive(Debug)]
pub(crate) enum OAuthError {
    /// The token or code was not used up.
    NotSent(Reason),
    /// It may be used up, and the new pair lost.
    NoAnswer(Reason),
    /// The service said no.
    Refused(Reason),
}

#[derive(Deserialize)]
struct Pair {
    access_token: Secret,
    refresh_token: Secret,
    #[serde(default)]
    expires_in: Value,
}

impl OAuth {
    pub(crate) async fn exchange(
        &self,
        code: &str,
        verifier: &Verifier,
        now: Timestamp,
    ) -> Result<TokenState, OAuthError> {
        let form = [
            ("code", code),
            ("app_id", self.app_id.as_str()),
            ("grant_type", "authorization_code"),
            ("code_verifier", verifier.reveal()),
        ];
        self.ask(&form, now).await
    }

    pub(crate) async fn refresh(&self, token: &Secret, now: Timestamp) -> Result<TokenState, OAuthError> {
        let form = [
            ("refresh_token", token.reveal()),
            ("app_id", self.app_id.as_str()),
            ("grant_type", "refresh_token"),
        ];
        self.ask(&form, now).await
    }

    async fn ask(&self, form: &[(&str, &str)], now: Timestamp) -> Result<TokenState, OAuthError> {
        let url = self.base.join("v4/oa/access_token");
        let request = self.http.client().post(url).form(form);
        let answer = self
            .http
            .send(request.header("secret_key", self.secret.reveal()))
            .await;
        match answer {
            Ok(answer) => read(&answer, now),
            Err(Trouble::NotSent(text)) => Err(OAuthError::NotSent(Reason::new(text))),
            Err(Trouble::NoAnswer(text)) => Err(OAuthError::NoAnswer(Reason::new(text))),
        }
    }
}

fn read(answer: &Answer, now: Timestamp) -> Result<TokenState, OAuthError> {
    let Some(body) = answer.json() else {
        return Err(OAuthError::NoAnswer(answer.strange()));
    };
    if let Ok(pair) = serde_json::from_value::<Pair>(body.clone())
        && !pair.access_token.is_empty()
        && !pair.refresh_token.is_empty()
    {
        let life = life(&pair.expires_in);
        let expires_at = SignedDuration::try_from(life)
            .ok()
            .and_then(|life| now.checked_add(life).ok())
            .unwrap_or(now);
        return Ok(TokenState {
            access: pair.access_token,
            refresh: pair.refresh_token,
            obtained_at: now,
            expires_at,
            claimed_at: None,
            refused: None,
        });
    }
    let text = |key: &str| body.get(key).and_then(Value::as_str).map(str::to_owned);
    let code = body.get("error").and_then(number).filter(|code| *code != 0);
    match code {
        // A crowded service has not looked at the token.
        Some(-32) => Err(OAuthError::NotSent(Reason::coded(-32, "too many calls"))),
        Some(code) => {
            let said = text("error_description")
                .or_else(|| text("error_name"))
                .or_else(|| text("message"))
                .unwrap_or_default();
            Err(OAuthError::Refused(Reason::coded(code, said)))
        }
        None => Err(OAuthError::NoAnswer(answer.strange())),
    }
}

/// `expires_in` comes as a text, `"90000"`.
fn life(value: &Value) -> Duration {
    match number(value) {
        Some(seconds @ 1..=31_536_000) => Duration::from_secs(seconds.unsigned_abs()),
        _ => USUAL_LIFE,
    }
}

/// A whole number, written as such or as text.
pub(crate) fn number(value: &Value) -> Option<i64> {
    match value {
        Value::Number(number) => number.as_i64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_challenge_is_that_of_rfc_7636() {
        let verifier = Verifier::kept("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk".into());
        assert_eq!(
            verifier.challenge(),
            "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
        );
        assert_eq!(Verifier::from_random([7; 32]).reveal().len(), 43);
        assert!(!format!("{verifier:?}").contains("dBj"));
    }

    #[test]
    fn lives_come_as_text_number_or_nonsense() {
        assert_eq!(life(&"90000".into()), Duration::from_secs(90_000));
        assert_eq!(life(&3600.into()), Duration::from_secs(3600));
        for nonsense in [Value::Null, "".into(), "-5".into(), i64::MAX.into()] {
            assert_eq!(life(&nonsense), USUAL_LIFE);
        }
    }
}
