//! The doors: where people land.

use axum::extract::State;
use axum::response::Response;

use crate::boot::App;
use crate::desk::Desk;
use crate::features::agency;
use crate::policy::{Scope, Verb};

/// The outer door: to the set-up while nothing is there, else to the workspace.
pub(super) async fn door(State(app): State<App>) -> web::Result<Response> {
    let ready = agency::any_hosted(app.db().read()).await?;
    Ok(web::see_other(if ready { "/lam-viec" } else { "/cai-dat" }))
}

/// The workspace's door: leaders and the office to the overview, everyone else to their week.
pub(super) async fn home(desk: Desk) -> web::Result<Response> {
    let overview = desk.may(Verb::ViewOverview, Scope::Agency);
    Ok(web::see_other(if overview {
        "/lam-viec/tong-quan"
    } else {
        "/lam-viec/tuan-cua-toi"
    }))
}
