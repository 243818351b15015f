//! Reminders: each working morning, what a person has to know today, in one digest and never more.
//!
//! - **At most one digest a day for each person**, in the house and by mail, however often the job runs.
//! - Every line says **why it is there**: whose part, how far from its last day, who asked.
//! - Nothing goes on days off, and nothing when there is nothing new; what is late is told again and again.
//! - What stays late goes up: to the head of the unit, then as one line for each unit to the office.

mod compose;
mod job;
mod model;
mod publish;
mod store;
#[cfg(test)]
mod tests;
mod web;

use crate::boot::{Feature, NavEntry};
use crate::policy::Verb;

pub use store::unread;

/// This feature's place in the house.
pub const FEATURE: Feature = Feature {
    name: "reminder",
    routes: web::routes,
    nav: &[
        NavEntry {
            label: "reminder-rules-title",
            icon: "bell",
            href: web::RULES,
            verb: Verb::Send,
            position: 87,
        },
        NavEntry {
            label: "reminder-rules-title",
            icon: "bell",
            href: web::RULES,
            verb: Verb::ManageAgency,
            position: 87,
        },
    ],
    jobs: job::teach,
    ..Feature::EMPTY
};
