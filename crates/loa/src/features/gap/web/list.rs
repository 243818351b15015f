//! The gaps of a period, by unit.

use std::collections::HashMap;

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use serde::Deserialize;
use ui::{BarChart, Cell, Column, DataTable, EmptyState, Filters, Link, Page, Pagination, Row, Tone};
use web::Error;
use web::xlsx;

use super::{Choice, HOME, chosen, need, periods, sees, sees_all, table, unit_path};
use crate::desk::Desk;
use crate::features::agency::{self, Unit, UnitId};
use crate::features::gap::gather::{Gathered, gather};
use crate::features::gap::model::{Need, Standing, Tally, tally};
use crate::policy::{Scope, Verb};

const PAGE_SIZE: usize = 100;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    ky: String,
    don_vi: String,
    minh_chung: String,
    page: Option<usize>,
}

impl Asked {
    fn unit(&self) -> Option<UnitId> {
        self.don_vi.parse().ok()
    }

    fn proof(&self) -> Option<Standing> {
        self.minh_chung.parse().ok()
    }

    fn link(&self, path: &str) -> Link {
        Link::new(path).pairs([
            ("ky", &self.ky),
            ("don_vi", &self.don_vi),
            ("minh_chung", &self.minh_chung),
        ])
    }
}

/// What both the page and the file show.
struct Found {
    choices: Vec<Choice>,
    at: usize,
    units: Vec<Unit>,
    gathered: Gathered,
}

impl Found {
    async fn of(desk: &Desk, asked: &Asked) -> web::Result<Self> {
        need(desk, asked.unit())?;
        let choices = periods(desk.words(), desk.today());
        let choice = chosen(&choices, &asked.ky, desk.today()).ok_or(Error::NotFound)?;
        let at = choices
            .iter()
            .position(|one| one.value == choice.value)
            .ok_or(Error::NotFound)?;
        let db = desk.db().read();
        let units = agency::units(db, desk.agency()).await?;
        let seen = |unit: UnitId| sees(desk, unit);
        let gathered = gather(db, desk.agency(), &choice.window, desk.today(), seen).await?;
        Ok(Self {
            at,
            choices,
            units,
            gathered,
        })
    }

    fn period(&self) -> String {
        self.choices
            .get(self.at)
            .map(|choice| choice.words.clone())
            .unwrap_or_default()
    }

    /// Units with something to prove, in the agency's order.
    fn tallies(&self, unit: Option<UnitId>) -> Vec<(&Unit, Tally)> {
        let tallies = tally(&self.gathered.needs);
        let units = self
            .units
            .iter()
            .filter(|one| unit.is_none_or(|unit| one.id == unit));
        units
            .filter_map(|unit| Some((unit, *tallies.get(&unit.id)?)))
            .collect()
    }
}

#[derive(Template)]
#[template(path = "features/gap/web/list.html")]
struct ListPage {
    page: Page,
    chart: Option<BarChart>,
    units: Option<DataTable>,
    table: DataTable,
}

/// The page.
pub(super) async fn page(desk: Desk, Query(asked): Query<Asked>) -> web::Result<Response> {
    let found = Found::of(&desk, &asked).await?;
    let words = desk.words();
    let page = desk
        .page("gap-title")
        .lead(words.say_with("gap-lead", &[("period", found.period().into())]))
        .crumb(words.say("evidence-title"), "/lam-viec/minh-chung");
    let names: HashMap<UnitId, &str> = found
        .units
        .iter()
        .map(|unit| (unit.id, unit.short_name.as_str()))
        .collect();
    let tallies = found.tallies(asked.unit());
    let several = sees_all(&desk) && asked.unit().is_none();
    let chart = several.then(|| chart(&page, &asked, &tallies)).flatten();
    let gaps = found.gathered.gaps(asked.unit(), asked.proof());
    let at = asked.page.unwrap_or(1).max(1);
    let shown: Vec<&Need> = gaps
        .iter()
        .skip((at - 1).saturating_mul(PAGE_SIZE))
        .take(PAGE_SIZE)
        .copied()
        .collect();
    let link = asked.link(HOME);
    let unit_of = |need: &Need| names.get(&need.unit).copied().unwrap_or_default().to_owned();
    let back = link.to_string();
    let table = table::table(&page, &desk, &found.gathered, &shown, Some(&unit_of), &back)
        .filters(filters(&desk, &page, &found, &link))
        .pagination(Pagination::new(page.tr(), &link, at, PAGE_SIZE, gaps.len()))
        .link(link)
        .empty(empty(&page, &tallies));
    let table = if desk.may(Verb::Export, Scope::Agency) {
        table.export(asked.link("/lam-viec/minh-chung/con-thieu.xlsx"))
    } else {
        table
    };
    web::html(&ListPage {
        chart,
        units: (!tallies.is_empty()).then(|| by_unit(&page, &tallies)),
        table,
        page,
    })
}

fn filters(desk: &Desk, page: &Page, found: &Found, link: &Link) -> Filters {
    let today = desk.today();
    let usual = chosen(&found.choices, "", today);
    let blank = usual.map(|choice| choice.words.clone()).unwrap_or_default();
    let usual = usual.map(|choice| choice.value.clone()).unwrap_or_default();
    let others = found.choices.iter().filter(|choice| choice.value != usual);
    let seen = found.units.iter().filter(|unit| sees(desk, unit.id));
    let gaps = [Standing::Missing, Standing::Returned, Standing::Waiting];
    Filters::new(page.tr(), link.clone())
        .select(
            "ky",
            page.t("gap-period"),
            blank,
            others.map(|choice| (&choice.value, &choice.words)),
        )
        .select(
            "don_vi",
            page.t("gap-unit"),
            page.t("gap-any"),
            seen.map(|unit| (unit.id, &unit.name)),
        )
        .select(
            "minh_chung",
            page.t("gap-proof"),
            page.t("gap-any"),
            gaps.map(|proof| (proof, page.t(&format!("gap-proof-{proof}")))),
        )
}

fn empty(page: &Page, tallies: &[(&Unit, Tally)]) -> EmptyState {
    if tallies.is_empty() {
        EmptyState::new("folder-check", page.t("gap-nothing")).text(page.t("gap-nothing-hint"))
    } else {
        EmptyState::new("circle-check", page.t("gap-none")).text(page.t("gap-none-hint"))
    }
}

/// How much of what is needed was accepted, a bar for each unit that lacks something, the worst first.
fn chart(page: &Page, asked: &Asked, tallies: &[(&Unit, Tally)]) -> Option<BarChart> {
    let mut worst: Vec<_> = tallies.iter().filter(|(_, tally)| tally.gaps() > 0).collect();
    if worst.is_empty() {
        return None;
    }
    worst.sort_by_key(|(_, tally)| std::cmp::Reverse(tally.gaps()));
    let chart = worst.iter().fold(
        BarChart::new(page.tr(), page.t("gap-chart")),
        |chart, (unit, tally)| {
            let link = asked.link(HOME).with("don_vi", unit.id);
            chart
                .share(&unit.short_name, tally.accepted, tally.all())
                .tone(if tally.accepted == 0 {
                    Tone::Bad
                } else {
                    Tone::Warn
                })
                .href(link)
        },
    );
    Some(chart)
}

fn by_unit(page: &Page, tallies: &[(&Unit, Tally)]) -> DataTable {
    let columns = ["needed", "accepted", "waiting", "returned", "missing"]
        .map(|key| Column::new(page.t(&format!("gap-count-{key}"))).number());
    DataTable::new(page.tr(), "units", page.t("gap-by-unit"))
        .columns([Column::new(page.t("gap-unit"))].into_iter().chain(columns))
        .rows(tallies.iter().map(|(unit, tally)| {
            let counts = [
                tally.all(),
                tally.accepted,
                tally.waiting,
                tally.returned,
                tally.missing,
            ];
            let cells = counts.map(|count| Cell::text(page.number(count)));
            let name = Cell::link(&unit.name, unit_path(unit.id));
            Row::new(unit.id).cells([name].into_iter().chain(cells))
        }))
}

/// The same as an Excel file: the gaps, and the counts of units.
pub(super) async fn export(desk: Desk, Query(asked): Query<Asked>) -> web::Result<Response> {
    desk.need(Verb::Export, Scope::Agency)?;
    let found = Found::of(&desk, &asked).await?;
    let page = desk.page("gap-title");
    let names: HashMap<UnitId, &str> = found
        .units
        .iter()
        .map(|unit| (unit.id, unit.name.as_str()))
        .collect();
    let above = vec![page.t("gap-title"), found.period()];
    let heads = |columns: &[(&str, u16)]| columns.iter().map(|(key, width)| (page.t(key), *width)).collect();
    let gaps = found.gathered.gaps(asked.unit(), asked.proof());
    let rows = gaps.iter().filter_map(|need| {
        let state = found.gathered.tasks.get(&need.task)?;
        let unit = names.get(&need.unit).copied().unwrap_or_default();
        Some(vec![
            table::title(state).into(),
            state.known.task.time_text.clone().into(),
            unit.into(),
            page.t(&format!("task-role-{}", need.role)).into(),
            table::why(&page, need.work).into(),
            need.work.day().into(),
            page.t(&format!("gap-proof-{}", need.proof)).into(),
        ])
    });
    let list = xlsx::Sheet {
        name: page.t("gap-title"),
        above: above.clone(),
        columns: heads(&[
            ("gap-task", 60),
            ("gap-time", 24),
            ("gap-unit", 30),
            ("gap-role", 14),
            ("gap-why", 34),
            ("gap-day", 12),
            ("gap-proof", 18),
        ]),
        rows: rows.collect(),
    };
    let units = xlsx::Sheet {
        name: page.t("gap-by-unit"),
        above,
        columns: heads(&[
            ("gap-unit", 36),
            ("gap-count-needed", 12),
            ("gap-count-accepted", 14),
            ("gap-count-waiting", 14),
            ("gap-count-returned", 14),
            ("gap-count-missing", 14),
        ]),
        rows: found
            .tallies(asked.unit())
            .into_iter()
            .map(|(unit, tally)| {
                vec![
                    unit.name.clone().into(),
                    tally.all().into(),
                    tally.accepted.into(),
                    tally.waiting.into(),
                    tally.returned.into(),
                    tally.missing.into(),
                ]
            })
            .collect(),
    };
    let name = format!("minh-chung-con-thieu-{}.xlsx", desk.today());
    xlsx::attachment(&name, vec![list, units]).await
}
