//! Taking jobs and seeing them through.

use std::collections::HashMap;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use db::{Db, Instant, new_id};
use futures::FutureExt;
use futures::future::BoxFuture;
use jiff::tz::TimeZone;
use sea_orm::DbErr;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{interval, timeout};
use uuid::Uuid;

use crate::attempt::Outcome;
use crate::cron::Rule;
use crate::job::{Clock, Job, JobError, Turn};
use crate::queue::{self, Claimed};
use crate::timetable::{self, Schedule};
use crate::{stats, wake};

/// How often schedules and jobs of later times are looked for.
const POLL: Duration = Duration::from_secs(1);
const PUBLISH: Duration = Duration::from_secs(15);

pub(crate) type Run<S> = Box<dyn Fn(&str, S, Turn) -> BoxFuture<'static, Result<(), JobError>> + Send + Sync>;

pub(crate) struct Handler<S> {
    pub(crate) attempts: i32,
    pub(crate) run: Run<S>,
}

/// Runs the jobs of the kinds it was given.
pub struct Runner<S> {
    pub(crate) db: Db,
    pub(crate) state: S,
    pub(crate) worker: Uuid,
    pub(crate) handlers: HashMap<&'static str, Handler<S>>,
    schedules: Vec<Schedule>,
    zone: TimeZone,
    at_once: usize,
    pub(crate) lease: Duration,
    grace: Duration,
    pub(crate) stopping: watch::Sender<bool>,
}

/// What [`Runner::run_pending`] did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Ran {
    /// Jobs done.
    pub done: usize,
    /// Attempts that will be followed by another.
    pub retried: usize,
    /// Jobs given up.
    pub dead: usize,
}

impl<S: Clone + Send + Sync + 'static> Runner<S> {
    /// A runner that knows no jobs yet.
    pub fn new(db: Db, state: S) -> Self {
        Self {
            db,
            state,
            worker: new_id(),
            handlers: HashMap::new(),
            schedules: Vec::new(),
            zone: TimeZone::UTC,
            at_once: 4,
            lease: Duration::from_secs(60),
            grace: Duration::from_secs(20),
            stopping: watch::Sender::new(false),
        }
    }

    /// Teaches it a kind of job.
    #[must_use]
    pub fn add<J: Job<State = S>>(mut self) -> Self {
        let run: Run<S> = Box::new(|payload, state, turn| match serde_json::from_str::<J>(payload) {
            Ok(job) => job.run(state, turn).boxed(),
            Err(error) => futures::future::err(JobError::fail(error)).boxed(),
        });
        let attempts = J::ATTEMPTS;
        self.handlers.insert(J::KIND, Handler { attempts, run });
        self
    }

    /// Writes a job each time that `rule` comes round; `job` is given that time. After a pause of the whole
    /// system the job is written once, with the first of the times that were missed.
    #[must_use]
    pub fn schedule<J: Job<State = S>>(
        mut self,
        name: &'static str,
        rule: Rule,
        job: impl Fn(Instant) -> J + Send + Sync + 'static,
    ) -> Self {
        self.schedules.push(Schedule {
            name,
            rule,
            kind: J::KIND,
            priority: J::PRIORITY,
            payload: Box::new(move |at| serde_json::to_string(&job(at))),
        });
        self.add::<J>()
    }

    /// The zone in whose clocks schedules are meant; UTC if never said.
    #[must_use]
    pub fn zone(mut self, zone: TimeZone) -> Self {
        self.zone = zone;
        self
    }

    /// How many jobs run at the same time; 4 if never said.
    #[must_use]
    pub fn at_once(mut self, count: usize) -> Self {
        self.at_once = count.max(1);
        self
    }

    /// How long a job stays with a worker that gives no sign of life; one minute if never said.
    #[must_use]
    pub fn lease(mut self, lease: Duration) -> Self {
        self.lease = lease;
        self
    }

    /// How long running jobs may go on after the order to stop; 20 seconds if never said.
    #[must_use]
    pub fn grace(mut self, grace: Duration) -> Self {
        self.grace = grace;
        self
    }

    /// Runs one after the other all that is due at `now`, also what that leads to, and nothing else.
    ///
    /// # Errors
    /// [`DbErr`] when the database does not answer.
    pub async fn run_pending(&self, now: Instant) -> Result<Ran, DbErr> {
        timetable::tick(&self.db, &self.schedules, &self.zone, now).await?;
        let clock: Clock = Arc::new(move || now);
        let mut ran = Ran::default();
        loop {
            let claimed = self.claim(1, now).await?;
            if claimed.is_empty() {
                return Ok(ran);
            }
            for job in claimed {
                match self.work(job, &clock).await? {
                    Outcome::Done => ran.done += 1,
                    Outcome::Retried => ran.retried += 1,
                    Outcome::Dead => ran.dead += 1,
                    Outcome::Lost => {}
                }
            }
        }
    }

    /// Runs jobs until `stop` comes, lets the running ones end, and gives back what does not end in time.
    pub async fn run(self, clock: Clock, stop: impl Future<Output = ()> + Send + 'static) {
        let this = Arc::new(self);
        let mut wake = wake::Wake::listen(&this.db).await;
        let mut running = JoinSet::new();
        let mut ticks = interval(POLL);
        let mut publications = interval(PUBLISH);
        // On its own, so that it goes on while this loop waits for the database.
        let mut stop = tokio::spawn(stop);
        loop {
            let free = this.at_once.saturating_sub(running.len());
            let claimed = this.claim(free, clock()).await.unwrap_or_else(|error| {
                tracing::warn!("Cannot look for jobs: {error}");
                Vec::new()
            });
            for job in claimed {
                running.spawn(this.clone().work_and_log(job, clock.clone()));
            }
            tokio::select! {
                _ = &mut stop => break,
                Some(_) = running.join_next() => {}
                () = wake.wait() => {}
                _ = ticks.tick() => {
                    if let Err(error) = timetable::tick(&this.db, &this.schedules, &this.zone, clock()).await {
                        tracing::warn!("Cannot look at the schedules: {error}");
                    }
                }
                _ = publications.tick() => {
                    if let Err(error) = stats::publish(&this.db, &this.kinds(), clock()).await {
                        tracing::warn!("Cannot count jobs: {error}");
                    }
                }
            }
        }
        this.stopping.send_replace(true);
        let _ = timeout(this.grace, async { while running.join_next().await.is_some() {} }).await;
        running.shutdown().await;
        match queue::release(&this.db, this.worker, clock()).await {
            Ok(0) => {}
            Ok(count) => tracing::info!("{count} jobs were given back unfinished"),
            Err(error) => tracing::warn!("Jobs could not be given back: {error}"),
        }
    }

    fn kinds(&self) -> Vec<&str> {
        self.handlers.keys().copied().collect()
    }

    async fn claim(&self, count: usize, now: Instant) -> Result<Vec<Claimed>, DbErr> {
        if count == 0 {
            return Ok(Vec::new());
        }
        queue::claim(&self.db, self.worker, &self.kinds(), count, now, self.lease).await
    }

    async fn work_and_log(self: Arc<Self>, job: Claimed, clock: Clock) {
        let (id, kind) = (job.id, job.kind.clone());
        if let Err(error) = self.work(job, &clock).await {
            // The lease runs out and the job is done again.
            tracing::warn!(job.id = %id, "The outcome of a {kind} job could not be written: {error}");
        }
    }
}
