//! One call of the API: token, limits, the error in the body.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use channel_http::{Base, Client, Clock, Form, Http, HttpError, RequestBuilder, SendError};
use serde_json::Value;

use crate::config::Config;
use crate::error::Refusal;
use crate::usage::Usage;

/// A page.
#[derive(Clone)]
pub struct Page {
    pub(crate) config: Config,
    pub(crate) clock: Clock,
    http: Http,
    usage: Arc<Mutex<Option<Usage>>>,
}

/// Names and values of a call.
pub(crate) type Fields = Vec<(String, String)>;

pub(crate) enum Call {
    /// Reads.
    Get(Fields),
    /// Changes something: no answer means doubt.
    Post(Fields),
    /// Changes something that may be changed again.
    Repeat(Fields),
    /// Sends a photo along that nobody sees yet.
    Send(Form),
    /// Removes.
    Delete,
}

impl Page {
    /// A page as configured. Nothing is called yet.
    ///
    /// # Errors
    /// [`HttpError`] when encryption is not to be had.
    pub fn new(config: Config, clock: Clock) -> Result<Self, HttpError> {
        Ok(Self {
            http: Http::new(&config.http)?,
            config,
            clock,
            usage: Arc::default(),
        })
    }

    /// What the last answer said of the limit of calls.
    #[must_use]
    pub fn usage(&self) -> Option<Usage> {
        *self.usage.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Calls something of the page itself.
    pub(crate) async fn call_page(&self, edge: &str, call: Call) -> Result<Value, SendError> {
        let path = format!("{}/{edge}", Base::segment(&self.config.page_id));
        self.call(path.trim_end_matches('/'), call).await
    }

    /// Calls a path with the page's token.
    pub(crate) async fn call(&self, path: &str, call: Call) -> Result<Value, SendError> {
        let token = self.config.token.reveal().to_owned();
        self.call_with(&token, path, call).await
    }

    /// Calls a path with another token. Tokens travel as the parameter that the service documents.
    pub(crate) async fn call_with(&self, token: &str, path: &str, call: Call) -> Result<Value, SendError> {
        let version = Base::segment(self.config.version.trim()).replace("%2E", ".");
        let url = self.config.api.join(&format!("{version}/{path}"));
        let repeatable = !matches!(call, Call::Post(_));
        let request = build(self.http.client(), url, token, call);
        let answer = self.http.send(request).await;
        let answer = answer.map_err(|trouble| {
            if repeatable {
                trouble.of_read()
            } else {
                trouble.of_write()
            }
        })?;
        if let Some(usage) = Usage::of(&answer) {
            *self.usage.lock().unwrap_or_else(PoisonError::into_inner) = Some(usage);
        }
        let body = answer.json();
        if let Some(refusal) = body.as_ref().and_then(Refusal::of) {
            return Err(refusal.judge(&answer, repeatable));
        }
        match body {
            Some(body) if answer.status.is_success() => Ok(body),
            _ if answer.status.as_u16() == 429 => Err(SendError::Retry {
                reason: answer.strange(),
                after: answer.retry_after(),
            }),
            _ if repeatable => Err(SendError::retry(answer.strange())),
            _ => Err(SendError::unknown(answer.strange())),
        }
    }
}

fn build(client: &Client, url: String, token: &str, call: Call) -> RequestBuilder {
    let token = ("access_token".to_owned(), token.to_owned());
    match call {
        Call::Get(mut fields) => {
            fields.push(token);
            client.get(url).query(&fields)
        }
        Call::Post(mut fields) | Call::Repeat(mut fields) => {
            fields.push(token);
            client.post(url).form(&fields)
        }
        Call::Send(form) => client.post(url).multipart(form.text(token.0, token.1)),
        Call::Delete => client.delete(url).query(&[token]),
    }
}

pub(crate) fn field(name: &str, value: impl Into<String>) -> (String, String) {
    (name.to_owned(), value.into())
}

pub(crate) fn text(value: &Value, key: &str) -> Option<String> {
    let text = value.get(key)?.as_str()?;
    (!text.is_empty()).then(|| text.to_owned())
}

impl fmt::Debug for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Page").field("id", &self.config.page_id).finish()
    }
}
