use serde::{Deserialize, Serialize};

/// A place in a document: a run of characters in one block or one cell.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Source {
    /// Index in [`crate::Document::blocks`].
    pub block: u32,
    /// Row of the table, from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<u32>,
    /// Column of the table where the cell begins, from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<u32>,
    /// First character in the paragraph's or cell's text (characters, not bytes).
    pub start: u32,
    /// One past the last character.
    pub end: u32,
    /// Page from 1, when the format knows pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// Name of the sheet, for spreadsheets.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// Address of the cell in the sheet, for example `B7`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cell: Option<String>,
}

impl Source {
    /// The start of a block.
    #[must_use]
    pub fn block(block: u32) -> Self {
        Self {
            block,
            ..Self::default()
        }
    }

    /// The part of this source between two characters counted from its start.
    #[must_use]
    pub fn part(&self, start: u32, end: u32) -> Self {
        let first = self.start.saturating_add(start);
        let end = self.start.saturating_add(end).min(self.end.max(first));
        Self {
            start: first,
            end,
            ..self.clone()
        }
    }
}
