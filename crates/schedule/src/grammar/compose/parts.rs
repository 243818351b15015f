//! The parts of a cell with their dates filled in.

use jiff::civil::Date;

use super::super::ast::{Due, Point, Recur, Segment, Time, Words, YearRef};
use super::super::resolve::{Resolver, eve, said};
use super::super::scan::{Item, Scan};
use super::super::token::{Kind, Text};
use super::{since, stated};
use crate::reading::Context;
use crate::window::{
    Bounds, DueRule, Frequency, Hours, Month, Offset, OffsetUnit, PartOfDay, Recurrence, Section, When,
    Window,
};

/// What a part says.
#[derive(Debug, Clone)]
pub(super) enum Body {
    /// Dates of its own.
    Dated(Window),
    Repeated {
        recurrence: Recurrence,
        bounds: Bounds,
    },
    Standing {
        monthly: bool,
    },
    /// A trigger or a term from an event.
    Event(Window),
    /// Another document, with the frequency its words name.
    Pointer(String, Option<Frequency>),
}

impl Body {
    pub(super) fn is_dated(&self) -> bool {
        matches!(self, Self::Dated(_))
    }
}

/// One part of a cell.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub(super) body: Body,
    pub(super) at: Words,
    pub(super) or: bool,
    /// Only "đến": an end without a beginning.
    pub(super) upto: bool,
    /// Led by "đảm bảo".
    pub(super) promised: bool,
    /// A date alone, which hours turn into an appointment.
    bare: bool,
}

impl Part {
    pub(super) fn event(&self) -> Option<&Window> {
        match &self.body {
            Body::Event(window) => Some(window),
            _ => None,
        }
    }

    pub(super) fn dated(&self) -> Option<&Window> {
        match &self.body {
            Body::Dated(window) => Some(window),
            _ => None,
        }
    }
}

/// All parts of a cell and what stands beside them.
pub(super) struct Parts<'a> {
    pub(super) text: &'a Text,
    pub(super) resolver: Resolver<'a>,
    pub(super) list: Vec<Part>,
    pub(super) carried_out: Option<Words>,
    pub(super) note: Option<Words>,
    pub(super) weekdays: Vec<DueRule>,
    /// Several dates in one part, of which one is enough.
    pub(super) either: bool,
    hours: Option<Hours>,
    part_of_day: Option<PartOfDay>,
    tentative: bool,
    approximate: bool,
}

impl<'a> Parts<'a> {
    pub(super) fn new(text: &'a Text, scan: Scan, context: &'a Context) -> Self {
        let mut parts = Self {
            text,
            resolver: Resolver {
                context,
                nearby: None,
                remarks: Vec::new(),
            },
            list: Vec::new(),
            carried_out: scan.carried_out,
            note: scan.note,
            weekdays: Vec::new(),
            either: false,
            hours: None,
            part_of_day: None,
            tentative: scan.tentative,
            approximate: scan.approximate,
        };
        let items = chosen(scan.items);
        let years: Vec<Option<i16>> = items.iter().map(|item| year_of(&item.time)).collect();
        for (i, item) in items.iter().enumerate() {
            // A year written once in the cell, behind the time or before it.
            let mut behind = years.iter().skip(i + 1).flatten();
            let mut ahead = years.iter().take(i).rev().flatten();
            parts.resolver.nearby = behind.next().or_else(|| ahead.next()).copied();
            parts.add(item);
        }
        parts
    }

    fn add(&mut self, item: &Item) {
        let promised = self.leads_promise(item);
        let upto = matches!(item.time, Time::Deadline { upto: true, .. });
        let bare = matches!(&item.time, Time::Span { segments, .. } if segments.len() == 1);
        for body in self.bodies(item) {
            self.list.push(Part {
                body,
                at: item.at,
                or: item.or,
                upto,
                promised,
                bare,
            });
        }
    }

    /// What an item says; several dates are several bodies.
    fn bodies(&mut self, item: &Item) -> Vec<Body> {
        let one = match &item.time {
            Time::Hours(hours) => {
                self.hours = self.hours.or(Some(*hours));
                return Vec::new();
            }
            Time::PartOfDay(part) => {
                self.part_of_day = self.part_of_day.or(Some(*part));
                return Vec::new();
            }
            Time::Span { segments, .. } | Time::Deadline { points: segments, .. } if item.weekdays() => {
                for segment in segments {
                    if let Point::Weekday { weekday, nth } = segment.from {
                        self.weekdays.push(DueRule::Weekday { weekday, nth });
                    }
                }
                return Vec::new();
            }
            Time::Standing { monthly } => Body::Standing { monthly: *monthly },
            Time::Deadline { points, before, .. } if self.every_next_year(points) => {
                // "Trước ngày 31/01 năm sau" in a plan of several years comes each year.
                let due = points.iter().map(|s| Due {
                    segment: s.clone(),
                    by: true,
                    before: *before,
                });
                let recur = Recur {
                    every: Frequency::Yearly,
                    interval: 1,
                    count: None,
                    also: Vec::new(),
                    due: due.collect(),
                };
                Body::Repeated {
                    recurrence: self.resolver.recurrence(&recur),
                    bounds: self.plan_bounds(),
                }
            }
            Time::Recurring(recur) => Body::Repeated {
                recurrence: self.resolver.recurrence(recur),
                bounds: self.plan_bounds(),
            },
            Time::Reference { words } => {
                let frequency = frequency_in(self.text, *words);
                Body::Pointer(self.text.slice(words.0, words.1).to_owned(), frequency)
            }
            Time::Triggered { words } => Body::Event(Window::triggered(self.text.slice(words.0, words.1))),
            Time::Relative {
                offset,
                anchor,
                from,
                bare: _,
            } => {
                let anchor = anchor
                    .map_or("", |words| self.text.slice(words.0, words.1))
                    .to_owned();
                let anchored_on = self.anchor_day(*offset, &anchor, from.as_ref());
                let window = When::Relative {
                    offset: *offset,
                    anchor,
                    anchored_on,
                }
                .into();
                if anchored_on.is_some() {
                    Body::Dated(window)
                } else {
                    Body::Event(window)
                }
            }
            Time::Span { segments, or, open } => {
                self.either |= *or;
                // "Trong ngày 15/11" is the day itself, not a last day.
                let within = item.at.0 > 0 && self.text.is(item.at.0 - 1, "trong");
                let whens = self.spans(segments).into_iter().map(|when| match when {
                    When::Deadline {
                        end: date,
                        before: false,
                    } if within => When::Day { date },
                    other => other,
                });
                return whens
                    .map(|when| match open {
                        true => When::Range {
                            start: Window::from(when).start(),
                            end: None,
                            until: None,
                        },
                        false => when,
                    })
                    .map(|when| Body::Dated(when.into()))
                    .collect();
            }
            Time::Deadline {
                points,
                before,
                hours,
                ..
            } => {
                self.hours = self.hours.or(*hours);
                let whens = self.deadlines(points, *before).into_iter();
                return whens.map(|when| Body::Dated(when.into())).collect();
            }
            Time::Range {
                from,
                after,
                to,
                until,
            } => {
                let when = self.range(from.as_ref(), *after, to.as_ref(), *until).into_iter();
                return when.map(|when| Body::Dated(when.into())).collect();
            }
        };
        vec![one]
    }

    /// Whether "năm sau" means each next year: the plan runs over several.
    fn every_next_year(&self, points: &[Segment]) -> bool {
        let years = self
            .resolver
            .context
            .period
            .map_or(0, |(first, last)| last.year() - first.year());
        years > 1
            && points.iter().all(|s| {
                matches!(
                    s.from,
                    Point::Day {
                        year: YearRef::Next,
                        ..
                    }
                )
            })
    }

    /// The times of a row of segments; neighbours become one.
    fn spans(&mut self, segments: &[Segment]) -> Vec<When> {
        let Some(filled) = self.resolver.fill(segments) else {
            return Vec::new();
        };
        let whens: Vec<When> = filled.iter().filter_map(|s| self.resolver.when(s)).collect();
        match merged(&whens) {
            Some(when) if !self.either => vec![when],
            _ => whens,
        }
    }

    fn deadlines(&mut self, points: &[Segment], before: bool) -> Vec<When> {
        let Some(filled) = self.resolver.fill(points) else {
            return Vec::new();
        };
        filled
            .iter()
            .filter_map(|segment| {
                let (first, last) = self.resolver.days(&segment.from)?;
                let last = match &segment.to {
                    Some(to) => self.resolver.days(to)?.1,
                    None => last,
                };
                // "Trước tháng 6" is before it begins, "trước ngày 15" names the day itself; the
                // end of something is its last day.
                let day = segment.to.is_none() && first == last;
                let section = matches!(
                    segment.from,
                    Point::Section {
                        section: Section::End,
                        ..
                    }
                );
                let end = if before && !day && !section {
                    first.map(eve)
                } else {
                    last
                };
                Some(When::Deadline { end: end?, before })
            })
            .collect()
    }

    fn range(
        &mut self,
        from: Option<&Point>,
        after: bool,
        to: Option<&Point>,
        until: Option<Words>,
    ) -> Option<When> {
        let until = until.map(|words| self.text.slice(words.0, words.1).to_owned());
        let Some(from) = from else {
            return Some(When::Range {
                start: None,
                end: None,
                until,
            });
        };
        let segment = Segment {
            from: from.clone(),
            to: to.cloned(),
        };
        let filled = self.resolver.fill(&[segment])?;
        let filled = filled.first()?;
        if filled.to.is_some() && !after {
            return self.resolver.when(filled).map(|when| match when {
                // A day to the same day is one day.
                When::Deadline { end, .. } => When::Range {
                    start: Some(end),
                    end: Some(end),
                    until: None,
                },
                other => other,
            });
        }
        let (first, last) = self.resolver.days(&filled.from)?;
        let start = if after {
            last.map(|day| crate::dates::plus_days(day, 1))
        } else {
            first
        };
        let end = match &filled.to {
            Some(to) => self.resolver.days(to)?.1,
            None => None,
        };
        Some(When::Range { start, end, until })
    }

    /// The day of an anchor: a date, or the plan's own issue when the words mean it.
    fn anchor_day(&mut self, offset: Offset, anchor: &str, from: Option<&Point>) -> Option<Date> {
        if let Some(point) = from {
            let segment = Segment {
                from: point.clone(),
                to: None,
            };
            let filled = self.resolver.fill(&[segment])?;
            return self.resolver.days(&filled.first()?.from)?.0;
        }
        // A term without any anchor runs from the plan; working days are those of each case.
        let of_plan = !matches!(offset.unit, OffsetUnit::Hours | OffsetUnit::WorkingDays);
        (of_plan && anchor.is_empty())
            .then(|| self.resolver.context.period.map(|(first, _)| first))
            .flatten()
    }

    /// Whether the words just before the time promise it ("đảm bảo ... trong năm 2026").
    fn leads_promise(&self, item: &Item) -> bool {
        let mut at = item.at.0;
        while at > 0 && !self.text.breaks(at - 1) {
            at -= 1;
            if item.at.0 - at > 12 {
                return false;
            }
            if self.text.is(at, "đảm") || self.text.is(at, "bảo") && self.text.is(at + 1, "đảm") {
                return true;
            }
        }
        false
    }

    /// The plan's days as bounds that the text does not state.
    pub(super) fn plan_bounds(&self) -> Bounds {
        let (start, end) = self.resolver.plan();
        Bounds {
            start,
            end,
            ..Bounds::default()
        }
    }

    pub(super) fn repetitions(&self) -> impl Iterator<Item = (&Recurrence, &Bounds)> {
        self.list.iter().filter_map(|p| match &p.body {
            Body::Repeated { recurrence, bounds } => Some((recurrence, bounds)),
            _ => None,
        })
    }

    pub(super) fn events(&self) -> impl Iterator<Item = &Window> {
        self.list.iter().filter_map(Part::event)
    }

    /// Events that may take the place of the time.
    pub(super) fn either_events(&self) -> Vec<Window> {
        self.list
            .iter()
            .filter(|p| p.or)
            .filter_map(Part::event)
            .cloned()
            .collect()
    }

    pub(super) fn pointer(&self) -> Option<(String, Option<Frequency>)> {
        self.list.iter().find_map(|p| match &p.body {
            Body::Pointer(words, frequency) => Some((words.clone(), *frequency)),
            _ => None,
        })
    }

    /// One repetition from all: the most frequent, with what the others know.
    pub(super) fn merged_repetition(&self) -> (Recurrence, Bounds) {
        let mut all: Vec<(&Recurrence, &Bounds)> = self.repetitions().collect();
        // A stable sort: of equal ones the first leads.
        all.sort_by_key(|(recurrence, _)| recurrence.every);
        let mut all = all.into_iter();
        let (mut one, mut bounds) = all.next().map_or(
            (Recurrence::every(Frequency::Unspecified), self.plan_bounds()),
            |(r, b)| (r.clone(), *b),
        );
        for (other, limits) in all {
            if other.every == one.every {
                one.due.extend(other.due.iter().copied());
                one.count = one.count.or(other.count);
            } else if other.every != Frequency::Unspecified && !one.also.contains(&other.every) {
                one.also.push(other.every);
            }
            if limits.start_stated || limits.end_stated {
                bounds = *limits;
            }
        }
        one.due.extend(self.weekdays.iter().copied());
        // "Thứ Sáu tuần thứ 2 và thứ Sáu tuần thứ 4": in the order of the text.
        one.due.sort_by_key(|rule| match rule {
            DueRule::Weekday { nth, .. } => nth.unwrap_or(0),
            _ => 0,
        });
        one.due.dedup();
        (one, bounds)
    }

    /// A repetition with dates right beside it lasts as long as they say: "hằng quý đến 2030".
    pub(super) fn join_bounds(&mut self) {
        let mut i = 0;
        while i + 1 < self.list.len() {
            let Some((first, second)) = self.list.get(i).zip(self.list.get(i + 1)) else {
                break;
            };
            let beside = self.beside(first, second);
            let merged = match (&first.body, &second.body) {
                (Body::Repeated { recurrence, bounds }, Body::Dated(window))
                | (Body::Dated(window), Body::Repeated { recurrence, bounds })
                    if beside =>
                {
                    let upto = first.upto || second.upto;
                    limits(window, *bounds, upto).map(|bounds| (recurrence.clone(), bounds))
                }
                _ => None,
            };
            if let Some((recurrence, bounds)) = merged {
                let at = (first.at.0, second.at.1);
                if let Some(part) = self.list.get_mut(i) {
                    part.body = Body::Repeated { recurrence, bounds };
                    part.at = at;
                }
                self.list.remove(i + 1);
            } else {
                i += 1;
            }
        }
    }

    /// Whether only small words stand between two parts, and no "và".
    pub(super) fn beside(&self, first: &Part, second: &Part) -> bool {
        (first.at.1..second.at.0).all(|at| match self.text.tokens.get(at).map(|t| t.kind) {
            Some(Kind::Word) => ["trong", "từ", "vào", "giai", "đoạn", "các", "cho"]
                .iter()
                .any(|w| self.text.is(at, w)),
            Some(Kind::Comma | Kind::Open | Kind::Close | Kind::Dash | Kind::Colon) => true,
            _ => false,
        })
    }

    /// What belongs to the window whatever its time is: hours, flags, the pointer.
    pub(super) fn dress(&self, window: &mut Window) {
        window.tentative = self.tentative;
        let sections = matches!(window.when, When::Section { .. } | When::Week { .. });
        window.approximate = self.approximate || sections;
        if window.reference.is_none() {
            window.reference = self.pointer().map(|(words, _)| words);
        }
        let bare = self.list.iter().any(|p| p.bare && p.dated().is_some());
        if self.hours.is_some() || self.part_of_day.is_some() {
            window.hours = self.hours;
            window.part_of_day = self.part_of_day;
            if let (When::Deadline { end, before: false }, true) = (&window.when, bare) {
                window.when = When::Day { date: *end };
            }
        }
    }
}

/// The items that count: asides, weak ones and bare terms give way to others.
fn chosen(items: Vec<Item>) -> Vec<Item> {
    let main =
        |item: &Item| !item.aside && !item.weak && !matches!(item.time, Time::Hours(_) | Time::PartOfDay(_));
    let has_main = items
        .iter()
        .any(|item| main(item) && !matches!(item.time, Time::Relative { bare: true, .. }));
    let has_any = items.iter().any(main);
    items
        .into_iter()
        .filter(|item| match &item.time {
            Time::Relative { bare: true, .. } => !has_main || item.or,
            Time::Recurring(_) | Time::Hours(_) | Time::PartOfDay(_) => true,
            Time::Standing { .. } => !item.aside || !has_any,
            _ => !has_any || main(item),
        })
        .collect()
}

/// A year that a time names.
fn year_of(time: &Time) -> Option<i16> {
    let points: Vec<&Point> = match time {
        Time::Span { segments, .. } | Time::Deadline { points: segments, .. } => segments
            .iter()
            .flat_map(|s| std::iter::once(&s.from).chain(&s.to))
            .collect(),
        Time::Range { from, to, .. } => from.iter().chain(to).collect(),
        _ => Vec::new(),
    };
    points.into_iter().find_map(said)
}

/// The bounds that dates beside a repetition give; `None` when they are a due day.
fn limits(window: &Window, plan: Bounds, upto: bool) -> Option<Bounds> {
    match &window.when {
        When::Deadline { end, .. } if upto => Some(Bounds {
            end: Some(*end),
            end_stated: true,
            ..plan
        }),
        When::Deadline { .. } => None,
        When::Range {
            start: Some(start),
            end: None,
            until: None,
        } => Some(since(*start, plan)),
        _ => Some(stated(window.start(), window.end())),
    }
}

/// The frequency that the words of a pointer name ("kế hoạch công tác hằng năm").
fn frequency_in(text: &Text, (from, to): Words) -> Option<Frequency> {
    (from..to.saturating_sub(1)).find_map(|at| {
        if !text.is(at, "hằng") {
            return None;
        }
        [
            ("ngày", Frequency::Daily),
            ("tuần", Frequency::Weekly),
            ("tháng", Frequency::Monthly),
            ("quý", Frequency::Quarterly),
            ("năm", Frequency::Yearly),
        ]
        .into_iter()
        .find_map(|(word, frequency)| text.is(at + 1, word).then_some(frequency))
    })
}

/// Units that follow one another without a gap as one.
pub(super) fn merged(whens: &[When]) -> Option<When> {
    let mut whens = whens.iter().cloned();
    let first = whens.next()?;
    whens.try_fold(first, |one, next| match (one, next) {
        (When::Months { first, last }, When::Months { first: f, last: l }) if last.next() == f => {
            Some(When::Months { first, last: l })
        }
        (When::Quarters { first, last }, When::Quarters { first: f, last: l }) if last.next() == f => {
            Some(When::Quarters { first, last: l })
        }
        (When::Years { first, last }, When::Years { first: f, last: l })
            if last.checked_add(1) == Some(f) =>
        {
            Some(When::Years { first, last: l })
        }
        (When::HalfYear { half }, When::HalfYear { half: next }) if half.next() == next => {
            let first = Month::of(half.first());
            Some(When::Months {
                first,
                last: Month::of(next.last()),
            })
        }
        (
            When::Deadline { end, before: false },
            When::Deadline {
                end: next,
                before: false,
            },
        ) if crate::dates::plus_days(end, 1) == next => Some(When::Range {
            start: Some(end),
            end: Some(next),
            until: None,
        }),
        (
            When::Range {
                start,
                end: Some(end),
                until: None,
            },
            When::Deadline {
                end: next,
                before: false,
            },
        ) if crate::dates::plus_days(end, 1) == next => Some(When::Range {
            start,
            end: Some(next),
            until: None,
        }),
        _ => None,
    })
}
