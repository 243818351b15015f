//! A task from the texts of its cells.

use std::sync::LazyLock;

use regex::Regex;

use super::assign;
use crate::plan::Task;
use crate::text::{Folded, fold, pattern};
use crate::units::{self, Role, Unit};
use crate::{Field, Remark, Source};

/// A text with its place.
#[derive(Debug, Clone)]
pub(super) struct Words {
    pub(super) text: String,
    pub(super) source: Source,
    pub(super) inherited: bool,
}

impl Words {
    pub(super) fn field(&self, confidence: f32) -> Field<String> {
        let mut field = Field::new(self.text.clone(), vec![self.source.clone()], confidence);
        if self.inherited {
            field.remarks.push(Remark::Inherited);
        }
        field
    }

    fn part(&self, start: usize, end: usize) -> Self {
        let text: String = self
            .text
            .chars()
            .skip(start)
            .take(end.saturating_sub(start))
            .collect();
        let count = |value: usize| u32::try_from(value).unwrap_or(u32::MAX);
        Self {
            text,
            source: self.source.part(count(start), count(end)),
            inherited: self.inherited,
        }
    }
}

static OR: LazyLock<Regex> = LazyLock::new(|| pattern(r"[\s,;]+hoac[\s,:]+"));
static ACTION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^(to chuc|phat dong|phoi hop|xay dung|ban hanh|tham muu|trien khai|thuc hien|bien soan|tap huan|mo |dang |phat |in |viet |ra soat|khao sat|",
        r"tham gia|kiem tra|bao cao|cong bo|lap |gui |huong dan|tuyen truyen|hoan thanh|de xuat|trinh |tong hop|xuat ban|thiet ke|cap nhat|mua|thue)"
    ))
});

/// The units that a text names in a role.
pub(super) fn units(words: &Words, role: Role) -> Vec<Field<Unit>> {
    units::read(&words.text, role)
        .into_iter()
        .map(|unit| {
            let characters =
                |end: usize| super::count(words.text.get(..end).unwrap_or_default().chars().count());
            let source = words
                .source
                .part(characters(unit.span.start), characters(unit.span.end));
            let confidence = unit.confidence;
            let mut field = Field::new(unit, vec![source], confidence);
            if words.inherited {
                field.remarks.push(Remark::Inherited);
            }
            field
        })
        .collect()
}

/// Adds the units of a lead's cell, and of its coordinators when the cell names both.
pub(super) fn add_leads(task: &mut Task, words: &Words, both: bool) {
    let parts = assign::parts(&Folded::new(&words.text));
    join(&mut task.lead_text, words);
    match parts {
        Some(parts) => {
            if let Some(range) = parts.lead {
                task.leads
                    .extend(units(&words.part(range.start, range.end), Role::Lead));
            }
            if let Some(range) = parts.coordinators {
                let part = words.part(range.start, range.end);
                join(&mut task.coordinators_text, &part);
                task.coordinators.extend(units(&part, Role::Coordinator));
            }
        }
        None => {
            let mut found = units(words, Role::Lead);
            if found.is_empty() && !words.text.trim().is_empty() && !both {
                task.remarks.push(Remark::Reference);
            }
            if both && found.len() > 1 {
                let mut others = found.split_off(1);
                for unit in &mut others {
                    unit.confidence = unit.confidence.min(0.5);
                }
                task.coordinators.extend(others);
            }
            task.leads.extend(found);
        }
    }
}

/// Adds the units of a coordinators' cell.
pub(super) fn add_coordinators(task: &mut Task, words: &Words) {
    join(&mut task.coordinators_text, words);
    task.coordinators.extend(units(words, Role::Coordinator));
}

/// Whether a text was cut inside a sentence or a name.
fn goes_on(before: &str, next: &str) -> bool {
    let low = next
        .chars()
        .next()
        .is_some_and(|c| c.is_lowercase() || c.is_ascii_digit());
    let open = !before.trim_end().ends_with(['.', ';', ':']);
    (low && open) || before.trim_end().ends_with(['-', ',', '–'])
}

/// Adds units to a lead's cell; a name that was cut in two is read again as one.
pub(super) fn extend_leads(task: &mut Task, words: &Words, both: bool) {
    let cut = task
        .lead_text
        .as_ref()
        .filter(|text| goes_on(&text.value, &words.text))
        .cloned();
    let Some(text) = cut else {
        add_leads(task, words, both);
        return;
    };
    task.leads.clear();
    task.lead_text = None;
    add_leads(task, &whole(&text, words), both);
    if let Some(text) = &mut task.lead_text {
        text.sources.push(words.source.clone());
    }
}

/// As [`extend_leads`], for the coordinators.
pub(super) fn extend_coordinators(task: &mut Task, words: &Words) {
    let cut = task
        .coordinators_text
        .as_ref()
        .filter(|text| goes_on(&text.value, &words.text))
        .cloned();
    let Some(text) = cut else {
        add_coordinators(task, words);
        return;
    };
    task.coordinators.clear();
    task.coordinators_text = None;
    add_coordinators(task, &whole(&text, words));
    if let Some(text) = &mut task.coordinators_text {
        text.sources.push(words.source.clone());
    }
}

fn whole(before: &Field<String>, words: &Words) -> Words {
    let source = before.sources.first().cloned().unwrap_or_default();
    Words {
        text: format!("{} {}", before.value, words.text),
        source,
        inherited: false,
    }
}

/// Adds words to a field that may have some already.
pub(super) fn join(field: &mut Option<Field<String>>, words: &Words) {
    if words.text.trim().is_empty() {
        return;
    }
    match field {
        Some(field) => {
            let glue = if goes_on(&field.value, &words.text) {
                ' '
            } else {
                '\n'
            };
            field.value = format!("{}{glue}{}", field.value, words.text);
            field.sources.push(words.source.clone());
        }
        None => *field = Some(words.field(0.95)),
    }
}

/// Last touches once all of a task is known.
pub(super) fn finish(task: &mut Task) {
    let unique = |units: &mut Vec<Field<Unit>>| {
        let mut seen = std::collections::HashSet::new();
        units.retain(|unit| seen.insert(fold(&unit.value.name)));
    };
    unique(&mut task.leads);
    unique(&mut task.coordinators);
    task.alternatives = alternatives(&task.content.value);
    if !task.alternatives.is_empty() {
        task.remarks.push(Remark::Alternatives);
    }
    if task.leads.len() > 1 {
        let count = u32::try_from(task.leads.len()).unwrap_or(u32::MAX);
        task.remarks.push(Remark::SeveralLeads { count });
    }
}

/// The deliverables of which either one will do. Only where "hoặc" stands between two actions.
fn alternatives(content: &str) -> Vec<String> {
    let folded = Folded::new(content);
    let mut parts = Vec::new();
    let mut start = 0;
    for found in OR.find_iter(&folded.ascii) {
        let after = folded.ascii.get(found.end()..).unwrap_or_default();
        if ACTION.is_match(after) && found.start() > start {
            parts.push(folded.slice(start, found.start()).trim().to_owned());
            start = found.end();
        }
    }
    if parts.is_empty() {
        return parts;
    }
    parts.push(
        folded
            .slice(start, folded.chars.len())
            .trim()
            .trim_end_matches('.')
            .to_owned(),
    );
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn either_of_two_actions_is_an_alternative() {
        assert_eq!(
            alternatives("Phát động cuộc thi tìm hiểu hoặc tổ chức tọa đàm."),
            ["Phát động cuộc thi tìm hiểu", "tổ chức tọa đàm"]
        );
        assert!(alternatives("Hỗ trợ tổ chức hoặc cá nhân").is_empty());
    }
}
