//! My week: what I and my unit owe now and next, to be ticked with one tap on a phone.

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use schedule::State;
use serde::Deserialize;
use ui::{Badge, EmptyState, Link, Page};

use super::{Frame, WEEK, numbered, task_path};
use crate::desk::Desk;
use crate::features::account::Token;
use crate::features::agency::UnitId;
use crate::features::evidence::{self, Evidence, Filter, Status};
use crate::features::once;
use crate::features::task::model::{Mode, Part, TaskId, Tick};
use crate::features::task::overview::overview;
use crate::features::task::rule::{PartState, TaskState};
use crate::features::task::stage::Stage;
use crate::features::task::store;
use crate::features::task::words::state_badge;
use crate::policy::{Actor, Scope, Verb};

/// More returned proofs than a person mends in a week.
const MOST_RETURNED: u64 = 20;

#[derive(Template)]
#[template(path = "features/task/web/week.html")]
struct WeekPage {
    page: Page,
    today: Date,
    once: String,
    groups: Vec<Group>,
    returned: Vec<Evidence>,
    reported: Option<Reported>,
    empty: Option<EmptyState>,
    feed_since: Option<String>,
    feed_url: Option<String>,
}

/// What was reported a moment ago, to be taken back when it was a slip.
struct Reported {
    words: String,
    action: String,
    unit: String,
    mark: String,
}

/// Which report was made a moment ago.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    /// The task.
    xong: String,
    don_vi: String,
    /// The due day of its occurrence.
    ky: String,
}

struct Group {
    title: String,
    hint: String,
    items: Vec<Item>,
}

struct Item {
    content: String,
    path: String,
    action: String,
    unit: String,
    unit_name: String,
    role: String,
    mine: bool,
    badge: Badge,
    occurrence: Option<String>,
    done_words: String,
    may_tick: bool,
    evidence_path: Option<String>,
    date_id: String,
}

/// Whether a part is this person's business: given to the person, or of the person's unit and given to nobody else.
pub(super) fn concerns(actor: &Actor, part: &Part) -> bool {
    part.left_on.is_none()
        && (part.assignee == Some(actor.person)
            || (part.assignee.is_none() && actor.unit == Some(part.unit))
            || heads(actor, part))
}

/// A head looks after all of the unit, whoever has it.
fn heads(actor: &Actor, part: &Part) -> bool {
    use crate::features::account::Role;
    actor
        .roles
        .iter()
        .any(|(role, unit)| *role == Role::UnitHead && *unit == Some(part.unit))
}

pub(super) async fn page(desk: Desk, Query(asked): Query<Asked>) -> web::Result<Response> {
    desk.need(Verb::ViewWork, Scope::Agency)?;
    web::html(&render(&desk, None, &asked).await?)
}

/// The week, which then tells what was reported.
pub(super) fn after_tick(task: TaskId, unit: UnitId, occurrence: Option<Date>) -> String {
    let place = Link::new(WEEK).with("xong", task).with("don_vi", unit);
    match occurrence {
        Some(due) => place.with("ky", due),
        None => place,
    }
    .to_string()
}

fn reported(page: &Page, desk: &Desk, states: &[TaskState], asked: &Asked) -> Option<Reported> {
    let task: TaskId = asked.xong.parse().ok()?;
    let unit: UnitId = asked.don_vi.parse().ok()?;
    let due: Option<Date> = asked.ky.parse().ok();
    let state = states.iter().find(|state| state.known.task.id == task)?;
    let part = state.known.parts.iter().find(|part| part.unit == unit)?;
    let mark = match state.mode() {
        Mode::Once if part.tick == Tick::Done => String::new(),
        Mode::Once => return None,
        _ => {
            let marks = state.known.marks.iter();
            let own = marks.filter(|mark| mark.unit == unit && mark.due_on == due);
            own.max_by_key(|mark| mark.at)?.id.to_string()
        }
    };
    if !desk.may(Verb::TickTask, Scope::Unit(unit)) {
        return None;
    }
    let mut words = numbered(&state.known.task);
    if let Some(due) = due {
        words = format!("{words} ({})", occurrence_words(page, state, due));
    }
    Some(Reported {
        words: page.w("task-week-reported", "task", words.as_str()),
        action: format!("{}/ket-qua/rut", task_path(task)),
        unit: unit.to_string(),
        mark,
    })
}

/// An occurrence by its month or quarter, where it is one, or else by its day.
fn occurrence_words(page: &Page, state: &TaskState, due: Date) -> String {
    let found = state.occurrences().into_iter().find(|one| one.due == due);
    let whole = found.filter(|one| one.start.day() == 1 && one.end == one.end.last_of_month());
    match whole.map(|one| (one, one.end.month().saturating_sub(one.start.month()))) {
        Some((one, 0)) if one.start.year() == one.end.year() => {
            page.w("task-occurrence-month", "month", one.start.month())
        }
        Some((one, 2)) if one.start.year() == one.end.year() && one.end.month() % 3 == 0 => {
            page.w("task-occurrence-quarter", "quarter", one.end.month() / 3)
        }
        _ => page.w("task-occurrence-day", "day", ui::date(due)),
    }
}

async fn render(desk: &Desk, feed_url: Option<String>, asked: &Asked) -> web::Result<WeekPage> {
    let frame = Frame::of(desk).await?;
    let page = desk.page("task-nav-week");
    let db = desk.db().read();
    let states = overview(db, desk.agency(), frame.today, &frame.calendar).await?;
    let sunday = end_of_week(frame.today);
    let soon = sunday.saturating_add(14.days());
    let mut late = Vec::new();
    let mut week = Vec::new();
    let mut next = Vec::new();
    let mut open = Vec::new();
    let mut quiet = Vec::new();
    for state in &states {
        let parts = state.known.parts.iter().zip(&state.parts);
        for (part, standing) in parts.filter(|(part, standing)| standing.owes && concerns(desk.actor(), part))
        {
            let group = match standing.state {
                State::Late { .. } => &mut late,
                State::Due { by: Some(by) } | State::AtRisk { by, .. } if by <= sunday => &mut week,
                State::Due { by: Some(by) } | State::AtRisk { by, .. } if by <= soon => &mut next,
                State::Coming { opens } if opens <= soon => &mut next,
                State::Due { .. } | State::AtRisk { .. } => &mut open,
                State::Quiet { .. } => &mut quiet,
                _ => continue,
            };
            group.push(item(&page, desk, state, (part, standing), &frame));
        }
    }
    let groups = [
        ("task-week-late", late),
        ("task-week-now", week),
        ("task-week-next", next),
        ("task-week-open", open),
        ("task-week-quiet", quiet),
    ];
    let groups: Vec<Group> = groups
        .into_iter()
        .filter(|(_, items)| !items.is_empty())
        .map(|(key, items)| Group {
            title: page.t(key),
            hint: page.t(&format!("{key}-hint")),
            items,
        })
        .collect();
    let returned = if desk.may(Verb::ViewEvidence, Scope::Agency) {
        let filter = Filter {
            status: Some(Status::Returned),
            added_by: Some(desk.actor().person),
            ..Filter::default()
        };
        evidence::list(db, desk.agency(), &filter, (0, MOST_RETURNED)).await?
    } else {
        Vec::new()
    };
    let empty = (groups.is_empty() && returned.is_empty()).then(|| {
        let hint = if desk.actor().unit.is_some() {
            "task-week-none-hint"
        } else {
            "task-week-no-unit"
        };
        EmptyState::new("calendar-check", page.t("task-week-none")).text(page.t(hint))
    });
    let since = store::feed_since(db, desk.agency(), desk.actor().person).await?;
    Ok(WeekPage {
        today: frame.today,
        once: once::key(),
        groups,
        returned,
        reported: reported(&page, desk, &states, asked),
        empty,
        feed_since: since.map(|at| ui::date(desk.clock().day_of(at))),
        feed_url,
        page: page.lead(desk.words().say_with(
            "task-week-lead",
            &[
                ("from", ui::date(start_of_week(frame.today)).into()),
                ("to", ui::date(sunday).into()),
            ],
        )),
    })
}

fn start_of_week(day: Date) -> Date {
    let back = i64::from(day.weekday().since(Weekday::Monday));
    day.saturating_sub(back.days())
}

fn end_of_week(day: Date) -> Date {
    start_of_week(day).saturating_add(6.days())
}

fn item(
    page: &Page,
    desk: &Desk,
    state: &TaskState,
    (part, standing): (&Part, &PartState),
    frame: &Frame,
) -> Item {
    let task = &state.known.task;
    // A helping unit is asked for what the deciding units have not done either.
    let decided = state.occurrence_states(frame.day());
    let is_open = |due: Date| {
        let mut done = decided
            .iter()
            .filter(|(_, state)| matches!(state, State::Done { .. }));
        done.all(|(one, _)| one.due != due)
    };
    let open = state.open_occurrences(part.unit, frame.day());
    let first = open.iter().find(|(one, _)| is_open(one.due)).or(open.first());
    let occurrence = first
        .map(|(one, _)| one.due)
        .filter(|_| state.mode() == Mode::Again);
    let done_words = match occurrence {
        Some(due) => page.w(
            "task-week-done-of",
            "occurrence",
            occurrence_words(page, state, due),
        ),
        None => page.t("task-week-done"),
    };
    let undecided = task.alternatives.len() > 1 && task.choice.is_none();
    // One tap is for what needs no more than a day; the rest is done on the page of the task.
    let tappable = !undecided
        && !matches!(Stage::of(standing.state), Stage::Coming)
        && (state.mode() != Mode::Again || occurrence.is_some());
    let add = desk.may(Verb::AddEvidence, Scope::Unit(part.unit));
    Item {
        date_id: format!("on-{}-{}", task.id, part.unit),
        content: numbered(task),
        path: task_path(task.id),
        action: format!("{}/ket-qua", task_path(task.id)),
        unit: part.unit.to_string(),
        unit_name: frame.short(part.unit).to_owned(),
        role: page.t(&format!("task-role-{}", part.role)),
        mine: part.assignee == Some(desk.actor().person),
        badge: state_badge(page.tr(), standing.state),
        occurrence: occurrence.map(|due| due.to_string()),
        done_words,
        may_tick: tappable && desk.may(Verb::TickTask, Scope::Unit(part.unit)) && part.tick != Tick::Done,
        evidence_path: add.then(|| {
            let task = task.id;
            format!(
                "/lam-viec/minh-chung/moi?task={task}&unit={}&next={WEEK}",
                part.unit
            )
        }),
    }
}

/// Makes the person's calendar address. It is shown once: only its hash is kept, and an earlier one dies.
pub(super) async fn subscribe(desk: Desk) -> web::Result<Response> {
    desk.need(Verb::ViewWork, Scope::Agency)?;
    let token = Token::random();
    let tx = desk.db().begin().await?;
    store::set_feed(&tx, desk.agency(), desk.actor().person, &token, desk.now()).await?;
    tx.commit().await?;
    let base = desk
        .app()
        .config()
        .server
        .public_url
        .trim_end_matches('/')
        .to_owned();
    let url = format!("{base}/lich/{}.ics", token.secret());
    web::html(&render(&desk, Some(url), &Asked::default()).await?)
}

/// Ends the person's calendar address.
pub(super) async fn unsubscribe(desk: Desk) -> web::Result<Response> {
    desk.need(Verb::ViewWork, Scope::Agency)?;
    let tx = desk.db().begin().await?;
    store::remove_feed(&tx, desk.agency(), desk.actor().person).await?;
    tx.commit().await?;
    Ok(web::see_other(WEEK))
}
