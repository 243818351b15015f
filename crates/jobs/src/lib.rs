#![doc = include_str!("../README.md")]

mod attempt;
mod cron;
mod job;
mod queue;
mod runner;
mod stats;
mod timetable;
mod wake;

use db::Migration;

pub use cron::{Rule, RuleError};
pub use job::{Clock, Job, JobError, Options, Priority, Turn};
pub use queue::{discard, enqueue, enqueue_with, revive};
pub use runner::{Ran, Runner};
pub use stats::{DeadJob, KindStats, dead, stats};

/// The tables of this crate, as one step of the product's list: `jobs::migration("0002_job.sql")`.
#[must_use]
pub fn migration(file: &str) -> Migration {
    Migration::from_file(file, include_str!("../migrations/job.sql").to_owned())
}
