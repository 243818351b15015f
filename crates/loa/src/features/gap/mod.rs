//! Gaps: what was due or done in a period and has no accepted proof, by unit.
//!
//! - A unit needs proof **for its own part**: for what it reported as done in the period, for what fell due in it,
//!   for each time of what comes again, and once a period for what goes on without an end, if it leads or reported.
//! - What was handed in without a unit, or by a unit without a part (the office for all), proves every part.
//! - Nothing is asked for before its day has come.
//! - People see their own unit; leaders, the office and appraisers see all. All is read in a handful of queries.

mod gather;
mod model;
#[cfg(test)]
mod tests;
mod web;

use crate::boot::Feature;

pub use web::unit_path;

/// This feature's place in the house.
pub const FEATURE: Feature = Feature {
    name: "gap",
    routes: web::routes,
    ..Feature::EMPTY
};
