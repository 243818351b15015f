//! Group rows: which rows are headings of those below, and how long they hold.

use super::Region;
use super::columns::Column;
use super::grid::{Grid, Seen};
use super::rows::Rows;
use super::view::{RowView, is_roman, view};
use crate::Field;
use crate::text::{Folded, Label, LabelKind, is_upper};

impl Rows {
    pub(super) fn is_group(
        &self,
        grid: &Grid<'_>,
        region: &Region,
        row: u32,
        own: &[Seen<'_>],
        view: &RowView,
        fresh: bool,
    ) -> bool {
        let Some(first) = own.first() else { return false };
        if own.len() == 1 {
            let wide = first.cell.columns * 2 > region.columns.count
                || (first.cell.columns > 1 && region.columns.count <= 3);
            let folded = Folded::new(&first.cell.text);
            let goes_on = fresh && first.cell.text.chars().next().is_some_and(char::is_lowercase);
            let heading = Label::read(&folded).is_some_and(|label| !label.is_bullet())
                || is_upper(&first.cell.text)
                || first.cell.bold;
            return (wide && !goes_on)
                || (!view.has_assignment()
                    && heading
                    && !goes_on
                    && view.no.as_ref().is_none_or(|no| !no.inherited));
        }
        if view.has_assignment() || view.content.is_none() || !view.products.is_empty() && !is_roman(view) {
            return false;
        }
        let Some(no) = view.no.as_ref().filter(|no| !no.inherited) else {
            return false;
        };
        let content = view.content.as_ref().map_or("", |content| content.text.as_str());
        is_roman(view)
            || is_upper(content)
            || next_is_deeper(grid, region, row, &no.text)
            || (view.content_bold && !fresh)
    }

    pub(super) fn open_group(&mut self, grid: &Grid<'_>, region: &Region, own: &[Seen<'_>]) {
        let text: Vec<String> = own
            .iter()
            .map(|seen| crate::text::tidy(&seen.cell.text))
            .collect();
        let text = text.join(" ");
        let kind = Label::read(&Folded::new(&text)).map(|label| label.kind);
        let sources = own.iter().map(|seen| grid.source(region.block, seen)).collect();
        while let Some((before, _)) = self.groups.last() {
            if before == &kind || depth(*before) >= depth(kind) {
                self.groups.pop();
            } else {
                break;
            }
        }
        self.groups.push((kind, Field::new(text, sources, 0.92)));
    }
}

/// A second table of the same annex keeps the groups of the first one.
pub(super) fn same_table_goes_on(grid: &Grid<'_>, region: &Region, first: bool) -> bool {
    let Some(no) = region.columns.of(Column::No).next() else {
        return false;
    };
    let number = (region.first..region.end)
        .take(3)
        .filter_map(|row| grid.at(row, no))
        .find_map(|seen| {
            seen.cell
                .text
                .trim()
                .trim_end_matches(['.', ')'])
                .parse::<u32>()
                .ok()
        });
    !first && number.is_some_and(|number| number > 1)
}

fn depth(kind: Option<LabelKind>) -> u8 {
    match kind {
        Some(LabelKind::Part) => 0,
        Some(LabelKind::Capital) => 1,
        Some(LabelKind::Roman | LabelKind::Article) | None => 2,
        Some(LabelKind::Decimal(depth)) => 2 + depth,
        Some(LabelKind::Letter) => 8,
        Some(_) => 9,
    }
}

/// Whether the next row is numbered under this one ("2.1" under "2"), or not numbered but assigned.
fn next_is_deeper(grid: &Grid<'_>, region: &Region, row: u32, no: &str) -> bool {
    let Some(next) = (row + 1..region.end).find(|row| grid.own(*row).next().is_some()) else {
        return false;
    };
    let Some(column) = region.columns.of(Column::No).next() else {
        return false;
    };
    let own = grid
        .at(next, column)
        .filter(|seen| !seen.inherited && seen.cell.columns == 1);
    let number = own.map_or("", |seen| seen.cell.text.trim());
    let bare = no.trim().trim_end_matches(['.', ')']);
    if number.is_empty() || matches!(number, "-" | "+") {
        let cells: Vec<Seen<'_>> = grid.own(next).collect();
        return view(grid, region, next, &cells).has_own_assignment() && cells.len() > 1;
    }
    let letter = number
        .trim_end_matches([')', '.'])
        .chars()
        .all(|c| c.is_lowercase());
    number.starts_with(&format!("{bare}.")) && number.len() > bare.len() + 1
        || (letter && bare.chars().all(|c| c.is_ascii_digit()))
}
