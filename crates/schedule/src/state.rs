//! Where a task stands on a day: one rule for each kind of window.

mod model;
mod recurring;

use jiff::civil::Date;

use crate::calendar::Calendar;
use crate::dates::{days_between, plus_days};
use crate::window::{Frequency, When, Window};

pub use model::{Progress, Rules, State, Trigger};
pub use recurring::occurrence_state;

/// The state of a task on the day `today`.
///
/// | window | rule |
/// |---|---|
/// | month, quarter, half, year, range | late after its last day |
/// | deadline | late after the day |
/// | open-ended | never late |
/// | continuous | healthy, or quiet without activity within its cadence (else a quarter); never late |
/// | recurring | by its occurrences: late when one is due and not done |
/// | triggered, relative | asleep until the trigger is recorded, then due by its term |
/// | other | unscheduled |
///
/// Where alternatives are given, the latest counts. Milestones have windows of their own: ask for
/// the state of each.
///
/// ```
/// use jiff::civil::date;
/// use schedule::{Calendar, Progress, Rules, State, Window, state};
/// let march = Window::month("2025-03".parse()?);
/// let on = |day| state(&march, &Progress::default(), day, &Calendar::vietnam(), &Rules::default());
/// assert_eq!(on(date(2025, 3, 10)), State::Due { by: Some(date(2025, 3, 31)) });
/// assert_eq!(on(date(2025, 4, 2)), State::Late { by: date(2025, 3, 31), working_days: 2 });
/// # Ok::<(), schedule::ParseMonthError>(())
/// ```
pub fn state(window: &Window, progress: &Progress, today: Date, calendar: &Calendar, rules: &Rules) -> State {
    let view = View {
        progress,
        today,
        calendar,
        rules,
    };
    match &window.when {
        When::Reference | When::Unknown => match progress.done_on {
            Some(on) => State::Done {
                on,
                working_days_late: 0,
            },
            None => State::Unscheduled,
        },
        When::Standing { .. } => view.standing(window),
        When::Recurring { .. } => recurring::state(&view, window),
        When::Triggered { .. } => view.triggered(|on| {
            rules
                .trigger_working_days
                .map(|days| calendar.add_working_days(on, days))
        }),
        When::Relative {
            offset,
            anchored_on: None,
            ..
        } => view.triggered(|on| Some(calendar.term_end(on, *offset))),
        When::Relative {
            offset,
            anchored_on: Some(day),
            ..
        } => view.bounded(Some(*day), Some(calendar.term_end(*day, *offset)), false),
        When::Range { end: None, until, .. } => {
            // The event that ends it is recorded as its trigger.
            let ended = progress.trigger.filter(|_| until.is_some());
            let end = ended.map(|trigger| trigger.due.unwrap_or(trigger.on));
            view.bounded(window.start(), end, false)
        }
        When::Deadline { before, .. } => view.bounded(window.start(), window.end(), *before),
        _ => view.bounded(window.start(), window.end(), false),
    }
}

/// What every rule looks at.
struct View<'a> {
    progress: &'a Progress,
    today: Date,
    calendar: &'a Calendar,
    rules: &'a Rules,
}

impl View<'_> {
    /// The last day that counts as on time.
    fn last_day(&self, end: Date, before: bool) -> Date {
        let end = if before && self.rules.before_excludes_day {
            plus_days(end, -1)
        } else {
            end
        };
        if self.rules.roll_forward {
            self.calendar.roll_forward(end)
        } else {
            end
        }
    }

    /// From a day to a day.
    fn bounded(&self, start: Option<Date>, end: Option<Date>, before: bool) -> State {
        let by = end.map(|end| self.last_day(end, before));
        if let Some(on) = self.progress.done_on {
            let late = by.map_or(0, |by| self.calendar.working_days_between(by, on).max(0));
            return State::Done {
                on,
                working_days_late: late,
            };
        }
        let opens = start.or_else(|| by.map(|by| plus_days(by, -self.rules.lead_days)));
        if let Some(opens) = opens.filter(|opens| self.today < *opens) {
            return self.before_opening(opens);
        }
        match by {
            None => State::Due { by: None },
            Some(by) if self.today > by => State::Late {
                by,
                working_days: self.calendar.working_days_between(by, self.today),
            },
            Some(by) => self.open(opens.unwrap_or(by), by),
        }
    }

    fn before_opening(&self, opens: Date) -> State {
        if days_between(self.today, opens) <= self.rules.coming_days {
            State::Coming { opens }
        } else {
            State::NotYet { opens }
        }
    }

    /// Open until `by`: at risk when little time or much work is left.
    fn open(&self, opens: Date, by: Date) -> State {
        let yesterday = plus_days(self.today, -1);
        let left = self.calendar.working_days_between(yesterday, by);
        let whole = days_between(opens, by) + 1;
        let gone = days_between(opens, self.today) + 1;
        let share_gone = gone.saturating_mul(100) / whole.max(1);
        let behind = self
            .progress
            .percent_done
            .is_some_and(|done| share_gone - i32::from(done.min(100)) >= self.rules.behind_points);
        if left <= self.rules.at_risk_working_days || behind {
            State::AtRisk {
                by,
                working_days_left: left,
            }
        } else {
            State::Due { by: Some(by) }
        }
    }

    /// Asleep until the trigger; then due by the day a person set, or by the rule given.
    fn triggered(&self, rule: impl Fn(Date) -> Option<Date>) -> State {
        match (self.progress.trigger, self.progress.done_on) {
            (Some(trigger), _) => {
                let end = trigger.due.or_else(|| rule(trigger.on));
                // A term before the event is open from now on.
                let start = end.map_or(trigger.on, |end| trigger.on.min(end));
                self.bounded(Some(start), end, false)
            }
            (None, Some(on)) => State::Done {
                on,
                working_days_late: 0,
            },
            (None, None) => State::Asleep,
        }
    }

    /// Healthy or quiet, never late.
    fn standing(&self, window: &Window) -> State {
        if let Some(on) = self.progress.done_on {
            return State::Done {
                on,
                working_days_late: 0,
            };
        }
        if let Some(start) = window.start().filter(|start| self.today < *start) {
            return self.before_opening(start);
        }
        if window.end().is_some_and(|end| self.today > end) {
            return State::Ended;
        }
        let days = match window.cadence.as_ref().map(|c| (c.every, i32::from(c.interval))) {
            Some((Frequency::Daily, n)) => n,
            Some((Frequency::Weekly, n)) => 7 * n,
            Some((every, n)) => every.months().map_or(self.rules.quiet_after_days, |m| {
                (i32::from(m) * 31).saturating_mul(n)
            }),
            None => self.rules.quiet_after_days,
        };
        let since = self.progress.last_activity.max(window.start());
        match since {
            Some(since) if days_between(since, self.today) > days => State::Quiet { since },
            _ => State::Healthy,
        }
    }
}

#[cfg(test)]
mod tests;
