//! Points of a part as times, with years and months filled in.

use jiff::civil::Date;

use super::super::ast::{Point, Segment, Words, YearRef};
use super::super::dated::eve;
use super::super::scan::Item;
use super::choose::merged;
use super::parts::Parts;
use crate::window::{Offset, OffsetUnit, Section, When};

impl Parts<'_> {
    /// Whether "năm sau" means each next year: the plan runs over several.
    pub(super) fn every_next_year(&self, points: &[Segment]) -> bool {
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
    pub(super) fn spans(&mut self, segments: &[Segment]) -> Vec<When> {
        let Some(filled) = self.resolver.fill(segments) else {
            return Vec::new();
        };
        let whens: Vec<When> = filled.iter().filter_map(|s| self.resolver.when(s)).collect();
        match merged(&whens) {
            Some(when) if !self.either => vec![when],
            _ => whens,
        }
    }

    pub(super) fn deadlines(&mut self, points: &[Segment], before: bool) -> Vec<When> {
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

    pub(super) fn range(
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
    pub(super) fn anchor_day(&mut self, offset: Offset, anchor: &str, from: Option<&Point>) -> Option<Date> {
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
    pub(super) fn leads_promise(&self, item: &Item) -> bool {
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
}
