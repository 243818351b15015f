//! Characters to lines of text.

use super::collect::Mark;
use crate::text::nfc;

/// A run of characters on one baseline without a wide gap.
#[derive(Debug, Clone)]
pub(super) struct Segment {
    pub(super) text: String,
    pub(super) x0: f64,
    pub(super) x1: f64,
    pub(super) y: f64,
    pub(super) size: f64,
}

/// Lines from above, each a row of segments from the left. `gap` is the width in ems that parts two segments.
pub(super) fn lines(mut marks: Vec<Mark>, gap: f64) -> Vec<Vec<Segment>> {
    marks.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut rows: Vec<Vec<Mark>> = Vec::new();
    let mut base = f64::MIN;
    for mark in marks {
        let near = (mark.y - base).abs() <= mark.size * 0.35;
        match rows.last_mut() {
            Some(row) if near => row.push(mark),
            _ => {
                base = mark.y;
                rows.push(vec![mark]);
            }
        }
    }
    rows.into_iter()
        .map(|row| segments(row, gap))
        .filter(|row| !row.is_empty())
        .collect()
}

fn segments(mut row: Vec<Mark>, gap: f64) -> Vec<Segment> {
    // A stable sort keeps a combining mark behind its letter.
    row.sort_by(|a, b| a.x.total_cmp(&b.x));
    let mut segments: Vec<Segment> = Vec::new();
    let mut spaced = false;
    for mark in row {
        if mark.text.trim().is_empty() {
            spaced = true;
            continue;
        }
        match segments.last_mut() {
            Some(open) if mark.x - open.x1 <= gap * mark.size => {
                let apart = mark.x - open.x1;
                let wide = apart > mark.size * 0.22;
                if wide || (spaced && apart > -mark.size * 0.1) {
                    open.text.push(' ');
                }
                open.text.push_str(&mark.text);
                open.x1 = open.x1.max(mark.x + mark.width);
            }
            _ => segments.push(Segment {
                text: mark.text.clone(),
                x0: mark.x,
                x1: mark.x + mark.width,
                y: mark.y,
                size: mark.size,
            }),
        }
        spaced = false;
    }
    for segment in &mut segments {
        segment.text = rejoin(&nfc(&segment.text));
    }
    segments.retain(|segment| !segment.text.trim().is_empty());
    segments
}

/// Joins letters torn from their word: "đ ộng" is no word and half of one, "động" is.
///
/// Fonts that lack a Vietnamese letter borrow it from another, and its place is then a little off.
fn rejoin(text: &str) -> String {
    let words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
    let mut joined: Vec<String> = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let torn = |word: &str| {
            let letters = word.trim_matches(|c: char| !c.is_alphabetic());
            !letters.is_empty()
                && letters.chars().all(char::is_alphabetic)
                && !vietnamese::is_syllable(letters)
        };
        let mut best = None;
        for count in 2..=4 {
            let Some(pieces) = words.get(at..at + count) else {
                break;
            };
            let whole = pieces.concat();
            let letters = whole.trim_matches(|c: char| !c.is_alphabetic());
            let inner = pieces
                .iter()
                .take(count - 1)
                .all(|piece| piece.chars().last().is_some_and(char::is_alphabetic));
            let case = pieces
                .iter()
                .skip(1)
                .all(|piece| piece.chars().next().is_some_and(char::is_lowercase));
            if inner && case && pieces.iter().any(|piece| torn(piece)) && vietnamese::is_syllable(letters) {
                best = Some((count, whole));
                break;
            }
        }
        match best {
            Some((count, whole)) => {
                joined.push(whole);
                at += count;
            }
            None => {
                joined.push((*word).to_owned());
                at += 1;
            }
        }
    }
    joined.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn torn_words_are_joined() {
        assert_eq!(rejoin("hành đ ộng s ố 10"), "hành động số 10");
        assert_eq!(rejoin("Chương trình hành động"), "Chương trình hành động");
        assert_eq!(rejoin("chuy ển đ ổi s ố IoT"), "chuyển đổi số IoT");
    }

    #[test]
    fn characters_are_ordered_by_place() {
        let mark = |text: &str, x: f64| Mark {
            text: text.to_owned(),
            x,
            y: 10.0,
            width: 5.0,
            size: 10.0,
        };
        let rows = lines(vec![mark("b", 15.0), mark("a", 10.0), mark("c", 60.0)], 3.0);
        let texts: Vec<&str> = rows[0].iter().map(|segment| segment.text.as_str()).collect();
        assert_eq!(texts, ["ab", "c"]);
    }
}
