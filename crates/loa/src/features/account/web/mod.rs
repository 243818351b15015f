//! Pages of signing in and out, of links, and of one's own account.

mod invitation;
mod own;
mod qr;
mod second_factor;
mod second_step;
mod sign_in;

use axum::Router;
use axum::routing::{get, post};

use crate::boot::App;

/// Where to sign in, and where to go on afterwards.
#[must_use]
pub fn sign_in_path(next: &str) -> String {
    ui::Link::new("/dang-nhap").with("next", next).to_string()
}

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/dang-nhap", get(sign_in::form).post(sign_in::submit))
        .route(
            "/dang-nhap/ma-xac-thuc",
            get(second_step::form).post(second_step::submit),
        )
        .route("/dang-xuat", post(sign_in::sign_out))
        .route("/loi-moi/{token}", get(invitation::form).post(invitation::submit))
        .route("/lam-viec/toi", get(own::show))
        .route("/lam-viec/toi/hien-thi", post(own::display))
        .route("/lam-viec/toi/mat-khau", post(own::password))
        .route("/lam-viec/toi/phien", post(own::end_sessions))
        .route(
            "/lam-viec/toi/xac-thuc",
            get(second_factor::form).post(second_factor::confirm),
        )
        .route("/lam-viec/toi/xac-thuc/ma-du-phong", post(second_factor::renew))
        .route("/lam-viec/toi/xac-thuc/tat", post(second_factor::drop))
}
