use serde::{Deserialize, Serialize};

/// A stretch of text in one style.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// The words. A line feed starts a new line.
    pub text: String,
    /// Bold.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub bold: bool,
    /// Italic.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub italic: bool,
}

/// Text in one or more styles.
///
/// A plain string is a text already:
///
/// ```
/// use official_document::Text;
///
/// let plain: Text = "Đạt 80%".into();
/// let mixed = Text::new("Đạt ").bold("80%").plain(" (n = 120, N = 150)");
/// assert_eq!(mixed.to_string(), "Đạt 80% (n = 120, N = 150)");
/// assert_eq!(plain.to_string(), "Đạt 80%");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Text(pub Vec<Run>);

impl Text {
    /// Text that starts with upright regular words.
    pub fn new(text: impl Into<String>) -> Self {
        Self::default().plain(text)
    }

    /// Adds upright regular words.
    #[must_use]
    pub fn plain(self, text: impl Into<String>) -> Self {
        self.push(text, false, false)
    }

    /// Adds bold words.
    #[must_use]
    pub fn bold(self, text: impl Into<String>) -> Self {
        self.push(text, true, false)
    }

    /// Adds italic words.
    #[must_use]
    pub fn italic(self, text: impl Into<String>) -> Self {
        self.push(text, false, true)
    }

    /// Whether there is nothing to read in it.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|run| run.text.trim().is_empty())
    }

    fn push(mut self, text: impl Into<String>, bold: bool, italic: bool) -> Self {
        self.0.push(Run {
            text: text.into(),
            bold,
            italic,
        });
        self
    }
}

impl std::fmt::Display for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|run| f.write_str(&run.text))
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}
