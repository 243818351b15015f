use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use jiff::Timestamp;

use crate::Clock;

/// Moves a clock that stands still otherwise.
#[derive(Debug, Clone)]
pub struct Hand(Arc<AtomicI64>);

impl Hand {
    /// A clock that stands at a time, to the second, and its hand.
    #[must_use]
    pub fn clock(at: Timestamp) -> (Clock, Self) {
        let hand = Self(Arc::new(AtomicI64::new(at.as_second())));
        let seconds = Arc::clone(&hand.0);
        let now = move || Timestamp::from_second(seconds.load(Ordering::SeqCst)).unwrap_or(Timestamp::MAX);
        (Clock::new(now), hand)
    }

    /// Lets time pass, in whole seconds.
    pub fn pass(&self, time: Duration) {
        let seconds = i64::try_from(time.as_secs()).unwrap_or(i64::MAX);
        self.0.fetch_add(seconds, Ordering::SeqCst);
    }
}
