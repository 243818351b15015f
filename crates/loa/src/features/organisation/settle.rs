//! What the day brings: names that begin today, people and open work of units that ended yesterday.

use sea_orm::DbErr;
use serde_json::json;

use super::unit::{Act, give_roles};
use crate::features::account::{self, Role};
use crate::features::agency::{self, AgencyId, PersonId, Transfer, Unit, heir};
use crate::features::{audit, task};
use db::{Instant, Tx};
use jiff::civil::Date;

/// Brings an agency in line with the day. Doing it again changes nothing.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn settle(
    tx: &Tx,
    agency: AgencyId,
    by: audit::By<'_>,
    (today, now): (Date, Instant),
) -> Result<(), DbErr> {
    let act = Act {
        tx,
        agency,
        by,
        today,
        now,
    };
    agency::bring_names_in_force(tx, agency, today).await?;
    let units = agency::units(tx, agency).await?;
    for unit in units
        .iter()
        .filter(|unit| unit.valid_to.is_some_and(|end| end < today))
    {
        empty(act, unit, &units).await?;
    }
    task::hand_over(tx, agency, by, (today, now)).await?;
    Ok(())
}

/// The people of a unit that has ended go where it was said, or to the unit that took over; nobody heads it any more.
async fn empty(act: Act<'_>, unit: &Unit, units: &[Unit]) -> Result<(), DbErr> {
    let (tx, agency) = (act.tx, act.agency);
    let planned = agency::transfers(tx, agency, unit.id).await?;
    let head = (Role::UnitHead, Some(unit.id));
    let roles = account::roles_of_all(tx, agency).await?;
    let heads: Vec<PersonId> = roles
        .iter()
        .filter(|(_, held)| held.contains(&head))
        .map(|(person, _)| *person)
        .collect();
    let taker = heir(unit.id, units, act.today).filter(|heir| *heir != unit.id);
    let mut moved = Vec::new();
    for person in agency::people(tx, agency, act.today).await? {
        let is_member = person.unit == Some(unit.id);
        let is_head = heads.contains(&person.id);
        if !is_member && !is_head {
            continue;
        }
        let said = planned.iter().find(|one| one.person == person.id).copied();
        let said = said.map(|one| Transfer {
            // Where they were to go may have ended since.
            to: heir(one.to, units, act.today).unwrap_or(one.to),
            ..one
        });
        let said = said.or_else(|| {
            taker.map(|to| Transfer {
                person: person.id,
                to,
                heads: false,
            })
        });
        if is_head {
            let mut held = roles.get(&person.id).cloned().unwrap_or_default();
            held.retain(|one| *one != head);
            if let Some(to) = said.filter(|said| said.heads) {
                held.push((Role::UnitHead, Some(to.to)));
                held.sort_unstable();
                held.dedup();
            }
            give_roles(act, person.id, held).await?;
        } else if let Some(to) = said.filter(|said| said.heads) {
            account::grant(tx, agency, person.id, Role::UnitHead, Some(to.to), act.now).await?;
        }
        if let (true, Some(to)) = (is_member, said) {
            agency::move_person(tx, agency, person.id, Some(to.to)).await?;
            let name = units.iter().find(|unit| unit.id == to.to).map(|unit| &unit.name);
            moved.push(json!({ "name": person.full_name, "to": name }));
        }
    }
    if !planned.is_empty() {
        agency::clear_transfers(tx, agency, unit.id).await?;
    }
    if !moved.is_empty() {
        act.record(unit.id, "unit-people-moved", json!({ "people": moved }))
            .await?;
    }
    Ok(())
}
