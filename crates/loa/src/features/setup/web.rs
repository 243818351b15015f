//! The page of the first run.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use ui::{Errors, Page};
use web::{Error, Form};

use super::{FirstRun, SetUpError, set_up};
use crate::boot::App;
use crate::desk::{Visitor, said};
use crate::features::account::web::sign_in_path;
use crate::features::agency;

pub(super) fn routes() -> Router<App> {
    Router::new().route("/cai-dat", get(form).post(submit))
}

#[derive(Template)]
#[template(path = "features/setup/first_run.html")]
struct FirstRunPage {
    page: Page,
    input: FirstRun,
    errors: Errors,
}

async fn form(State(app): State<App>, visitor: Visitor) -> web::Result<Response> {
    if agency::any_hosted(app.db().read()).await? {
        return Err(Error::NotFound);
    }
    let page = visitor.page("setup-title");
    web::html(&FirstRunPage {
        page,
        input: FirstRun::default(),
        errors: Errors::default(),
    })
}

async fn submit(
    State(app): State<App>,
    visitor: Visitor,
    Form(input): Form<FirstRun>,
) -> web::Result<Response> {
    match set_up(&app, &input).await {
        Ok(_) => {
            let place = format!("{}&da_thiet_lap=1", sign_in_path("/lam-viec"));
            Ok(web::see_other(&place))
        }
        Err(SetUpError::Fields(errors)) => {
            let errors = said(visitor.words, &errors);
            web::invalid(&FirstRunPage {
                page: visitor.page("setup-title"),
                input,
                errors,
            })
        }
        Err(SetUpError::Done | SetUpError::NotYet) => Err(Error::NotFound),
        Err(SetUpError::Other(error)) => Err(error.into()),
    }
}
