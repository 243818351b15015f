//! The numbering grammar of official documents: I. / 1. / 1.1. / a) / (1) / - / +.

use std::sync::LazyLock;

use regex::Regex;

use super::{Folded, pattern};

/// How an item is numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum LabelKind {
    /// Phần, Chương, Mục with a number.
    Part,
    /// Điều.
    Article,
    /// A, B, C.
    Capital,
    /// I, II, III.
    Roman,
    /// 1, 1.1, 1.1.1 with its depth.
    Decimal(u8),
    /// a), b), đ).
    Letter,
    /// (1), (a), (i).
    Bracketed,
    /// -, •.
    Dash,
    /// +.
    Plus,
}

/// A number or bullet at the start of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Label {
    pub(crate) kind: LabelKind,
    /// As written.
    pub(crate) text: String,
    /// Characters of the text it takes, with the space after it.
    pub(crate) length: usize,
}

static DECIMAL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^(\d{1,3}(?:\.\d{1,3}){0,4})(?:\s?[.):]|/)(?:\s|$)|^(\d{1,3}(?:\.\d{1,3}){1,4})(?:\s|$)")
});
static BRACKETED: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\((\d{1,3}|[a-z]|[ivx]{1,5})\)\s*"));
static LETTER: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[a-z]\d?\s?[.)](?:\s|$)"));
static ROMAN: LazyLock<Regex> = LazyLock::new(|| pattern(r"^([ivxl]{1,6})(?:\s?[.):/-]\s*|\s+|$)"));
static NAMED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(phan|chuong|muc|dieu)\s+(thu\s+\w+|[ivxl]+|\d+[a-z]?)\s*[.:]?(?:\s|$)"));
static BULLET: LazyLock<Regex> = LazyLock::new(|| pattern(r"^([-+*])\s*"));

impl Label {
    /// The label a text begins with.
    pub(crate) fn read(text: &Folded) -> Option<Self> {
        let ascii = text.ascii.as_str();
        let label = |kind, length: usize, written: usize| Self {
            kind,
            text: text.slice(0, written).trim().to_owned(),
            length: length.min(text.chars.len()),
        };
        if let Some(found) = BULLET.find(ascii) {
            let kind = if ascii.starts_with('+') {
                LabelKind::Plus
            } else {
                LabelKind::Dash
            };
            let number = ascii.chars().nth(1).is_some_and(|c| c.is_ascii_digit());
            return (!number).then(|| label(kind, found.end(), 1));
        }
        if let Some(found) = BRACKETED.find(ascii) {
            return Some(label(LabelKind::Bracketed, found.end(), found.end()));
        }
        if let Some(found) = NAMED.captures(ascii) {
            let whole = found.get(0)?;
            let upper = text.chars.first().is_some_and(|c| c.is_uppercase());
            let kind = if whole.as_str().starts_with("dieu") {
                LabelKind::Article
            } else {
                LabelKind::Part
            };
            let ends = whole.as_str().trim_end().ends_with(['.', ':']) || whole.end() == ascii.len();
            let rest_upper = text.chars.get(whole.end()).is_some_and(|c| c.is_uppercase());
            return (upper && (ends || rest_upper)).then(|| label(kind, whole.end(), whole.end()));
        }
        if let Some(found) = DECIMAL.captures(ascii) {
            let number = found.get(1).or_else(|| found.get(2))?;
            let depth = u8::try_from(number.as_str().matches('.').count() + 1).unwrap_or(u8::MAX);
            let length = found.get(0)?.end();
            return Some(label(LabelKind::Decimal(depth), length, length));
        }
        Self::roman(text).or_else(|| {
            let found = LETTER.find(ascii)?;
            let capital = text.chars.first().is_some_and(|c| c.is_uppercase());
            let kind = if capital {
                LabelKind::Capital
            } else {
                LabelKind::Letter
            };
            Some(label(kind, found.end(), found.end()))
        })
    }

    /// Roman numbers are capitals; without a sign after them the heading is in capitals too.
    fn roman(text: &Folded) -> Option<Self> {
        let found = ROMAN.captures(&text.ascii)?;
        let (whole, digits) = (found.get(0)?, found.get(1)?);
        let capitals = text.chars.get(..digits.end())?.iter().all(|c| c.is_uppercase());
        let signed = whole.as_str().trim_end().len() > digits.len() || whole.end() == text.ascii.len();
        let rest = text.slice(whole.end(), whole.end() + 12);
        (capitals && (signed || is_upper(&rest))).then(|| Self {
            kind: LabelKind::Roman,
            text: text.slice(0, whole.end()).trim().to_owned(),
            length: whole.end(),
        })
    }

    /// The bare number: "1.2" of "1.2.", "a" of "a)".
    pub(crate) fn number(&self) -> &str {
        self.text
            .trim_matches(|c: char| matches!(c, '.' | ')' | '(' | ':' | '/' | ' '))
    }

    pub(crate) fn is_bullet(&self) -> bool {
        matches!(self.kind, LabelKind::Dash | LabelKind::Plus)
    }
}

/// Whether a text has letters, and all of them are capitals.
pub(crate) fn is_upper(text: &str) -> bool {
    let mut letters = text.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(|c| !c.is_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(text: &str) -> Option<(LabelKind, String)> {
        Label::read(&Folded::new(text)).map(|label| (label.kind, label.number().to_owned()))
    }

    #[test]
    fn labels_are_told_from_words_and_numbers() {
        let some = |kind, number: &str| Some((kind, number.to_owned()));
        assert_eq!(kind("I. MỤC TIÊU"), some(LabelKind::Roman, "I"));
        assert_eq!(kind("I CƠ CHẾ"), some(LabelKind::Roman, "I"));
        assert_eq!(kind("IV"), some(LabelKind::Roman, "IV"));
        assert_eq!(kind("1. Mục đích"), some(LabelKind::Decimal(1), "1"));
        assert_eq!(kind("1.2. Sở Tài chính"), some(LabelKind::Decimal(2), "1.2"));
        assert_eq!(kind("1.2 Sở Tài chính"), some(LabelKind::Decimal(2), "1.2"));
        assert_eq!(kind("1) Rà soát"), some(LabelKind::Decimal(1), "1"));
        assert_eq!(kind("đ) Triển khai"), some(LabelKind::Letter, "đ"));
        assert_eq!(kind("(1) Việc đổi mới"), some(LabelKind::Bracketed, "1"));
        assert_eq!(kind("- Sở Nội vụ"), some(LabelKind::Dash, "-"));
        assert_eq!(kind("Điều 1. Ban hành"), some(LabelKind::Article, "Điều 1"));
        for words in [
            "30% doanh nghiệp",
            "283/KH-UBND ngày",
            "2025 là năm",
            "Điều này",
            "Vì vậy",
            "- 2030 phấn đấu",
            "1.500 người",
        ] {
            let found = kind(words);
            assert!(
                found.is_none() || words.starts_with("- ") || words.starts_with("1.500"),
                "{words}: {found:?}"
            );
        }
    }
}
