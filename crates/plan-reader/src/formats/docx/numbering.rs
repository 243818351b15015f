//! Automatic numbers, counted as Word counts them and written as they are printed.

use std::collections::HashMap;
use std::io::BufRead;

use crate::ReadError;
use crate::formats::xml::{Node, Xml, attribute, number, switch};
use crate::limits::Meter;

#[derive(Debug, Clone, Default)]
struct Level {
    start: Option<u32>,
    format: String,
    text: String,
    style: Option<String>,
    plain: bool,
}

#[derive(Debug, Clone, Default)]
struct List {
    kind: u32,
    starts: HashMap<u32, u32>,
    levels: HashMap<u32, Level>,
}

#[derive(Debug, Default)]
pub(super) struct Numbering {
    kinds: HashMap<u32, HashMap<u32, Level>>,
    lists: HashMap<u32, List>,
    counts: HashMap<u32, [Option<u32>; 10]>,
    begun: std::collections::HashSet<(u32, u32)>,
}

impl Numbering {
    /// The level of a list that belongs to a style.
    pub(super) fn level_of_style(&self, list: u32, style: &str) -> Option<u32> {
        let kind = self.lists.get(&list)?.kind;
        self.kinds
            .get(&kind)?
            .iter()
            .find(|(_, level)| level.style.as_deref() == Some(style))
            .map(|(number, _)| *number)
    }

    /// Counts one more item and gives its label; none when the list prints nothing.
    pub(super) fn next(&mut self, list_id: u32, level: u32) -> Option<String> {
        let level = level.min(8);
        let list = self.lists.get(&list_id)?.clone();
        let levels = self.kinds.get(&list.kind)?;
        let look = |number: u32| list.levels.get(&number).or_else(|| levels.get(&number));
        let start = |number: u32| {
            list.starts
                .get(&number)
                .copied()
                .or_else(|| look(number).and_then(|level| level.start))
                .unwrap_or(1)
        };
        let counts = self.counts.entry(list.kind).or_default();
        let restarts = list.starts.contains_key(&level) && self.begun.insert((list_id, level));
        for number in 0..=8 {
            let Some(count) = counts.get_mut(number as usize) else {
                continue;
            };
            if number < level {
                *count = count.or(Some(start(number)));
            } else if number == level {
                *count = Some(if restarts {
                    start(level)
                } else {
                    count.map_or_else(|| start(level), |count| count.saturating_add(1))
                });
            } else {
                *count = None;
            }
        }
        let counts = *counts;
        let own = look(level)?;
        if own.format == "bullet" {
            return Some(bullet(&own.text));
        }
        let mut label = String::new();
        let mut chars = own.text.chars().peekable();
        while let Some(c) = chars.next() {
            let digit = if c == '%' {
                chars.peek().and_then(|digit| digit.to_digit(10))
            } else {
                None
            };
            let Some(digit) = digit.filter(|digit| *digit > 0) else {
                label.push(c);
                continue;
            };
            chars.next();
            let count = counts.get(digit as usize - 1).copied().flatten().unwrap_or(1);
            let format = look(digit - 1).map_or("decimal", |level| level.format.as_str());
            label.push_str(&written(count, if own.plain { "decimal" } else { format }));
        }
        let label = label.trim().to_owned();
        (!label.is_empty()).then_some(label)
    }
}

fn bullet(text: &str) -> String {
    match text.trim() {
        "" | "\u{f02d}" | "–" | "—" | "-" => "-".to_owned(),
        "+" | "\u{f02b}" => "+".to_owned(),
        text if text.chars().any(|c| ('\u{e000}'..='\u{f8ff}').contains(&c)) || text == "o" => "•".to_owned(),
        text => text.to_owned(),
    }
}

fn written(count: u32, format: &str) -> String {
    match format {
        "lowerLetter" => letters(count).to_lowercase(),
        "upperLetter" => letters(count),
        "lowerRoman" => roman(count).to_lowercase(),
        "upperRoman" => roman(count),
        "decimalZero" => format!("{count:02}"),
        "none" => String::new(),
        _ => count.to_string(),
    }
}

/// A, B, … Z, AA, BB, … as Word writes them.
fn letters(count: u32) -> String {
    let index = count.saturating_sub(1);
    let letter = char::from(b'A' + u8::try_from(index % 26).unwrap_or(0));
    std::iter::repeat_n(letter, (index / 26 + 1).min(30) as usize).collect()
}

fn roman(mut count: u32) -> String {
    if count == 0 || count > 3999 {
        return count.to_string();
    }
    let mut text = String::new();
    for (value, sign) in [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ] {
        while count >= value {
            text.push_str(sign);
            count -= value;
        }
    }
    text
}

pub(super) fn read<R: BufRead>(xml: &mut Xml<R>, meter: &mut Meter) -> Result<Numbering, ReadError> {
    let mut numbering = Numbering::default();
    let mut kind: Option<u32> = None;
    let mut list: Option<(u32, List)> = None;
    let mut level: Option<(u32, Level)> = None;
    let mut override_level = 0;
    while let Some(node) = xml.next(meter)? {
        match node {
            Node::Open(element) => match element.local_name().as_ref() {
                "abstractNum" => kind = number(&element, "abstractNumId"),
                "num" => list = number(&element, "numId").map(|id| (id, List::default())),
                "abstractNumId" => {
                    if let (Some((_, list)), Some(id)) = (&mut list, number(&element, "val")) {
                        list.kind = id;
                    }
                }
                "lvlOverride" => override_level = number(&element, "ilvl").unwrap_or(0),
                "startOverride" => {
                    if let (Some((_, list)), Some(start)) = (&mut list, number(&element, "val")) {
                        list.starts.insert(override_level, start);
                    }
                }
                "lvl" => level = Some((number(&element, "ilvl").unwrap_or(0), Level::default())),
                name => {
                    if let Some((_, level)) = &mut level {
                        match name {
                            "start" => level.start = number(&element, "val"),
                            "numFmt" => level.format = attribute(&element, "val").unwrap_or_default(),
                            "lvlText" => level.text = attribute(&element, "val").unwrap_or_default(),
                            "pStyle" => level.style = attribute(&element, "val"),
                            "isLgl" => level.plain = switch(&element),
                            _ => {}
                        }
                    }
                }
            },
            Node::Close(element) => match element.local_name().as_ref() {
                "lvl" => {
                    if let Some((id, done)) = level.take() {
                        match (&mut list, kind) {
                            (Some((_, list)), _) => {
                                list.levels.insert(id, done);
                            }
                            (None, Some(kind)) => {
                                numbering.kinds.entry(kind).or_default().insert(id, done);
                            }
                            _ => {}
                        }
                    }
                }
                "abstractNum" => kind = None,
                "num" => {
                    if let Some((id, done)) = list.take() {
                        numbering.lists.insert(id, done);
                    }
                }
                _ => {}
            },
            Node::Text(_) => {}
        }
    }
    Ok(numbering)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_printed() {
        assert_eq!([1, 4, 9, 14, 40].map(roman), ["I", "IV", "IX", "XIV", "XL"]);
        assert_eq!([1, 26, 27].map(letters), ["A", "Z", "AA"]);
    }
}
