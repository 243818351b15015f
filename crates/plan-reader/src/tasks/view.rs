//! The cells of one row by what they hold.

use super::Region;
use super::build::Words;
use super::columns::{Column, Columns, is_number};
use super::grid::{Grid, Seen};
use super::place;
use crate::text::{Folded, Label, fold};

/// The cells of a row by what they hold.
#[derive(Default)]
pub(super) struct RowView {
    pub(super) no: Option<Words>,
    pub(super) content: Option<Words>,
    pub(super) group: Option<Words>,
    pub(super) leads: Vec<Words>,
    pub(super) units: Vec<Words>,
    pub(super) coordinators: Vec<Words>,
    pub(super) times: Vec<Words>,
    pub(super) products: Vec<Words>,
    pub(super) further: Vec<(String, Words)>,
    pub(super) origin: Option<(u32, u32)>,
    pub(super) content_bold: bool,
    pub(super) short: bool,
}

impl RowView {
    pub(super) fn has_assignment(&self) -> bool {
        !(self.leads.is_empty()
            && self.units.is_empty()
            && self.coordinators.is_empty()
            && self.times.is_empty())
    }

    pub(super) fn has_own_assignment(&self) -> bool {
        [&self.leads, &self.units, &self.coordinators, &self.times]
            .iter()
            .any(|words| words.iter().any(|words| !words.inherited))
    }
}

pub(super) fn is_total(own: &[Seen<'_>]) -> bool {
    own.first().is_some_and(|seen| {
        let folded = fold(&seen.cell.text);
        folded.starts_with("tong cong") || folded == "tong" || folded.starts_with("tong so")
    })
}

pub(super) fn is_roman(view: &RowView) -> bool {
    view.no.as_ref().is_some_and(|no| {
        let bare = no.text.trim().trim_end_matches(['.', ')']);
        let roman = !bare.is_empty() && bare.chars().all(|c| "IVXL".contains(c));
        roman || (bare.chars().count() == 1 && bare.chars().all(|c| c.is_uppercase()))
    })
}

pub(super) fn view(grid: &Grid<'_>, region: &Region, row: u32, own: &[Seen<'_>]) -> RowView {
    let columns: &Columns = &region.columns;
    let covered: u32 = grid.row(row).map(|seen| seen.cell.columns).sum();
    let numbered = own.first().is_some_and(|seen| is_number(&seen.cell.text));
    let mut view = RowView::default();
    // Words where a number belongs: the cells of a row that lost its merged ones.
    let shifted = own.len() < columns.count as usize
        && own.first().is_some_and(|seen| {
            seen.cell.columns == 1
                && columns.of(Column::No).next() == Some(seen.cell.column)
                && seen.cell.text.chars().count() > 12
        });
    if (covered < columns.count || shifted)
        && own.len() > 1
        && !numbered
        && region.columns.has(Column::No)
        && grid.table.sheet.is_none()
    {
        view.short = true;
        let texts: Vec<&str> = own.iter().map(|seen| seen.cell.text.as_str()).collect();
        for (seen, column) in own.iter().zip(place::place(&texts, columns)) {
            put(&mut view, grid, region, seen, column);
        }
        return view;
    }
    let mut last = None;
    for (column, (role, heading)) in (0u32..).zip(&columns.roles) {
        let Some(seen) = grid.at(row, column) else {
            continue;
        };
        let place = (seen.row, seen.cell.column);
        let marks = *role == Column::TimeMark;
        if seen.cell.text.trim().is_empty() || (last == Some(place) && !marks) {
            continue;
        }
        last = Some(place);
        if marks {
            mark(&mut view, grid, region, &seen, heading);
        } else {
            put(&mut view, grid, region, &seen, column);
        }
    }
    view
}

pub(super) fn mark(view: &mut RowView, grid: &Grid<'_>, region: &Region, seen: &Seen<'_>, heading: &str) {
    let folded = fold(&seen.cell.text);
    let source = grid.source(region.block, seen);
    let only_mark = matches!(folded.trim(), "x" | "v" | "+" | "*" | "~" | "co");
    let text = if only_mark {
        heading.to_owned()
    } else {
        format!("{} {heading}", seen.cell.text)
    };
    view.times.push(Words {
        text,
        source,
        inherited: seen.inherited,
    });
}

pub(super) fn put(view: &mut RowView, grid: &Grid<'_>, region: &Region, seen: &Seen<'_>, column: u32) {
    let Some((role, heading)) = region.columns.roles.get(column as usize) else {
        return;
    };
    let words = Words {
        text: seen.cell.text.clone(),
        source: grid.source(region.block, seen),
        inherited: seen.inherited,
    };
    match role {
        Column::No => view.no = Some(words),
        Column::Content => {
            view.origin = Some((seen.row, seen.cell.column));
            view.content_bold = seen.cell.bold;
            view.content = Some(words);
        }
        Column::Group => view.group = Some(words),
        Column::Lead => view.leads.push(words),
        Column::Units => view.units.push(words),
        Column::Coordinators => view.coordinators.push(words),
        Column::Time | Column::TimeMark => {
            let bound = region.columns.bound(column);
            let bare = |bound: &&str| !fold(&words.text).starts_with(&format!("{} ", fold(bound)));
            let text = match bound.filter(bare) {
                Some(bound) => format!("{bound} {}", words.text),
                None => words.text.clone(),
            };
            view.times.push(Words { text, ..words });
        }
        Column::Product => view.products.push(words),
        Column::Points | Column::Figures | Column::Further => view.further.push((heading.clone(), words)),
    }
}

/// A number that stands in front of the contents when the table has no column of numbers.
pub(super) fn take_number(content: &mut Words) -> Option<Words> {
    let label = Label::read(&Folded::new(&content.text)).filter(|label| !label.is_bullet())?;
    // A number alone is all there is.
    if content.text.chars().skip(label.length).all(char::is_whitespace) {
        return None;
    }
    let length = u32::try_from(label.length).unwrap_or(0);
    let no = Words {
        text: label.number().to_owned(),
        source: content.source.part(0, length),
        inherited: content.inherited,
    };
    content.text = content.text.chars().skip(label.length).collect();
    content.source.start += length;
    Some(no)
}
