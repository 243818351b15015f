//! A unit reports on its part: ticks, occurrences, activity; and takes a report back.

use db::Instant;
use jiff::civil::Date;
use sea_orm::{ConnectionTrait, DbErr};
use serde_json::json;

use super::model::{Mark, MarkId, Mode, Part, TaskId, Tick};
use super::rule::{Known, occurrences};
use super::store::{self, Reporter};
use crate::features::agency::{self, AgencyId, PersonId, UnitId};
use crate::features::audit::{self, Subject};
use crate::policy::Actor;

/// Longest note, in characters.
pub const MAX_NOTE: usize = 1_000;

/// What a unit reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// How far it is; for what comes again or goes on only [`Tick::Done`] is meant.
    pub tick: Tick,
    /// The day it was done, or of the report.
    pub on: Date,
    /// The occurrence that it fulfils, by its due day.
    pub occurrence: Option<Date>,
    /// 0 to 100, while it is being done.
    pub percent: Option<u8>,
    /// A number with it.
    pub amount: Option<i64>,
    /// Words with it.
    pub note: String,
}

impl Report {
    /// Done on a day, without more words.
    #[must_use]
    pub fn done(on: Date) -> Self {
        Self {
            tick: Tick::Done,
            on,
            occurrence: None,
            percent: None,
            amount: None,
            note: String::new(),
        }
    }
}

/// Why a report was not taken.
#[derive(Debug, thiserror::Error)]
pub enum TickError {
    /// There is no such task, or the unit has no part in it.
    #[error("the unit has no part in the task")]
    NoPart,
    /// The task is not owed any more.
    #[error("the task has ended")]
    Ended,
    /// The day lies ahead.
    #[error("the day has not come yet")]
    Ahead,
    /// Of several ways none was chosen, so nobody could say what was done.
    #[error("the way to fulfil the task was not chosen")]
    NotChosen,
    /// The task has no occurrence due on that day.
    #[error("there is no such occurrence")]
    NoOccurrence,
    /// The occurrence was reported before.
    #[error("it was reported already")]
    Again,
    /// The database failed.
    #[error(transparent)]
    Db(#[from] DbErr),
}

impl TickError {
    /// The field and the word key that tell a person.
    #[must_use]
    pub fn field(&self) -> (&'static str, &'static str) {
        match self {
            Self::Ahead => ("on", "task-tick-ahead"),
            Self::NoOccurrence => ("occurrence", "task-tick-no-occurrence"),
            Self::Again => ("occurrence", "task-tick-again"),
            Self::NotChosen => ("tick", "task-tick-not-chosen"),
            Self::Ended => ("tick", "task-tick-ended"),
            Self::NoPart | Self::Db(_) => ("tick", "task-tick-no-part"),
        }
    }
}

/// Takes a unit's report on its part of a task.
///
/// # Errors
/// [`TickError`].
pub async fn tick(
    tx: &impl ConnectionTrait,
    by: &Actor,
    (task, unit): (TaskId, UnitId),
    report: Report,
    today: Date,
    now: Instant,
) -> Result<(), TickError> {
    let (known, part) = part_of(tx, by, task, unit).await?;
    if known.task.ended.is_some() {
        return Err(TickError::Ended);
    }
    if report.on > today {
        return Err(TickError::Ahead);
    }
    let undecided = known.task.alternatives.len() > 1 && known.task.choice.is_none();
    if report.tick == Tick::Done && undecided {
        return Err(TickError::NotChosen);
    }
    let reporter = Reporter {
        person: by.person,
        name: &by.name,
        at: now,
    };
    match known.task.mode() {
        Mode::Once => {
            let mut part = part.clone();
            part.tick = report.tick;
            part.done_on = (report.tick == Tick::Done).then_some(report.on);
            part.percent = report
                .percent
                .filter(|_| report.tick == Tick::Doing)
                .map(|p| p.min(100));
            part.amount = report.amount;
            part.note.clone_from(&report.note);
            store::save_part(tx, by.agency, &part, Some(reporter)).await?;
        }
        mode => {
            let due_on = report.occurrence.filter(|_| mode == Mode::Again);
            if mode == Mode::Again {
                let due = due_on.ok_or(TickError::NoOccurrence)?;
                let all = occurrences(&known.task, &known.task.window_in_force());
                if !all.iter().any(|one| one.due == due) {
                    return Err(TickError::NoOccurrence);
                }
            }
            let mark = Mark {
                id: MarkId::new(),
                task,
                unit,
                due_on,
                done_on: report.on,
                amount: report.amount,
                note: report.note.clone(),
                by: by.name.clone(),
                at: now,
            };
            if !store::add_mark(tx, by.agency, &mark, reporter).await? {
                return Err(TickError::Again);
            }
        }
    }
    let action = match report.tick {
        Tick::Done => "task-ticked",
        Tick::Doing => "task-progressed",
        Tick::NotStarted => "task-unticked",
    };
    let detail = json!({
        "unit": unit_name(tx, by, unit).await?,
        "on": report.on,
        "occurrence": report.occurrence,
        "percent": report.percent,
        "amount": report.amount,
        "note": report.note,
    });
    record(tx, by, task, action, detail, now).await?;
    settle(tx, by.agency, task).await?;
    Ok(())
}

/// Takes a report back: the act and its reason stay in the history.
///
/// # Errors
/// [`TickError::NoPart`] when there is nothing to take back.
pub async fn untick(
    tx: &impl ConnectionTrait,
    by: &Actor,
    (task, unit): (TaskId, UnitId),
    mark: Option<MarkId>,
    reason: &str,
    now: Instant,
) -> Result<(), TickError> {
    let (known, part) = part_of(tx, by, task, unit).await?;
    let on = match mark {
        Some(id) => {
            let found = known.marks.iter().find(|mark| mark.id == id && mark.unit == unit);
            let found = found.ok_or(TickError::NoPart)?;
            store::remove_mark(tx, by.agency, task, id).await?;
            Some(found.done_on)
        }
        None => {
            let mut open = part.clone();
            open.tick = Tick::NotStarted;
            open.done_on = None;
            open.percent = None;
            open.note = String::new();
            let reporter = Reporter {
                person: by.person,
                name: &by.name,
                at: now,
            };
            store::save_part(tx, by.agency, &open, Some(reporter)).await?;
            part.done_on
        }
    };
    let detail = json!({ "unit": unit_name(tx, by, unit).await?, "on": on, "note": reason });
    record(tx, by, task, "task-unticked", detail, now).await?;
    settle(tx, by.agency, task).await?;
    Ok(())
}

/// Why a part was not given to a person.
#[derive(Debug, thiserror::Error)]
pub enum AssignError {
    /// There is no such task, or the unit has no part in it.
    #[error("the unit has no part in the task")]
    NoPart,
    /// The person does not work in the unit.
    #[error("the person is not of the unit")]
    NotOfUnit,
    /// The database failed.
    #[error(transparent)]
    Db(#[from] DbErr),
}

/// Gives a unit's part to one of its people, or to nobody.
///
/// # Errors
/// [`AssignError`].
pub async fn assign(
    tx: &impl ConnectionTrait,
    by: &Actor,
    (task, unit): (TaskId, UnitId),
    person: Option<PersonId>,
    now: Instant,
) -> Result<(), AssignError> {
    let found = part_of(tx, by, task, unit).await.map_err(|error| match error {
        TickError::Db(error) => AssignError::Db(error),
        _ => AssignError::NoPart,
    });
    let (_, mut part) = found?;
    let name = match person {
        Some(id) => {
            let known = agency::person(tx, by.agency, id).await?;
            let known = known.filter(|person| person.unit == Some(unit));
            known.ok_or(AssignError::NotOfUnit)?.full_name
        }
        None => String::new(),
    };
    part.assignee = person;
    store::save_part(tx, by.agency, &part, None).await?;
    let detail = json!({ "unit": unit_name(tx, by, unit).await?, "person": name });
    record(tx, by, task, "task-assigned", detail, now).await?;
    Ok(())
}

async fn part_of(
    tx: &impl ConnectionTrait,
    by: &Actor,
    task: TaskId,
    unit: UnitId,
) -> Result<(Known, Part), TickError> {
    let (known, _) = store::one(tx, by.agency, task).await?.ok_or(TickError::NoPart)?;
    let part = known
        .parts
        .iter()
        .find(|part| part.unit == unit && part.left_on.is_none());
    let part = part.cloned().ok_or(TickError::NoPart)?;
    Ok((known, part))
}

async fn unit_name(tx: &impl ConnectionTrait, by: &Actor, unit: UnitId) -> Result<String, DbErr> {
    let unit = agency::unit(tx, by.agency, unit).await?;
    Ok(unit.map(|unit| unit.name).unwrap_or_default())
}

/// Writes into the history of a task.
pub(super) async fn record(
    tx: &impl ConnectionTrait,
    by: &Actor,
    task: TaskId,
    action: &str,
    detail: serde_json::Value,
    now: Instant,
) -> Result<(), DbErr> {
    let actor = Some((by.person, by.name.as_str()));
    audit::record(
        tx,
        by.agency,
        actor,
        action,
        Subject::new("task", task.0),
        detail,
        now,
    )
    .await
}

/// Notes whether anything is owed still, so that years that are over can be left out of lists.
pub(super) async fn settle(tx: &impl ConnectionTrait, agency: AgencyId, task: TaskId) -> Result<(), DbErr> {
    let Some((known, _)) = store::one(tx, agency, task).await? else {
        return Ok(());
    };
    store::close(tx, agency, task, closed_on(&known)).await
}

/// The day since which nothing is owed, when that can be said without a calendar.
pub(super) fn closed_on(known: &Known) -> Option<Date> {
    if let Some(end) = &known.task.ended {
        return Some(end.on);
    }
    let deciding: Vec<&Part> = known.deciding().collect();
    let done = !deciding.is_empty() && deciding.iter().all(|part| part.tick == Tick::Done);
    (known.task.mode() == Mode::Once && done)
        .then(|| deciding.iter().filter_map(|part| part.done_on).max())
        .flatten()
}
