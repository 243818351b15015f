//! Tasks by state, and over the year.

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use jiff::civil::date;
use ui::{
    Badge, Bar, Board, BoardCard, BoardColumn, EmptyState, Filters, Page, Person, Tabs, Timeline,
    TimelineRow, Tone,
};

use super::list::{Asked, filters, tabs, units_note};
use super::{Frame, HOME, numbered, task_path};
use crate::desk::Desk;
use crate::features::task::model::{Mode, Role};
use crate::features::task::overview::of_year;
use crate::features::task::rule::TaskState;
use crate::features::task::stage::Stage;
use crate::features::task::words::{state_badge, state_words};
use crate::policy::{Scope, Verb};

/// Cards shown in a column; a link leads to the rest.
const MOST_CARDS: usize = 30;
/// Occurrences drawn of one task.
const MOST_BARS: usize = 60;

#[derive(Template)]
#[template(path = "features/task/web/board.html")]
struct BoardPage {
    page: Page,
    tabs: Tabs,
    filters: Filters,
    board: Option<Board>,
    timeline: Option<Timeline>,
    empty: EmptyState,
}

async fn states(desk: &Desk, asked: &Asked, frame: &Frame) -> web::Result<(Vec<TaskState>, Vec<TaskState>)> {
    let year = asked.year(frame.today);
    let mut all = of_year(
        desk.db().read(),
        desk.agency(),
        year,
        frame.today,
        &frame.calendar,
    )
    .await?;
    all.retain(|state| state.known.task.parent.is_none());
    let found = all.iter().filter(|state| asked.wants(state)).cloned().collect();
    Ok((found, all))
}

pub(super) async fn board(desk: Desk, Query(asked): Query<Asked>) -> web::Result<Response> {
    const PATH: &str = "/lam-viec/nhiem-vu/bang";
    desk.need(Verb::ViewWork, Scope::Agency)?;
    let frame = Frame::of(&desk).await?;
    let page = desk.page("task-view-board");
    let (found, all) = states(&desk, &asked, &frame).await?;
    let columns = Stage::ALL.iter().filter_map(|stage| {
        let of_stage: Vec<&TaskState> = found
            .iter()
            .filter(|state| Stage::of(state.state) == *stage)
            .collect();
        // Columns that say something even when they are empty; the others come when needed.
        let always = matches!(stage, Stage::Late | Stage::AtRisk | Stage::Due | Stage::Done);
        if of_stage.is_empty() && !always {
            return None;
        }
        let cards = of_stage
            .iter()
            .take(MOST_CARDS)
            .map(|state| card(&page, state, &frame));
        let mut column = BoardColumn::new(page.t(&stage.key()), page.t("task-column-empty"))
            .tone(stage.tone())
            .cards(cards.collect::<Vec<_>>());
        if of_stage.len() > MOST_CARDS {
            let rest = asked.link(HOME).with("trang_thai", stage);
            column = column.more(page.n("task-column-more", of_stage.len() - MOST_CARDS), rest);
        }
        Some(column)
    });
    let board = (!all.is_empty()).then(|| Board::new(columns.collect::<Vec<_>>()));
    let filters = filters(&desk, &page, &asked, PATH, (&frame, &all)).await?;
    web::html(&BoardPage {
        tabs: tabs(&page, &asked, PATH),
        filters,
        board,
        timeline: None,
        empty: EmptyState::new("checklist", page.t("task-none")).text(page.t("task-none-hint")),
        page,
    })
}

fn card(page: &Page, state: &TaskState, frame: &Frame) -> BoardCard {
    let task = &state.known.task;
    let lead = state
        .known
        .parts
        .iter()
        .find(|part| part.role == Role::Lead && part.left_on.is_none());
    let mut card = BoardCard::new(&task.content, task_path(task.id))
        .note(&task.time_text)
        .badge(state_badge(page.tr(), state.state));
    if let Some(note) = units_note(page, state) {
        card = card.badge(Badge::new(note));
    }
    match lead {
        Some(lead) => card.person(Person::new(frame.short(lead.unit))),
        None => card,
    }
}

pub(super) async fn timeline(desk: Desk, Query(asked): Query<Asked>) -> web::Result<Response> {
    const PATH: &str = "/lam-viec/nhiem-vu/dong-thoi-gian";
    desk.need(Verb::ViewWork, Scope::Agency)?;
    let frame = Frame::of(&desk).await?;
    let page = desk.page("task-view-timeline");
    let (found, all) = states(&desk, &asked, &frame).await?;
    let year = asked.year(frame.today).clamp(1, 9998);
    let timeline = Timeline::new(
        page.tr(),
        page.w("task-timeline-caption", "year", year.to_string()),
        page.t("task-content"),
        date(year, 1, 1),
        date(year, 12, 31),
    )
    .today(frame.today)
    .rows(found.iter().map(|state| line(&page, state, &frame)))
    .legend(Tone::Good, page.t("task-legend-good"))
    .legend(Tone::Info, page.t("task-legend-open"))
    .legend(Tone::Warn, page.t("task-legend-warn"))
    .legend(Tone::Bad, page.t("task-legend-late"))
    .legend(Tone::Neutral, page.t("task-legend-later"));
    let filters = filters(&desk, &page, &asked, PATH, (&frame, &all)).await?;
    web::html(&BoardPage {
        tabs: tabs(&page, &asked, PATH),
        filters,
        board: None,
        timeline: (!all.is_empty()).then_some(timeline),
        empty: EmptyState::new("checklist", page.t("task-none")).text(page.t("task-none-hint")),
        page,
    })
}

/// A task's bars: its window, each of its occurrences, a light bar for what goes on, none for what waits.
fn line(page: &Page, state: &TaskState, frame: &Frame) -> TimelineRow {
    let task = &state.known.task;
    let stage = Stage::of(state.state);
    let name = numbered(task);
    let short: String = name.chars().take(90).collect();
    let row = TimelineRow::new(if short.len() < name.len() {
        format!("{short}…")
    } else {
        short
    })
    .href(task_path(task.id))
    .note(state_words(page.tr(), state.state));
    let bounds = (
        state.window.start().or(task.applies_from),
        state.window.end().or(task.applies_to),
    );
    match (state.mode(), bounds) {
        (Mode::Again, _) => {
            let occurrences = state.occurrence_states(frame.day()).into_iter().take(MOST_BARS);
            occurrences.fold(row, |row, (one, state)| {
                row.bar(Bar::new(one.start, one.due).tone(Stage::of(state).tone()))
            })
        }
        (Mode::Standing, (Some(first), Some(last))) => row.bar(
            Bar::new(first, last)
                .tone(stage.tone())
                .open()
                .label(page.t("task-bar-standing")),
        ),
        (Mode::Once, _) if stage == Stage::Asleep => row.bar(
            Bar::new(frame.today, frame.today)
                .tone(stage.tone())
                .label(page.t("task-bar-asleep")),
        ),
        (Mode::Once, _) => {
            let by = state.due(frame.day()).or(state.window.end());
            let woken = task.trigger.as_ref().map(|trigger| trigger.on);
            match (woken.or(state.window.start()), by) {
                (Some(first), Some(last)) => row.bar(Bar::new(first.min(last), last).tone(stage.tone())),
                (None, Some(last)) => row.bar(Bar::new(last, last).tone(stage.tone())),
                (Some(first), None) => row.bar(
                    Bar::new(first, bounds.1.unwrap_or(first).max(first))
                        .tone(stage.tone())
                        .open(),
                ),
                (None, None) => row,
            }
        }
        _ => row,
    }
}
