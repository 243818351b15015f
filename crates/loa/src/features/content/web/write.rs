//! Writing an item: the form, its checks, saving.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use ui::{Choice, Errors, Page};
use web::{Error, FieldErrors, Form};

use super::list::{kind_words, units_for};
use super::{HOME, item_path};
use crate::desk::{Desk, said};
use crate::features::agency::{self, UnitId};
use crate::features::content::model::{
    Item, ItemId, Kind, MAX_BODY, MAX_NOTE, MAX_SUMMARY, MAX_TITLE, NewVersion, Origin, Version,
};
use crate::features::content::store;
use crate::features::content::term::{self, Term, TermKind};
use crate::features::content::write::{self as save_item, SaveError};
use crate::features::once::{self, Once};
use crate::features::task;
use crate::policy::{Scope, Verb};

/// What was typed, kept when something is wrong.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    once: String,
    base: i32,
    kind: String,
    unit: String,
    title: String,
    summary: String,
    body: String,
    origin: String,
    note: String,
    terms: Vec<String>,
    tasks: Vec<String>,
}

#[derive(Template)]
#[template(path = "features/content/web/write.html")]
struct WritePage {
    page: Page,
    typed: Typed,
    errors: Errors,
    action: String,
    back: String,
    /// Someone saved another version meanwhile.
    overtaken: Option<String>,
    kinds: Vec<Choice>,
    units: Vec<Choice>,
    origins: Vec<Choice>,
    terms: Vec<(String, Vec<Choice>)>,
    tasks: Vec<Choice>,
}

pub(super) async fn blank(desk: Desk) -> web::Result<Response> {
    let own = desk.actor().unit.map(|unit| unit.to_string()).unwrap_or_default();
    let typed = Typed {
        kind: Kind::Article.to_string(),
        origin: Origin::People.to_string(),
        unit: own,
        once: once::key(),
        ..Typed::default()
    };
    web::html(&page(&desk, None, typed, &FieldErrors::new()).await?)
}

pub(super) async fn edit(desk: Desk, Path(id): Path<ItemId>) -> web::Result<Response> {
    let item = mine(&desk, id).await?;
    let version = newest(&desk, &item).await?;
    let (terms, tasks) = store::links(desk.db().read(), id).await?;
    let typed = Typed {
        base: item.version,
        kind: item.kind.to_string(),
        unit: item.unit.to_string(),
        title: version.title,
        summary: version.summary,
        body: version.body.to_markdown(),
        origin: version.origin.to_string(),
        note: String::new(),
        once: once::key(),
        terms: terms.iter().map(ToString::to_string).collect(),
        tasks: tasks.iter().map(ToString::to_string).collect(),
    };
    web::html(&page(&desk, Some(&item), typed, &FieldErrors::new()).await?)
}

/// The item, when this person may write for its unit.
async fn mine(desk: &Desk, id: ItemId) -> web::Result<Item> {
    let item = store::by_id(desk.db().read(), desk.agency(), id).await?;
    let item = item.ok_or(Error::NotFound)?;
    desk.need(Verb::WriteContent, Scope::Unit(item.unit))?;
    Ok(item)
}

pub(super) async fn newest(desk: &Desk, item: &Item) -> web::Result<Version> {
    let found = store::version(desk.db().read(), desk.agency(), item.id, item.version).await?;
    found.ok_or(Error::NotFound)
}

async fn page(
    desk: &Desk,
    item: Option<&Item>,
    typed: Typed,
    errors: &FieldErrors,
) -> web::Result<WritePage> {
    let db = desk.db().read();
    let units = agency::units(db, desk.agency()).await?;
    let units: Vec<Choice> = units_for(desk, &units)
        .map(|unit| Choice::new(unit.id, &unit.name))
        .collect();
    if units.is_empty() {
        return Err(Error::Forbidden);
    }
    let page = match item {
        Some(item) => desk
            .page("content-edit")
            .crumb(desk.words().say("content-title"), HOME)
            .crumb(&item.title, item_path(item.id)),
        None => desk
            .page("content-add")
            .crumb(desk.words().say("content-title"), HOME),
    };
    let terms = term::terms(db, desk.agency()).await?;
    let groups = TermKind::ALL.iter().map(|kind| {
        let offered = terms
            .iter()
            .filter(|term| term.kind == *kind && is_offered(term, &typed));
        let choices: Vec<Choice> = offered.map(|term| Choice::new(term.id, &term.name)).collect();
        (page.t(&format!("content-term-{kind}")), choices)
    });
    let terms = groups.filter(|(_, choices)| !choices.is_empty()).collect();
    let tasks = task_choices(desk).await?;
    let kinds = Kind::ALL
        .iter()
        .map(|kind| Choice::new(kind, kind_words(&page, *kind)))
        .collect();
    let origins = Origin::ALL.iter();
    let origins = origins
        .map(|origin| Choice::new(origin, page.t(&format!("content-origin-{origin}"))))
        .collect();
    let back = item.map_or_else(|| HOME.to_owned(), |item| item_path(item.id));
    Ok(WritePage {
        action: back.clone(),
        back,
        overtaken: None,
        kinds,
        units,
        origins,
        terms,
        tasks,
        errors: said(desk.words(), errors),
        typed,
        page,
    })
}

/// Retired terms stay with the items that have them.
fn is_offered(term: &Term, typed: &Typed) -> bool {
    !term.retired || typed.terms.contains(&term.id.to_string())
}

async fn task_choices(desk: &Desk) -> web::Result<Vec<Choice>> {
    let Some(source) = task::FEATURE.subjects else {
        return Ok(Vec::new());
    };
    let tasks = (source.list)(desk.db().clone(), desk.agency()).await?;
    Ok(tasks
        .into_iter()
        .map(|task| Choice::new(task.id, task.title))
        .collect())
}

pub(super) async fn create(desk: Desk, Form(typed): Form<Typed>) -> web::Result<Response> {
    let (unit, new) = match check(&desk, &typed).await? {
        Ok(checked) => checked,
        Err(errors) => return web::invalid(&page(&desk, None, typed, &errors).await?),
    };
    desk.need(Verb::WriteContent, Scope::Unit(unit))?;
    if agency::unit(desk.db().read(), desk.agency(), unit)
        .await?
        .is_none()
    {
        return Err(Error::NotFound);
    }
    let once = Once::new(
        (desk.agency(), desk.actor().person),
        &typed.once,
        &typed,
        desk.now(),
    );
    let tx = desk.db().begin().await?;
    if let Some(before) = once.claim(&tx).await? {
        return Ok(web::see_other(&before));
    }
    let id = save_item::create(&tx, desk.actor(), unit, &new, desk.now()).await?;
    once.leads_to(&tx, &item_path(id)).await?;
    tx.commit().await?;
    Ok(web::see_other(&item_path(id)))
}

pub(super) async fn save(
    desk: Desk,
    Path(id): Path<ItemId>,
    Form(typed): Form<Typed>,
) -> web::Result<Response> {
    let item = mine(&desk, id).await?;
    let typed = Typed {
        unit: item.unit.to_string(),
        ..typed
    };
    let next = match check(&desk, &typed).await? {
        Ok((_, next)) => next,
        Err(errors) => return web::invalid(&page(&desk, Some(&item), typed, &errors).await?),
    };
    let tx = desk.db().begin().await?;
    match save_item::save(&tx, desk.actor(), &item, typed.base, &next, desk.now()).await {
        Ok(_) => {
            tx.commit().await?;
            Ok(web::see_other(&item_path(id)))
        }
        Err(SaveError::Database(error)) => Err(error.into()),
        Err(SaveError::Overtaken { number, by }) => {
            drop(tx);
            // The writer's words stay in the form; saving again is then a decision taken with open eyes.
            let words = desk.words().say_with(
                "content-overtaken",
                &[("number", i64::from(number).into()), ("by", by.into())],
            );
            let typed = Typed {
                base: number,
                ..typed
            };
            let mut again = page(&desk, Some(&item), typed, &FieldErrors::new()).await?;
            again.overtaken = Some(words);
            web::invalid(&again)
        }
    }
}

async fn check(desk: &Desk, typed: &Typed) -> web::Result<Result<(UnitId, NewVersion), FieldErrors>> {
    let mut errors = FieldErrors::new();
    let clean = |text: &str| vietnamese::nfc(text.trim()).into_owned();
    for (field, text, most) in [
        ("title", &typed.title, MAX_TITLE),
        ("summary", &typed.summary, MAX_SUMMARY),
        ("note", &typed.note, MAX_NOTE),
    ] {
        if text.chars().count() > most {
            errors.add(field, "content-too-long");
        }
    }
    if typed.title.trim().is_empty() {
        errors.add("title", "content-title-needed");
    }
    if typed.body.len() > MAX_BODY {
        errors.add("body", "content-too-long");
    }
    let unit = typed.unit.parse().ok();
    if unit.is_none() {
        errors.add("unit", "content-unit-needed");
    }
    let (kind, origin) = (typed.kind.parse().ok(), typed.origin.parse().ok());
    if kind.is_none() {
        errors.add("kind", "content-choice-wrong");
    }
    if origin.is_none() {
        errors.add("origin", "content-choice-wrong");
    }
    // What another agency has, or nobody, is left out: it was never offered.
    let known = term::terms(desk.db().read(), desk.agency()).await?;
    let terms = known
        .iter()
        .map(|term| term.id)
        .filter(|id| typed.terms.contains(&id.to_string()));
    let mut tasks = Vec::new();
    if !typed.tasks.is_empty()
        && let Some(source) = task::FEATURE.subjects
    {
        let known = (source.list)(desk.db().clone(), desk.agency()).await?;
        tasks.extend(known.into_iter().map(|task| task::TaskId(task.id)));
        tasks.retain(|task| typed.tasks.contains(&task.to_string()));
    }
    // Pictures come with the media library; until then a body holds words only.
    let body = rich_text::read_markdown(&typed.body, |_| None).body;
    let (Some(unit), Some(kind), Some(origin)) = (unit, kind, origin) else {
        return Ok(Err(errors));
    };
    let new = NewVersion {
        kind,
        title: clean(&typed.title),
        summary: clean(&typed.summary),
        body,
        origin,
        note: clean(&typed.note),
        terms: terms.collect(),
        tasks,
    };
    Ok(errors.or((unit, new)))
}
