//! One page: its tables, and the text between them.

use super::collect::{Collector, Mark};
use super::{flow, ruled, text};
use crate::ReadError;
use crate::document::{Block, Cell, Row, Table};
use crate::limits::Meter;

/// Ems of empty space that part two columns standing side by side.
const GAP: f64 = 2.2;

pub(super) fn read(
    page: Collector,
    number: u32,
    blocks: &mut Vec<Block>,
    meter: &mut Meter,
) -> Result<(), ReadError> {
    let width = page.width;
    let tables = ruled::find(&page.rules);
    let mut inside: Vec<Vec<Mark>> = tables.iter().map(|_| Vec::new()).collect();
    let mut free: Vec<Mark> = Vec::new();
    for mark in page.marks {
        match tables
            .iter()
            .position(|table| table.holds(&mark))
            .and_then(|index| inside.get_mut(index))
        {
            Some(marks) => marks.push(mark),
            None => free.push(mark),
        }
    }
    let lines = text::lines(free, GAP);
    for line in &lines {
        meter.add_text(line.iter().map(|segment| segment.text.len()).sum())?;
    }
    let mut start = 0;
    for (table, marks) in tables.iter().zip(inside) {
        let above = lines
            .iter()
            .skip(start)
            .take_while(|line| line.first().is_some_and(|segment| segment.y < table.bottom))
            .count();
        flow::read(
            lines.get(start..start + above).unwrap_or_default(),
            number,
            width,
            blocks,
        );
        start += above;
        let cells = table.cells(marks);
        meter.add_cells(cells.len() as u64)?;
        if cells.iter().any(|cell| !cell.text.is_empty()) {
            blocks.push(Block::Table(drawn(table, cells, number)));
        }
    }
    flow::read(lines.get(start..).unwrap_or_default(), number, width, blocks);
    Ok(())
}

fn drawn(ruled: &ruled::Ruled, cells: Vec<ruled::Drawn>, page: u32) -> Table {
    let columns = u32::try_from(ruled.count()).unwrap_or(u32::MAX);
    let mut table = Table {
        columns,
        page: Some(page),
        ..Table::default()
    };
    for cell in cells {
        while table.rows.len() <= cell.row {
            table.rows.push(Row {
                page: Some(page),
                ..Row::default()
            });
        }
        let count = |value: usize| u32::try_from(value).unwrap_or(u32::MAX);
        if let Some(row) = table.rows.get_mut(cell.row) {
            row.cells.push(Cell {
                text: cell.text,
                column: count(cell.column),
                columns: count(cell.columns),
                rows: count(cell.rows),
                ..Cell::default()
            });
        }
    }
    table
}
