//! The page behind a link: choosing a password.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use serde::Deserialize;
use ui::{Errors, Page};
use web::{FieldErrors, Form};

use super::sign_in_path;
use crate::boot::App;
use crate::desk::{Visitor, said};
use crate::features::account::{self, Account, LinkError, LinkPurpose, PasswordError, Token};
use crate::features::agency;

#[derive(Template)]
#[template(path = "features/account/web/invitation.html")]
struct InvitationPage {
    page: Page,
    /// Absent when the link leads nowhere any more.
    guest: Option<Guest>,
    action: String,
    errors: Errors,
}

struct Guest {
    name: String,
    agency: String,
    email: String,
    invited: bool,
}

async fn page(
    app: &App,
    visitor: &Visitor,
    token: &str,
    found: Option<(Account, LinkPurpose)>,
    errors: Errors,
) -> web::Result<InvitationPage> {
    let guest = match found {
        Some((account, purpose)) => Some(guest(app, &account, purpose).await?),
        None => None,
    };
    let title = if guest.is_some() {
        "account-choose-password"
    } else {
        "account-link-gone"
    };
    Ok(InvitationPage {
        page: visitor.page(title),
        guest,
        action: format!("/loi-moi/{}", clean(token)),
        errors,
    })
}

async fn guest(app: &App, account: &Account, purpose: LinkPurpose) -> web::Result<Guest> {
    let db = app.db().read();
    let person = agency::person(db, account.agency, account.person).await?;
    let home = agency::agency(db, account.agency).await?;
    Ok(Guest {
        name: person.map(|person| person.full_name).unwrap_or_default(),
        agency: home.map(|home| home.name).unwrap_or_default(),
        email: account.email.clone(),
        invited: purpose == LinkPurpose::Invitation,
    })
}

/// Tokens have letters, digits, `-` and `_` only.
fn clean(token: &str) -> String {
    token
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        .take(64)
        .collect()
}

/// The form; a link that was used or has run out says what to do.
pub(super) async fn form(
    State(app): State<App>,
    visitor: Visitor,
    Path(token): Path<String>,
) -> web::Result<Response> {
    let found = account::follow(app.db().read(), &Token::given(&token), app.clock().now()).await?;
    web::html(&page(&app, &visitor, &token, found, Errors::default()).await?)
}

#[derive(Debug, Deserialize)]
pub(super) struct Input {
    #[serde(default)]
    password: String,
    #[serde(default)]
    again: String,
}

/// Takes the password; then to the sign-in page.
pub(super) async fn submit(
    State(app): State<App>,
    visitor: Visitor,
    Path(token): Path<String>,
    Form(input): Form<Input>,
) -> web::Result<Response> {
    let given = Token::given(&token);
    let chosen = if input.password == input.again {
        account::choose_password(&app, &given, &input.password)
            .await
            .map(|_| ())
    } else {
        let errors = FieldErrors::one("again", "account-password-differs");
        return again(&app, &visitor, &token, &errors).await;
    };
    match chosen {
        Ok(()) => Ok(web::see_other(&sign_in_path("/lam-viec"))),
        Err(LinkError::Gone) => web::invalid(&page(&app, &visitor, &token, None, Errors::default()).await?),
        Err(LinkError::Password(error @ PasswordError::Hasher(_))) => Err(error.into()),
        Err(LinkError::Password(error)) => {
            again(&app, &visitor, &token, &FieldErrors::one("password", error.key())).await
        }
        Err(LinkError::Database(error)) => Err(error.into()),
    }
}

async fn again(app: &App, visitor: &Visitor, token: &str, errors: &FieldErrors) -> web::Result<Response> {
    let found = account::follow(app.db().read(), &Token::given(token), app.clock().now()).await?;
    web::invalid(&page(app, visitor, token, found, said(visitor.words, errors)).await?)
}
