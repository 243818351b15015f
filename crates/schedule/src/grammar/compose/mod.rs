//! Several times of one cell put together into one window.

mod choose;
mod dates;
mod parts;
mod several;
mod view;

use parts::{Body, Part, Parts};

use super::ast::Words;
use super::scan::Scan;
use super::token::Text;
use crate::reading::{Context, Reading, Remark};
use crate::window::{Bounds, DueRule, Frequency, Milestone, PeriodDay, Recurrence, When, Window};

/// The reading of a scanned text.
pub(super) fn compose(text: &Text, scan: Scan, context: &Context) -> Reading {
    let span = scan
        .items
        .first()
        .zip(scan.items.last())
        .map(|(a, b)| (a.at.0, b.at.1));
    let loose = scan.loose;
    let mut parts = Parts::new(text, scan, context);
    let Some(mut window) = window(&mut parts) else {
        return Reading {
            remarks: remarks(&parts, None),
            ..Reading::nothing()
        };
    };
    parts.dress(&mut window);
    let remarks = remarks(&parts, Some(&window));
    Reading {
        confidence: confidence(&window, &remarks, loose),
        remarks,
        span: span.map_or(0..0, |words| bytes(text, words)),
        window,
    }
}

fn bytes(text: &Text, (from, to): Words) -> std::ops::Range<usize> {
    let start = text.tokens.get(from).map_or(0, |t| t.start);
    let end = to
        .checked_sub(1)
        .and_then(|i| text.tokens.get(i))
        .map_or(start, |t| t.end);
    start..end.max(start)
}

/// Less for every assumption, and for words that say something the window does not.
fn confidence(window: &Window, remarks: &[Remark], loose: usize) -> f32 {
    let doubts = remarks
        .iter()
        .map(|remark| match remark {
            Remark::YearAssumed { .. } | Remark::PlanPeriod | Remark::Tentative => 0.02,
            Remark::SeveralTimes | Remark::Approximate | Remark::Note { .. } => 0.1,
            Remark::NoSuchDay { .. } | Remark::EndBeforeStart | Remark::OutsidePlan => 0.3,
            _ => 0.05,
        })
        .sum::<f32>();
    let words = if window.milestones.is_empty() {
        loose.min(10) as f32 * 0.03
    } else {
        0.0
    };
    (1.0 - doubts - words).clamp(0.1, 1.0)
}

fn remarks(parts: &Parts<'_>, window: Option<&Window>) -> Vec<Remark> {
    let mut remarks = parts.resolver.remarks.clone();
    let Some(window) = window else {
        remarks.push(Remark::NotUnderstood);
        return remarks;
    };
    if let When::Standing { bounds } | When::Recurring { bounds, .. } = &window.when
        && bounds.start.is_some()
        && !(bounds.start_stated && bounds.end_stated)
    {
        remarks.push(Remark::PlanPeriod);
    }
    let mut add = |is: bool, remark: Remark| {
        if is && !remarks.contains(&remark) {
            remarks.push(remark);
        }
    };
    add(matches!(window.when, When::Reference), Remark::ReferenceOnly);
    add(window.approximate, Remark::Approximate);
    add(window.tentative, Remark::Tentative);
    add(!window.milestones.is_empty(), Remark::SeveralTimes);
    add(!window.alternatives.is_empty(), Remark::Alternatives);
    if let Some((first, last)) = parts.resolver.context.period {
        let outside =
            window.start().is_some_and(|start| start > last) || window.end().is_some_and(|end| end < first);
        add(outside, Remark::OutsidePlan);
    }
    if let Some(words) = parts.note {
        let text = parts.text.slice(words.0, words.1).to_owned();
        add(true, Remark::Note { text });
    }
    remarks
}

/// Which of the parts is the time, and what the others add to it.
fn window(parts: &mut Parts<'_>) -> Option<Window> {
    parts.join_bounds();
    let count = |test: fn(&Body) -> bool| parts.list.iter().filter(|p| test(&p.body)).count();
    let dated = count(Body::is_dated);
    let standing = count(|body| matches!(body, Body::Standing { .. })) > 0;
    let repeats = count(|body| matches!(body, Body::Repeated { .. }));
    match (dated, standing, repeats) {
        (0, true, _) => Some(standing_alone(parts)),
        (1, true, _) => Some(several::standing_and_dated(parts)),
        (0, false, 0) => event_or_pointer(parts),
        (0, false, _) => Some(repeated(parts)),
        (1, false, 1) => Some(several::repeated_and_dated(parts)),
        (1, false, _) if parts.carried_out.is_none() => Some(dated_alone(parts)),
        _ => Some(several::milestones(parts)),
    }
}

/// The only dated part; events joined by "hoặc" are alternatives, a repetition beside it is its
/// cadence.
fn dated_alone(parts: &mut Parts<'_>) -> Window {
    let promised = parts.list.iter().any(|p| p.promised) && parts.pointer().is_some();
    let mut window = parts
        .list
        .iter()
        .find_map(|p| match &p.body {
            Body::Dated(window) => Some(window.clone()),
            _ => None,
        })
        .unwrap_or_else(|| When::Unknown.into());
    // "Theo tiến độ đề xuất, bảo đảm trong năm 2026" sets the last day only.
    if promised && let Some(end) = window.end() {
        window.when = When::Deadline { end, before: false };
    }
    window.cadence = parts
        .repetitions()
        .next()
        .map(|(recurrence, _)| recurrence.clone());
    window.alternatives.extend(parts.either_events());
    window
}

fn standing_alone(parts: &mut Parts<'_>) -> Window {
    let bounds = parts.plan_bounds();
    let monthly = parts
        .list
        .iter()
        .any(|p| matches!(p.body, Body::Standing { monthly: true }));
    let cadence = parts
        .repetitions()
        .next()
        .map(|(recurrence, _)| recurrence.clone());
    let mut window = match (monthly, &cadence) {
        // "Thường xuyên trong tháng": all the time in each month.
        (true, None) => When::Recurring {
            recurrence: Recurrence::every(Frequency::Monthly),
            bounds,
        }
        .into(),
        _ => Window {
            cadence,
            ..Window::standing(bounds)
        },
    };
    window.alternatives.extend(parts.either_events());
    window
}

/// Only repetitions: the most frequent leads, the others stand beside it.
fn repeated(parts: &mut Parts<'_>) -> Window {
    let first_event = parts.list.iter().position(|p| matches!(p.body, Body::Event(_)));
    let first_repeat = parts
        .list
        .iter()
        .position(|p| matches!(p.body, Body::Repeated { .. }));
    let (recurrence, bounds) = parts.merged_repetition();
    if first_event < first_repeat
        && let Some(window) = first_event.and_then(|i| parts.list.get(i)).and_then(Part::event)
    {
        return Window {
            cadence: Some(recurrence),
            ..window.clone()
        };
    }
    let mut window = Window::from(When::Recurring { recurrence, bounds });
    window.alternatives.extend(parts.events().cloned());
    window
}

/// Neither a date nor a repetition.
fn event_or_pointer(parts: &mut Parts<'_>) -> Option<Window> {
    let mut events = parts.events().cloned();
    if let Some(first) = events.next() {
        let others: Vec<Window> = events.collect();
        let either = parts.list.iter().any(|p| p.or);
        return Some(Window {
            alternatives: if either { others } else { Vec::new() },
            ..first
        });
    }
    if let Some((words, cadence)) = parts.pointer() {
        let cadence = cadence.map(Recurrence::every);
        let reference = Some(words);
        return Some(Window {
            cadence,
            reference,
            ..When::Reference.into()
        });
    }
    let rules: Vec<DueRule> = parts.weekdays.clone();
    (!rules.is_empty()).then(|| {
        let recurrence = Recurrence {
            due: rules,
            ..Recurrence::every(Frequency::Weekly)
        };
        When::Recurring {
            recurrence,
            bounds: parts.plan_bounds(),
        }
        .into()
    })
}

/// The day of a date within the period of a repetition.
fn due_of(date: jiff::civil::Date, every: Frequency, before: bool) -> Option<DueRule> {
    let months = every.months()?;
    let month = (date.month() - 1) % months + 1;
    Some(DueRule::By {
        day: PeriodDay {
            month,
            day: date.day(),
        },
        before,
    })
}

fn milestone(what: String, window: Window) -> Milestone {
    Milestone { what, window }
}

fn stated(start: Option<jiff::civil::Date>, end: Option<jiff::civil::Date>) -> Bounds {
    Bounds {
        start,
        end,
        start_stated: start.is_some(),
        end_stated: end.is_some(),
    }
}

/// The plan's bounds with a first day of their own; an end before it is not kept.
fn since(start: jiff::civil::Date, plan: Bounds) -> Bounds {
    Bounds {
        start: Some(start),
        end: plan.end.filter(|end| *end >= start),
        start_stated: true,
        end_stated: false,
    }
}
