use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Composed form (NFC) of `text`; borrowed when it is composed already.
///
/// File names of some systems and text drawn out of PDF arrive decomposed.
///
/// ```
/// assert_eq!(vietnamese::nfc("Nghi\u{323}"), "Nghị");
/// ```
pub fn nfc(text: &str) -> Cow<'_, str> {
    if is_nfc(text) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    }
}

/// NFC, odd blanks (non-breaking, thin, ideographic) as plain blanks, zero-width signs and soft hyphens removed.
///
/// Line breaks and tabs stay. Convert a [legacy](crate::legacy) encoding before: one of them uses the soft hyphen as a letter.
///
/// ```
/// assert_eq!(vietnamese::clean("Sở\u{a0}Xây\u{200b} dựng"), "Sở Xây dựng");
/// ```
pub fn clean(text: &str) -> Cow<'_, str> {
    clean_with(text, |_| None)
}

/// [`clean`], and every kind of dash or minus as the plain hyphen.
///
/// ```
/// assert_eq!(vietnamese::clean_dashes("2021 – 2030"), "2021 - 2030");
/// ```
pub fn clean_dashes(text: &str) -> Cow<'_, str> {
    clean_with(text, |c| is_dash(c).then_some('-'))
}

/// Runs of blanks and line breaks as one blank, none at the ends.
///
/// ```
/// assert_eq!(vietnamese::squeeze(" Lãnh đạo\n  Sở "), "Lãnh đạo Sở");
/// ```
pub fn squeeze(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// First letter in upper case, the rest as it is.
///
/// ```
/// assert_eq!(vietnamese::capitalise("đài Truyền hình"), "Đài Truyền hình");
/// ```
pub fn capitalise(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

fn clean_with(text: &str, also: impl Fn(char) -> Option<char>) -> Cow<'_, str> {
    let text = nfc(text);
    let is_odd = |c: char| is_zero_width(c) || is_odd_blank(c) || also(c).is_some_and(|to| to != c);
    if !text.contains(is_odd) {
        return text;
    }
    let kept = text.chars().filter(|c| !is_zero_width(*c)).map(|c| {
        if is_odd_blank(c) {
            ' '
        } else {
            also(c).unwrap_or(c)
        }
    });
    // A letter and its mark may have been parted by a zero-width sign.
    Cow::Owned(kept.nfc().collect())
}

fn is_odd_blank(c: char) -> bool {
    matches!(
        c,
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}'
    )
}

fn is_zero_width(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

fn is_dash(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn composed_text_is_borrowed() {
        assert!(matches!(nfc("Nghị quyết"), Cow::Borrowed(_)));
        assert!(matches!(clean("Nghị quyết"), Cow::Borrowed(_)));
        assert!(matches!(clean_dashes("2021 - 2030"), Cow::Borrowed(_)));
    }

    #[test]
    fn a_mark_behind_a_zero_width_sign_joins_its_letter() {
        assert_eq!(clean("a\u{200b}\u{301}"), "á");
    }

    #[test]
    fn line_breaks_stay_and_dashes_only_change_where_asked() {
        assert_eq!(clean("a –\u{202f}b\n\tc"), "a – b\n\tc");
        assert_eq!(clean_dashes("−5 — x"), "-5 - x");
    }
}
