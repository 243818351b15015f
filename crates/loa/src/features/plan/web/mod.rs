//! Pages of plans.

mod changes;
mod compare;
mod export;
mod item;
mod list;
mod review;
mod row;
mod show;
mod source;
mod target;
mod upload;
mod words;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

pub use export::plan_docx as docx;
pub use words::{failure_words, who_words, window_words};

use super::edit::EditError;
use super::model::{Plan, PlanId};
use super::store;
use crate::boot::{App, NavEntry};
use crate::desk::Desk;
use crate::features::agency::PersonId;
use crate::policy::Verb;

/// The list of plans.
pub const HOME: &str = "/lam-viec/ke-hoach";

/// Lines in the navigation.
pub(super) const NAV: &[NavEntry] = &[NavEntry {
    label: "plan-nav",
    icon: "clipboard-list",
    href: HOME,
    verb: Verb::ViewWork,
    position: 20,
}];

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/lam-viec/ke-hoach", get(list::page))
        .route("/lam-viec/ke-hoach.xlsx", get(list::xlsx))
        .route(
            "/lam-viec/ke-hoach/moi",
            get(upload::page)
                .post(upload::send)
                .layer(DefaultBodyLimit::disable()),
        )
        .route("/lam-viec/ke-hoach/tep/{upload}", get(upload::file))
        .route("/lam-viec/ke-hoach/tep/{upload}/lan-doc", post(upload::again))
        .route("/lam-viec/ke-hoach/tep/{upload}/bo", post(upload::give_up))
        .route("/lam-viec/ke-hoach/{id}", get(show::page))
        .route("/lam-viec/ke-hoach/{id}/dong.xlsx", get(export::xlsx))
        .route("/lam-viec/ke-hoach/{id}/van-ban.docx", get(export::docx))
        .route("/lam-viec/ke-hoach/{id}/nguon/{version}", get(export::source))
        .route("/lam-viec/ke-hoach/{id}/so-ngay", post(changes::number))
        .route("/lam-viec/ke-hoach/{id}/ban-sua-doi", post(changes::amend))
        .route("/lam-viec/ke-hoach/{id}/nam-sau", post(changes::roll_over))
        .route("/lam-viec/ke-hoach/{id}/ket-thuc", post(changes::close))
        .route("/lam-viec/ke-hoach/{id}/bo-ban-thao", post(changes::drop_draft))
        .route("/lam-viec/ke-hoach/{id}/chi-tieu/{target}", post(target::feed))
        .route("/lam-viec/ke-hoach/{id}/so-sanh", get(compare::page))
        .route("/lam-viec/ke-hoach/{id}/ra-soat", get(review::page))
        .route("/lam-viec/ke-hoach/{id}/ra-soat/xong", post(review::check_all))
        .route(
            "/lam-viec/ke-hoach/{id}/ra-soat/goi-y/{index}",
            post(review::answer),
        )
        .route(
            "/lam-viec/ke-hoach/{id}/ra-soat/muc",
            get(item::new).post(item::add),
        )
        .route(
            "/lam-viec/ke-hoach/{id}/ra-soat/muc/{item}",
            get(item::page).post(item::save),
        )
        .route(
            "/lam-viec/ke-hoach/{id}/ra-soat/muc/{item}/goi-y/{index}",
            post(item::answer),
        )
        .route(
            "/lam-viec/ke-hoach/{id}/ra-soat/dong",
            get(row::new).post(row::add),
        )
        .route(
            "/lam-viec/ke-hoach/{id}/ra-soat/dong/{row}",
            get(row::page).post(row::save),
        )
        .route(
            "/lam-viec/ke-hoach/{id}/ra-soat/dong/{row}/thao-tac",
            post(row::act),
        )
        .route(
            "/lam-viec/ke-hoach/{id}/ra-soat/dong/{row}/goi-y/{index}",
            post(row::answer),
        )
}

/// The address of a plan.
fn home_of(plan: PlanId) -> String {
    format!("{HOME}/{plan}")
}

/// The plan of an address; not found when it is another agency's.
async fn plan_of(desk: &Desk, id: &str) -> web::Result<Plan> {
    let id = parsed(id)?;
    store::find_plan(desk.db().read(), desk.agency(), id)
        .await?
        .ok_or(web::Error::NotFound)
}

/// An id of an address; not found when it is none.
fn parsed<T: std::str::FromStr>(id: &str) -> web::Result<T> {
    id.parse().map_err(|_| web::Error::NotFound)
}

/// Who acts, for use cases and the audit log.
fn by(desk: &Desk) -> (PersonId, &str) {
    (desk.actor().person, desk.actor().name.as_str())
}

fn refused(error: EditError) -> web::Error {
    match error {
        EditError::NotFound => web::Error::NotFound,
        EditError::NoDraft | EditError::TooMany => web::Error::Conflict,
        EditError::Database(error) => error.into(),
    }
}

/// Text that people typed: composed letters, no blanks around, lines ended one way.
fn clean(text: &str) -> String {
    vietnamese::nfc(text.replace("\r\n", "\n").trim()).into_owned()
}
