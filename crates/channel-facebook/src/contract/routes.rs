use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::extract::{Form, FromRequest, Multipart, Path, Query, Request, State as Shared};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use axum::routing::get;
use axum::{Json, Router};
use channel_http::Clock;
use channel_http::contract::{Script, json};
use serde_json::{Value, json};

use super::state::{State, error, value};
use super::{PAGE, TOKEN};

#[derive(Clone)]
struct Desk {
    script: Script,
    state: Arc<Mutex<State>>,
    clock: Clock,
}

type Fields = Vec<(String, String)>;

impl Desk {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A call with a token.
    async fn call(
        &self,
        name: &str,
        fields: &Fields,
        act: impl FnOnce(&mut State) -> (u16, Value),
    ) -> Response {
        let answer = self.script.play(name, || {
            let known = match value(fields, "access_token").as_deref() {
                Some("77|app-secret") => name == "debug",
                Some("user-token") => name == "accounts",
                token => token == Some(TOKEN),
            };
            let (status, body) = if known {
                act(&mut self.state())
            } else {
                error(190, Some(463), "Session has expired")
            };
            let mut response = json(status, body);
            let usage = HeaderValue::from_static(r#"{"call_count":28,"total_time":25,"total_cputime":3}"#);
            response.headers_mut().insert("X-App-Usage", usage);
            response
        });
        answer.await
    }
}

pub(super) fn router(script: Script, state: Arc<Mutex<State>>, clock: Clock) -> Router {
    let steering = script.routes();
    Router::new()
        .route("/contract/published", get(published))
        .route("/{version}/{node}", get(read).post(update).delete(delete))
        .route("/{version}/{node}/{edge}", get(list).post(publish))
        .with_state(Desk { script, state, clock })
        .merge(steering)
}

async fn read(
    Shared(desk): Shared<Desk>,
    Path((_, node)): Path<(String, String)>,
    Query(fields): Query<Fields>,
) -> Response {
    match node.as_str() {
        PAGE => {
            let about = json!({"id": PAGE, "name": "Trang thử nghiệm", "link": "https://www.example/trang"});
            desk.call("page", &fields, |_| (200, about)).await
        }
        "debug_token" => {
            let valid = value(&fields, "input_token").as_deref() == Some(TOKEN);
            let debug = |state: &mut State| {
                let data = json!({"is_valid": valid, "expires_at": 0, "scopes": state.scopes});
                (200, json!({"data": data}))
            };
            desk.call("debug", &fields, debug).await
        }
        _ => desk.call("read", &fields, |state| state.read(&node)).await,
    }
}

async fn list(
    Shared(desk): Shared<Desk>,
    Path((_, node, edge)): Path<(String, String, String)>,
    Query(fields): Query<Fields>,
) -> Response {
    match (node.as_str(), edge.as_str()) {
        (PAGE, "feed") => {
            desk.call("list", &fields, |state| state.list(&fields, false))
                .await
        }
        (PAGE, "scheduled_posts") => {
            desk.call("scheduled", &fields, |state| state.list(&fields, true))
                .await
        }
        (_, "accounts") => {
            let pages = json!({"data": [
                {"access_token": TOKEN, "category": "Agency", "name": "Trang thử nghiệm", "id": PAGE,
                 "tasks": ["ANALYZE", "CREATE_CONTENT"]},
                {"access_token": "x", "name": "Trang khác", "id": "9", "tasks": ["ANALYZE"]},
            ]});
            desk.call("accounts", &fields, |_| (200, pages)).await
        }
        _ => json(404, json!({})),
    }
}

async fn publish(
    Shared(desk): Shared<Desk>,
    Path((_, node, edge)): Path<(String, String, String)>,
    request: Request,
) -> Response {
    let fields = fields_of(request).await;
    let now = desk.clock.now();
    match (node.as_str(), edge.as_str()) {
        (PAGE, "feed") => desk.call("post", &fields, |state| state.post(&fields, now)).await,
        (PAGE, "photos") => desk.call("photo", &fields, |state| state.photo(&fields)).await,
        _ => json(404, json!({})),
    }
}

async fn update(
    Shared(desk): Shared<Desk>,
    Path((_, node)): Path<(String, String)>,
    request: Request,
) -> Response {
    let fields = fields_of(request).await;
    desk.call("update", &fields, |state| state.update(&node, &fields))
        .await
}

async fn delete(
    Shared(desk): Shared<Desk>,
    Path((_, node)): Path<(String, String)>,
    Query(fields): Query<Fields>,
) -> Response {
    desk.call("delete", &fields, |state| state.delete(&node)).await
}

async fn published(Shared(desk): Shared<Desk>) -> Json<Value> {
    Json(json!({"posts": desk.state().posts}))
}

/// A form in either of its two shapes.
async fn fields_of(request: Request) -> Fields {
    let kind = request.headers().get(header::CONTENT_TYPE);
    let parts = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/"));
    if !parts {
        return Form::<Fields>::from_request(request, &())
            .await
            .map(|form| form.0)
            .unwrap_or_default();
    }
    let mut fields = Fields::new();
    if let Ok(mut form) = Multipart::from_request(request, &()).await {
        while let Ok(Some(part)) = form.next_field().await {
            let name = part.name().unwrap_or_default().to_owned();
            let text = match part.file_name() {
                Some(file) => file.to_owned(),
                None => part.text().await.unwrap_or_default(),
            };
            fields.push((name, text));
        }
    }
    fields
}
