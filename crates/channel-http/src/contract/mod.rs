//! A small server for tests that plays a service and misbehaves as told.
//!
//! A contract server has its own routes and state; it runs every call through [`Script::play`]. Other processes
//! steer it through [`Script::routes`]: `POST /contract/misbehaviour` with `{"call", "how", "times"}` and
//! `GET /contract/calls`.

mod hand;
mod script;
mod serve;

pub use hand::Hand;
pub use script::{Misbehaviour, Script, hostile};
pub use serve::{Running, serve, stand_alone};

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::Value;

/// A JSON answer.
pub fn json(status: u16, body: Value) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, Json(body)).into_response()
}
