//! Rows of evidence, of what it proves, and of its chain.

pub(super) mod entry;
mod pieces;
mod subjects;

pub use pieces::{by_id, count, files_of, list};
pub(super) use pieces::{by_ids, files_of_each, insert, set_status};
pub use subjects::{counts, of, of_each, proofs, subjects_of};
pub(super) use subjects::{insert_subject, linked_wrongly};

/// Ids in one query: well below what either database takes as parameters.
const MANY: usize = 1_000;
