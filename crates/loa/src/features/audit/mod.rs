//! The audit log: who did what to which thing, in a chain that shows any later change.
//!
//! - **Append-only.** Entries are written in the transaction of the change they tell of.
//! - One chain for each agency. `loa audit verify` recomputes every hash.
//! - [`chain`] is the engine; the evidence ledger is chained by it too.

pub mod chain;
mod store;

pub use store::{
    By, Entry, LogFilter, Subject, actions, entries_of, log, log_count, record, record_on, verify,
};
