//! States, windows and reasons in words.

use schedule::{Kind, State, Window};
use ui::{Lang, Translator, date};

use super::model::Mode;
use super::rule::{Day, TaskState};
use super::stage::Stage;

/// A state in a few words: "Quá hạn 3 ngày làm việc".
#[must_use]
pub fn state_words(t: Translator, state: State) -> String {
    let with_day = |key: &str, day| t.say_with(key, &[("day", date(day).into())]);
    match state {
        State::NotYet { opens } => with_day("task-state-not-yet", opens),
        State::Coming { opens } => with_day("task-state-coming", opens),
        State::Due { by: Some(by) } => with_day("task-state-due", by),
        State::Due { by: None } => t.say("task-state-open"),
        State::AtRisk {
            working_days_left, ..
        } => t.count("task-state-at-risk", working_days_left),
        State::Late { working_days, .. } => t.count("task-state-late", working_days),
        State::Healthy => t.say("task-state-healthy"),
        State::Quiet { since } => with_day("task-state-quiet", since),
        State::Asleep => t.say("task-state-asleep"),
        State::Done {
            on,
            working_days_late: 0,
        } => with_day("task-state-done", on),
        State::Done {
            working_days_late, ..
        } => t.count("task-state-done-late", working_days_late),
        State::Ended => t.say("task-state-ended"),
        State::Unscheduled => t.say("task-state-unscheduled"),
    }
}

/// The badge of a state, in fewer words: it stands in columns and on cards.
#[must_use]
pub fn state_badge(t: Translator, state: State) -> ui::Badge {
    let words = match state {
        State::Due { by: Some(by) } => t.say_with("task-badge-due", &[("day", date(by).into())]),
        State::Coming { opens } => t.say_with("task-badge-coming", &[("day", date(opens).into())]),
        State::AtRisk {
            working_days_left, ..
        } => t.count("task-badge-at-risk", working_days_left),
        State::Healthy | State::Quiet { .. } => t.say(&Stage::of(state).key()),
        state => state_words(t, state),
    };
    ui::Badge::new(words).tone(Stage::of(state).tone())
}

/// Why a task is in its state, from the rule that decided.
#[must_use]
pub fn why(t: Translator, state: &TaskState, day: Day<'_>) -> String {
    if let Some(end) = &state.known.task.ended
        && state.state == State::Ended
    {
        return t.say_with("task-why-stopped", &[("reason", end.reason.as_str().into())]);
    }
    let cause = match state.state {
        State::NotYet { opens } | State::Coming { opens } => {
            t.say_with("task-why-not-open", &[("day", date(opens).into())])
        }
        State::Due { by: Some(by) } => t.say_with("task-why-due", &[("day", date(by).into())]),
        State::Due { by: None } => t.say("task-why-open"),
        State::AtRisk {
            by,
            working_days_left,
        } if working_days_left > day.rules.at_risk_working_days => {
            t.say_with("task-why-behind", &[("day", date(by).into())])
        }
        State::AtRisk { by, .. } => t.say_with(
            "task-why-at-risk",
            &[
                ("day", date(by).into()),
                ("n", day.rules.at_risk_working_days.into()),
            ],
        ),
        State::Late { by, .. } => t.say_with("task-why-late", &[("day", date(by).into())]),
        State::Healthy => t.say("task-why-healthy"),
        State::Quiet { since } => t.say_with(
            "task-why-quiet",
            &[
                ("day", date(since).into()),
                ("n", day.rules.quiet_after_days.into()),
            ],
        ),
        State::Asleep => {
            let event = state.window.trigger().unwrap_or_default();
            t.say_with("task-why-asleep", &[("event", event.into())])
        }
        State::Done { .. } => t.say("task-why-done"),
        State::Ended => t.say("task-why-ended"),
        State::Unscheduled => t.say("task-why-unscheduled"),
    };
    let mut words = vec![cause];
    if let Some(end) = state.window.end()
        && state.mode() == Mode::Once
        && !day.calendar.is_working_day(end)
        && !matches!(state.state, State::Done { .. } | State::Ended)
    {
        let moved = day.calendar.roll_forward(end);
        words.push(t.say_with(
            "task-why-rolled",
            &[("day", date(end).into()), ("to", date(moved).into())],
        ));
    }
    let (done, all) = state.ticked();
    if state.mode() == Mode::Once && all > 1 && !matches!(state.state, State::Ended) {
        words.push(t.say_with("task-why-units", &[("done", done.into()), ("all", all.into())]));
    }
    if let Some(on) = state.last_activity().filter(|_| state.mode() == Mode::Standing) {
        words.push(t.say_with("task-why-activity", &[("day", date(on).into())]));
    }
    words.join(" ")
}

/// A window in words: as a clerk writes it, with its days in brackets.
#[must_use]
pub fn window_words(t: Translator, window: &Window) -> String {
    let kind = t.say(kind_key(window.kind()));
    let days = match (window.start(), window.end()) {
        (Some(start), Some(end)) if start == end => date(end),
        (Some(start), Some(end)) => format!("{} – {}", date(start), date(end)),
        (Some(start), None) => t.say_with("task-window-from", &[("day", date(start).into())]),
        (None, Some(end)) => t.say_with("task-window-by", &[("day", date(end).into())]),
        (None, None) => String::new(),
    };
    let phrase = if t.lang() == Lang::Vi {
        schedule::phrase(window)
    } else {
        String::new()
    };
    let lead = if phrase.is_empty() { kind } else { phrase };
    if days.is_empty() || lead == days {
        lead
    } else {
        format!("{lead} ({days})")
    }
}

/// Word key of a kind of window.
#[must_use]
pub fn kind_key(kind: Kind) -> &'static str {
    match kind {
        Kind::Month => "task-kind-month",
        Kind::Quarter => "task-kind-quarter",
        Kind::HalfYear => "task-kind-half-year",
        Kind::Year => "task-kind-year",
        Kind::Range => "task-kind-range",
        Kind::Deadline => "task-kind-deadline",
        Kind::Continuous => "task-kind-continuous",
        Kind::Recurring => "task-kind-recurring",
        Kind::Triggered => "task-kind-triggered",
        Kind::Other => "task-kind-other",
    }
}
