//! One call of the API.

use std::fmt;
use std::sync::Arc;

use channel_http::{
    Answer, Client, Clock, Http, HttpError, Need, RequestBuilder, Secret, SendError, Trouble,
};
use serde_json::Value;

use crate::config::Config;
use crate::error::{self, No};
use crate::token::Tokens;

/// A channel of the service.
#[derive(Clone)]
pub struct Channel {
    pub(crate) config: Config,
    pub(crate) clock: Clock,
    http: Http,
    tokens: Arc<Tokens>,
}

impl Channel {
    /// A channel as configured. Nothing is called yet.
    ///
    /// # Errors
    /// [`HttpError`] when encryption is not to be had.
    pub fn new(config: Config, clock: Clock) -> Result<Self, HttpError> {
        Ok(Self {
            http: Http::new(&config.http)?,
            config,
            clock,
            tokens: Arc::default(),
        })
    }

    pub(crate) async fn access(&self, rejected: Option<&Secret>) -> Result<Secret, SendError> {
        self.tokens
            .access(&self.http, &self.config, &self.clock, rejected)
            .await
    }

    /// Sends with an access token, and once more with a new one when it is not accepted.
    pub(crate) async fn send(
        &self,
        build: impl Fn(&Client) -> RequestBuilder,
    ) -> Result<Result<Answer, Trouble>, SendError> {
        let mut access = self.access(None).await?;
        let mut renewed = false;
        loop {
            let request = build(self.http.client()).bearer_auth(access.reveal());
            match self.http.send(request).await {
                Ok(answer) if answer.status.as_u16() == 401 && !renewed => {
                    renewed = true;
                    access = self.access(Some(&access)).await?;
                }
                answer => return Ok(answer),
            }
        }
    }

    /// A call that does no harm twice; none when what it is about is not there.
    pub(crate) async fn call(
        &self,
        build: impl Fn(&Client) -> RequestBuilder,
    ) -> Result<Option<Answer>, SendError> {
        let answer = self.send(build).await?.map_err(Trouble::of_read)?;
        if answer.status.is_success() {
            return Ok(Some(answer));
        }
        match error::read(&answer, &self.clock) {
            No::Gone(_) => Ok(None),
            No::Token(reason) => Err(SendError::person(Need::Consent, reason)),
            No::Trouble(reason, after) => Err(SendError::Retry { reason, after }),
            No::Decided(error) => Err(error),
        }
    }

    /// The items of a list.
    pub(crate) async fn items(
        &self,
        path: &str,
        query: &[(&str, &str)],
    ) -> Result<(Vec<Value>, Value), SendError> {
        let url = self.config.api.join(path);
        let answer = self.call(|client| client.get(url.as_str()).query(query)).await?;
        let Some(answer) = answer else {
            return Ok((Vec::new(), Value::Null));
        };
        let strange = || SendError::retry(answer.strange());
        let mut body = answer.json().ok_or_else(strange)?;
        match body.get_mut("items").map(Value::take) {
            Some(Value::Array(items)) => Ok((items, body)),
            _ => Err(strange()),
        }
    }
}

pub(crate) fn text(value: &Value, path: &str) -> Option<String> {
    let text = value.pointer(path)?.as_str()?;
    (!text.is_empty()).then(|| text.to_owned())
}

impl fmt::Debug for Channel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Channel")
            .field("client_id", &self.config.client_id)
            .finish()
    }
}
