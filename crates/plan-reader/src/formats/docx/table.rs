//! A table while its rows and cells arrive: merged cells become spans.

use crate::ReadError;
use crate::document::{Cell, Paragraph, Row, Table};
use crate::limits::Meter;

#[derive(Default)]
pub(super) struct TableBuilder {
    table: Table,
    row: Row,
    row_deleted: bool,
    column: u32,
    cell: CellBuilder,
    /// For each column, the cell above that a vertical merge would lengthen: row and index in the row.
    open: std::collections::HashMap<u32, (usize, usize)>,
}

#[derive(Default)]
struct CellBuilder {
    lines: Vec<String>,
    columns: u32,
    down: Merge,
    across: Merge,
    bold: Vec<bool>,
    italic: Vec<bool>,
}

#[derive(Default, Clone, Copy, PartialEq)]
pub(super) enum Merge {
    #[default]
    No,
    Begin,
    Continue,
}

impl TableBuilder {
    pub(super) fn begin_row(&mut self) {
        self.row = Row::default();
        self.row_deleted = false;
        self.column = 0;
    }

    pub(super) fn mark_heading(&mut self) {
        self.row.heading = true;
    }

    pub(super) fn mark_deleted(&mut self) {
        self.row_deleted = true;
    }

    pub(super) fn skip_columns(&mut self, count: u32, meter: &Meter) -> Result<(), ReadError> {
        self.column = self.column.saturating_add(count);
        meter.columns(u64::from(self.column))
    }

    pub(super) fn begin_cell(&mut self) {
        self.cell = CellBuilder {
            columns: 1,
            ..CellBuilder::default()
        };
    }

    pub(super) fn span(&mut self, columns: u32) {
        self.cell.columns = columns.max(1);
    }

    pub(super) fn merge_down(&mut self, merge: Merge) {
        self.cell.down = merge;
    }

    pub(super) fn merge_across(&mut self, merge: Merge) {
        self.cell.across = merge;
    }

    pub(super) fn paragraph(&mut self, paragraph: &Paragraph) {
        let text = match &paragraph.label {
            Some(label) if paragraph.text.is_empty() => label.clone(),
            Some(label) => format!("{label} {}", paragraph.text),
            None => paragraph.text.clone(),
        };
        if !text.is_empty() {
            self.cell.lines.push(text);
            self.cell.bold.push(paragraph.bold);
            self.cell.italic.push(paragraph.italic);
        }
    }

    pub(super) fn end_cell(&mut self, meter: &mut Meter) -> Result<(), ReadError> {
        let cell = std::mem::take(&mut self.cell);
        meter.add_cells(1)?;
        let column = self.column;
        self.column = self.column.saturating_add(cell.columns);
        meter.columns(u64::from(self.column))?;
        let text = cell.lines.join("\n");
        let rows_so_far = self.table.rows.len();
        if cell.across == Merge::Continue
            && let Some(left) = self.row.cells.last_mut()
        {
            left.columns = left.columns.saturating_add(cell.columns);
            append(&mut left.text, &text);
            return Ok(());
        }
        if cell.down == Merge::Continue
            && let Some(&(row, index)) = self.open.get(&column)
            && let Some(above) = self
                .table
                .rows
                .get_mut(row)
                .and_then(|row| row.cells.get_mut(index))
        {
            let here = u32::try_from(rows_so_far - row).unwrap_or(u32::MAX);
            above.rows = here.saturating_add(1);
            append(&mut above.text, &text);
            return Ok(());
        }
        if cell.down == Merge::No {
            self.open.remove(&column);
        } else {
            self.open
                .insert(column, (self.table.rows.len(), self.row.cells.len()));
        }
        let all = |flags: &[bool]| !flags.is_empty() && flags.iter().all(|flag| *flag);
        let (bold, italic) = (all(&cell.bold), all(&cell.italic));
        self.row.cells.push(Cell {
            text,
            column,
            columns: cell.columns,
            rows: 1,
            bold,
            italic,
        });
        Ok(())
    }

    pub(super) fn end_row(&mut self, meter: &Meter) -> Result<(), ReadError> {
        self.table.columns = self.table.columns.max(self.column);
        if !self.row_deleted {
            self.table.rows.push(std::mem::take(&mut self.row));
        }
        meter.rows(self.table.rows.len() as u64)
    }

    pub(super) fn finish(self, nested: bool) -> Table {
        Table { nested, ..self.table }
    }
}

fn append(text: &mut String, more: &str) {
    if !more.is_empty() {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(more);
    }
}
