//! One item: what it says, what to mend, its versions, what people say about it.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use rich_text::{Remark, check, speaking_seconds};
use serde::{Deserialize, Serialize};
use ui::{Alert, Badge, CommentThread, DiffView, Errors, HistoryItem, HistoryList, Html, Page, Tone};
use web::{Error, FieldErrors, Form};

use super::list::kind_words;
use super::write::newest;
use super::{HOME, item_path};
use crate::desk::{Desk, said};
use crate::features::agency;
use crate::features::content::model::{Item, ItemId, Kind, MAX_NOTE, Origin, Version};
use crate::features::content::store;
use crate::features::content::term::{self, TermId, TermKind};
use crate::features::content::write::comment as write_comment;
use crate::features::once::{self, Once};
use crate::features::task::{self, TaskId};
use crate::policy::{Scope, Verb};

/// Versions that the page lists.
const VERSIONS: u64 = 50;
/// Syllables a minute of a calm voice on a loudspeaker.
const CALM_VOICE: u32 = 200;

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    once: String,
    body: String,
}

#[derive(Template)]
#[template(path = "features/content/web/show.html")]
struct ShowPage {
    page: Page,
    path: String,
    summary: String,
    kind: Badge,
    label: Option<Badge>,
    facts: Vec<(String, String)>,
    body: Html,
    remarks: Vec<Alert>,
    versions: HistoryList,
    comments: CommentThread,
    tasks: Vec<(String, String)>,
    typed: Typed,
    errors: Errors,
    may_write: bool,
    may_comment: bool,
}

async fn item(desk: &Desk, id: ItemId) -> web::Result<Item> {
    desk.need(Verb::ViewWork, Scope::Agency)?;
    let found = store::by_id(desk.db().read(), desk.agency(), id).await?;
    found.ok_or(Error::NotFound)
}

pub(super) async fn show(desk: Desk, Path(id): Path<ItemId>) -> web::Result<Response> {
    let typed = Typed {
        once: once::key(),
        ..Typed::default()
    };
    web::html(&page(&desk, id, typed, &FieldErrors::new()).await?)
}

async fn page(desk: &Desk, id: ItemId, typed: Typed, errors: &FieldErrors) -> web::Result<ShowPage> {
    let item = item(desk, id).await?;
    let db = desk.db().read();
    let version = newest(desk, &item).await?;
    let page = desk
        .titled(&item.title)
        .crumb(desk.words().say("content-title"), HOME);
    let comments = store::comments(db, desk.agency(), id).await?;
    let comments =
        comments.into_iter().map(|one| {
            ui::Comment::new(one.author, page.date_time(desk.local(one.at)), one.body).badge(Badge::new(
                page.w("content-version-number", "number", one.version),
            ))
        });
    let (terms, served) = store::links(db, id).await?;
    Ok(ShowPage {
        path: item_path(id),
        summary: version.summary.clone(),
        kind: Badge::new(kind_words(&page, item.kind)),
        label: (version.origin == Origin::Machine)
            .then(|| Badge::new(page.t("content-machine-label")).tone(Tone::Warn)),
        facts: facts(desk, &page, &item, (&version, &terms)).await?,
        body: Html::trusted(version.body.to_html(&|_| None)),
        remarks: check(&version.body)
            .iter()
            .map(|remark| remark_line(&page, remark))
            .collect(),
        versions: versions(desk, &page, &item).await?,
        comments: CommentThread::new(comments),
        tasks: tasks(desk, &served).await?,
        errors: said(desk.words(), errors),
        may_write: desk.may(Verb::WriteContent, Scope::Unit(item.unit)),
        may_comment: desk.may(Verb::Comment, Scope::Agency),
        typed,
        page,
    })
}

async fn facts(
    desk: &Desk,
    page: &Page,
    item: &Item,
    (version, chosen): (&Version, &[TermId]),
) -> web::Result<Vec<(String, String)>> {
    let db = desk.db().read();
    let unit = agency::unit(db, desk.agency(), item.unit).await?;
    let mut facts = vec![
        (
            page.t("content-unit"),
            unit.map(|unit| unit.name).unwrap_or_default(),
        ),
        (page.t("content-author"), item.author_name.clone()),
    ];
    if item.kind == Kind::Script {
        let seconds = speaking_seconds(&version.body.to_text(), CALM_VOICE);
        let length = format!("{}:{:02}", seconds / 60, seconds % 60);
        facts.push((
            page.t("content-length"),
            page.w("content-length-words", "length", length),
        ));
    }
    let terms = term::terms(db, desk.agency()).await?;
    for kind in TermKind::ALL {
        let of_kind = terms
            .iter()
            .filter(|term| term.kind == *kind && chosen.contains(&term.id));
        let names: Vec<&str> = of_kind.map(|term| term.name.as_str()).collect();
        if !names.is_empty() {
            facts.push((page.t(&format!("content-term-{kind}")), names.join("; ")));
        }
    }
    Ok(facts)
}

/// Titles and pages of the tasks that the item serves.
async fn tasks(desk: &Desk, tasks: &[TaskId]) -> web::Result<Vec<(String, String)>> {
    let Some(source) = task::FEATURE.subjects.filter(|_| !tasks.is_empty()) else {
        return Ok(Vec::new());
    };
    let mut all = (source.list)(desk.db().clone(), desk.agency()).await?;
    all.retain(|one| tasks.iter().any(|task| task.0 == one.id));
    Ok(all.into_iter().map(|one| (one.title, one.href)).collect())
}

async fn versions(desk: &Desk, page: &Page, item: &Item) -> web::Result<HistoryList> {
    let versions = store::versions(desk.db().read(), desk.agency(), item.id, VERSIONS).await?;
    let lines = versions.into_iter().map(|version| {
        let number = page.w("content-version-number", "number", version.number);
        let words = if version.note.is_empty() {
            number
        } else {
            format!("{number}: {}", version.note)
        };
        let line =
            HistoryItem::new(page.date_time(desk.local(version.created_at)), words).by(version.author_name);
        if version.number == 1 {
            return line;
        }
        let link = format!("{}/so-sanh?ban={}", item_path(item.id), version.number);
        line.body(
            ui::ButtonLink::new(page.t("content-compare"), link)
                .small()
                .ghost(),
        )
    });
    Ok(HistoryList::new(lines))
}

fn remark_line(page: &Page, remark: &Remark) -> Alert {
    use rich_text::RemarkKind as K;
    let key = match remark.kind {
        K::NoAlt => "content-remark-no-alt",
        K::AltIsFileName => "content-remark-alt-file",
        K::SkippedLevel => "content-remark-level",
        K::FakeHeading => "content-remark-fake-heading",
        K::NoTableHead => "content-remark-table",
        K::VagueLink => "content-remark-vague",
        K::BareAddress => "content-remark-address",
        K::Shouting => "content-remark-capitals",
    };
    let words: String = remark.words.chars().take(80).collect();
    let tone = if remark.kind.blocks() {
        Tone::Bad
    } else {
        Tone::Warn
    };
    Alert::new(page.w(key, "words", words)).tone(tone)
}

#[derive(Debug, Deserialize)]
pub(super) struct Compared {
    ban: i32,
}

#[derive(Template)]
#[template(path = "features/content/web/compare.html")]
struct ComparePage {
    page: Page,
    before: String,
    after: String,
    diff: DiffView,
}

/// A version beside the one before it.
pub(super) async fn compare(
    desk: Desk,
    Path(id): Path<ItemId>,
    Query(Compared { ban }): Query<Compared>,
) -> web::Result<Response> {
    let item = item(&desk, id).await?;
    let of = async |number| -> web::Result<Version> {
        let found = store::version(desk.db().read(), desk.agency(), id, number).await?;
        found.ok_or(Error::NotFound)
    };
    let (before, after) = (of(ban.saturating_sub(1)).await?, of(ban).await?);
    let page = desk
        .page("content-compare")
        .crumb(desk.words().say("content-title"), HOME)
        .crumb(&item.title, item_path(id));
    let head = |version: &Version| {
        let number = page.w("content-version-number", "number", version.number);
        format!("{number}, {}", version.author_name)
    };
    web::html(&ComparePage {
        before: head(&before),
        after: head(&after),
        diff: DiffView::new(desk.words(), &before.text(), &after.text()),
        page,
    })
}

pub(super) async fn comment(
    desk: Desk,
    Path(id): Path<ItemId>,
    Form(typed): Form<Typed>,
) -> web::Result<Response> {
    let item = item(&desk, id).await?;
    desk.need(Verb::Comment, Scope::Agency)?;
    let body = vietnamese::nfc(typed.body.trim()).into_owned();
    let wrong = match body.chars().count() {
        0 => Some("content-needed"),
        length if length > MAX_NOTE => Some("content-too-long"),
        _ => None,
    };
    if let Some(key) = wrong {
        return web::invalid(&page(&desk, id, typed, &FieldErrors::one("body", key)).await?);
    }
    let place = format!("{}#trao-doi", item_path(id));
    let once = Once::new(
        (desk.agency(), desk.actor().person),
        &typed.once,
        &(id, &typed),
        desk.now(),
    );
    let tx = desk.db().begin().await?;
    if let Some(before) = once.claim(&tx).await? {
        return Ok(web::see_other(&before));
    }
    write_comment(&tx, desk.actor(), &item, &body, desk.now()).await?;
    once.leads_to(&tx, &place).await?;
    tx.commit().await?;
    Ok(web::see_other(&place))
}
