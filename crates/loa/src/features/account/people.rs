//! What administrators do with the accounts of others.

use db::Instant;
use jiff::civil::Date;
use sea_orm::{ConnectionTrait, DbErr};

use super::model::{Account, Role};
use super::store;
use crate::features::agency::{self, AgencyId, PersonId, UnitId};

/// Why an account was not changed.
#[derive(Debug, thiserror::Error)]
pub enum PeopleError {
    /// Somebody else signs in with this address, in this agency or another.
    #[error("the address is taken")]
    EmailTaken,
    /// Nobody would be left who can administrate.
    #[error("the last administrator stays")]
    LastAdministrator,
    /// The database failed.
    #[error(transparent)]
    Database(DbErr),
}

impl From<DbErr> for PeopleError {
    fn from(error: DbErr) -> Self {
        match db::classify(&error) {
            Some(constraint) if constraint.is_unique("account", "folded_email") => Self::EmailTaken,
            _ => Self::Database(error),
        }
    }
}

impl PeopleError {
    /// The message key for the form; none when it is our own fault.
    #[must_use]
    pub fn key(&self) -> Option<&'static str> {
        match self {
            Self::EmailTaken => Some("account-email-taken"),
            Self::LastAdministrator => Some("account-last-administrator"),
            Self::Database(_) => None,
        }
    }
}

/// Whether somebody can still administrate the agency: a person at work with an open account and the role.
/// To be asked inside the transaction, after the audit entry: that holds the agency's log, so that two
/// administrators cannot remove each other at once.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn has_administrator(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    today: Date,
) -> Result<bool, DbErr> {
    for (person, _) in store::holders(tx, agency, Role::Administrator).await? {
        let at_work = agency::person(tx, agency, person)
            .await?
            .is_some_and(|person| person.valid_to.is_none_or(|last| today <= last));
        let account = store::account_of(tx, agency, person).await?;
        if at_work && account.is_some_and(|account| !account.disabled) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Gives a person exactly these roles.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn replace_roles(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    person: PersonId,
    roles: &[(Role, Option<UnitId>)],
    now: Instant,
) -> Result<(), DbErr> {
    store::set_roles(tx, agency, person, roles, now).await
}

/// Another address to sign in with. Links that went to the old one lead nowhere any more: it may have been somebody
/// else's.
///
/// # Errors
/// [`PeopleError::EmailTaken`], or the database.
pub async fn change_email(
    tx: &impl ConnectionTrait,
    account: &Account,
    email: &str,
) -> Result<(), PeopleError> {
    store::set_email(tx, account.agency, account.id, email).await?;
    let changed = store::by_id(tx, account.id).await?;
    if changed.is_none_or(|changed| changed.email != account.email) {
        store::drop_links(tx, account.id).await?;
    }
    Ok(())
}

/// Ends an account: its sessions and links end with it, its history stays.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn close(tx: &impl ConnectionTrait, account: &Account, now: Instant) -> Result<(), DbErr> {
    store::disable(tx, account.agency, account.id, Some(now)).await?;
    store::drop_links(tx, account.id).await?;
    store::end_sessions(tx, account.id, None).await?;
    Ok(())
}

/// Opens an ended account again.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn reopen(tx: &impl ConnectionTrait, account: &Account) -> Result<(), DbErr> {
    store::disable(tx, account.agency, account.id, None).await
}

/// Forgets failed tries and the lock.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn unlock(tx: &impl ConnectionTrait, account: &Account) -> Result<(), DbErr> {
    store::clear_tries(tx, account.id).await
}
