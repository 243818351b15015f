//! The window of a task as it counts today, and what finishing it means.

use jiff::civil::Date;
use schedule::{When, Window};

use super::model::{Mode, Task};

impl Task {
    /// The window that counts today: that of the chosen way, with the cadence and deadline that were set.
    #[must_use]
    pub fn window_in_force(&self) -> Window {
        let chosen = self.choice.as_ref().and_then(|choice| {
            let way = self.alternatives.get(choice.which)?;
            way.window.clone()
        });
        let mut window = chosen.unwrap_or_else(|| self.window.clone());
        if let Some(cadence) = &self.cadence {
            window.cadence = Some(cadence.clone());
        }
        // What goes on or comes again without a first day of its own is owed from the plan's.
        if let When::Standing { bounds } | When::Recurring { bounds, .. } = &mut window.when {
            if !bounds.start_stated {
                bounds.start = bounds.start.max(self.applies_from);
            }
            bounds.end = bounds.end.or(self.applies_to);
        }
        if let Some(until) = self.extensions.last().map(|extension| extension.until) {
            postpone(&mut window, until);
        }
        window
    }

    /// What finishing it means.
    #[must_use]
    pub fn mode(&self) -> Mode {
        mode_of(&self.window_in_force())
    }

    /// Whether an event can be recorded for it: one that wakes it, or one that ends it.
    #[must_use]
    pub fn awaits_event(&self) -> bool {
        match &self.window_in_force().when {
            When::Triggered { .. } => true,
            When::Relative { anchored_on, .. } => anchored_on.is_none(),
            When::Range { end, until, .. } => end.is_none() && until.is_some(),
            _ => false,
        }
    }
}

pub(super) fn mode_of(window: &Window) -> Mode {
    match &window.when {
        When::Standing { .. } => Mode::Standing,
        // "Định kỳ" without saying how often cannot be counted: it is looked after as a standing task is.
        When::Recurring { recurrence, .. } if recurrence.every == schedule::Frequency::Unspecified => {
            Mode::Standing
        }
        When::Recurring { .. } => Mode::Again,
        _ if window.milestones.iter().any(|m| m.window.end().is_some()) => Mode::Again,
        _ => Mode::Once,
    }
}

/// Moves the last day of a window that has one.
fn postpone(window: &mut Window, until: Date) {
    match &mut window.when {
        When::Standing { bounds } | When::Recurring { bounds, .. } => bounds.end = Some(until),
        When::Triggered { .. } | When::Reference | When::Unknown => {}
        When::Relative {
            anchored_on: None, ..
        } => {}
        _ => {
            window.when = match window.start() {
                Some(start) if start <= until => When::Range {
                    start: Some(start),
                    end: Some(until),
                    until: None,
                },
                _ => When::Deadline {
                    end: until,
                    before: false,
                },
            };
            window.alternatives.clear();
        }
    }
}
