//! All tasks of an agency on a day, and what follows from them: figures, debts, what to remind of.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;
use schedule::{Calendar, Rules, State};
use sea_orm::{ConnectionTrait, DbErr};

use super::model::{Mode, Part, Role, TaskId};
use super::rule::{Day, Known, TaskState};
use super::stage::Stage;
use super::store::{self, Which};
use crate::features::account;
use crate::features::agency::{AgencyId, PersonId, UnitId};
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
async fn with_evidence(
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
    let known = with_evidence(db, agency, store::load(db, agency, Which::Of(as_of)).await?).await?;
    let states = known.into_iter().filter(|known| known.task.parent.is_none());
    let states = states.map(|known| known.as_of(as_of).on(day));
    Ok(figures(states, (from, to), day))
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
    let done = |due: Date| {
        parts.iter().all(|part| {
            let mut marks = state.known.marks.iter();
            marks.any(|mark| mark.unit == part.unit && mark.due_on == Some(due))
        })
    };
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

/// What a unit owes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Debt {
    /// The unit.
    pub unit: UnitId,
    /// Late parts.
    pub late: usize,
    /// Parts at risk.
    pub at_risk: usize,
    /// Open parts that are neither.
    pub due: usize,
    /// Standing parts without activity for too long: to be asked about, not owed.
    pub quiet: usize,
    /// Each part, the worst first: task, lead or coordinator, state.
    pub parts: Vec<(TaskId, Role, State)>,
}

/// Who owes what: the units that owe something, the one with most late parts first.
#[must_use]
pub fn owed_by_unit(states: &[TaskState]) -> Vec<Debt> {
    let mut debts: BTreeMap<UnitId, Debt> = BTreeMap::new();
    for state in states {
        for part in state
            .parts
            .iter()
            .filter(|part| part.owes && part.state.wants_action())
        {
            let debt = debts.entry(part.unit).or_insert(Debt {
                unit: part.unit,
                late: 0,
                at_risk: 0,
                due: 0,
                quiet: 0,
                parts: Vec::new(),
            });
            match Stage::of(part.state) {
                Stage::Late => debt.late += 1,
                Stage::AtRisk => debt.at_risk += 1,
                Stage::Quiet => debt.quiet += 1,
                _ => debt.due += 1,
            }
            debt.parts.push((state.known.task.id, part.role, part.state));
        }
    }
    let mut debts: Vec<Debt> = debts.into_values().collect();
    for debt in &mut debts {
        debt.parts
            .sort_by_key(|(_, role, state)| (Stage::of(*state), *role));
    }
    debts.sort_by_key(|debt| std::cmp::Reverse((debt.late, debt.at_risk, debt.due, debt.quiet)));
    debts
}

/// Where a day lies to the last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum When {
    /// The last day is still to come.
    Before,
    /// It is today.
    At,
    /// It has passed.
    After,
    /// There is none: a standing task was quiet for too long.
    Quiet,
}

impl When {
    /// Word key that says why somebody is reminded; takes `days`.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Before => "task-remind-before",
            Self::At => "task-remind-at",
            Self::After => "task-remind-after",
            Self::Quiet => "task-remind-quiet",
        }
    }
}

/// Something that a unit should be reminded of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueItem {
    /// The task.
    pub task: TaskId,
    /// What it is, for the message.
    pub content: String,
    /// Whose part.
    pub unit: UnitId,
    /// Lead or coordinator.
    pub role: Role,
    /// Whom to tell: the person it was given to, else the unit's heads; empty when the unit has none.
    pub persons: Vec<PersonId>,
    /// Before, at or after the last day.
    pub when: When,
    /// Working days to the last day, or since it; for a quiet task since its last activity.
    pub working_days: i32,
    /// The last day, or for a quiet task its last activity.
    pub due: Option<Date>,
}

/// What is open, late or quiet today, for each part that is owed. The caller decides at how many working days
/// before or after it reminds.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn due_items(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    today: Date,
    calendar: &Calendar,
) -> Result<Vec<DueItem>, DbErr> {
    let states = overview(db, agency, today, calendar).await?;
    let mut heads: HashMap<UnitId, Vec<PersonId>> = HashMap::new();
    for (person, unit) in account::holders(db, agency, account::Role::UnitHead).await? {
        if let Some(unit) = unit {
            heads.entry(unit).or_default().push(person);
        }
    }
    let mut items = Vec::new();
    for state in &states {
        for (part, standing) in state.known.parts.iter().zip(&state.parts).filter(|(_, s)| s.owes) {
            let Some((when, working_days, due)) = distance(standing.state, today, calendar) else {
                continue;
            };
            let persons = match part.assignee {
                Some(person) => vec![person],
                None => heads.get(&part.unit).cloned().unwrap_or_default(),
            };
            items.push(DueItem {
                task: state.known.task.id,
                content: state.known.task.content.clone(),
                unit: part.unit,
                role: part.role,
                persons,
                when,
                working_days,
                due,
            });
        }
    }
    Ok(items)
}

fn distance(state: State, today: Date, calendar: &Calendar) -> Option<(When, i32, Option<Date>)> {
    match state {
        State::Due { by: Some(by) } | State::AtRisk { by, .. } => {
            let left = calendar.working_days_between(today, by);
            Some((if by == today { When::At } else { When::Before }, left, Some(by)))
        }
        State::Late { by, working_days } => Some((When::After, working_days, Some(by))),
        State::Quiet { since } => {
            let days = calendar.working_days_between(since, today);
            Some((When::Quiet, days, Some(since)))
        }
        _ => None,
    }
}
