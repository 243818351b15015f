//! The page of a forgotten password.

use askama::Template;
use axum::Router;
use axum::extract::{Query, State};
use axum::response::Response;
use axum::routing::get;
use jobs::Options;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use ui::{Errors, Page};
use web::{FieldErrors, Form};

use super::job::Recover;
use crate::boot::App;
use crate::desk::{Visitor, said};
use crate::features::{account, delivery};

const PATH: &str = "/quen-mat-khau";
/// Longest address, as RFC 5321 has it.
const LONGEST: usize = 254;

pub(super) fn routes() -> Router<App> {
    Router::new().route("/quen-mat-khau", get(form).post(submit))
}

enum Shown {
    /// No mail server: whom to ask.
    Ask,
    /// The form.
    Form { email: String },
    /// The answer, whatever was typed.
    Done,
}

#[derive(Template)]
#[template(path = "features/recovery/forgotten.html")]
struct ForgottenPage {
    page: Page,
    shown: Shown,
    errors: Errors,
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    xong: String,
}

async fn form(State(app): State<App>, visitor: Visitor, Query(asked): Query<Asked>) -> web::Result<Response> {
    let shown = if delivery::mail_missing(&app).is_some() {
        Shown::Ask
    } else if asked.xong.is_empty() {
        Shown::Form { email: String::new() }
    } else {
        Shown::Done
    };
    web::html(&ForgottenPage {
        page: visitor.page("account-forgotten"),
        shown,
        errors: Errors::default(),
    })
}

#[derive(Debug, Deserialize)]
struct Input {
    #[serde(default)]
    email: String,
}

/// Takes an address. Nothing here asks whether somebody has it.
async fn submit(State(app): State<App>, visitor: Visitor, Form(input): Form<Input>) -> web::Result<Response> {
    if delivery::mail_missing(&app).is_some() {
        return Ok(web::see_other(PATH));
    }
    let now = app.clock().now();
    let email = vietnamese::nfc(input.email.trim()).to_lowercase();
    let network = visitor.address.map(web::network);
    let refused = if email.len() > LONGEST || !account::looks_like_email(&email) {
        Some("recovery-email-wrong")
    } else if network.is_some_and(|network| !app.recoveries().begins(network, now.micros())) {
        Some("recovery-too-many")
    } else {
        None
    };
    if let Some(key) = refused {
        return web::invalid(&ForgottenPage {
            page: visitor.page("account-forgotten"),
            shown: Shown::Form { email: input.email },
            errors: said(visitor.words, &FieldErrors::one("email", key)),
        });
    }
    let hash = hex::encode(Sha256::digest(email.as_bytes()));
    if app.recovered_addresses().begins(hash.clone(), now.micros()) {
        let tx = app.db().begin().await?;
        jobs::enqueue_with(&tx, &Recover { email }, now, Options::default().unique(hash)).await?;
        tx.commit().await?;
    }
    Ok(web::see_other("/quen-mat-khau?xong=1"))
}
