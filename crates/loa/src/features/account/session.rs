//! Signing in, and knowing again who signed in.

use std::net::IpAddr;

use db::{Db, Instant};
use jiff::SignedDuration;
use jiff::civil::Date;
use sea_orm::ConnectionTrait;
use sha2::{Digest, Sha256};

use super::model::{Account, AccountId, SignInError};
use super::store::{self, SessionRow};
use super::tries::Try;
use super::{Token, password};
use crate::boot::App;
use crate::features::agency;
use crate::policy::Actor;

/// A session ends after this long without a visit.
const IDLE: SignedDuration = SignedDuration::from_hours(12);
/// A visit is noted at most this often, so that reading costs no write each time.
const TOUCH_EVERY: SignedDuration = SignedDuration::from_mins(5);

/// Who came, from where.
#[derive(Debug, Clone)]
pub struct Session {
    /// The account.
    pub account: Account,
    /// What it may do.
    pub actor: Actor,
    /// The hash of its token, to tell it from other sessions of the account.
    pub token_hash: String,
}

/// Checks address and password. Failed tries count up and lock. An account with a second factor has passed only
/// half of the way: see [`super::check_code`].
///
/// # Errors
/// [`SignInError`] with the reason.
pub async fn sign_in(
    app: &App,
    email: &str,
    password: &str,
    from: Option<IpAddr>,
) -> Result<Account, SignInError> {
    let (db, now) = (app.db(), app.clock().now());
    let from = from.map(web::network);
    if from.is_some_and(|from| !app.sign_in_failures().begins(from, now.micros())) {
        return Err(SignInError::TooMany);
    }
    let Some(account) = store::by_email(db.read(), email).await? else {
        let unknown = hex::encode(Sha256::digest(email.trim().to_lowercase().as_bytes()));
        if !app.unknown_addresses().begins(unknown, now.micros()) {
            return Err(SignInError::Locked);
        }
        password::fits(password, None)
            .await
            .map_err(anyhow::Error::from)?;
        return Err(SignInError::Wrong);
    };
    let attempt = Try::begin(db, &account, now).await?;
    let open = is_open(db.read(), &account, app.clock().today()).await?;
    let stored = account.password_hash.as_deref().filter(|_| open);
    if !password::fits(password, stored)
        .await
        .map_err(anyhow::Error::from)?
    {
        attempt.failed(db, now).await?;
        return Err(SignInError::Wrong);
    }
    if let Some(from) = from {
        app.sign_in_failures().take_back(&from);
    }
    if account.has_totp {
        attempt.was_half(db).await?;
    } else {
        attempt.succeeded(db).await?;
    }
    Ok(account)
}

/// Whether an account lets somebody in: it has not ended, and the person behind it works here.
///
/// # Errors
/// When the database fails.
pub async fn is_open(
    db: &impl ConnectionTrait,
    account: &Account,
    today: Date,
) -> Result<bool, sea_orm::DbErr> {
    let person = agency::person(db, account.agency, account.person).await?;
    let here = person.is_some_and(|person| person.valid_to.is_none_or(|last| today <= last));
    Ok(here && !account.disabled)
}

/// Asks somebody who is signed in for the password again, before something that matters.
///
/// # Errors
/// [`SignInError`] with the reason.
pub async fn confirm(app: &App, account: &Account, password: &str) -> Result<(), SignInError> {
    let (db, now) = (app.db(), app.clock().now());
    let attempt = Try::begin(db, account, now).await?;
    let stored = account.password_hash.as_deref();
    if password::fits(password, stored)
        .await
        .map_err(anyhow::Error::from)?
    {
        attempt.succeeded(db).await?;
        Ok(())
    } else {
        attempt.failed(db, now).await?;
        Err(SignInError::Wrong)
    }
}

/// Opens a session for an account that proved itself; the token goes into the cookie. Other sessions stay.
///
/// # Errors
/// When the database fails.
pub async fn start(
    db: &Db,
    account: AccountId,
    device: &str,
    address: &str,
    now: Instant,
) -> anyhow::Result<Token> {
    let token = Token::random();
    let row = SessionRow {
        token_hash: token.hash(),
        account_id: account,
        created_at: now,
        seen_at: now,
        expires_at: after(now, IDLE),
        device: device.chars().take(300).collect(),
        address: address.to_owned(),
    };
    let tx = db.begin().await?;
    store::add_session(&tx, row).await?;
    tx.commit().await?;
    Ok(token)
}

/// Who stands behind a cookie, if it is still good on this day.
///
/// # Errors
/// When the database fails.
pub async fn actor_of(db: &Db, token: &Token, now: Instant, today: Date) -> anyhow::Result<Option<Session>> {
    let hash = token.hash();
    let Some(row) = store::session(db.read(), &hash)
        .await?
        .filter(|row| row.expires_at > now)
    else {
        return Ok(None);
    };
    let account = store::by_id(db.read(), row.account_id).await?;
    let Some(account) = account.filter(|account| !account.disabled) else {
        return Ok(None);
    };
    let person = agency::person(db.read(), account.agency, account.person).await?;
    let Some(person) = person.filter(|person| person.valid_to.is_none_or(|last| today <= last)) else {
        return Ok(None);
    };
    let roles = store::roles(db.read(), account.agency, account.person).await?;
    if now.timestamp().duration_since(row.seen_at.timestamp()) > TOUCH_EVERY {
        let touched = hash.clone();
        db.grouped(move |tx| {
            let touched = touched.clone();
            Box::pin(async move { store::touch_session(tx, &touched, now, after(now, IDLE)).await })
        })
        .await?;
    }
    let actor = Actor {
        person: person.id,
        agency: account.agency,
        name: person.full_name,
        unit: person.unit,
        roles,
    };
    Ok(Some(Session {
        account,
        actor,
        token_hash: hash,
    }))
}

/// Signs out.
///
/// # Errors
/// When the database fails.
pub async fn end(db: &Db, token: &Token) -> anyhow::Result<()> {
    let tx = db.begin().await?;
    store::end_session(&tx, &token.hash()).await?;
    tx.commit().await?;
    Ok(())
}

pub(super) fn after(now: Instant, span: SignedDuration) -> Instant {
    now.timestamp().saturating_add(span).map_or(now, Instant::from)
}
