//! What a job is, to those who write one.

use std::fmt::Display;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use db::{Instant, Tx};
use sea_orm::{ConnectionTrait, DbErr, Statement};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::sync::watch;
use uuid::Uuid;

/// Tells the time.
pub type Clock = Arc<dyn Fn() -> Instant + Send + Sync>;

/// A piece of work, small and serde: ids rather than contents.
pub trait Job: Serialize + DeserializeOwned + Send + 'static {
    /// What it needs of the program: the database, the mailer.
    type State: Clone + Send + Sync + 'static;

    /// Its name in the table. Jobs already written bear it, so it never changes.
    const KIND: &'static str;

    /// How often it is begun before it is left dead; twelve attempts take about five hours.
    const ATTEMPTS: i32 = 12;

    /// Which jobs go first when there is a queue.
    const PRIORITY: Priority = Priority::Normal;

    /// Does the work. It may be called again for the same job, so it must not do harm twice.
    fn run(self, state: Self::State, turn: Turn) -> impl Future<Output = Result<(), JobError>> + Send;
}

/// Which jobs go first when there is a queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Priority {
    /// A person is waiting for it.
    High = 0,
    /// Most.
    Normal = 1,
    /// Rebuilding, cleaning, what can wait for the night.
    Low = 2,
}

impl Priority {
    pub(crate) const ALL: [Self; 3] = [Self::High, Self::Normal, Self::Low];
}

/// Deviations from the usual for one job.
#[derive(Debug, Clone, Default)]
pub struct Options {
    pub(crate) run_at: Option<Instant>,
    pub(crate) unique_key: Option<String>,
    pub(crate) priority: Option<Priority>,
}

impl Options {
    /// Not before this time.
    #[must_use]
    pub fn at(mut self, time: Instant) -> Self {
        self.run_at = Some(time);
        self
    }

    /// While a job of this kind and key waits to be begun, no second one is written. One that has begun does
    /// not count: it may have read what has changed since.
    #[must_use]
    pub fn unique(mut self, key: impl Into<String>) -> Self {
        self.unique_key = Some(key.into());
        self
    }

    /// Other than the usual priority of its kind.
    #[must_use]
    pub fn priority(mut self, priority: Priority) -> Self {
        self.priority = Some(priority);
        self
    }
}

/// Why a job is not done.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum JobError {
    /// A later attempt may succeed.
    #[error("to be tried again: {reason}")]
    Retry {
        /// What went wrong.
        reason: String,
        /// When to try again, when it is known better than by the usual delays.
        after: Option<Duration>,
    },
    /// No attempt will succeed.
    #[error("failed: {reason}")]
    Fail {
        /// What is wrong.
        reason: String,
    },
}

impl JobError {
    /// A later attempt may succeed.
    pub fn retry(reason: impl Display) -> Self {
        Self::Retry {
            reason: reason.to_string(),
            after: None,
        }
    }

    /// A later attempt may succeed, but not before this time has passed.
    pub fn retry_after(reason: impl Display, after: Duration) -> Self {
        Self::Retry {
            reason: reason.to_string(),
            after: Some(after),
        }
    }

    /// No attempt will succeed.
    pub fn fail(reason: impl Display) -> Self {
        Self::Fail {
            reason: reason.to_string(),
        }
    }
}

/// A database that does not answer now may answer later.
impl From<DbErr> for JobError {
    fn from(error: DbErr) -> Self {
        Self::retry(error)
    }
}

/// One attempt at a job.
#[derive(Debug, Clone)]
pub struct Turn {
    /// The job.
    pub id: Uuid,
    /// 1 for the first attempt.
    pub attempt: i32,
    /// When the attempt began.
    pub now: Instant,
    pub(crate) worker: Uuid,
    pub(crate) stopping: watch::Receiver<bool>,
}

impl Turn {
    /// Removes the job in the transaction of its effect, so that both happen or neither.
    ///
    /// # Errors
    /// [`JobError::Retry`] when the job is no longer held by this attempt: roll the effect back.
    pub async fn finish(&self, tx: &Tx) -> Result<(), JobError> {
        let sql = "DELETE FROM job WHERE id = $1 AND worker = $2 AND attempts = $3";
        let values = [self.id.into(), self.worker.into(), self.attempt.into()];
        let statement = Statement::from_sql_and_values(tx.get_database_backend(), sql, values);
        match tx.execute_raw(statement).await?.rows_affected() {
            0 => Err(JobError::retry("another worker has taken the job over")),
            _ => Ok(()),
        }
    }

    /// Returns when the program is about to stop, for long work that can be cut short.
    pub async fn stopping(&mut self) {
        // An error means that the runner is gone, which is stopping too.
        let _ = self.stopping.wait_for(|stopping| *stopping).await;
    }
}
