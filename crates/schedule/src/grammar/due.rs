//! Due days counted within the period of a repetition.

use super::ast::{Due, MonthRef, Point, YearRef};
use crate::window::{DueRule, PeriodDay, Section};

/// A due day or span counted within a period of so many months.
pub(super) fn due_rule(due: &Due, all: &[Due], months: i8) -> Option<DueRule> {
    if let Point::Weekday { weekday, nth } = due.segment.from {
        return Some(DueRule::Weekday { weekday, nth });
    }
    // "ngày 15, ngày 20 tháng 6": a month is shared by the days before it.
    let shared = all.iter().rev().find_map(|d| match d.segment.from {
        Point::Day {
            month: MonthRef::Is(month),
            ..
        } => Some(month),
        _ => None,
    });
    let (first, last) = period_days(&due.segment.from, months, shared)?;
    let to = match &due.segment.to {
        Some(to) => {
            let mut from = first;
            let last = period_days(to, months, shared)?.1;
            // "15/12 đến 14/12" runs over the turn of the year.
            if from > last {
                from.month -= months;
            }
            return Some(DueRule::Within { first: from, last });
        }
        None => last,
    };
    if first == to {
        return Some(DueRule::By {
            day: to,
            before: due.before,
        });
    }
    Some(match (due.by, due.before) {
        (false, _) => DueRule::Within { first, last: to },
        (true, false) => DueRule::By {
            day: to,
            before: false,
        },
        (true, true) => {
            // Before a unit: by the last day of the month before it.
            let eve = PeriodDay {
                month: first.month - 1,
                day: 31,
            };
            DueRule::By {
                day: if first.day == 1 { eve } else { first },
                before: true,
            }
        }
    })
}

/// First and last day of a point within a period.
fn period_days(point: &Point, months: i8, shared: Option<i8>) -> Option<(PeriodDay, PeriodDay)> {
    let at = |month: i8, day: i8| PeriodDay { month, day };
    let shift = |year: &YearRef| match year {
        YearRef::Next => 12,
        YearRef::Previous => -12,
        _ => 0,
    };
    // A month of the year, where the period is shorter than a year: its place in the period.
    let place = |month: i8| {
        if months == 12 {
            month
        } else {
            (month - 1) % months + 1
        }
    };
    let span = |first: i8, last: i8, year: &YearRef| {
        (
            at(place(first) + shift(year), 1),
            at(place(last) + shift(year), 31),
        )
    };
    Some(match point {
        Point::Day { day, month, year } => {
            let month = match (month, shared) {
                (MonthRef::Is(month), _) => place(*month) + shift(year),
                (MonthRef::Unsaid, Some(month)) => place(month) + shift(year),
                (MonthRef::Unsaid, None) | (MonthRef::Same, _) => months,
                (MonthRef::Next, _) => months + 1,
                (MonthRef::FirstOfQuarter, _) => 1,
                (MonthRef::SecondOfQuarter, _) => 2,
                (MonthRef::LastOfQuarter, _) => months,
                (MonthRef::FirstOfNextQuarter, _) => months + 1,
            };
            (at(month, *day), at(month, *day))
        }
        Point::Month { month, year } => span(*month, *month, year),
        Point::Quarter { quarter, year } => span(quarter * 3 - 2, quarter * 3, year),
        Point::Half { half, year } => span(half * 6 - 5, half * 6, year),
        Point::FirstMonths { months, year } => span(1, *months, year),
        Point::LastMonths { months, year } => span(13 - months, 12, year),
        Point::HalfMonth { second, month, year } => {
            let month = place(*month) + shift(year);
            if *second {
                (at(month, 16), at(month, 31))
            } else {
                (at(month, 1), at(month, 15))
            }
        }
        Point::Week { week, month, year } => {
            let month = place(*month) + shift(year);
            let last = if *week >= 5 { 31 } else { week * 7 };
            (
                at(month, if *week >= 5 { 25 } else { week * 7 - 6 }),
                at(month, last),
            )
        }
        Point::Section { section, of } => {
            let (first, last) = period_days(of, months, shared)?;
            let count = last.month - first.month + 1;
            if count == 1 {
                let (from, to) = match section {
                    Section::Beginning => (1, 10),
                    Section::Middle => (11, 20),
                    Section::End => (21, 31),
                };
                (at(first.month, from), at(first.month, to))
            } else {
                let third = count / 3;
                let skip = match section {
                    Section::Beginning => 0,
                    Section::Middle => third,
                    Section::End => 2 * third,
                };
                (at(first.month + skip, 1), at(first.month + skip + third - 1, 31))
            }
        }
        _ => return None,
    })
}
