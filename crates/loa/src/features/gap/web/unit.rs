//! The page of a unit: what it owes now, what it lacks proof for, who works in it.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use serde::Deserialize;
use ui::{ButtonLink, Cell, Column, DataTable, EmptyState, Page, Row, StatCard, Tone};
use web::Error;

use super::{HOME, chosen, need, periods, table};
use crate::desk::Desk;
use crate::features::agency::{self, PersonId, UnitId};
use crate::features::gap::gather::gather;
use crate::features::gap::model::tally;
use crate::features::task::{self, Debt, TaskId, TaskState, task_path};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    ky: String,
}

#[derive(Template)]
#[template(path = "features/gap/web/unit.html")]
struct UnitPage {
    page: Page,
    figures: Vec<StatCard>,
    tasks: DataTable,
    period: String,
    gaps: DataTable,
    all_gaps: String,
    people: DataTable,
}

/// The page.
pub(super) async fn page(
    desk: Desk,
    Path(id): Path<UnitId>,
    Query(asked): Query<Asked>,
) -> web::Result<Response> {
    let (db, agency, today) = (desk.db().read(), desk.agency(), desk.today());
    let unit = agency::unit(db, agency, id).await?.ok_or(Error::NotFound)?;
    need(&desk, Some(id))?;
    let page = desk
        .titled(&unit.name)
        .crumb(desk.words().say("task-view-units"), "/lam-viec/nhiem-vu/don-vi");

    let calendar = task::calendar(db, agency).await?;
    let states = task::overview(db, agency, today, &calendar).await?;
    let debt = task::owed_by_unit(&states)
        .into_iter()
        .find(|debt| debt.unit == id);

    let choices = periods(page.tr(), today);
    let choice = chosen(&choices, &asked.ky, today).ok_or(Error::NotFound)?;
    let gathered = gather(db, agency, &choice.window, today, |unit| unit == id).await?;
    let tally = tally(&gathered.needs).remove(&id).unwrap_or_default();
    let all_gaps = ui::Link::new(HOME).with("ky", &choice.value).with("don_vi", id);
    let back = super::unit_path(id);
    let gaps = gathered.gaps(None, None);
    let gap_table = table::table(&page, &desk, &gathered, &gaps, None, &back)
        .empty(EmptyState::new("circle-check", page.t("gap-none")).text(page.t("gap-none-hint")));

    web::html(&UnitPage {
        figures: figures(
            &page,
            debt.as_ref(),
            (tally.accepted, tally.all()),
            &all_gaps.to_string(),
        ),
        tasks: tasks(&page, &states, debt.as_ref()),
        period: choice.words.clone(),
        gaps: gap_table,
        all_gaps: all_gaps.to_string(),
        people: people(&desk, &page, id, &states).await?,
        page,
    })
}

fn figures(page: &Page, debt: Option<&Debt>, (accepted, needed): (u64, u64), gaps: &str) -> Vec<StatCard> {
    let (late, at_risk, due) = debt.map_or((0, 0, 0), |debt| (debt.late, debt.at_risk, debt.due));
    let tone = |n: usize, tone: Tone| if n > 0 { tone } else { Tone::Neutral };
    vec![
        StatCard::new(page.t("task-stage-late"), late)
            .tone(tone(late, Tone::Bad))
            .href("#viec"),
        StatCard::new(page.t("task-stage-at-risk"), at_risk)
            .tone(tone(at_risk, Tone::Warn))
            .href("#viec"),
        StatCard::new(page.t("task-stage-due"), due)
            .tone(tone(due, Tone::Info))
            .href("#viec"),
        StatCard::share(page.tr(), page.t("gap-proved"), accepted, needed).href(gaps),
    ]
}

/// What the unit owes now, the worst first.
fn tasks(page: &Page, states: &[TaskState], debt: Option<&Debt>) -> DataTable {
    let by_id: HashMap<TaskId, &TaskState> =
        states.iter().map(|state| (state.known.task.id, state)).collect();
    let parts = debt.map(|debt| debt.parts.as_slice()).unwrap_or_default();
    let rows = parts.iter().filter_map(|(id, role, state)| {
        let known = by_id.get(id)?;
        Some(Row::new(id).cells([
            Cell::link(table::title(known), task_path(*id)).note(&known.known.task.time_text),
            Cell::text(page.t(&format!("task-role-{role}"))),
            Cell::html(task::state_badge(page.tr(), *state)),
        ]))
    });
    DataTable::new(page.tr(), "tasks", page.t("gap-tasks-now"))
        .columns([
            Column::new(page.t("gap-task")),
            Column::new(page.t("gap-role")),
            Column::new(page.t("task-state")),
        ])
        .rows(rows.collect::<Vec<_>>())
        .empty(EmptyState::new("circle-check", page.t("gap-tasks-none")))
}

/// Who works in the unit, and how many open parts each was given.
async fn people(desk: &Desk, page: &Page, unit: UnitId, states: &[TaskState]) -> web::Result<DataTable> {
    let everyone = agency::people(desk.db().read(), desk.agency(), desk.today()).await?;
    let mut given = HashMap::<PersonId, usize>::new();
    for state in states {
        let open = state.known.parts.iter().zip(&state.parts);
        for (part, _) in open.filter(|(_, standing)| standing.owes) {
            if let Some(person) = part.assignee {
                *given.entry(person).or_default() += 1;
            }
        }
    }
    let here = everyone.iter().filter(|person| person.unit == Some(unit));
    let rows = here.map(|person| {
        let open = given.get(&person.id).copied().unwrap_or_default();
        let tasks = ui::Link::new("/lam-viec/nhiem-vu").with("nguoi", person.id);
        Row::new(person.id).cells([
            Cell::text(&person.full_name).note(&person.title),
            if open == 0 {
                Cell::text("0")
            } else {
                Cell::link(open, tasks)
            },
        ])
    });
    let table = DataTable::new(page.tr(), "people", page.t("gap-people"))
        .columns([
            Column::new(page.t("gap-person")),
            Column::new(page.t("gap-given")).number(),
        ])
        .rows(rows.collect::<Vec<_>>());
    let empty = EmptyState::new("users", page.t("gap-people-none"));
    Ok(table.empty(
        if desk.may(crate::policy::Verb::ManagePeople, crate::policy::Scope::Agency) {
            empty.action(ButtonLink::new(
                page.t("gap-people-add"),
                "/lam-viec/quan-tri/nguoi-dung",
            ))
        } else {
            empty
        },
    ))
}
