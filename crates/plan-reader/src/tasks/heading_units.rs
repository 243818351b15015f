//! Headings that are nothing but the name of who acts.

use super::{build, count, place};
use crate::Field;
use crate::text::Folded;
use crate::units::{Role, Unit};

/// The units that a heading names, when it is nothing but the name of who acts: "1.2. Sở Tài chính".
pub(super) fn heading_units(heading: &Field<String>) -> Vec<Field<Unit>> {
    let folded = Folded::new(&heading.value);
    let mut start = 0;
    for opening in [
        "trach nhiem cua ",
        "nhiem vu cua ",
        "doi voi ",
        "de nghi: ",
        "de nghi ",
        "giao ",
    ] {
        if folded
            .ascii
            .get(start..)
            .is_some_and(|rest| rest.starts_with(opening))
        {
            start += opening.len();
        }
    }
    let rest = folded.ascii.get(start..).unwrap_or_default();
    let mut end = folded.chars.len();
    if let Some(open) = rest.find('(') {
        let inside = rest.get(open + 1..).unwrap_or_default();
        // "… (gồm các Sở: A, B)": the units are those in the brackets.
        if let Some(word) = ["gom: ", "gom "].iter().find(|word| inside.starts_with(**word)) {
            let close = inside.rfind(')').unwrap_or(inside.len());
            let from = start + open + 1 + word.len();
            let words = part(heading, from, start + open + 1 + close);
            return build::units(&words, Role::Lead);
        }
        end = start + open;
    }
    if let Some(at) = folded.ascii.get(start..end).and_then(|rest| rest.find(" - ")) {
        let after = folded.ascii.get(start + at + 3..end).unwrap_or_default();
        if after.starts_with("co quan") || after.starts_with("don vi") || after.starts_with("thuong truc") {
            end = start + at;
        }
    }
    let words = part(heading, start, end);
    let named = place::is_unit(&words.text) || start > 0;
    if !named || words.text.chars().count() > 160 || words.text.contains('%') {
        return Vec::new();
    }
    build::units(&words, Role::Lead)
}

fn part(field: &Field<String>, start: usize, end: usize) -> build::Words {
    let text: String = field
        .value
        .chars()
        .skip(start)
        .take(end.saturating_sub(start))
        .collect();
    let text = text.trim().trim_end_matches(':').to_owned();
    let source = field
        .sources
        .first()
        .cloned()
        .unwrap_or_default()
        .part(count(start), count(end));
    build::Words {
        text,
        source,
        inherited: false,
    }
}
