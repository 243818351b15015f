//! Years and months that a text leaves out, and points as dates.

use jiff::civil::Date;

use super::ast::{Due, MonthRef, Point, Recur, Segment, YearRef};
use crate::dates::{clamped, plus_days};
use crate::reading::{Context, Remark};
use crate::window::{DueRule, HalfYear, Month, PeriodDay, Quarter, Recurrence, Section, Unit, When};

/// Fills in what a text leaves out, and notes what it had to assume.
pub(super) struct Resolver<'c> {
    pub(super) context: &'c Context,
    /// A year that the same cell names further on or before.
    pub(super) nearby: Option<i16>,
    pub(super) remarks: Vec<Remark>,
}

impl Resolver<'_> {
    fn plan_year(&self) -> Option<i16> {
        self.context
            .year
            .or(self.context.period.map(|(first, _)| first.year()))
    }

    /// The plan's first and last day.
    pub(super) fn plan(&self) -> (Option<Date>, Option<Date>) {
        match (self.context.period, self.context.year) {
            (Some((first, last)), _) => (Some(first), Some(last)),
            (None, Some(year)) => (Some(clamped(year, 1, 1)), Some(clamped(year, 12, 31))),
            (None, None) => (None, None),
        }
    }

    pub(super) fn remark(&mut self, remark: Remark) {
        if !self.remarks.contains(&remark) {
            self.remarks.push(remark);
        }
    }

    /// Segments with every year and month filled in; `None` when one cannot be.
    pub(super) fn fill(&mut self, segments: &[Segment]) -> Option<Vec<Segment>> {
        let mut points: Vec<Point> = Vec::new();
        // Whether the point leads up to the next one.
        let mut leads = Vec::new();
        for segment in segments {
            points.push(segment.from.clone());
            leads.push(segment.to.is_some());
            if let Some(to) = &segment.to {
                points.push(to.clone());
                leads.push(false);
            }
        }
        // A day takes its month from the next one, else from the one before.
        let months: Vec<Option<(i8, YearRef)>> = points.iter().map(month_of_day).collect();
        let mut next = None;
        for (point, own) in points.iter_mut().zip(&months).rev() {
            next = own.or(next);
            set_month(point, next);
        }
        let mut last = None;
        for point in &mut points {
            set_month(point, last);
            last = month_of_day(point).or(last);
        }
        for point in &mut points {
            self.name_year(point);
        }
        // A year written once stands for all: first for those before it, then for those after.
        for i in (0..points.len().saturating_sub(1)).rev() {
            let later = points.get(i + 1).and_then(|p| Some((said(p)?, order(p))));
            if let (Some((year, at)), Some(point)) = (later, points.get_mut(i))
                && year_mut(point).is_some_and(|y| *y == YearRef::Unsaid)
            {
                let up_to = leads.get(i).copied().unwrap_or(false);
                let earlier = i16::from(up_to && order(point) > at);
                set_year(point, year - earlier);
            }
        }
        if let Some(first) = points.first_mut()
            && year_mut(first).is_some_and(|y| *y == YearRef::Unsaid)
        {
            let year = self.assume(first)?;
            set_year(first, year);
        }
        for i in 1..points.len() {
            let before = points.get(i - 1).and_then(|p| Some((said(p)?, order(p))));
            if let Some(point) = points.get_mut(i)
                && year_mut(point).is_some_and(|y| *y == YearRef::Unsaid)
            {
                let year = match before {
                    Some((year, at)) => year + i16::from(order(point) < at),
                    None => self.assume(point)?,
                };
                set_year(point, year);
            }
        }
        let mut points = points.into_iter();
        segments
            .iter()
            .map(|s| {
                let from = points.next()?;
                let to = if s.to.is_some() {
                    Some(points.next()?)
                } else {
                    None
                };
                Some(Segment { from, to })
            })
            .collect()
    }

    /// "Năm nay", "năm sau" as numbers.
    fn name_year(&mut self, point: &mut Point) {
        let plan = self.plan_year().or(self.nearby);
        let Some(year) = year_mut(point) else { return };
        let shift = match year {
            YearRef::This => 0,
            YearRef::Next => 1,
            YearRef::Previous => -1,
            YearRef::Unsaid | YearRef::Is(_) => return,
        };
        *year = plan.map_or(YearRef::Unsaid, |plan| YearRef::Is(plan.saturating_add(shift)));
    }

    /// The year of a point that names none: one named nearby, else the plan's, else the first of
    /// the plan's years in which the point meets the plan.
    fn assume(&mut self, point: &Point) -> Option<i16> {
        if let Some(year) = self.nearby {
            return Some(year);
        }
        let Some(plan) = self.plan_year() else {
            self.remark(Remark::YearMissing);
            return None;
        };
        let mut year = plan;
        if let Some((first, last)) = self.context.period {
            let meets = |year: i16| {
                let mut point = point.clone();
                set_year(&mut point, year);
                days(&point).is_some_and(|(from, to)| from <= last && to >= first)
            };
            let years = std::iter::once(plan).chain(first.year()..=last.year()).take(200);
            year = years.into_iter().find(|year| meets(*year)).unwrap_or(plan);
        }
        self.remark(Remark::YearAssumed { year });
        Some(year)
    }

    /// First and last day of a filled point.
    pub(super) fn days(&mut self, point: &Point) -> Option<(Option<Date>, Option<Date>)> {
        let (first, last) = self.plan();
        match point {
            Point::Now | Point::Issue => {
                let issued = self.context.period.map(|(first, _)| first);
                Some((issued, issued))
            }
            Point::Plan => Some((first, last)),
            Point::Day {
                day,
                month: MonthRef::Is(month),
                year: YearRef::Is(year),
            } => {
                let date = clamped(*year, *month, *day);
                if date.day() != *day {
                    let written = format!("{day}/{month}/{year}");
                    self.remark(Remark::NoSuchDay { written, taken: date });
                }
                Some((Some(date), Some(date)))
            }
            other => days(other).map(|(first, last)| (Some(first), Some(last))),
        }
    }

    /// One filled segment as a time.
    pub(super) fn when(&mut self, segment: &Segment) -> Option<When> {
        let whole = match &segment.to {
            None => self.single(&segment.from)?,
            Some(to) => {
                let (first, last) = (self.single(&segment.from), self.single(to));
                match (first, last) {
                    (Some(When::Months { first, .. }), Some(When::Months { last, .. })) if first <= last => {
                        When::Months { first, last }
                    }
                    (Some(When::Quarters { first, .. }), Some(When::Quarters { last, .. }))
                        if first <= last =>
                    {
                        When::Quarters { first, last }
                    }
                    (Some(When::Years { first, .. }), Some(When::Years { last, .. })) if first <= last => {
                        When::Years { first, last }
                    }
                    _ => {
                        let (start, end) = (self.days(&segment.from)?.0, self.days(to)?.1);
                        if start > end && end.is_some() {
                            self.remark(Remark::EndBeforeStart);
                        }
                        When::Range {
                            start,
                            end,
                            until: None,
                        }
                    }
                }
            }
        };
        Some(whole)
    }

    fn single(&mut self, point: &Point) -> Option<When> {
        Some(match point {
            Point::Day { .. } => When::Deadline {
                end: self.days(point)?.1?,
                before: false,
            },
            Point::Month {
                month,
                year: YearRef::Is(year),
            } => {
                let month = Month::new(*year, *month)?;
                When::Months {
                    first: month,
                    last: month,
                }
            }
            Point::Quarter {
                quarter,
                year: YearRef::Is(year),
            } => {
                let quarter = Quarter::new(*year, *quarter)?;
                When::Quarters {
                    first: quarter,
                    last: quarter,
                }
            }
            Point::Half {
                half,
                year: YearRef::Is(year),
            } => When::HalfYear {
                half: HalfYear::new(*year, *half)?,
            },
            Point::FirstMonths {
                months,
                year: YearRef::Is(year),
            } => When::Months {
                first: Month::new(*year, 1)?,
                last: Month::new(*year, *months)?,
            },
            Point::LastMonths {
                months,
                year: YearRef::Is(year),
            } => When::Months {
                first: Month::new(*year, 13 - months)?,
                last: Month::new(*year, 12)?,
            },
            Point::Year {
                year: YearRef::Is(year),
            } => When::Years {
                first: *year,
                last: *year,
            },
            Point::Week {
                week,
                month,
                year: YearRef::Is(year),
            } => {
                self.remark(Remark::Approximate);
                When::Week {
                    month: Month::new(*year, *month)?,
                    week: *week,
                }
            }
            Point::Section { section, of } => {
                self.remark(Remark::Approximate);
                When::Section {
                    section: *section,
                    of: unit(of)?,
                }
            }
            other => {
                let (start, end) = self.days(other)?;
                When::Range {
                    start,
                    end,
                    until: None,
                }
            }
        })
    }

    /// A repetition with its due rules counted within its period.
    pub(super) fn recurrence(&mut self, recur: &Recur) -> Recurrence {
        let months = recur.every.months().unwrap_or(1);
        let due = recur
            .due
            .iter()
            .filter_map(|due| due_rule(due, &recur.due, months))
            .collect();
        Recurrence {
            every: recur.every,
            interval: recur.interval.max(1),
            count: recur.count,
            due,
            also: recur.also.clone(),
            first_due: None,
        }
    }
}

fn month_of_day(point: &Point) -> Option<(i8, YearRef)> {
    match point {
        Point::Day {
            month: MonthRef::Is(month),
            year,
            ..
        } => Some((*month, *year)),
        _ => None,
    }
}

fn set_month(point: &mut Point, from: Option<(i8, YearRef)>) {
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

fn year_mut(point: &mut Point) -> Option<&mut YearRef> {
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

fn set_year(point: &mut Point, to: i16) {
    if let Some(year) = year_mut(point) {
        *year = YearRef::Is(to);
    }
}

/// Where in a year a point begins, to compare two of them.
fn order(point: &Point) -> i32 {
    let mut point = point.clone();
    // A leap year has every day.
    set_year(&mut point, 2024);
    days(&point).map_or(0, |(first, _)| i32::from(first.day_of_year()))
}

/// First and last day of a point whose year and month are known.
fn days(point: &Point) -> Option<(Date, Date)> {
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

fn unit(point: &Point) -> Option<Unit> {
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

/// A due day or span counted within a period of so many months.
fn due_rule(due: &Due, all: &[Due], months: i8) -> Option<DueRule> {
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

/// The day before the first day of a deadline's unit: "trước năm 2030" is by the end of 2029.
pub(super) fn eve(first: Date) -> Date {
    plus_days(first, -1)
}
