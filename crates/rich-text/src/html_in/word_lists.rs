//! Microsoft Word pastes lists as paragraphs that begin with a bullet or a number.

use scraper::ElementRef;

use super::values::declarations;
use crate::model::{Item, List, Text};

const DEEPEST: usize = 9;

/// What Word says of a paragraph that is an item of a list.
pub(super) struct Marker {
    /// 1 for the outermost list.
    level: usize,
    ordered: bool,
    /// The bullet or number as it stands at the beginning of the paragraph.
    sign: String,
}

impl Marker {
    /// The marker of a paragraph, if it is an item: `mso-list: l0 level2 lfo1`.
    pub(super) fn of(element: ElementRef<'_>) -> Option<Self> {
        let said = declarations(element.value()).find(|(property, _)| property == "mso-list")?;
        let level = said
            .1
            .split_whitespace()
            .find_map(|word| word.strip_prefix("level"))?;
        let level = level.parse::<usize>().ok()?.clamp(1, DEEPEST);
        let ignored = element.descendants().filter_map(ElementRef::wrap).find(|inner| {
            declarations(inner.value()).any(|(property, value)| property == "mso-list" && value == "ignore")
        });
        let sign: String = ignored.map(|inner| inner.text().collect()).unwrap_or_default();
        let sign = sign.trim().trim_matches('\u{a0}').trim().to_owned();
        let ordered = sign.chars().next().is_some_and(char::is_alphanumeric) && sign != "o";
        Some(Self { level, ordered, sign })
    }
}

/// Items that came one after another.
#[derive(Default)]
pub(super) struct WordList {
    items: Vec<(usize, bool, Text)>,
}

impl WordList {
    pub(super) fn add(&mut self, marker: &Marker, mut text: Text) {
        if let Some(first) = text.runs.first_mut()
            && let Some(rest) = first.text.strip_prefix(marker.sign.as_str())
            && !marker.sign.is_empty()
        {
            first.text = rest.to_owned();
        }
        let text = text.trimmed();
        if !text.is_empty() {
            self.items.push((marker.level, marker.ordered, text));
        }
    }

    /// The list, with lists inside by level; none when there was no item.
    pub(super) fn finish(self) -> Option<List> {
        let mut items = self.items.into_iter().peekable();
        let first = items.peek().map(|(level, ordered, _)| (*level, *ordered))?;
        Some(gather(&mut items, first))
    }
}

fn gather(
    items: &mut std::iter::Peekable<impl Iterator<Item = (usize, bool, Text)>>,
    (level, ordered): (usize, bool),
) -> List {
    let mut list = List {
        ordered,
        items: Vec::new(),
    };
    while let Some((next, inner_ordered)) = items.peek().map(|(level, ordered, _)| (*level, *ordered)) {
        if next < level && !list.items.is_empty() {
            break;
        }
        match list.items.last_mut() {
            Some(last) if next > level => {
                let under = gather(items, (next, inner_ordered));
                match &mut last.under {
                    Some(there) => there.items.extend(under.items),
                    none => *none = Some(under),
                }
            }
            _ => {
                let Some((_, _, text)) = items.next() else { break };
                list.items.push(Item { text, under: None });
            }
        }
    }
    list
}
