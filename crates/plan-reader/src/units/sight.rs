//! What stands at a place of the cell: a head, a group word, a field of work, a place.

use super::fields::FieldSet;
use super::lexicon::{
    CUT_PHRASES, Class, Cut, DETERMINER_PHRASES, FIELD_PHRASES, HEAD_PHRASES, Head, NOUN_PHRASES, Noun,
    Phrases, is_other_word,
};
use super::token::{Kind, Token};

/// The tokens of a cell, looked at from one place.
pub(super) struct Sight<'a> {
    pub(super) tokens: &'a [Token],
}

/// What opens at a token.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Opening {
    /// "các", "một số": the index behind it.
    Determiner(usize),
    /// A head with what makes it one body's name; the index behind the head.
    Head(Head, usize),
    Noun(Noun, usize),
    /// "thành phố Huế": a kind of place with a name.
    Place,
    Acronym,
    Capital,
    Lower,
    Nothing,
}

impl<'a> Sight<'a> {
    pub(super) fn token(&self, at: usize) -> Option<&'a Token> {
        self.tokens.get(at)
    }

    pub(super) fn kind(&self, at: usize) -> Option<Kind> {
        self.token(at).map(|token| token.kind)
    }

    pub(super) fn word(&self, at: usize) -> Option<&'a str> {
        self.token(at)
            .filter(|token| token.kind == Kind::Word)
            .map(|token| token.word.as_str())
    }

    pub(super) fn is_capital(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.capital)
    }

    /// The word before, over a line break.
    pub(super) fn word_before(&self, at: usize) -> Option<&'a str> {
        let mut at = at.checked_sub(1)?;
        if self.kind(at) == Some(Kind::Newline) {
            at = at.checked_sub(1)?;
        }
        self.token(at)
            .filter(|token| matches!(token.kind, Kind::Word | Kind::And))
            .map(|token| token.word.as_str())
    }

    /// The next index that is no line break.
    pub(super) fn over_line(&self, at: usize) -> usize {
        if self.kind(at) == Some(Kind::Newline) {
            at + 1
        } else {
            at
        }
    }

    /// The longest phrase at `at` that `accept` takes, and the index behind it. Signs of `skipped` may stand between its words.
    fn phrase<T: Copy>(
        &self,
        phrases: &Phrases<T>,
        at: usize,
        skipped: &[Kind],
        accept: impl Fn(T) -> bool,
    ) -> Option<(T, usize)> {
        let first = self.word(at)?;
        phrases.beginning(first).find_map(|(rest, value)| {
            let mut end = at + 1;
            for wanted in rest {
                let mut next = end;
                while self.kind(next).is_some_and(|kind| skipped.contains(&kind)) && next < end + 4 {
                    next += 1;
                }
                let token = self.token(next)?;
                if token.word != *wanted {
                    return None;
                }
                end = next + 1;
            }
            accept(value).then_some((value, end))
        })
    }

    pub(super) fn head(&self, at: usize) -> Option<(Head, usize)> {
        let (head, end) = self.phrase(&HEAD_PHRASES, at, &[Kind::Newline], |_| true)?;
        let word = self.word(at)?;
        let single = end == at + 1;
        let before = self.word_before(at);
        let after = self.word(self.over_line(end));
        if single && is_other_word(before, word, after) {
            return None;
        }
        Some((head, end))
    }

    /// A head that goes on with the name before it ("Ngân hàng ... Chi nhánh Khu vực 5", "Tập đoàn Bưu chính Viễn thông").
    pub(super) fn is_inner(&self, at: usize) -> bool {
        matches!(
            (self.word(at), self.word(at + 1)),
            (Some("chi"), Some("nhánh")) | (Some("viễn"), Some("thông")) | (Some("điện"), Some("lực"))
        )
    }

    pub(super) fn noun(&self, at: usize) -> Option<(Noun, usize)> {
        let (noun, end) = self.phrase(&NOUN_PHRASES, at, &[Kind::Newline], |_| true)?;
        let after = self.word(self.over_line(end));
        if end == at + 1 && is_other_word(self.word_before(at), self.word(at)?, after) {
            return None;
        }
        Some((noun, end))
    }

    pub(super) fn is_number(&self, at: usize) -> bool {
        self.word(at)
            .is_some_and(|word| word.bytes().all(|b| b.is_ascii_digit()))
    }

    pub(super) fn determiner(&self, at: usize) -> Option<usize> {
        if self.is_number(at) && self.noun(at + 1).is_some() {
            return Some(at + 1);
        }
        self.phrase(&DETERMINER_PHRASES, at, &[Kind::Newline], |_| true)
            .map(|(_, end)| end)
    }

    /// The end of the longest name of a field that may follow a head with the set `fields`.
    pub(super) fn field(&self, at: usize, fields: FieldSet) -> Option<usize> {
        let skipped = [Kind::Comma, Kind::And, Kind::Dash, Kind::Newline];
        let (_, end) = self.phrase(&FIELD_PHRASES, at, &skipped, |set| fields.takes(set))?;
        // "Thuế thu nhập" is no "Thuế": a name ends where the words end.
        Some(end)
    }

    /// A field of the set, and nothing behind it but the end or a separator.
    pub(super) fn whole_field(&self, at: usize, fields: FieldSet) -> bool {
        self.field(at, fields)
            .is_some_and(|end| self.kind(self.over_line(end)) != Some(Kind::Word))
    }

    /// A verb phrase that may end a name.
    pub(super) fn cut(&self, at: usize) -> Option<Cut> {
        if self.is_capital(at) {
            return None;
        }
        let (cut, end) = self.phrase(&CUT_PHRASES, at, &[Kind::Newline], |_| true)?;
        if end == at + 1 && is_other_word(self.word_before(at), self.word(at)?, None) {
            return None;
        }
        match cut {
            Cut::Side { .. } => {
                let ends =
                    self.kind(end) != Some(Kind::Word) || matches!(self.word(end), Some("với" | "cùng"));
                Some(Cut::Side { ends })
            }
            _ => Some(cut),
        }
    }

    /// A kind of place in small letters without a name behind it ("xã", "cấp xã").
    pub(super) fn common_place(&self, at: usize) -> Option<usize> {
        let (noun, end) = self.noun(at)?;
        (noun.class == Class::Place && !self.is_name(end)).then_some(end)
    }

    /// A kind of place with a name ("xã Tằng Loỏng", "TP. Huế").
    pub(super) fn named_place(&self, at: usize) -> bool {
        self.noun(at)
            .is_some_and(|(noun, end)| noun.class == Class::Place && self.is_name(end))
    }

    fn is_name(&self, at: usize) -> bool {
        let at = self.over_line(at);
        self.word(at).is_some()
            && self.is_capital(at)
            && self.determiner(at).is_none()
            && self.head(at).is_none()
    }

    pub(super) fn opening(&self, at: usize) -> Opening {
        let Some(token) = self
            .token(at)
            .filter(|token| matches!(token.kind, Kind::Word | Kind::Mark))
        else {
            return Opening::Nothing;
        };
        if token.kind == Kind::Mark {
            return match self.token(at + 1) {
                Some(next) if next.kind == Kind::Word && next.capital => Opening::Capital,
                _ => Opening::Lower,
            };
        }
        if let Some(end) = self.determiner(at) {
            return Opening::Determiner(end);
        }
        let head = self.head(at);
        let noun = self
            .noun(at)
            .filter(|(_, end)| head.is_none_or(|(_, head_end)| *end >= head_end));
        if self.named_place(at) {
            return Opening::Place;
        }
        if let Some((head, end)) = head
            && self.is_one_body(at, head, end, noun)
        {
            return Opening::Head(head, end);
        }
        match noun {
            Some((noun, end)) => Opening::Noun(noun, end),
            None if token.acronym => Opening::Acronym,
            None if token.capital || token.word.bytes().next().is_some_and(|b| b.is_ascii_digit()) => {
                Opening::Capital
            }
            None => Opening::Lower,
        }
    }

    /// Is the head at `at` the opening of one body's name, and not a common noun ("Sở Y tế", not "sở, ngành")?
    fn is_one_body(&self, at: usize, head: Head, end: usize, noun: Option<(Noun, usize)>) -> bool {
        let next = self.over_line(end);
        let Some(token) = self
            .token(next)
            .filter(|token| matches!(token.kind, Kind::Word | Kind::Mark))
        else {
            let colon = self.kind(next) == Some(Kind::Colon);
            return noun.is_none() && (self.is_capital(at) || head.alone) && !colon;
        };
        if self.field(next, head.fields).is_some() {
            return true;
        }
        // A longer common noun: "trường đại học", "ngân hàng thương mại".
        let longer = noun.is_some_and(|(_, noun_end)| noun_end > end);
        let behind = if longer {
            self.over_line(noun.map_or(end, |(_, end)| end))
        } else {
            next
        };
        let capital = self
            .token(behind)
            .is_some_and(|token| matches!(token.kind, Kind::Word | Kind::Mark) && token.capital);
        if capital {
            return self.determiner(behind).is_none() || noun.is_none();
        }
        if longer {
            return self.capital_follows(behind);
        }
        if noun.is_none() {
            return true;
        }
        if self.common_place(next).is_some()
            && self
                .noun(next)
                .is_some_and(|(noun, _)| noun.class == Class::Place)
        {
            return self.is_capital(at);
        }
        if self.head(next).is_some() && self.is_capital(next) {
            return true;
        }
        let vague = matches!(
            token.word.as_str(),
            "liên"
                | "có"
                | "ngành"
                | "ban"
                | "thuộc"
                | "trực"
                | "khác"
                | "chuyên"
                | "được"
                | "trên"
                | "ở"
                | "tại"
                | "cấp"
                | "các"
                | "đoàn"
                | "của"
                | "chịu"
                | "hợp"
        );
        self.is_capital(at) && !vague && self.noun(next).is_none() || self.capital_follows(next)
    }

    /// A capital word comes before the next separator.
    fn capital_follows(&self, at: usize) -> bool {
        self.tokens
            .iter()
            .skip(at)
            .take(12)
            .take_while(|token| matches!(token.kind, Kind::Word | Kind::Newline))
            .take_while(|token| !matches!(token.word.as_str(), "thuộc" | "của" | "trên" | "tại" | "ở"))
            .any(|token| token.capital)
    }
}
