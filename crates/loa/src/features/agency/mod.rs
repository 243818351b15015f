//! Agencies, units and people: who exists, from when to when.
//!
//! - **Every row belongs to one agency**, and every query of every feature takes the agency first.
//! - Agencies and units are never deleted: they end (`valid_to`) and may name a successor, so that an old
//!   document keeps the name that was right on its day ([`name_on`], [`units_named_on`]).
//! - An agency that is not hosted here (a parent, a recipient) is a row too, without people.

mod model;
mod naming;
mod store;
#[cfg(test)]
mod tests;

pub use model::{
    Agency, AgencyId, NewAgency, NewPerson, NewUnit, Person, PersonId, Transfer, Unit, UnitId, UnitKind,
    heir, parse_units,
};
pub use naming::{
    AgencyName, UnitName, agency_names, bring_names_in_force, correct_agency, correct_unit,
    drop_coming_agency_name, drop_coming_unit_name, name_on, outside, rename_agency, rename_unit, unit_names,
    units_known_as, units_named_on,
};
pub use store::{
    add, add_person, add_transfer, add_unit, agencies, agency, any_hosted, change_person, change_unit,
    clear_transfers, end_unit, everyone, move_person, other_successors, people, person, place_units,
    reopen_unit, set_last_day, subordinates, transfers, unit, units, units_on,
};
