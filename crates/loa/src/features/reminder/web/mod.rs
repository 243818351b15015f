//! Pages of reminders: one's own notices, how one is told, and the rules of the agency.

mod inbox;
mod preference;
mod rules;

use axum::Router;
use axum::routing::{get, post};
use ui::{Page, Translator};

use super::model::{Line, by_section};
use crate::boot::App;
use crate::desk::Desk;
use crate::policy::{Scope, Verb};

/// A person's notices.
pub(super) const INBOX: &str = "/lam-viec/thong-bao";
/// The rules of the agency.
pub(super) const RULES: &str = "/lam-viec/quan-tri/nhac-viec";

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route(INBOX, get(inbox::page))
        .route("/lam-viec/thong-bao/da-doc", post(inbox::read_all))
        .route("/lam-viec/thong-bao/{id}/da-doc", post(inbox::read))
        .route(
            "/lam-viec/thong-bao/cai-dat",
            get(preference::page).post(preference::save),
        )
        .route(RULES, get(rules::page).post(rules::save))
        .route("/lam-viec/quan-tri/nhac-viec/gui-thu", post(rules::try_out))
}

/// The office, which chases units, and administrators.
fn need(desk: &Desk) -> web::Result<()> {
    desk.need(Verb::Send, Scope::Agency)
        .or_else(|_| desk.need(Verb::ManageAgency, Scope::Agency))
}

/// A section of a digest, in words.
struct Part {
    title: String,
    lines: Vec<Said>,
}

/// A line, in words.
struct Said {
    title: String,
    href: String,
    why: String,
}

fn in_words(t: Translator, lines: &[Line]) -> Vec<Part> {
    let said = |line: &&Line| Said {
        title: line.title.clone(),
        href: line.href.clone(),
        why: line.why(t),
    };
    by_section(lines)
        .into_iter()
        .map(|(section, lines)| Part {
            title: t.count(&format!("reminder-section-{section}"), lines.len()),
            lines: lines.iter().map(said).collect(),
        })
        .collect()
}

/// A page of reminders with its way back.
fn under(desk: &Desk, title: &str, (label, href): (&str, &str)) -> Page {
    desk.page(title).crumb(desk.words().say(label), href)
}
