//! The rows of task tables, one after another, as tasks.

use super::Region;
use super::build::{self, Words};
use super::columns::Column;
use super::grid::{Grid, Seen};
use super::groups::same_table_goes_on;
use super::headings;
use super::view::{RowView, is_total, take_number, view};
use crate::document::Table;
use crate::plan::Task;
use crate::text::{Folded, Label, LabelKind, fold};
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
    pub(super) tasks: Vec<Task>,
    pub(super) groups: Vec<(Option<LabelKind>, Field<String>)>,
    pub(super) last_cells: std::collections::HashMap<u8, Words>,
    /// Row and column of the cell that gave the last task its content.
    pub(super) last_origin: Option<(u32, u32, u32)>,
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
            if let Some(heading) = headings::heading_at(&grid, row) {
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
        if let Some(year) = heading_year(region).filter(|_| !has_year(&task)) {
            task.remarks.push(Remark::YearAssumed { year });
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

/// The year that a heading of times names: "Thời gian (Năm 2026)".
fn heading_year(region: &Region) -> Option<i16> {
    let headings = region
        .columns
        .of(Column::Time)
        .filter_map(|column| region.columns.roles.get(column as usize));
    headings.filter_map(|(_, heading)| year_in(heading)).next()
}

fn has_year(task: &Task) -> bool {
    task.time_text
        .as_ref()
        .is_none_or(|text| year_in(&text.value).is_some())
}

fn year_in(text: &str) -> Option<i16> {
    let numbers = text.split(|c: char| !c.is_ascii_digit());
    numbers
        .filter(|number| number.len() == 4)
        .filter_map(|number| number.parse().ok())
        .find(|year| (1990..2100).contains(year))
}
