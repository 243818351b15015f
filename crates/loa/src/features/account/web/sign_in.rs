//! Signing in and out.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use http::HeaderMap;
use http::header::USER_AGENT;
use serde::Deserialize;
use ui::{Errors, Link, Page};
use web::{FieldErrors, Form};

use super::second_step;
use crate::boot::App;
use crate::desk::{Desk, Visitor, said, session_cookie};
use crate::features::account::{self, Account, Token};

#[derive(Debug, Default, Deserialize)]
pub(super) struct Next {
    #[serde(default)]
    pub(super) next: String,
    /// The agency was set up a moment ago.
    #[serde(default)]
    da_thiet_lap: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Input {
    #[serde(default)]
    email: String,
    #[serde(default)]
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
    set_up: bool,
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
        set_up: !next.da_thiet_lap.is_empty(),
        next: next.next,
        errors: Errors::default(),
    })
}

/// Checks the password; opens a session, or asks for the code of the second factor.
pub(super) async fn submit(
    State(app): State<App>,
    visitor: Visitor,
    headers: HeaderMap,
    jar: CookieJar,
    Form(input): Form<Input>,
) -> web::Result<Response> {
    let account = match account::sign_in(&app, &input.email, &input.password, visitor.address).await {
        Ok(account) => account,
        Err(error) => {
            let Some(key) = error.key() else {
                return Err(error.into());
            };
            return web::invalid(&SignInPage {
                set_up: false,
                page: visitor.page("account-sign-in"),
                email: input.email,
                next: input.next,
                errors: said(visitor.words, &FieldErrors::one("email", key)),
            });
        }
    };
    if account.has_totp {
        let jar = jar.add(second_step::cookie(&app, &account)?);
        let step = Link::new(second_step::PATH).with("next", input.next);
        return Ok((jar, web::see_other(&step.to_string())).into_response());
    }
    open(&app, &visitor, &headers, jar, &account, &input.next).await
}

/// Opens a session for somebody who proved everything that was asked for.
pub(super) async fn open(
    app: &App,
    visitor: &Visitor,
    headers: &HeaderMap,
    jar: CookieJar,
    account: &Account,
    next: &str,
) -> web::Result<Response> {
    let device = headers
        .get(USER_AGENT)
        .and_then(|agent| agent.to_str().ok())
        .unwrap_or_default();
    let address = visitor
        .address
        .map(|address| address.to_string())
        .unwrap_or_default();
    let token = account::start(app.db(), account.id, device, &address, app.clock().now()).await?;
    let cookie = strict(app, session_cookie(app.config()), token.secret().to_owned());
    Ok((jar.add(cookie), web::see_other(safe(next))).into_response())
}

/// A cookie that no script reads and no other site sends along with a write.
pub(super) fn strict(app: &App, name: &'static str, value: String) -> Cookie<'static> {
    Cookie::build((name, value))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(app.config().secure_cookies())
        .build()
}

/// Ends the session.
pub(super) async fn sign_out(State(app): State<App>, jar: CookieJar) -> web::Result<Response> {
    let name = session_cookie(app.config());
    if let Some(cookie) = jar.get(name) {
        account::end(app.db(), &Token::given(cookie.value())).await?;
    }
    // A `__Host-` cookie is only taken back as it was given: secure, for the whole site.
    let gone = strict(&app, name, String::new());
    Ok((jar.remove(gone), web::see_other("/dang-nhap")).into_response())
}

/// Only a path of our own: never another site, never `//host`.
pub(super) fn safe(next: &str) -> &str {
    let ours = next.starts_with('/') && !next.starts_with("//") && !next.contains(['\\', '\r', '\n', '\t']);
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
            "/\t/evil.example",
            "",
            "javascript:alert(1)",
        ] {
            assert_eq!(safe(elsewhere), "/lam-viec");
        }
    }
}
