//! Rewriting a section: the words beside the draft, what differs, the figures in it.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use jiff::civil::DateTime;
use serde::Deserialize;
use ui::{DiffView, Errors, Page};
use web::{Error, FieldErrors, Form};

use super::{clean, load_to_edit, period_words, refused};
use crate::desk::{Desk, said};
use crate::features::report::change::{self, MAX_BODY};
use crate::features::report::content::{Section, hash_of};
use crate::features::report::model::{Phase, ReportId};
use crate::features::report::read::Opened;

#[derive(Debug, Deserialize)]
pub(super) struct Input {
    #[serde(default)]
    body: String,
    /// The hash of the text that the form was filled with.
    #[serde(default)]
    seen: String,
}

struct FigureLine {
    label: String,
    words: String,
    href: String,
}

#[derive(Template)]
#[template(path = "features/report/web/section.html")]
struct SectionPage {
    page: Page,
    href: String,
    key: String,
    body: String,
    seen: String,
    edited: Option<(String, DateTime)>,
    diff: Option<DiffView>,
    is_stale: bool,
    is_note: bool,
    voids: bool,
    figures: Vec<FigureLine>,
    errors: Errors,
}

fn section<'a>(opened: &'a Opened, key: &str) -> web::Result<&'a Section> {
    let found = opened.content.section(key);
    found.filter(|section| section.has_text).ok_or(Error::NotFound)
}

fn render(
    desk: &Desk,
    opened: &Opened,
    section: &Section,
    body: String,
    errors: &FieldErrors,
) -> SectionPage {
    let report = &opened.report;
    let page = desk
        .titled(&section.heading)
        .crumb(desk.words().say("report-title"), "/lam-viec/bao-cao")
        .crumb(period_words(desk.words(), report.period), report.href());
    let shared = &crate::features::report::template::library().shared;
    let mut keys = section.figures();
    keys.sort_unstable();
    keys.dedup();
    let figures = keys.into_iter().filter_map(|key| opened.content.cut.figure(key));
    let differs = section.edited.is_some() && body != section.drafted;
    SectionPage {
        href: report.href(),
        key: section.key.clone(),
        seen: hash_of(&section.body()),
        diff: differs.then(|| DiffView::new(page.tr(), &section.drafted, &body)),

        edited: section
            .edited
            .as_ref()
            .map(|(by, at)| (by.clone(), desk.local(*at))),
        is_stale: section.is_stale,
        is_note: section.is_note,
        voids: matches!(opened.phase, Phase::Submitted(_) | Phase::Approved(_)),
        figures: figures
            .map(|figure| FigureLine {
                label: figure.label.clone(),
                words: match figure.unit.as_str() {
                    "%" => figure.words(shared),
                    unit => format!("{} {unit}", figure.words(shared)),
                },
                href: format!("{}/so-lieu/{}", report.href(), figure.key),
            })
            .collect(),
        body,
        errors: said(desk.words(), errors),
        page,
    }
}

pub(super) async fn form(desk: Desk, Path((id, key)): Path<(ReportId, String)>) -> web::Result<Response> {
    let opened = load_to_edit(&desk, id).await?;
    if opened.phase == Phase::Frozen {
        return Err(Error::Conflict);
    }
    let section = section(&opened, &key)?;
    let body = section.body();
    web::html(&render(&desk, &opened, section, body, &FieldErrors::new()))
}

pub(super) async fn save(
    desk: Desk,
    Path((id, key)): Path<(ReportId, String)>,
    Form(input): Form<Input>,
) -> web::Result<Response> {
    let opened = load_to_edit(&desk, id).await?;
    let section = section(&opened, &key)?;
    let body = clean(&input.body.replace("\r\n", "\n"), MAX_BODY + 1);
    let mut errors = FieldErrors::new();
    if body.chars().count() > MAX_BODY {
        errors.add("body", "report-body-long");
    }
    if body.is_empty() {
        errors.add("body", "report-body-needed");
    }
    if input.seen != hash_of(&section.body()) {
        errors.add("body", "report-body-changed");
    }
    if !errors.is_empty() {
        return web::invalid(&render(&desk, &opened, section, body, &errors));
    }
    if body != section.body() {
        let tx = desk.db().begin().await?;
        let edit = (section.key.as_str(), body.as_str(), section.drafted.as_str());
        change::edit_section(&tx, desk.actor(), id, edit, desk.now())
            .await
            .map_err(refused)?;
        tx.commit().await?;
    }
    Ok(web::see_other(&format!(
        "{}#muc-{}",
        opened.report.href(),
        section.key
    )))
}

pub(super) async fn redraft(desk: Desk, Path((id, key)): Path<(ReportId, String)>) -> web::Result<Response> {
    let opened = load_to_edit(&desk, id).await?;
    let section = section(&opened, &key)?;
    let tx = desk.db().begin().await?;
    change::redraft_section(&tx, desk.actor(), id, &section.key, desk.now())
        .await
        .map_err(refused)?;
    tx.commit().await?;
    Ok(web::see_other(&format!(
        "{}#muc-{}",
        opened.report.href(),
        section.key
    )))
}
