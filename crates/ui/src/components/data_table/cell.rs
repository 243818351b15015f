use std::borrow::Borrow;
use std::fmt::Display;

use crate::link::safe_href;
use crate::{Html, Tone};

/// The head of a column.
#[derive(Clone, Debug)]
pub struct Column {
    pub(super) label: String,
    pub(super) sort: Option<String>,
    pub(super) number: bool,
}

impl Column {
    /// A column called `label`.
    pub fn new(label: impl Display) -> Self {
        Self {
            label: label.to_string(),
            sort: None,
            number: false,
        }
    }

    /// The list can be sorted by it; `key` is the value of the parameter `sort`.
    #[must_use]
    pub fn sort(mut self, key: impl Display) -> Self {
        self.sort = Some(key.to_string());
        self
    }

    /// Numbers, aligned at the right.
    #[must_use]
    pub const fn number(mut self) -> Self {
        self.number = true;
        self
    }
}

/// What stands in one column of one row.
#[derive(Clone, Debug)]
pub struct Cell {
    pub(super) content: Html,
    pub(super) note: Option<String>,
}

impl Cell {
    /// Text or a number.
    pub fn text(text: impl Display) -> Self {
        Self::html(Html::text(text))
    }

    /// A link.
    pub fn link(text: impl Display, href: impl Display) -> Self {
        let href = Html::text(safe_href(href));
        Self::html(Html::trusted(format!(
            "<a href=\"{href}\">{}</a>",
            Html::text(text)
        )))
    }

    /// A badge, a person, anything.
    pub fn html(content: impl Into<Html>) -> Self {
        Self {
            content: content.into(),
            note: None,
        }
    }

    /// Nothing.
    pub const fn empty() -> Self {
        Self {
            content: Html::empty(),
            note: None,
        }
    }

    /// A quiet second line.
    #[must_use]
    pub fn note(mut self, note: impl Display) -> Self {
        self.note = Some(note.to_string());
        self
    }
}

/// One row.
#[derive(Clone, Debug)]
pub struct Row {
    pub(super) id: String,
    pub(super) cells: Vec<Cell>,
    pub(super) actions: Html,
    pub(super) tone: Tone,
}

impl Row {
    /// A row whose id is sent when it is ticked.
    pub fn new(id: impl Display) -> Self {
        Self {
            id: id.to_string(),
            cells: Vec::new(),
            actions: Html::empty(),
            tone: Tone::Neutral,
        }
    }

    /// The cells, in the order of the columns.
    #[must_use]
    pub fn cells(mut self, cells: impl IntoIterator<Item = Cell>) -> Self {
        self.cells.extend(cells);
        self
    }

    /// Buttons at the end of the row.
    #[must_use]
    pub fn actions(mut self, actions: impl Into<Html>) -> Self {
        self.actions = actions.into();
        self
    }

    /// A mark at the edge of the row; a badge in the row says the same in words.
    #[must_use]
    pub fn tone(mut self, tone: impl Borrow<Tone>) -> Self {
        self.tone = *tone.borrow();
        self
    }
}
