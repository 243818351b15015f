//! Collectives of units: whom a row falls to.

use jiff::civil::Date;

use super::model::{Party, Role};
use crate::features::agency::{Unit, UnitId, heir};
use crate::features::plan::{UnitSet, Who};

/// The units that `parties` mean on a day, out of all that the agency ever had, each with whether a collective
/// brought it in. A unit that has ended is followed to its successor. A unit that leads is not counted again as
/// coordinator; the leaders themselves report on no task.
#[must_use]
pub fn fan_out(parties: &[Party], all: &[Unit], day: Date) -> Vec<(UnitId, Role, bool)> {
    let exists = |unit: &&Unit| unit.is_there_on(day);
    let mut found: Vec<(UnitId, Role, bool)> = Vec::new();
    for role in Role::ALL {
        for party in parties.iter().filter(|party| party.role == *role) {
            let named = match &party.who {
                Who::Unit(id) => heir(*id, all, day),
                _ => None,
            };
            for unit in all.iter().filter(exists) {
                let (meant, collective) = match &party.who {
                    Who::Unit(_) => (named == Some(unit.id), false),
                    Who::AllOf(set) => (set.has(unit.kind), true),
                    Who::Everyone => (UnitSet::All.has(unit.kind), true),
                    Who::Outside | Who::Unresolved => (false, false),
                };
                if meant && !found.iter().any(|(known, _, _)| *known == unit.id) {
                    found.push((unit.id, *role, collective));
                }
            }
        }
    }
    found
}
