//! The second step of signing in: the code of the phone.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::Cookie;
use http::HeaderMap;
use serde::Deserialize;
use ui::{Errors, Page};
use web::{FieldErrors, Form};

use super::sign_in::{Next, open, strict};
use super::sign_in_path;
use crate::boot::App;
use crate::desk::{Visitor, said};
use crate::features::account::{self, Account, SignInError};

pub(super) const PATH: &str = "/dang-nhap/ma-xac-thuc";
const COOKIE: &str = "loa_pending";
const SECURE_COOKIE: &str = "__Host-loa_pending";

fn cookie_name(app: &App) -> &'static str {
    if app.config().secure_cookies() {
        SECURE_COOKIE
    } else {
        COOKIE
    }
}

/// What the browser carries from the first step to the second.
pub(super) fn cookie(app: &App, account: &Account) -> anyhow::Result<Cookie<'static>> {
    Ok(strict(
        app,
        cookie_name(app),
        account::pending_token(app, account)?,
    ))
}

async fn pending(app: &App, jar: &CookieJar) -> anyhow::Result<Option<Account>> {
    match jar.get(cookie_name(app)) {
        Some(cookie) => account::pending_account(app, cookie.value()).await,
        None => Ok(None),
    }
}

#[derive(Template)]
#[template(path = "features/account/web/second_step.html")]
struct SecondStepPage {
    page: Page,
    next: String,
    errors: Errors,
}

/// The form; without a first step back to it.
pub(super) async fn form(
    State(app): State<App>,
    visitor: Visitor,
    jar: CookieJar,
    Query(next): Query<Next>,
) -> web::Result<Response> {
    if pending(&app, &jar).await?.is_none() {
        return Ok(web::see_other(&sign_in_path(&next.next)));
    }
    web::html(&SecondStepPage {
        page: visitor.page("account-second-step"),
        next: next.next,
        errors: Errors::default(),
    })
}

#[derive(Debug, Deserialize)]
pub(super) struct Input {
    #[serde(default)]
    code: String,
    #[serde(default)]
    next: String,
}

/// Checks the code and opens a session.
pub(super) async fn submit(
    State(app): State<App>,
    visitor: Visitor,
    headers: HeaderMap,
    jar: CookieJar,
    Form(input): Form<Input>,
) -> web::Result<Response> {
    let Some(account) = pending(&app, &jar).await? else {
        return Ok(web::see_other(&sign_in_path(&input.next)));
    };
    match account::check_code(&app, &account, &input.code, visitor.address).await {
        Ok(()) => {
            let jar = jar.remove(strict(&app, cookie_name(&app), String::new()));
            Ok(open(&app, &visitor, &headers, jar, &account, &input.next)
                .await?
                .into_response())
        }
        Err(error) => {
            let key = match &error {
                SignInError::Wrong => "account-code-wrong",
                SignInError::Other(_) => return Err(error.into()),
                other => other.key().unwrap_or_default(),
            };
            web::invalid(&SecondStepPage {
                page: visitor.page("account-second-step"),
                next: input.next,
                errors: said(visitor.words, &FieldErrors::one("code", key)),
            })
        }
    }
}
