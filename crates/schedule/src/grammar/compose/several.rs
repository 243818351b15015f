//! Cells with several times: milestones, and dates beside something standing or repeated.

use jiff::civil::Date;

use super::super::token::Kind;
use super::parts::{Body, Part, Parts};
use super::{dated_alone, due_of, milestone, since, stated};
use crate::window::{Bounds, Milestone, Recurrence, When, Window};

/// A date and something standing: either its bounds, or a step before it.
pub(super) fn standing_and_dated(parts: &mut Parts<'_>) -> Window {
    let standing = parts
        .list
        .iter()
        .find(|p| matches!(p.body, Body::Standing { .. }));
    let dated = parts.list.iter().find(|p| p.body.is_dated());
    let (Some(standing), Some(dated)) = (standing, dated) else {
        return milestones(parts);
    };
    let Some(window) = dated.dated() else {
        return milestones(parts);
    };
    let plan = parts.plan_bounds();
    let bounds = match &window.when {
        // "Từ năm 2026, thường xuyên": since then.
        When::Range {
            start: Some(start),
            end: None,
            until: None,
        } => Some(since(*start, plan)),
        When::Deadline { end, .. } if dated.upto => Some(Bounds {
            end: Some(*end),
            end_stated: true,
            ..plan
        }),
        When::Deadline { .. } | When::Relative { .. } => None,
        _ => {
            let (first, second) = if standing.at < dated.at {
                (standing, dated)
            } else {
                (dated, standing)
            };
            let led = standing.at > dated.at && words_before(parts, dated);
            (parts.beside(first, second) && !led).then(|| stated(window.start(), window.end()))
        }
    };
    match bounds {
        Some(bounds) => {
            let cadence = parts
                .repetitions()
                .next()
                .map(|(recurrence, _)| recurrence.clone());
            Window {
                cadence,
                alternatives: parts.either_events(),
                ..Window::standing(bounds)
            }
        }
        None => milestones(parts),
    }
}

/// Whether the clause says something before this part ("Hoàn thành trong ...").
fn words_before(parts: &Parts<'_>, part: &Part) -> bool {
    let word = |at: usize| parts.text.tokens.get(at).is_some_and(|t| t.kind == Kind::Word);
    part.at.0 > 1 && word(part.at.0 - 1) && word(part.at.0 - 2)
}

/// A date and a repetition.
pub(super) fn repeated_and_dated(parts: &mut Parts<'_>) -> Window {
    let Some(dated) = parts.list.iter().position(|p| p.body.is_dated()) else {
        return milestones(parts);
    };
    let repeated = parts
        .list
        .iter()
        .position(|p| matches!(p.body, Body::Repeated { .. }));
    let (recurrence, bounds) = parts.merged_repetition();
    let near = repeated.is_some_and(|at| at.abs_diff(dated) == 1) && {
        let (a, b) = (dated.min(dated + 1), repeated.unwrap_or(dated));
        let (first, second) = (a.min(b), a.max(b));
        match parts.list.get(first).zip(parts.list.get(second)) {
            Some((first, second)) => only_and(parts, first, second),
            None => false,
        }
    };
    match parts
        .list
        .get(dated)
        .and_then(Part::dated)
        .map(|w| w.when.clone())
    {
        // "Trước ngày 20/11/2025 và hằng tháng": the first of many.
        Some(When::Deadline { end, before }) if near => {
            let mut recurrence = Recurrence {
                first_due: Some(end),
                ..recurrence
            };
            if recurrence.due.is_empty() {
                recurrence.due.extend(due_of(end, recurrence.every, before));
            }
            let mut window = Window::from(When::Recurring { recurrence, bounds });
            window.alternatives = parts.either_events();
            window
        }
        // "Năm 2025 và hằng năm": since then.
        Some(when) if near && !matches!(when, When::Relative { .. }) => {
            let start = Window::from(when).start();
            let bounds = start.map_or(bounds, |start| since(start, bounds));
            When::Recurring { recurrence, bounds }.into()
        }
        _ if parts.carried_out.is_none() => dated_alone(parts),
        _ => milestones(parts),
    }
}

/// Whether nothing but "và", a comma or brackets stands between two parts.
fn only_and(parts: &Parts<'_>, first: &Part, second: &Part) -> bool {
    (first.at.1..second.at.0).all(|at| {
        parts.text.is(at, "và")
            || parts
                .text
                .tokens
                .get(at)
                .is_some_and(|t| matches!(t.kind, Kind::Comma | Kind::Open | Kind::Close))
    })
}

/// Several dates with their words; the window spans them.
pub(super) fn milestones(parts: &mut Parts<'_>) -> Window {
    let either = parts.either || (parts.list.len() > 1 && parts.list.iter().skip(1).all(|p| p.or));
    let dated: Vec<Window> = parts.list.iter().filter_map(Part::dated).cloned().collect();
    if either && dated.len() > 1 {
        let mut dated = dated.into_iter();
        let first = dated.next().unwrap_or_else(|| When::Unknown.into());
        let mut alternatives: Vec<Window> = dated.collect();
        alternatives.extend(parts.either_events());
        return Window {
            alternatives,
            ..first
        };
    }
    let whens: Vec<When> = dated.iter().map(|w| w.when.clone()).collect();
    let wordless = parts.list.windows(2).all(|pair| match pair {
        [first, second] => no_words(parts, first, second),
        _ => false,
    });
    if wordless
        && parts.carried_out.is_none()
        && parts.list.len() == whens.len()
        && let Some(when) = super::choose::merged(&whens)
    {
        return when.into();
    }
    let steps = steps(parts);
    let (_, plan_end) = parts.resolver.plan();
    let standing = parts.list.iter().any(|p| matches!(p.body, Body::Standing { .. }));
    let lasting = standing || parts.carried_out.is_some();
    let cadence = parts
        .repetitions()
        .next()
        .map(|(recurrence, _)| recurrence.clone());
    let when = summary(&steps, lasting, plan_end);
    Window {
        milestones: steps,
        cadence,
        ..when.into()
    }
}

fn no_words(parts: &Parts<'_>, first: &Part, second: &Part) -> bool {
    (first.at.1..second.at.0)
        .all(|at| parts.text.is(at, "và") || parts.text.tokens.get(at).is_some_and(|t| t.kind != Kind::Word))
}

/// The time that spans the steps.
fn summary(steps: &[Milestone], lasting: bool, plan_end: Option<Date>) -> When {
    let dated: Vec<&Window> = steps
        .iter()
        .map(|step| &step.window)
        .filter(|w| !matches!(w.when, When::Standing { .. } | When::Unknown))
        .collect();
    let start = dated.iter().filter_map(|w| w.start()).min();
    let mut end = dated.iter().filter_map(|w| w.end()).max();
    let deadlines = dated.iter().all(|w| matches!(w.when, When::Deadline { .. }));
    if deadlines
        && !lasting
        && let Some(end) = end
    {
        let before = dated
            .iter()
            .any(|w| matches!(w.when, When::Deadline { end: day, before: true } if day == end));
        return When::Deadline { end, before };
    }
    let open = dated
        .iter()
        .any(|w| matches!(w.when, When::Range { end: None, .. }));
    if open {
        end = None;
    } else if lasting {
        end = plan_end.max(end);
    }
    When::Range {
        start,
        end,
        until: None,
    }
}

/// Each part with its words.
fn steps(parts: &Parts<'_>) -> Vec<Milestone> {
    let mut steps = Vec::new();
    // "Quý I: xây dựng; quý II: ban hành" says the time first; most cells say it last.
    let words_first = parts
        .list
        .first()
        .is_some_and(|first| !what_before(parts, 0, first).is_empty())
        || parts
            .list
            .last()
            .is_some_and(|last| what_after(parts, last, parts.text.tokens.len()).is_empty());
    for (i, part) in parts.list.iter().enumerate() {
        let window = match &part.body {
            Body::Dated(window) => window.clone(),
            Body::Standing { .. } => Window::standing(parts.plan_bounds()),
            Body::Repeated { recurrence, bounds } => When::Recurring {
                recurrence: recurrence.clone(),
                bounds: *bounds,
            }
            .into(),
            Body::Event(_) | Body::Pointer(..) => continue,
        };
        let floor = i
            .checked_sub(1)
            .and_then(|i| parts.list.get(i))
            .map_or(0, |p| p.at.1);
        let what = if words_first {
            what_before(parts, floor, part)
        } else {
            let ceiling = parts.list.get(i + 1).map_or(parts.text.tokens.len(), |p| p.at.0);
            what_after(parts, part, ceiling)
        };
        steps.push(milestone(what, window));
    }
    if let Some((from, to)) = parts.carried_out {
        let what = parts.text.slice(from, to).to_owned();
        steps.push(milestone(what, When::Unknown.into()));
    }
    steps
}

/// The words of the clause before a part, without those that lead into the time.
fn what_before(parts: &Parts<'_>, floor: usize, part: &Part) -> String {
    let text = parts.text;
    let mut from = part.at.0;
    while from > floor && !text.breaks(from - 1) {
        from -= 1;
    }
    let mut to = part.at.0;
    while to > from && (is_lead(parts, to - 1) || !is_word(parts, to - 1)) {
        to -= 1;
    }
    let joins = |at: usize| text.is(at, "và") || text.is(at, "hoặc");
    let begins = |at: usize| {
        text.tokens
            .get(at)
            .is_some_and(|t| matches!(t.kind, Kind::Word | Kind::Number { .. }))
    };
    while from < to && (joins(from) || !begins(from)) {
        from += 1;
    }
    text.slice(from, to).to_owned()
}

/// The words after a part up to the next clause.
fn what_after(parts: &Parts<'_>, part: &Part, ceiling: usize) -> String {
    let text = parts.text;
    let mut to = part.at.1;
    while to < ceiling && !text.breaks(to) {
        to += 1;
    }
    text.slice(part.at.1, to).to_owned()
}

fn is_word(parts: &Parts<'_>, at: usize) -> bool {
    parts.text.tokens.get(at).is_some_and(|t| {
        matches!(
            t.kind,
            Kind::Word | Kind::Number { .. } | Kind::Close | Kind::Sign
        )
    })
}

fn is_lead(parts: &Parts<'_>, at: usize) -> bool {
    ["trong", "vào", "từ", "là", "thực", "hiện"]
        .iter()
        .any(|word| parts.text.is(at, word))
}
