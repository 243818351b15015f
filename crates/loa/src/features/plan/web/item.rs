//! The form of one entry.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use plan_reader::plan::{Cadence, Comparison};
use serde::Deserialize;
use ui::{Choice, Errors, Html, Page, Translator};
use web::{Error, FieldErrors, Form};

use super::review::Answered;
use super::words::cadence_words;
use super::{HOME, by, clean, home_of, parsed, plan_of, refused};
use crate::desk::{Desk, said};
use crate::features::plan::edit::Editor;
use crate::features::plan::item::{Detail, Item, ItemKind, Percent};
use crate::features::plan::model::{ItemId, PlanId};
use crate::features::plan::store;
use crate::policy::{Scope, Verb};

const CADENCES: [Cadence; 7] = [
    Cadence::Week,
    Cadence::Month,
    Cadence::Quarter,
    Cadence::HalfYear,
    Cadence::NineMonths,
    Cadence::Year,
    Cadence::OnDemand,
];
const COMPARISONS: [Comparison; 4] = [
    Comparison::AtLeast,
    Comparison::MoreThan,
    Comparison::AtMost,
    Comparison::LessThan,
];

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct ItemInput {
    kind: String,
    text: String,
    percent: String,
    comparison: String,
    whom: String,
    what: String,
    cadences: Vec<String>,
    by: String,
    to: String,
    due: String,
    act: String,
    page: usize,
}

/// The form itself, in the list of the review and on a page of its own.
#[derive(Template)]
#[template(path = "features/plan/web/item_form.html")]
pub(super) struct ItemForm {
    t: Translator,
    kind: ItemKind,
    action: String,
    input: ItemInput,
    errors: Errors,
    removable: bool,
}

fn word<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_value(value)
        .ok()
        .and_then(|value| value.as_str().map(str::to_owned))
        .unwrap_or_default()
}

fn of_word<T: serde::de::DeserializeOwned>(word: &str) -> Option<T> {
    serde_json::from_value(serde_json::Value::String(word.to_owned())).ok()
}

impl ItemForm {
    pub(super) fn of(t: Translator, item: &Item, action: String) -> Self {
        let mut input = ItemInput {
            text: item.text.clone(),
            ..ItemInput::default()
        };
        if item.kind == ItemKind::Date {
            input.text = item
                .text
                .parse::<jiff::civil::Date>()
                .map_or_else(|_| item.text.clone(), ui::date);
        }
        match &item.detail {
            Some(Detail::Target {
                percent,
                comparison,
                whom,
                what,
            }) => {
                input.percent = percent.map_or_else(String::new, |percent| percent.to_string());
                input.comparison = word(comparison);
                input.whom.clone_from(whom);
                input.what.clone_from(what);
            }
            Some(Detail::Duty {
                cadences,
                by,
                to,
                due,
            }) => {
                input.cadences = cadences.iter().map(word).collect();
                input.by.clone_from(by);
                input.to.clone_from(to);
                input.due.clone_from(due);
            }
            None => {}
        }
        Self {
            t,
            kind: item.kind,
            action,
            input,
            errors: Errors::default(),
            removable: true,
        }
    }

    pub(super) fn html(&self) -> web::Result<Html> {
        Ok(Html::trusted(self.render()?))
    }

    fn label(&self) -> String {
        self.t.say(&format!("plan-item-{}", self.kind))
    }

    fn is_line(&self) -> bool {
        self.kind.is_single() && !matches!(self.kind, ItemKind::Title | ItemKind::SignerAuthority)
    }

    fn is_target(&self) -> bool {
        self.kind == ItemKind::Target
    }

    fn is_duty(&self) -> bool {
        self.kind == ItemKind::ReportingDuty
    }

    fn cadences(&self) -> Vec<Choice> {
        CADENCES
            .iter()
            .map(|cadence| Choice::new(word(cadence), cadence_words(self.t, *cadence)))
            .collect()
    }

    fn comparisons(&self) -> Vec<Choice> {
        COMPARISONS
            .iter()
            .map(|comparison| {
                let word = word(comparison);
                let label = self.t.say(&format!("plan-comparison-{word}"));
                Choice::new(word, label)
            })
            .collect()
    }
}

/// What a form of an entry holds, when it is right.
fn parse(kind: ItemKind, input: &ItemInput) -> Result<(String, Option<Detail>), FieldErrors> {
    let mut errors = FieldErrors::new();
    let mut text = clean(&input.text);
    let longest = if kind.is_single() { 500 } else { 5_000 };
    if text.chars().count() > longest {
        errors.add("text", "plan-too-long");
    }
    if text.is_empty() && !kind.is_single() {
        errors.add("text", "plan-text-needed");
    }
    match kind {
        ItemKind::Date if !text.is_empty() => match ui::parse_date(&text) {
            Some(day) => text = day.to_string(),
            None => errors.add("text", "plan-date-wrong"),
        },
        ItemKind::Year => match text.parse::<i16>() {
            Ok(year) if (2000..=2100).contains(&year) => {}
            _ => errors.add("text", "plan-year-wrong"),
        },
        ItemKind::Title if text.is_empty() => errors.add("text", "plan-text-needed"),
        _ => {}
    }
    let parts = [&input.whom, &input.what, &input.by, &input.to, &input.due];
    if parts.iter().any(|part| part.chars().count() > 2_000) {
        errors.add("text", "plan-too-long");
    }
    let detail = match kind {
        ItemKind::Target => {
            let percent = Percent::parse(&input.percent);
            if !input.percent.trim().is_empty() && percent.is_none() {
                errors.add("percent", "plan-percent-wrong");
            }
            Some(Detail::Target {
                percent,
                comparison: of_word(&input.comparison).unwrap_or(Comparison::AtLeast),
                whom: clean(&input.whom),
                what: clean(&input.what),
            })
        }
        ItemKind::ReportingDuty => Some(Detail::Duty {
            cadences: input
                .cadences
                .iter()
                .take(CADENCES.len())
                .filter_map(|word| of_word(word))
                .collect(),
            by: clean(&input.by),
            to: clean(&input.to),
            due: clean(&input.due),
        }),
        _ => None,
    };
    errors.or((text, detail))
}

#[derive(Template)]
#[template(path = "features/plan/web/item.html")]
struct ItemPage {
    page: Page,
    form: Html,
    errors: Errors,
    kinds: Vec<(String, String)>,
}

fn framed(desk: &Desk, plan: PlanId, title: &str) -> Page {
    desk.page(title)
        .crumb(desk.words().say("plan-nav"), HOME)
        .crumb(desk.words().say("plan-review"), review_of(plan, 1))
}

fn review_of(plan: PlanId, page: usize) -> String {
    if page > 1 {
        format!("{}/ra-soat?page={page}", home_of(plan))
    } else {
        format!("{}/ra-soat", home_of(plan))
    }
}

fn with_form(
    desk: &Desk,
    plan: PlanId,
    title: &str,
    mut form: ItemForm,
    wrong: Option<(ItemInput, FieldErrors)>,
) -> web::Result<Response> {
    let status_wrong = wrong.is_some();
    if let Some((input, errors)) = wrong {
        form.input = input;
        form.errors = said(desk.words(), &errors);
    }
    let page = ItemPage {
        page: framed(desk, plan, title),
        errors: form.errors.clone(),
        form: form.html()?,
        kinds: Vec::new(),
    };
    if status_wrong {
        web::invalid(&page)
    } else {
        web::html(&page)
    }
}

async fn found(desk: &Desk, plan: PlanId, id: ItemId) -> web::Result<Item> {
    let version = store::draft_of(desk.db().read(), desk.agency(), plan)
        .await?
        .ok_or(Error::Conflict)?;
    let item = version.items.into_iter().find(|item| item.id == id);
    item.ok_or(Error::NotFound)
}

pub(super) async fn page(desk: Desk, Path((id, item)): Path<(String, String)>) -> web::Result<Response> {
    desk.need(Verb::EditPlan, Scope::Agency)?;
    let plan = plan_of(&desk, &id).await?.id;
    let item = found(&desk, plan, parsed(&item)?).await?;
    let action = format!("{}/ra-soat/muc/{}", home_of(plan), item.id);
    let form = ItemForm::of(desk.words(), &item, action);
    with_form(&desk, plan, "plan-item-change", form, None)
}

pub(super) async fn save(
    desk: Desk,
    Path((id, item)): Path<(String, String)>,
    Form(input): Form<ItemInput>,
) -> web::Result<Response> {
    desk.need(Verb::EditPlan, Scope::Agency)?;
    let plan = plan_of(&desk, &id).await?.id;
    let item = found(&desk, plan, parsed(&item)?).await?;
    let words = match (input.act.as_str(), parse(item.kind, &input)) {
        ("check" | "remove", _) => None,
        (_, Ok(words)) => Some(words),
        (_, Err(errors)) => {
            let action = format!("{}/ra-soat/muc/{}", home_of(plan), item.id);
            let form = ItemForm::of(desk.words(), &item, action);
            return with_form(&desk, plan, "plan-item-change", form, Some((input, errors)));
        }
    };
    let tx = desk.db().begin().await?;
    let mut editor = Editor::open(&tx, desk.agency(), plan, by(&desk), desk.now())
        .await
        .map_err(refused)?;
    let done = match (input.act.as_str(), words) {
        ("check", _) => editor.check_item(item.id).await,
        ("remove", _) => editor.remove_item(item.id).await,
        (_, Some((text, detail))) => editor.set_item(item.id, &text, detail).await,
        (_, None) => return Err(Error::BadRequest),
    };
    done.map_err(refused)?;
    tx.commit().await?;
    let anchor = if input.act == "check" {
        "ke-tiep".to_owned()
    } else {
        format!("muc-{}", item.id)
    };
    Ok(web::see_other(&format!(
        "{}#{anchor}",
        review_of(plan, input.page)
    )))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct NewItem {
    kind: String,
}

fn addable() -> impl Iterator<Item = ItemKind> {
    ItemKind::ALL.iter().copied().filter(|kind| !kind.is_single())
}

fn blank(desk: &Desk, plan: PlanId, kind: ItemKind) -> ItemForm {
    let action = format!("{}/ra-soat/muc?kind={kind}", home_of(plan));
    let mut form = ItemForm::of(desk.words(), &Item::written(kind, ""), action);
    form.removable = false;
    form
}

pub(super) async fn new(
    desk: Desk,
    Path(id): Path<String>,
    axum::extract::Query(asked): axum::extract::Query<NewItem>,
) -> web::Result<Response> {
    desk.need(Verb::EditPlan, Scope::Agency)?;
    let plan = plan_of(&desk, &id).await?.id;
    let t = desk.words();
    match addable().find(|kind| kind.word() == asked.kind) {
        Some(kind) => with_form(&desk, plan, "plan-item-add", blank(&desk, plan, kind), None),
        None => web::html(&ItemPage {
            page: framed(&desk, plan, "plan-item-add"),
            form: Html::empty(),
            errors: Errors::default(),
            kinds: addable()
                .map(|kind| (kind.word().to_owned(), t.say(&format!("plan-item-{kind}"))))
                .collect(),
        }),
    }
}

pub(super) async fn add(
    desk: Desk,
    Path(id): Path<String>,
    axum::extract::Query(asked): axum::extract::Query<NewItem>,
    Form(input): Form<ItemInput>,
) -> web::Result<Response> {
    desk.need(Verb::EditPlan, Scope::Agency)?;
    let plan = plan_of(&desk, &id).await?.id;
    let kind = addable()
        .find(|kind| kind.word() == asked.kind)
        .ok_or(Error::BadRequest)?;
    let (text, detail) = match parse(kind, &input) {
        Ok(words) => words,
        Err(errors) => {
            let form = blank(&desk, plan, kind);
            return with_form(&desk, plan, "plan-item-add", form, Some((input, errors)));
        }
    };
    let tx = desk.db().begin().await?;
    let mut editor = Editor::open(&tx, desk.agency(), plan, by(&desk), desk.now())
        .await
        .map_err(refused)?;
    let item = editor.add_item(kind, &text, detail).await.map_err(refused)?;
    tx.commit().await?;
    Ok(web::see_other(&format!("{}#muc-{item}", review_of(plan, 1))))
}

pub(super) async fn answer(
    desk: Desk,
    Path((id, item, index)): Path<(String, String, String)>,
    Form(input): Form<Answered>,
) -> web::Result<Response> {
    desk.need(Verb::EditPlan, Scope::Agency)?;
    let (plan, item, index) = (parsed(&id)?, parsed(&item)?, parsed(&index)?);
    let tx = desk.db().begin().await?;
    let mut editor = Editor::open(&tx, desk.agency(), plan, by(&desk), desk.now())
        .await
        .map_err(refused)?;
    editor
        .answer_item(item, index, input.answer()?)
        .await
        .map_err(refused)?;
    tx.commit().await?;
    Ok(web::see_other(&format!(
        "{}#muc-{item}",
        review_of(plan, input.page)
    )))
}
