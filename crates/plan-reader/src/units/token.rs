//! The signs of a cell that matter for lists: words, separators, bullets, brackets.

use std::collections::HashMap;
use std::ops::Range;

use vietnamese::{is_syllable, place_tone};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    Comma,
    And,
    Slash,
    Dash,
    Newline,
    /// Semicolon, end of a sentence, bullet, blank line: nothing goes over it.
    Hard,
    /// As `Hard`, and a list with a shared head ends too.
    Stop,
    Colon,
    /// From "(" to its ")", both inside.
    Bracket,
    /// "…": the text was cut short.
    Ellipsis,
    /// A quotation mark or another sign that belongs to the name around it.
    Mark,
}

#[derive(Debug, Clone)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) range: Range<usize>,
    /// The word in lower case with its tone mark in the usual place; empty for signs.
    pub(super) word: String,
    pub(super) capital: bool,
    pub(super) acronym: bool,
    pub(super) bulleted: bool,
}

pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut reader = Reader {
        text,
        at: 0,
        out: Vec::new(),
        items: 0,
        closing: closing(text),
    };
    while let Some(c) = reader.peek() {
        reader.step(c);
    }
    reader.out
}

/// Places of opening brackets and of what closes them.
fn closing(text: &str) -> HashMap<usize, usize> {
    let mut open = Vec::new();
    let mut pairs = HashMap::new();
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' => open.push((at, c)),
            ')' | ']' => {
                let wanted = if c == ')' { '(' } else { '[' };
                if open.last().is_some_and(|(_, found)| *found == wanted)
                    && let Some((start, _)) = open.pop()
                {
                    pairs.insert(start, at);
                }
            }
            _ => {}
        }
    }
    pairs
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    out: Vec<Token>,
    /// Number of the last item ("2."), so that "3." within a line begins the next.
    items: u32,
    /// Where each bracket that closes is closed.
    closing: HashMap<usize, usize>,
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.text.get(self.at..)?.chars().next()
    }

    fn step(&mut self, c: char) {
        match c {
            '\n' | '\r' => self.line_break(),
            _ if c.is_whitespace() => self.at += c.len_utf8(),
            '(' | '[' => self.bracket(c),
            ';' => self.sign(Kind::Hard, c),
            ':' => self.sign(Kind::Colon, c),
            ',' | '、' => self.sign(Kind::Comma, c),
            '/' | '|' | '\\' => self.sign(Kind::Slash, c),
            '…' => self.sign(Kind::Ellipsis, c),
            '.' => self.stop(),
            '•' | '*' | '·' | '▪' | '●' | '○' | '◦' | '\u{f0b7}' | '\u{f02d}' | '➢' | '✓' => {
                self.bullet(c)
            }
            '-' | '–' | '—' | '−' | '‐' | '‑' | '+' if self.at_start() => self.bullet(c),
            '-' | '–' | '—' | '−' | '‐' | '‑' => self.sign(Kind::Dash, c),
            '+' => self.sign(Kind::Comma, c),
            '&' => self.sign(Kind::And, c),
            _ if is_word(c) => self.word(),
            _ => self.sign(Kind::Mark, c),
        }
    }

    fn push(&mut self, kind: Kind, end: usize) {
        self.out.push(Token {
            kind,
            range: self.at..end,
            word: String::new(),
            capital: false,
            acronym: false,
            bulleted: false,
        });
        self.at = end;
    }

    fn sign(&mut self, kind: Kind, c: char) {
        self.push(kind, self.at + c.len_utf8());
    }

    fn bullet(&mut self, c: char) {
        self.sign(Kind::Hard, c);
        if let Some(token) = self.out.last_mut() {
            token.bulleted = true;
        }
    }

    /// Nothing but a separator stands before.
    fn at_start(&self) -> bool {
        self.out.last().is_none_or(|token| {
            matches!(
                token.kind,
                Kind::Hard | Kind::Stop | Kind::Newline | Kind::Colon | Kind::Comma
            )
        })
    }

    fn line_break(&mut self) {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let blank = rest.len() - rest.trim_start().len();
        let gap = rest.get(..blank).unwrap_or_default();
        let lines = gap.matches('\n').count().max(gap.matches('\r').count());
        self.push(
            if lines > 1 { Kind::Hard } else { Kind::Newline },
            self.at + blank.max(1),
        );
    }

    fn bracket(&mut self, open: char) {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let end = self.closing.get(&self.at).map(|close| close + 1 - self.at);
        match end {
            Some(end) => {
                let number = rest.get(1..end - 1).is_some_and(|inner| {
                    !inner.is_empty() && inner.len() <= 3 && inner.chars().all(|c| c.is_ascii_alphanumeric())
                });
                let kind = if number && self.at_start() {
                    Kind::Hard
                } else {
                    Kind::Bracket
                };
                self.push(kind, self.at + end);
            }
            None => self.sign(Kind::Mark, open),
        }
    }

    fn stop(&mut self) {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let dots = rest.len() - rest.trim_start_matches('.').len();
        if dots >= 2 {
            return self.push(Kind::Ellipsis, self.at + dots);
        }
        self.sign(Kind::Stop, '.');
    }

    fn word(&mut self) {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let signs: Vec<(usize, char)> = rest.char_indices().take(400).collect();
        let mut end = rest.len();
        for (n, (at, c)) in signs.iter().enumerate() {
            let next = signs.get(n + 1).map(|(_, c)| *c);
            let glued = match c {
                _ if is_word(*c) => true,
                '&' | '\'' | '’' | '-' | '–' | '_' | '@' => next.is_some_and(is_word),
                '.' => {
                    let before = rest.get(..*at).unwrap_or_default();
                    let short = before
                        .chars()
                        .next_back()
                        .is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
                    is_abbreviation(before) || (short && next.is_some_and(is_word))
                }
                ',' => next.is_some_and(char::is_uppercase) && acronym_with_comma(rest),
                _ => false,
            };
            if !glued {
                end = *at;
                break;
            }
            if n + 1 == 400 {
                end = *at + c.len_utf8();
            }
        }
        let raw = rest.get(..end).unwrap_or_default();
        // "1." or "a)" before an item.
        let after = rest.get(end..).and_then(|rest| rest.chars().next());
        let item = raw.parse::<u32>().ok().filter(|n| *n == self.items + 1);
        let number = raw.chars().all(|c| c.is_ascii_digit()) || raw.chars().count() == 1;
        let starts = self.at_start() || (self.items > 0 && item.is_some());
        if number && starts && matches!(after, Some('.' | ')')) && raw.len() <= 3 {
            self.items = item.unwrap_or(self.items);
            return self.push(Kind::Hard, self.at + end + 1);
        }
        let clean = vietnamese::clean(raw);
        let word = place_tone(clean.to_lowercase().trim_end_matches('.'));
        let letters: Vec<char> = clean.chars().filter(|c| c.is_alphabetic()).collect();
        let capital = letters.first().is_some_and(|c| c.is_uppercase());
        let acronym = letters.len() >= 2 && letters.iter().all(|c| c.is_uppercase()) && !is_syllable(&word);
        let behind_and = self.out.last().is_some_and(|token| token.word == "cùng");
        let kind = if matches!(word.as_str(), "và" | "hoặc" | "cùng") || (word == "với" && behind_and) {
            Kind::And
        } else {
            Kind::Word
        };
        let start = self.at;
        self.push(kind, start + end.max(1));
        if let Some(token) = self.out.last_mut() {
            (token.word, token.capital, token.acronym) = (word, capital, acronym);
        }
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric()
        || matches!(c, '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' | '%' | '₫')
}

/// Short forms whose dot ends no sentence.
fn is_abbreviation(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "tp" | "p" | "tx" | "tt" | "q" | "h" | "x" | "t" | "đ/c" | "v" | "ths" | "ts"
    )
}

/// "VH,TT&DL": one short form although a comma stands in it.
fn acronym_with_comma(rest: &str) -> bool {
    let mut run = rest
        .chars()
        .take(40)
        .take_while(|c| !c.is_whitespace() && !matches!(c, ';' | '(' | ')'));
    let mut ampersand = false;
    run.all(|c| {
        ampersand |= c == '&';
        !c.is_alphabetic() || c.is_uppercase()
    }) && ampersand
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<Kind> {
        tokens(text).into_iter().map(|token| token.kind).collect()
    }

    #[test]
    fn short_forms_are_one_word() {
        for text in ["VH,TT&DL", "KH&CN", "VH-XH", "TP.HCM", "1441/QĐ-UBND"] {
            let words = tokens(text)
                .into_iter()
                .filter(|token| token.kind == Kind::Word)
                .count();
            assert_eq!(words, if text.contains('/') { 2 } else { 1 }, "{text}");
        }
        assert!(tokens("NN&MT TPHN QHKT").iter().all(|token| token.acronym));
        assert!(tokens("BAN CHÍNH Sở").iter().all(|token| !token.acronym));
    }

    #[test]
    fn bullets_part_and_dashes_may_not() {
        use Kind::*;
        assert_eq!(
            kinds("- Bộ A; - Bộ B"),
            [Hard, Word, Word, Hard, Hard, Word, Word]
        );
        assert_eq!(kinds("Quy hoạch - Kiến"), [Word, Word, Dash, Word]);
        assert_eq!(
            kinds("1. Sở A\n2. Sở B"),
            [Hard, Word, Word, Newline, Hard, Word, Word]
        );
        assert_eq!(kinds("TP. Huế. Các"), [Word, Word, Stop, Word]);
    }

    #[test]
    fn brackets_are_one_sign() {
        assert_eq!(kinds("A (b, (c); d) e"), [Kind::Word, Kind::Bracket, Kind::Word]);
        assert_eq!(kinds("A (b"), [Kind::Word, Kind::Mark, Kind::Word]);
    }
}
