//! Tables of drawn lines: the cells between them, merged where no line parts them.

use super::collect::{Mark, Rule};
use super::text;

/// A table as drawn on one page.
#[derive(Debug)]
pub(super) struct Ruled {
    pub(super) top: f64,
    pub(super) bottom: f64,
    pub(super) left: f64,
    pub(super) right: f64,
    columns: Vec<f64>,
    rows: Vec<f64>,
    level: Vec<Rule>,
    upright: Vec<Rule>,
}

/// A cell: its place in the grid, what it spans and its text.
#[derive(Debug)]
pub(super) struct Drawn {
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) rows: usize,
    pub(super) columns: usize,
    pub(super) text: String,
}

const NEAR: f64 = 3.0;

/// The tables of a page: groups of lines that touch each other and make at least one cell.
pub(super) fn find(rules: &[Rule]) -> Vec<Ruled> {
    let rules: Vec<Rule> = rules.iter().copied().take(20_000).collect();
    let mut group: Vec<usize> = (0..rules.len()).collect();
    // Sorted by height, only lines close by are compared.
    let mut order: Vec<usize> = (0..rules.len()).collect();
    order.sort_by(|a, b| rules[*a].y0.total_cmp(&rules[*b].y0));
    for (place, &a) in order.iter().enumerate() {
        for &b in order.iter().skip(place + 1).take(3_000) {
            if rules[b].y0 > rules[a].y1 + NEAR {
                break;
            }
            if touches(&rules[a], &rules[b]) {
                let (root_a, root_b) = (root(&mut group, a), root(&mut group, b));
                group[root_a] = root_b;
            }
        }
    }
    let mut groups: std::collections::BTreeMap<usize, Vec<Rule>> = std::collections::BTreeMap::new();
    for (index, rule) in rules.iter().enumerate() {
        let at = root(&mut group, index);
        groups.entry(at).or_default().push(*rule);
    }
    let mut tables: Vec<Ruled> = groups.into_values().filter_map(table).collect();
    tables.sort_by(|a, b| a.top.total_cmp(&b.top));
    tables
}

fn root(group: &mut [usize], mut at: usize) -> usize {
    while group[at] != at {
        group[at] = group[group[at]];
        at = group[at];
    }
    at
}

fn touches(a: &Rule, b: &Rule) -> bool {
    a.x0 <= b.x1 + NEAR && b.x0 <= a.x1 + NEAR && a.y0 <= b.y1 + NEAR && b.y0 <= a.y1 + NEAR
}

fn table(rules: Vec<Rule>) -> Option<Ruled> {
    let (level, upright): (Vec<Rule>, Vec<Rule>) = rules.into_iter().partition(Rule::is_level);
    let columns = merge(upright.iter().map(|rule| (rule.x0 + rule.x1) / 2.0).collect());
    let rows = merge(level.iter().map(|rule| (rule.y0 + rule.y1) / 2.0).collect());
    if columns.len() < 3 || rows.len() < 2 || columns.len() > 200 || rows.len() > 3_000 {
        return None;
    }
    let (left, right) = (*columns.first()?, *columns.last()?);
    let (top, bottom) = (*rows.first()?, *rows.last()?);
    Some(Ruled {
        top,
        bottom,
        left,
        right,
        columns,
        rows,
        level,
        upright,
    })
}

/// Places closer than [`NEAR`] are one.
fn merge(mut places: Vec<f64>) -> Vec<f64> {
    places.sort_by(f64::total_cmp);
    let mut merged: Vec<f64> = Vec::new();
    for place in places {
        if merged.last().is_none_or(|last| place - last > NEAR) {
            merged.push(place);
        }
    }
    merged
}

impl Ruled {
    pub(super) fn count(&self) -> usize {
        self.columns.len().saturating_sub(1)
    }

    pub(super) fn holds(&self, mark: &Mark) -> bool {
        let y = mark.y - mark.size * 0.3;
        let x = mark.x + mark.width / 2.0;
        x > self.left - NEAR && x < self.right + NEAR && y > self.top - NEAR && y < self.bottom + NEAR
    }

    /// Whether an upright line stands at a column's edge beside a row.
    fn parted_across(&self, row: usize, edge: usize) -> bool {
        let (Some(x), Some(y)) = (self.columns.get(edge), self.middle(row)) else {
            return true;
        };
        self.upright
            .iter()
            .any(|rule| ((rule.x0 + rule.x1) / 2.0 - x).abs() <= NEAR && rule.y0 <= y && rule.y1 >= y)
    }

    /// Whether a level line stands at a row's edge over a column.
    fn parted_down(&self, edge: usize, column: usize) -> bool {
        let (Some(y), Some(from), Some(to)) = (
            self.rows.get(edge),
            self.columns.get(column),
            self.columns.get(column + 1),
        ) else {
            return true;
        };
        let x = (from + to) / 2.0;
        self.level
            .iter()
            .any(|rule| ((rule.y0 + rule.y1) / 2.0 - y).abs() <= NEAR && rule.x0 <= x && rule.x1 >= x)
    }

    fn middle(&self, row: usize) -> Option<f64> {
        Some((self.rows.get(row)? + self.rows.get(row + 1)?) / 2.0)
    }

    /// The cells with the characters that stand in them.
    pub(super) fn cells(&self, marks: Vec<Mark>) -> Vec<Drawn> {
        let (rows, columns) = (self.rows.len() - 1, self.count());
        let mut owner: Vec<Vec<Option<usize>>> = vec![vec![None; columns]; rows];
        let mut cells: Vec<(Drawn, Vec<Mark>)> = Vec::new();
        for row in 0..rows {
            for column in 0..columns {
                if owner[row][column].is_some() {
                    continue;
                }
                let mut wide = 1;
                while column + wide < columns
                    && owner[row][column + wide].is_none()
                    && !self.parted_across(row, column + wide)
                {
                    wide += 1;
                }
                let mut tall = 1;
                while row + tall < rows
                    && (column..column + wide)
                        .all(|at| !self.parted_down(row + tall, at) && owner[row + tall][at].is_none())
                {
                    tall += 1;
                }
                for line in owner.iter_mut().skip(row).take(tall) {
                    line[column..column + wide].fill(Some(cells.len()));
                }
                let drawn = Drawn {
                    row,
                    column,
                    rows: tall,
                    columns: wide,
                    text: String::new(),
                };
                cells.push((drawn, Vec::new()));
            }
        }
        for mark in marks {
            let x = mark.x + mark.width / 2.0;
            let y = mark.y - mark.size * 0.3;
            let column = self
                .columns
                .iter()
                .skip(1)
                .position(|edge| x < *edge)
                .unwrap_or(columns - 1);
            let row = self
                .rows
                .iter()
                .skip(1)
                .position(|edge| y < *edge)
                .unwrap_or(rows - 1);
            if let Some(cell) = owner[row][column].and_then(|index| cells.get_mut(index)) {
                cell.1.push(mark);
            }
        }
        cells
            .into_iter()
            .map(|(mut drawn, marks)| {
                let right = self
                    .columns
                    .get(drawn.column + drawn.columns)
                    .copied()
                    .unwrap_or(self.right);
                drawn.text = wrapped(marks, right);
                drawn
            })
            .collect()
    }
}

/// The text of a cell: wrapped lines joined, paragraphs parted by line feeds.
fn wrapped(marks: Vec<Mark>, right: f64) -> String {
    let mut text = String::new();
    let mut before: Option<(f64, f64)> = None;
    for line in text::lines(marks, f64::MAX) {
        let Some(first) = line.first() else { continue };
        if let Some((end, size)) = before {
            let ended = text.trim_end().ends_with([';', '.', ':']);
            // Room was left for the next word, so the line was ended on purpose.
            let word: f64 = first
                .text
                .split(' ')
                .next()
                .map_or(0.0, |word| word.chars().count() as f64 * size * 0.5);
            let room = right - end > word + size * 1.6;
            let begins = first.text.starts_with(['-', '+', '•'])
                || first.text.chars().next().is_some_and(char::is_uppercase);
            text.push(
                if (ended && (room || begins)) || (room && begins && right - end > word * 1.8 + size * 3.0) {
                    '\n'
                } else {
                    ' '
                },
            );
        }
        text.push_str(&first.text);
        before = Some((first.x1, first.size));
    }
    text
}
