//! One call of the API: header, limits, the error in the body, one renewal of the token.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use channel_http::{
    Answer, Client, Clock, Http, HttpError, Need, Reason, RequestBuilder, Secret, SendError, Trouble,
};
use serde_json::Value;
use tokio::sync::Mutex as Flight;

use crate::config::Config;
use crate::error::{Class, class, refusal};
use crate::keeper::{Keeper, Shared};
use crate::oauth::{OAuth, Verifier, number};
use crate::{TokenState, TokenStore};

/// An Official Account.
#[derive(Clone)]
pub struct Zalo {
    pub(crate) config: Config,
    pub(crate) clock: Clock,
    http: Http,
    keeper: Keeper,
    rate: Arc<Mutex<Option<Rate>>>,
}

/// How much of the limit of calls is left, as the last answer said (`X-RateLimit-*`; 4,000 a minute).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// Calls allowed.
    pub limit: u64,
    /// Calls left.
    pub remain: u64,
}

/// Whether a call changes something, so that no answer means doubt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Read,
    Write,
}

enum Wrong {
    Token(Reason),
    Other(SendError),
}

impl Zalo {
    /// An account as configured. Nothing is called yet.
    ///
    /// # Errors
    /// [`HttpError`] when encryption is not to be had.
    pub fn new(config: Config, store: Arc<dyn TokenStore>, clock: Clock) -> Result<Self, HttpError> {
        let http = Http::new(&config.http)?;
        let oauth = OAuth {
            http: http.clone(),
            base: config.oauth.clone(),
            app_id: config.app_id.clone(),
            secret: config.app_secret.clone(),
        };
        let keeper = Keeper::new(Shared {
            store,
            oauth,
            clock: clock.clone(),
            renew_after: config.renew_after,
            lease: config.lease,
            wait: config.wait,
            pause: config.pause,
            flight: Flight::new(None),
        });
        Ok(Self {
            config,
            clock,
            http,
            keeper,
            rate: Arc::default(),
        })
    }

    /// Turns the code of a consent into the first tokens and stores them. A code lives 10 minutes and works once.
    ///
    /// # Errors
    /// [`SendError::NeedsPerson`] when the consent has to be given again.
    pub async fn give_consent(&self, code: &str, verifier: &Verifier) -> Result<(), SendError> {
        self.keeper.consent(code, verifier).await
    }

    /// After the service has refused to renew the tokens and the cause was mended there: lets the next call try.
    ///
    /// # Errors
    /// [`SendError`] when the store cannot be reached or nobody has ever given consent.
    pub async fn try_renewal_again(&self) -> Result<(), SendError> {
        self.keeper.forgive().await
    }

    /// Renews the tokens if it is time; for a schedule, so that an account that is seldom used stays signed in.
    ///
    /// # Errors
    /// [`SendError`] as for any call.
    pub async fn keep_signed_in(&self) -> Result<(), SendError> {
        self.keeper.access(None).await.map(drop)
    }

    /// What the last answer said of the limit of calls.
    #[must_use]
    pub fn rate(&self) -> Option<Rate> {
        *self.rate.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) async fn token_state(&self) -> Result<TokenState, SendError> {
        self.keeper.state().await
    }

    /// Calls a path and gives the `data` of a success.
    pub(crate) async fn call(
        &self,
        kind: Kind,
        path: &str,
        build: impl Fn(&Client, String) -> RequestBuilder,
    ) -> Result<Value, SendError> {
        let mut access = self.keeper.access(None).await?;
        let mut renewed = false;
        loop {
            let request = build(self.http.client(), self.config.api.join(path));
            match self.once(kind, request, &access).await {
                Ok(data) => return Ok(data),
                // Nothing was taken with a token that was not accepted.
                Err(Wrong::Token(_)) if !renewed => {
                    renewed = true;
                    access = self.keeper.access(Some(&access)).await?;
                }
                Err(Wrong::Token(reason)) => return Err(SendError::person(Need::Consent, reason)),
                Err(Wrong::Other(error)) => return Err(error),
            }
        }
    }

    async fn once(&self, kind: Kind, request: RequestBuilder, access: &Secret) -> Result<Value, Wrong> {
        let of_kind = |trouble: Trouble| match kind {
            Kind::Read => trouble.of_read(),
            Kind::Write => trouble.of_write(),
        };
        let request = request.header("access_token", access.reveal());
        let answer = self.http.send(request).await;
        let answer = answer.map_err(|trouble| Wrong::Other(of_kind(trouble)))?;
        self.note_rate(&answer);
        judge(&answer).unwrap_or_else(|| {
            let error = match answer.status.as_u16() {
                429 => SendError::Retry {
                    reason: answer.strange(),
                    after: answer.retry_after(),
                },
                _ if kind == Kind::Read => SendError::retry(answer.strange()),
                _ => SendError::unknown(answer.strange()),
            };
            Err(Wrong::Other(error))
        })
    }

    fn note_rate(&self, answer: &Answer) {
        let number = |name| answer.header(name)?.trim().parse().ok();
        if let (Some(limit), Some(remain)) = (number("X-RateLimit-Limit"), number("X-RateLimit-Remain")) {
            *self.rate.lock().unwrap_or_else(PoisonError::into_inner) = Some(Rate { limit, remain });
        }
    }
}

/// What the body says; none when it is not an answer of this service.
fn judge(answer: &Answer) -> Option<Result<Value, Wrong>> {
    let body = answer.json()?;
    let code = body.get("error").and_then(number)?;
    let said = body.get("message").and_then(Value::as_str).unwrap_or_default();
    if code == 0 {
        return Some(Ok(body.get("data").cloned().unwrap_or_default()));
    }
    Some(Err(match class(code) {
        Class::Token => Wrong::Token(Reason::coded(code, said)),
        _ => Wrong::Other(refusal(code, said)),
    }))
}

impl fmt::Debug for Zalo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Zalo")
            .field("app_id", &self.config.app_id)
            .finish()
    }
}

/// A text of the answer; ids are texts, but a number is taken as well.
pub(crate) fn text(data: &Value, key: &str) -> Option<String> {
    match data.get(key)? {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
