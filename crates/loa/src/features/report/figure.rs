//! Figures, each with the rows behind it. Shares are kept as n of N and become words at the very end.

use std::collections::HashMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use vietnamese::number::{format_number, format_percent};

use super::template::Shared;

/// Decimals of a percentage, rounded half up. Whether a target is met is told from n and N, never from this.
const DECIMALS: u8 = 2;

db::text_enum! {
    /// What a row is.
    pub enum RowKind {
        /// A piece of evidence.
        Evidence = "evidence",
        /// A task.
        Task = "task",
        /// A difficulty.
        Difficulty = "difficulty",
        /// A value that a target was fed with.
        Target = "target",
    }
}

/// Something that was counted, as it was when it was counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// What it is.
    pub kind: RowKind,
    /// Its id.
    pub id: Uuid,
    /// Its day.
    pub date: Option<Date>,
    /// What it is called.
    pub title: String,
    /// Its form, lead or unit.
    pub about: String,
    /// What became of it.
    pub result: String,
}

impl Row {
    /// Its page, when it has one.
    #[must_use]
    pub fn href(&self) -> Option<String> {
        match self.kind {
            RowKind::Evidence => Some(format!("/lam-viec/minh-chung/{}", self.id)),
            RowKind::Task => Some(format!("/lam-viec/nhiem-vu/{}", self.id)),
            RowKind::Difficulty | RowKind::Target => None,
        }
    }
}

/// A figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// Its key.
    pub key: String,
    /// Its words.
    pub label: String,
    /// Its unit.
    pub unit: String,
    /// What it is.
    pub value: Value,
    /// The rows behind it: place in [`Cut::rows`], and how much each adds.
    pub rows: Vec<(usize, u64)>,
    /// A remark.
    pub note: String,
}

/// What a figure is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Value {
    /// A count: the sum over its rows.
    Count(u64),
    /// n of N, with the keys of both figures.
    Share {
        /// n.
        part: u64,
        /// N.
        whole: u64,
        /// Key of n.
        part_key: String,
        /// Key of N.
        whole_key: String,
    },
    /// The answer to a coded question.
    Code(String),
    /// Nothing is known.
    Absent,
}

impl Figure {
    /// The number, when it is one.
    #[must_use]
    pub fn count(&self) -> Option<u64> {
        match self.value {
            Value::Count(n) => Some(n),
            _ => None,
        }
    }

    /// Whether there is something to tell.
    #[must_use]
    pub fn is_positive(&self) -> bool {
        match &self.value {
            Value::Count(n) => *n > 0,
            Value::Share { whole, .. } => *whole > 0,
            Value::Code(_) => true,
            Value::Absent => false,
        }
    }

    /// As it stands in a sentence: a share never without n and N.
    #[must_use]
    pub fn words(&self, shared: &Shared) -> String {
        match &self.value {
            Value::Count(n) => number(*n),
            Value::Share { part, whole, .. } => match format_percent(*part, *whole, DECIMALS) {
                Some(percent) => shared.say(
                    "share",
                    &[
                        ("percent", &percent),
                        ("n", &number(*part)),
                        ("total", &number(*whole)),
                    ],
                ),
                None => shared.say("no-data", &[]),
            },
            Value::Code(code) => code.clone(),
            Value::Absent => shared.say("no-data", &[]),
        }
    }

    /// The percentage alone, as a table has it whose next lines are n and N.
    #[must_use]
    pub fn percent(&self) -> Option<String> {
        match &self.value {
            Value::Share { part, whole, .. } => format_percent(*part, *whole, DECIMALS),
            _ => None,
        }
    }
}

fn number(n: u64) -> String {
    format_number(i64::try_from(n).unwrap_or(i64::MAX))
}

/// All figures of a report and the rows behind them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cut {
    /// Each thing that was counted, once.
    pub rows: Vec<Row>,
    /// The figures.
    pub figures: Vec<Figure>,
}

impl Cut {
    /// A figure by its key.
    #[must_use]
    pub fn figure(&self, key: &str) -> Option<&Figure> {
        self.figures.iter().find(|figure| figure.key == key)
    }

    /// The rows of a figure, each with what it adds.
    pub fn rows_of<'a>(&'a self, figure: &'a Figure) -> impl Iterator<Item = (&'a Row, u64)> {
        figure
            .rows
            .iter()
            .filter_map(|(at, amount)| Some((self.rows.get(*at)?, *amount)))
    }

    /// Whether a thing was counted.
    #[must_use]
    pub fn has(&self, kind: RowKind, id: Uuid) -> bool {
        self.rows.iter().any(|row| row.kind == kind && row.id == id)
    }
}

/// Collects figures; a thing that several figures count is kept once.
#[derive(Debug, Default)]
pub(super) struct Tally {
    cut: Cut,
    places: HashMap<(RowKind, Uuid), usize>,
}

impl Tally {
    /// Adds a figure whose value is the sum over its rows.
    pub(super) fn count(&mut self, (key, label, unit): (&str, &str, &str), rows: Vec<(Row, u64)>) {
        let rows: Vec<(usize, u64)> = rows
            .into_iter()
            .map(|(row, amount)| (self.place(row), amount))
            .collect();
        let sum = rows
            .iter()
            .fold(0_u64, |sum, (_, amount)| sum.saturating_add(*amount));
        self.add(key, label, unit, Value::Count(sum), rows);
    }

    /// Adds n of N of two figures that are there already; its rows are those of N.
    pub(super) fn share(&mut self, (key, label, unit): (&str, &str, &str), part: &str, whole: &str) {
        let of = |key: &str| self.cut.figure(key).and_then(Figure::count);
        let value = match (of(part), of(whole)) {
            (Some(n), Some(total)) if n <= total => Value::Share {
                part: n,
                whole: total,
                part_key: part.to_owned(),
                whole_key: whole.to_owned(),
            },
            _ => Value::Absent,
        };
        let rows = self
            .cut
            .figure(whole)
            .map(|figure| figure.rows.clone())
            .unwrap_or_default();
        self.add(key, label, unit, value, rows);
    }

    /// Adds a code that follows from a figure.
    pub(super) fn code(&mut self, words: (&str, &str, &str), of: &str, (none, some): (&str, &str)) {
        let found = self.cut.figure(of);
        let rows = found.map(|figure| figure.rows.clone()).unwrap_or_default();
        let is_some = found.is_some_and(Figure::is_positive);
        let code = if is_some { some } else { none };
        self.add(words.0, words.1, words.2, Value::Code(code.to_owned()), rows);
    }

    /// Adds a figure without rows.
    pub(super) fn plain(&mut self, (key, label, unit): (&str, &str, &str), value: Value, note: &str) {
        self.add(key, label, unit, value, Vec::new());
        if let Some(figure) = self.cut.figures.last_mut() {
            note.clone_into(&mut figure.note);
        }
    }

    /// All of it.
    pub(super) fn done(self) -> Cut {
        self.cut
    }

    fn add(&mut self, key: &str, label: &str, unit: &str, value: Value, rows: Vec<(usize, u64)>) {
        self.cut.figures.push(Figure {
            key: key.to_owned(),
            label: label.to_owned(),
            unit: unit.to_owned(),
            value,
            rows,
            note: String::new(),
        });
    }

    fn place(&mut self, row: Row) -> usize {
        *self.places.entry((row.kind, row.id)).or_insert_with(|| {
            self.cut.rows.push(row);
            self.cut.rows.len() - 1
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::template::library;
    use super::*;

    fn row(id: u128) -> Row {
        Row {
            kind: RowKind::Evidence,
            id: Uuid::from_u128(id),
            date: None,
            title: String::new(),
            about: String::new(),
            result: String::new(),
        }
    }

    #[test]
    fn a_share_is_exact_and_rounded_half_up() {
        let mut tally = Tally::default();
        tally.count(("n", "", ""), vec![(row(1), 7_999), (row(2), 2)]);
        tally.count(("N", "", ""), vec![(row(1), 10_000), (row(3), 4)]);
        tally.share(("share", "", "%"), "n", "N");
        tally.share(("more", "", "%"), "N", "n");
        let cut = tally.done();
        let share = cut.figure("share").unwrap();
        assert_eq!(share.words(&library().shared), "79,98% (n = 8.001, N = 10.004)");
        assert_eq!(
            cut.figure("more").unwrap().value,
            Value::Absent,
            "n above N is no share"
        );
        assert_eq!(cut.rows.len(), 3, "a thing that two figures count is kept once");
        let sum: u64 = cut
            .rows_of(cut.figure("N").unwrap())
            .map(|(_, amount)| amount)
            .sum();
        assert_eq!(sum, 10_004);
    }

    #[test]
    fn nothing_of_nothing_is_no_percentage() {
        let mut tally = Tally::default();
        tally.count(("n", "", ""), vec![]);
        tally.share(("share", "", "%"), "n", "n");
        let cut = tally.done();
        assert_eq!(
            cut.figure("share").unwrap().words(&library().shared),
            "Chưa có số liệu trong kỳ"
        );
    }
}
