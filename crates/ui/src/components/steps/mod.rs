use std::borrow::Borrow;
use std::fmt::Display;

use askama::Template;

use crate::gallery::{Example, Sample};
use crate::link::safe_href;
use crate::{Icon, Translator};

/// Where one is in a task of several pages.
#[derive(Clone, Debug, Template)]
#[template(path = "components/steps/steps.html")]
pub struct Steps {
    t: Translator,
    label: String,
    steps: Vec<(String, Option<String>)>,
    current: usize,
}

impl Steps {
    /// Steps of which number `current` (counted from 1) is being done.
    pub fn new(t: Translator, label: impl Display, current: impl Borrow<usize>) -> Self {
        Self {
            t,
            label: label.to_string(),
            steps: Vec::new(),
            current: *current.borrow(),
        }
    }

    /// A step.
    #[must_use]
    pub fn step(mut self, label: impl Display) -> Self {
        self.steps.push((label.to_string(), None));
        self
    }

    /// A step that one can go back to.
    #[must_use]
    pub fn step_at(mut self, label: impl Display, href: impl Display) -> Self {
        self.steps.push((label.to_string(), Some(safe_href(href))));
        self
    }

    fn is_done(&self, index: usize) -> bool {
        index + 1 < self.current
    }

    fn is_current(&self, index: usize) -> bool {
        index + 1 == self.current
    }
}

components!(Steps);

pub(crate) fn examples(s: Sample) -> Vec<Example> {
    vec![Example::new(
        "the second of four",
        Steps::new(s.t, s.w("Nhập kế hoạch"), 2)
            .step_at(s.w("Chọn tệp"), "/nhap/1")
            .step(s.w("Soát nhiệm vụ"))
            .step(s.w("Gán đơn vị"))
            .step(s.w("Xác nhận")),
    )]
}
