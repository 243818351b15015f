//! Small arithmetic on civil dates that saturates instead of failing.

use jiff::Span;
use jiff::civil::Date;

/// The first and the last day the crate works with; what leaves them is cut.
const FIRST_YEAR: i16 = 1;
const LAST_YEAR: i16 = 9999;

/// The date, with the year cut to 1..=9999, the month to 1..=12 and the day to the month's length.
pub(crate) fn clamped(year: i16, month: i8, day: i8) -> Date {
    let month = month.clamp(1, 12);
    let first = Date::new(year.clamp(FIRST_YEAR, LAST_YEAR), month, 1).unwrap_or(Date::ZERO);
    first
        .with()
        .day(day.clamp(1, first.days_in_month()))
        .build()
        .unwrap_or(first)
}

/// `days` later, or earlier when negative.
pub(crate) fn plus_days(date: Date, days: i32) -> Date {
    date.saturating_add(Span::new().days(days.clamp(-1_000_000, 1_000_000)))
}

/// The same day `months` later; the last day of that month when it is shorter.
pub(crate) fn plus_months(date: Date, months: i32) -> Date {
    date.saturating_add(Span::new().months(months.clamp(-120_000, 120_000)))
}

/// Days from `a` to `b`; negative when `b` is earlier.
pub(crate) fn days_between(a: Date, b: Date) -> i32 {
    a.until(b).map_or(0, |span| span.get_days())
}
