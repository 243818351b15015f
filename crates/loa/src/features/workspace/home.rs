//! The first page.

use axum::extract::State;
use axum::response::Response;

use crate::boot::App;
use crate::desk::Desk;
use crate::features::agency;

/// The door: to the set-up while nothing is there, else to the workspace.
pub(super) async fn door(State(app): State<App>) -> web::Result<Response> {
    let ready = agency::any_hosted(app.db().read()).await?;
    Ok(web::see_other(if ready { "/lam-viec" } else { "/cai-dat" }))
}

#[derive(askama::Template)]
#[template(path = "features/workspace/home.html")]
struct HomePage {
    page: ui::Page,
}

pub(super) async fn home(desk: Desk) -> web::Result<Response> {
    web::html(&HomePage {
        page: desk.page("workspace-home"),
    })
}
