//! Units that were founded, merged or ended after tasks were given out.

use db::Instant;
use jiff::civil::Date;
use sea_orm::{ConnectionTrait, DbErr};
use serde_json::json;

use super::fan_out::fan_out;
use super::model::{Part, Role, TaskId};
use super::rule::Known;
use super::store::{self, Which};
use super::tick::{record, settle};
use crate::features::agency::{self, AgencyId, Unit, UnitId};
use crate::policy::Actor;

/// Brings the parts of a task in line with the units that are meant: nobody's report is removed.
pub(super) async fn fit_parts(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    known: &Known,
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
                    ..part.clone()
                };
                if fitted != *part {
                    store::save_part(tx, agency, &fitted, None).await?;
                }
            }
        }
    }
    store::add_parts(tx, agency, known.task.id, &new).await?;
    for part in known.parts.iter().filter(|part| part.left_on.is_none()) {
        if !meant.iter().any(|(unit, ..)| *unit == part.unit) {
            let left = Part {
                left_on: Some(today),
                ..part.clone()
            };
            store::save_part(tx, agency, &left, None).await?;
        }
    }
    Ok(())
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

type Meant = Vec<(UnitId, Role, bool)>;

fn drift_of(known: &Known, units: &[Unit], today: Date) -> Option<(Drift, Meant)> {
    if known.task.parties.is_empty() || known.task.ended.is_some() {
        return None;
    }
    let meant = fan_out(&known.task.parties, units, today);
    let live: Vec<&Part> = known.parts.iter().filter(|part| part.left_on.is_none()).collect();
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
        fit_parts(tx, by.agency, &known, &meant, today).await?;
        let detail = json!({ "joining": names(&drift.joining), "leaving": names(&drift.leaving) });
        record(tx, by, drift.task, "task-units-refreshed", detail, now).await?;
        settle(tx, by, drift.task).await?;
        changed += 1;
    }
    Ok(changed)
}
