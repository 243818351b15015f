//! One attempt at one job, and what becomes of the job after it.

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use db::Instant;
use futures::FutureExt;
use sea_orm::DbErr;
use tokio::time::sleep;

use crate::job::{Clock, JobError, Turn};
use crate::queue::{self, Claimed, later};
use crate::runner::Runner;

const FIRST_DELAY: Duration = Duration::from_secs(10);
const LONGEST_DELAY: Duration = Duration::from_secs(3600);

/// What became of an attempt.
pub(crate) enum Outcome {
    Done,
    Retried,
    Dead,
    /// Another worker has it now.
    Lost,
}

impl<S: Clone + Send + Sync + 'static> Runner<S> {
    /// One attempt, from claim to outcome.
    pub(crate) async fn work(&self, job: Claimed, clock: &Clock) -> Result<Outcome, DbErr> {
        let Some(handler) = self.handlers.get(job.kind.as_str()) else {
            return Ok(Outcome::Lost);
        };
        let started = clock();
        metrics::histogram!("jobs_wait_seconds", "kind" => job.kind.clone()).record(job.lag);
        let result = if job.attempt > handler.attempts {
            // Every earlier attempt ended without a word: the workers died of it.
            let last = job.last_error.as_deref().unwrap_or("no attempt came to an end");
            Err(JobError::fail(last))
        } else {
            let turn = Turn {
                id: job.id,
                attempt: job.attempt,
                now: started,
                worker: self.worker,
                stopping: self.stopping.subscribe(),
            };
            let work = (handler.run)(&job.payload, self.state.clone(), turn);
            let work = AssertUnwindSafe(work).catch_unwind();
            tokio::select! {
                result = work => result.unwrap_or_else(|panic| Err(JobError::retry(panic_words(&*panic)))),
                () = self.keep_lease(&job, clock) => {
                    tracing::warn!(job.id = %job.id, "A {} job was taken over by another worker", job.kind);
                    return Ok(Outcome::Lost);
                }
            }
        };
        let outcome = self.settle(&job, handler.attempts, result, clock()).await?;
        let word = match outcome {
            Outcome::Done => "done",
            Outcome::Retried => "retried",
            Outcome::Dead => "dead",
            Outcome::Lost => "lost",
        };
        metrics::counter!("jobs_attempts_total", "kind" => job.kind, "outcome" => word).increment(1);
        Ok(outcome)
    }

    async fn settle(
        &self,
        job: &Claimed,
        attempts: i32,
        result: Result<(), JobError>,
        now: Instant,
    ) -> Result<Outcome, DbErr> {
        let (held, outcome) = match result {
            Ok(()) => {
                // Gone already when the job finished itself in its own transaction.
                queue::finish(&self.db, job, self.worker).await?;
                (true, Outcome::Done)
            }
            Err(JobError::Retry { reason, after }) if job.attempt < attempts => {
                let at = later(now, after.unwrap_or_else(|| delay(job)));
                tracing::info!(job.id = %job.id, "A {} job will be tried again: {reason}", job.kind);
                (
                    queue::retry(&self.db, job, self.worker, at, &reason).await?,
                    Outcome::Retried,
                )
            }
            Err(JobError::Retry { reason, .. } | JobError::Fail { reason }) => {
                tracing::error!(job.id = %job.id, "A {} job is given up: {reason}", job.kind);
                (
                    queue::bury(&self.db, job, self.worker, &reason).await?,
                    Outcome::Dead,
                )
            }
        };
        Ok(if held { outcome } else { Outcome::Lost })
    }

    /// Renews the lease again and again; returns only when the job is lost.
    async fn keep_lease(&self, job: &Claimed, clock: &Clock) {
        loop {
            sleep(self.lease / 3).await;
            match queue::extend(&self.db, job, self.worker, later(clock(), self.lease)).await {
                Ok(true) => {}
                Ok(false) => return,
                Err(error) => tracing::warn!(job.id = %job.id, "A lease could not be renewed: {error}"),
            }
        }
    }
}

/// 10 s, 20 s, 40 s … up to an hour, up to a fifth longer so that what failed together does not come back together.
fn delay(job: &Claimed) -> Duration {
    let doublings = u32::try_from(job.attempt - 1).unwrap_or(0).min(16);
    let delay = (FIRST_DELAY * 2_u32.pow(doublings)).min(LONGEST_DELAY);
    let spread = job.id.as_u128() % 21;
    delay + delay * u32::try_from(spread).unwrap_or(0) / 100
}

fn panic_words(panic: &(dyn std::any::Any + Send)) -> String {
    let words = panic.downcast_ref::<&str>().map(ToString::to_string);
    let words = words.or_else(|| panic.downcast_ref::<String>().cloned());
    format!("panicked: {}", words.unwrap_or_default())
}
