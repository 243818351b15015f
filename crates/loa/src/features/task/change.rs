//! The office changes a task itself: each change has a reason and stays in the history.

use db::Instant;
use jiff::civil::Date;
use schedule::Recurrence;
use sea_orm::{ConnectionTrait, DbErr};
use serde_json::{Value, json};

use super::model::{Choice, DoneWhen, End, Extension, NewTask, Role, Task, TaskId, TriggerRecord};
use super::store;
use super::tick::{record, settle};
use crate::features::agency::{self, UnitId};
use crate::policy::Actor;

/// A change of a task.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// One of its ways is chosen.
    Choose {
        /// Place among the alternatives.
        which: usize,
        /// Why.
        reason: String,
    },
    /// The choice is taken back, because it was a mistake.
    Unchoose {
        /// Why.
        reason: String,
    },
    /// The awaited event has come.
    Trigger {
        /// Number of the letter.
        number: String,
        /// Its day.
        on: Date,
        /// Who sent it.
        issuer: String,
        /// By when the task is due.
        due: Option<Date>,
    },
    /// The deadline is moved.
    Extend {
        /// The new one.
        until: Date,
        /// Why.
        reason: String,
    },
    /// It is not owed any more.
    End {
        /// From which day.
        on: Date,
        /// Why.
        reason: String,
    },
    /// How often something is expected of it.
    Cadence(Option<Recurrence>),
    /// Whose ticks finish it.
    DoneWhen(DoneWhen),
}

/// Why a change was refused.
#[derive(Debug, thiserror::Error)]
pub enum ChangeError {
    /// There is no such task.
    #[error("no such task")]
    NoTask,
    /// It has ended.
    #[error("the task has ended")]
    Ended,
    /// There is no such way, or no choice to take back.
    #[error("no such alternative")]
    NoWay,
    /// The choice was made before.
    #[error("the choice was made already")]
    Chosen,
    /// A reason is needed.
    #[error("a reason is needed")]
    NoReason,
    /// It waits for no event.
    #[error("the task waits for no event")]
    NoEvent,
    /// The day of the event lies ahead.
    #[error("the day has not come yet")]
    Ahead,
    /// The new deadline is not later than the old one.
    #[error("the new deadline is not later")]
    NotLater,
    /// The unit does not exist in the agency.
    #[error("no such unit")]
    NoUnit,
    /// The database failed.
    #[error(transparent)]
    Db(#[from] DbErr),
}

impl ChangeError {
    /// The field and the word key that tell a person.
    #[must_use]
    pub fn field(&self) -> (&'static str, &'static str) {
        match self {
            Self::NoReason => ("reason", "task-reason-needed"),
            Self::NotLater => ("until", "task-extend-not-later"),
            Self::Ahead => ("on", "task-tick-ahead"),
            Self::Chosen => ("which", "task-choice-made"),
            Self::NoWay => ("which", "task-choice-none"),
            Self::NoUnit => ("unit", "task-unit-none"),
            Self::NoEvent => ("on", "task-trigger-none"),
            Self::Ended | Self::NoTask | Self::Db(_) => ("reason", "task-tick-ended"),
        }
    }
}

/// Changes a task; what it was before goes into the history.
///
/// # Errors
/// [`ChangeError`].
pub async fn change(
    tx: &impl ConnectionTrait,
    by: &Actor,
    id: TaskId,
    change: Change,
    today: Date,
    now: Instant,
) -> Result<(), ChangeError> {
    let (known, _) = store::one(tx, by.agency, id).await?.ok_or(ChangeError::NoTask)?;
    let mut task = known.task;
    let (action, detail) = apply(&mut task, change, &by.name, today, now)?;
    store::save(tx, by.agency, &task, now).await?;
    record(tx, by, id, action, detail, now).await?;
    settle(tx, by.agency, id).await?;
    Ok(())
}

/// The rule of each change: what it makes of the task, and what the history says.
fn apply(
    task: &mut Task,
    change: Change,
    by: &str,
    today: Date,
    at: Instant,
) -> Result<(&'static str, Value), ChangeError> {
    if task.ended.is_some() {
        return Err(ChangeError::Ended);
    }
    let by = by.to_owned();
    match change {
        Change::Choose { which, reason } => {
            if task.choice.is_some() {
                return Err(ChangeError::Chosen);
            }
            let way = task.alternatives.get(which).ok_or(ChangeError::NoWay)?;
            let detail = json!({ "way": way.text, "note": needed(&reason)? });
            task.choice = Some(Choice {
                which,
                reason,
                by,
                at,
            });
            Ok(("task-way-chosen", detail))
        }
        Change::Unchoose { reason } => {
            needed(&reason)?;
            let was = task.choice.take().ok_or(ChangeError::NoWay)?;
            let way = task.alternatives.get(was.which).map(|way| way.text.clone());
            Ok(("task-way-unchosen", json!({ "way": way, "note": reason })))
        }
        Change::Trigger {
            number,
            on,
            issuer,
            due,
        } => {
            if !task.awaits_event() {
                return Err(ChangeError::NoEvent);
            }
            if on > today {
                return Err(ChangeError::Ahead);
            }
            let detail =
                json!({ "number": number, "on": on, "issuer": issuer, "due": due, "was": task.trigger });
            task.trigger = Some(TriggerRecord {
                number,
                on,
                issuer,
                due,
                by,
                at,
            });
            Ok(("task-triggered", detail))
        }
        Change::Extend { until, reason } => {
            needed(&reason)?;
            let recorded = task.trigger.as_ref().and_then(|trigger| trigger.due);
            let was = task.window_in_force().end().or(recorded);
            if was.is_some_and(|was| until <= was) {
                return Err(ChangeError::NotLater);
            }
            let detail = json!({ "was": was, "on": until, "note": reason });
            task.extensions.push(Extension {
                was,
                until,
                reason,
                by,
                at,
            });
            Ok(("task-extended", detail))
        }
        Change::End { on, reason } => {
            needed(&reason)?;
            let detail = json!({ "on": on, "note": reason });
            task.ended = Some(End { on, reason });
            Ok(("task-ended", detail))
        }
        Change::Cadence(cadence) => {
            let detail = json!({ "was": task.cadence, "cadence": cadence });
            task.cadence = cadence;
            Ok(("task-cadence-set", detail))
        }
        Change::DoneWhen(done_when) => {
            let detail = json!({ "was": task.done_when, "done_when": done_when });
            task.done_when = done_when;
            Ok(("task-done-when-set", detail))
        }
    }
}

fn needed(reason: &str) -> Result<&str, ChangeError> {
    let reason = reason.trim();
    (!reason.is_empty())
        .then_some(reason)
        .ok_or(ChangeError::NoReason)
}

/// A piece of a task for one unit.
#[derive(Debug, Clone)]
pub struct NewPiece {
    /// What is to be done.
    pub content: String,
    /// Whose it is.
    pub unit: UnitId,
    /// By when.
    pub due: Date,
}

/// Adds a piece to a task.
///
/// # Errors
/// [`ChangeError`].
pub async fn add_piece(
    tx: &impl ConnectionTrait,
    by: &Actor,
    parent: TaskId,
    new: NewPiece,
    now: Instant,
) -> Result<TaskId, ChangeError> {
    let (known, pieces) = store::one(tx, by.agency, parent)
        .await?
        .ok_or(ChangeError::NoTask)?;
    if known.task.ended.is_some() {
        return Err(ChangeError::Ended);
    }
    let unit = agency::unit(tx, by.agency, new.unit)
        .await?
        .ok_or(ChangeError::NoUnit)?;
    let task = NewTask {
        plan: known.task.plan,
        parent: Some(parent),
        position: i32::try_from(pieces.len()).unwrap_or(i32::MAX),
        section: known.task.section,
        applies_from: known.task.applies_from,
        applies_to: known.task.applies_to,
        ..NewTask::of(known.task.year, &new.content, schedule::Window::deadline(new.due))
    };
    let id = store::add(tx, by.agency, task, &[(unit.id, Role::Lead, false)], now).await?;
    let detail = json!({ "unit": unit.name, "on": new.due, "note": new.content });
    record(tx, by, parent, "task-piece-added", detail, now).await?;
    Ok(id)
}

/// Makes a task that stands alone or belongs to a plan's row, with the parts of its units.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn create(
    tx: &impl ConnectionTrait,
    by: &Actor,
    new: NewTask,
    units: &[(UnitId, Role, bool)],
    now: Instant,
) -> Result<TaskId, DbErr> {
    let detail = json!({ "no": new.no, "time": new.time_text });
    let id = store::add(tx, by.agency, new, units, now).await?;
    record(tx, by, id, "task-made", detail, now).await?;
    Ok(id)
}
