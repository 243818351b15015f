use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::body::{Body, Bytes};
use axum::extract::{Form, Query, State as Shared};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use axum::routing::{get, post};
use axum::{Json, Router};
use channel_http::Clock;
use channel_http::contract::{Script, json};
use serde_json::{Value, json};

use super::state::{Said, State, error};
use super::{CLIENT, REFRESH, SECRET};

#[derive(Clone)]
struct Desk {
    script: Script,
    state: Arc<Mutex<State>>,
    clock: Clock,
}

type Pairs = Vec<(String, String)>;

impl Desk {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A call with an access token.
    async fn call(&self, name: &str, headers: &HeaderMap, act: impl FnOnce(&mut State) -> Said) -> Response {
        let bearer = text(headers, header::AUTHORIZATION);
        let answer = self.script.play(name, || {
            let mut state = self.state();
            let said = if state.accepts(&bearer) {
                act(&mut state)
            } else {
                error(401, "authError", "Invalid Credentials")
            };
            written(said)
        });
        answer.await
    }
}

fn written(Said(status, headers, body): Said) -> Response {
    let mut response = if body.is_null() {
        let mut empty = Response::new(Body::empty());
        *empty.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        empty
    } else {
        json(status, body)
    };
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

fn text(headers: &HeaderMap, name: impl header::AsHeaderName) -> String {
    let value = headers.get(name).and_then(|value| value.to_str().ok());
    value.unwrap_or_default().to_owned()
}

fn pair(pairs: &Pairs, key: &str) -> String {
    let found = pairs.iter().find(|(name, _)| name == key);
    found.map(|(_, value)| value.clone()).unwrap_or_default()
}

fn object(body: &Bytes) -> Value {
    serde_json::from_slice(body).unwrap_or_default()
}

pub(super) fn router(script: Script, state: Arc<Mutex<State>>, clock: Clock) -> Router {
    let steering = script.routes();
    Router::new()
        .route("/token", post(token))
        .route("/upload/youtube/v3/videos", post(start).put(send))
        .route("/youtube/v3/videos", get(videos).put(update).delete(delete))
        .route("/youtube/v3/playlistItems", get(uploads))
        .route("/youtube/v3/channels", get(channel))
        .route("/contract/published", get(published))
        .route("/contract/lock", post(lock))
        .with_state(Desk { script, state, clock })
        .merge(steering)
}

async fn token(Shared(desk): Shared<Desk>, Form(form): Form<Pairs>) -> Response {
    let fits = [
        ("client_id", CLIENT),
        ("client_secret", SECRET),
        ("refresh_token", REFRESH),
        ("grant_type", "refresh_token"),
    ];
    let known = fits.iter().all(|(key, value)| pair(&form, key) == *value);
    let answer = desk.script.play("token", || {
        if known {
            written(desk.state().token())
        } else {
            let body =
                json!({"error": "invalid_grant", "error_description": "Token has been expired or revoked."});
            json(400, body)
        }
    });
    answer.await
}

async fn start(Shared(desk): Shared<Desk>, headers: HeaderMap, body: Bytes) -> Response {
    let length = text(&headers, "X-Upload-Content-Length").parse().ok();
    desk.call("start", &headers, |state| state.start(object(&body), length))
        .await
}

async fn send(
    Shared(desk): Shared<Desk>,
    headers: HeaderMap,
    Query(query): Query<Pairs>,
    body: Bytes,
) -> Response {
    let range = text(&headers, header::CONTENT_RANGE);
    let name = if range.starts_with("bytes */") {
        "ask"
    } else {
        "chunk"
    };
    let (id, now) = (pair(&query, "upload_id"), desk.clock.now());
    desk.call(name, &headers, |state| state.put(&id, &range, &body, now))
        .await
}

async fn videos(Shared(desk): Shared<Desk>, headers: HeaderMap, Query(query): Query<Pairs>) -> Response {
    desk.call("videos", &headers, |state| {
        state.videos(&pair(&query, "id"), &pair(&query, "part"))
    })
    .await
}

async fn update(Shared(desk): Shared<Desk>, headers: HeaderMap, body: Bytes) -> Response {
    desk.call("update", &headers, |state| state.update(object(&body)))
        .await
}

async fn delete(Shared(desk): Shared<Desk>, headers: HeaderMap, Query(query): Query<Pairs>) -> Response {
    desk.call("delete", &headers, |state| state.delete(&pair(&query, "id")))
        .await
}

async fn uploads(Shared(desk): Shared<Desk>, headers: HeaderMap, Query(query): Query<Pairs>) -> Response {
    desk.call("uploads", &headers, |state| {
        if pair(&query, "playlistId") == "UUsothunghiem" {
            state.uploads(&pair(&query, "pageToken"))
        } else {
            error(404, "playlistNotFound", "The playlist cannot be found")
        }
    })
    .await
}

async fn channel(Shared(desk): Shared<Desk>, headers: HeaderMap) -> Response {
    let item = json!({
        "id": "UCsothunghiem", "snippet": {"title": "Sở thử nghiệm"},
        "contentDetails": {"relatedPlaylists": {"uploads": "UUsothunghiem"}},
    });
    desk.call("channel", &headers, |_| {
        Said(200, Vec::new(), json!({"items": [item]}))
    })
    .await
}

async fn published(Shared(desk): Shared<Desk>) -> Json<Value> {
    Json(json!({"videos": desk.state().videos}))
}

async fn lock(Shared(desk): Shared<Desk>) -> StatusCode {
    desk.state().lock = true;
    StatusCode::NO_CONTENT
}
