//! First run: an empty installation asks for the agency, its parent, its units and the first administrator.
//!
//! **Open only while no agency is hosted here**; afterwards the page is not found, so nobody can take over.

mod first_run;
#[cfg(test)]
mod tests;
pub mod web;

use crate::boot::Feature;

pub use first_run::{FirstRun, SetUpError, add_agency, set_up};

/// This feature's place in the house.
pub const FEATURE: Feature = Feature {
    name: "setup",
    routes: web::routes,
    ..Feature::EMPTY
};
