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
                if spaced && apart > -mark.size * 0.1 {
                    open.text.push(' ');
                } else if apart > mark.size * 0.22 {
                    open.text.push(SOFT);
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
        segment.text = nfc(&rejoin(&segment.text));
    }
    segments.retain(|segment| !segment.text.trim().is_empty());
    segments
}

/// A gap that no space was written for: between words, or inside one.
///
/// Fonts that lack a Vietnamese letter borrow it from another, and its place is then a little off.
const SOFT: char = '\u{1}';

/// Joins letters torn from their word, as many as make a syllable together.
fn rejoin(text: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    for word in text.split(' ') {
        let pieces: Vec<&str> = word.split(SOFT).collect();
        let mut at = 0;
        while at < pieces.len() {
            let count = (2..=(pieces.len() - at).min(5))
                .rev()
                .find(|count| is_torn(pieces.get(at..at + count).unwrap_or_default()));
            let count = count.unwrap_or(1);
            words.push(pieces.get(at..at + count).unwrap_or_default().concat());
            at += count;
        }
    }
    words.join(" ")
}

fn is_torn(pieces: &[&str]) -> bool {
    let whole = nfc(&pieces.concat());
    let letters = whole.trim_matches(|c: char| !c.is_alphabetic());
    let low = pieces
        .iter()
        .skip(1)
        .all(|piece| piece.chars().next().is_some_and(|c| !c.is_uppercase()));
    let word = !letters.is_empty() && letters.chars().all(char::is_alphabetic);
    word && (low || crate::text::is_upper(letters)) && vietnamese::is_syllable(letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn torn_words_are_joined() {
        assert_eq!(rejoin("hành đ\u{1}ộng s\u{1}ố 10"), "hành động số 10");
        assert_eq!(rejoin("chuy\u{1}ển đ\u{1}ổi\u{1}số"), "chuyển đổi số");
        assert_eq!(rejoin("ban\u{1}hành"), "ban hành");
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
