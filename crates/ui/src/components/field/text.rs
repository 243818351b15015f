use std::fmt::Display;

use askama::Template;

use super::{Frame, frame_methods};
use crate::{MaybeText, Translator};

/// One line of text.
///
/// ```
/// let html = ui::TextField::new("title", "Tên bài").value("Họp báo").error("Tên bài đã có").to_string();
/// assert!(html.contains("aria-invalid=\"true\"") && html.contains("value=\"Họp báo\""));
/// ```
#[derive(Clone, Debug, Template)]
#[template(path = "components/field/text.html")]
pub struct TextField {
    frame: Frame,
    kind: &'static str,
    value: String,
    suffix: Option<String>,
    width: &'static str,
}

impl TextField {
    /// A text field sent as `name`.
    pub fn new(name: impl Display, label: impl Display) -> Self {
        Self {
            frame: Frame::new(name, label),
            kind: "text",
            value: String::new(),
            suffix: None,
            width: "",
        }
    }

    frame_methods!();

    /// The value kept from before.
    #[must_use]
    pub fn value(mut self, value: impl MaybeText) -> Self {
        self.value = value.maybe().unwrap_or_default();
        self
    }

    /// An e-mail address.
    #[must_use]
    pub fn email(mut self) -> Self {
        self.kind = "email";
        self.attr("autocomplete", "email").attr("spellcheck", "false")
    }

    /// A telephone number.
    #[must_use]
    pub const fn tel(mut self) -> Self {
        self.kind = "tel";
        self
    }

    /// A web address.
    #[must_use]
    pub const fn url(mut self) -> Self {
        self.kind = "url";
        self
    }

    /// A search box.
    #[must_use]
    pub const fn search(mut self) -> Self {
        self.kind = "search";
        self
    }

    /// Digits. The value stays text, so that a wrong one comes back as it was typed.
    #[must_use]
    pub fn numeric(mut self) -> Self {
        self.width = " field-short";
        self.attr("inputmode", "numeric")
    }

    /// What the browser may fill in, such as `name` or `one-time-code`.
    #[must_use]
    pub fn autocomplete(self, token: impl Display) -> Self {
        self.attr("autocomplete", token)
    }

    /// The most characters allowed.
    #[must_use]
    pub fn max_length(self, characters: usize) -> Self {
        self.attr("maxlength", characters)
    }

    /// A unit after the field, such as `%`.
    #[must_use]
    pub fn suffix(mut self, suffix: impl Display) -> Self {
        self.suffix = Some(suffix.to_string());
        self
    }

    /// A narrow field, for codes and numbers.
    #[must_use]
    pub const fn short(mut self) -> Self {
        self.width = " field-short";
        self
    }
}

/// Several lines of text.
#[derive(Clone, Debug, Template)]
#[template(path = "components/field/textarea.html")]
pub struct TextArea {
    frame: Frame,
    value: String,
    rows: u8,
}

impl TextArea {
    /// A field of five rows.
    pub fn new(name: impl Display, label: impl Display) -> Self {
        Self {
            frame: Frame::new(name, label),
            value: String::new(),
            rows: 5,
        }
    }

    frame_methods!();

    /// The value kept from before.
    #[must_use]
    pub fn value(mut self, value: impl MaybeText) -> Self {
        self.value = value.maybe().unwrap_or_default();
        self
    }

    /// How many rows are shown.
    #[must_use]
    pub const fn rows(mut self, rows: u8) -> Self {
        self.rows = rows;
        self
    }
}

/// A password, with a button that shows it. Its value is never kept.
#[derive(Clone, Debug, Template)]
#[template(path = "components/field/password.html")]
pub struct PasswordField {
    t: Translator,
    frame: Frame,
    autocomplete: &'static str,
}

impl PasswordField {
    /// The password in use.
    pub fn new(t: Translator, name: impl Display, label: impl Display) -> Self {
        Self {
            t,
            frame: Frame::new(name, label),
            autocomplete: "current-password",
        }
    }

    frame_methods!();

    /// A password being chosen.
    #[must_use]
    pub const fn choosing(mut self) -> Self {
        self.autocomplete = "new-password";
        self
    }
}

/// A value that the form carries unseen.
#[derive(Clone, Debug, Template)]
#[template(
    source = r#"<input type="hidden" name="{{ name }}" value="{{ value }}">"#,
    ext = "html"
)]
pub struct Hidden {
    name: String,
    value: String,
}

impl Hidden {
    /// Sends `name=value`.
    pub fn new(name: impl Display, value: impl Display) -> Self {
        Self {
            name: name.to_string(),
            value: value.to_string(),
        }
    }
}

components!(TextField, TextArea, PasswordField, Hidden);
