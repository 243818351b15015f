//! Delivery: the one door through which anything leaves the house, and its ledger.
//!
//! - **Once** for each item, channel, version and recipient, whoever asks: [`queue`] finds what is there already.
//! - **The attempt is recorded before the call, its outcome after it.** What has no outcome (no answer, a crash) is
//!   looked for on the channel, and when that cannot tell, a person decides. It is never simply tried again.
//! - Nothing is lost: what cannot go now (no mail server, a fenced installation) waits in the ledger and says why.
//! - Everything has a deadline, and says what to do when it is missed: send late, ask, or drop.
//! - A channel is a small trait object ([`Channel`]); a new one is a line in [`Channels`].

mod channel;
mod decide;
mod job;
mod letter;
mod mail;
mod model;
mod publish;
mod send;
mod store;
#[cfg(test)]
mod tests;
mod web;

use crate::boot::{App, Feature, NavEntry};
use crate::policy::Verb;

pub use channel::{Channel, Channels, Failure, Look, Parcel, Receipt};
pub use letter::{Block, Line, Mail, queue_mail};
pub use model::{Attempt, Cause, Delivery, DeliveryId, Item, Missed, NewDelivery, Outcome, Recipient, State};
pub use publish::{queue, withdraw};
pub use store::{Tally, latest, queued_since, tally};
pub use web::{badge, page_of, why};

/// The channel of e-mail.
pub const MAIL: &str = "mail";

/// Word key of what keeps mail from going out at all; none when a mail server is set up.
#[must_use]
pub fn mail_missing(app: &App) -> Option<&'static str> {
    match app.channels().get(MAIL) {
        Some(channel) => channel.missing(),
        None => Some("delivery-mail-unconfigured"),
    }
}

/// This feature's place in the house.
pub const FEATURE: Feature = Feature {
    name: "delivery",
    routes: web::routes,
    nav: &[
        NavEntry {
            label: "delivery-title",
            icon: "send",
            href: web::HOME,
            verb: Verb::Send,
            position: 88,
        },
        NavEntry {
            label: "delivery-title",
            icon: "send",
            href: web::HOME,
            verb: Verb::ManageAgency,
            position: 88,
        },
    ],
    jobs: job::teach,
    ..Feature::EMPTY
};
