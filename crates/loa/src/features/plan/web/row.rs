//! The form of one row, and what can be done to a whole row.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use serde::Deserialize;
use ui::{Choice, Errors, Page, Select};
use web::{Error, FieldErrors, Form};

use super::review::Answered;
use super::words::{time_words, who_of, who_value, who_words, window_words};
use super::{HOME, by, clean, home_of, parsed, plan_of, refused};
use crate::boot::App;
use crate::desk::{Desk, said};
use crate::features::agency::{self, Unit};
use crate::features::plan::edit::{Editor, RowAct, RowEdit};
use crate::features::plan::model::{Plan, PlanId, RowId};
use crate::features::plan::parties::Roster;
use crate::features::plan::row::{Party, Row, UnitSet, Who};
use crate::features::plan::{store, upload};
use crate::policy::{Scope, Verb};

/// Parties on one side of a row.
const MOST_PARTIES: usize = 100;
/// Blank lines for further parties.
const SPARE: usize = 2;

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct RowInput {
    no: String,
    section: String,
    content: String,
    lead_text: Vec<String>,
    lead_who: Vec<String>,
    coordinator_text: Vec<String>,
    coordinator_who: Vec<String>,
    time_text: String,
    product: String,
    alternatives: String,
    after: String,
    page: usize,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    after: String,
    page: usize,
}

struct PartyLine {
    text: String,
    select: Select,
}

#[derive(Template)]
#[template(path = "features/plan/web/row.html")]
struct RowPage {
    page: Page,
    action: String,
    review: String,
    input: RowInput,
    errors: Errors,
    leads: Vec<PartyLine>,
    coordinators: Vec<PartyLine>,
    window: String,
    times: Vec<String>,
    offered: Vec<String>,
}

impl RowInput {
    fn of(row: &Row, page: usize) -> Self {
        let texts = |parties: &[Party]| parties.iter().map(|party| party.text.clone()).collect();
        let whos = |parties: &[Party]| parties.iter().map(|party| who_value(&party.who)).collect();
        Self {
            no: row.no.clone(),
            section: row.section.clone(),
            content: row.content.clone(),
            lead_text: texts(&row.leads),
            lead_who: whos(&row.leads),
            coordinator_text: texts(&row.coordinators),
            coordinator_who: whos(&row.coordinators),
            time_text: row.time_text.clone(),
            product: row.product.clone(),
            alternatives: row.alternatives.join("\n"),
            after: String::new(),
            page,
        }
    }

    /// The edit that a right form asks for. A party without a choice is looked up by its name.
    fn parse(&self, units: &[Unit], roster: &Roster) -> Result<RowEdit, FieldErrors> {
        let mut errors = FieldErrors::new();
        let mut text = |field: &str, value: &str, longest: usize| {
            let text = clean(value);
            if text.chars().count() > longest {
                errors.add(field, "plan-too-long");
            }
            text
        };
        let mut edit = RowEdit {
            no: text("no", &self.no, 50),
            section: text("section", &self.section, 1_000),
            content: text("content", &self.content, 10_000),
            time_text: text("time_text", &self.time_text, 1_000),
            product: text("product", &self.product, 2_000),
            alternatives: text("alternatives", &self.alternatives, 10_000)
                .lines()
                .map(|line| line.trim().to_owned())
                .filter(|line| !line.is_empty())
                .take(20)
                .collect(),
            ..RowEdit::default()
        };
        if edit.content.is_empty() {
            errors.add("content", "plan-text-needed");
        }
        if edit.alternatives.len() == 1 {
            errors.add("alternatives", "plan-split-two");
        }
        for (field, texts, whos, into) in [
            ("lead_text", &self.lead_text, &self.lead_who, &mut edit.leads),
            (
                "coordinator_text",
                &self.coordinator_text,
                &self.coordinator_who,
                &mut edit.coordinators,
            ),
        ] {
            if texts.len() > MOST_PARTIES + SPARE {
                errors.add(field, "plan-too-many-parties");
                continue;
            }
            for (index, name) in texts.iter().enumerate() {
                let name = clean(name);
                if name.chars().count() > 500 {
                    errors.add(field, "plan-too-long");
                }
                let value = whos.get(index).map_or("", String::as_str);
                let Some(mut who) = who_of(value, units) else {
                    errors.add(field, "plan-who-wrong");
                    continue;
                };
                let name = match (&who, name.is_empty()) {
                    (Who::Unresolved, true) => continue,
                    // A unit chosen on a blank line is called by its own name.
                    (Who::Unit(id), true) => units
                        .iter()
                        .find(|unit| unit.id == *id)
                        .map(|unit| unit.name.clone())
                        .unwrap_or_default(),
                    (_, true) => {
                        errors.add(field, "plan-party-needs-name");
                        continue;
                    }
                    (_, false) => name,
                };
                if who == Who::Unresolved {
                    who = roster.who(&name);
                }
                into.push(Party { text: name, who });
            }
        }
        errors.or(edit)
    }
}

/// The choices for one party; units alike to its name come first.
fn select(desk: &Desk, name: &str, units: &[Unit], roster: &Roster, text: &str, value: &str) -> Select {
    let t = desk.words();
    let unit = |unit: &Unit| Choice::new(who_value(&Who::Unit(unit.id)), &unit.name);
    let mut choices = Vec::new();
    if value.is_empty() && !text.is_empty() {
        for id in roster.candidates(text) {
            if let Some(found) = units.iter().find(|unit| unit.id == id) {
                choices.push(unit(found).group(t.say("plan-who-candidates")));
            }
        }
    }
    choices.extend(units.iter().map(|one| unit(one).group(t.say("plan-who-units"))));
    let mut sets = vec![Who::AllOf(UnitSet::All)];
    for kind in agency::UnitKind::ALL {
        if units.iter().any(|unit| unit.kind == *kind) {
            sets.push(Who::AllOf(UnitSet::Kinds(vec![*kind])));
        }
    }
    sets.extend([Who::Everyone, Who::Outside]);
    if let Some(chosen) = who_of(value, units)
        && !sets.contains(&chosen)
        && matches!(chosen, Who::AllOf(_))
    {
        sets.push(chosen);
    }
    choices.extend(
        sets.iter()
            .map(|who| Choice::new(who_value(who), who_words(t, units, who)).group(t.say("plan-who-sets"))),
    );
    Select::new(name, t.say("plan-who"))
        .blank(t.say("plan-who-unresolved"))
        .choices(choices)
        .chosen(value)
}

struct Context {
    plan: Plan,
    units: Vec<Unit>,
    roster: Roster,
}

async fn context(app: &App, desk: &Desk, id: &str) -> web::Result<Context> {
    desk.need(Verb::EditPlan, Scope::Agency)?;
    let plan = plan_of(desk, id).await?;
    Ok(Context {
        plan,
        units: agency::units_on(desk.db().read(), desk.agency(), desk.today()).await?,
        roster: upload::roster(app, desk.agency()).await?,
    })
}

fn review_of(plan: PlanId, page: usize) -> String {
    format!("{}/ra-soat?page={}", home_of(plan), page.max(1))
}

fn form(desk: &Desk, context: &Context, row: Option<&Row>, input: RowInput, errors: Errors) -> RowPage {
    let t = desk.words();
    let lines = |prefix: &str, texts: &[String], whos: &[String]| -> Vec<PartyLine> {
        (0..texts.len() + SPARE)
            .map(|index| {
                let text = texts.get(index).cloned().unwrap_or_default();
                let who = whos.get(index).map_or("", String::as_str);
                PartyLine {
                    select: select(
                        desk,
                        &format!("{prefix}_who"),
                        &context.units,
                        &context.roster,
                        &text,
                        who,
                    )
                    .label_hidden(),
                    text,
                }
            })
            .collect()
    };
    let base = home_of(context.plan.id);
    let action = match row {
        Some(row) => format!("{base}/ra-soat/dong/{}", row.id),
        None => format!("{base}/ra-soat/dong"),
    };
    let review = review_of(context.plan.id, input.page);
    RowPage {
        page: desk
            .page(if row.is_some() {
                "plan-row-change"
            } else {
                "plan-row-add"
            })
            .crumb(t.say("plan-nav"), HOME)
            .crumb(&context.plan.title, base)
            .crumb(t.say("plan-review"), &review),
        action,
        review,
        leads: lines("lead", &input.lead_text, &input.lead_who),
        coordinators: lines("coordinator", &input.coordinator_text, &input.coordinator_who),
        window: row.map_or_else(String::new, |row| window_words(t, &row.window)),
        times: row.map_or_else(Vec::new, |row| {
            row.time_remarks
                .iter()
                .map(|remark| time_words(t, remark))
                .collect()
        }),
        offered: row.map_or_else(Vec::new, |row| row.offered.clone()),
        input,
        errors,
    }
}

async fn found(desk: &Desk, plan: PlanId, id: &str) -> web::Result<Row> {
    let db = desk.db().read();
    let draft = store::draft_of(db, desk.agency(), plan)
        .await?
        .ok_or(Error::Conflict)?;
    store::find_row(db, desk.agency(), draft.id, parsed(id)?)
        .await?
        .ok_or(Error::NotFound)
}

pub(super) async fn page(
    State(app): State<App>,
    desk: Desk,
    Path((id, row)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> web::Result<Response> {
    let context = context(&app, &desk, &id).await?;
    let row = found(&desk, context.plan.id, &row).await?;
    let input = RowInput::of(&row, asked.page);
    web::html(&form(&desk, &context, Some(&row), input, Errors::default()))
}

pub(super) async fn save(
    State(app): State<App>,
    desk: Desk,
    Path((id, row)): Path<(String, String)>,
    Form(input): Form<RowInput>,
) -> web::Result<Response> {
    let context = context(&app, &desk, &id).await?;
    let row = found(&desk, context.plan.id, &row).await?;
    let edit = match input.parse(&context.units, &context.roster) {
        Ok(edit) => edit,
        Err(errors) => {
            let errors = said(desk.words(), &errors);
            return web::invalid(&form(&desk, &context, Some(&row), input, errors));
        }
    };
    let tx = desk.db().begin().await?;
    let editor = Editor::open(&tx, desk.agency(), context.plan.id, by(&desk), desk.now())
        .await
        .map_err(refused)?;
    editor.set_row(row.id, edit).await.map_err(refused)?;
    tx.commit().await?;
    Ok(web::see_other(&format!(
        "{}#dong-{}",
        review_of(context.plan.id, input.page),
        row.id
    )))
}

pub(super) async fn new(
    State(app): State<App>,
    desk: Desk,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> web::Result<Response> {
    let context = context(&app, &desk, &id).await?;
    let input = RowInput {
        after: asked.after,
        page: asked.page,
        ..RowInput::default()
    };
    web::html(&form(&desk, &context, None, input, Errors::default()))
}

pub(super) async fn add(
    State(app): State<App>,
    desk: Desk,
    Path(id): Path<String>,
    Form(input): Form<RowInput>,
) -> web::Result<Response> {
    let context = context(&app, &desk, &id).await?;
    let edit = match input.parse(&context.units, &context.roster) {
        Ok(edit) => edit,
        Err(errors) => {
            let errors = said(desk.words(), &errors);
            return web::invalid(&form(&desk, &context, None, input, errors));
        }
    };
    let after: Option<RowId> = input.after.parse().ok();
    let tx = desk.db().begin().await?;
    let editor = Editor::open(&tx, desk.agency(), context.plan.id, by(&desk), desk.now())
        .await
        .map_err(refused)?;
    let row = editor.add_row(after, edit).await.map_err(refused)?;
    tx.commit().await?;
    Ok(web::see_other(&format!(
        "{}#dong-{row}",
        review_of(context.plan.id, input.page)
    )))
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct ActInput {
    act: String,
    page: usize,
}

pub(super) async fn act(
    desk: Desk,
    Path((id, row)): Path<(String, String)>,
    Form(input): Form<ActInput>,
) -> web::Result<Response> {
    desk.need(Verb::EditPlan, Scope::Agency)?;
    let (plan, row): (PlanId, RowId) = (parsed(&id)?, parsed(&row)?);
    let act = match input.act.as_str() {
        "check" => RowAct::Check,
        "up" => RowAct::Up,
        "down" => RowAct::Down,
        "remove" => RowAct::Remove,
        "merge" => RowAct::Merge,
        "split" => RowAct::Split,
        "unsplit" => RowAct::Unsplit,
        _ => return Err(Error::BadRequest),
    };
    let tx = desk.db().begin().await?;
    let editor = Editor::open(&tx, desk.agency(), plan, by(&desk), desk.now())
        .await
        .map_err(refused)?;
    editor.act(row, act).await.map_err(refused)?;
    tx.commit().await?;
    let anchor = match act {
        RowAct::Check => "ke-tiep".to_owned(),
        RowAct::Remove => "dong".to_owned(),
        _ => format!("dong-{row}"),
    };
    Ok(web::see_other(&format!(
        "{}#{anchor}",
        review_of(plan, input.page)
    )))
}

pub(super) async fn answer(
    State(app): State<App>,
    desk: Desk,
    Path((id, row, index)): Path<(String, String, String)>,
    Form(input): Form<Answered>,
) -> web::Result<Response> {
    desk.need(Verb::EditPlan, Scope::Agency)?;
    let (plan, row, index) = (parsed(&id)?, parsed(&row)?, parsed(&index)?);
    let roster = upload::roster(&app, desk.agency()).await?;
    let tx = desk.db().begin().await?;
    let editor = Editor::open(&tx, desk.agency(), plan, by(&desk), desk.now())
        .await
        .map_err(refused)?;
    editor
        .answer_row(row, index, input.answer()?, &roster)
        .await
        .map_err(refused)?;
    tx.commit().await?;
    Ok(web::see_other(&format!(
        "{}#dong-{row}",
        review_of(plan, input.page)
    )))
}
