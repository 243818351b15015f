//! What the service allows, for checks before sending and counters beside a field.

use std::time::Duration;

pub use channel_http::{chars, count};

/// Characters in a post. Not documented beyond doubt; the service refuses longer ones.
pub const MESSAGE: usize = 63_206;
/// A post may be timed this far ahead at least.
pub const SOONEST: Duration = Duration::from_mins(10);
/// A post may be timed this far ahead at most.
pub const LATEST: Duration = Duration::from_hours(30 * 24);
/// Bytes of a picture that is sent along.
pub const PHOTO_BYTES: usize = 10 << 20;
