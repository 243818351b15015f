use serde::{Deserialize, Serialize};

use super::Remark;
use crate::Source;

/// A value read from a document, with where it was read and how sure that is.
///
/// The value is the document's own words, or a reading of them; the words themselves are never mended.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Field<T> {
    /// What was read.
    pub value: T,
    /// The places it was read from, in reading order. Empty when it was concluded from the document as a whole.
    #[serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
    /// How sure the reading is, 0 to 1. Below [`Field::UNSURE`] a person should look.
    pub confidence: f32,
    /// What a person should know about it.
    #[serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<Remark>,
}

impl<T> Field<T> {
    /// The confidence below which a person should look at the value.
    pub const UNSURE: f32 = 0.7;

    /// A value read at the given places.
    #[must_use]
    pub fn new(value: T, sources: Vec<Source>, confidence: f32) -> Self {
        Self {
            value,
            sources,
            confidence,
            remarks: Vec::new(),
        }
    }

    /// The first place it was read from.
    #[must_use]
    pub fn source(&self) -> Option<&Source> {
        self.sources.first()
    }

    /// Whether a person should look at it.
    #[must_use]
    pub fn needs_review(&self) -> bool {
        self.confidence < Self::UNSURE || !self.remarks.is_empty()
    }

    /// The same field with another value.
    #[must_use]
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Field<U> {
        Field {
            value: change(self.value),
            sources: self.sources,
            confidence: self.confidence,
            remarks: self.remarks,
        }
    }
}
