//! Signing in, and knowing again who signed in.

use db::{Db, Instant};
use jiff::SignedDuration;

use super::model::{Account, AccountId, SignInError};
use super::store::{self, SessionRow};
use super::{Token, password};
use crate::features::agency;
use crate::policy::Actor;

/// A session ends after this long without a visit.
const IDLE: SignedDuration = SignedDuration::from_hours(12);
/// A visit is noted at most this often, so that reading costs no write each time.
const TOUCH_EVERY: SignedDuration = SignedDuration::from_mins(5);
/// Failed tries before the first lock; each further one doubles the wait.
const FREE_TRIES: i32 = 5;

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

/// Checks address and password. Failed tries count up and lock.
///
/// # Errors
/// [`SignInError`] with the reason.
pub async fn sign_in(db: &Db, email: &str, password: &str, now: Instant) -> Result<Account, SignInError> {
    let account = store::by_email(db.read(), email)
        .await
        .map_err(anyhow::Error::from)?;
    if let Some(until) = account
        .as_ref()
        .and_then(|account| account.locked_until)
        .filter(|until| *until > now)
    {
        return Err(SignInError::Locked { until });
    }
    let stored = account
        .as_ref()
        .filter(|account| !account.disabled)
        .and_then(|a| a.password_hash.as_deref());
    let fits = password::fits(password, stored)
        .await
        .map_err(anyhow::Error::from)?;
    let Some(account) = account else {
        return Err(SignInError::Wrong);
    };
    let (failed, until) = if fits {
        (0, None)
    } else {
        after_failure(account.failed_count, now)
    };
    if account.failed_count != failed || until.is_some() {
        let tx = db.begin().await.map_err(anyhow::Error::from)?;
        store::note_try(&tx, account.id, failed, until)
            .await
            .map_err(anyhow::Error::from)?;
        tx.commit().await.map_err(anyhow::Error::from)?;
    }
    if fits {
        Ok(account)
    } else {
        Err(SignInError::Wrong)
    }
}

/// The count after one more failure, and how long it locks.
fn after_failure(failed_before: i32, now: Instant) -> (i32, Option<Instant>) {
    let failed = failed_before.saturating_add(1);
    let over = failed - FREE_TRIES;
    if over < 0 {
        return (failed, None);
    }
    // 1, 2, 4 … minutes, at most about four hours.
    let minutes = 1_i64 << over.clamp(0, 8);
    let until = now.timestamp().saturating_add(SignedDuration::from_mins(minutes));
    (failed, until.ok().map(Instant::from))
}

/// Opens a session for an account that proved itself; the token goes into the cookie.
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
        device: device.chars().take(200).collect(),
        address: address.to_owned(),
    };
    let tx = db.begin().await?;
    store::add_session(&tx, row).await?;
    tx.commit().await?;
    Ok(token)
}

/// Who stands behind a cookie, if it is still good.
///
/// # Errors
/// When the database fails.
pub async fn actor_of(db: &Db, token: &Token, now: Instant) -> anyhow::Result<Option<Session>> {
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
    let Some(person) = agency::person(db.read(), account.agency, account.person).await? else {
        return Ok(None);
    };
    let roles = store::roles(db.read(), account.agency, account.person).await?;
    if now.timestamp().duration_since(row.seen_at.timestamp()) > TOUCH_EVERY {
        let touched = hash.clone();
        db.grouped(move |tx| {
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

fn after(now: Instant, span: SignedDuration) -> Instant {
    now.timestamp().saturating_add(span).map_or(now, Instant::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_doubles_and_has_an_end() {
        let now = Instant::from("2025-03-01T00:00:00Z".parse::<jiff::Timestamp>().unwrap());
        let minutes = |before| {
            let (_, until) = after_failure(before, now);
            until.map(|until| until.timestamp().duration_since(now.timestamp()).as_mins())
        };
        assert_eq!(minutes(3), None);
        assert_eq!(minutes(4), Some(1));
        assert_eq!(minutes(6), Some(4));
        assert_eq!(minutes(1000), Some(256));
    }
}
