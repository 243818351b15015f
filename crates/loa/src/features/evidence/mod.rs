//! Evidence: proof that real work happened, in a ledger that only grows.
//!
//! - **Append-only.** What was handed in is never changed or removed; it can be accepted, returned, withdrawn and
//!   linked, and each of these is an entry of the agency's hash chain. [`verify`] recomputes all.
//! - The **fact date** decides the report period; the **receipt date** is set once, by the clock.
//! - Any feature adds to the ledger when work was done ([`add`]); a proof may serve many subjects.
//! - A link alone dies, so the page behind it is kept as it was.

mod ledger;
mod model;
mod preview;
mod snapshot;
mod store;
#[cfg(test)]
mod tests;
mod verify;
mod web;

use crate::boot::{Feature, NavEntry};
use crate::policy::Verb;

pub use ledger::{Verdict, add, link, review, withdraw};
pub use model::{Counts, Evidence, EvidenceId, Filter, Form, Kind, NewEvidence, Proof, Status};
pub use preview::keep_with_preview;
pub use store::{by_id, count, counts, files_of, list, of, of_each, proofs, subjects_of};
pub use verify::verify;

/// This feature's place in the house.
pub const FEATURE: Feature = Feature {
    name: "evidence",
    routes: web::routes,
    nav: &[NavEntry {
        label: "evidence-title",
        icon: "folder-check",
        href: "/lam-viec/minh-chung",
        verb: Verb::ViewEvidence,
        position: 40,
    }],
    ..Feature::EMPTY
};
