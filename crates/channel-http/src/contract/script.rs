use std::collections::BTreeMap;
use std::future::pending;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// What goes wrong with a call.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Misbehaviour {
    /// The call is taken, and no answer ever comes.
    TakeAndStaySilent,
    /// The call is taken, and the line is cut instead of an answer.
    TakeAndHangUp,
    /// The line is cut, and nothing is taken.
    HangUp,
    /// The call is taken, and the answer comes after this many milliseconds.
    Slow(u64),
    /// The call is taken, and the answer is a page of a proxy.
    Garbage,
    /// The call is taken, and the answer is this text with HTTP 200.
    Raw(String),
    /// The call is not taken, and this is the answer.
    Answer {
        /// HTTP status.
        status: u16,
        /// The body.
        body: Value,
        /// Headers besides.
        #[serde(default)]
        headers: BTreeMap<String, String>,
    },
}

impl Misbehaviour {
    /// An answer without special headers.
    #[must_use]
    pub fn answer(status: u16, body: Value) -> Self {
        let headers = BTreeMap::new();
        Self::Answer {
            status,
            body,
            headers,
        }
    }
}

/// Answers that break readers which trust what they read: cut off, nested too deep, of other types, enormous.
#[must_use]
pub fn hostile() -> Vec<String> {
    let deep = "[".repeat(100_000);
    let objects = "{\"error\":".repeat(5_000);
    let mut texts: Vec<String> = [
        "",
        "{",
        "null",
        "0",
        "\"\"",
        "[]",
        "{}",
        "\u{0}",
        "\u{feff}{}",
        "NaN",
        "1e999",
        "[null]",
        "\u{202e}",
    ]
    .map(str::to_owned)
    .into();
    let names = [
        "error",
        "data",
        "id",
        "token",
        "status",
        "items",
        "snippet",
        "paging",
        "error_subcode",
        "code",
        "medias",
    ];
    for name in names {
        for value in [
            "null",
            "[]",
            "{}",
            "-1",
            "1e308",
            "18446744073709551616",
            "\"\u{0}\"",
            "[[],{},null,7]",
            "{\"code\":{},\"id\":[]}",
        ] {
            texts.push(format!("{{\"{name}\":{value}}}"));
        }
    }
    texts.extend([deep, objects, format!("{{\"data\":\"{}\"}}", "x".repeat(2 << 20))]);
    texts
}

/// What will go wrong, and how often each call was made.
#[derive(Debug, Clone, Default)]
pub struct Script(Arc<Mutex<Inner>>);

#[derive(Debug, Default)]
struct Inner {
    coming: Vec<(String, Misbehaviour)>,
    calls: BTreeMap<String, usize>,
}

#[derive(Debug, Deserialize)]
struct Order {
    call: String,
    how: Misbehaviour,
    #[serde(default = "once")]
    times: usize,
}

fn once() -> usize {
    1
}

impl Script {
    /// The next call of this name goes wrong; several orders for one name are followed in turn.
    pub fn next(&self, call: &str, how: Misbehaviour) {
        self.times(call, how, 1);
    }

    /// So many calls of this name go wrong.
    pub fn times(&self, call: &str, how: Misbehaviour, times: usize) {
        let mut inner = self.inner();
        for _ in 0..times.min(10_000) {
            inner.coming.push((call.to_owned(), how.clone()));
        }
    }

    /// How often a call was made, in whatever way it ended.
    #[must_use]
    pub fn calls(&self, call: &str) -> usize {
        self.inner().calls.get(call).copied().unwrap_or(0)
    }

    /// Answers a call: by `take`, which does what was asked, unless something goes wrong.
    pub async fn play(&self, call: &str, take: impl FnOnce() -> Response) -> Response {
        match self.turn(call) {
            None => take(),
            Some(Misbehaviour::TakeAndStaySilent) => {
                drop(take());
                pending().await
            }
            Some(Misbehaviour::TakeAndHangUp) => {
                drop(take());
                hang_up()
            }
            Some(Misbehaviour::HangUp) => hang_up(),
            Some(Misbehaviour::Slow(millis)) => {
                let response = take();
                tokio::time::sleep(Duration::from_millis(millis)).await;
                response
            }
            Some(Misbehaviour::Garbage) => {
                drop(take());
                "<html><body>502 Bad Gateway</body></html>".into_response()
            }
            Some(Misbehaviour::Raw(text)) => {
                drop(take());
                text.into_response()
            }
            Some(Misbehaviour::Answer {
                status,
                body,
                headers,
            }) => {
                let mut response = super::json(status, body);
                for (name, value) in headers {
                    if let (Ok(name), Ok(value)) = (
                        HeaderName::from_bytes(name.as_bytes()),
                        HeaderValue::from_str(&value),
                    ) {
                        response.headers_mut().insert(name, value);
                    }
                }
                response
            }
        }
    }

    /// The routes by which another process steers it.
    pub fn routes<S: Clone + Send + Sync + 'static>(&self) -> Router<S> {
        Router::new()
            .route("/contract/misbehaviour", post(order))
            .route("/contract/calls", get(calls))
            .with_state(self.clone())
    }

    fn turn(&self, call: &str) -> Option<Misbehaviour> {
        let mut inner = self.inner();
        *inner.calls.entry(call.to_owned()).or_default() += 1;
        let found = inner.coming.iter().position(|(name, _)| name == call)?;
        Some(inner.coming.remove(found).1)
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn order(State(script): State<Script>, Json(order): Json<Order>) -> StatusCode {
    script.times(&order.call, order.how, order.times);
    StatusCode::NO_CONTENT
}

async fn calls(State(script): State<Script>) -> Json<Value> {
    Json(json!(script.inner().calls))
}

/// A body that breaks off makes the server cut the line.
fn hang_up() -> Response {
    let broken = Err::<Bytes, _>(io::Error::other("the line is cut"));
    Body::from_stream(futures::stream::iter([broken])).into_response()
}
