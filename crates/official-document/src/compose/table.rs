//! A table's rows to a grid in which every place is accounted for.

use serde::Serialize;

use super::{Layout, POINTS_PER_MM, Span, bold_width};
use crate::clean::{line, paragraphs};
use crate::error::TableProblem;
use crate::model::{Align, Column, Row, Table};

/// The most columns a page can hold.
pub(crate) const MAX_COLUMNS: usize = 40;

/// A table in final words.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Grid {
    pub(crate) caption: Option<String>,
    /// Widths of the columns in millimetres.
    pub(crate) widths: Vec<f32>,
    pub(crate) header: Vec<GridRow>,
    pub(crate) rows: Vec<GridRow>,
}

/// A row of a [`Grid`].
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct GridRow {
    pub(crate) cells: Vec<GridCell>,
    /// So tall that keeping it whole could leave half a page empty.
    pub(crate) splits: bool,
}

/// A cell of a [`GridRow`].
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct GridCell {
    pub(crate) columns: usize,
    pub(crate) rows: usize,
    /// The place is covered by a cell of an earlier row.
    pub(crate) covered: bool,
    pub(crate) align: Align,
    pub(crate) paragraphs: Vec<Vec<Span>>,
    #[serde(skip)]
    pub(crate) width: f32,
}

/// Which row is wrong, and how.
type Problem = (usize, TableProblem);

/// Resolves spans; widths are in millimetres.
pub(super) fn grid(table: &Table, width: f32, layout: &Layout) -> Result<Grid, Problem> {
    if table.columns.is_empty() || table.columns.len() > MAX_COLUMNS {
        return Err((0, TableProblem::Columns));
    }
    if table
        .columns
        .iter()
        .any(|c| !(c.share > 0.0 && c.share.is_finite()))
    {
        return Err((0, TableProblem::Share));
    }
    let widths = fit(table, width, layout.table_size);
    let header =
        part(&table.header, &table.columns, &widths, layout, true).map_err(|(row, p)| (row + 1, p))?;
    let rows = part(&table.rows, &table.columns, &widths, layout, false)
        .map_err(|(row, p)| (table.header.len() + row + 1, p))?;
    Ok(Grid {
        caption: table.caption.as_deref().map(line),
        widths,
        header,
        rows,
    })
}

/// Padding of a cell, left and right together, in millimetres.
pub(crate) const PADDING: f32 = 3.0;

/// Widths of the columns: by their shares, but a column grows to hold its longest word, at the cost
/// of those that have room. Words longer than a quarter of the table are left to break.
fn fit(table: &Table, width: f32, size: f32) -> Vec<f32> {
    let sum: f32 = table.columns.iter().map(|c| c.share).sum();
    let shares: Vec<f32> = table.columns.iter().map(|c| c.share / sum * width).collect();
    let mut least = vec![0.0_f32; shares.len()];
    for row in table.header.iter().chain(&table.rows) {
        // Where rows hang down, places are not known yet; their words are then left to break.
        let is_plain = row.cells.len() == shares.len() && row.cells.iter().all(|cell| cell.columns == 1);
        for (cell, least) in row.cells.iter().zip(&mut least).filter(|_| is_plain) {
            for word in cell.text.0.iter().flat_map(|run| run.text.split_whitespace()) {
                let needed = bold_width(word, size) / POINTS_PER_MM + PADDING + 0.5;
                if needed <= width / 4.0 {
                    *least = least.max(needed);
                }
            }
        }
    }
    let missing: f32 = shares
        .iter()
        .zip(&least)
        .map(|(share, least)| (least - share).max(0.0))
        .sum();
    let room: f32 = shares
        .iter()
        .zip(&least)
        .map(|(share, least)| (share - least).max(0.0))
        .sum();
    if missing > room {
        return shares;
    }
    let taken = if room > 0.0 { missing / room } else { 0.0 };
    let settle = |(share, least): (&f32, &f32)| {
        if share < least {
            *least
        } else {
            share - (share - least) * taken
        }
    };
    shares.iter().zip(&least).map(settle).collect()
}

/// What an earlier row left hanging over a column: how many rows yet, how many columns wide.
#[derive(Clone, Copy, Default)]
struct Hanging {
    rows: usize,
    columns: usize,
}

fn part(
    rows: &[Row],
    columns: &[Column],
    widths: &[f32],
    layout: &Layout,
    is_header: bool,
) -> Result<Vec<GridRow>, Problem> {
    let mut hanging = vec![Hanging::default(); columns.len()];
    let mut all = Vec::with_capacity(rows.len());
    for (nth, row) in rows.iter().enumerate() {
        let bold = row.bold || is_header;
        let mut cells = Vec::new();
        let mut given = row.cells.iter();
        let mut at = 0;
        while let Some(&Hanging {
            rows: down,
            columns: wide,
        }) = hanging.get(at)
        {
            let cell = if down > 0 {
                covered(wide)
            } else {
                let cell = given.next().ok_or((nth, TableProblem::TooFew))?;
                let align = if is_header {
                    Align::Center
                } else {
                    columns.get(at).map_or(Align::Left, |c| c.align)
                };
                GridCell {
                    columns: cell.columns.into(),
                    rows: cell.rows.into(),
                    covered: false,
                    align: cell.align.unwrap_or(align),
                    paragraphs: paragraphs(&cell.text, bold),
                    width: 0.0,
                }
            };
            if cell.columns == 0 || cell.rows == 0 {
                return Err((nth, TableProblem::NoSpan));
            }
            if !cell.covered {
                let below = hanging
                    .get_mut(at..at + cell.columns)
                    .ok_or((nth, TableProblem::TooMany))?;
                if below.iter().any(|h| h.rows > 0) {
                    return Err((nth, TableProblem::TooMany));
                }
                below.fill(Hanging::default());
                if let Some(first) = below.first_mut() {
                    *first = Hanging {
                        rows: cell.rows,
                        columns: cell.columns,
                    };
                }
                if cell.rows > rows.len() - nth {
                    return Err((nth, TableProblem::TooTall));
                }
            }
            let end = at + cell.columns;
            let width = widths.get(at..end).map_or(0.0, |w| w.iter().sum());
            cells.push(GridCell { width, ..cell });
            at = end;
        }
        if given.next().is_some() {
            return Err((nth, TableProblem::TooMany));
        }
        for h in &mut hanging {
            h.rows = h.rows.saturating_sub(1);
        }
        let splits = !is_header && cells.iter().any(|cell| is_tall(cell, layout));
        all.push(GridRow { cells, splits });
    }
    Ok(all)
}

fn covered(columns: usize) -> GridCell {
    GridCell {
        columns,
        rows: 1,
        covered: true,
        align: Align::Left,
        paragraphs: Vec::new(),
        width: 0.0,
    }
}

/// Whether the cell fills about a quarter of a page; measured with the mean width of letters.
fn is_tall(cell: &GridCell, layout: &Layout) -> bool {
    let letter = layout.table_size * 0.47 / POINTS_PER_MM;
    let per_line = ((cell.width - PADDING).max(letter) / letter).floor().max(1.0);
    let lines: f32 = cell
        .paragraphs
        .iter()
        .map(|spans| {
            let letters: usize = spans.iter().map(|span| span.text.chars().count()).sum();
            #[expect(clippy::cast_precision_loss, reason = "an estimate")]
            let letters = letters as f32;
            (letters / per_line).ceil()
        })
        .sum();
    lines * layout.table_size * 1.15 / POINTS_PER_MM > 60.0
}
