//! Who owes what, and whom to remind of it.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;
use schedule::{Calendar, State};
use sea_orm::{ConnectionTrait, DbErr};

use super::model::{Role, TaskId};
use super::overview::overview;
use super::rule::TaskState;
use super::stage::Stage;
use crate::features::account;
use crate::features::agency::{AgencyId, PersonId, UnitId};

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
