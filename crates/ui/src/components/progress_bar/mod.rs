use std::borrow::Borrow;
use std::fmt::Display;

use askama::Template;

use crate::gallery::{Example, Sample};
use crate::text::percent;
use crate::{Button, Html, Translator};

/// How far work is: so many of so many, or merely under way.
#[derive(Clone, Debug, Template)]
#[template(path = "components/progress_bar/progress_bar.html")]
pub struct ProgressBar {
    t: Translator,
    label: String,
    done: Option<(u64, u64)>,
    action: Html,
}

impl ProgressBar {
    /// `n` of `whole` is done.
    pub fn new(t: Translator, label: impl Display, n: impl Borrow<u64>, whole: impl Borrow<u64>) -> Self {
        Self {
            t,
            label: label.to_string(),
            done: Some((*n.borrow(), *whole.borrow())),
            action: Html::empty(),
        }
    }

    /// Work is under way and nobody knows how long it takes.
    pub fn busy(t: Translator, label: impl Display) -> Self {
        Self {
            t,
            label: label.to_string(),
            done: None,
            action: Html::empty(),
        }
    }

    /// A button beside it, usually to cancel.
    #[must_use]
    pub fn action(mut self, action: Button) -> Self {
        self.action = action.small().into();
        self
    }

    /// A bar cannot be out of nothing.
    fn max(&self) -> u64 {
        self.done.map_or(1, |(_, whole)| whole.max(1))
    }

    fn figure(&self) -> String {
        self.done.map_or_else(String::new, |(n, whole)| {
            format!("{} ({n}/{whole})", percent(self.t.lang(), n, whole))
        })
    }
}

components!(ProgressBar);

pub(crate) fn examples(s: Sample) -> Vec<Example> {
    vec![
        Example::new(
            "so many of so many",
            ProgressBar::new(s.t, s.w("Xác nhận đã đọc"), 34, 40),
        ),
        Example::new(
            "under way, with a button to cancel",
            ProgressBar::busy(s.t, s.w("Đang đọc kế hoạch")).action(Button::new(s.w("Hủy"))),
        ),
    ]
}
