//! Times that come again, in the zone of the people they concern.

use std::fmt;
use std::str::FromStr;

use db::Instant;
use jiff::ToSpan;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;

/// When something happens again and again, written as in cron: `minute hour day month weekday`.
///
/// Each part is `*`, a number, a range `1-5`, a list `1,15`, with a step `*/10`, `8-18/2`. Weekdays are 0 (Sunday)
/// to 7 (Sunday again). As in cron, when both day and weekday are given, either is enough.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use jiff::tz::TimeZone;
/// let weekdays_at_seven: jobs::Rule = "0 7 * * 1-5".parse()?;
/// let friday: jiff::Timestamp = "2025-03-07T08:00:00+07:00".parse()?;
/// let next = weekdays_at_seven.after(friday.into(), &TimeZone::get("Asia/Ho_Chi_Minh")?);
/// assert_eq!(next.unwrap().to_string(), "2025-03-10T00:00:00Z");
/// # Ok(()) }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    text: String,
    minutes: u64,
    hours: u64,
    days: u64,
    months: u64,
    weekdays: u64,
    either_day: bool,
}

/// What is wrong with the text of a [`Rule`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RuleError {
    /// Not five parts.
    #[error("a rule has five parts (minute hour day month weekday), this one has {0}")]
    Parts(usize),
    /// One part is not understood.
    #[error("{name}: {part:?} is not *, a number from {first} to {last}, a list, a range or a step of them")]
    Part {
        /// Which.
        name: &'static str,
        /// As written.
        part: String,
        /// Smallest number that it takes.
        first: u8,
        /// Largest number that it takes.
        last: u8,
    },
}

impl Rule {
    /// The first time later than `now`, on the clocks of `zone`. A time that a clock change skips comes after
    /// the gap. None when there is no such day in the next ten years, as on 30 February.
    #[must_use]
    pub fn after(&self, now: Instant, zone: &TimeZone) -> Option<Instant> {
        let mut day = zone.to_datetime(now.timestamp()).date();
        for _ in 0..3660 {
            if self.is_day(day) {
                // A day with a clock change is not in order, so take the earliest of all its times.
                let times = self
                    .times()
                    .filter_map(|time| zone.to_timestamp(day.to_datetime(time)).ok());
                let next = times.filter(|at| *at > now.timestamp()).min();
                if let Some(next) = next {
                    return Some(next.into());
                }
            }
            day = day.checked_add(1.day()).ok()?;
        }
        None
    }

    fn is_day(&self, day: Date) -> bool {
        let in_days = has(self.days, day.day());
        let in_weekdays = has(self.weekdays, day.weekday().to_sunday_zero_offset());
        let matches = if self.either_day {
            in_days || in_weekdays
        } else {
            in_days && in_weekdays
        };
        matches && has(self.months, day.month())
    }

    fn times(&self) -> impl Iterator<Item = Time> {
        let minutes = self.minutes;
        let hours = (0..24).filter(|hour| has(self.hours, *hour));
        hours.flat_map(move |hour| {
            let minutes = (0..60).filter(move |minute| has(minutes, *minute));
            minutes.filter_map(move |minute| Time::new(hour, minute, 0, 0).ok())
        })
    }
}

impl FromStr for Rule {
    type Err = RuleError;

    fn from_str(text: &str) -> Result<Self, RuleError> {
        let parts: Vec<&str> = text.split_whitespace().collect();
        let [minute, hour, day, month, weekday] = parts.as_slice() else {
            return Err(RuleError::Parts(parts.len()));
        };
        let weekdays = set("weekday", weekday, 0, 7)?;
        Ok(Self {
            text: parts.join(" "),
            minutes: set("minute", minute, 0, 59)?,
            hours: set("hour", hour, 0, 23)?,
            days: set("day", day, 1, 31)?,
            months: set("month", month, 1, 12)?,
            weekdays: weekdays | (weekdays >> 7),
            either_day: !day.starts_with('*') && !weekday.starts_with('*'),
        })
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

fn has(set: u64, number: i8) -> bool {
    u32::try_from(number).is_ok_and(|number| set & (1 << number) != 0)
}

/// The numbers that a part names, as bits.
fn set(name: &'static str, part: &str, first: u8, last: u8) -> Result<u64, RuleError> {
    // Digits only: the usual parser takes a sign as well.
    let number = |text: &str| {
        text.bytes()
            .all(|byte| byte.is_ascii_digit())
            .then(|| text.parse::<u8>().ok())?
    };
    let one = |item: &str| {
        let (range, step) = item.split_once('/').unwrap_or((item, "1"));
        let (from, to) = match range.split_once('-') {
            _ if range == "*" => (first, last),
            Some((from, to)) => (number(from)?, number(to)?),
            // A single number with a step runs to the end, as in cron.
            None if item.contains('/') => (number(range)?, last),
            None => (number(range)?, number(range)?),
        };
        let step = number(step).filter(|step| *step > 0)?;
        let fits = first <= from && from <= to && to <= last;
        fits.then(|| {
            (from..=to)
                .step_by(step.into())
                .fold(0, |bits, number| bits | (1 << number))
        })
    };
    let sets: Option<Vec<u64>> = part.split(',').map(one).collect();
    sets.map(|sets| sets.into_iter().fold(0, |all, set| all | set))
        .ok_or_else(|| RuleError::Part {
            name,
            part: part.to_owned(),
            first,
            last,
        })
}
