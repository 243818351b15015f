//! Forgotten passwords: who can read the mail of an account may choose a new password for it.
//!
//! - **The answer never tells who exists**: it is the same for any address, and so is the work before it. What
//!   depends on the account is done by a job afterwards.
//! - The link goes to the address of the account, never to the one that was typed; it works once, within an hour.
//! - Limited for each network, for each address and, in the ledger, for each account.
//! - Without a mail server the page says whom to ask.

mod job;
#[cfg(test)]
mod tests;
mod web;

use crate::boot::Feature;

/// This feature's place in the house.
pub const FEATURE: Feature = Feature {
    name: "recovery",
    routes: web::routes,
    jobs: |runner| runner.add::<job::Recover>(),
    ..Feature::EMPTY
};
