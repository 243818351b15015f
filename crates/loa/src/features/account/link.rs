//! Links by which people choose a password: invitations and resets, each used once.

use db::Instant;
use jiff::SignedDuration;
use sea_orm::{ConnectionTrait, DbErr};

use super::model::{Account, LinkPurpose};
use super::session::after;
use super::store::{self, LinkRow};
use super::{PasswordError, Token, hash_password};
use crate::boot::App;
use crate::features::audit::{self, Subject};

/// An invitation may wait on a desk for a week.
const INVITATION: SignedDuration = SignedDuration::from_hours(7 * 24);
/// A reset is asked for by somebody who waits for it.
const RESET: SignedDuration = SignedDuration::from_hours(24);
/// What a mailbox alone is enough for does not stay good for long.
const RECOVERY: SignedDuration = SignedDuration::from_hours(1);

/// A fresh link. Its secret exists here and at the receiver's only.
#[derive(Debug, Clone)]
pub struct Link {
    /// Tells it from other links; not the secret.
    pub reference: String,
    /// What it is for.
    pub purpose: LinkPurpose,
    /// Path of the page that it opens.
    pub path: String,
    /// Until when.
    pub expires_at: Instant,
}

/// Why a password was not chosen.
#[derive(Debug, thiserror::Error)]
pub enum LinkError {
    /// The link was used, has run out, or never was.
    #[error("the link leads nowhere any more")]
    Gone,
    /// The password is not taken.
    #[error(transparent)]
    Password(#[from] PasswordError),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// Makes a link for an account: an invitation while it has no password, else a reset. Earlier links of its kind
/// lead nowhere from now on.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn make_link(
    tx: &impl ConnectionTrait,
    account: &Account,
    actor: audit::By<'_>,
    now: Instant,
) -> Result<Link, DbErr> {
    let (purpose, life, action) = match account.password_hash {
        None => (LinkPurpose::Invitation, INVITATION, "account-invited"),
        Some(_) => (LinkPurpose::Reset, RESET, "account-reset-link-made"),
    };
    make(tx, account, actor, (purpose, life, action), now).await
}

/// Makes a link for somebody who says to have forgotten the password: good for an hour, to go to the address of the
/// account and nowhere else. An invitation that waits stays good, so that nobody can take it from its receiver.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn make_recovery_link(
    tx: &impl ConnectionTrait,
    account: &Account,
    now: Instant,
) -> Result<Link, DbErr> {
    let kind = (LinkPurpose::Recovery, RECOVERY, "account-recovery-asked");
    make(tx, account, None, kind, now).await
}

async fn make(
    tx: &impl ConnectionTrait,
    account: &Account,
    actor: audit::By<'_>,
    (purpose, life, action): (LinkPurpose, SignedDuration, &'static str),
    now: Instant,
) -> Result<Link, DbErr> {
    let token = Token::random();
    let expires_at = after(now, life);
    let row = LinkRow {
        token_hash: token.hash(),
        account_id: account.id,
        purpose,
        created_at: now,
        expires_at,
        used_at: None,
    };
    store::add_link(tx, row).await?;
    let subject = Subject::new("account", account.id.0);
    audit::record(
        tx,
        account.agency,
        actor,
        action,
        subject,
        serde_json::json!({}),
        now,
    )
    .await?;
    Ok(Link {
        reference: token.hash().chars().take(16).collect(),
        purpose,
        path: format!("/loi-moi/{}", token.secret()),
        expires_at,
    })
}

/// Whose link it is, while it is good.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn follow(
    db: &impl ConnectionTrait,
    token: &Token,
    now: Instant,
) -> Result<Option<(Account, LinkPurpose)>, DbErr> {
    let Some(row) = store::link(db, &token.hash(), now).await? else {
        return Ok(None);
    };
    let account = store::by_id(db, row.account_id).await?;
    Ok(account
        .filter(|account| !account.disabled)
        .map(|account| (account, row.purpose)))
}

/// Takes the password that the receiver chose, and uses the link up; any other link ends with it. All sessions of the account end; a second
/// factor stays.
///
/// # Errors
/// [`LinkError`] with the reason.
pub async fn choose_password(app: &App, token: &Token, password: &str) -> Result<Account, LinkError> {
    let now = app.clock().now();
    let Some((account, purpose)) = follow(app.db().read(), token, now).await? else {
        return Err(LinkError::Gone);
    };
    let hash = hash_password(password).await?;
    let tx = app.db().begin().await?;
    if !store::use_link(&tx, &token.hash(), now).await? {
        return Err(LinkError::Gone);
    }
    store::drop_links(&tx, account.id).await?;
    store::set_password(&tx, account.id, &hash).await?;
    store::end_sessions(&tx, account.id, None).await?;
    let action = match purpose {
        LinkPurpose::Invitation => "account-invitation-accepted",
        LinkPurpose::Reset | LinkPurpose::Recovery => "account-password-reset",
    };
    let subject = Subject::new("account", account.id.0);
    audit::record(
        &tx,
        account.agency,
        None,
        action,
        subject,
        serde_json::json!({}),
        now,
    )
    .await?;
    tx.commit().await?;
    Ok(account)
}
