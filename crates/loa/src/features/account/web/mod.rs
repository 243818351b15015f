//! Pages of signing in and out.

mod sign_in;

use axum::Router;
use axum::routing::{get, post};

use crate::boot::App;

/// Where to sign in, and where to go on afterwards.
#[must_use]
pub fn sign_in_path(next: &str) -> String {
    let mut encoded = String::new();
    for byte in next.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'_' | b'.') {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    format!("/dang-nhap?next={encoded}")
}

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/dang-nhap", get(sign_in::form).post(sign_in::submit))
        .route("/dang-xuat", post(sign_in::sign_out))
}
