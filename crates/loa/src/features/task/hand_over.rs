//! Units that end: what they owe falls to the unit that takes over.

use db::Instant;
use jiff::civil::Date;
use sea_orm::{ConnectionTrait, DbErr};
use serde_json::json;

use super::drift::{fit_parts, is_settled};
use super::model::{Part, Role, TaskId};
use super::rule::Known;
use super::store::{self, Which};
use super::tick::{closed_on, settle};
use super::web::{numbered, task_path};
use crate::features::agency::{self, AgencyId, Unit, UnitId};
use crate::features::audit::{self, Subject};

/// An open part of a unit in a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenPart {
    /// The task.
    pub task: TaskId,
    /// Its number and content.
    pub title: String,
    /// Its page.
    pub href: String,
    /// The unit.
    pub unit: UnitId,
    /// Lead or coordinator.
    pub role: Role,
}

fn is_open(known: &Known, part: &Part) -> bool {
    part.left_on.is_none() && !is_settled(known, part)
}

/// What units still owe, in the order of tasks: it would fall to others if they ended.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn open_parts(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    units: &[UnitId],
    today: Date,
) -> Result<Vec<OpenPart>, DbErr> {
    let mut open = Vec::new();
    for known in store::load(db, agency, Which::Of(today)).await? {
        if closed_on(&known).is_some() {
            continue;
        }
        let owed = known.parts.iter().filter(|part| is_open(&known, part));
        for part in owed.filter(|part| units.contains(&part.unit)) {
            open.push(OpenPart {
                task: known.task.id,
                title: numbered(&known.task),
                href: task_path(known.task.id),
                unit: part.unit,
                role: part.role,
            });
        }
    }
    Ok(open)
}

/// Gives the open parts of units that have ended to those that took over from them; the number of tasks changed.
/// What was reported stays with the unit that reported it, and counts for the one that goes on.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn hand_over(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    by: audit::By<'_>,
    (today, now): (Date, Instant),
) -> Result<usize, DbErr> {
    let units = agency::units(tx, agency).await?;
    if !units.iter().any(|unit| taker(unit.id, &units, today).is_some()) {
        return Ok(0);
    }
    let name = |id: UnitId| units.iter().find(|unit| unit.id == id).map(|unit| &unit.name);
    let mut changed = 0;
    for known in store::load(tx, agency, Which::Of(today)).await? {
        if closed_on(&known).is_some() {
            continue;
        }
        let mut meant: Vec<(UnitId, Role, bool)> = Vec::new();
        let mut given = Vec::new();
        for part in known.parts.iter().filter(|part| part.left_on.is_none()) {
            let to = taker(part.unit, &units, today).filter(|_| is_open(&known, part));
            if let Some(to) = to {
                given.push(json!({ "from": name(part.unit), "to": name(to) }));
            }
            let unit = to.unwrap_or(part.unit);
            match meant.iter_mut().find(|(known, ..)| *known == unit) {
                // Whoever leads in one of two parts leads.
                Some((_, role, fanned_out)) => {
                    *role = (*role).min(part.role);
                    *fanned_out &= part.fanned_out;
                }
                None => meant.push((unit, part.role, part.fanned_out)),
            }
        }
        if given.is_empty() {
            continue;
        }
        fit_parts(tx, agency, (&known, &units), &meant, today).await?;
        let subject = Subject::new("task", known.task.id.0);
        audit::record(
            tx,
            agency,
            by,
            "task-handed-over",
            subject,
            json!({ "parts": given }),
            now,
        )
        .await?;
        settle(tx, agency, known.task.id).await?;
        changed += 1;
    }
    Ok(changed)
}

/// The unit of a day that took over from one that has ended.
fn taker(unit: UnitId, units: &[Unit], day: Date) -> Option<UnitId> {
    let heir = agency::heir(unit, units, day).filter(|heir| *heir != unit)?;
    let there = units.iter().any(|unit| unit.id == heir && unit.is_there_on(day));
    there.then_some(heir)
}
