//! Signing in and staying signed in: accounts, roles, sessions, second factor, links for invitations and resets.
//!
//! - **No token, code or password is ever stored**, only hashes (argon2id for passwords, SHA-256 for random ones).
//!   The second factor's secret must be read again, so it is sealed with the key at rest.
//! - An account belongs to one person of one agency; what it may do is decided by [`crate::policy`].
//! - A try counts as failed before it is looked at; failures lock an account for a while. Pages say nothing of who
//!   exists: an unknown address answers, and locks, as a known one.
//! - Links are used once; a fresh one ends those before it, and a new password or address ends them all.

mod address;
mod contact;
mod device;
mod link;
mod model;
mod own;
mod password;
mod people;
mod second_factor;
mod session;
mod store;
#[cfg(test)]
mod tests;
mod token;
mod tries;
pub mod web;

use crate::boot::Feature;

pub use address::looks_like_email;
pub use contact::{Contact, contacts};
pub use device::device;
pub use link::{Link, LinkError, choose_password, follow, make_link, make_recovery_link};
pub use model::{Account, AccountId, LinkPurpose, Role, SignInError};
pub use own::{Place, change_password, end_all_sessions, end_other_places, end_place, places, speak};
pub use password::{PasswordError, hash_password};
pub use people::{PeopleError, change_email, close, has_administrator, reopen, replace_roles, unlock};
pub use second_factor::{
    Enrolment, check_code, codes_left, confirm_enrolment, drop_second_factor, enrol, pending_account,
    pending_token, renew_codes,
};
pub use session::{Session, actor_of, confirm, end, is_open, sign_in, start};
pub use store::{account_of, accounts, add_account, by_email, grant, holders, roles, roles_of_all};
pub use token::Token;

/// This feature's place in the house.
pub const FEATURE: Feature = Feature {
    name: "account",
    routes: web::routes,
    ..Feature::EMPTY
};
