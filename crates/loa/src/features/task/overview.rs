//! All tasks of an agency on a day.

use std::collections::HashSet;

use jiff::civil::Date;
use schedule::{Calendar, Rules, State};
use sea_orm::{ConnectionTrait, DbErr};

use super::model::TaskId;
use super::rule::{Day, Known, TaskState};
use super::store::{self, Which};
use crate::features::agency::AgencyId;
use crate::features::evidence;

/// The numbers in the rules that hold for every agency.
#[must_use]
pub fn rules() -> Rules {
    Rules::default()
}

/// Every task that counts on a day, with its state and those of its parts, in the plan's order: the tasks of the
/// day's year, and older ones that are still owed or whose plan still runs. A handful of queries, however many
/// tasks there are. Pieces of tasks are among them ([`super::Task::parent`]).
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn overview(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    today: Date,
    calendar: &Calendar,
) -> Result<Vec<TaskState>, DbErr> {
    let states = load(db, agency, Which::Of(today), today, calendar).await?;
    let year = today.year();
    let counts = |state: &TaskState| {
        let closed = matches!(state.state, State::Ended | State::Done { .. });
        state.known.task.year == year || !closed
    };
    Ok(states.into_iter().filter(counts).collect())
}

/// As [`overview`], for all tasks of one year's plans, whatever became of them.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn of_year(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    year: i16,
    today: Date,
    calendar: &Calendar,
) -> Result<Vec<TaskState>, DbErr> {
    load(db, agency, Which::Year(year), today, calendar).await
}

/// One task with its pieces, on a day.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn task(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    id: TaskId,
    today: Date,
    calendar: &Calendar,
) -> Result<Option<(TaskState, Vec<TaskState>)>, DbErr> {
    let mut all = load(db, agency, Which::One(id), today, calendar).await?;
    let at = all.iter().position(|state| state.known.task.id == id);
    Ok(at.map(|at| (all.remove(at), all)))
}

/// The tasks of a period, pieces left out, as they stood on its last day that has come: those of [`overview`],
/// finished ones too, and when `also` is another year all of that year's plans.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn in_period(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    as_of: Date,
    also: Option<i16>,
    calendar: &Calendar,
) -> Result<Vec<TaskState>, DbErr> {
    let rules = rules();
    let day = Day {
        today: as_of,
        calendar,
        rules: &rules,
    };
    let mut known = store::load(db, agency, Which::Of(as_of)).await?;
    if let Some(year) = also.filter(|year| *year != as_of.year()) {
        let there: HashSet<TaskId> = known.iter().map(|known| known.task.id).collect();
        let more = store::load(db, agency, Which::Year(year)).await?;
        known.extend(more.into_iter().filter(|known| !there.contains(&known.task.id)));
    }
    let known = with_evidence(db, agency, known).await?;
    let top = known.into_iter().filter(|known| known.task.parent.is_none());
    Ok(top.map(|known| known.as_of(as_of).on(day)).collect())
}

async fn load(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    which: Which,
    today: Date,
    calendar: &Calendar,
) -> Result<Vec<TaskState>, DbErr> {
    let rules = rules();
    let day = Day {
        today,
        calendar,
        rules: &rules,
    };
    let known = with_evidence(db, agency, store::load(db, agency, which).await?).await?;
    Ok(known.into_iter().map(|known| known.on(day)).collect())
}

/// Adds what the ledger knows: the latest fact date of each task's evidence.
pub(super) async fn with_evidence(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    mut known: Vec<Known>,
) -> Result<Vec<Known>, DbErr> {
    if known.is_empty() {
        return Ok(known);
    }
    let counts = evidence::counts(db, agency, "task", None).await?;
    for one in &mut known {
        one.evidence_on = counts.get(&one.task.id.0).and_then(|counts| counts.latest_fact);
    }
    Ok(known)
}
