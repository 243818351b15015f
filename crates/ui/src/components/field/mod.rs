//! Form fields: label, hint, error and kept value, one look for all.

mod choices;
mod date;
mod examples;
mod file;
mod text;

pub use choices::{CheckboxGroup, Choice, RadioGroup, Select};
pub use date::DateField;
pub use file::FileDrop;
pub use text::{Hidden, PasswordField, TextArea, TextField};

pub(crate) use examples::examples;

/// What every field has.
#[derive(Clone, Debug, Default)]
pub(crate) struct Frame {
    pub(crate) name: String,
    pub(crate) other_id: Option<String>,
    pub(crate) label: String,
    pub(crate) hint: Option<String>,
    pub(crate) error: Option<String>,
    pub(crate) required: bool,
    pub(crate) label_hidden: bool,
    pub(crate) attributes: crate::Attributes,
}

impl Frame {
    pub(crate) fn new(name: impl std::fmt::Display, label: impl std::fmt::Display) -> Self {
        Self {
            name: name.to_string(),
            label: label.to_string(),
            ..Self::default()
        }
    }

    pub(crate) fn id(&self) -> String {
        field_id(self.other_id.as_deref().unwrap_or(&self.name))
    }

    /// Ids of the hint and the error, for `aria-describedby`.
    pub(crate) fn described_by(&self) -> Option<String> {
        let id = self.id();
        let hint = self.hint.as_ref().map(|_| format!("{id}-hint"));
        let error = self.error.as_ref().map(|_| format!("{id}-error"));
        let ids: Vec<String> = [hint, error].into_iter().flatten().collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }
}

/// The id of the field called `name`; the error summary links to it.
pub(crate) fn field_id(name: &str) -> String {
    let safe = |c: char| {
        if c.is_ascii_alphanumeric() || c == '-' {
            c
        } else {
            '-'
        }
    };
    format!("f-{}", name.chars().map(safe).collect::<String>())
}

/// Methods that every field has, for a struct with a field `frame`.
macro_rules! frame_methods {
    () => {
        /// A line under the label that helps to fill in the field.
        #[must_use]
        pub fn hint(mut self, hint: impl crate::MaybeText) -> Self {
            self.frame.hint = hint.maybe();
            self
        }

        /// What is wrong and what to do, such as `errors.of("name")`.
        #[must_use]
        pub fn error(mut self, error: impl crate::MaybeText) -> Self {
            self.frame.error = error.maybe();
            self
        }

        /// Marks the field as one that must be filled in.
        #[must_use]
        pub const fn required(mut self) -> Self {
            self.frame.required = true;
            self
        }

        /// Keeps the label for screen readers only; for search boxes and filters.
        #[must_use]
        pub const fn label_hidden(mut self) -> Self {
            self.frame.label_hidden = true;
            self
        }

        /// Another id than that of the name, where a page has several forms.
        #[must_use]
        pub fn id(mut self, id: impl std::fmt::Display) -> Self {
            self.frame.other_id = Some(id.to_string());
            self
        }

        /// Adds an attribute to the control.
        #[must_use]
        pub fn attr(mut self, name: impl std::fmt::Display, value: impl std::fmt::Display) -> Self {
            self.frame.attributes.add(name, value);
            self
        }
    };
}
pub(crate) use frame_methods;
