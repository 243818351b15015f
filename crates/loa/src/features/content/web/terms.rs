//! The agency's own list of areas, topics and audiences.

use askama::Template;
use axum::response::Response;
use serde::Deserialize;
use serde_json::json;
use ui::{Errors, Page};
use web::{FieldErrors, Form};

use super::HOME;
use crate::desk::{Desk, said};
use crate::features::audit::{self, Subject};
use crate::features::content::term::{self, MAX_NAME, Term, TermKind};
use crate::policy::{Scope, Verb};

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    area: String,
    topic: String,
    audience: String,
}

impl Typed {
    fn of(terms: &[Term]) -> Self {
        let lines = |kind| {
            let of_kind = terms.iter().filter(|term| term.kind == kind && !term.retired);
            of_kind
                .map(|term| term.name.as_str())
                .collect::<Vec<_>>()
                .join("\n")
        };
        Self {
            area: lines(TermKind::Area),
            topic: lines(TermKind::Topic),
            audience: lines(TermKind::Audience),
        }
    }

    fn kinds(&self) -> [(TermKind, &'static str, &str); 3] {
        [
            (TermKind::Area, "area", &self.area),
            (TermKind::Topic, "topic", &self.topic),
            (TermKind::Audience, "audience", &self.audience),
        ]
    }
}

#[derive(Template)]
#[template(path = "features/content/web/terms.html")]
struct TermsPage {
    page: Page,
    typed: Typed,
    errors: Errors,
}

fn page(desk: &Desk, typed: Typed, errors: &FieldErrors) -> TermsPage {
    TermsPage {
        page: desk
            .page("content-terms")
            .crumb(desk.words().say("content-title"), HOME),
        typed,
        errors: said(desk.words(), errors),
    }
}

pub(super) async fn form(desk: Desk) -> web::Result<Response> {
    desk.need(Verb::EditPlan, Scope::Agency)?;
    let terms = term::terms(desk.db().read(), desk.agency()).await?;
    web::html(&page(&desk, Typed::of(&terms), &FieldErrors::new()))
}

pub(super) async fn save(desk: Desk, Form(typed): Form<Typed>) -> web::Result<Response> {
    desk.need(Verb::EditPlan, Scope::Agency)?;
    let mut errors = FieldErrors::new();
    let mut lists = Vec::new();
    for (kind, field, lines) in typed.kinds() {
        let names = lines
            .lines()
            .map(|line| vietnamese::squeeze(&vietnamese::nfc(line)));
        let names: Vec<String> = names.filter(|name| !name.is_empty()).collect();
        if names.iter().any(|name| name.chars().count() > MAX_NAME) {
            errors.add(field, "content-too-long");
        }
        lists.push((kind, names));
    }
    if !errors.is_empty() {
        return web::invalid(&page(&desk, typed, &errors));
    }
    let tx = desk.db().begin().await?;
    for (kind, names) in &lists {
        term::set_terms(&tx, desk.agency(), *kind, names).await?;
    }
    let subject = Subject::new("agency", desk.agency().0);
    audit::record(
        &tx,
        desk.agency(),
        desk.actor().by(),
        "content-terms",
        subject,
        json!({}),
        desk.now(),
    )
    .await?;
    tx.commit().await?;
    Ok(web::see_other(HOME))
}
