//! Years and months that a text leaves out, and points as dates.

use jiff::civil::Date;

use super::ast::{MonthRef, Point, Recur, Segment, YearRef};
use super::dated::{days, month_of_day, order, said, set_month, set_year, unit, year_mut};
use super::due::due_rule;
use crate::dates::clamped;
use crate::reading::{Context, Remark};
use crate::window::{HalfYear, Month, Quarter, Recurrence, When};

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
            let in_year = |year: i16| {
                let mut point = point.clone();
                set_year(&mut point, year);
                days(&point)
            };
            let years = || std::iter::once(plan).chain(first.year()..=last.year()).take(200);
            let meets = |(from, to)| from <= last && to >= first;
            // One that only just misses the plan lies behind its beginning, not before it.
            year = years()
                .find(|year| in_year(*year).is_some_and(meets))
                .or_else(|| years().find(|year| in_year(*year).is_some_and(|(_, to)| to >= first)))
                .unwrap_or(plan);
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
