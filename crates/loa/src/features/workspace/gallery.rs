//! Every component of the interface with its examples, for those who build pages.

use axum::response::{Html, IntoResponse, Response};

use crate::desk::Desk;
use crate::policy::{Scope, Verb};

/// The gallery, in the frame of the workspace.
pub(super) async fn gallery(desk: Desk) -> web::Result<Response> {
    desk.need(Verb::ManageAgency, Scope::Agency)?;
    let page = desk
        .page("workspace-gallery")
        .lead(desk.words().say("workspace-gallery-lead"));
    Ok(Html(ui::gallery::render_in(page)).into_response())
}
