//! Files that an agency keeps: bytes under their hash in the file store, a row for each keeping.
//!
//! - **Content-addressed**: the same bytes are stored once, and a file that was stored never changes.
//! - The bytes are stored and flushed before the row is committed: a row always has its bytes.
//! - Nothing is served from here: the feature that owns the row decides who may have it.

mod kind;
mod store;

pub use kind::sniff;
pub use store::{File, FileId, Files, FilesError, add, find, hashes, head_of};
