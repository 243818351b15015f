//! A form that is sent twice acts once.
//!
//! When an answer is lost (the server ended, the network broke, somebody clicked twice), the same form comes
//! again. Forms that add something carry a key of their own in the hidden field [`FIELD`]; key and content are
//! noted in the transaction of the write. The second time nothing is written and the visitor is led where the
//! first one led. A form with the same key and other content is another form; one without a key is always new.

mod store;

use db::Instant;
use jiff::SignedDuration;
use sea_orm::{ConnectionTrait, DbErr};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::features::agency::{AgencyId, PersonId};

/// The hidden field with the key.
pub const FIELD: &str = "once";
/// Longer than anybody keeps a page open to send it again.
const KEPT_FOR: SignedDuration = SignedDuration::from_hours(7 * 24);

/// A key for a form that is shown.
#[must_use]
pub fn key() -> String {
    db::new_id().simple().to_string()
}

/// One sending of a form.
#[derive(Debug, Clone)]
pub struct Once {
    agency: AgencyId,
    digest: Option<String>,
    at: Instant,
}

impl Once {
    /// A form of a person with its key and all that was typed.
    #[must_use]
    pub fn new(
        (agency, person): (AgencyId, PersonId),
        key: &str,
        content: &impl Serialize,
        at: Instant,
    ) -> Self {
        let digest = serde_json::to_vec(&(person, key, content))
            .ok()
            .filter(|_| !key.is_empty())
            .map(|bytes| hex::encode(Sha256::digest(bytes)));
        Self { agency, digest, at }
    }

    /// Claims the sending at the beginning of the transaction that carries it out; where it led when it was
    /// carried out before. A second one at the same time waits for the first.
    ///
    /// # Errors
    /// [`DbErr`] when the database fails.
    pub async fn claim(&self, tx: &impl ConnectionTrait) -> Result<Option<String>, DbErr> {
        let Some(digest) = &self.digest else {
            return Ok(None);
        };
        if store::add(tx, self.agency, digest, self.at).await? {
            let old = self.at.timestamp().saturating_sub(KEPT_FOR);
            store::forget(tx, self.agency, old.map_or(self.at, Instant::from)).await?;
            return Ok(None);
        }
        store::led_to(tx, self.agency, digest).await
    }

    /// Notes where the sending leads; in the transaction of [`Once::claim`].
    ///
    /// # Errors
    /// [`DbErr`] when the database fails.
    pub async fn leads_to(&self, tx: &impl ConnectionTrait, place: &str) -> Result<(), DbErr> {
        match &self.digest {
            Some(digest) => store::set_led_to(tx, self.agency, digest, place).await,
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use db::Backend::{self, Postgres, Sqlite};
    use rstest::rstest;

    use super::*;
    use crate::testing::TestApp;

    #[rstest]
    #[tokio::test]
    async fn the_same_form_acts_once_and_another_is_another(#[values(Sqlite, Postgres)] backend: Backend) {
        let test = TestApp::new(backend).await;
        let (db, now) = (test.app.db(), test.app.clock().now());
        let who = (test.agency, PersonId::new());
        let claimed = async |who, key: &str, content: &str| {
            let tx = db.begin().await.unwrap();
            let once = Once::new(who, key, &content, now);
            let before = once.claim(&tx).await.unwrap();
            if before.is_none() {
                once.leads_to(&tx, &format!("/{content}")).await.unwrap();
            }
            tx.commit().await.unwrap();
            before
        };
        assert_eq!(claimed(who, "k", "a").await, None);
        assert_eq!(claimed(who, "k", "a").await.as_deref(), Some("/a"));
        assert_eq!(claimed(who, "k", "b").await, None, "changed and sent again");
        assert_eq!(
            claimed(who, "l", "a").await,
            None,
            "a new form of the same content"
        );
        assert_eq!(
            claimed((test.agency, PersonId::new()), "k", "a").await,
            None,
            "somebody else"
        );
        assert_eq!(claimed(who, "", "a").await, None);
        assert_eq!(claimed(who, "", "a").await, None, "without a key each is new");
    }

    #[rstest]
    #[tokio::test]
    async fn a_sending_that_was_rolled_back_can_be_sent_again(#[values(Sqlite, Postgres)] backend: Backend) {
        let test = TestApp::new(backend).await;
        let once = Once::new((test.agency, PersonId::new()), "k", &"a", test.app.clock().now());
        let tx = test.app.db().begin().await.unwrap();
        assert_eq!(once.claim(&tx).await.unwrap(), None);
        tx.rollback().await.unwrap();
        let tx = test.app.db().begin().await.unwrap();
        assert_eq!(once.claim(&tx).await.unwrap(), None);
    }

    #[rstest]
    #[tokio::test]
    async fn after_a_week_it_is_forgotten(#[values(Sqlite, Postgres)] backend: Backend) {
        let test = TestApp::new(backend).await;
        let who = (test.agency, PersonId::new());
        let claim = async |key: &str| {
            let once = Once::new(who, key, &"a", test.app.clock().now());
            let tx = test.app.db().begin().await.unwrap();
            let before = once.claim(&tx).await.unwrap();
            tx.commit().await.unwrap();
            before
        };
        test.go_to("2025-03-10");
        assert_eq!(claim("k").await, None);
        test.go_to("2025-03-16");
        assert!(claim("k").await.is_some());
        test.go_to("2025-03-18");
        assert_eq!(claim("other").await, None);
        assert_eq!(claim("k").await, None);
    }
}
