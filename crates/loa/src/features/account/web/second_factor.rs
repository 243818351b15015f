//! Setting up, renewing and switching off the second factor.

use askama::Template;
use axum::response::Response;
use serde::Deserialize;
use ui::{Errors, Html, Page};
use web::{FieldErrors, Form};

use super::own::confirm_key;
use super::qr::qr;
use crate::desk::{Desk, said};
use crate::features::account;

const PATH: &str = "/lam-viec/toi/xac-thuc";

/// What the page shows now.
enum Shown {
    /// A secret to be taken over by the phone.
    Enrolling {
        sealed: String,
        secret: String,
        url: String,
        picture: Html,
    },
    /// It is on.
    On { codes_left: u64 },
    /// Recovery codes, this once.
    Codes(Vec<String>),
}

#[derive(Template)]
#[template(path = "features/account/web/second_factor.html")]
struct SecondFactorPage {
    page: Page,
    shown: Shown,
    errors: Errors,
}

fn page(desk: &Desk, shown: Shown, errors: &FieldErrors) -> SecondFactorPage {
    let page = desk.page("account-totp");
    let trail = page.t("account-own");
    SecondFactorPage {
        page: page.crumb(trail, "/lam-viec/toi"),
        shown,
        errors: said(desk.words(), errors),
    }
}

fn enrolling(desk: &Desk, sealed: Option<&str>) -> web::Result<Shown> {
    let enrolment = account::enrol(desk.app(), &desk.session().account, sealed)?;
    let picture = qr(&enrolment.url, &desk.words().say("account-totp-picture"))?;
    Ok(Shown::Enrolling {
        sealed: enrolment.sealed,
        secret: enrolment.secret,
        url: enrolment.url,
        picture,
    })
}

async fn on(desk: &Desk) -> web::Result<Shown> {
    let codes_left = account::codes_left(desk.db().read(), desk.session().account.id).await?;
    Ok(Shown::On { codes_left })
}

/// The page: to set it up, or what can be done with it.
pub(super) async fn form(desk: Desk) -> web::Result<Response> {
    let shown = if desk.session().account.has_totp {
        on(&desk).await?
    } else {
        enrolling(&desk, None)?
    };
    web::html(&page(&desk, shown, &FieldErrors::new()))
}

#[derive(Debug, Deserialize)]
pub(super) struct Confirm {
    #[serde(default)]
    sealed: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    password: String,
}

/// Switches it on when password and code fit. The answer is the page with the recovery codes: they are shown once
/// and nowhere kept, so there is no other page to go to.
pub(super) async fn confirm(desk: Desk, Form(input): Form<Confirm>) -> web::Result<Response> {
    let account = &desk.session().account;
    if account.has_totp {
        return Ok(web::see_other(PATH));
    }
    if let Err(error) = account::confirm(desk.app(), account, &input.password).await {
        let errors = FieldErrors::one("password", confirm_key(error)?);
        return web::invalid(&page(&desk, enrolling(&desk, Some(&input.sealed))?, &errors));
    }
    let by = desk.actor().by();
    match account::confirm_enrolment(desk.app(), account, by, &input.sealed, &input.code).await? {
        Some(codes) => web::html(&page(&desk, Shown::Codes(codes), &FieldErrors::new())),
        None => {
            let errors = FieldErrors::one("code", "account-code-wrong");
            web::invalid(&page(&desk, enrolling(&desk, Some(&input.sealed))?, &errors))
        }
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct Password {
    #[serde(default)]
    password: String,
}

/// New recovery codes, shown as above.
pub(super) async fn renew(desk: Desk, Form(input): Form<Password>) -> web::Result<Response> {
    let account = &desk.session().account;
    if !account.has_totp {
        return Ok(web::see_other(PATH));
    }
    if let Err(error) = account::confirm(desk.app(), account, &input.password).await {
        let errors = FieldErrors::one("password", confirm_key(error)?);
        return web::invalid(&page(&desk, on(&desk).await?, &errors));
    }
    let codes = account::renew_codes(desk.app(), account, desk.actor().by()).await?;
    web::html(&page(&desk, Shown::Codes(codes), &FieldErrors::new()))
}

/// Switches it off.
pub(super) async fn drop(desk: Desk, Form(input): Form<Password>) -> web::Result<Response> {
    let account = &desk.session().account;
    if !account.has_totp {
        return Ok(web::see_other(PATH));
    }
    if let Err(error) = account::confirm(desk.app(), account, &input.password).await {
        let errors = FieldErrors::one("password", confirm_key(error)?);
        return web::invalid(&page(&desk, on(&desk).await?, &errors));
    }
    let tx = desk.db().begin().await?;
    let by = desk.actor().by();
    account::drop_second_factor(&tx, account, by, "account-second-factor-off", desk.now()).await?;
    tx.commit().await?;
    Ok(web::see_other("/lam-viec/toi?xong=tat"))
}
