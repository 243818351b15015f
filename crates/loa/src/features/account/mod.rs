//! Signing in and staying signed in: accounts, roles, sessions, links for invitations and resets.
//!
//! - **No token or password is ever stored**, only hashes (argon2id for passwords, SHA-256 for random tokens).
//! - An account belongs to one person of one agency; what it may do is decided by [`crate::policy`].
//! - Failed tries lock an account for a while; the answer to a wrong address and a wrong password is the same.

mod model;
mod password;
mod session;
mod store;
mod token;
pub mod web;

use crate::boot::Feature;

pub use model::{Account, AccountId, Role, SignInError};
pub use password::{PasswordError, hash_password};
pub use session::{Session, actor_of, end, sign_in, start};
pub use store::{add_account, by_email, grant, holders, roles};
pub use token::Token;

/// This feature's place in the house.
pub const FEATURE: Feature = Feature {
    name: "account",
    routes: web::routes,
    ..Feature::EMPTY
};
