use std::borrow::Borrow;
use std::fmt::Display;

use askama::Template;

use crate::gallery::{Example, Sample};
use crate::{Icon, Tone};

/// A short word on the state of something.
///
/// ```
/// use ui::{Badge, Tone};
/// let html = Badge::new("Quá hạn").tone(Tone::Bad).to_string();
/// assert!(html.contains("badge-bad") && html.contains("Quá hạn"));
/// ```
#[derive(Clone, Debug, Template)]
#[template(path = "components/badge/badge.html")]
pub struct Badge {
    label: String,
    tone: Tone,
    icon: Option<Icon>,
}

impl Badge {
    /// A neutral badge.
    pub fn new(label: impl Display) -> Self {
        Self {
            label: label.to_string(),
            tone: Tone::Neutral,
            icon: None,
        }
    }

    /// Sets the tone, with its icon, so that the colour is not the only sign.
    #[must_use]
    pub fn tone(mut self, tone: impl Borrow<Tone>) -> Self {
        self.tone = *tone.borrow();
        if self.tone != Tone::Neutral && self.icon.is_none() {
            self.icon = Some(Icon::new(self.tone.icon()));
        }
        self
    }

    /// Sets another icon.
    #[must_use]
    pub fn icon(mut self, name: impl Display) -> Self {
        self.icon = Some(Icon::new(name));
        self
    }
}

components!(Badge);

pub(crate) fn examples(s: Sample) -> Vec<Example> {
    let badges = [
        Badge::new(s.w("Nháp")),
        Badge::new(s.w("Hoàn thành")).tone(Tone::Good),
        Badge::new(s.w("Sắp đến hạn")).tone(Tone::Warn),
        Badge::new(s.w("Quá hạn 3 ngày")).tone(Tone::Bad),
        Badge::new(s.w("Chờ duyệt")).tone(Tone::Info).icon("hourglass"),
    ];
    vec![Example::row("tones", badges.map(Into::into))]
}
