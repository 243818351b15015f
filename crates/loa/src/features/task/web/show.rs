//! One task: what it is, where each unit stands, and what can be done about it.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use db::Instant;
use serde::{Deserialize, Serialize};
use ui::{Alert, Choice, CommentThread, DescriptionList, Errors, HistoryList, Page};
use web::{Error, FieldErrors};

use super::lines::{
    DifficultyLine, EvidenceLine, MarkLine, OccurrenceLine, PartLine, PieceLine, Way, event, evidence_line,
    facts, mark_line, occurrence_lines, parts, piece_line,
};
use super::owed::may_answer;
use super::{Frame, HOME, numbered, task_path};
use crate::desk::{Desk, said};
use crate::features::agency::{self, UnitId};
use crate::features::audit::{self, Subject};
use crate::features::evidence;
use crate::features::once;
use crate::features::task::model::{Alternative, DoneWhen, Mode, TaskId, Tick};
use crate::features::task::rule::TaskState;
use crate::features::task::stage::Stage;
use crate::features::task::store;
use crate::features::task::words::{state_words, why};
use crate::policy::{Scope, Verb};

/// Everything that the forms of the page can send; each form has its own names.
#[derive(Debug, Default, Clone, Deserialize, Serialize)]
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
    #[serde(skip_serializing)]
    pub(super) once: String,
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
    let clock = |at: Instant| ui::date_time(desk.local(at));
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
    set(&mut typed.once, once::key());
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
