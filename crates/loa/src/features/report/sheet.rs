//! The annexes: the table of figures, the tasks, the evidence. The same sheets go into Word, PDF and Excel.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::figure::{Cut, Figure, Value};
use super::gather::{Facts, TaskFact};
use super::tally::{form_key, parties, people_key, result, time};
use super::template::{Shared, Template};
use crate::features::task::Role;

/// Titles of evidence that are named in a cell.
const NAMED: usize = 3;

/// A table of an annex.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// Which one.
    pub kind: SheetKind,
    /// Its title.
    pub title: String,
    /// Its name in Excel.
    pub short: String,
    /// Its headings.
    pub headings: Vec<String>,
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
    /// The figure in each row, where there is one.
    pub figures: Vec<Option<String>>,
}

db::text_enum! {
    /// Which annex it is.
    pub enum SheetKind {
        /// The table of figures.
        Statistics = "statistics",
        /// Tasks and where they stand.
        Progress = "progress",
        /// Evidence with date, channel and title.
        Links = "links",
    }
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cell {
    /// Words.
    Text(String),
    /// A number.
    Number(u64),
    /// A day.
    Day(Date),
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

fn place(index: usize) -> Cell {
    Cell::Number(u64::try_from(index).unwrap_or(u64::MAX))
}

pub(super) fn sheets(facts: &Facts, cut: &Cut, template: &Template, shared: &Shared) -> Vec<Sheet> {
    vec![
        statistics(cut, template, shared),
        progress(facts, shared),
        links(facts, shared),
    ]
}

fn statistics(cut: &Cut, template: &Template, shared: &Shared) -> Sheet {
    let mut rows = Vec::new();
    let mut figures = Vec::new();
    for line in &template.statistics.lines {
        let figure = line.figure.as_deref().and_then(|key| cut.figure(key));
        let note = figure.map_or(String::new(), |figure| note_of(figure, &line.note, shared));
        rows.push(vec![
            line.no.as_str().into(),
            line.label.as_str().into(),
            line.unit.as_str().into(),
            figure.map_or_else(|| "".into(), value_of),
            note.into(),
        ]);
        figures.push(line.figure.clone());
        if template.statistics.forms.as_deref() == Some(line.no.as_str()) {
            for (row, figure) in form_rows(&line.no, cut, shared) {
                rows.push(row);
                figures.push(Some(figure));
            }
        }
    }
    Sheet {
        kind: SheetKind::Statistics,
        title: template.statistics.title.clone(),
        short: template.statistics.short.clone(),
        headings: shared.statistics.headings.clone(),
        rows,
        figures,
    }
}

/// A line without data says why; a share names what it is made of.
fn note_of(figure: &Figure, always: &str, shared: &Shared) -> String {
    let own = match &figure.value {
        _ if !figure.note.is_empty() => figure.note.clone(),
        Value::Absent => shared.say("no-data", &[]),
        Value::Share { whole: 0, .. } => shared.say("no-data", &[]),
        Value::Share { part, whole, .. } => {
            let number = |n: &u64| vietnamese::number::format_number(i64::try_from(*n).unwrap_or(i64::MAX));
            format!("n = {}, N = {}", number(part), number(whole))
        }
        _ => String::new(),
    };
    let both: Vec<&str> = [own.as_str(), always]
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect();
    both.join(". ")
}

fn value_of(figure: &Figure) -> Cell {
    match &figure.value {
        Value::Count(n) => Cell::Number(*n),
        // The unit column says "%".
        Value::Share { .. } => figure
            .percent()
            .map(|percent| percent.trim_end_matches('%').to_owned())
            .unwrap_or_default()
            .into(),
        Value::Code(code) => code.as_str().into(),
        Value::Absent => "".into(),
    }
}

fn form_rows(no: &str, cut: &Cut, shared: &Shared) -> Vec<(Vec<Cell>, String)> {
    let forms = shared
        .forms
        .iter()
        .filter(|words| words.key != crate::features::evidence::Form::Document);
    (1_usize..)
        .zip(forms)
        .map(|(nth, words)| {
            let count = cut.figure(&form_key(words.key));
            let people = cut
                .figure(&people_key(words.key))
                .filter(|figure| figure.is_positive());
            let note = people.map_or(String::new(), |figure| {
                format!("{} {}", figure.words(shared), figure.unit)
            });
            let row = vec![
                format!("{no}.{nth}").into(),
                words.name.as_str().into(),
                vietnamese::capitalise(&words.unit).into(),
                count.map_or_else(|| "".into(), value_of),
                note.into(),
            ];
            (row, form_key(words.key))
        })
        .collect()
}

fn progress(facts: &Facts, shared: &Shared) -> Sheet {
    let all = facts.tasks.iter();
    let listed =
        all.filter(|task| task.stage.is_some() || task.is_of_plan(facts.window.period.year, facts.as_of));
    let mut rows: Vec<Vec<Cell>> = (1_usize..)
        .zip(listed)
        .map(|(nth, task)| {
            vec![
                place(nth),
                vietnamese::squeeze(&task.state.known.task.content).into(),
                parties(task, Role::Lead, facts).into(),
                parties(task, Role::Coordinator, facts).into(),
                time(task).into(),
                result(task, &facts.window, shared).into(),
                proof(task, shared).into(),
            ]
        })
        .collect();
    if rows.is_empty() {
        rows.push(nothing(&shared.progress.headings, 1, shared));
    }
    Sheet {
        kind: SheetKind::Progress,
        title: shared.progress.title.clone(),
        short: shared.progress.short.clone(),
        headings: shared.progress.headings.clone(),
        rows,
        figures: Vec::new(),
    }
}

fn proof(task: &TaskFact, shared: &Shared) -> String {
    let named = task.evidence.iter().take(NAMED);
    let mut titles: Vec<String> = named.map(|one| vietnamese::squeeze(&one.title)).collect();
    let rest = task.evidence.len().saturating_sub(NAMED);
    if rest > 0 {
        titles.push(shared.say("more-evidence", &[("n", &rest)]));
    }
    titles.join("; ")
}

fn links(facts: &Facts, shared: &Shared) -> Sheet {
    let mut rows: Vec<Vec<Cell>> = (1_usize..)
        .zip(&facts.evidence)
        .map(|(nth, one)| {
            let form = shared.form(one.form).map(|words| words.name.as_str());
            let number = [one.document_number.as_str(), one.issuer.as_str()];
            let number: Vec<&str> = number.into_iter().filter(|part| !part.is_empty()).collect();
            let source = [number.join(", "), one.url.clone().unwrap_or_default()];
            let source: Vec<&str> = source
                .iter()
                .map(String::as_str)
                .filter(|part| !part.is_empty())
                .collect();
            vec![
                place(nth),
                Cell::Day(one.fact_date),
                form.unwrap_or_default().into(),
                vietnamese::squeeze(&one.title).into(),
                Cell::Number(u64::try_from(one.quantity).unwrap_or_default()),
                vietnamese::squeeze(&source.join("; ")).into(),
            ]
        })
        .collect();
    if rows.is_empty() {
        rows.push(nothing(&shared.links.headings, 3, shared));
    }
    Sheet {
        kind: SheetKind::Links,
        title: shared.links.title.clone(),
        short: shared.links.short.clone(),
        headings: shared.links.headings.clone(),
        rows,
        figures: Vec::new(),
    }
}

/// A table without data says so instead of standing empty.
fn nothing(headings: &[String], at: usize, shared: &Shared) -> Vec<Cell> {
    let mut row: Vec<Cell> = vec!["".into(); headings.len()];
    if let Some(cell) = row.get_mut(at) {
        *cell = shared.say("no-data", &[]).into();
    }
    row
}
