//! The channel against a server that follows the documented shapes and misbehaves.
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

mod account;
mod limits;
mod uploads;
mod videos;
mod world;
