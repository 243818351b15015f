//! One piece of evidence: its files, what it proves, what became of it.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use jiff::civil::DateTime;
use serde::Deserialize;
use serde_json::json;
use ui::{Choice, HistoryItem, HistoryList, Html, Page, Tone};
use web::download::{attachment, inline};
use web::{Error, Form};

use super::list::{document_line, tone};
use super::{Provable, chosen, provable};
use crate::desk::Desk;
use crate::features::agency;
use crate::features::audit::{self, Subject};
use crate::features::evidence::store::entry;
use crate::features::evidence::{self, Evidence, EvidenceId, Status, Verdict};
use crate::features::file::{self, File, FileId};
use crate::policy::{Scope, Verb};

#[derive(Template)]
#[template(path = "features/evidence/web/show.html")]
struct ShowPage {
    page: Page,
    evidence: Evidence,
    unit: String,
    document: String,
    received: DateTime,
    files: Vec<File>,
    proves: Vec<Provable>,
    linkable: Vec<Choice>,
    history: HistoryList,
    status_words: String,
    form_words: String,
    snapshot_failure: String,
    status_tone: Tone,
    may_review: bool,
    may_withdraw: bool,
    replace_path: Option<String>,
}

async fn load(desk: &Desk, id: EvidenceId) -> web::Result<Evidence> {
    desk.need(Verb::ViewEvidence, Scope::Agency)?;
    evidence::by_id(desk.db().read(), desk.agency(), id)
        .await?
        .ok_or(Error::NotFound)
}

fn may_link(desk: &Desk, one: &Evidence) -> bool {
    let scope = one.unit.map_or(Scope::Agency, Scope::Unit);
    match one.status {
        Status::Waiting | Status::Returned => desk.may(Verb::AddEvidence, scope),
        // What was accepted was accepted for its tasks: more of them is the reviewer's word.
        Status::Accepted => desk.may(Verb::ReviewEvidence, scope),
        Status::Withdrawn => false,
    }
}

pub(super) async fn show(desk: Desk, Path(id): Path<EvidenceId>) -> web::Result<Response> {
    let one = load(&desk, id).await?;
    let (db, agency) = (desk.db().read(), desk.agency());
    let page = desk
        .titled(&one.title)
        .crumb(desk.words().say("evidence-title"), "/lam-viec/minh-chung");
    let linked = evidence::subjects_of(db, agency, id).await?;
    let is_linked = |thing: &Provable| {
        linked
            .iter()
            .any(|(kind, id)| kind == thing.subject.kind && *id == thing.subject.id)
    };
    let (proves, others): (Vec<_>, Vec<_>) = provable(&desk).await?.into_iter().partition(is_linked);
    let unit = match one.unit {
        Some(unit) => agency::unit(db, agency, unit)
            .await?
            .map(|unit| unit.name)
            .unwrap_or_default(),
        None => String::new(),
    };
    let say = |key: &str| desk.words().say(key);
    let people = agency::everyone(db, agency).await?;
    let entries = entry::of(db, agency, id).await?.into_iter().rev().map(|row| {
        let (at, by, reason) = entry_facts(&row.content);
        let person = people.iter().find(|person| Some(person.id) == by);
        let place = page.w("evidence-entry-number", "n", row.seq);
        HistoryItem::new(
            page.date_time(desk.local(at)),
            say(&format!("evidence-entry-{}", row.action)),
        )
        .by(person.map_or("Loa", |person| person.full_name.as_str()))
        .tone(match row.action.as_str() {
            "accepted" => Tone::Good,
            "returned" => Tone::Bad,
            "withdrawn" => Tone::Warn,
            _ => Tone::Neutral,
        })
        .body(Html::text(match reason.as_str() {
            "" => place,
            reason => format!("{reason} ({place})"),
        }))
    });
    let history = HistoryList::new(entries);
    let may_link = may_link(&desk, &one);
    let shown = ShowPage {
        document: document_line(&one),
        received: desk.local(one.received_at),
        files: evidence::files_of(db, agency, id).await?,
        proves,
        linkable: if may_link {
            others
                .iter()
                .map(|one| Choice::new(one.value(), &one.title))
                .collect()
        } else {
            Vec::new()
        },
        history,
        status_words: say(&format!("evidence-status-{}", one.status)),
        form_words: say(&format!("evidence-form-{}", one.form)),
        snapshot_failure: one
            .snapshot_failure
            .as_ref()
            .map(|why| say(&format!("evidence-snapshot-{why}")))
            .unwrap_or_default(),
        status_tone: tone(one.status),
        may_review: one.status != Status::Withdrawn && may_review(&desk, &one),
        may_withdraw: matches!(one.status, Status::Waiting | Status::Returned)
            && one.added_by == Some(desk.actor().person),
        replace_path: (one.status == Status::Returned && may_replace(&desk, &one)).then(|| replace_path(id)),
        unit,
        page,
        evidence: one,
    };
    web::html(&shown)
}

/// Where a better proof is handed in for one that was returned.
fn replace_path(id: EvidenceId) -> String {
    format!("/lam-viec/minh-chung/moi?thay={id}")
}

/// A better proof is for who handed the first in, or for their unit.
fn may_replace(desk: &Desk, one: &Evidence) -> bool {
    let own = one.added_by == Some(desk.actor().person);
    may_link(desk, one) && (own || (one.unit.is_some() && one.unit == desk.actor().unit))
}

/// When an entry was made, by whom, and the reason given.
fn entry_facts(content: &str) -> (db::Instant, Option<agency::PersonId>, String) {
    let content: serde_json::Value = serde_json::from_str(content).unwrap_or_default();
    let at = content.get("at").and_then(serde_json::Value::as_i64);
    let at = jiff::Timestamp::from_microsecond(at.unwrap_or_default());
    let by = content.get("by").and_then(serde_json::Value::as_str);
    let reason = content
        .pointer("/detail/reason")
        .and_then(serde_json::Value::as_str)
        .unwrap_or_default();
    (
        at.unwrap_or(jiff::Timestamp::UNIX_EPOCH).into(),
        by.and_then(|by| by.parse().ok()),
        reason.to_owned(),
    )
}

/// Four eyes: nobody accepts what they handed in themselves.
fn may_review(desk: &Desk, one: &Evidence) -> bool {
    desk.may(Verb::ReviewEvidence, Scope::Agency) && one.added_by != Some(desk.actor().person)
}

/// A file as it was handed in: to keep, never to run in the browser.
pub(super) async fn download(
    desk: Desk,
    Path((id, file)): Path<(EvidenceId, FileId)>,
) -> web::Result<Response> {
    let file = file_of(&desk, id, file).await?;
    let body = desk.app().files().body(&file.hash).await?;
    Ok(attachment(&file.name, &file.media_type, body))
}

/// The small picture of a photo.
pub(super) async fn preview(
    desk: Desk,
    Path((id, file)): Path<(EvidenceId, FileId)>,
) -> web::Result<Response> {
    let file = file_of(&desk, id, file).await?;
    let hash = file.preview_hash.ok_or(Error::NotFound)?;
    Ok(inline(
        "anh.jpg",
        "image/jpeg",
        desk.app().files().bytes(&hash).await?,
    ))
}

async fn file_of(desk: &Desk, id: EvidenceId, file: FileId) -> web::Result<File> {
    let one = load(desk, id).await?;
    let (db, agency) = (desk.db().read(), desk.agency());
    let own = evidence::files_of(db, agency, id).await?;
    if let Some(found) = own.into_iter().find(|found| found.id == file) {
        return Ok(found);
    }
    if one.snapshot == Some(file) {
        return file::find(db, agency, file).await?.ok_or(Error::NotFound);
    }
    Err(Error::NotFound)
}

#[derive(Debug, Deserialize)]
pub(super) struct ReviewInput {
    verdict: String,
    #[serde(default)]
    reason: String,
}

pub(super) async fn review(
    desk: Desk,
    Path(id): Path<EvidenceId>,
    Form(input): Form<ReviewInput>,
) -> web::Result<Response> {
    let one = load(&desk, id).await?;
    if !may_review(&desk, &one) {
        return Err(Error::Forbidden);
    }
    let reason: String = input.reason.trim().chars().take(1000).collect();
    let verdict = match input.verdict.as_str() {
        "accept" => Verdict::Accept,
        "return" if !reason.is_empty() => Verdict::Return(reason),
        _ => return Err(Error::BadRequest),
    };
    let action = if verdict == Verdict::Accept {
        "evidence-accepted"
    } else {
        "evidence-returned"
    };
    let by = (desk.actor().person, desk.actor().name.as_str());
    let tx = desk.db().begin().await?;
    if !evidence::review(&tx, desk.agency(), id, &verdict, by, desk.now()).await? {
        return Err(Error::Conflict);
    }
    let subject = Subject::new("evidence", id.0);
    audit::record(
        &tx,
        desk.agency(),
        Some(by),
        action,
        subject,
        json!({}),
        desk.now(),
    )
    .await?;
    tx.commit().await?;
    Ok(web::see_other(&format!("/lam-viec/minh-chung/{id}")))
}

pub(super) async fn withdraw(desk: Desk, Path(id): Path<EvidenceId>) -> web::Result<Response> {
    let one = load(&desk, id).await?;
    if one.added_by != Some(desk.actor().person) {
        return Err(Error::Forbidden);
    }
    let by = (desk.actor().person, desk.actor().name.as_str());
    let tx = desk.db().begin().await?;
    if !evidence::withdraw(&tx, desk.agency(), id, "", by, desk.now()).await? {
        return Err(Error::Conflict);
    }
    let subject = Subject::new("evidence", id.0);
    audit::record(
        &tx,
        desk.agency(),
        Some(by),
        "evidence-withdrawn",
        subject,
        json!({}),
        desk.now(),
    )
    .await?;
    tx.commit().await?;
    Ok(web::see_other(&format!("/lam-viec/minh-chung/{id}")))
}

#[derive(Debug, Deserialize)]
pub(super) struct LinkInput {
    #[serde(default)]
    subjects: Vec<String>,
}

pub(super) async fn link(
    desk: Desk,
    Path(id): Path<EvidenceId>,
    Form(input): Form<LinkInput>,
) -> web::Result<Response> {
    let one = load(&desk, id).await?;
    if !may_link(&desk, &one) {
        return Err(Error::Forbidden);
    }
    let subjects = chosen(&provable(&desk).await?, &input.subjects).ok_or(Error::BadRequest)?;
    let by = (desk.actor().person, desk.actor().name.as_str());
    let tx = desk.db().begin().await?;
    for subject in subjects {
        evidence::link(&tx, desk.agency(), id, subject, by, desk.now()).await?;
        let detail = json!({ "kind": subject.kind, "id": subject.id });
        let about = Subject::new("evidence", id.0);
        audit::record(
            &tx,
            desk.agency(),
            Some(by),
            "evidence-linked",
            about,
            detail,
            desk.now(),
        )
        .await?;
    }
    tx.commit().await?;
    Ok(web::see_other(&format!("/lam-viec/minh-chung/{id}")))
}
