//! Units that were founded, merged or ended after tasks were given out.

use db::Instant;
use jiff::civil::Date;
use sea_orm::{ConnectionTrait, DbErr};
use serde_json::json;

use super::fan_out::fan_out;
use super::model::{Mode, Part, Role, TaskId, Tick};
use super::rule::Known;
use super::store::{self, Which};
use super::tick::{closed_on, record, settle};
use crate::features::agency::{self, AgencyId, Unit, UnitId};
use crate::policy::Actor;

/// Brings the parts of a task in line with the units that are meant: nobody's report is removed. A new part of a
/// unit that took over from one that ended goes on where that one stood.
pub(super) async fn fit_parts(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    (known, units): (&Known, &[Unit]),
    meant: &[(UnitId, Role, bool)],
    today: Date,
) -> Result<(), DbErr> {
    let mut new = Vec::new();
    for (unit, role, fanned_out) in meant {
        match known.parts.iter().find(|part| part.unit == *unit) {
            None => new.push((*unit, *role, *fanned_out)),
            Some(part) => {
                let fitted = Part {
                    role: *role,
                    fanned_out: *fanned_out,
                    left_on: None,
                    heir: None,
                    ..part.clone()
                };
                if fitted != *part {
                    store::save_part(tx, agency, &fitted, None).await?;
                }
            }
        }
    }
    let task = known.task.id;
    store::add_parts(tx, agency, task, &new).await?;
    for part in known.parts.iter().filter(|part| part.left_on.is_none()) {
        if meant.iter().any(|(unit, ..)| *unit == part.unit) {
            continue;
        }
        let heir = agency::heir(part.unit, units, today);
        let heir = heir.filter(|heir| new.iter().any(|(unit, ..)| unit == heir));
        let left = Part {
            left_on: Some(today),
            heir,
            ..part.clone()
        };
        store::save_part(tx, agency, &left, None).await?;
        if let (Some(heir), Some(person)) = (heir, part.assignee) {
            let known = agency::person(tx, agency, person).await?;
            if known.is_some_and(|person| person.unit == Some(heir)) {
                store::give_part(tx, agency, (task, heir), person).await?;
            }
        }
    }
    Ok(())
}

/// Whether a part was done once and for all: whoever takes over owes it to nobody.
pub(super) fn is_settled(known: &Known, part: &Part) -> bool {
    known.task.mode() == Mode::Once && part.tick == Tick::Done
}

/// A task whose units are not those that its plan means today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drift {
    /// The task.
    pub task: TaskId,
    /// Units that should come in.
    pub joining: Vec<UnitId>,
    /// Units that should leave.
    pub leaving: Vec<UnitId>,
}

/// Tasks whose collectives mean other units today, because units were founded, merged or ended.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn drift(db: &impl ConnectionTrait, agency: AgencyId, today: Date) -> Result<Vec<Drift>, DbErr> {
    let units = agency::units(db, agency).await?;
    let all = store::load(db, agency, Which::Of(today)).await?;
    let drifted = all.iter().filter_map(|known| drift_of(known, &units, today));
    Ok(drifted.map(|(drift, _)| drift).collect())
}

/// As [`drift`], where the tasks of the day's year are at hand.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub(super) async fn drift_with<'a>(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    today: Date,
    (units, of_year): (&[Unit], impl Iterator<Item = &'a Known>),
) -> Result<Vec<Drift>, DbErr> {
    let older = store::load(db, agency, Which::Before(today)).await?;
    let drifted = |known: &Known| drift_of(known, units, today).map(|(drift, _)| drift);
    let mut found: Vec<Drift> = of_year.filter_map(drifted).collect();
    found.extend(older.iter().filter_map(drifted));
    Ok(found)
}

type Meant = Vec<(UnitId, Role, bool)>;

fn drift_of(known: &Known, units: &[Unit], today: Date) -> Option<(Drift, Meant)> {
    if known.task.parties.is_empty() || closed_on(known).is_some() {
        return None;
    }
    let live: Vec<&Part> = known.parts.iter().filter(|part| part.left_on.is_none()).collect();
    let mut meant = fan_out(&known.task.parties, units, today);
    // What a unit finished before it ended stays finished: it falls to nobody again.
    let gone: Vec<&Part> = live
        .iter()
        .copied()
        .filter(|part| !meant.iter().any(|(unit, ..)| *unit == part.unit))
        .collect();
    let settled = |part: &&&Part| is_settled(known, part);
    meant.retain(|(unit, ..)| {
        let mut before = gone
            .iter()
            .filter(|part| agency::heir(part.unit, units, today) == Some(*unit))
            .peekable();
        live.iter().any(|part| part.unit == *unit)
            || before.peek().is_none()
            || !before.all(|part| is_settled(known, part))
    });
    let kept = gone.iter().filter(settled);
    meant.extend(kept.map(|part| (part.unit, part.role, part.fanned_out)));
    let joining: Vec<UnitId> = meant
        .iter()
        .map(|(unit, ..)| *unit)
        .filter(|unit| !live.iter().any(|part| part.unit == *unit))
        .collect();
    let leaving: Vec<UnitId> = live
        .iter()
        .map(|part| part.unit)
        .filter(|unit| !meant.iter().any(|(known, ..)| known == unit))
        .collect();
    let drifted = !(joining.is_empty() && leaving.is_empty());
    let task = known.task.id;
    drifted.then_some((
        Drift {
            task,
            joining,
            leaving,
        },
        meant,
    ))
}

/// Brings the units of all open tasks in line with what their plans mean today; the number of tasks changed.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn refresh_units(
    tx: &impl ConnectionTrait,
    by: &Actor,
    today: Date,
    now: Instant,
) -> Result<usize, DbErr> {
    let units = agency::units(tx, by.agency).await?;
    let names = |ids: &[UnitId]| -> Vec<String> {
        let known = units.iter().filter(|unit| ids.contains(&unit.id));
        known.map(|unit| unit.name.clone()).collect()
    };
    let mut changed = 0;
    for known in store::load(tx, by.agency, Which::Of(today)).await? {
        let Some((drift, meant)) = drift_of(&known, &units, today) else {
            continue;
        };
        fit_parts(tx, by.agency, (&known, &units), &meant, today).await?;
        let detail = json!({ "joining": names(&drift.joining), "leaving": names(&drift.leaving) });
        record(tx, by, drift.task, "task-units-refreshed", detail, now).await?;
        settle(tx, by.agency, drift.task).await?;
        changed += 1;
    }
    Ok(changed)
}
