use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::{HeaderMap, StatusCode, header};
use reqwest::redirect::Policy;
use reqwest::{Client, RequestBuilder};
use serde::Deserialize;

use crate::{Reason, SendError};

/// The limits of a client.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct HttpConfig {
    /// Seconds for making a connection.
    pub connect_seconds: u16,
    /// Seconds for a whole call, its answer included.
    pub call_seconds: u16,
    /// Bytes of the largest answer that is read.
    pub largest_answer: usize,
}

impl Default for HttpConfig {
    fn default() -> Self {
        Self {
            connect_seconds: 10,
            call_seconds: 60,
            largest_answer: 1 << 20,
        }
    }
}

/// The client could not be made.
#[derive(Debug, thiserror::Error)]
#[error("the HTTP client cannot be made: {0}")]
pub struct HttpError(String);

/// Calls services within limits.
#[derive(Clone)]
pub struct Http {
    client: Client,
    largest_answer: usize,
}

/// What a service answered, whatever its status.
#[derive(Debug, Clone)]
pub struct Answer {
    /// Its status.
    pub status: StatusCode,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its whole body.
    pub body: Bytes,
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// No connection was made, so nothing was taken.
    NotSent(String),
    /// It was handed over, in part or whole: it may have been taken.
    NoAnswer(String),
}

impl Http {
    /// A client with limits. Certificates are checked against the public authorities.
    ///
    /// # Errors
    /// [`HttpError`] when encryption is not to be had.
    pub fn new(config: &HttpConfig) -> Result<Self, HttpError> {
        let wrong = |error: &dyn fmt::Display| HttpError(error.to_string());
        let roots = rustls::RootCertStore::from_iter(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let tls = rustls::ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|error| wrong(&error))?
            .with_root_certificates(roots)
            .with_no_client_auth();
        let client = Client::builder()
            .tls_backend_preconfigured(tls)
            .connect_timeout(Duration::from_secs(config.connect_seconds.max(1).into()))
            .timeout(Duration::from_secs(config.call_seconds.max(1).into()))
            .redirect(Policy::none())
            .no_proxy()
            .build()
            .map_err(|error| wrong(&error))?;
        Ok(Self {
            client,
            largest_answer: config.largest_answer,
        })
    }

    /// Begins requests; they are sent by [`Http::send`].
    #[must_use]
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Sends and reads the whole answer.
    ///
    /// # Errors
    /// [`Trouble`] tells whether anything may have been taken.
    pub async fn send(&self, request: RequestBuilder) -> Result<Answer, Trouble> {
        let request = request.build().map_err(|error| Trouble::NotSent(said(error)))?;
        let mut response = self.client.execute(request).await.map_err(|error| {
            if error.is_connect() || error.is_builder() {
                Trouble::NotSent(said(error))
            } else {
                Trouble::NoAnswer(said(error))
            }
        })?;
        let (status, headers) = (response.status(), response.headers().clone());
        let mut body = BytesMut::new();
        loop {
            match response.chunk().await {
                Ok(Some(chunk)) if body.len() + chunk.len() > self.largest_answer => {
                    return Err(Trouble::NoAnswer("the answer is too large".to_owned()));
                }
                Ok(Some(chunk)) => body.extend_from_slice(&chunk),
                Ok(None) => break,
                Err(error) => return Err(Trouble::NoAnswer(said(error))),
            }
        }
        Ok(Answer {
            status,
            headers,
            body: body.freeze(),
        })
    }
}

impl fmt::Debug for Http {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Http")
            .field("largest_answer", &self.largest_answer)
            .finish()
    }
}

impl Answer {
    /// A header as text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// How long the service asks to wait, when it says so in seconds; at most a day.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        let seconds: u64 = self.header(header::RETRY_AFTER.as_str())?.trim().parse().ok()?;
        Some(Duration::from_secs(seconds.min(86_400)))
    }

    /// The body as a JSON value; none when it is not JSON.
    #[must_use]
    pub fn json(&self) -> Option<serde_json::Value> {
        serde_json::from_slice(&self.body).ok()
    }

    /// What can be said of an answer that nobody understands.
    #[must_use]
    pub fn strange(&self) -> Reason {
        Reason::new(format!("an answer that is not understood, HTTP {}", self.status))
    }
}

impl Trouble {
    /// What it means for a call that changes something.
    #[must_use]
    pub fn of_write(self) -> SendError {
        match self {
            Self::NotSent(text) => SendError::retry(Reason::new(text)),
            Self::NoAnswer(text) => SendError::unknown(Reason::new(text)),
        }
    }

    /// What it means for a call that may be repeated.
    #[must_use]
    pub fn of_read(self) -> SendError {
        match self {
            Self::NotSent(text) | Self::NoAnswer(text) => SendError::retry(Reason::new(text)),
        }
    }
}

/// The error with its causes, without the address: queries may hold secrets.
fn said(error: reqwest::Error) -> String {
    let error = error.without_url();
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(&error);
    while let Some(inner) = cause {
        let inner_text = inner.to_string();
        if !text.contains(&inner_text) {
            text.push_str(": ");
            text.push_str(&inner_text);
        }
        cause = inner.source();
    }
    text
}
