use serde::{Deserialize, Serialize};

use super::Text;

/// A ruled table. Its header rows are repeated on each page and its rows are kept whole.
///
/// ```
/// use official_document::{Cell, Column, Row, Table};
///
/// let table = Table::new([Column::centered(1.0), Column::left(6.0), Column::right(2.0)])
///     .header(Row::from(["TT", "Nội dung", "Số lượng"]))
///     .row(["1", "Tin, bài", "25"])
///     .row(Row::new([Cell::new("Cộng").across(2), Cell::new("25")]).bold());
/// assert_eq!(table.rows.len(), 2);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Table {
    /// A line above the table, such as "Bảng 1. Kết quả".
    pub caption: Option<String>,
    /// The columns from left to right.
    pub columns: Vec<Column>,
    /// The header rows: one, or more with spans.
    pub header: Vec<Row>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// A column of a [`Table`].
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// Its part of the table's width, in any unit: 1 beside 3 is a quarter. Above zero.
    pub share: f32,
    /// How its cells are set.
    pub align: Align,
}

/// How text is set in a cell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    /// Flush left.
    #[default]
    Left,
    /// Centred.
    Center,
    /// Flush right, for numbers.
    Right,
    /// Flush on both sides, for long prose.
    Justify,
}

/// A row of a [`Table`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Row {
    /// Its cells from left to right. A place that a taller cell of an earlier row covers has no
    /// cell here.
    pub cells: Vec<Cell>,
    /// All its words are bold, as in totals and group lines.
    pub bold: bool,
}

/// A cell of a [`Row`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Cell {
    /// The words. A line feed starts a new paragraph.
    pub text: Text,
    /// How many columns it covers, at least 1.
    pub columns: u16,
    /// How many rows it covers, at least 1.
    pub rows: u16,
    /// Set another way than its column.
    pub align: Option<Align>,
}

impl Default for Cell {
    fn default() -> Self {
        Self {
            text: Text::default(),
            columns: 1,
            rows: 1,
            align: None,
        }
    }
}

impl Column {
    /// A column set flush left.
    pub const fn left(share: f32) -> Self {
        Self {
            share,
            align: Align::Left,
        }
    }

    /// A centred column.
    pub const fn centered(share: f32) -> Self {
        Self {
            share,
            align: Align::Center,
        }
    }

    /// A column set flush right, for numbers.
    pub const fn right(share: f32) -> Self {
        Self {
            share,
            align: Align::Right,
        }
    }

    /// A column of prose.
    pub const fn justified(share: f32) -> Self {
        Self {
            share,
            align: Align::Justify,
        }
    }
}

impl Cell {
    /// A cell of one column and one row.
    pub fn new(text: impl Into<Text>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    /// Lets it cover this many columns.
    #[must_use]
    pub fn across(mut self, columns: u16) -> Self {
        self.columns = columns;
        self
    }

    /// Lets it cover this many rows.
    #[must_use]
    pub fn down(mut self, rows: u16) -> Self {
        self.rows = rows;
        self
    }

    /// Sets it another way than its column.
    #[must_use]
    pub fn align(mut self, align: Align) -> Self {
        self.align = Some(align);
        self
    }
}

impl<T: Into<Text>> From<T> for Cell {
    fn from(text: T) -> Self {
        Self::new(text)
    }
}

impl Row {
    /// A row of these cells.
    pub fn new(cells: impl IntoIterator<Item = impl Into<Cell>>) -> Self {
        Self {
            cells: cells.into_iter().map(Into::into).collect(),
            bold: false,
        }
    }

    /// Makes all its words bold.
    #[must_use]
    pub fn bold(mut self) -> Self {
        self.bold = true;
        self
    }
}

impl<T: Into<Cell>, const N: usize> From<[T; N]> for Row {
    fn from(cells: [T; N]) -> Self {
        Self::new(cells)
    }
}

impl<T: Into<Cell>> From<Vec<T>> for Row {
    fn from(cells: Vec<T>) -> Self {
        Self::new(cells)
    }
}

impl Table {
    /// A table of these columns, without rows yet.
    pub fn new(columns: impl IntoIterator<Item = Column>) -> Self {
        Self {
            columns: columns.into_iter().collect(),
            ..Self::default()
        }
    }

    /// Adds a header row.
    #[must_use]
    pub fn header(mut self, row: impl Into<Row>) -> Self {
        self.header.push(row.into());
        self
    }

    /// Adds a row.
    #[must_use]
    pub fn row(mut self, row: impl Into<Row>) -> Self {
        self.rows.push(row.into());
        self
    }

    /// Adds rows.
    #[must_use]
    pub fn rows(mut self, rows: impl IntoIterator<Item = impl Into<Row>>) -> Self {
        self.rows.extend(rows.into_iter().map(Into::into));
        self
    }

    /// Sets the line above the table.
    #[must_use]
    pub fn caption(mut self, caption: impl Into<String>) -> Self {
        self.caption = Some(caption.into());
        self
    }
}
