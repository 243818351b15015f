//! A table as a grid, in which a merged cell is found from every place it covers.

use crate::Source;
use crate::document::{Cell, Table};

pub(super) struct Grid<'a> {
    pub(super) table: &'a Table,
    rows: Vec<Vec<Slot>>,
}

#[derive(Clone, Copy)]
struct Slot {
    start: u32,
    end: u32,
    row: u32,
    index: usize,
}

/// A cell as seen from one of the places it covers.
#[derive(Clone, Copy)]
pub(super) struct Seen<'a> {
    pub(super) cell: &'a Cell,
    /// The row it begins in.
    pub(super) row: u32,
    /// It begins above the row it was looked for in.
    pub(super) inherited: bool,
}

/// Places that merged cells may cover in all, so that no table can fill the memory.
const MOST_COVERED: usize = 2_000_000;

impl<'a> Grid<'a> {
    pub(super) fn new(table: &'a Table) -> Self {
        let mut rows: Vec<Vec<Slot>> = Vec::with_capacity(table.rows.len());
        let mut open: Vec<(Slot, u32)> = Vec::new();
        let mut covered = 0;
        for (row, cells) in (0u32..).zip(&table.rows) {
            open.retain(|(_, until)| *until > row);
            covered += open.len();
            if covered > MOST_COVERED {
                open.clear();
            }
            let mut slots: Vec<Slot> = open.iter().map(|(slot, _)| *slot).collect();
            for (index, cell) in cells.cells.iter().enumerate() {
                let slot = Slot {
                    start: cell.column,
                    end: cell.column.saturating_add(cell.columns),
                    row,
                    index,
                };
                slots.push(slot);
                if cell.rows > 1 {
                    open.push((slot, row.saturating_add(cell.rows)));
                }
            }
            slots.sort_by_key(|slot| (slot.start, std::cmp::Reverse(slot.row)));
            rows.push(slots);
        }
        Self { table, rows }
    }

    pub(super) fn len(&self) -> u32 {
        u32::try_from(self.rows.len()).unwrap_or(u32::MAX)
    }

    /// The cell that covers a place.
    pub(super) fn at(&self, row: u32, column: u32) -> Option<Seen<'a>> {
        self.row(row).find(|seen| {
            (seen.cell.column..seen.cell.column.saturating_add(seen.cell.columns)).contains(&column)
        })
    }

    /// The cells that cover a row, from left to right.
    pub(super) fn row(&self, row: u32) -> impl Iterator<Item = Seen<'a>> + '_ {
        let slots = self.rows.get(row as usize).map(Vec::as_slice).unwrap_or_default();
        slots.iter().filter_map(move |slot| {
            let cell = self.table.rows.get(slot.row as usize)?.cells.get(slot.index)?;
            debug_assert!(slot.end >= slot.start);
            Some(Seen {
                cell,
                row: slot.row,
                inherited: slot.row != row,
            })
        })
    }

    /// The cells that begin in a row and have words.
    pub(super) fn own(&self, row: u32) -> impl Iterator<Item = Seen<'a>> + '_ {
        self.row(row)
            .filter(|seen| !seen.inherited && !seen.cell.text.trim().is_empty())
    }

    pub(super) fn source(&self, block: u32, seen: &Seen<'_>) -> Source {
        self.table.source(block, seen.row, seen.cell)
    }
}
