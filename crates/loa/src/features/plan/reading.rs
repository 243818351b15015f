//! From what the reader found in a document to the entries and rows that people correct.

use plan_reader::plan::{LegalBasis, ReportingDuty as ReadDuty, Target as ReadTarget, Task};
use plan_reader::{Document, Field, Note, Plan as ReadPlan, Remark, Source};

use super::item::{Detail, Hint, Item, ItemKind, Percent, Read};
use super::parties::Roster;
use super::row::{Party, Row, RowField, names};

/// Rows that one plan may have.
pub const MOST_ROWS: usize = 20_000;
/// Entries that one plan may have, its rows apart.
const MOST_ITEMS: usize = 2_000;

/// What a version is made of.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// The year the plan is for, when the document says so.
    pub year: Option<i16>,
    /// The days the plan covers, when the document says so.
    pub period: Option<(jiff::civil::Date, jiff::civil::Date)>,
    /// Entries in the order of the document.
    pub items: Vec<Item>,
    /// Rows in order.
    pub rows: Vec<Row>,
    /// What was noticed about the document as a whole.
    pub hints: Vec<Hint>,
    /// What was noticed about the file.
    pub notes: Vec<Note>,
}

impl Reading {
    /// Gives a plan's reading the shape that people correct.
    #[must_use]
    pub fn of(document: &Document, plan: &ReadPlan, roster: &Roster) -> Self {
        let mut reading = Self {
            year: plan.year.as_ref().map(|year| year.value),
            period: plan
                .period
                .as_ref()
                .map(|period| (period.value.start, period.value.end)),
            items: items(document, plan),
            rows: plan
                .tasks
                .iter()
                .take(MOST_ROWS)
                .map(|task| row(task, plan, roster))
                .collect(),
            hints: Vec::new(),
            notes: document.notes.clone(),
        };
        for remark in &plan.remarks {
            reading.place(remark);
        }
        reading
    }

    /// Puts a remark beside the entry or row that it is about.
    fn place(&mut self, remark: &Remark) {
        let hint = Hint::new(remark.clone());
        let Remark::SuspectedTypo { source, found, .. } = remark else {
            self.hints.push(hint);
            return;
        };
        let covers = |read: &Read| {
            read.text.contains(found.as_str()) && read.sources.iter().any(|own| overlaps(own, source))
        };
        let row = self.rows.iter_mut().find(|row| row.read.values().any(covers));
        if let Some(row) = row {
            if !row.hints.iter().any(|known| known.about == hint.about) {
                row.hints.push(hint);
            }
            return;
        }
        let item = self
            .items
            .iter_mut()
            .find(|item| item.read.as_ref().is_some_and(covers));
        match item {
            Some(item) if item.hints.iter().any(|known| known.about == hint.about) => {}
            Some(item) => item.hints.push(hint),
            None => self.hints.push(hint),
        }
    }
}

fn overlaps(a: &Source, b: &Source) -> bool {
    a.block == b.block
        && a.row == b.row
        && (a.row.is_none() || a.column == b.column)
        && a.start < b.end.max(b.start + 1)
        && b.start < a.end
}

fn items(document: &Document, plan: &ReadPlan) -> Vec<Item> {
    let mut items = Vec::new();
    let singles = [
        (ItemKind::Title, &plan.title),
        (ItemKind::Number, &plan.number),
        (ItemKind::Issuer, &plan.issuer_text),
        (ItemKind::Superior, &plan.superior),
        (ItemKind::Place, &plan.place),
    ];
    for (kind, field) in singles {
        items.push(single(kind, field.as_ref().map(|field| text(kind, field))));
        if kind == ItemKind::Title {
            let year = plan.year.as_ref();
            items.push(single(
                ItemKind::Year,
                year.map(|year| entry(ItemKind::Year, year, year.value.to_string())),
            ));
        }
        if kind == ItemKind::Number {
            let date = plan.date.as_ref();
            items.push(single(
                ItemKind::Date,
                date.map(|date| entry(ItemKind::Date, date, date.value.to_string())),
            ));
        }
    }
    items.extend(plan.legal_basis.iter().map(|basis| {
        let words = verbatim(document, basis).unwrap_or_else(|| basis_words(&basis.value));
        entry(ItemKind::LegalBasis, basis, words)
    }));
    items.extend(plan.targets.iter().map(|field| target(document, field)));
    for (kind, fields) in [
        (ItemKind::Audience, &plan.audiences),
        (ItemKind::Scope, &plan.scope),
        (ItemKind::ReformArea, &plan.reform_areas),
        (ItemKind::Content, &plan.contents),
        (ItemKind::Form, &plan.forms),
    ] {
        items.extend(fields.iter().map(|field| text(kind, field)));
    }
    items.extend(plan.reporting_duties.iter().map(duty));
    items.extend(
        plan.recipients
            .iter()
            .map(|field| text(ItemKind::Recipient, field)),
    );
    let signer = plan.signer.clone().unwrap_or_default();
    for (kind, field) in [
        (ItemKind::SignerAuthority, &signer.authority),
        (ItemKind::SignerPosition, &signer.position),
        (ItemKind::SignerName, &signer.name),
    ] {
        items.push(single(kind, field.as_ref().map(|field| text(kind, field))));
    }
    items.truncate(MOST_ITEMS);
    items
}

/// An entry that every plan has, blank when it was not found.
fn single(kind: ItemKind, found: Option<Item>) -> Item {
    found.unwrap_or_else(|| Item {
        // Number, date and signer may come later; that anything else is missing is worth a look.
        checked: kind.may_come_later() || matches!(kind, ItemKind::Superior | ItemKind::SignerAuthority),
        read: Some(Read {
            text: String::new(),
            sources: Vec::new(),
            confidence: 0.0,
        }),
        ..Item::written(kind, "")
    })
}

fn text(kind: ItemKind, field: &Field<String>) -> Item {
    entry(kind, field, field.value.clone())
}

fn entry<T>(kind: ItemKind, field: &Field<T>, words: String) -> Item {
    Item {
        read: Some(Read::of(field, words.clone())),
        checked: false,
        hints: field.remarks.iter().cloned().map(Hint::new).collect(),
        ..Item::written(kind, &words)
    }
}

/// The document's own words at the places of a field.
fn verbatim<T>(document: &Document, field: &Field<T>) -> Option<String> {
    let parts: Vec<String> = field
        .sources
        .iter()
        .filter_map(|source| document.text_at(source))
        .collect();
    let words = parts.join(" ");
    let words = words.trim().trim_start_matches(['-', '+', '•', '*']);
    let words = words.trim().trim_end_matches([';', ',']).trim_end();
    (!words.is_empty()).then(|| words.to_owned())
}

fn target(document: &Document, field: &Field<ReadTarget>) -> Item {
    let target = &field.value;
    let percent = Percent::of(target.percent);
    let words = verbatim(document, field).unwrap_or_else(|| match percent {
        Some(percent) => format!("{percent}% {} {}", target.of, target.reaches),
        None => format!("{} {}", target.of, target.reaches),
    });
    Item {
        detail: Some(Detail::Target {
            percent,
            comparison: target.comparison,
            whom: target.of.clone(),
            what: target.reaches.clone(),
        }),
        ..entry(ItemKind::Target, field, words.trim().to_owned())
    }
}

fn duty(field: &Field<ReadDuty>) -> Item {
    let duty = &field.value;
    Item {
        detail: Some(Detail::Duty {
            cadences: duty.cadences.clone(),
            by: duty.by.clone().unwrap_or_default(),
            to: duty.to.clone().unwrap_or_default(),
            due: duty.due.clone().unwrap_or_default(),
        }),
        ..entry(ItemKind::ReportingDuty, field, duty.text.clone())
    }
}

/// A legal basis as documents cite it, from its parts.
fn basis_words(basis: &LegalBasis) -> String {
    use plan_reader::plan::DocumentKind as Kind;
    // The kinds' names are the field's own terms, as they stand in every citation.
    let kind = match basis.kind {
        Kind::Plan => "Kế hoạch",
        Kind::Decision => "Quyết định",
        Kind::Resolution => "Nghị quyết",
        Kind::Directive => "Chỉ thị",
        Kind::Programme => "Chương trình",
        Kind::Scheme => "Đề án",
        Kind::Scenario => "Phương án",
        Kind::Guidance => "Hướng dẫn",
        Kind::Notice => "Thông báo",
        Kind::Report => "Báo cáo",
        Kind::Proposal => "Tờ trình",
        Kind::Letter => "Công văn",
        Kind::Law | Kind::Other => "",
    };
    let mut words = kind.to_owned();
    let mut add = |lead: &str, part: Option<String>| {
        if let Some(part) = part.filter(|part| !part.is_empty()) {
            if !words.is_empty() {
                words.push(' ');
                words.push_str(lead);
            }
            words.push_str(&part);
        }
    };
    add("số ", basis.number.clone());
    add(
        "ngày ",
        basis
            .date
            .map(|day| format!("{}/{}/{}", day.day(), day.month(), day.year())),
    );
    add("của ", basis.issuer.clone());
    add("", basis.about.clone());
    words
}

fn row(task: &Task, plan: &ReadPlan, roster: &Roster) -> Row {
    let parties = |units: &[Field<plan_reader::units::Unit>]| -> Vec<Party> {
        units.iter().map(|unit| roster.party(&unit.value.name)).collect()
    };
    let (leads, coordinators) = (parties(&task.leads), parties(&task.coordinators));
    let time_text = task
        .time_text
        .as_ref()
        .map(|time| time.value.clone())
        .unwrap_or_default();
    let time = task.time.clone().unwrap_or_else(|| {
        let context = schedule::Context {
            year: plan.year.as_ref().map(|year| year.value),
            period: plan
                .period
                .as_ref()
                .map(|period| (period.value.start, period.value.end)),
        };
        schedule::read(&time_text, &context)
    });
    let text = |field: &Option<Field<String>>| {
        field
            .as_ref()
            .map(|field| field.value.clone())
            .unwrap_or_default()
    };
    let mut row = Row {
        no: text(&task.no),
        section: text(&task.section),
        content: task.content.value.clone(),
        leads,
        coordinators,
        window: time.window.clone(),
        time_remarks: time.remarks.clone(),
        time_text,
        product: text(&task.product),
        offered: task.alternatives.clone(),
        checked: false,
        ..Row::empty()
    };
    let mut hints: Vec<Remark> = task.remarks.clone();
    hints.extend(task.content.remarks.iter().cloned());
    row.read.insert(
        RowField::Content,
        Read::of(&task.content, task.content.value.clone()),
    );
    for (field, read) in [
        (RowField::No, &task.no),
        (RowField::Section, &task.section),
        (RowField::Time, &task.time_text),
        (RowField::Product, &task.product),
    ] {
        if let Some(read) = read {
            hints.extend(read.remarks.iter().cloned());
            row.read.insert(field, Read::of(read, read.value.clone()));
        }
    }
    if let Some(read) = row.read.get_mut(&RowField::Time) {
        read.confidence = read.confidence.min(time.confidence);
    }
    for (field, units, cell, parties) in [
        (RowField::Leads, &task.leads, &task.lead_text, &row.leads),
        (
            RowField::Coordinators,
            &task.coordinators,
            &task.coordinators_text,
            &row.coordinators,
        ),
    ] {
        let least = units.iter().map(|unit| unit.confidence).fold(1.0, f32::min);
        hints.extend(units.iter().flat_map(|unit| unit.remarks.iter().cloned()));
        if let Some(cell) = cell {
            hints.extend(cell.remarks.iter().cloned());
        }
        let sources = cell.as_ref().map_or_else(
            || units.iter().flat_map(|unit| unit.sources.clone()).collect(),
            |cell| cell.sources.clone(),
        );
        if !units.is_empty() || cell.is_some() {
            row.read.insert(
                field,
                Read {
                    text: names(parties),
                    sources,
                    confidence: least,
                },
            );
        }
    }
    for remark in hints {
        let hint = Hint::new(remark);
        if !row.hints.contains(&hint) {
            row.hints.push(hint);
        }
    }
    row
}
