use std::fmt::Display;

use askama::Template;

use crate::gallery::{Example, Sample};
use crate::{Icon, Translator};

/// What is wrong with a form: messages by field, in the order of the form.
///
/// ```
/// let mut errors = ui::Errors::default();
/// errors.add("title", "Hãy nhập tên bài");
/// assert_eq!(errors.of("title"), Some("Hãy nhập tên bài"));
/// assert_eq!(errors.of("note"), None);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Errors(Vec<(String, String)>);

impl Errors {
    /// Adds a message to a field; the empty name is for the form as a whole.
    pub fn add(&mut self, field: impl Display, message: impl Display) {
        self.0.push((field.to_string(), message.to_string()));
    }

    /// The first message of a field.
    pub fn of(&self, field: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(name, _)| name == field)
            .map(|(_, message)| message.as_str())
    }

    /// Whether the form is right.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Fields and messages, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(field, message)| (field.as_str(), message.as_str()))
    }
}

impl<F: Display, M: Display> FromIterator<(F, M)> for Errors {
    fn from_iter<I: IntoIterator<Item = (F, M)>>(pairs: I) -> Self {
        let mut errors = Self::default();
        pairs
            .into_iter()
            .for_each(|(field, message)| errors.add(field, message));
        errors
    }
}

/// All errors of a form at its top, each a link to its field; prints nothing when there are none.
/// It takes the focus, so that screen readers begin there.
#[derive(Clone, Debug, Template)]
#[template(path = "components/error_summary/error_summary.html")]
pub struct ErrorSummary {
    t: Translator,
    errors: Errors,
}

impl ErrorSummary {
    /// Sums up `errors`.
    pub fn new(t: Translator, errors: &Errors) -> Self {
        let errors = errors.clone();
        Self { t, errors }
    }
}

components!(ErrorSummary);

pub(crate) fn examples(s: Sample) -> Vec<Example> {
    let errors = Errors::from_iter([
        ("", s.w("Có người khác vừa sửa bài này.")),
        ("title", s.w("Hãy nhập tên nhiệm vụ")),
        ("due", s.w("Hạn hoàn thành phải sau ngày 01/01/2025")),
    ]);
    vec![Example::new("three errors", ErrorSummary::new(s.t, &errors))]
}
