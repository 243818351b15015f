//! The tasks of a document: from its task tables, or from prose when it has none.

mod assign;
mod build;
mod columns;
mod grid;
mod groups;
mod heading_units;
mod headings;
mod labels;
mod orders;
mod place;
mod prose;
mod rows;
mod view;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::date;

use crate::document::{Block, Document, Table};
use crate::plan::lines::Line;
use crate::plan::outline::Node;
use crate::plan::{self, TableRole};
use crate::text::fold;
use crate::{Plan, Remark};

use columns::Columns;
use grid::Grid;

/// The tables of a document with what they seem to be.
#[derive(Debug, Default)]
pub(crate) struct Tables {
    roles: Vec<(u32, TableRole)>,
    regions: Vec<Region>,
    /// Rows that are headings or tasks, by block.
    taken: BTreeMap<u32, BTreeSet<u32>>,
}

/// The rows of one table that hold tasks under one heading.
#[derive(Debug)]
struct Region {
    block: u32,
    first: u32,
    end: u32,
    columns: Columns,
    /// The columns come from the table before.
    inherited: bool,
    /// It goes on from the region before, over a page break.
    continues: bool,
}

impl Tables {
    /// Whether a row of a table is to be read as running text.
    pub(crate) fn is_prose(&self, block: u32, row: u32) -> bool {
        match self
            .roles
            .iter()
            .find(|(table, _)| *table == block)
            .map(|(_, role)| *role)
        {
            Some(TableRole::Layout | TableRole::Letterhead) => true,
            Some(TableRole::Tasks) => !self.taken.get(&block).is_some_and(|rows| rows.contains(&row)),
            _ => false,
        }
    }
}

/// Looks at every table.
pub(crate) fn find(document: &Document) -> Tables {
    let mut tables = Tables::default();
    let mut last: Option<(u32, Columns)> = None;
    for (index, block) in (0u32..).zip(&document.blocks) {
        let Block::Table(table) = block else { continue };
        let grid = Grid::new(table);
        let headings = headings::headings(&grid);
        if headings.is_empty() {
            let role = role_of(table);
            let follows = last.as_ref().filter(|(before, columns)| {
                matches!(role, TableRole::Other | TableRole::Layout)
                    && columns.count == table.columns
                    && table.columns > 2
                    && near(document, *before, index)
            });
            if let Some((_, columns)) = follows {
                let columns = columns.clone();
                tables.take(index, 0, table.rows.len());
                tables.regions.push(Region {
                    block: index,
                    first: 0,
                    end: count(table.rows.len()),
                    columns: columns.clone(),
                    inherited: true,
                    continues: true,
                });
                tables.roles.push((index, TableRole::Tasks));
                last = Some((index, columns));
            } else {
                tables.roles.push((index, role));
            }
            continue;
        }
        let mut role = TableRole::Other;
        for (at, heading) in headings.iter().enumerate() {
            let next = headings
                .get(at + 1)
                .map_or(count(table.rows.len()), |next| next.first);
            let columns = &heading.columns;
            if !columns.is_tasks() {
                role = if role == TableRole::Tasks {
                    role
                } else {
                    columns.other_role()
                };
                continue;
            }
            role = TableRole::Tasks;
            let end = rows::region_end(&grid, heading.end, next);
            let continues = last.as_ref().is_some_and(|(before, known)| {
                *before != index && columns::same(known, columns) && near(document, *before, index)
            });
            tables.take(index, heading.first, end as usize);
            tables.regions.push(Region {
                block: index,
                first: heading.end,
                end,
                columns: columns.clone(),
                inherited: false,
                continues,
            });
            last = Some((index, columns.clone()));
        }
        tables.roles.push((index, role));
    }
    tables
}

impl Tables {
    fn take(&mut self, block: u32, first: u32, end: usize) {
        self.taken.entry(block).or_default().extend(first..count(end));
    }
}

fn count(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

/// Whether only page breaks and stray short lines stand between two tables.
fn near(document: &Document, before: u32, after: u32) -> bool {
    let between = document
        .blocks
        .get(before as usize + 1..after as usize)
        .unwrap_or_default();
    between.iter().all(|block| match block {
        Block::PageBreak => true,
        Block::Paragraph(paragraph) => {
            paragraph.part != crate::Part::Body || paragraph.text.chars().count() <= 4
        }
        Block::Table(_) => false,
    })
}

fn role_of(table: &Table) -> TableRole {
    let mut texts = table
        .rows
        .iter()
        .take(6)
        .flat_map(|row| &row.cells)
        .map(|cell| fold(&cell.text));
    if texts.clone().any(|text| plan::has_motto(&text)) {
        return TableRole::Letterhead;
    }
    if texts.any(|text| text.trim_start_matches(['*', '_', ' ']).starts_with("noi nhan")) {
        return TableRole::Recipients;
    }
    let cells = table.rows.iter().map(|row| row.cells.len()).sum::<usize>();
    if table.columns <= 1 || cells <= 2 || (table.sheet.is_some() && table.columns <= 2) {
        return TableRole::Layout;
    }
    let figures = table.rows.iter().flat_map(|row| &row.cells);
    let numeric = figures.filter(|cell| {
        !cell.text.is_empty()
            && cell
                .text
                .chars()
                .all(|c| c.is_ascii_digit() || ",.%- ".contains(c))
    });
    if numeric.count() * 2 > cells {
        TableRole::Statistics
    } else {
        TableRole::Other
    }
}

/// Fills the plan's tasks and says why there are none.
pub(crate) fn read(plan: &mut Plan, document: &Document, tables: &Tables, lines: &[Line], nodes: &[Node]) {
    let mut reader = rows::Rows::default();
    for region in &tables.regions {
        let Some(Block::Table(table)) = document.blocks.get(region.block as usize) else {
            continue;
        };
        reader.read(table, region);
    }
    plan.tasks = reader.finish();
    if plan.tasks.is_empty() {
        plan.tasks = prose::read(lines, nodes);
        if plan.tasks.is_empty() {
            plan.tasks = orders::read(lines, nodes);
        }
        if !plan.tasks.is_empty() {
            plan.remarks.push(Remark::ReadFromProse);
        }
    }
    read_times(plan);
    if plan.tasks.is_empty() {
        let tables = tables.roles.iter().map(|(block, role)| {
            // A heading like a task table's, but not one task under it.
            (
                *block,
                if *role == TableRole::Tasks {
                    TableRole::Other
                } else {
                    *role
                },
            )
        });
        plan.remarks.push(Remark::NoTasks {
            tables: tables.collect(),
        });
    }
}

/// A time phrase without the line ends that a narrow column put into it: "6 tháng" / "đầu năm".
fn unbroken(text: &str) -> String {
    let mut joined = String::new();
    for line in text.split('\n') {
        let word = fold(line.split_whitespace().next().unwrap_or_default());
        let within = ["dau", "cuoi", "nam", "den", "va", "hang", "truoc", "sau"].contains(&word.as_str())
            && line.starts_with(char::is_lowercase)
            && !joined.ends_with([';', '.', ',', ':']);
        if !joined.is_empty() {
            joined.push(if within { ' ' } else { '\n' });
        }
        joined.push_str(line);
    }
    joined
}

/// Reads the time phrases once the plan's year and period are known.
fn read_times(plan: &mut Plan) {
    let context = schedule::Context {
        year: plan.year.as_ref().map(|year| year.value),
        period: plan
            .period
            .as_ref()
            .map(|period| (period.value.start, period.value.end)),
    };
    for task in &mut plan.tasks {
        let Some(text) = &task.time_text else { continue };
        let stated = task.remarks.iter().find_map(|remark| match remark {
            Remark::YearAssumed { year } => Some(*year),
            _ => None,
        });
        let context = match stated {
            Some(year) => schedule::Context {
                year: Some(year),
                period: Some((date(year, 1, 1), date(year, 12, 31))),
            },
            None => context,
        };
        let reading = schedule::read(&unbroken(&text.value), &context);
        if reading.confidence < 0.2 {
            task.remarks.push(Remark::UnreadTime);
        }
        task.time = Some(reading);
    }
}
