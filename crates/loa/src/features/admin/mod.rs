//! Administration: who works here and may do what, and the log of what was done.
//!
//! - People are never deleted: they end, and their history keeps their name.
//! - **Somebody always can administrate**: the last administrator cannot be ended or lose the role.
//! - **Links go to the address of the account**, by a letter that is sealed until it is out; they are shown to the
//!   administrator when there is no mail server, or when asked for. A fresh link ends the one before.
//! - Everything done here is in the audit log.

mod letter;
mod people;
mod roll;
#[cfg(test)]
mod tests;
mod web;

use crate::boot::{Feature, NavEntry};
use crate::policy::Verb;

pub use people::{PersonInput, SaveError, add_person};

/// This feature's place in the house.
pub const FEATURE: Feature = Feature {
    name: "admin",
    routes: web::routes,
    nav: &[
        NavEntry {
            label: "admin-people",
            icon: "users",
            href: "/lam-viec/quan-tri/nguoi-dung",
            verb: Verb::ManagePeople,
            position: 80,
        },
        NavEntry {
            label: "admin-log",
            icon: "history",
            href: "/lam-viec/quan-tri/nhat-ky",
            verb: Verb::ViewAudit,
            position: 90,
        },
    ],
    ..Feature::EMPTY
};
