//! Duties to report: who, to whom, how often.

use std::sync::LazyLock;

use regex::Regex;

use super::lines::Line;
use super::outline::Node;
use super::{Cadence, ReportingDuty};
use crate::Field;
use crate::text::pattern;

static CADENCES: LazyLock<Vec<(Regex, Cadence)>> = LazyLock::new(|| {
    [
        (r"\b(hang|moi) tuan\b", Cadence::Week),
        (r"\b(hang|moi|dinh ky) thang\b", Cadence::Month),
        (r"\b((hang|moi|dinh ky) quy|quy(,| va| hoac))", Cadence::Quarter),
        (r"\b(6|06|sau) thang\b", Cadence::HalfYear),
        (r"\b(9|09|chin) thang\b", Cadence::NineMonths),
        (
            r"\b((hang|moi) nam|dinh ky nam|(va|,) nam\b|ca nam|cuoi nam|\d{1,2}/\d{1,2} hang nam)",
            Cadence::Year,
        ),
        (r"\bdot xuat\b", Cadence::OnDemand),
    ]
    .into_iter()
    .map(|(words, cadence)| (pattern(words), cadence))
    .collect()
});
static REPORT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"bao cao(?: (?:ket qua|tinh hinh|ve ket qua)[^.;]{0,60}?)?(?: (?:ve|cho|gui|gui ve|len|voi|toi) | (?:lanh dao|uy ban|ubnd|so |thu tuong|chinh phu|ban ))",
    )
});
static DUE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:truoc|cham nhat)(?: la)?(?: vao)? ngay [^,;.)]{4,60}"));

/// The sentences of a text that order reports at intervals.
pub(crate) fn read(lines: &[Line], nodes: &[Node], start: usize, stop: usize) -> Vec<Field<ReportingDuty>> {
    let mut duties = Vec::new();
    for (index, line) in lines.iter().enumerate().take(stop).skip(start) {
        let ascii = line.ascii();
        let mut at = 0;
        for sentence in ascii.split_inclusive(['.', ';']) {
            let end = at + sentence.len();
            if let Some(duty) = duty(line, at, end) {
                let node = nodes
                    .iter()
                    .rev()
                    .find(|node| (node.line..node.end).contains(&index));
                let by = node.and_then(|node| lines.get(node.line)).and_then(subject);
                duties.push(Field {
                    value: ReportingDuty { by, ..duty.value },
                    ..duty
                });
            }
            at = end;
        }
    }
    duties
}

fn duty(line: &Line, start: usize, end: usize) -> Option<Field<ReportingDuty>> {
    let sentence = line.ascii().get(start..end)?;
    if !sentence.contains("bao cao") {
        return None;
    }
    let report = sentence.find("bao cao")?;
    let near = sentence
        .get(report.saturating_sub(160)..(report + 200).min(sentence.len()))
        .unwrap_or(sentence);
    let periodic = near.contains("dinh ky") || near.contains("hang ") || near.contains("dot xuat");
    let cadences: Vec<Cadence> = CADENCES
        .iter()
        .filter(|(words, _)| words.is_match(near))
        .map(|(_, cadence)| *cadence)
        .collect();
    if cadences.is_empty() || !periodic {
        return None;
    }
    let to = REPORT.find(sentence).map(|found| {
        let words = found.as_str();
        let cut = words.rfind([' ']).filter(|_| words.ends_with(' ')).map_or_else(
            || words.find("bao cao").map_or(0, |at| at + "bao cao".len()),
            |at| {
                if named(words) {
                    words.find("bao cao").map_or(0, |at| at + "bao cao".len())
                } else {
                    at
                }
            },
        );
        let from = found.start() + cut;
        let rest = sentence.get(from..).unwrap_or_default();
        let stop = [
            " ve ", " de ", " theo ", " ket qua", " truoc ", "(", ",", ";", ".",
        ]
        .iter()
        .filter_map(|word| rest.get(1..)?.find(word).map(|at| at + 1))
        .min();
        line.field(start + from, start + from + stop.unwrap_or(rest.len()), 0.8)
            .value
    });
    let due = DUE
        .find(near)
        .and_then(|found| sentence.find(found.as_str()))
        .map(|at| {
            let length = DUE.find(sentence).map_or(0, |found| found.len());
            line.field(start + at, start + at + length, 0.8).value
        });
    let text = line.field(start, end, 0.85);
    let value = ReportingDuty {
        cadences,
        by: None,
        to: to.filter(|to| !to.is_empty()),
        due,
        text: text.value,
    };
    Some(Field::new(value, text.sources, 0.85))
}

fn named(words: &str) -> bool {
    [
        "lanh dao ",
        "uy ban ",
        "ubnd ",
        "so ",
        "thu tuong ",
        "chinh phu ",
        "ban ",
    ]
    .iter()
    .any(|name| words.ends_with(name))
}

/// The unit that a heading or clause speaks of: its first words, up to its verb.
fn subject(line: &Line) -> Option<String> {
    let words = line.words();
    let ascii = line.ascii();
    let stop = [
        " phoi hop",
        " chu tri",
        " co trach nhiem",
        " tham muu",
        " xay dung",
        " tong hop",
        " to chuc",
        ":",
        ".",
    ]
    .iter()
    .filter_map(|word| ascii.find(word))
    .min()
    .unwrap_or(ascii.len());
    let unit = line.text.slice(0, stop).trim().to_owned();
    let is_unit = unit.chars().count() <= 120 && words.chars().next().is_some_and(char::is_uppercase);
    (is_unit && !unit.is_empty()).then_some(unit)
}
