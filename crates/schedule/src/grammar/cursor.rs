//! A place in the tokens, with the small steps that every rule is made of.

use super::token::{Kind, Text, Token};

/// A place in the tokens. Rules move it forward on success and leave it on failure.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'t> {
    pub(super) text: &'t Text,
    pub(super) at: usize,
}

impl<'t> Cursor<'t> {
    pub(super) fn new(text: &'t Text) -> Self {
        Self { text, at: 0 }
    }

    pub(super) fn peek(&self, ahead: usize) -> Option<&'t Token> {
        self.text.tokens.get(self.at + ahead)
    }

    pub(super) fn kind(&self, ahead: usize) -> Option<Kind> {
        self.peek(ahead).map(|token| token.kind)
    }

    pub(super) fn before(&self) -> Option<&'t Token> {
        self.at.checked_sub(1).and_then(|i| self.text.tokens.get(i))
    }

    pub(super) fn ended(&self) -> bool {
        self.at >= self.text.tokens.len()
    }

    /// Whether a clause ends here.
    pub(super) fn breaks(&self) -> bool {
        self.text.breaks(self.at)
    }

    /// Runs a rule; a rule that fails leaves the cursor where it was.
    pub(super) fn attempt<T>(&mut self, rule: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let start = self.at;
        let result = rule(self);
        if result.is_none() {
            self.at = start;
        }
        result
    }

    /// Whether these words come next.
    pub(super) fn sees(&self, words: &str) -> bool {
        words
            .split(' ')
            .enumerate()
            .all(|(i, word)| self.text.is(self.at + i, word))
    }

    /// Whether one of these comes next.
    pub(super) fn sees_any(&self, phrases: &[&str]) -> bool {
        phrases.iter().any(|words| self.sees(words))
    }

    /// Takes these words if they come next.
    pub(super) fn eat(&mut self, words: &str) -> bool {
        let seen = self.sees(words);
        if seen {
            self.at += words.split(' ').count();
        }
        seen
    }

    /// Takes the first of these that comes next; longer ones stand first.
    pub(super) fn eat_any<'p>(&mut self, phrases: &[&'p str]) -> Option<&'p str> {
        phrases.iter().copied().find(|words| self.eat(words))
    }

    /// Takes the first of these and gives what stands beside it.
    pub(super) fn choose<T: Copy>(&mut self, choices: &[(&str, T)]) -> Option<T> {
        choices
            .iter()
            .find(|(words, _)| self.eat(words))
            .map(|(_, value)| *value)
    }

    /// Takes a sign if it comes next.
    pub(super) fn sign(&mut self, kind: Kind) -> bool {
        let seen = self.kind(0) == Some(kind);
        self.at += usize::from(seen);
        seen
    }

    /// Takes digits whose value is in the range and that are at most two.
    pub(super) fn small(&mut self, max: i32) -> Option<i8> {
        match self.kind(0) {
            Some(Kind::Number { value, digits }) if digits <= 2 && (1..=max).contains(&value) => {
                self.at += 1;
                i8::try_from(value).ok()
            }
            _ => None,
        }
    }

    /// Takes two digits of an hour, minute or second.
    pub(super) fn clock_part(&mut self, max: i32) -> Option<i8> {
        match self.kind(0) {
            Some(Kind::Number { value, digits }) if digits <= 2 && value <= max => {
                self.at += 1;
                i8::try_from(value).ok()
            }
            _ => None,
        }
    }

    /// Whether a four-digit year comes at this place.
    pub(super) fn sees_year(&self, ahead: usize) -> bool {
        matches!(
            self.kind(ahead),
            Some(Kind::Number {
                value: 1900..=2199,
                digits: 4
            })
        )
    }

    /// Takes a four-digit year.
    pub(super) fn year(&mut self) -> Option<i16> {
        match self.kind(0) {
            Some(Kind::Number {
                value: value @ 1900..=2199,
                digits: 4,
            }) => {
                self.at += 1;
                i16::try_from(value).ok()
            }
            _ => None,
        }
    }

    /// Takes an amount: digits or a numeral in words, with the other in brackets behind it.
    pub(super) fn amount(&mut self) -> Option<i32> {
        let amount = match self.kind(0) {
            Some(Kind::Number { value, digits }) if digits <= 4 => {
                self.at += 1;
                value
            }
            _ => i32::from(self.numeral()?),
        };
        // "05 (năm) ngày"
        self.attempt(|c| {
            (c.sign(Kind::Open) && (c.numeral().is_some() || c.eat("năm") || c.small(99).is_some()))
                .then_some(())
                .filter(|()| c.sign(Kind::Close))
        });
        Some(amount)
    }

    /// Takes a numeral in words, one to twelve. "Năm" is left out: it is the year.
    pub(super) fn numeral(&mut self) -> Option<i8> {
        const NUMERALS: [(&str, i8); 16] = [
            ("mười hai", 12),
            ("mười một", 11),
            ("một", 1),
            ("hai", 2),
            ("ba", 3),
            ("bốn", 4),
            ("tư", 4),
            ("sáu", 6),
            ("bảy", 7),
            ("tám", 8),
            ("chín", 9),
            ("mười", 10),
            ("nhất", 1),
            ("nhì", 2),
            ("giêng", 1),
            ("chạp", 12),
        ];
        self.choose(&NUMERALS)
    }

    /// Takes a Roman numeral, one to four.
    pub(super) fn roman(&mut self) -> Option<i8> {
        self.choose(&[("i", 1), ("ii", 2), ("iii", 3), ("iv", 4)])
    }
}
