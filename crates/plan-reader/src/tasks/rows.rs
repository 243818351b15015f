//! The rows of task tables, one after another, as tasks.

use super::Region;
use super::build::{self, Words};
use super::columns::{self, Column, Columns, is_number};
use super::grid::{Grid, Seen};
use super::place;
use crate::document::Table;
use crate::plan::Task;
use crate::text::{Folded, Label, LabelKind, fold, is_upper};
use crate::{Field, Remark};

/// Where the tasks of a region end: at the recipients or the signature that stand in the same table.
pub(super) fn region_end(grid: &Grid<'_>, first: u32, end: u32) -> u32 {
    (first..end)
        .find(|row| {
            grid.own(*row).any(|seen| {
                let folded = fold(&seen.cell.text);
                folded.starts_with("noi nhan")
                    || folded.starts_with("nguoi lap bieu")
                    || folded.starts_with("tm. ")
                    || folded.starts_with("kt. ")
            })
        })
        .unwrap_or(end)
}

/// Reads rows and remembers what a row may go on from.
#[derive(Default)]
pub(super) struct Rows {
    tasks: Vec<Task>,
    groups: Vec<(Option<LabelKind>, Field<String>)>,
    last_cells: std::collections::HashMap<u8, Words>,
    /// Row and column of the cell that gave the last task its content.
    last_origin: Option<(u32, u32, u32)>,
}

/// The cells of a row by what they hold.
#[derive(Default)]
struct RowView {
    no: Option<Words>,
    content: Option<Words>,
    group: Option<Words>,
    leads: Vec<Words>,
    units: Vec<Words>,
    coordinators: Vec<Words>,
    times: Vec<Words>,
    products: Vec<Words>,
    further: Vec<(String, Words)>,
    origin: Option<(u32, u32)>,
    content_bold: bool,
    short: bool,
}

impl RowView {
    fn has_assignment(&self) -> bool {
        !(self.leads.is_empty()
            && self.units.is_empty()
            && self.coordinators.is_empty()
            && self.times.is_empty())
    }

    fn has_own_assignment(&self) -> bool {
        [&self.leads, &self.units, &self.coordinators, &self.times]
            .iter()
            .any(|words| words.iter().any(|words| !words.inherited))
    }
}

impl Rows {
    pub(super) fn read(&mut self, table: &Table, region: &Region) {
        let grid = Grid::new(table);
        let columns = &region.columns;
        let before = self.tasks.len();
        let mut row = region.first;
        let mut fresh = region.continues;
        if !region.continues {
            self.last_cells.clear();
        }
        if !region.continues && !same_table_goes_on(&grid, region, self.tasks.is_empty()) {
            self.groups.clear();
        }
        while row < region.end {
            if let Some(heading) = columns::heading_at(&grid, row) {
                row = heading.end;
                fresh = true;
                continue;
            }
            self.row(&grid, region, row, fresh);
            fresh = false;
            row += 1;
        }
        if region.inherited {
            for task in self.tasks.iter_mut().skip(before) {
                task.remarks.push(Remark::ColumnsInherited);
            }
        }
        debug_assert!(columns.count > 0);
    }

    pub(super) fn finish(mut self) -> Vec<Task> {
        for task in &mut self.tasks {
            build::finish(task);
        }
        self.tasks
    }

    fn row(&mut self, grid: &Grid<'_>, region: &Region, row: u32, fresh: bool) {
        let own: Vec<Seen<'_>> = grid.own(row).collect();
        if own.is_empty() || is_total(&own) {
            return;
        }
        let mut view = view(grid, region, row, &own);
        self.carry(&mut view, grid, region, row);
        self.ditto(&mut view);
        if self.is_group(grid, region, row, &own, &view, fresh) {
            self.open_group(grid, region, &own);
            return;
        }
        if self.goes_on(region, &view, fresh) {
            self.extend(view);
            return;
        }
        if view.content.is_none() {
            // A row without contents and without a task before it names nothing.
            return;
        }
        self.begin(region, view);
    }

    /// A merged cell that a page break cut in two has its words on the page before.
    fn carry(&self, view: &mut RowView, grid: &Grid<'_>, region: &Region, row: u32) {
        if !region.continues || grid.table.page.is_none() {
            return;
        }
        let slots = [
            (0u8, Column::Lead, &mut view.leads),
            (1, Column::Units, &mut view.units),
            (2, Column::Coordinators, &mut view.coordinators),
            (3, Column::Time, &mut view.times),
        ];
        for (key, role, words) in slots {
            let Some(seen) = region
                .columns
                .of(role)
                .next()
                .and_then(|column| grid.at(row, column))
            else {
                continue;
            };
            let blank = seen.cell.text.trim().is_empty() && seen.row == region.first;
            if words.is_empty()
                && blank
                && (role == Column::Lead || seen.cell.rows > 1)
                && let Some(above) = self.last_cells.get(&key)
            {
                words.push(Words {
                    inherited: true,
                    ..above.clone()
                });
            }
        }
    }

    /// "nt", "như trên" and ditto marks repeat the cell above.
    fn ditto(&mut self, view: &mut RowView) {
        for (key, cells) in [
            (0u8, &mut view.leads),
            (1, &mut view.units),
            (2, &mut view.coordinators),
            (3, &mut view.times),
        ] {
            for words in cells.iter_mut() {
                let folded = fold(&words.text);
                let mark = folded.trim_matches(['-', ' ', '.', '*']);
                if matches!(mark, "nt" | "nhu tren" | "\"" | "\"\"" | "''" | "//" | "như trên")
                    && let Some(above) = self.last_cells.get(&key)
                {
                    *words = Words {
                        inherited: true,
                        ..above.clone()
                    };
                }
            }
            if let Some(words) = cells.first() {
                self.last_cells.insert(key, words.clone());
            }
        }
    }

    fn is_group(
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

    fn open_group(&mut self, grid: &Grid<'_>, region: &Region, own: &[Seen<'_>]) {
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

    /// Whether a row only adds to the task above it.
    fn goes_on(&self, region: &Region, view: &RowView, fresh: bool) -> bool {
        if self.tasks.is_empty() {
            return false;
        }
        let Some(content) = &view.content else {
            return view.has_assignment() || !view.products.is_empty();
        };
        if content.inherited {
            return self.last_origin == view.origin.map(|(row, column)| (region.block, row, column));
        }
        if view.no.as_ref().is_some_and(|no| !no.inherited) {
            return false;
        }
        let own = view.has_own_assignment();
        let low = content.text.chars().next().is_some_and(char::is_lowercase);
        let numbered = region.columns.has(Column::No);
        // What a page break cut off from the row above.
        let cut = fresh && low && numbered;
        let bullet = Label::read(&Folded::new(&content.text)).is_some_and(|label| label.is_bullet());
        cut || (!own && numbered && (low || bullet)) || (!own && numbered && view.no.is_some())
    }

    fn extend(&mut self, view: RowView) {
        let Some(task) = self.tasks.last_mut() else { return };
        if let Some(content) = view.content.filter(|content| !content.inherited) {
            let glue = if content.text.chars().next().is_some_and(char::is_lowercase) {
                " "
            } else {
                "\n"
            };
            task.content.value = format!("{}{glue}{}", task.content.value, content.text);
            task.content.sources.push(content.source);
        }
        let own = |words: &&Words| !words.inherited;
        for words in view.leads.iter().filter(own) {
            build::extend_leads(task, words, false);
        }
        for words in view.units.iter().filter(own) {
            build::extend_leads(task, words, true);
        }
        for words in view.coordinators.iter().filter(own) {
            build::extend_coordinators(task, words);
        }
        for words in view.times.iter().filter(own) {
            build::join(&mut task.time_text, words);
        }
        for words in view.products.iter().filter(own) {
            build::join(&mut task.product, words);
        }
        if view.short {
            task.remarks.push(Remark::ShortRow);
        }
    }

    fn begin(&mut self, region: &Region, view: RowView) {
        let Some(content) = view.content else { return };
        let mut task = Task {
            content: content.field(0.95),
            ..Task::default()
        };
        let (mut no, mut content_words) = (view.no, content);
        if no.is_none() && !region.columns.has(Column::No) {
            no = take_number(&mut content_words);
            task.content = content_words.field(0.93);
        }
        task.no = no.map(|no| {
            let bare = no
                .text
                .trim()
                .trim_end_matches(['.', ')', ':', '/'])
                .trim_start_matches('(')
                .trim()
                .to_owned();
            no.field(0.97).map(|_| bare)
        });
        task.section = view
            .group
            .map(|group| group.field(0.9))
            .or_else(|| self.groups.last().map(|(_, group)| group.clone()));
        for words in &view.leads {
            build::add_leads(&mut task, words, false);
        }
        for words in &view.units {
            build::add_leads(&mut task, words, true);
        }
        for words in &view.coordinators {
            build::add_coordinators(&mut task, words);
        }
        for words in &view.times {
            build::join(&mut task.time_text, words);
        }
        for words in &view.products {
            build::join(&mut task.product, words);
        }
        task.further = view
            .further
            .into_iter()
            .map(|(heading, words)| (heading, words.field(0.9)))
            .collect();
        if view.short {
            task.remarks.push(Remark::ShortRow);
        }
        self.last_origin = view.origin.map(|(row, column)| (region.block, row, column));
        self.tasks.push(task);
    }
}

/// A second table of the same annex keeps the groups of the first one.
fn same_table_goes_on(grid: &Grid<'_>, region: &Region, first: bool) -> bool {
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

fn is_total(own: &[Seen<'_>]) -> bool {
    own.first().is_some_and(|seen| {
        let folded = fold(&seen.cell.text);
        folded.starts_with("tong cong") || folded == "tong" || folded.starts_with("tong so")
    })
}

fn is_roman(view: &RowView) -> bool {
    view.no.as_ref().is_some_and(|no| {
        let bare = no.text.trim().trim_end_matches(['.', ')']);
        let roman = !bare.is_empty() && bare.chars().all(|c| "IVXL".contains(c));
        roman || (bare.chars().count() == 1 && bare.chars().all(|c| c.is_uppercase()))
    })
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

fn view(grid: &Grid<'_>, region: &Region, row: u32, own: &[Seen<'_>]) -> RowView {
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

fn mark(view: &mut RowView, grid: &Grid<'_>, region: &Region, seen: &Seen<'_>, heading: &str) {
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

fn put(view: &mut RowView, grid: &Grid<'_>, region: &Region, seen: &Seen<'_>, column: u32) {
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
        Column::Time | Column::TimeMark => view.times.push(words),
        Column::Product => view.products.push(words),
        Column::Points | Column::Figures | Column::Further => view.further.push((heading.clone(), words)),
    }
}

/// A number that stands in front of the contents when the table has no column of numbers.
fn take_number(content: &mut Words) -> Option<Words> {
    let label = Label::read(&Folded::new(&content.text)).filter(|label| !label.is_bullet())?;
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
