use serde::{Deserialize, Serialize};

use super::Source;

/// A table with its merged cells resolved.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Table {
    /// The rows; a cell that spans rows is in its first row only.
    pub rows: Vec<Row>,
    /// Number of columns of the grid.
    pub columns: u32,
    /// It stands inside a cell of the table before it.
    pub nested: bool,
    /// Page from 1 where it begins, when the format knows pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// Name of the sheet, for spreadsheets.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Row {
    /// The cells that begin in this row, by column.
    pub cells: Vec<Cell>,
    /// The file marks it as a heading row that is repeated on every page.
    pub heading: bool,
    /// Row number in the sheet from 1, for spreadsheets.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// Page from 1, when the format knows pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Cell {
    /// Its text in NFC, paragraphs parted by line feeds; automatic numbers are part of it.
    pub text: String,
    /// Column of the grid where it begins, from 0.
    pub column: u32,
    /// Columns it spans.
    pub columns: u32,
    /// Rows it spans.
    pub rows: u32,
    /// All of its text is bold.
    pub bold: bool,
    /// All of its text is italic.
    pub italic: bool,
}

impl Default for Cell {
    fn default() -> Self {
        Self {
            text: String::new(),
            column: 0,
            columns: 1,
            rows: 1,
            bold: false,
            italic: false,
        }
    }
}

impl Table {
    /// The whole of one cell as a source.
    #[must_use]
    pub fn source(&self, block: u32, row: u32, cell: &Cell) -> Source {
        let line = self.rows.get(row as usize);
        let number = line.and_then(|line| line.number);
        Source {
            block,
            row: Some(row),
            column: Some(cell.column),
            start: 0,
            end: u32::try_from(cell.text.chars().count()).unwrap_or(u32::MAX),
            page: line.and_then(|line| line.page).or(self.page),
            sheet: self.sheet.clone(),
            cell: number.map(|number| format!("{}{number}", column_name(cell.column))),
        }
    }
}

/// Letters of a spreadsheet column: 0 is A, 26 is AA.
fn column_name(mut column: u32) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + u8::try_from(column % 26).unwrap_or(0)));
        if column < 26 {
            break;
        }
        column = column / 26 - 1;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_spreadsheets_do() {
        assert_eq!(
            [0, 25, 26, 27, 701, 702].map(column_name),
            ["A", "Z", "AA", "AB", "ZZ", "AAA"]
        );
    }
}
