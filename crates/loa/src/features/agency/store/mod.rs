//! Rows of agencies, units, people and of what they were called.

mod agencies;
mod names;
mod people;
mod transfers;
mod units;

pub use agencies::{add, agencies, agency, any_hosted, subordinates};
pub(super) use agencies::{set_name, unhosted_named};
pub(super) use names::{
    agency_names, all_unit_names, drop_agency_name, drop_unit_name, put_agency_name, put_unit_name,
    unit_names,
};
pub use people::{add_person, change_person, everyone, move_person, people, person, set_last_day};
pub use transfers::{add_transfer, clear_transfers, transfers};
pub(super) use units::set_unit_name;
pub use units::{
    add_unit, change_unit, end_unit, other_successors, place_units, reopen_unit, unit, units, units_on,
};
