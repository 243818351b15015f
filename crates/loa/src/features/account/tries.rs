//! Tries: counted as failed before they are looked at, so that many at once gain nothing.

use db::{Db, Instant};
use jiff::SignedDuration;
use sea_orm::DbErr;

use super::model::{Account, SignInError};
use super::store;
use crate::features::audit::{self, Subject};

/// Failed tries before the first lock; each further one doubles the wait.
const FREE_TRIES: i32 = 5;

/// A try that was counted as a failure. It stays one unless [`Try::succeeded`] or [`Try::was_half`] says otherwise.
#[derive(Debug)]
pub(super) struct Try<'a> {
    account: &'a Account,
    its_lock: Option<Instant>,
}

impl<'a> Try<'a> {
    /// Begins a try.
    pub(super) async fn begin(db: &Db, account: &'a Account, now: Instant) -> Result<Self, SignInError> {
        let tx = db.begin().await?;
        let Some(failed) = store::raise_tries(&tx, account.id, now).await? else {
            return Err(SignInError::Locked);
        };
        let its_lock = lock_after(failed, now);
        if let Some(until) = its_lock {
            store::set_lock(&tx, account.id, until).await?;
        }
        tx.commit().await?;
        Ok(Self { account, its_lock })
    }

    /// All was right: nothing is held against the account any more.
    pub(super) async fn succeeded(self, db: &Db) -> Result<(), DbErr> {
        let tx = db.begin().await?;
        store::clear_tries(&tx, self.account.id).await?;
        tx.commit().await
    }

    /// The first of two steps was right: this try does not count, earlier failures of the second step do.
    pub(super) async fn was_half(self, db: &Db) -> Result<(), DbErr> {
        let tx = db.begin().await?;
        store::take_back_try(&tx, self.account.id, self.its_lock).await?;
        tx.commit().await
    }

    /// It was wrong. A lock is told to those who read the log.
    pub(super) async fn failed(self, db: &Db, now: Instant) -> Result<(), DbErr> {
        let Some(until) = self.its_lock else {
            return Ok(());
        };
        let tx = db.begin().await?;
        let subject = Subject::new("account", self.account.id.0);
        let detail = serde_json::json!({ "until": until });
        audit::record(
            &tx,
            self.account.agency,
            None,
            "account-locked",
            subject,
            detail,
            now,
        )
        .await?;
        tx.commit().await
    }
}

/// How long this many failures lock.
fn lock_after(failed: i32, now: Instant) -> Option<Instant> {
    let over = failed - FREE_TRIES;
    if over < 0 {
        return None;
    }
    // 1, 2, 4 … minutes, at most about four hours.
    let minutes = 1_i64 << over.clamp(0, 8);
    let until = now.timestamp().saturating_add(SignedDuration::from_mins(minutes));
    until.ok().map(Instant::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_doubles_and_has_an_end() {
        let now = Instant::from("2025-03-01T00:00:00Z".parse::<jiff::Timestamp>().unwrap());
        let minutes = |failed| {
            lock_after(failed, now).map(|until| until.timestamp().duration_since(now.timestamp()).as_mins())
        };
        assert_eq!(minutes(4), None);
        assert_eq!(minutes(5), Some(1));
        assert_eq!(minutes(7), Some(4));
        assert_eq!(minutes(1000), Some(256));
    }
}
