//! What the parts of a cell say together.

use super::super::token::Kind;
use super::choose::limits;
use super::parts::{Body, Part, Parts};
use crate::window::{Bounds, DueRule, Frequency, Recurrence, When, Window};

impl Parts<'_> {
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
        let mut joined: Vec<Part> = Vec::with_capacity(self.list.len());
        for second in std::mem::take(&mut self.list) {
            let merged = joined.last().and_then(|first| self.limited(first, &second));
            match (merged, joined.last_mut()) {
                (Some(body), Some(first)) => {
                    first.body = body;
                    first.at.1 = second.at.1;
                }
                _ => joined.push(second),
            }
        }
        self.list = joined;
    }

    /// A repetition and dates right beside it as a repetition between those dates.
    fn limited(&self, first: &Part, second: &Part) -> Option<Body> {
        let (recurrence, bounds, window) = match (&first.body, &second.body) {
            (Body::Repeated { recurrence, bounds }, Body::Dated(window))
            | (Body::Dated(window), Body::Repeated { recurrence, bounds }) => (recurrence, bounds, window),
            _ => return None,
        };
        let upto = first.upto || second.upto;
        let bounds = limits(window, *bounds, upto).filter(|_| self.beside(first, second))?;
        Some(Body::Repeated {
            recurrence: recurrence.clone(),
            bounds,
        })
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
