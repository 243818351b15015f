//! Putting a version of a plan in force: first what it does, then the deed.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use serde::Deserialize;
use ui::{Errors, Link, Page, StatCard, Tone};
use web::{Error, FieldErrors, Form};

use super::{Frame, HOME, numbered, task_path};
use crate::desk::{Desk, said};
use crate::features::plan::{self, PlanId, PutInForceError, VersionId, VersionStatus};
use crate::features::task::adoption::{AdoptError, adopt};
use crate::features::task::drift::refresh_units;
use crate::features::task::effect::{Effect, effect, has_progress};
use crate::features::task::tick::MAX_NOTE;
use crate::features::task::words::window_words;
use crate::policy::{Scope, Verb};

#[derive(Debug, Default, Clone, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    version: String,
    reason: String,
}

#[derive(Template)]
#[template(path = "features/task/web/adopt.html")]
struct AdoptPage {
    page: Page,
    path: String,
    version: VersionId,
    version_no: i32,
    reason: String,
    errors: Errors,
    is_draft: bool,
    figures: Vec<StatCard>,
    added: Vec<AddedLine>,
    changed: Vec<ChangedLine>,
    ended: Vec<EndedLine>,
    reason_needed: bool,
    unscheduled: usize,
    without_lead: Vec<RowLink>,
    unclear_helpers: Vec<RowLink>,
}

/// A row that needs a look, and where it is mended.
struct RowLink {
    name: String,
    /// Whom it names that nobody is known by.
    who: String,
    href: Option<String>,
}

struct AddedLine {
    content: String,
    lead: String,
    time: String,
    units: usize,
}

struct ChangedLine {
    content: String,
    path: String,
    fields: Vec<(String, String, String)>,
    joining: String,
    leaving: String,
    progress: Option<String>,
    revived: bool,
}

struct EndedLine {
    content: String,
    path: String,
    progress: Option<String>,
}

fn path_of(id: PlanId) -> String {
    format!("/lam-viec/ke-hoach/{id}/hieu-luc")
}

async fn version_of(desk: &Desk, plan: PlanId, asked: &Asked) -> web::Result<VersionId> {
    let db = desk.db().read();
    let found = match asked.version.as_str() {
        "" => plan::draft(db, desk.agency(), plan).await?,
        id => {
            let id: VersionId = id.parse().map_err(|_| Error::NotFound)?;
            plan::version(db, desk.agency(), id).await?
        }
    };
    found
        .filter(|version| version.plan == plan)
        .map(|version| version.id)
        .ok_or(Error::NotFound)
}

async fn render(desk: &Desk, plan: PlanId, asked: &Asked, errors: FieldErrors) -> web::Result<AdoptPage> {
    let version = version_of(desk, plan, asked).await?;
    let found = effect(desk.db().read(), desk.agency(), version, desk.today()).await?;
    let effect = found.ok_or(Error::NotFound)?;
    let frame = Frame::of(desk).await?;
    let page = desk
        .page("task-adopt-title")
        .lead(&effect.plan.title)
        .crumb(&effect.plan.title, format!("/lam-viec/ke-hoach/{plan}"));
    let figures = [
        ("task-adopt-added", effect.added.len(), Tone::Good),
        ("task-adopt-changed", effect.changed.len(), Tone::Info),
        ("task-adopt-ended", effect.ended.len(), Tone::Warn),
        ("task-adopt-kept", effect.kept, Tone::Neutral),
    ];
    let figures = figures.map(|(key, count, tone)| StatCard::new(page.t(key), count).tone(tone));
    let unscheduled = |row: &plan::Row| row.window.kind() == schedule::Kind::Other;
    let led = |row: &plan::Row| {
        let mut leads = row.leads.iter();
        leads.any(|party| !matches!(party.who, plan::Who::Outside | plan::Who::Unresolved))
    };
    let rows = || {
        let added = effect.added.iter().map(|(row, _)| row);
        added.chain(effect.changed.iter().map(|amended| &amended.row))
    };
    let is_draft = effect.version.status == VersionStatus::Draft;
    let may_mend = is_draft && desk.may(Verb::EditPlan, Scope::Agency);
    Ok(AdoptPage {
        path: path_of(plan),
        version,
        version_no: effect.version.no,
        reason: asked.reason.clone(),
        errors: said(page.tr(), &errors),
        is_draft,
        figures: figures.into(),
        unscheduled: rows().filter(|row| unscheduled(row)).count(),
        without_lead: rows()
            .filter(|row| !led(row))
            .map(|row| row_link(plan, row, &row.leads, may_mend))
            .collect(),
        unclear_helpers: rows()
            .filter(|row| row.coordinators.iter().any(is_unclear))
            .map(|row| row_link(plan, row, &row.coordinators, may_mend))
            .collect(),
        added: effect
            .added
            .iter()
            .map(|(row, units)| added(&page, row, *units))
            .collect(),
        changed: changed(&page, &effect, &frame),
        ended: effect
            .ended
            .iter()
            .map(|known| EndedLine {
                content: numbered(&known.task),
                path: task_path(known.task.id),
                progress: has_progress(known).then(|| progress(&page, known)),
            })
            .collect(),
        reason_needed: effect.ended_with_progress().next().is_some(),
        page,
    })
}

fn is_unclear(party: &plan::Party) -> bool {
    party.who == plan::Who::Unresolved
}

fn row_link(plan: PlanId, row: &plan::Row, parties: &[plan::Party], may_mend: bool) -> RowLink {
    let unclear = parties.iter().filter(|party| is_unclear(party));
    let who: Vec<&str> = unclear.map(|party| party.text.as_str()).collect();
    RowLink {
        name: name_of(row),
        who: who.join("; "),
        href: may_mend.then(|| format!("/lam-viec/ke-hoach/{plan}/ra-soat/dong/{}", row.id)),
    }
}

fn name_of(row: &plan::Row) -> String {
    match row.no.trim_end_matches('.') {
        "" => row.content.clone(),
        no => format!("{no}. {}", row.content),
    }
}

fn added(page: &Page, row: &plan::Row, units: usize) -> AddedLine {
    let leads: Vec<&str> = row.leads.iter().map(|party| party.text.as_str()).collect();
    AddedLine {
        content: name_of(row),
        lead: leads.join("; "),
        time: match row.time_text.as_str() {
            "" => window_words(page.tr(), &row.window),
            text => text.to_owned(),
        },
        units,
    }
}

fn progress(page: &Page, known: &crate::features::task::rule::Known) -> String {
    use crate::features::task::model::Tick;
    let done = known.parts.iter().filter(|part| part.tick == Tick::Done).count();
    let all = known.parts.len();
    page.tr().say_with(
        "task-adopt-progress",
        &[
            ("done", done.into()),
            ("all", all.into()),
            ("marks", known.marks.len().into()),
        ],
    )
}

fn changed(page: &Page, effect: &Effect, frame: &Frame) -> Vec<ChangedLine> {
    let names = |units: &[crate::features::agency::UnitId]| {
        units
            .iter()
            .map(|unit| frame.name(*unit))
            .collect::<Vec<_>>()
            .join("; ")
    };
    effect
        .changed
        .iter()
        .map(|amended| ChangedLine {
            content: numbered(&amended.known.task),
            path: task_path(amended.known.task.id),
            fields: amended
                .fields
                .iter()
                .map(|(field, before, after)| {
                    (
                        page.t(&format!("task-field-{field}")),
                        before.clone(),
                        after.clone(),
                    )
                })
                .collect(),
            joining: names(&amended.joining),
            leaving: names(&amended.leaving),
            progress: has_progress(&amended.known).then(|| progress(page, &amended.known)),
            revived: amended.revived,
        })
        .collect()
}

pub(super) async fn page(
    desk: Desk,
    Path(id): Path<PlanId>,
    Query(asked): Query<Asked>,
) -> web::Result<Response> {
    desk.need(Verb::AdoptPlan, Scope::Agency)?;
    web::html(&render(&desk, id, &asked, FieldErrors::new()).await?)
}

pub(super) async fn carry_out(
    desk: Desk,
    Path(id): Path<PlanId>,
    Form(asked): Form<Asked>,
) -> web::Result<Response> {
    desk.need(Verb::AdoptPlan, Scope::Agency)?;
    let version = version_of(&desk, id, &asked).await?;
    let reason = vietnamese::nfc(asked.reason.trim()).into_owned();
    if reason.chars().count() > MAX_NOTE {
        let errors = FieldErrors::one("reason", "task-too-long");
        return web::invalid(&render(&desk, id, &asked, errors).await?);
    }
    let words = match reason.as_str() {
        "" => String::new(),
        reason => desk
            .words()
            .say_with("task-ended-by-amendment", &[("reason", reason.into())]),
    };
    let tx = desk.db().begin().await?;
    match adopt(&tx, desk.actor(), version, &words, desk.today(), desk.now()).await {
        Ok(adopted) => {
            tx.commit().await?;
            let place = Link::new(HOME)
                .with("nam", adopted.year)
                .with("da_tao", adopted.added);
            Ok(web::see_other(&place.to_string()))
        }
        Err(AdoptError::NotFound | AdoptError::Plan(PutInForceError::NotFound)) => Err(Error::NotFound),
        Err(AdoptError::Plan(PutInForceError::NotDraft)) => Err(Error::Conflict),
        Err(AdoptError::Db(error) | AdoptError::Plan(PutInForceError::Database(error))) => Err(error.into()),
        Err(refused) => {
            drop(tx);
            let key = match refused {
                AdoptError::Plan(PutInForceError::AnotherInForce(_)) => "task-adopt-another",
                AdoptError::Plan(_) => "task-adopt-no-rows",
                _ => "task-reason-needed",
            };
            let errors = FieldErrors::one("reason", key);
            web::invalid(&render(&desk, id, &asked, errors).await?)
        }
    }
}

/// Brings the units of all tasks in line with those that exist today.
pub(super) async fn refresh(desk: Desk) -> web::Result<Response> {
    desk.need(Verb::EditTask, Scope::Agency)?;
    let tx = desk.db().begin().await?;
    refresh_units(&tx, desk.actor(), desk.today(), desk.now()).await?;
    tx.commit().await?;
    Ok(web::see_other(HOME))
}
