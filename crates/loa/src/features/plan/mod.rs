//! The plan of a year: read from a document, corrected by people, carried out in versions.
//!
//! - **Nothing is silently changed.** What the reader read stays beside what a person made of it, with its place
//!   in the document; suspected typing errors are pointed out and mended only by a person.
//! - **A version in force never changes** but for number, date and signer, which may come later. An amendment is
//!   a new draft version; [`RowId`], [`TargetId`] and [`ItemId`] are the same in every version that keeps them.
//! - One plan of a year is in force, and one of its versions; a plan has at most one draft version.
//! - A file that cannot be read is kept for another try.

mod carry;
mod compare;
mod document;
mod edit;
mod in_force;
mod item;
mod model;
mod next;
mod parties;
mod reading;
mod row;
mod store;
mod targets;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
pub mod upload;
mod web;

pub use compare::{ItemChange, RowChange, compare, compare_items};
pub use in_force::{InForce, PutInForceError, draft, in_force, plan, put_in_force, version, version_rows};
pub use item::{About, Answer, Detail, Hint, Item, ItemKind, Percent, Read, ReportingDuty, Target};
pub use model::{
    Failure, ItemId, Origin, Plan, PlanId, PlanStatus, RowId, TargetId, Version, VersionId, VersionStatus,
};
pub use row::{Party, Row, RowField, UnitSet, Who};
pub use targets::{
    NewTargetValue, TargetValue, TargetValueError, TargetValueId, record_target_value, target_values, targets,
};
pub use web::{HOME, docx, failure_words, who_words, window_words};

use crate::boot::Feature;

/// This feature's place in the house.
pub const FEATURE: Feature = Feature {
    name: "plan",
    routes: web::routes,
    nav: web::NAV,
    ..Feature::EMPTY
};
