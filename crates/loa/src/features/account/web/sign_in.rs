//! Signing in and out.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use http::HeaderMap;
use http::header::USER_AGENT;
use serde::Deserialize;
use ui::{Errors, Page};
use web::{FieldErrors, Form};

use crate::boot::App;
use crate::desk::{Desk, SESSION_COOKIE, Visitor, said};
use crate::features::account::{self, SignInError, Token};

#[derive(Debug, Default, Deserialize)]
pub(super) struct Next {
    #[serde(default)]
    next: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Input {
    email: String,
    password: String,
    #[serde(default)]
    next: String,
}

#[derive(Template)]
#[template(path = "features/account/web/sign_in.html")]
struct SignInPage {
    page: Page,
    email: String,
    next: String,
    errors: Errors,
}

/// The form; people who are signed in already go on at once.
pub(super) async fn form(
    visitor: Visitor,
    desk: Option<Desk>,
    Query(next): Query<Next>,
) -> web::Result<Response> {
    if desk.is_some() {
        return Ok(web::see_other(safe(&next.next)));
    }
    let page = visitor.page("account-sign-in");
    web::html(&SignInPage {
        page,
        email: String::new(),
        next: next.next,
        errors: Errors::default(),
    })
}

/// Checks and opens a session.
pub(super) async fn submit(
    State(app): State<App>,
    visitor: Visitor,
    headers: HeaderMap,
    jar: CookieJar,
    Form(input): Form<Input>,
) -> web::Result<Response> {
    let now = app.clock().now();
    let account = match account::sign_in(app.db(), &input.email, &input.password, now).await {
        Ok(account) => account,
        Err(SignInError::Other(error)) => return Err(error.into()),
        Err(error) => {
            let key = match error {
                SignInError::Locked { .. } => "account-sign-in-locked",
                _ => "account-sign-in-wrong",
            };
            let page = visitor.page("account-sign-in");
            let errors = said(visitor.words, &FieldErrors::one("email", key));
            return web::invalid(&SignInPage {
                page,
                email: input.email,
                next: input.next,
                errors,
            });
        }
    };
    let device = headers
        .get(USER_AGENT)
        .and_then(|agent| agent.to_str().ok())
        .unwrap_or_default();
    let token = account::start(app.db(), account.id, device, "", now).await?;
    let cookie = Cookie::build((SESSION_COOKIE, token.secret().to_owned()))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(app.config().secure_cookies());
    Ok((jar.add(cookie), web::see_other(safe(&input.next))).into_response())
}

/// Ends the session.
pub(super) async fn sign_out(State(app): State<App>, jar: CookieJar) -> web::Result<Response> {
    if let Some(cookie) = jar.get(SESSION_COOKIE) {
        account::end(app.db(), &Token::given(cookie.value())).await?;
    }
    let gone = Cookie::build((SESSION_COOKIE, "")).path("/");
    Ok((jar.remove(gone), web::see_other("/dang-nhap")).into_response())
}

/// Only a path of our own: never another site, never `//host`.
fn safe(next: &str) -> &str {
    let ours = next.starts_with('/') && !next.starts_with("//") && !next.contains(['\\', '\r', '\n']);
    if ours { next } else { "/lam-viec" }
}

#[cfg(test)]
mod tests {
    use super::safe;

    #[test]
    fn going_on_stays_on_this_site() {
        assert_eq!(safe("/lam-viec/nhiem-vu?a=1"), "/lam-viec/nhiem-vu?a=1");
        for elsewhere in [
            "https://evil.example",
            "//evil.example",
            "/\\evil.example",
            "",
            "javascript:alert(1)",
        ] {
            assert_eq!(safe(elsewhere), "/lam-viec");
        }
    }
}
