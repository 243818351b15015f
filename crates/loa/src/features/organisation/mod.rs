//! The agency and its units as the administrator keeps them: names, order, heads, mergers and splits.
//!
//! It stands below tasks, because ending a unit passes on what the unit owes.
//!
//! - **Names have days.** A rename says from which day; what was signed before keeps its name.
//! - **Nothing is deleted.** A unit ends after a day, with the units that take over; its reports stay its own.
//! - What is planned for a later day happens in the first minutes of that day ([`settle`]), and can be taken back
//!   until then.

mod agency;
mod arrange;
mod day;
mod settle;
#[cfg(test)]
mod tests;
mod unit;
mod web;

use crate::boot::{Feature, NavEntry};
use crate::policy::Verb;

pub use settle::settle;

/// This feature's place in the house.
pub const FEATURE: Feature = Feature {
    name: "organisation",
    routes: web::routes,
    nav: &[
        NavEntry {
            label: "organisation-agency",
            icon: "building-community",
            href: web::AGENCY,
            verb: Verb::ManageAgency,
            position: 76,
        },
        NavEntry {
            label: "organisation-units",
            icon: "sitemap",
            href: web::UNITS,
            verb: Verb::ManageAgency,
            position: 78,
        },
    ],
    jobs: day::teach,
    ..Feature::EMPTY
};
