//! Who owes what, and what stands in the way.

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use ui::{Badge, Cell, Column, DataTable, EmptyState, Page, Row, Tabs, Tone};

use super::list::{Asked, tabs};
use super::{Frame, task_path};
use crate::desk::Desk;
use crate::features::task::debts::owed_by_unit;
use crate::features::task::model::TaskId;
use crate::features::task::overview::overview;
use crate::features::task::rule::TaskState;
use crate::features::task::stage::Stage;
use crate::features::task::store;
use crate::features::task::talk::{Difficulty, DifficultyStatus};
use crate::features::task::words::state_badge;
use crate::policy::{Scope, Verb};

#[derive(Template)]
#[template(path = "features/task/web/owed.html")]
struct OwedPage {
    page: Page,
    tabs: Tabs,
    table: DataTable,
    units: Vec<UnitDebt>,
}

struct UnitDebt {
    name: String,
    anchor: String,
    table: DataTable,
}

pub(super) async fn page(desk: Desk, Query(asked): Query<Asked>) -> web::Result<Response> {
    desk.need(Verb::ViewWork, Scope::Agency)?;
    let frame = Frame::of(&desk).await?;
    let page = desk.page("task-view-units");
    let states = overview(desk.db().read(), desk.agency(), frame.today, &frame.calendar).await?;
    let debts = owed_by_unit(&states);
    let of_task = |id: TaskId| states.iter().find(|state| state.known.task.id == id);
    let count = |n: usize, tone: Tone| match n {
        0 => Cell::text("0"),
        n => Cell::html(Badge::new(n).tone(tone)),
    };
    let table = DataTable::new(page.tr(), "units", page.t("task-view-units"))
        .columns([
            Column::new(page.t("task-unit")),
            Column::new(page.t("task-stage-late")).number(),
            Column::new(page.t("task-stage-at-risk")).number(),
            Column::new(page.t("task-stage-due")).number(),
            Column::new(page.t("task-stage-quiet")).number(),
        ])
        .rows(debts.iter().map(|debt| {
            Row::new(debt.unit).cells([
                Cell::link(frame.name(debt.unit), format!("#u{}", debt.unit)),
                count(debt.late, Tone::Bad),
                count(debt.at_risk, Tone::Warn),
                count(debt.due, Tone::Info),
                count(debt.quiet, Tone::Warn),
            ])
        }))
        .empty(EmptyState::new("circle-check", page.t("task-owed-none")).text(page.t("task-owed-none-hint")));
    let units = debts.iter().map(|debt| {
        let rows = debt.parts.iter().filter_map(|(task, role, state)| {
            let known = of_task(*task)?;
            Some(Row::new(task).cells([
                Cell::link(&known.known.task.content, task_path(*task)).note(&known.known.task.time_text),
                Cell::text(page.t(&format!("task-role-{role}"))),
                Cell::text(page.date_or_dash(&due(known, &frame))),
                Cell::html(state_badge(page.tr(), *state)),
            ]))
        });
        UnitDebt {
            name: frame.name(debt.unit).to_owned(),
            anchor: format!("u{}", debt.unit),
            table: DataTable::new(page.tr(), format!("owed-{}", debt.unit), frame.name(debt.unit))
                .columns([
                    Column::new(page.t("task-content")),
                    Column::new(page.t("task-role")),
                    Column::new(page.t("task-due")),
                    Column::new(page.t("task-state")),
                ])
                .rows(rows.collect::<Vec<_>>()),
        }
    });
    web::html(&OwedPage {
        tabs: tabs(&page, &asked, "/lam-viec/nhiem-vu/don-vi"),
        table,
        units: units.collect(),
        page,
    })
}

fn due(state: &TaskState, frame: &Frame) -> Option<jiff::civil::Date> {
    if Stage::of(state.state) == Stage::Quiet {
        return None;
    }
    state.due(frame.day())
}

#[derive(Template)]
#[template(path = "features/task/web/difficulties.html")]
struct DifficultiesPage {
    page: Page,
    tabs: Tabs,
    items: Vec<Item>,
    empty: EmptyState,
}

struct Item {
    difficulty: Difficulty,
    unit: String,
    may_answer: bool,
}

impl Item {
    fn is_open(&self) -> bool {
        self.difficulty.status == DifficultyStatus::Open
    }

    fn task_path(&self) -> Option<String> {
        self.difficulty.task.map(task_path)
    }
}

/// Who answers: the office, and the leaders.
pub(super) fn may_answer(desk: &Desk) -> bool {
    desk.may(Verb::EditTask, Scope::Agency) || desk.may(Verb::Approve, Scope::Agency)
}

pub(super) async fn difficulties(desk: Desk, Query(asked): Query<Asked>) -> web::Result<Response> {
    desk.need(Verb::ViewWork, Scope::Agency)?;
    let frame = Frame::of(&desk).await?;
    let page = desk.page("task-view-difficulties");
    let year = asked.year(frame.today);
    let first = jiff::civil::Date::new(year, 1, 1).unwrap_or(jiff::civil::Date::MIN);
    let last = jiff::civil::Date::new(year, 12, 31).unwrap_or(jiff::civil::Date::MAX);
    let mut found = store::difficulties(desk.db().read(), desk.agency(), None, first, last).await?;
    found.sort_by_key(|one| one.status);
    let items = found.into_iter().map(|difficulty| Item {
        unit: difficulty
            .unit
            .map(|unit| frame.name(unit).to_owned())
            .unwrap_or_default(),
        may_answer: may_answer(&desk),
        difficulty,
    });
    web::html(&DifficultiesPage {
        tabs: tabs(&page, &asked, "/lam-viec/nhiem-vu/vuong-mac"),
        items: items.collect(),
        empty: EmptyState::new("mood-smile", page.t("task-difficulties-none"))
            .text(page.t("task-difficulties-none-hint")),
        page,
    })
}
