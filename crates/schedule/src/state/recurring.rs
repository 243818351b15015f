//! The state of what comes again, from the states of its occurrences.

use jiff::civil::Date;

use super::{Progress, Rules, State, View};
use crate::calendar::Calendar;
use crate::dates::plus_months;
use crate::window::{Occurrence, Window};

/// The state of one occurrence.
///
/// It is done when its due day is among [`Progress::done_occurrences`].
pub fn occurrence_state(
    occurrence: &Occurrence,
    progress: &Progress,
    today: Date,
    calendar: &Calendar,
    rules: &Rules,
) -> State {
    if progress.done_occurrences.contains(&occurrence.due) {
        return State::Done {
            on: occurrence.due,
            working_days_late: 0,
        };
    }
    let open = Progress {
        done_on: None,
        ..progress.clone()
    };
    let view = View {
        progress: &open,
        today,
        calendar,
        rules,
    };
    view.bounded(Some(occurrence.start), Some(occurrence.due), occurrence.before)
}

/// The first occurrence that is not done decides: an old one is late, the next one is open or
/// still to come. Without a first day nobody knows which were owed, so only today's and later
/// ones count.
pub(super) fn state(view: &View<'_>, window: &Window) -> State {
    if let Some(on) = view.progress.done_on {
        return State::Done {
            on,
            working_days_late: 0,
        };
    }
    let from = window.start().unwrap_or(view.today);
    let to = plus_months(view.today, 25);
    let occurrences = window.occurrences(from, to);
    let open = occurrences
        .iter()
        .find(|occurrence| !view.progress.done_occurrences.contains(&occurrence.due));
    match (open, occurrences.last()) {
        (Some(open), _) => occurrence_state(open, view.progress, view.today, view.calendar, view.rules),
        (None, Some(last)) => State::Done {
            on: last.due,
            working_days_late: 0,
        },
        // "Định kỳ" alone has no occurrences: it is looked after as a standing task is.
        (None, None) => view.standing(window),
    }
}
