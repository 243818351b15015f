//! Text at the door: composed letters, no control or invisible marks.

use unicode_normalization::UnicodeNormalization as _;

use crate::Text;
use crate::compose::Span;

/// Characters that no office document may carry: control characters, direction and isolation
/// marks, zero-width marks, non-characters and private letters of old fonts.
fn is_unwanted(c: char) -> bool {
    matches!(c,
        '\u{0}'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{fdd0}'..='\u{fdef}')
        || u32::from(c) & 0xfffe == 0xfffe
}

/// Composed letters with line feeds kept; tabs become spaces.
fn clean(text: &str) -> String {
    let text = text
        .replace("\r\n", "\n")
        .replace(['\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
    text.chars()
        .filter(|c| !is_unwanted(*c))
        .map(|c| if c == '\t' { ' ' } else { c })
        .nfc()
        .collect()
}

/// One line: line feeds become spaces, plain spaces at the ends go.
pub(crate) fn line(text: &str) -> String {
    clean(text).replace('\n', " ").trim_matches(' ').to_owned()
}

/// The lines of a text, without empty ones.
pub(crate) fn lines(text: &str) -> Vec<String> {
    clean(text)
        .split('\n')
        .map(|line| line.trim_matches(' ').to_owned())
        .filter(|line| !line.is_empty())
        .collect()
}

/// The paragraphs of a styled text, without empty ones.
pub(crate) fn paragraphs(text: &Text, bold: bool) -> Vec<Vec<Span>> {
    let mut all = vec![Vec::new()];
    for run in &text.0 {
        let cleaned = clean(&run.text);
        for (nth, piece) in cleaned.split('\n').enumerate() {
            if nth > 0 {
                all.push(Vec::new());
            }
            if let Some(last) = all.last_mut().filter(|_| !piece.is_empty()) {
                last.push(Span {
                    text: piece.to_owned(),
                    bold: bold || run.bold,
                    italic: run.italic,
                });
            }
        }
    }
    all.retain(|spans| spans.iter().any(|span| !span.text.trim().is_empty()));
    for spans in &mut all {
        if let Some(first) = spans.first_mut() {
            first.text = first.text.trim_start_matches(' ').to_owned();
        }
        if let Some(last) = spans.last_mut() {
            last.text = last.text.trim_end_matches(' ').to_owned();
        }
    }
    all
}

/// The line without the list mark before it and the stop behind it.
pub(crate) fn bare_item(text: &str) -> String {
    let text = line(text);
    let text = text.strip_prefix('-').map_or(text.as_str(), str::trim_start);
    text.trim_end_matches([';', '.', ',', ' ']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_composed_and_marks_of_machines_are_dropped() {
        assert_eq!(line("Nghi\u{323} quye\u{302}\u{301}t\u{0}\u{8}"), "Nghị quyết");
        assert_eq!(line("có \u{2068}5\u{2069} tin\u{feff}"), "có 5 tin");
        assert_eq!(line("a\tb\nc"), "a b c");
        assert_eq!(lines("một\r\n\r\nhai\u{b}ba"), ["một", "hai", "ba"]);
    }

    #[test]
    fn a_styled_text_keeps_its_styles_over_line_feeds() {
        let text = Text::new("một ").bold("hai\nba ").italic("\u{1}");
        let all = paragraphs(&text, false);
        assert_eq!(all.len(), 2);
        assert!(!all[0][0].bold && all[0][1].bold && all[1][0].bold);
        assert_eq!(all[1].len(), 1);
        assert_eq!(all[1][0].text, "ba");
    }

    #[test]
    fn list_marks_are_not_doubled() {
        assert_eq!(bare_item("- Như trên;"), "Như trên");
        assert_eq!(bare_item("Lưu: VT, VP."), "Lưu: VT, VP");
    }
}
