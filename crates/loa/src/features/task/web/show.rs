//! One task: what it is, where each unit stands, and what can be done about it.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use db::Instant;
use serde::Deserialize;
use ui::{Alert, Choice, CommentThread, DescriptionList, Errors, HistoryItem, HistoryList, Html, Page, Tone};
use web::{Error, FieldErrors};

use super::owed::may_answer;
use super::{Frame, HOME, numbered, task_path};
use crate::desk::{Desk, said};
use crate::features::agency::{self, UnitId};
use crate::features::audit::{self, Entry, Subject};
use crate::features::evidence::{self, Evidence, Status};
use crate::features::task::model::{Alternative, DoneWhen, Mark, Mode, Part, Role, TaskId, Tick};
use crate::features::task::rule::{PartState, TaskState};
use crate::features::task::stage::Stage;
use crate::features::task::store;
use crate::features::task::talk::{Difficulty, DifficultyStatus};
use crate::features::task::words::{state_badge, state_words, why, window_words};
use crate::policy::{Scope, Verb};

/// Everything that the forms of the page can send; each form has its own names.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    pub(super) unit: String,
    pub(super) tick: String,
    pub(super) on: String,
    pub(super) percent: String,
    pub(super) amount: String,
    pub(super) note: String,
    pub(super) occurrence: String,
    pub(super) mark: String,
    pub(super) reason: String,
    pub(super) next: String,
    pub(super) person: String,
    pub(super) which: String,
    pub(super) which_reason: String,
    pub(super) letter_number: String,
    pub(super) letter_on: String,
    pub(super) letter_issuer: String,
    pub(super) letter_due: String,
    pub(super) until: String,
    pub(super) until_reason: String,
    pub(super) end_reason: String,
    pub(super) every: String,
    pub(super) done_when: String,
    pub(super) piece_content: String,
    pub(super) piece_unit: String,
    pub(super) piece_due: String,
    pub(super) body: String,
    pub(super) difficulty: String,
    pub(super) difficulty_unit: String,
    pub(super) answer: String,
}

#[derive(Template)]
#[template(path = "features/task/web/show.html")]
struct ShowPage {
    page: Page,
    path: String,
    typed: Typed,
    errors: Errors,
    status: Alert,
    facts: DescriptionList,
    mode: Mode,
    parts: Vec<PartLine>,
    occurrences: Vec<OccurrenceLine>,
    marks: Vec<MarkLine>,
    ways: Vec<Way>,
    chosen: Option<String>,
    evidence: Vec<EvidenceLine>,
    add_evidence: Option<String>,
    pieces: Vec<PieceLine>,
    difficulties: Vec<DifficultyLine>,
    comments: CommentThread,
    history: HistoryList,
    tick_units: Vec<Choice>,
    ticks: Vec<Choice>,
    open_occurrences: Vec<Choice>,
    people: Vec<Choice>,
    assign_units: Vec<Choice>,
    units: Vec<Choice>,
    cadences: Vec<Choice>,
    done_whens: Vec<Choice>,
    may_edit: bool,
    may_comment: bool,
    awaits_event: bool,
    ended: bool,
}

struct PartLine {
    unit: UnitId,
    name: String,
    role: String,
    badge: ui::Badge,
    done: String,
    note: String,
    assignee: String,
    left: String,
    evidence: usize,
    evidence_path: Option<String>,
    may_untick: bool,
}

struct OccurrenceLine {
    due: String,
    period: String,
    badge: ui::Badge,
    done_by: Vec<MarkLine>,
}

struct MarkLine {
    mark: String,
    unit: UnitId,
    name: String,
    on: String,
    note: String,
    may_untick: bool,
}

struct Way {
    text: String,
    chosen: bool,
}

struct EvidenceLine {
    title: String,
    path: String,
    badge: ui::Badge,
    note: String,
}

struct PieceLine {
    content: String,
    path: String,
    unit: String,
    badge: ui::Badge,
}

struct DifficultyLine {
    difficulty: Difficulty,
    unit: String,
    may_answer: bool,
}

impl DifficultyLine {
    fn is_open(&self) -> bool {
        self.difficulty.status == DifficultyStatus::Open
    }
}

pub(super) async fn page(
    desk: Desk,
    Path(id): Path<TaskId>,
    Query(typed): Query<Typed>,
) -> web::Result<Response> {
    desk.need(Verb::ViewWork, Scope::Agency)?;
    let shown = render(&desk, id, typed, &FieldErrors::new()).await?;
    web::html(&shown)
}

/// The page again because of a wrong form: what was typed is kept.
pub(super) async fn again(
    desk: &Desk,
    id: TaskId,
    typed: Typed,
    errors: &FieldErrors,
) -> web::Result<Response> {
    web::invalid(&render(desk, id, typed, errors).await?)
}

async fn render(desk: &Desk, id: TaskId, typed: Typed, errors: &FieldErrors) -> web::Result<ShowPage> {
    let frame = Frame::of(desk).await?;
    let db = desk.db().read();
    let found = super::super::task(db, desk.agency(), id, frame.today, &frame.calendar).await?;
    let (state, pieces) = found.ok_or(Error::NotFound)?;
    let task = &state.known.task;
    let page = desk
        .titled(numbered(task))
        .crumb(desk.words().say("task-title"), HOME)
        .path(task_path(id));
    let t = page.tr();
    let people = agency::people(db, desk.agency(), frame.today).await?;
    let subject = Subject::new("task", id.0);
    let proofs = if desk.may(Verb::ViewEvidence, Scope::Agency) {
        evidence::of(db, desk.agency(), subject).await?
    } else {
        Vec::new()
    };
    let ended = matches!(state.state, schedule::State::Ended) || task.ended.is_some();
    let name_of = |person| {
        let known = people.iter().find(|known| known.id == person);
        known.map_or_else(String::new, |known| known.full_name.clone())
    };
    let ways = task
        .alternatives
        .iter()
        .enumerate()
        .map(|(index, way): (usize, &Alternative)| Way {
            text: way.text.clone(),
            chosen: task.choice.as_ref().is_some_and(|choice| choice.which == index),
        });
    let may_edit = desk.may(Verb::EditTask, Scope::Agency);
    let my_units: Vec<UnitId> = state
        .known
        .parts
        .iter()
        .filter(|part| part.left_on.is_none() && desk.may(Verb::TickTask, Scope::Unit(part.unit)))
        .map(|part| part.unit)
        .collect();
    let assign_units: Vec<UnitId> = state
        .known
        .parts
        .iter()
        .filter(|part| part.left_on.is_none() && desk.may(Verb::AssignTask, Scope::Unit(part.unit)))
        .map(|part| part.unit)
        .collect();
    let unit_choice = |unit: &UnitId| Choice::new(unit, frame.name(*unit));
    let mut candidates: Vec<&agency::Person> = people
        .iter()
        .filter(|person| person.unit.is_some_and(|unit| assign_units.contains(&unit)))
        .collect();
    // People of one unit stand together under its name.
    candidates.sort_by_key(|person| person.unit.map(|unit| frame.position(unit)));
    let candidates = candidates.into_iter().map(|person| {
        let unit = person.unit.map(|unit| frame.name(unit)).unwrap_or_default();
        Choice::new(person.id, &person.full_name).group(unit)
    });
    let open_occurrences = state
        .occurrences()
        .into_iter()
        .filter(|one| {
            one.start <= frame.today || state.next_occurrence().is_some_and(|next| next.due == one.due)
        })
        .map(|one| Choice::new(one.due, ui::date(one.due)));
    let people_lines = parts(&page, desk, &state, &frame, &proofs, &name_of);
    let comments = store::comments(db, desk.agency(), id).await?;
    let first = jiff::civil::Date::MIN;
    let difficulties =
        store::difficulties(db, desk.agency(), Some(id), first, jiff::civil::Date::MAX).await?;
    let history = audit::entries_of(db, desk.agency(), subject, 100).await?;
    let clock = |at: Instant| {
        let zoned = at.timestamp().to_zoned_datetime(desk.clock().zone().clone());
        ui::date_time(zoned.datetime())
    };
    Ok(ShowPage {
        path: task_path(id),
        status: Alert::new(state_words(t, state.state))
            .tone(Stage::of(state.state).tone())
            .text(why(t, &state, frame.day())),
        facts: facts(&page, &state, &frame),
        mode: state.mode(),
        occurrences: occurrence_lines(&page, desk, &state, &frame),
        marks: state
            .known
            .marks
            .iter()
            .rev()
            .filter(|mark| mark.due_on.is_none())
            .take(100)
            .map(|mark| mark_line(desk, mark, &frame))
            .collect(),
        chosen: task.choice.as_ref().map(|choice| {
            let values = [
                ("by", choice.by.as_str().into()),
                ("at", clock(choice.at).into()),
                ("reason", choice.reason.as_str().into()),
            ];
            t.say_with("task-way-why", &values)
        }),
        ways: ways.collect(),
        evidence: proofs
            .iter()
            .take(50)
            .map(|one| evidence_line(&page, one, &frame))
            .collect(),
        add_evidence: my_units.first().map(|unit| {
            format!(
                "/lam-viec/minh-chung/moi?task={id}&unit={unit}&next={}",
                task_path(id)
            )
        }),
        pieces: pieces
            .iter()
            .map(|piece| piece_line(&page, piece, &frame))
            .collect(),
        difficulties: difficulties
            .into_iter()
            .map(|difficulty| DifficultyLine {
                unit: difficulty
                    .unit
                    .map(|unit| frame.name(unit).to_owned())
                    .unwrap_or_default(),
                may_answer: may_answer(desk),
                difficulty,
            })
            .collect(),
        comments: CommentThread::new(
            comments
                .into_iter()
                .map(|comment| ui::Comment::new(comment.author, clock(comment.at), comment.body)),
        ),
        history: HistoryList::new(history.iter().map(|entry| event(&page, entry, clock(entry.at)))),
        tick_units: my_units.iter().map(unit_choice).collect(),
        ticks: [Tick::Done, Tick::Doing]
            .iter()
            .map(|tick| Choice::new(tick, page.t(&format!("task-tick-{tick}"))))
            .collect(),
        open_occurrences: open_occurrences.collect(),
        people: candidates.collect(),
        assign_units: assign_units.iter().map(unit_choice).collect(),
        units: frame
            .units_now()
            .map(|unit| Choice::new(unit.id, &unit.name))
            .collect(),
        cadences: ["", "weekly", "monthly", "quarterly", "half-yearly"]
            .iter()
            .map(|every| {
                let key = if every.is_empty() { "none" } else { every };
                Choice::new(every, page.t(&format!("task-cadence-{key}")))
            })
            .collect(),
        done_whens: DoneWhen::ALL
            .iter()
            .map(|when| Choice::new(when, page.t(&format!("task-done-when-{when}"))))
            .collect(),
        may_edit: may_edit && !ended,
        may_comment: desk.may(Verb::Comment, Scope::Agency),
        awaits_event: task.awaits_event(),
        ended,
        parts: people_lines,
        errors: said(t, errors),
        typed: with_defaults(typed, &state, &my_units, &frame),
        page,
    })
}

/// What a form shows before anything is typed.
fn with_defaults(mut typed: Typed, state: &TaskState, my_units: &[UnitId], frame: &Frame) -> Typed {
    let set = |field: &mut String, value: String| {
        if field.is_empty() {
            *field = value;
        }
    };
    set(&mut typed.on, ui::date(frame.today));
    set(&mut typed.tick, Tick::Done.to_string());
    if let Some(unit) = my_units.first() {
        set(&mut typed.unit, unit.to_string());
        set(&mut typed.difficulty_unit, unit.to_string());
    }
    if let Some(next) = state.next_occurrence() {
        set(&mut typed.occurrence, next.due.to_string());
    }
    let task = &state.known.task;
    set(&mut typed.done_when, task.done_when.to_string());
    if let Some(cadence) = &task.cadence {
        let every = serde_json::to_value(cadence.every).unwrap_or_default();
        set(&mut typed.every, every.as_str().unwrap_or_default().to_owned());
    }
    if let Some(trigger) = &task.trigger {
        set(&mut typed.letter_number, trigger.number.clone());
        set(&mut typed.letter_issuer, trigger.issuer.clone());
        set(&mut typed.letter_on, ui::date(trigger.on));
        set(
            &mut typed.letter_due,
            trigger.due.map(ui::date).unwrap_or_default(),
        );
    }
    typed
}

fn facts(page: &Page, state: &TaskState, frame: &Frame) -> DescriptionList {
    let t = page.tr();
    let task = &state.known.task;
    let named = |role: Role| {
        let parties = task.parties.iter().filter(|party| party.role == role);
        let texts: Vec<&str> = parties.map(|party| party.text.as_str()).collect();
        if texts.is_empty() {
            let parts = state.known.parts.iter().filter(|part| part.role == role);
            parts
                .map(|part| frame.name(part.unit))
                .collect::<Vec<_>>()
                .join("; ")
        } else {
            texts.join("; ")
        }
    };
    let mut facts = DescriptionList::new();
    if !task.section.is_empty() {
        facts = facts.text(page.t("task-section"), &task.section);
    }
    facts = facts
        .text(page.t("task-lead"), named(Role::Lead))
        .text(page.t("task-coordinators"), named(Role::Coordinator));
    if !task.time_text.is_empty() {
        facts = facts.text(page.t("task-time"), &task.time_text);
    }
    facts = facts.text(page.t("task-time-read"), window_words(t, &state.window));
    if let Some(due) = state.due(frame.day()) {
        facts = facts.text(page.t("task-due"), page.date(due));
    }
    if !task.product.is_empty() {
        facts = facts.text(page.t("task-product"), &task.product);
    }
    if let Some(trigger) = &task.trigger {
        let letter = [trigger.number.as_str(), trigger.issuer.as_str()];
        let letter: Vec<&str> = letter.into_iter().filter(|part| !part.is_empty()).collect();
        let on = page.date(trigger.on);
        facts = facts.text(
            page.t("task-trigger-recorded"),
            [letter.join(", "), on].join(" · "),
        );
    }
    for extension in &task.extensions {
        let values = [
            ("was", extension.was.map(ui::date).unwrap_or_default().into()),
            ("until", ui::date(extension.until).into()),
            ("reason", extension.reason.as_str().into()),
            ("by", extension.by.as_str().into()),
        ];
        facts = facts.text(
            page.t("task-extension"),
            t.say_with("task-extension-words", &values),
        );
    }
    facts = facts.text(
        page.t("task-done-when"),
        page.t(&format!("task-done-when-{}", task.done_when)),
    );
    if let Some(plan) = task.plan {
        let link =
            ui::ButtonLink::new(page.t("task-open-plan"), format!("/lam-viec/ke-hoach/{plan}")).small();
        facts = facts.row(page.t("task-plan"), link);
    }
    facts
}

fn parts(
    page: &Page,
    desk: &Desk,
    state: &TaskState,
    frame: &Frame,
    proofs: &[Evidence],
    name_of: &dyn Fn(agency::PersonId) -> String,
) -> Vec<PartLine> {
    let mut counts: HashMap<UnitId, usize> = HashMap::new();
    for unit in proofs
        .iter()
        .filter(|one| one.status != Status::Withdrawn)
        .filter_map(|one| one.unit)
    {
        *counts.entry(unit).or_default() += 1;
    }
    let line = |(part, standing): (&Part, &PartState)| {
        let may_tick = desk.may(Verb::TickTask, Scope::Unit(part.unit)) && part.left_on.is_none();
        let mut done = part.done_on.map(ui::date).unwrap_or_default();
        if let Some(percent) = part.percent {
            done = format!("{percent}%");
        }
        if let Some(amount) = part.amount {
            done = format!("{done} ({})", page.number(amount));
        }
        // What a unit did not do of a task that is done or over is not held against it.
        let shown = if standing.owes || matches!(standing.state, schedule::State::Done { .. }) {
            state_badge(page.tr(), standing.state)
        } else {
            ui::Badge::new(page.t("task-part-not-owed"))
        };
        let add = desk.may(Verb::AddEvidence, Scope::Unit(part.unit)) && part.left_on.is_none();
        PartLine {
            unit: part.unit,
            name: frame.name(part.unit).to_owned(),
            role: page.t(&format!("task-role-{}", part.role)),
            badge: shown,
            done,
            note: part.note.clone(),
            assignee: part.assignee.map(name_of).unwrap_or_default(),
            left: part.left_on.map(ui::date).unwrap_or_default(),
            evidence: counts.get(&part.unit).copied().unwrap_or_default(),
            evidence_path: add.then(|| {
                let task = state.known.task.id;
                format!(
                    "/lam-viec/minh-chung/moi?task={task}&unit={}&next={}",
                    part.unit,
                    task_path(task)
                )
            }),
            may_untick: may_tick && part.tick != Tick::NotStarted && state.mode() == Mode::Once,
        }
    };
    state.known.parts.iter().zip(&state.parts).map(line).collect()
}

fn occurrence_lines(page: &Page, desk: &Desk, state: &TaskState, frame: &Frame) -> Vec<OccurrenceLine> {
    let progress = |due| {
        let all = state.known.deciding().all(|part| {
            let mut marks = state.known.marks.iter();
            marks.any(|mark| mark.unit == part.unit && mark.due_on == Some(due))
        });
        schedule::Progress {
            done_occurrences: all.then_some(due).into_iter().collect(),
            ..schedule::Progress::default()
        }
    };
    let line = |one: schedule::Occurrence| {
        let known = progress(one.due);
        let stage = schedule::occurrence_state(&one, &known, frame.today, &frame.calendar, &frame.rules);
        // In a standing task nothing is late: an empty period is only empty.
        let badge = match (state.mode(), stage) {
            (Mode::Standing, _) => ui::Badge::new(page.t("task-expected")),
            (_, schedule::State::Done { .. }) => ui::Badge::new(page.t("task-stage-done")).tone(Tone::Good),
            (_, stage) => state_badge(page.tr(), stage),
        };
        let in_period = |mark: &&Mark| match state.mode() {
            Mode::Standing => (one.start..=one.end).contains(&mark.done_on),
            _ => mark.due_on == Some(one.due),
        };
        let done_by: Vec<MarkLine> = state
            .known
            .marks
            .iter()
            .filter(in_period)
            .map(|mark| mark_line(desk, mark, frame))
            .collect();
        OccurrenceLine {
            due: ui::date(one.due),
            period: format!("{} – {}", ui::date(one.start), ui::date(one.end)),
            badge: if state.mode() == Mode::Standing && !done_by.is_empty() {
                ui::Badge::new(page.t("task-stage-healthy")).tone(Tone::Good)
            } else {
                badge
            },
            done_by,
        }
    };
    state.occurrences().into_iter().take(400).map(line).collect()
}

fn mark_line(desk: &Desk, mark: &Mark, frame: &Frame) -> MarkLine {
    MarkLine {
        mark: mark.id.to_string(),
        unit: mark.unit,
        name: frame.short(mark.unit).to_owned(),
        on: ui::date(mark.done_on),
        note: mark.note.clone(),
        may_untick: desk.may(Verb::TickTask, Scope::Unit(mark.unit)),
    }
}

fn evidence_line(page: &Page, one: &Evidence, frame: &Frame) -> EvidenceLine {
    let unit = one.unit.map(|unit| frame.short(unit)).unwrap_or_default();
    EvidenceLine {
        title: one.title.clone(),
        path: format!("/lam-viec/minh-chung/{}", one.id),
        badge: ui::Badge::new(page.t(&format!("task-evidence-{}", one.status))).tone(match one.status {
            Status::Accepted => Tone::Good,
            Status::Waiting => Tone::Info,
            Status::Returned => Tone::Bad,
            Status::Withdrawn => Tone::Neutral,
        }),
        note: format!("{} · {unit}", ui::date(one.fact_date)),
    }
}

fn piece_line(page: &Page, piece: &TaskState, frame: &Frame) -> PieceLine {
    let unit = piece.known.parts.first().map(|part| frame.short(part.unit));
    PieceLine {
        content: piece.known.task.content.clone(),
        path: task_path(piece.known.task.id),
        unit: unit.unwrap_or_default().to_owned(),
        badge: state_badge(page.tr(), piece.state),
    }
}

/// A line of the history: what happened, to which unit, and the words that came with it.
fn event(page: &Page, entry: &Entry, when: String) -> HistoryItem {
    let text = |name: &str| {
        entry
            .detail
            .get(name)
            .and_then(|value| value.as_str())
            .unwrap_or_default()
    };
    let day = |name: &str| {
        let day: Option<jiff::civil::Date> = text(name).parse().ok();
        day.map(ui::date).unwrap_or_default()
    };
    let mut pieces: Vec<String> = [
        text("unit").to_owned(),
        text("person").to_owned(),
        text("way").to_owned(),
    ]
    .into();
    pieces.extend([
        text("number").to_owned(),
        text("issuer").to_owned(),
        day("occurrence"),
        day("on"),
    ]);
    pieces.extend(
        entry
            .detail
            .get("percent")
            .and_then(serde_json::Value::as_u64)
            .map(|percent| format!("{percent}%")),
    );
    pieces.retain(|piece| !piece.is_empty());
    let mut body: Vec<Html> = Vec::new();
    if !pieces.is_empty() {
        body.push(Html::text(pieces.join(" · ")));
    }
    let changes = entry.detail.get("fields").and_then(|fields| fields.as_array());
    for change in changes.into_iter().flatten() {
        let part = |name: &str| {
            change
                .get(name)
                .and_then(|value| value.as_str())
                .unwrap_or_default()
        };
        let field = page.t(&format!("task-field-{}", part("field")));
        body.push(Html::text(format!(
            "{field}: {} → {}",
            part("before"),
            part("after")
        )));
    }
    if !text("note").is_empty() {
        body.push(Html::text(format!("“{}”", text("note"))));
    }
    let tone = match entry.action.as_str() {
        "task-ticked" | "task-way-chosen" => Tone::Good,
        "task-unticked" | "task-ended" | "task-extended" => Tone::Warn,
        _ => Tone::Neutral,
    };
    let lines = body
        .into_iter()
        .map(|line| Html::trusted(format!("<p>{line}</p>")));
    HistoryItem::new(when, page.t(&format!("audit-{}", entry.action)))
        .by(&entry.actor_name)
        .tone(tone)
        .body(Html::join(lines))
}
