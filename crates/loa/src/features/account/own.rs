//! What people do with their own account.

use db::Instant;
use sea_orm::{ConnectionTrait, DbErr};

use super::model::{Account, AccountId};
use super::{Session, store};
use crate::boot::App;
use crate::features::audit::{self, Subject};

/// A place where somebody is signed in.
#[derive(Debug, Clone)]
pub struct Place {
    /// Tells it from the others; not the token.
    pub reference: String,
    /// Whether it is the one that asks.
    pub here: bool,
    /// What the browser says of itself.
    pub device: String,
    /// The network address, where known.
    pub address: String,
    /// Since when.
    pub since: Instant,
    /// The last visit.
    pub seen: Instant,
}

fn reference(token_hash: &str) -> String {
    token_hash.chars().take(16).collect()
}

/// Everywhere an account is signed in, the last visit first.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn places(db: &impl ConnectionTrait, session: &Session, now: Instant) -> Result<Vec<Place>, DbErr> {
    let rows = store::sessions_of(db, session.account.id, now).await?;
    let place = |row: store::SessionRow| Place {
        reference: reference(&row.token_hash),
        here: row.token_hash == session.token_hash,
        device: row.device,
        address: row.address,
        since: row.created_at,
        seen: row.seen_at,
    };
    Ok(rows.into_iter().map(place).collect())
}

/// Signs out one other place.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn end_place(
    tx: &impl ConnectionTrait,
    session: &Session,
    asked: &str,
    now: Instant,
) -> Result<bool, DbErr> {
    for row in store::sessions_of(tx, session.account.id, now).await? {
        if reference(&row.token_hash) == asked {
            store::end_session(tx, &row.token_hash).await?;
            return Ok(true);
        }
    }
    Ok(false)
}

/// Signs out everywhere else.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn end_other_places(
    tx: &impl ConnectionTrait,
    session: &Session,
    now: Instant,
) -> Result<(), DbErr> {
    store::end_sessions(tx, session.account.id, Some(&session.token_hash)).await?;
    note(tx, session, "account-sessions-ended", now).await
}

/// Signs an account out everywhere, as when it ends.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn end_all_sessions(tx: &impl ConnectionTrait, account: AccountId) -> Result<(), DbErr> {
    store::end_sessions(tx, account, None).await?;
    Ok(())
}

/// Takes a new password whose hash is ready; every other session ends, and every link to choose one.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn change_password(app: &App, session: &Session, hash: &str) -> Result<(), DbErr> {
    let now = app.clock().now();
    let tx = app.db().begin().await?;
    store::set_password(&tx, session.account.id, hash).await?;
    store::drop_links(&tx, session.account.id).await?;
    store::end_sessions(&tx, session.account.id, Some(&session.token_hash)).await?;
    note(&tx, session, "account-password-changed", now).await?;
    tx.commit().await
}

/// Remembers the language of an account.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn speak(tx: &impl ConnectionTrait, account: &Account, lang: ui::Lang) -> Result<(), DbErr> {
    store::set_language(tx, account.id, lang.tag()).await
}

async fn note(
    tx: &impl ConnectionTrait,
    session: &Session,
    action: &'static str,
    now: Instant,
) -> Result<(), DbErr> {
    let actor = &session.actor;
    let subject = Subject::new("account", session.account.id.0);
    let by = Some((actor.person, actor.name.as_str()));
    audit::record(tx, actor.agency, by, action, subject, serde_json::json!({}), now).await
}
