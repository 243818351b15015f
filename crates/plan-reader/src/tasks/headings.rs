//! The headings of task tables: of one row or several, once or again on every page.

use super::columns::{Column, Columns, role, same};
use super::grid::Grid;
use crate::text::{Folded, Label, LabelKind, tidy};

/// A heading of one or more rows inside a table.
#[derive(Debug)]
pub(super) struct Heading {
    pub(super) first: u32,
    pub(super) end: u32,
    pub(super) columns: Columns,
}

/// The headings of a table, from above.
pub(super) fn headings(grid: &Grid<'_>) -> Vec<Heading> {
    let mut headings: Vec<Heading> = Vec::new();
    let mut row = 0;
    while row < grid.len() {
        match heading_at(grid, row) {
            Some(heading) => {
                row = heading.end;
                let again = headings
                    .last()
                    .is_some_and(|before| same(&before.columns, &heading.columns));
                if !again {
                    headings.push(heading);
                }
            }
            None => row += 1,
        }
    }
    headings
}

/// The heading that begins at a row.
pub(super) fn heading_at(grid: &Grid<'_>, first: u32) -> Option<Heading> {
    let own: Vec<_> = grid.own(first).collect();
    if own.len() < 2 || own.iter().any(|seen| seen.cell.text.chars().count() > 110) {
        return None;
    }
    // A row that is numbered is a row of the table.
    let numbered = |text: &str| {
        let bare = text.trim().trim_end_matches(['.', ')']);
        !bare.is_empty()
            && bare.len() <= 6
            && bare.chars().all(|c| c.is_ascii_digit() || c == '.')
            && bare.parse::<u32>().is_ok_and(|number| number < 1900)
    };
    // So is one whose words begin with a number.
    let item = |text: &str| {
        let label = Label::read(&Folded::new(text));
        label.is_some_and(|label| {
            matches!(label.kind, LabelKind::Decimal(_)) && label.length < text.chars().count()
        })
    };
    if own
        .iter()
        .any(|seen| numbered(&seen.cell.text) || item(&seen.cell.text))
    {
        return None;
    }
    let roles: Vec<Option<Column>> = own.iter().map(|seen| role(&seen.cell.text)).collect();
    let mut distinct: Vec<Column> = roles.iter().flatten().copied().collect();
    distinct.dedup();
    distinct.sort_by_key(|column| *column as u8);
    distinct.dedup();
    let named = roles.iter().flatten().count();
    let marked = grid.table.rows.get(first as usize).is_some_and(|row| row.heading)
        || own.iter().all(|seen| seen.cell.bold);
    let numbered = distinct.contains(&Column::No);
    let enough = (numbered && distinct.len() >= 2)
        || distinct.len() >= 3
        || (distinct.len() == 2 && named == own.len() && (marked || first == 0));
    if !enough || named * 2 < own.len() {
        return None;
    }
    let mut end = first + 1;
    while end < grid.len() && end < first + 4 && is_sub_heading(grid, first, end) {
        end += 1;
    }
    let columns = leaves(grid, first, end);
    while end < grid.len() && is_column_numbers(grid, end) {
        end += 1;
    }
    Some(Heading { first, end, columns })
}

/// A further row of the same heading: it stands under cells that span several columns or rows.
fn is_sub_heading(grid: &Grid<'_>, first: u32, row: u32) -> bool {
    let wide = grid
        .row(row - 1)
        .any(|seen| seen.cell.columns > 1 && seen.cell.columns < grid.table.columns);
    let own: Vec<_> = grid
        .own(row)
        .filter(|seen| !seen.cell.text.trim().is_empty())
        .collect();
    let wide = wide || fills_gaps(grid, row);
    let covered = grid.row(row).any(|seen| seen.inherited && seen.row >= first);
    let marked = grid.table.rows.get(row as usize).is_some_and(|row| row.heading);
    let named = own.iter().filter(|seen| role(&seen.cell.text).is_some()).count();
    let short = own.iter().all(|seen| seen.cell.text.chars().count() <= 60);
    !own.is_empty()
        && short
        && named * 2 >= own.len()
        && named > 0
        && (wide || covered || marked)
        && (wide || covered)
        && !own.iter().any(|seen| role(&seen.cell.text) == Some(Column::No))
}

/// Tables without merged cells leave gaps instead: the row below fills them and leaves the rest blank.
fn fills_gaps(grid: &Grid<'_>, row: u32) -> bool {
    let blank = |row: u32, column: u32| {
        grid.at(row, column)
            .is_none_or(|seen| seen.cell.text.trim().is_empty())
    };
    let columns = || 0..grid.table.columns.min(400);
    let filled = columns()
        .filter(|at| blank(row - 1, *at) && !blank(row, *at))
        .count();
    let left = columns()
        .filter(|at| !blank(row - 1, *at) && blank(row, *at))
        .count();
    filled > 0 && left >= 2
}

/// A row "(1) (2) (3)" or "A B 1 2" under a heading.
fn is_column_numbers(grid: &Grid<'_>, row: u32) -> bool {
    let own: Vec<_> = grid.own(row).collect();
    own.len() >= 3
        && own.iter().all(|seen| {
            let text = seen
                .cell
                .text
                .trim_matches(|c: char| matches!(c, '(' | ')' | '[' | ']' | '.' | ' '));
            text.chars().count() <= 2 && text.chars().all(|c| c.is_ascii_digit() || c.is_ascii_uppercase())
                || text.contains('=') && text.len() < 12
        })
}

fn leaves(grid: &Grid<'_>, first: u32, end: u32) -> Columns {
    let count = grid.table.columns;
    let mut roles = Vec::new();
    for column in 0..count.min(400) {
        let mut words: Vec<String> = Vec::new();
        for row in first..end {
            if let Some(seen) = grid.at(row, column) {
                let text = tidy(&seen.cell.text);
                if !text.is_empty() && !words.contains(&text) {
                    words.push(text);
                }
            }
        }
        let own = words
            .iter()
            .rev()
            .find_map(|word| role(word))
            .or_else(|| role(&words.join(" ")));
        roles.push((own.unwrap_or(Column::Further), words.join(" - ")));
    }
    let mut columns = Columns { roles, count };
    columns.demote_overseers();
    settle(&mut columns, grid, end);
    columns
}

/// Decides between several columns of contents, and finds the contents when no heading names them.
fn settle(columns: &mut Columns, grid: &Grid<'_>, end: u32) {
    let weigh = |column: u32| -> (usize, usize) {
        let mut length = 0;
        let mut merged = 0;
        for row in end..grid.len().min(end + 200) {
            if let Some(seen) = grid
                .at(row, column)
                .filter(|seen| seen.cell.columns == 1 && !seen.inherited)
            {
                length += seen.cell.text.chars().count();
                merged += usize::from(seen.cell.rows > 1);
            }
        }
        (length, merged)
    };
    let contents: Vec<u32> = columns.of(Column::Content).collect();
    if contents.is_empty() {
        let assigned =
            columns.has(Column::Lead) || columns.has(Column::Units) || columns.has(Column::Coordinators);
        let widest = columns
            .of(Column::Further)
            .max_by_key(|column| weigh(*column).0)
            .filter(|column| weigh(*column).0 > 30);
        if let Some(slot) = widest
            .filter(|_| assigned)
            .and_then(|column| columns.roles.get_mut(column as usize))
        {
            slot.0 = Column::Content;
        }
        return;
    }
    let Some(main) = contents.iter().copied().max_by_key(|column| weigh(*column).0) else {
        return;
    };
    for column in contents.into_iter().filter(|column| *column != main) {
        let group = column < main && weigh(column).1 > 0;
        if let Some(slot) = columns.roles.get_mut(column as usize) {
            slot.0 = if group { Column::Group } else { Column::Further };
        }
    }
}
