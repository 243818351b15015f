use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::body::Bytes;
use axum::extract::{Form, Multipart, Query, State as Shared};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};
use axum::{Json, Router};
use channel_http::Clock;
use channel_http::contract::{Script, json};
use serde_json::{Value, json};

use super::APP_SECRET;
use super::state::{State, no, yes};

#[derive(Clone)]
struct Desk {
    script: Script,
    state: Arc<Mutex<State>>,
    clock: Clock,
}

impl Desk {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A call with an access token. Errors, too, come with HTTP 200.
    async fn call(&self, name: &str, headers: &HeaderMap, act: impl FnOnce(&mut State) -> Value) -> Response {
        let access = headers
            .get("access_token")
            .and_then(|value| value.to_str().ok())
            .map(str::to_owned);
        let answer = self.script.play(name, || {
            let mut state = self.state();
            let body = if state.accepts(access.as_deref()) {
                act(&mut state)
            } else {
                no(-216, "Access token is invalid")
            };
            let mut response = json(200, body);
            let limits = response.headers_mut();
            limits.insert("X-RateLimit-Limit", HeaderValue::from_static("4000"));
            limits.insert("X-RateLimit-Remain", HeaderValue::from_static("3999"));
            response
        });
        answer.await
    }
}

pub(super) fn router(script: Script, state: Arc<Mutex<State>>, clock: Clock) -> Router {
    let steering = script.routes();
    let desk = Desk { script, state, clock };
    Router::new()
        .route("/v4/oa/access_token", post(token))
        .route("/v2.0/article/create", post(create))
        .route("/v2.0/article/verify", post(verify))
        .route("/v2.0/article/getdetail", get(detail))
        .route("/v2.0/article/getslice", get(list))
        .route("/v2.0/article/update", post(update))
        .route("/v2.0/article/remove", post(remove))
        .route("/v2.0/oa/message", post(broadcast))
        .route("/v3.0/oa/message/cs", post(to_user))
        .route("/v3.0/oa/group/message", post(to_group))
        .route("/v2.0/oa/upload/image", post(image))
        .route("/v2.0/oa/upload/file", post(file))
        .route("/v2.0/oa/getoa", get(account))
        .route("/v2.0/oa/quota/message", get(quota))
        .route("/v3.0/oa/user/getlist", get(users))
        .route("/contract/published", get(published))
        .route("/contract/processing", post(processing))
        .route("/contract/expiry", post(expiry))
        .with_state(desk)
        .merge(steering)
}

async fn token(
    Shared(desk): Shared<Desk>,
    headers: HeaderMap,
    Form(form): Form<Vec<(String, String)>>,
) -> Response {
    let known = headers
        .get("secret_key")
        .is_some_and(|key| key.as_bytes() == APP_SECRET.as_bytes());
    let answer = desk.script.play("token", || {
        let body = if known {
            desk.state().token(&form)
        } else {
            json!({"error": -14004, "error_name": "Invalid secret key"})
        };
        json(200, body)
    });
    answer.await
}

fn object(body: &Bytes) -> Value {
    serde_json::from_slice(body).unwrap_or_default()
}

fn field(body: &Value, key: &str) -> String {
    body.get(key)
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned()
}

async fn create(Shared(desk): Shared<Desk>, headers: HeaderMap, body: Bytes) -> Response {
    let now = desk.clock.now();
    desk.call("create", &headers, |state| state.create(object(&body), now))
        .await
}

async fn verify(Shared(desk): Shared<Desk>, headers: HeaderMap, body: Bytes) -> Response {
    desk.call("verify", &headers, |state| {
        state.verify(&field(&object(&body), "token"))
    })
    .await
}

async fn update(Shared(desk): Shared<Desk>, headers: HeaderMap, body: Bytes) -> Response {
    desk.call("update", &headers, |state| state.update(object(&body)))
        .await
}

async fn remove(Shared(desk): Shared<Desk>, headers: HeaderMap, body: Bytes) -> Response {
    desk.call("remove", &headers, |state| {
        state.remove(&field(&object(&body), "id"))
    })
    .await
}

type Pairs = Vec<(String, String)>;

fn pair(query: &Pairs, key: &str) -> String {
    let found = query.iter().find(|(name, _)| name == key);
    found.map(|(_, value)| value.clone()).unwrap_or_default()
}

async fn detail(Shared(desk): Shared<Desk>, headers: HeaderMap, Query(query): Query<Pairs>) -> Response {
    desk.call("detail", &headers, |state| state.detail(&pair(&query, "id")))
        .await
}

async fn list(Shared(desk): Shared<Desk>, headers: HeaderMap, Query(query): Query<Pairs>) -> Response {
    let number = |key| pair(&query, key).parse().unwrap_or(0);
    let kind = pair(&query, "type");
    desk.call("list", &headers, |state| {
        if kind == "normal" {
            state.list(number("offset"), number("limit"))
        } else {
            no(-201, "type accept only 2 value normal and video.")
        }
    })
    .await
}

async fn to_user(Shared(desk): Shared<Desk>, headers: HeaderMap, body: Bytes) -> Response {
    desk.call("user-message", &headers, |state| {
        state.message(object(&body), "user_id")
    })
    .await
}

async fn to_group(Shared(desk): Shared<Desk>, headers: HeaderMap, body: Bytes) -> Response {
    desk.call("group-message", &headers, |state| {
        state.message(object(&body), "group_id")
    })
    .await
}

async fn broadcast(Shared(desk): Shared<Desk>, headers: HeaderMap, body: Bytes) -> Response {
    desk.call("broadcast", &headers, |state| state.broadcast(object(&body)))
        .await
}

async fn image(desk: Shared<Desk>, headers: HeaderMap, form: Multipart) -> Response {
    upload(desk, headers, form, "attachment_id").await
}

async fn file(desk: Shared<Desk>, headers: HeaderMap, form: Multipart) -> Response {
    upload(desk, headers, form, "token").await
}

async fn upload(Shared(desk): Shared<Desk>, headers: HeaderMap, mut form: Multipart, key: &str) -> Response {
    let mut size = 0;
    while let Ok(Some(part)) = form.next_field().await {
        if part.name() == Some("file") {
            size = part.bytes().await.map(|bytes| bytes.len()).unwrap_or(0);
        }
    }
    desk.call("upload", &headers, |state| {
        if size == 0 {
            return no(-201, "file is invalid");
        }
        state.uploads += 1;
        yes(json!({key: format!("upload{}-{size}", state.uploads)}))
    })
    .await
}

async fn account(Shared(desk): Shared<Desk>, headers: HeaderMap) -> Response {
    let about = json!({
        "oa_id": "5790", "name": "Sở thử nghiệm", "description": "", "is_verified": true, "num_follower": 321,
    });
    desk.call("account", &headers, |_| yes(about)).await
}

async fn quota(Shared(desk): Shared<Desk>, headers: HeaderMap) -> Response {
    let left = json!([{"product_type": "broadcast", "total": 4, "remain": 2}]);
    desk.call("quota", &headers, |_| yes(left)).await
}

async fn users(Shared(desk): Shared<Desk>, headers: HeaderMap, Query(query): Query<Pairs>) -> Response {
    // Parameters come as one JSON text.
    let asked: Value = serde_json::from_str(&pair(&query, "data")).unwrap_or_default();
    let fits = asked
        .get("count")
        .and_then(Value::as_u64)
        .is_some_and(|n| n <= 50);
    desk.call("users", &headers, |_| {
        if fits {
            yes(json!({"users": [{"user_id": "871"}, {"user_id": "872"}], "total": 2, "count": 50, "offset": 0}))
        } else {
            no(-201, "data is invalid")
        }
    })
    .await
}

async fn published(Shared(desk): Shared<Desk>) -> Json<Value> {
    let state = desk.state();
    Json(json!({
        "articles": state.articles, "messages": state.messages, "broadcasts": state.broadcasts,
    }))
}

async fn processing(Shared(desk): Shared<Desk>, body: Bytes) -> StatusCode {
    let polls = object(&body).get("polls").and_then(Value::as_u64).unwrap_or(0);
    desk.state().processing = u32::try_from(polls).unwrap_or(u32::MAX);
    StatusCode::NO_CONTENT
}

async fn expiry(Shared(desk): Shared<Desk>) -> StatusCode {
    desk.state().expire();
    StatusCode::NO_CONTENT
}
