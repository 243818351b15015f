//! Points whose year is known as dates, and the places where a year goes.

use jiff::civil::Date;

use super::ast::{MonthRef, Point, YearRef};
use crate::dates::{clamped, plus_days};
use crate::window::{HalfYear, Month, Quarter, Unit, When};

pub(super) fn month_of_day(point: &Point) -> Option<(i8, YearRef)> {
    match point {
        Point::Day {
            month: MonthRef::Is(month),
            year,
            ..
        } => Some((*month, *year)),
        _ => None,
    }
}

pub(super) fn set_month(point: &mut Point, from: Option<(i8, YearRef)>) {
    if let (
        Point::Day {
            month: month @ MonthRef::Unsaid,
            year,
            ..
        },
        Some((m, y)),
    ) = (point, from)
    {
        *month = MonthRef::Is(m);
        *year = y;
    }
}

pub(super) fn year_mut(point: &mut Point) -> Option<&mut YearRef> {
    match point {
        Point::Day { year, .. }
        | Point::Month { year, .. }
        | Point::Quarter { year, .. }
        | Point::Half { year, .. }
        | Point::FirstMonths { year, .. }
        | Point::LastMonths { year, .. }
        | Point::HalfMonth { year, .. }
        | Point::Week { year, .. }
        | Point::Year { year } => Some(year),
        Point::Section { of, .. } => year_mut(of),
        Point::SchoolYear { .. } | Point::Weekday { .. } | Point::Now | Point::Issue | Point::Plan => None,
    }
}

/// The year that a point names.
pub(super) fn said(point: &Point) -> Option<i16> {
    match year_mut(&mut point.clone()) {
        Some(YearRef::Is(year)) => Some(*year),
        _ => None,
    }
}

pub(super) fn set_year(point: &mut Point, to: i16) {
    if let Some(year) = year_mut(point) {
        *year = YearRef::Is(to);
    }
}

/// Where in a year a point begins, to compare two of them.
pub(super) fn order(point: &Point) -> i32 {
    let mut point = point.clone();
    // A leap year has every day.
    set_year(&mut point, 2024);
    days(&point).map_or(0, |(first, _)| i32::from(first.day_of_year()))
}

/// First and last day of a point whose year and month are known.
pub(super) fn days(point: &Point) -> Option<(Date, Date)> {
    let unit_days = |unit: Unit| (unit.first(), unit.last());
    Some(match point {
        Point::Day {
            day,
            month: MonthRef::Is(month),
            year: YearRef::Is(year),
        } => {
            let date = clamped(*year, *month, *day);
            (date, date)
        }
        Point::FirstMonths {
            months,
            year: YearRef::Is(year),
        } => (clamped(*year, 1, 1), clamped(*year, *months, 31)),
        Point::LastMonths {
            months,
            year: YearRef::Is(year),
        } => (clamped(*year, 13 - months, 1), clamped(*year, 12, 31)),
        Point::SchoolYear { first } => (clamped(*first, 9, 1), clamped(first.saturating_add(1), 5, 31)),
        Point::HalfMonth {
            second,
            month,
            year: YearRef::Is(year),
        } => {
            let (first, last) = if *second { (16, 31) } else { (1, 15) };
            (clamped(*year, *month, first), clamped(*year, *month, last))
        }
        Point::Week {
            week,
            month,
            year: YearRef::Is(year),
        } => {
            let window = crate::window::Window::from(When::Week {
                month: Month::new(*year, *month)?,
                week: *week,
            });
            (window.start()?, window.end()?)
        }
        Point::Section { section, of } => section.of(unit(of)?),
        other => unit_days(unit(other)?),
    })
}

pub(super) fn unit(point: &Point) -> Option<Unit> {
    Some(match point {
        Point::Month {
            month,
            year: YearRef::Is(year),
        } => Unit::Month(Month::new(*year, *month)?),
        Point::Quarter {
            quarter,
            year: YearRef::Is(year),
        } => Unit::Quarter(Quarter::new(*year, *quarter)?),
        Point::Half {
            half,
            year: YearRef::Is(year),
        } => Unit::HalfYear(HalfYear::new(*year, *half)?),
        Point::Year {
            year: YearRef::Is(year),
        } => Unit::Year(*year),
        _ => return None,
    })
}

/// The day before the first day of a deadline's unit: "trước năm 2030" is by the end of 2029.
pub(super) fn eve(first: Date) -> Date {
    plus_days(first, -1)
}
