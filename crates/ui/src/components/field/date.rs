use std::fmt::Display;

use askama::Template;
use jiff::civil::Date;

use super::{Frame, frame_methods};
use crate::{MaybeText, Translator};

/// A date typed as `dd/MM/yyyy`, with the browser's calendar behind a button.
///
/// A native date input shows the order of the browser's language, so that 05/03 is read as May by half of the people.
/// Read what comes back with [`crate::parse_date`], which also takes the other ways of writing a date.
#[derive(Clone, Debug, Template)]
#[template(path = "components/field/date.html")]
pub struct DateField {
    t: Translator,
    frame: Frame,
    value: String,
    min: Option<Date>,
    max: Option<Date>,
}

impl DateField {
    /// A date sent as `name`.
    pub fn new(t: Translator, name: impl Display, label: impl Display) -> Self {
        Self {
            t,
            frame: Frame::new(name, label),
            value: String::new(),
            min: None,
            max: None,
        }
    }

    frame_methods!();

    /// What was typed before, right or wrong.
    #[must_use]
    pub fn value(mut self, text: impl MaybeText) -> Self {
        self.value = text.maybe().unwrap_or_default();
        self
    }

    /// A date known before.
    #[must_use]
    pub fn date(mut self, date: Option<Date>) -> Self {
        self.value = date.map(crate::date).unwrap_or_default();
        self
    }

    /// The dates that the calendar offers.
    #[must_use]
    pub const fn between(mut self, min: Date, max: Date) -> Self {
        (self.min, self.max) = (Some(min), Some(max));
        self
    }
}

components!(DateField);
