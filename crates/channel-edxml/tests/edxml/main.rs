//! Messages out and in again, from friends, from others and from enemies.
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

mod folder;
mod hostile;
mod messages;
mod world;
