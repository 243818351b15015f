//! Content: what is written once and carried to every channel.
//!
//! - A **version never changes**; saving writes the next one, and only on top of the one that was read, so nobody
//!   overwrites what a colleague wrote meanwhile.
//! - The body is [`rich_text::Body`], never markup: what people paste is read into it, and every page and channel is
//!   written from it.
//! - A version's **hash** is over everything that goes out; approval is bound to it.
//! - What an item is about and for whom are **terms**, data of the agency, because areas and audiences change with
//!   the plan.

mod model;
mod store;
mod term;
#[cfg(test)]
mod tests;
mod web;
mod write;

use crate::boot::{Feature, NavEntry};
use crate::policy::Verb;

pub use model::{Comment, Filter, Item, ItemId, Kind, NewVersion, Origin, Version};
pub use store::{by_id, comments, list, version, versions};
pub use term::{Term, TermId, TermKind, set_terms, terms};
pub use write::{SaveError, comment, create, save};

/// This feature's place in the house.
pub const FEATURE: Feature = Feature {
    name: "content",
    routes: web::routes,
    nav: &[NavEntry {
        label: "content-title",
        icon: "news",
        href: web::HOME,
        verb: Verb::ViewWork,
        position: 35,
    }],
    ..Feature::EMPTY
};
