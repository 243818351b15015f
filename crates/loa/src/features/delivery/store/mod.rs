//! Rows of deliveries and attempts.

mod attempts;
mod deliveries;
mod ledger;

pub(super) use attempts::{attempts, begin_attempt, close_attempt, open_attempt};
pub(super) use deliveries::{Change, by_id, change, insert, waiting_for};
pub use deliveries::{latest, queued_since};
pub(super) use ledger::{Filter, count, list, waiting};
pub use ledger::{Tally, tally};
