//! The single occurrences of what comes again.

use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

use super::{Bounds, DueRule, Frequency, PeriodDay, Recurrence, When, Window};
use crate::dates::{clamped, days_between, plus_days, plus_months};

/// More occurrences than this are not listed in one call: ten years of every day.
const MOST: usize = 3_660;

/// One occurrence: the period it belongs to and the day it is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Occurrence {
    /// First day on which it can be done.
    pub start: Date,
    /// Last day of its period.
    pub end: Date,
    /// The day it is due, before any move off a day off; names the occurrence.
    pub due: Date,
    /// Whether the text says "before" (trước) that day.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub before: bool,
}

impl Window {
    /// The occurrences that are open or due on some day from `from` to `to`, in order of due day.
    ///
    /// Empty for windows that do not recur and have no cadence, and for "định kỳ" alone. At most
    /// 3 660 are given.
    ///
    /// ```
    /// use jiff::civil::date;
    /// use schedule::{Context, read};
    /// let context = Context { year: Some(2025), ..Context::default() };
    /// let window = read("Trước ngày 20 hằng tháng", &context).window;
    /// let due: Vec<_> = window
    ///     .occurrences(date(2025, 5, 1), date(2025, 6, 30))
    ///     .iter()
    ///     .map(|occurrence| occurrence.due)
    ///     .collect();
    /// assert_eq!(due, [date(2025, 5, 20), date(2025, 6, 20)]);
    /// ```
    pub fn occurrences(&self, from: Date, to: Date) -> Vec<Occurrence> {
        let Some(recurrence) = self.recurrence() else {
            return Vec::new();
        };
        let bounds = match &self.when {
            When::Standing { bounds } | When::Recurring { bounds, .. } => *bounds,
            _ => Bounds {
                start: self.start(),
                end: self.end(),
                ..Bounds::default()
            },
        };
        let from = bounds.start.map_or(from, |start| from.max(start));
        let mut found = Vec::new();
        let mut first = first_period(recurrence, &bounds, from);
        // A period that begins after both the wanted days and the bounds adds nothing; one more
        // period back was taken because a due day may lie after its period.
        let until = bounds.end.map_or(to, |end| to.min(end));
        while first <= until && found.len() < MOST {
            let next = next_period(recurrence, first);
            if next <= first {
                break;
            }
            add_period(recurrence, &bounds, (first, plus_days(next, -1)), &mut found);
            first = next;
        }
        found.retain(|o| o.due >= from && o.start <= to);
        if let Some(first_due) = recurrence.first_due {
            found.retain(|o| o.due >= first_due);
        }
        found.sort_by_key(|o| o.due);
        found.dedup();
        found
    }
}

/// First day of a period early enough that all due on or after `from` come after it.
fn first_period(recurrence: &Recurrence, bounds: &Bounds, from: Date) -> Date {
    let interval = i32::from(recurrence.interval.max(1));
    match (recurrence.every, recurrence.every.months()) {
        (_, Some(months)) => {
            let months = i32::from(months);
            let step = months * interval;
            // Due days lie at most a year after their period.
            let early = plus_months(from, -12 - step);
            let count = |date: Date| i32::from(date.year()) * 12 + i32::from(date.month()) - 1;
            let aligned = |n: i32, to: i32, at: i32| n - (n - at).rem_euclid(to);
            // Periods of several years or quarters are counted from the one that holds the start.
            let origin = bounds.start.map_or(0, |start| aligned(count(start), months, 0));
            month_at(aligned(
                count(early),
                step,
                if interval == 1 { 0 } else { origin },
            ))
        }
        (Frequency::Weekly, _) => {
            let origin = monday(bounds.start.unwrap_or_else(|| clamped(2024, 1, 1)));
            let early = plus_days(from, -7 * (interval + 1));
            plus_days(early, -days_between(origin, early).rem_euclid(7 * interval))
        }
        _ => {
            let origin = bounds.start.unwrap_or_else(|| clamped(2024, 1, 1));
            plus_days(from, -days_between(origin, from).rem_euclid(interval))
        }
    }
}

fn month_at(count: i32) -> Date {
    let year = i16::try_from(count.div_euclid(12)).unwrap_or(i16::MAX);
    clamped(year, i8::try_from(count.rem_euclid(12)).unwrap_or(0) + 1, 1)
}

fn monday(date: Date) -> Date {
    plus_days(date, -i32::from(date.weekday().to_monday_zero_offset()))
}

/// First day of the period after the one that begins on `first`; the same day when there is none.
fn next_period(recurrence: &Recurrence, first: Date) -> Date {
    let interval = i32::from(recurrence.interval.max(1));
    match recurrence.every {
        Frequency::Unspecified => first,
        Frequency::Daily => plus_days(first, interval),
        Frequency::Weekly => plus_days(first, 7 * interval),
        other => plus_months(first, i32::from(other.months().unwrap_or(1)) * interval),
    }
}

/// Adds the occurrences of one period, cut to the bounds.
fn add_period(
    recurrence: &Recurrence,
    bounds: &Bounds,
    (first, last): (Date, Date),
    found: &mut Vec<Occurrence>,
) {
    let cut_start = |date: Date| bounds.start.map_or(date, |start| date.max(start));
    let cut_end = |date: Date| bounds.end.map_or(date, |end| date.min(end));
    let day = |day: PeriodDay| day.on(first);
    let (start, end) = (cut_start(first), cut_end(last));
    if start > end {
        return;
    }
    if recurrence.due.is_empty() {
        found.push(Occurrence {
            start,
            end,
            due: end,
            before: false,
        });
    }
    for rule in &recurrence.due {
        match *rule {
            DueRule::By { day: by, before } => {
                let due = day(by);
                if bounds.start.is_none_or(|start| due >= start) {
                    found.push(Occurrence {
                        start: start.min(due),
                        end,
                        due,
                        before,
                    });
                }
            }
            DueRule::Within { first, last } => {
                let (start, due) = (cut_start(day(first)), day(last));
                if start <= due && bounds.end.is_none_or(|end| start <= end) {
                    found.push(Occurrence {
                        start,
                        end: due,
                        due,
                        before: false,
                    });
                }
            }
            DueRule::Weekday { weekday, nth } => {
                for due in weekdays(recurrence.every, first, last, weekday, nth) {
                    if (start..=end).contains(&due) {
                        found.push(Occurrence {
                            start: due,
                            end: due,
                            due,
                            before: false,
                        });
                    }
                }
            }
        }
    }
}

/// The days of a period that are the given day of the week, or the nth of each of its months.
fn weekdays(every: Frequency, first: Date, last: Date, weekday: Weekday, nth: Option<i8>) -> Vec<Date> {
    let mut days = Vec::new();
    match nth {
        Some(nth) if every.months().is_some() => {
            let mut month = first.first_of_month();
            while month <= last {
                days.extend(month.nth_weekday_of_month(nth, weekday).ok());
                let next = plus_months(month, 1);
                if next <= month {
                    break;
                }
                month = next;
            }
        }
        _ => {
            let ahead = first.weekday().until(weekday);
            let mut day = plus_days(first, i32::from(ahead));
            while day <= last && days.len() < 54 {
                days.push(day);
                day = plus_days(day, 7);
            }
        }
    }
    days
}
