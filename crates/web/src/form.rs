//! Forms that come back with a message beside each wrong field.

pub use axum_extra::extract::Form;

/// Messages by field name: keys of the words file, never words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldErrors(Vec<(String, String)>);

impl FieldErrors {
    /// No message yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// One message.
    #[must_use]
    pub fn one(field: &str, key: &str) -> Self {
        let mut errors = Self::default();
        errors.add(field, key);
        errors
    }

    /// Adds a message; the first of a field is the one shown.
    pub fn add(&mut self, field: &str, key: &str) {
        self.0.push((field.to_owned(), key.to_owned()));
    }

    /// The message key of a field.
    #[must_use]
    pub fn of(&self, field: &str) -> Option<&str> {
        let found = self.0.iter().find(|(name, _)| name == field);
        found.map(|(_, key)| key.as_str())
    }

    /// Whether all fields are right.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All messages: field, key.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(field, key)| (field.as_str(), key.as_str()))
    }

    /// The value when no message was added.
    ///
    /// # Errors
    /// The messages.
    pub fn or<T>(self, value: T) -> Result<T, Self> {
        if self.is_empty() { Ok(value) } else { Err(self) }
    }
}
