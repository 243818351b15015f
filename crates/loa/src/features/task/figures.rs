//! Figures of a period, for reports and the leader's page.

use std::collections::BTreeMap;

use jiff::civil::Date;
use schedule::{Calendar, State};
use sea_orm::{ConnectionTrait, DbErr};

use super::model::{Mode, Part, TaskId};
use super::overview::{in_period, rules};
use super::rule::{Day, TaskState};
use super::stage::Stage;
use crate::features::agency::{AgencyId, UnitId};

/// Figures of a period: counts of top-level tasks, each task's and each unit's line.
///
/// `planned` = `done` + `doing` + `late`; the rest was not owed in the period. Facts are taken by their own day,
/// so what was done after the period does not count in it, whenever it was reported.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figures {
    /// The counts of the agency.
    pub all: Counts,
    /// One line for each task that was planned, in the plan's order.
    pub tasks: Vec<TaskLine>,
    /// One line for each unit that had a part, with the counts of its parts.
    pub units: Vec<(UnitId, Counts)>,
}

/// Counts of tasks or parts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Owed in the period: with an end in it, open in it, standing, or late from before.
    pub planned: usize,
    /// Done by the end of the period.
    pub done: usize,
    /// Of those, done on time.
    pub on_time: usize,
    /// Open, not late.
    pub doing: usize,
    /// Of those, standing tasks (thường xuyên).
    pub standing: usize,
    /// Of those, standing tasks without activity for too long.
    pub quiet: usize,
    /// Not done and past their last day.
    pub late: usize,
    /// Not due in the period.
    pub not_due: usize,
    /// Waiting for an event that had not come.
    pub asleep: usize,
    /// Without a time that could be read.
    pub unscheduled: usize,
}

/// A task's line in the figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TaskLine {
    /// The task.
    pub task: TaskId,
    /// Where it stood on the last day of the period, or today when that is earlier.
    pub stage: Stage,
    /// Units that have done their part.
    pub units_done: usize,
    /// Units with a part.
    pub units: usize,
}

/// Figures of a period, both days included: what a report and the leader's page need.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn progress(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    (from, to): (Date, Date),
    today: Date,
    calendar: &Calendar,
) -> Result<Figures, DbErr> {
    let as_of = to.min(today);
    let rules = rules();
    let day = Day {
        today: as_of,
        calendar,
        rules: &rules,
    };
    let states = in_period(db, agency, as_of, None, calendar).await?;
    Ok(figures(states.into_iter(), (from, to), day))
}

fn figures(states: impl Iterator<Item = TaskState>, period: (Date, Date), day: Day<'_>) -> Figures {
    let mut figures = Figures::default();
    let mut units: BTreeMap<UnitId, Counts> = BTreeMap::new();
    for state in states {
        let deciding: Vec<&Part> = state.known.deciding().collect();
        let stage = stage_in(&state, &deciding, state.state, period, day);
        if figures.all.add(stage, state.state, state.mode(), period.0) {
            let (units_done, units) = state.ticked();
            figures.tasks.push(TaskLine {
                task: state.known.task.id,
                stage,
                units_done,
                units,
            });
        }
        let finished = matches!(state.state, State::Done { .. } | State::Ended);
        for (part, standing) in state.known.parts.iter().zip(&state.parts) {
            if part.left_on.is_some_and(|left| left <= day.today) {
                continue;
            }
            let mut stage = stage_in(&state, &[part], standing.state, period, day);
            // Nobody owes a part of a finished task: a coordinator who said nothing is not late.
            if finished && stage != Stage::Done {
                stage = Stage::Ended;
            }
            let counts = units.entry(part.unit).or_default();
            counts.add(stage, standing.state, state.mode(), period.0);
        }
    }
    figures.units = units.into_iter().collect();
    figures
}

/// The stage that counts in a period: for what comes again, that of the occurrences that were due in it.
fn stage_in(state: &TaskState, parts: &[&Part], own: State, (from, to): (Date, Date), day: Day<'_>) -> Stage {
    let stage = Stage::of(own);
    if state.mode() != Mode::Again || matches!(stage, Stage::Late | Stage::Ended) {
        return stage;
    }
    let due: Vec<_> = state
        .occurrences()
        .into_iter()
        .filter(|one| (from..=to).contains(&one.due))
        .collect();
    let done = |due: Date| parts.iter().all(|part| state.known.did(part.unit, due));
    if due.is_empty() {
        // Nothing falls due in the period: it is not owed, though the year's work may be done.
        return if stage == Stage::Done {
            Stage::NotYet
        } else {
            stage
        };
    }
    if due.iter().all(|one| done(one.due)) {
        Stage::Done
    } else if due.iter().any(|one| one.start <= day.today) {
        Stage::Due
    } else {
        stage
    }
}

impl Counts {
    /// Counts one; whether it was planned.
    fn add(&mut self, stage: Stage, state: State, mode: Mode, from: Date) -> bool {
        match stage {
            Stage::Done => {
                let (on, late) = match state {
                    State::Done {
                        on,
                        working_days_late,
                    } => (Some(on), working_days_late > 0),
                    _ => (None, false),
                };
                if mode == Mode::Once && on.is_some_and(|on| on < from) {
                    return false;
                }
                self.done += 1;
                self.on_time += usize::from(!late);
            }
            Stage::Late => self.late += 1,
            Stage::Due | Stage::AtRisk => self.doing += 1,
            Stage::Healthy | Stage::Quiet => {
                self.doing += 1;
                self.standing += 1;
                self.quiet += usize::from(stage == Stage::Quiet);
            }
            Stage::NotYet | Stage::Coming => {
                self.not_due += 1;
                return false;
            }
            Stage::Asleep => {
                self.asleep += 1;
                return false;
            }
            Stage::Unscheduled => {
                self.unscheduled += 1;
                return false;
            }
            Stage::Ended => return false,
        }
        self.planned += 1;
        true
    }
}
