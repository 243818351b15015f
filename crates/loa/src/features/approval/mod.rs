//! Approval: one machine for everything that people must agree to before it goes out.
//!
//! - A submission is **bound to a hash** of what was submitted. The feature that owns the subject calls [`void`] in
//!   the transaction of any edit, so an edit after approval cannot go out.
//! - **Four eyes**: nobody decides on what they submitted.
//! - Steps are taken in order; a return ends the round, with a reason.
//! - The feature asks [`standing`] with the hash of what it has now, and goes on only when that is approved.

mod decide;
mod model;
mod store;
#[cfg(test)]
mod tests;
mod web;

use crate::boot::{Feature, NavEntry};
use crate::policy::Verb;

pub use decide::{DecideError, decide, standing, submit, void, waiting_for};
pub use model::{Approval, ApprovalId, Decision, Standing, Status, Step, Submission, Verdict};
pub use store::decisions_of;

/// This feature's place in the house.
pub const FEATURE: Feature = Feature {
    name: "approval",
    routes: web::routes,
    nav: &[NavEntry {
        label: "approval-title",
        icon: "circle-check",
        href: "/lam-viec/phe-duyet",
        verb: Verb::ViewReport,
        position: 50,
    }],
    ..Feature::EMPTY
};
