//! Rows of accounts, roles, sessions, links and recovery codes.

mod accounts;
mod links;
mod recovery;
mod roles;
mod sessions;

pub(super) use accounts::{
    accept_step, by_id, clear_tries, disable, raise_tries, set_email, set_language, set_lock, set_password,
    set_totp, take_back_try, totp_of,
};
pub use accounts::{account_of, accounts, add_account, by_email};
pub(super) use links::{LinkRow, add_link, drop_links, link, use_link};
pub(super) use recovery::{codes_left, replace_codes, use_code};
pub(super) use roles::set_roles;
pub use roles::{grant, holders, roles, roles_of_all};
pub(super) use sessions::{
    SessionRow, add_session, end_session, end_sessions, session, sessions_of, touch_session,
};
