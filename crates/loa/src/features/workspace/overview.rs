//! The leader's page: on track or not, why, the targets, and what waits for a decision.

use std::collections::HashMap;

use askama::Template;
use axum::response::Response;
use jiff::civil::Date;
use ui::{
    Alert, Badge, ButtonLink, Cell, Column, DataTable, EmptyState, Gauge, Html, Page, Row, StatCard, Tone,
};

use crate::desk::Desk;
use crate::features::agency::{self, UnitId};
use crate::features::approval;
use crate::features::evidence::{self, Filter, Status};
use crate::features::gap;
use crate::features::plan;
use crate::features::task::{self, Stage, TaskState};
use crate::policy::{Scope, Verb};

#[derive(Template)]
#[template(path = "features/workspace/overview.html")]
struct OverviewPage {
    page: Page,
    verdict: Alert,
    figures: Vec<StatCard>,
    gauges: Vec<Gauge>,
    decisions: DataTable,
    troubles: DataTable,
    units: DataTable,
}

/// The page.
pub(super) async fn overview(desk: Desk) -> web::Result<Response> {
    desk.need(Verb::ViewOverview, Scope::Agency)?;
    let (db, agency, today) = (desk.db().read(), desk.agency(), desk.today());
    let page = desk.page("workspace-overview");
    let calendar = task::calendar(db, agency).await?;
    let states = task::overview(db, agency, today, &calendar).await?;
    let top: Vec<&TaskState> = states
        .iter()
        .filter(|state| state.known.task.parent.is_none())
        .collect();
    let in_stage = |stage: Stage| top.iter().filter(|state| Stage::of(state.state) == stage).count();
    let (late, at_risk) = (in_stage(Stage::Late), in_stage(Stage::AtRisk));
    let waiting = Filter {
        status: Some(Status::Waiting),
        ..Filter::default()
    };
    let waiting = evidence::count(db, agency, &waiting).await?;

    let verdict = match (top.is_empty(), late, at_risk) {
        (true, _, _) => Alert::new(page.t("workspace-no-plan"))
            .text(page.t("workspace-no-plan-hint"))
            .action(ButtonLink::new(page.t("workspace-to-plans"), plan::HOME)),
        (_, 0, 0) => Alert::new(page.t("workspace-on-track"))
            .tone(Tone::Good)
            .text(page.t("workspace-on-track-why")),
        (_, 0, n) => Alert::new(page.n("workspace-at-risk", n))
            .tone(Tone::Warn)
            .text(page.t("workspace-at-risk-why")),
        (_, n, _) => Alert::new(page.n("workspace-late", n))
            .tone(Tone::Bad)
            .text(page.t("workspace-late-why")),
    };
    let list = |stage: Stage| format!("/lam-viec/nhiem-vu?trang_thai={stage}");
    let figures = vec![
        StatCard::share(
            page.tr(),
            page.t("workspace-done"),
            in_stage(Stage::Done) as u64,
            top.len() as u64,
        )
        .href(list(Stage::Done))
        .tone(Tone::Good),
        StatCard::new(page.t("workspace-late-tasks"), late)
            .href(list(Stage::Late))
            .tone(if late > 0 { Tone::Bad } else { Tone::Neutral }),
        StatCard::new(page.t("workspace-risk-tasks"), at_risk)
            .href(list(Stage::AtRisk))
            .tone(if at_risk > 0 { Tone::Warn } else { Tone::Neutral }),
        StatCard::new(page.t("workspace-waiting-evidence"), waiting)
            .href("/lam-viec/minh-chung?status=waiting")
            .tone(Tone::Info),
    ];

    let units: HashMap<UnitId, String> = agency::units(db, agency)
        .await?
        .into_iter()
        .map(|unit| (unit.id, unit.name))
        .collect();
    let view = OverviewPage {
        verdict,
        figures,
        gauges: gauges(&desk, &page, today).await?,
        decisions: decisions(&desk, &page).await?,
        troubles: troubles(&page, &top),
        units: debts(&page, &states, &units),
        page,
    };
    web::html(&view)
}

/// The plan's measured targets with their latest value, and where it came from.
async fn gauges(desk: &Desk, page: &Page, today: Date) -> web::Result<Vec<Gauge>> {
    let (db, agency) = (desk.db().read(), desk.agency());
    let Some(in_force) = plan::in_force(db, agency, today.year()).await? else {
        return Ok(Vec::new());
    };
    let values = plan::target_values(db, agency, in_force.plan.id).await?;
    let gauges = in_force.targets.iter().filter_map(|target| {
        let percent = u8::try_from(target.percent?.hundredths() / 100).ok()?;
        let label = if target.what.is_empty() {
            &target.text
        } else {
            &target.what
        };
        let label = format!("{} {label}", target.whom);
        Some(match values.iter().find(|value| value.target == target.id) {
            Some(value) => {
                let (n, whole) = (
                    u64::try_from(value.reached).ok()?,
                    u64::try_from(value.total).ok()?,
                );
                let note = page.w2(
                    "workspace-fed",
                    "source",
                    value.source.as_str(),
                    "day",
                    page.date(value.as_of),
                );
                Gauge::new(page.tr(), label.trim(), n, whole)
                    .target(percent)
                    .note(note)
            }
            None => Gauge::new(page.tr(), label.trim(), 0_u64, 0_u64)
                .target(percent)
                .note(page.t("workspace-not-fed")),
        })
    });
    Ok(gauges.collect())
}

async fn decisions(desk: &Desk, page: &Page) -> web::Result<DataTable> {
    let waiting = approval::waiting_for(desk.db().read(), desk.actor()).await?;
    Ok(
        DataTable::new(page.tr(), "decisions", page.t("workspace-decisions"))
            .columns([
                Column::new(page.t("workspace-what")),
                Column::new(page.t("workspace-from")),
            ])
            .rows(waiting.iter().map(|one| {
                Row::new(one.id).cells([
                    Cell::link(&one.title, format!("/lam-viec/phe-duyet/{}", one.id)),
                    Cell::text(&one.submitted_by_name),
                ])
            }))
            .empty(EmptyState::new("circle-check", page.t("workspace-decisions-none")).good()),
    )
}

/// What is late or at risk, the worst first.
fn troubles(page: &Page, top: &[&TaskState]) -> DataTable {
    let mut bad: Vec<&&TaskState> = top
        .iter()
        .filter(|state| matches!(Stage::of(state.state), Stage::Late | Stage::AtRisk | Stage::Quiet))
        .collect();
    bad.sort_by_key(|state| Stage::of(state.state));
    DataTable::new(page.tr(), "troubles", page.t("workspace-troubles"))
        .columns([
            Column::new(page.t("workspace-what")),
            Column::new(page.t("workspace-state")),
        ])
        .rows(bad.iter().map(|state| {
            let known = &state.known.task;
            Row::new(known.id).cells([
                Cell::link(&known.content, format!("/lam-viec/nhiem-vu/{}", known.id)).note(&known.time_text),
                Cell::html(task::state_badge(page.tr(), state.state)),
            ])
        }))
        .empty(EmptyState::new("circle-check", page.t("workspace-troubles-none")).good())
}

fn debts(page: &Page, states: &[TaskState], units: &HashMap<UnitId, String>) -> DataTable {
    let count = |n: usize, tone: Tone| -> Html {
        if n == 0 {
            Html::text("0")
        } else {
            Badge::new(n).tone(tone).into()
        }
    };
    DataTable::new(page.tr(), "units", page.t("workspace-units"))
        .columns([
            Column::new(page.t("workspace-unit")),
            Column::new(page.t("workspace-late-tasks")).number(),
            Column::new(page.t("workspace-risk-tasks")).number(),
            Column::new(page.t("workspace-due-tasks")).number(),
        ])
        .rows(task::owed_by_unit(states).iter().map(|debt| {
            let name = units.get(&debt.unit).map(String::as_str).unwrap_or_default();
            Row::new(debt.unit).cells([
                Cell::link(name, gap::unit_path(debt.unit)),
                Cell::html(count(debt.late, Tone::Bad)),
                Cell::html(count(debt.at_risk, Tone::Warn)),
                Cell::html(count(debt.due, Tone::Info)),
            ])
        }))
        .empty(EmptyState::new("circle-check", page.t("workspace-units-none")).good())
}
