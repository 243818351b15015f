//! A forgotten password. The page never says whether an address exists.

use askama::Template;
use axum::response::Response;
use ui::Page;

use crate::desk::Visitor;

#[derive(Template)]
#[template(path = "features/account/web/forgotten.html")]
struct ForgottenPage {
    page: Page,
}

/// Says whom to ask.
pub(super) async fn form(visitor: Visitor) -> web::Result<Response> {
    web::html(&ForgottenPage {
        page: visitor.page("account-forgotten"),
    })
}
