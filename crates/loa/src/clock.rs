//! The one source of time, so that tests and the demo can set it.

use std::sync::{Arc, Mutex};

use db::Instant;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// Tells the time in the agency's zone.
#[derive(Debug, Clone)]
pub struct Clock {
    zone: TimeZone,
    hand: Hand,
}

#[derive(Debug, Clone)]
enum Hand {
    /// The machine's clock, moved by a fixed span (zero, but for the demo year).
    Running(SignedDuration),
    /// Stands still until moved: for tests.
    Held(Arc<Mutex<Timestamp>>),
}

impl Clock {
    /// The machine's clock.
    #[must_use]
    pub fn system(zone: TimeZone) -> Self {
        Self {
            zone,
            hand: Hand::Running(SignedDuration::ZERO),
        }
    }

    /// A running clock that reads `day` now, at the present time of day: the demo year lives by it.
    #[must_use]
    pub fn starting_on(day: Date, zone: TimeZone) -> Self {
        let now = machine_now();
        let time = now.to_zoned_datetime(zone.clone()).time();
        let then = zone.to_timestamp(day.to_datetime(time));
        let shift = then.map_or(SignedDuration::ZERO, |then| then.duration_since(now));
        Self {
            zone,
            hand: Hand::Running(shift),
        }
    }

    /// A clock that stands at `instant`.
    #[must_use]
    pub fn held(instant: Timestamp, zone: TimeZone) -> Self {
        Self {
            zone,
            hand: Hand::Held(Arc::new(Mutex::new(instant))),
        }
    }

    /// Moves a held clock; a running one does not care.
    pub fn set(&self, instant: Timestamp) {
        if let Hand::Held(held) = &self.hand {
            *held.lock().unwrap_or_else(|poisoned| poisoned.into_inner()) = instant;
        }
    }

    /// Now, to the microsecond.
    #[must_use]
    pub fn now(&self) -> Instant {
        let now = match &self.hand {
            Hand::Running(shift) => machine_now().saturating_add(*shift).unwrap_or(Timestamp::MAX),
            Hand::Held(held) => *held.lock().unwrap_or_else(|poisoned| poisoned.into_inner()),
        };
        Instant::from(now)
    }

    /// Today's civil date where the agency is.
    #[must_use]
    pub fn today(&self) -> Date {
        self.day_of(self.now())
    }

    /// The civil date of an instant where the agency is.
    #[must_use]
    pub fn day_of(&self, instant: Instant) -> Date {
        self.local(instant).date()
    }

    /// What clock and calendar show at an instant where the agency is.
    #[must_use]
    pub fn local(&self, instant: Instant) -> DateTime {
        instant
            .timestamp()
            .to_zoned_datetime(self.zone.clone())
            .datetime()
    }

    /// The agency's zone.
    #[must_use]
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// Whether the clock was moved away from the machine's: pages say so.
    #[must_use]
    pub fn is_shifted(&self) -> bool {
        !matches!(self.hand, Hand::Running(SignedDuration::ZERO))
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the clock is the one place that asks the machine"
)]
fn machine_now() -> Timestamp {
    Timestamp::now()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_is_the_agencys_whatever_the_machine_thinks() {
        let zone = TimeZone::get("Asia/Ho_Chi_Minh").unwrap();
        let clock = Clock::held("2025-03-31T17:30:00Z".parse().unwrap(), zone);
        assert_eq!(clock.today().to_string(), "2025-04-01");
    }

    #[test]
    fn a_demo_clock_starts_on_its_day() {
        let zone = TimeZone::get("Asia/Ho_Chi_Minh").unwrap();
        let day: Date = "2025-04-16".parse().unwrap();
        assert_eq!(Clock::starting_on(day, zone).today(), day);
    }
}
