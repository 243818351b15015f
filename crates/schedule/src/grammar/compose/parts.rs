//! The parts of a cell with their dates filled in.

use super::super::ast::{Due, Point, Recur, Time, Words};
use super::super::resolve::Resolver;
use super::super::scan::{Item, Scan};
use super::super::token::Text;
use super::choose::{chosen, frequency_in, year_of};
use crate::reading::Context;
use crate::window::{Bounds, DueRule, Frequency, Hours, PartOfDay, Recurrence, When, Window};

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
    pub(super) bare: bool,
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
    pub(super) hours: Option<Hours>,
    pub(super) part_of_day: Option<PartOfDay>,
    pub(super) tentative: bool,
    pub(super) approximate: bool,
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
        // A year written once in the cell, behind the time or before it.
        let years: Vec<Option<i16>> = items.iter().map(|item| year_of(&item.time)).collect();
        let mut behind: Vec<Option<i16>> = Vec::with_capacity(years.len());
        let mut next = None;
        for year in years.iter().rev() {
            behind.push(next);
            next = year.or(next);
        }
        let mut before = None;
        for ((item, year), behind) in items.iter().zip(years).zip(behind.into_iter().rev()) {
            parts.resolver.nearby = behind.or(before);
            parts.add(item);
            before = year.or(before);
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
}
