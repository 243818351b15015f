//! Pages of administration.

mod link;
mod list;
mod log;
mod person;
mod roll;

use axum::Router;
use axum::routing::{get, post};

use crate::boot::App;

pub(super) const PEOPLE: &str = "/lam-viec/quan-tri/nguoi-dung";

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/lam-viec/quan-tri/nguoi-dung", get(list::list).post(person::add))
        .route("/lam-viec/quan-tri/nguoi-dung.xlsx", get(list::export))
        .route("/lam-viec/quan-tri/nguoi-dung/moi", get(person::new))
        .route(
            "/lam-viec/quan-tri/nguoi-dung/danh-sach",
            get(roll::form).post(roll::submit),
        )
        .route(
            "/lam-viec/quan-tri/nguoi-dung/{id}",
            get(person::show).post(person::change),
        )
        .route("/lam-viec/quan-tri/nguoi-dung/{id}/lien-ket", post(link::show))
        .route("/lam-viec/quan-tri/nguoi-dung/{id}/thu", post(link::send))
        .route(
            "/lam-viec/quan-tri/nguoi-dung/{id}/bo-xac-thuc",
            post(person::drop_second_factor),
        )
        .route("/lam-viec/quan-tri/nguoi-dung/{id}/nghi", post(person::end))
        .route(
            "/lam-viec/quan-tri/nguoi-dung/{id}/tro-lai",
            post(person::bring_back),
        )
        .route("/lam-viec/quan-tri/nhat-ky", get(log::list))
        .route("/lam-viec/quan-tri/nhat-ky.xlsx", get(log::export))
}
