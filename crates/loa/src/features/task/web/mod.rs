//! Pages of tasks.

mod act;
mod adopt;
mod board;
mod export;
mod feed;
mod holidays;
mod lines;
mod list;
mod office;
mod owed;
mod show;
mod week;

use std::collections::HashMap;
use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};
use jiff::civil::Date;
use schedule::{Calendar, Rules};
use sea_orm::DbErr;

use super::model::{Task, TaskId};
use super::overview::rules;
use super::rule::Day;
use crate::boot::{App, NavEntry};
use crate::desk::Desk;
use crate::features::agency::{self, Unit, UnitId};
use crate::policy::Verb;

/// The list of tasks.
pub(super) const HOME: &str = "/lam-viec/nhiem-vu";
/// My week.
pub(super) const WEEK: &str = "/lam-viec/tuan-cua-toi";

/// Lines in the navigation.
pub(super) const NAV: &[NavEntry] = &[
    NavEntry {
        label: "task-nav-week",
        icon: "calendar-check",
        href: WEEK,
        verb: Verb::ViewWork,
        position: 10,
    },
    NavEntry {
        label: "task-nav",
        icon: "checklist",
        href: HOME,
        verb: Verb::ViewWork,
        position: 30,
    },
    NavEntry {
        label: "task-nav-holidays",
        icon: "calendar-off",
        href: holidays::PATH,
        verb: Verb::ManageAgency,
        position: 86,
    },
];

pub(super) fn routes() -> Router<App> {
    let task = |rest: &str| format!("/lam-viec/nhiem-vu/{{id}}{rest}");
    Router::new()
        .route("/lam-viec/nhiem-vu", get(list::page))
        .route("/lam-viec/nhiem-vu.xlsx", get(export::xlsx))
        .route("/lam-viec/nhiem-vu/bang", get(board::board))
        .route("/lam-viec/nhiem-vu/dong-thoi-gian", get(board::timeline))
        .route("/lam-viec/nhiem-vu/don-vi", get(owed::page))
        .route("/lam-viec/nhiem-vu/don-vi/cap-nhat", post(adopt::refresh))
        .route("/lam-viec/nhiem-vu/vuong-mac", get(owed::difficulties))
        .route("/lam-viec/nhiem-vu/vuong-mac/{id}", post(act::answer))
        .route(&task(""), get(show::page))
        .route(&task("/ket-qua"), post(act::tick))
        .route(&task("/ket-qua/rut"), post(act::untick))
        .route(&task("/phan-cong"), post(act::assign))
        .route(&task("/phuong-an"), post(office::choose))
        .route(&task("/phuong-an/rut"), post(office::unchoose))
        .route(&task("/su-kien"), post(office::trigger))
        .route(&task("/gia-han"), post(office::extend))
        .route(&task("/ket-thuc"), post(office::end))
        .route(&task("/nhip"), post(office::cadence))
        .route(&task("/hoan-thanh"), post(office::done_when))
        .route(&task("/viec-con"), post(act::piece))
        .route(&task("/trao-doi"), post(act::comment))
        .route(&task("/vuong-mac"), post(act::difficulty))
        .route(
            "/lam-viec/ke-hoach/{id}/hieu-luc",
            get(adopt::page).post(adopt::carry_out),
        )
        .route(WEEK, get(week::page))
        .route("/lam-viec/tuan-cua-toi/lich", post(week::subscribe))
        .route("/lam-viec/tuan-cua-toi/lich/huy", post(week::unsubscribe))
        .route("/lich/{file}", get(feed::feed))
        .route(holidays::PATH, get(holidays::page).post(holidays::add))
        .route("/lam-viec/quan-tri/ngay-nghi/nhap", post(holidays::import))
        .route("/lam-viec/quan-tri/ngay-nghi/{id}/xoa", post(holidays::remove))
}

/// The page of a task.
#[must_use]
pub fn task_path(id: TaskId) -> String {
    format!("{HOME}/{id}")
}

/// What a task is called in lists: its number and content.
pub(super) fn numbered(task: &Task) -> String {
    match task.no.trim_end_matches('.') {
        "" => task.content.clone(),
        no => format!("{no}. {}", task.content),
    }
}

/// What every page of tasks needs: the day's rules and the names of units.
pub(super) struct Frame {
    pub(super) calendar: Arc<Calendar>,
    pub(super) rules: Rules,
    pub(super) today: Date,
    pub(super) units: Vec<Unit>,
    names: HashMap<UnitId, usize>,
}

impl Frame {
    pub(super) async fn of(desk: &Desk) -> Result<Self, DbErr> {
        let db = desk.db().read();
        let units = agency::units(db, desk.agency()).await?;
        let names = units.iter().enumerate().map(|(at, unit)| (unit.id, at)).collect();
        Ok(Self {
            calendar: super::holiday::calendar(db, desk.agency()).await?,
            rules: rules(),
            today: desk.today(),
            units,
            names,
        })
    }

    pub(super) fn day(&self) -> Day<'_> {
        Day {
            today: self.today,
            calendar: &self.calendar,
            rules: &self.rules,
        }
    }

    fn unit(&self, id: UnitId) -> Option<&Unit> {
        self.names.get(&id).and_then(|at| self.units.get(*at))
    }

    /// The place of a unit in the agency's order.
    pub(super) fn position(&self, id: UnitId) -> usize {
        self.names.get(&id).copied().unwrap_or(usize::MAX)
    }

    /// The full name of a unit.
    pub(super) fn name(&self, id: UnitId) -> &str {
        self.unit(id).map_or("", |unit| unit.name.as_str())
    }

    /// The name of a unit for narrow places.
    pub(super) fn short(&self, id: UnitId) -> &str {
        self.unit(id).map_or("", |unit| unit.short_name.as_str())
    }

    /// The units of today.
    pub(super) fn units_now(&self) -> impl Iterator<Item = &Unit> {
        let today = self.today;
        self.units
            .iter()
            .filter(move |unit| unit.valid_from <= today && unit.valid_to.is_none_or(|end| today <= end))
    }
}
