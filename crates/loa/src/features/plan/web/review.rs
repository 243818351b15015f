//! The review: the source at the left, what was read at the right, unsure things first.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use plan_reader::Document;
use serde::Deserialize;
use ui::{Badge, Html, Link, Page, Pagination, ProgressBar, Tone, Translator};
use web::Error;

use super::item::ItemForm;
use super::source::{Pane, place_name};
use super::words::{about_words, field_words, note_words, time_words, window_words};
use super::{HOME, by, home_of, parsed, plan_of, refused, show};
use crate::boot::App;
use crate::desk::Desk;
use crate::features::agency;
use crate::features::plan::edit::Editor;
use crate::features::plan::item::{About, Answer, Hint, Item, ItemKind, Read};
use crate::features::plan::model::{Plan, Version};
use crate::features::plan::row::{Row, RowField};
use crate::features::plan::store;
use crate::policy::{Scope, Verb};

const ROWS: u64 = 30;

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    page: usize,
    nguon: usize,
}

/// A hint with the buttons to answer it.
pub(super) struct HintView {
    pub(super) index: usize,
    pub(super) words: String,
    pub(super) open: bool,
    pub(super) usable: bool,
    pub(super) answer: Option<String>,
    pub(super) place: Option<PlaceView>,
}

impl HintView {
    fn keep_key(&self) -> &'static str {
        if self.usable { "plan-keep" } else { "plan-noted" }
    }
}

/// Hints one under another, each with its buttons.
#[derive(Template)]
#[template(path = "features/plan/web/hints.html")]
struct Hints {
    t: Translator,
    base: String,
    at: usize,
    hints: Vec<HintView>,
}

/// A link to a place in the source.
#[derive(Clone)]
pub(super) struct PlaceView {
    pub(super) name: String,
    pub(super) href: String,
}

pub(super) struct ItemView {
    pub(super) item: Item,
    pub(super) kind: String,
    pub(super) badges: Vec<Badge>,
    pub(super) place: Option<PlaceView>,
    /// As people read it: a day is kept otherwise than it is written.
    pub(super) text: String,
    pub(super) read: Option<String>,
    pub(super) hints: Html,
    pub(super) form: Html,
}

pub(super) struct FieldView {
    pub(super) label: String,
    pub(super) value: Html,
    pub(super) read: Option<String>,
    pub(super) unsure: bool,
}

pub(super) struct RowView {
    pub(super) row: Row,
    pub(super) badges: Vec<Badge>,
    pub(super) place: Option<PlaceView>,
    pub(super) fields: Vec<FieldView>,
    pub(super) hints: Html,
    pub(super) times: Vec<String>,
    pub(super) may_split: bool,
}

#[derive(Template)]
#[template(path = "features/plan/web/review.html")]
struct ReviewPage {
    page: Page,
    plan: Plan,
    progress: ProgressBar,
    open: u64,
    at: usize,
    notes: Vec<String>,
    hints: Html,
    open_items: Vec<ItemView>,
    items: Vec<ItemView>,
    rows: Vec<RowView>,
    row_pages: Pagination,
    source: Option<Html>,
}

/// Finds places of the source in the pane that is shown.
pub(super) struct Places<'a> {
    pane: Option<Pane<'a>>,
    shown: usize,
    link: Link,
}

impl Places<'_> {
    fn of(&self, source: &plan_reader::Source) -> Option<PlaceView> {
        let page = self.pane.as_ref()?.page_of(source);
        let name = place_name(source);
        let href = if page == self.shown {
            format!("#{name}")
        } else {
            format!("{}#{name}", self.link.clone().with("nguon", page))
        };
        Some(PlaceView { name, href })
    }
}

pub(super) async fn document(app: &App, version: &Version) -> web::Result<Option<Document>> {
    let Some(hash) = &version.document_hash else {
        return Ok(None);
    };
    let bytes = app.files().bytes(hash).await?;
    Ok(Some(serde_json::from_slice(&bytes)?))
}

pub(super) async fn page(
    State(app): State<App>,
    desk: Desk,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> web::Result<Response> {
    desk.need(Verb::EditPlan, Scope::Agency)?;
    let plan = plan_of(&desk, &id).await?;
    let (db, agency) = (desk.db().read(), desk.agency());
    let Some(version) = store::draft_of(db, agency, plan.id).await? else {
        return Ok(web::see_other(&home_of(plan.id)));
    };
    let t = desk.words();
    let document = document(&app, &version).await?;
    let total = store::row_count(db, agency, version.id).await?;
    let open_rows = store::open_rows(db, agency, version.id).await?;
    let at = asked
        .page
        .clamp(1, usize::try_from(total.div_ceil(ROWS)).unwrap_or(1).max(1));
    let offset = (at as u64 - 1) * ROWS;
    let rows = store::rows_page(db, agency, version.id, true, (offset, ROWS)).await?;
    let units = agency::units_on(db, agency, desk.today()).await?;
    let own = format!("{}/ra-soat", home_of(plan.id));
    let link = Link::new(&own).with("page", at);
    let shown = asked.nguon.max(1);
    let places = Places {
        pane: document.as_ref().map(Pane::new),
        shown,
        link: link.clone(),
    };
    let base = format!("{own}/muc");
    let (open_items, items): (Vec<_>, Vec<_>) = version.items.iter().partition(|item| item.needs_look());
    let item_views = |items: Vec<&Item>| -> web::Result<Vec<ItemView>> {
        items
            .into_iter()
            .map(|item| item_view(t, item, &places, &base, at))
            .collect()
    };
    let (open_items, items) = (item_views(open_items)?, item_views(items)?);
    let page = desk
        .page("plan-review")
        .lead(&plan.title)
        .crumb(t.say("plan-nav"), HOME)
        .crumb(&plan.title, home_of(plan.id));
    let row_base = format!("{own}/dong");
    let rows = rows
        .into_iter()
        .map(|row| row_view(&page, row, &places, &units, (&row_base, at)))
        .collect::<web::Result<Vec<RowView>>>()?;
    let mut back = HashMap::new();
    for view in open_items.iter().chain(&items) {
        if let Some(place) = &view.place {
            back.entry(place.name.clone())
                .or_insert_with(|| format!("muc-{}", view.item.id));
        }
    }
    for view in &rows {
        if let Some(place) = &view.place {
            back.entry(place.name.clone())
                .or_insert_with(|| format!("dong-{}", view.row.id));
        }
    }
    let source = places.pane.as_ref().map(|pane| pane.html(t, shown, &back, &link));
    let open = version.open_items() as u64 + open_rows;
    let all = version.items.len() as u64 + total;
    let mut rows_link = Link::new(&own);
    if shown > 1 {
        rows_link = rows_link.with("nguon", shown);
    }
    web::html(&ReviewPage {
        progress: ProgressBar::new(t, t.say("plan-review-progress"), all.saturating_sub(open), all),
        open,
        at,
        notes: version.notes.iter().map(|note| note_words(t, note)).collect(),
        hints: noted(hint_views(t, &version.hints, &places), t, own.clone(), at)?,
        open_items,
        items,
        rows,
        row_pages: Pagination::new(
            t,
            &rows_link,
            at,
            usize::try_from(ROWS).unwrap_or(30),
            usize::try_from(total).unwrap_or_default(),
        ),
        source,
        page,
        plan,
    })
}

/// How sure, and whether a person has been here.
fn badges(
    t: Translator,
    read: Option<&Read>,
    (checked, needs_look): (bool, bool),
    corrected: bool,
) -> Vec<Badge> {
    let mut badges = Vec::new();
    match read {
        _ if corrected => badges.push(Badge::new(t.say("plan-corrected")).tone(Tone::Info)),
        Some(_) if checked => badges.push(Badge::new(t.say("plan-checked")).tone(Tone::Good)),
        Some(read) if read.text.is_empty() => {
            badges.push(Badge::new(t.say("plan-not-found")).tone(Tone::Warn));
        }
        Some(read) if read.is_unsure() => badges.push(Badge::new(t.say("plan-unsure")).tone(Tone::Warn)),
        Some(_) if needs_look => badges.push(Badge::new(t.say("plan-look")).tone(Tone::Warn)),
        Some(_) => badges.push(Badge::new(t.say("plan-sure")).tone(Tone::Neutral)),
        None => badges.push(Badge::new(t.say("plan-written")).tone(Tone::Neutral)),
    }
    badges
}

/// A day is kept as `YYYY-MM-DD` and shown as people write it.
fn shown_text(item: &Item) -> String {
    let day = (item.kind == ItemKind::Date).then(|| item.text.parse::<jiff::civil::Date>().ok());
    day.flatten().map_or_else(|| item.text.clone(), ui::date)
}

pub(super) fn item_view(
    t: Translator,
    item: &Item,
    places: &Places<'_>,
    base: &str,
    at: usize,
) -> web::Result<ItemView> {
    let read = item.read.as_ref();
    let form = ItemForm::of(t, item, format!("{base}/{}", item.id));
    Ok(ItemView {
        kind: t.say(&format!("plan-item-{}", item.kind)),
        badges: badges(t, read, (item.checked, item.needs_look()), item.is_corrected()),
        place: read.and_then(Read::source).and_then(|source| places.of(source)),
        text: shown_text(item),
        read: read.filter(|_| item.is_corrected()).map(|read| read.text.clone()),
        hints: hint_list(t, &item.hints, places, format!("{base}/{}", item.id), at)?,
        form: form.html()?,
        item: item.clone(),
    })
}

/// Hints about words that belong to no entry: there is nothing here to mend, so they are only taken note of.
fn noted(mut hints: Vec<HintView>, t: Translator, base: String, at: usize) -> web::Result<Html> {
    for hint in &mut hints {
        hint.usable = false;
    }
    let list = Hints { t, base, at, hints };
    Ok(Html::trusted(list.render()?))
}

fn hint_list(
    t: Translator,
    hints: &[Hint],
    places: &Places<'_>,
    base: String,
    at: usize,
) -> web::Result<Html> {
    let hints = hint_views(t, hints, places);
    let list = Hints { t, base, at, hints };
    Ok(Html::trusted(list.render()?))
}

fn hint_views(t: Translator, hints: &[Hint], places: &Places<'_>) -> Vec<HintView> {
    hints
        .iter()
        .enumerate()
        .map(|(index, hint)| {
            let source = match &hint.about {
                About::Reading(plan_reader::Remark::SuspectedTypo { source, .. }) => Some(source),
                About::Reading(plan_reader::Remark::Disagrees { source, .. }) => source.as_ref(),
                _ => None,
            };
            HintView {
                index,
                words: about_words(t, &hint.about),
                open: hint.is_open(),
                usable: matches!(
                    &hint.about,
                    About::NewYear { .. }
                        | About::Reading(plan_reader::Remark::SuspectedTypo {
                            suggestion: Some(_),
                            ..
                        })
                ),
                answer: hint.answer.map(|answer| t.say(&format!("plan-answer-{answer}"))),
                place: source.and_then(|source| places.of(source)),
            }
        })
        .collect()
}

fn row_view(
    page: &Page,
    row: Row,
    places: &Places<'_>,
    units: &[agency::Unit],
    (base, at): (&str, usize),
) -> web::Result<RowView> {
    let t = page.tr();
    let unsure = row.unsure();
    let fields = RowField::ALL
        .iter()
        .filter(|field| !matches!(field, RowField::No | RowField::Content) || row.is_corrected(**field))
        .filter(|field| !row.text(**field).is_empty() || unsure.contains(field))
        .map(|field| FieldView {
            label: field_words(t, *field),
            value: match field {
                RowField::Leads => show::party_cell(page, units, &row.leads),
                RowField::Coordinators => show::party_cell(page, units, &row.coordinators),
                RowField::Time => Html::text(format!("{} ({})", row.time_text, window_words(t, &row.window))),
                other => Html::text(row.text(*other)),
            },
            read: row
                .read
                .get(field)
                .filter(|_| row.is_corrected(*field))
                .map(|read| read.text.clone()),
            unsure: unsure.contains(field) && !row.checked,
        })
        .collect();
    let corrected = RowField::ALL.iter().any(|field| row.is_corrected(*field));
    let marks = badges(
        t,
        row.read.get(&RowField::Content),
        (row.checked, row.needs_look()),
        corrected,
    );
    Ok(RowView {
        badges: marks,
        place: row.source().and_then(|source| places.of(source)),
        fields,
        hints: hint_list(t, &row.hints, places, format!("{base}/{}", row.id), at)?,
        times: row
            .time_remarks
            .iter()
            .map(|remark| time_words(t, remark))
            .collect(),
        may_split: row.offered.len() > 1 && row.alternatives.is_empty(),
        row,
    })
}

/// Takes note of a hint about the document as a whole.
pub(super) async fn answer(desk: Desk, Path((id, index)): Path<(String, String)>) -> web::Result<Response> {
    desk.need(Verb::EditPlan, Scope::Agency)?;
    let (id, index) = (parsed(&id)?, parsed(&index)?);
    let tx = desk.db().begin().await?;
    let mut editor = Editor::open(&tx, desk.agency(), id, by(&desk), desk.now())
        .await
        .map_err(refused)?;
    editor.answer_version(index).await.map_err(refused)?;
    tx.commit().await?;
    Ok(web::see_other(&format!("{}/ra-soat", home_of(id))))
}

/// Says that all that is left is right.
pub(super) async fn check_all(desk: Desk, Path(id): Path<String>) -> web::Result<Response> {
    desk.need(Verb::EditPlan, Scope::Agency)?;
    let id = parsed(&id)?;
    let tx = desk.db().begin().await?;
    let mut editor = Editor::open(&tx, desk.agency(), id, by(&desk), desk.now())
        .await
        .map_err(refused)?;
    editor.check_all().await.map_err(refused)?;
    tx.commit().await?;
    Ok(web::see_other(&home_of(id)))
}

/// What a button beside a hint sends.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Answered {
    pub(super) answer: String,
    pub(super) page: usize,
}

impl Answered {
    pub(super) fn answer(&self) -> web::Result<Answer> {
        self.answer.parse().map_err(|_| Error::BadRequest)
    }
}
