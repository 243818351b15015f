//! Pages of content.

mod list;
mod show;
mod terms;
mod write;

use axum::Router;
use axum::routing::{get, post};

use super::model::ItemId;
use crate::boot::App;

/// The list of items.
pub(super) const HOME: &str = "/lam-viec/tin-bai";

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/lam-viec/tin-bai", get(list::list).post(write::create))
        .route("/lam-viec/tin-bai.xlsx", get(list::export))
        .route("/lam-viec/tin-bai/moi", get(write::blank))
        .route("/lam-viec/tin-bai/phan-loai", get(terms::form).post(terms::save))
        .route("/lam-viec/tin-bai/{id}", get(show::show).post(write::save))
        .route("/lam-viec/tin-bai/{id}/sua", get(write::edit))
        .route("/lam-viec/tin-bai/{id}/so-sanh", get(show::compare))
        .route("/lam-viec/tin-bai/{id}/trao-doi", post(show::comment))
}

fn item_path(id: ItemId) -> String {
    format!("{HOME}/{id}")
}
