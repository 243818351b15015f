//! All tasks of a year as a list, on the page and as an Excel file.

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use jiff::civil::Date;
use schedule::State;
use serde::Deserialize;
use ui::{ButtonLink, Cell, Column, DataTable, EmptyState, Filters, Link, Page, Pagination, Row, Tabs};

use super::{Frame, HOME, task_path};
use crate::desk::Desk;
use crate::features::agency::{PersonId, UnitId};
use crate::features::task::drift::drift_with;
use crate::features::task::model::Role;
use crate::features::task::overview::of_year;
use crate::features::task::rule::TaskState;
use crate::features::task::stage::Stage;
use crate::features::task::store;
use crate::features::task::words::{kind_key, state_badge, window_words};
use crate::policy::{Scope, Verb};

const PAGE_SIZE: usize = 50;

/// What is asked for; fields as the filters name them.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    pub(super) q: String,
    pub(super) nam: String,
    pub(super) don_vi: String,
    pub(super) trang_thai: String,
    pub(super) loai: String,
    pub(super) nguoi: String,
    pub(super) muc: String,
    sort: String,
    page: Option<usize>,
    /// How many tasks the plan made that was put in force a moment ago.
    da_tao: String,
}

impl Asked {
    fn pairs(&self) -> impl Iterator<Item = (&'static str, &str)> {
        [
            ("q", &self.q),
            ("nam", &self.nam),
            ("don_vi", &self.don_vi),
            ("trang_thai", &self.trang_thai),
            ("loai", &self.loai),
            ("nguoi", &self.nguoi),
            ("muc", &self.muc),
            ("sort", &self.sort),
        ]
        .into_iter()
        .map(|(name, value)| (name, value.as_str()))
    }

    pub(super) fn link(&self, path: &str) -> Link {
        Link::new(path).pairs(self.pairs())
    }

    pub(super) fn year(&self, today: Date) -> i16 {
        self.nam.parse().unwrap_or(today.year())
    }

    /// Whether a task is asked for.
    pub(super) fn wants(&self, state: &TaskState) -> bool {
        let task = &state.known.task;
        let unit: Option<UnitId> = self.don_vi.parse().ok();
        let person: Option<PersonId> = self.nguoi.parse().ok();
        let stage: Option<Stage> = self.trang_thai.parse().ok();
        let words = vietnamese::fold(&self.q.chars().take(200).collect::<String>());
        let parts = || state.known.parts.iter().filter(|part| part.left_on.is_none());
        unit.is_none_or(|unit| parts().any(|part| part.unit == unit))
            && person.is_none_or(|person| parts().any(|part| part.assignee == Some(person)))
            && stage.is_none_or(|stage| Stage::of(state.state) == stage)
            && (self.loai.is_empty() || kind_key(state.window.kind()) == self.loai)
            && (self.muc.is_empty() || task.section == self.muc)
            && (words.trim().is_empty() || {
                let text = vietnamese::fold(&format!("{} {} {}", task.no, task.content, task.product));
                words.split_whitespace().all(|word| text.contains(word))
            })
    }

    fn sort(&self, states: &mut [TaskState], frame: &Frame) {
        let (key, down) = match self.sort.strip_prefix('-') {
            Some(key) => (key, true),
            None => (self.sort.as_str(), false),
        };
        match key {
            "han" => states.sort_by_key(|state| state.due(frame.day()).unwrap_or(Date::MAX)),
            "trang_thai" => states.sort_by_key(|state| Stage::of(state.state)),
            "noi_dung" => states.sort_by_cached_key(|s| vietnamese::collation_key(&s.known.task.content)),
            _ => return,
        }
        if down {
            states.reverse();
        }
    }
}

#[derive(Template)]
#[template(path = "features/task/web/list.html")]
struct ListPage {
    page: Page,
    tabs: Tabs,
    table: DataTable,
    drifted: usize,
}

/// The same choice of pages over each view of the tasks.
pub(super) fn tabs(page: &Page, asked: &Asked, path: &str) -> Tabs {
    let views = [
        ("task-view-list", HOME),
        ("task-view-board", "/lam-viec/nhiem-vu/bang"),
        ("task-view-timeline", "/lam-viec/nhiem-vu/dong-thoi-gian"),
        ("task-view-units", "/lam-viec/nhiem-vu/don-vi"),
        ("task-view-difficulties", "/lam-viec/nhiem-vu/vuong-mac"),
    ];
    views
        .into_iter()
        .fold(Tabs::new(page.t("task-views")), |tabs, (key, to)| {
            tabs.tab(page.t(key), asked.link(to), to == path)
        })
}

/// Filters of a view, over the tasks of its year.
pub(super) async fn filters(
    desk: &Desk,
    page: &Page,
    asked: &Asked,
    path: &str,
    (frame, states): (&Frame, &[TaskState]),
) -> web::Result<Filters> {
    let mut years = store::years(desk.db().read(), desk.agency()).await?;
    let year = asked.year(frame.today);
    if !years.contains(&year) {
        years.push(year);
    }
    years.sort_unstable_by(|a, b| b.cmp(a));
    let mut sections: Vec<&str> = states
        .iter()
        .map(|state| state.known.task.section.as_str())
        .collect();
    sections.retain(|section| !section.is_empty());
    sections.dedup();
    let mut kinds: Vec<&str> = states.iter().map(|state| kind_key(state.window.kind())).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let filters = Filters::new(page.tr(), asked.link(path))
        .search("q", page.t("task-search"))
        .select(
            "don_vi",
            page.t("task-unit"),
            page.t("task-any"),
            frame.units_now().map(|unit| (unit.id, unit.name.clone())),
        )
        .select(
            "trang_thai",
            page.t("task-state"),
            page.t("task-any"),
            Stage::ALL.iter().map(|stage| (*stage, page.t(&stage.key()))),
        )
        .select(
            "loai",
            page.t("task-kind"),
            page.t("task-any"),
            kinds.into_iter().map(|kind| (kind, page.t(kind))),
        )
        .select(
            "nam",
            page.t("task-year"),
            page.t("task-this-year"),
            years.iter().map(|year| (*year, *year)),
        );
    Ok(if sections.len() > 1 {
        let label = |text: &str| -> String { text.chars().take(60).collect() };
        filters.select(
            "muc",
            page.t("task-section"),
            page.t("task-any"),
            sections
                .into_iter()
                .map(|section| (section.to_owned(), label(section))),
        )
    } else {
        filters
    })
}

/// The tasks that are asked for, in the order asked for, pieces left out; and all of the year.
pub(super) async fn found(
    desk: &Desk,
    asked: &Asked,
    frame: &Frame,
) -> web::Result<(Vec<TaskState>, Vec<TaskState>)> {
    let db = desk.db().read();
    let year = asked.year(frame.today);
    let mut all = of_year(db, desk.agency(), year, frame.today, &frame.calendar).await?;
    all.retain(|state| state.known.task.parent.is_none());
    let mut found: Vec<TaskState> = all.iter().filter(|state| asked.wants(state)).cloned().collect();
    asked.sort(&mut found, frame);
    Ok((found, all))
}

pub(super) async fn page(desk: Desk, Query(asked): Query<Asked>) -> web::Result<Response> {
    desk.need(Verb::ViewWork, Scope::Agency)?;
    let frame = Frame::of(&desk).await?;
    let mut page = desk.page("task-title");
    if let Ok(made) = asked.da_tao.parse::<u32>() {
        let text = page.n("task-made", made);
        page = page.toast(ui::Tone::Good, text);
    }
    let (found, all) = found(&desk, &asked, &frame).await?;
    let filters = filters(&desk, &page, &asked, HOME, (&frame, &all)).await?;
    let at = asked.page.unwrap_or(1).max(1);
    let shown = found
        .iter()
        .skip((at - 1).saturating_mul(PAGE_SIZE))
        .take(PAGE_SIZE);
    let link = asked.link(HOME);
    let mut empty = EmptyState::new("checklist", page.t("task-none")).text(page.t("task-none-hint"));
    if desk.may(Verb::EditPlan, Scope::Agency) {
        empty = empty.action(ButtonLink::new(page.t("task-none-action"), "/lam-viec/ke-hoach").primary());
    }
    let mut table = DataTable::new(page.tr(), "tasks", page.t("task-title"))
        .columns([
            Column::new(page.t("task-content")).sort("noi_dung"),
            Column::new(page.t("task-lead")),
            Column::new(page.t("task-time")).sort("han"),
            Column::new(page.t("task-state")).sort("trang_thai"),
        ])
        .rows(shown.map(|state| row(&page, state, &frame)))
        .filters(filters)
        .pagination(Pagination::new(page.tr(), &link, at, PAGE_SIZE, found.len()))
        .link(link)
        .empty(empty);
    if desk.may(Verb::Export, Scope::Agency) {
        table = table.export(asked.link("/lam-viec/nhiem-vu.xlsx"));
    }
    let drifted = if desk.may(Verb::EditTask, Scope::Agency) {
        let (db, agency, today) = (desk.db().read(), desk.agency(), frame.today);
        // Reading all tasks a second time would double the time that the page takes.
        let drift = if asked.year(today) == today.year() {
            let known = all.iter().map(|state| &state.known);
            drift_with(db, agency, today, (&frame.units, known)).await?
        } else {
            super::super::drift(db, agency, today).await?
        };
        drift.len()
    } else {
        0
    };
    web::html(&ListPage {
        tabs: tabs(&page, &asked, HOME),
        table,
        drifted,
        page,
    })
}

fn leads(state: &TaskState, frame: &Frame) -> String {
    let parts = state.known.parts.iter();
    let leads = parts.filter(|part| part.role == Role::Lead && part.left_on.is_none());
    let names: Vec<&str> = leads.map(|part| frame.short(part.unit)).collect();
    match names.as_slice() {
        [] => {
            let named = state
                .known
                .task
                .parties
                .iter()
                .filter(|party| party.role == Role::Lead);
            named
                .map(|party| party.text.as_str())
                .collect::<Vec<_>>()
                .join("; ")
        }
        [first, second, _, ..] => format!("{first}, {second} +{}", names.len() - 2),
        names => names.join(", "),
    }
}

fn row(page: &Page, state: &TaskState, frame: &Frame) -> Row {
    let task = &state.known.task;
    let time = if task.time_text.is_empty() {
        window_words(page.tr(), &state.window)
    } else {
        task.time_text.clone()
    };
    Row::new(task.id)
        .tone(if state.state.is_late() {
            ui::Tone::Bad
        } else {
            ui::Tone::Neutral
        })
        .cells([
            Cell::link(super::numbered(task), task_path(task.id)).note(&task.section),
            Cell::text(leads(state, frame)),
            match state.due(frame.day()) {
                Some(due) => Cell::text(time).note(page.w("task-badge-due", "day", page.date(due))),
                None => Cell::text(time),
            },
            match units_note(page, state) {
                Some(note) => Cell::html(state_badge(page.tr(), state.state)).note(note),
                None => Cell::html(state_badge(page.tr(), state.state)),
            },
        ])
}

/// How many of the units that decide have done their part, while it is open and several decide.
pub(super) fn units_note(page: &Page, state: &TaskState) -> Option<String> {
    let open = matches!(
        state.state,
        State::Due { .. } | State::AtRisk { .. } | State::Late { .. }
    );
    let (done, all) = state.decided();
    (open && all > 1).then(|| page.w2("task-units-of", "done", done, "all", all))
}
