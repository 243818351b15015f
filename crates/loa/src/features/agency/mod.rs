//! Agencies, units and people: who exists, from when to when.
//!
//! - **Every row belongs to one agency**, and every query of every feature takes the agency first.
//! - Agencies and units are never deleted: they end (`valid_to`) and may name a successor, so that an old
//!   document keeps the name that was right on its day.
//! - An agency that is not hosted here (a parent, a recipient) is a row too, without people.

mod model;
mod store;

pub use model::{
    Agency, AgencyId, NewAgency, NewPerson, NewUnit, Person, PersonId, Unit, UnitId, UnitKind, parse_units,
};
pub use store::{
    add, add_person, add_unit, agencies, agency, any_hosted, change_person, everyone, people, person,
    set_last_day, unit, units, units_on,
};
