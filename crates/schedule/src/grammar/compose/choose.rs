//! Which items of a cell count, and which of its dates are one.

use super::super::ast::{Point, Time, Words};
use super::super::dated::said;
use super::super::scan::Item;
use super::super::token::Text;
use super::{since, stated};
use crate::window::{Bounds, Frequency, Month, When, Window};

/// The items that count: asides, weak ones and bare terms give way to others.
pub(super) fn chosen(items: Vec<Item>) -> Vec<Item> {
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
pub(super) fn year_of(time: &Time) -> Option<i16> {
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
pub(super) fn limits(window: &Window, plan: Bounds, upto: bool) -> Option<Bounds> {
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
pub(super) fn frequency_in(text: &Text, (from, to): Words) -> Option<Frequency> {
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
