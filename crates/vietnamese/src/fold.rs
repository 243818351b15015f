//! Keys for search: what people type without marks must find what is written with them.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::syllable::place_tone;

/// The search key: lower case, no marks, đ as d, every run of blanks and punctuation as one blank.
///
/// Both places of the tone mark (hoà, hòa) and both spellings of a final i (kĩ, kỹ; quí, quý) give one key.
/// Folding a key again changes nothing.
///
/// ```
/// use vietnamese::fold;
///
/// assert_eq!(fold("  Số 19/KH-UBND,  Đồng Tháp "), "so 19 kh ubnd dong thap");
/// assert_eq!(fold("Mỹ thuật"), fold("Mĩ thuật"));
/// ```
pub fn fold(text: &str) -> String {
    join_words(&unmarked(text), |word, out| out.push_str(&one_final_i(word)))
}

/// Lower case, NFC, traditional place of the tone mark, punctuation collapsed as in [`fold`]: equal texts are equal words with equal marks.
///
/// ```
/// use vietnamese::fold_marks_kept;
///
/// assert_eq!(fold_marks_kept("UỶ BAN"), "ủy ban");
/// assert_ne!(fold_marks_kept("ma"), fold_marks_kept("mà"));
/// ```
pub fn fold_marks_kept(text: &str) -> String {
    let lower: String = text.nfkc().flat_map(char::to_lowercase).nfkc().collect();
    join_words(&lower, |word, out| out.push_str(&place_tone(word)))
}

/// Words without marks joined by hyphens, for addresses and file names. Spelling is kept: kỹ gives "ky".
///
/// ```
/// assert_eq!(vietnamese::slug("Thủ tục: Cấp đổi Giấy phép"), "thu-tuc-cap-doi-giay-phep");
/// ```
pub fn slug(text: &str) -> String {
    join_words(&unmarked(text), |word, out| {
        out.extend(word.chars().filter(char::is_ascii_alphanumeric))
    })
    .split(' ')
    .filter(|word| !word.is_empty())
    .collect::<Vec<_>>()
    .join("-")
}

/// The text without tone and shape marks, case and punctuation kept.
///
/// ```
/// assert_eq!(vietnamese::strip_marks("Đề án: Số hoá"), "De an: So hoa");
/// ```
pub fn strip_marks(text: &str) -> String {
    text.nfd()
        .filter(|c| !is_combining_mark(*c))
        .map(plain_d)
        .nfc()
        .collect()
}

fn unmarked(text: &str) -> String {
    let lower = text.nfkd().flat_map(char::to_lowercase);
    lower
        .nfkd()
        .filter(|c| !is_combining_mark(*c))
        .map(plain_d)
        .collect()
}

/// đ has no decomposition; the Icelandic eth looks the same in capitals and is often typed for it.
fn plain_d(c: char) -> char {
    match c {
        'đ' | 'ð' => 'd',
        'Đ' | 'Ð' => 'D',
        other => other,
    }
}

fn join_words(text: &str, mut put: impl FnMut(&str, &mut String)) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text
        .split(|c: char| !c.is_alphanumeric() && !is_combining_mark(c))
        .filter(|word| !word.is_empty())
    {
        if !out.is_empty() {
            out.push(' ');
        }
        put(word, &mut out);
    }
    out
}

/// A final y that is the whole rhyme is written i. Behind "qu" it is y, so that typing "quy" still begins "quyết".
fn one_final_i(word: &str) -> std::borrow::Cow<'_, str> {
    if word == "qui" {
        return "quy".into();
    }
    match word.strip_suffix('y') {
        Some(
            onset @ ("b" | "d" | "h" | "k" | "kh" | "l" | "m" | "n" | "nh" | "ph" | "s" | "t" | "th" | "v"
            | "x"),
        ) => format!("{onset}i").into(),
        _ => word.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_word_meet() {
        for (a, b) in [
            ("hoà", "hòa"),
            ("uỷ ban", "ủy ban"),
            ("kĩ sư", "kỹ sư"),
            ("lý lẽ", "lí lẽ"),
            ("quí vị", "quý vị"),
            ("Đắk Lắk", "dak lak"),
            ("Ðồng Nai", "Đồng Nai"),
            ("Nghi\u{323} quyê\u{301}t", "nghị quyết"),
            ("m²", "m2"),
            ("TP.HCM", "tp hcm"),
            ("“Hội thi”", "hoi thi"),
        ] {
            assert_eq!(fold(a), fold(b));
        }
    }

    #[test]
    fn beginnings_stay_beginnings() {
        assert!(fold("quyết định").starts_with(&fold("quy")));
        assert!(fold("kỹ thuật").starts_with(&fold("ky")));
        assert!(fold("thuý").starts_with(&fold("thuy")));
    }

    #[test]
    fn marks_count_in_the_second_key() {
        assert_eq!(fold_marks_kept("Hoà–bình"), fold_marks_kept("hòa bình"));
        assert_ne!(fold_marks_kept("kĩ"), fold_marks_kept("kỹ"));
        assert_eq!(fold_marks_kept("Nghi\u{323}"), "nghị");
    }

    #[test]
    fn slugs_are_ascii() {
        assert_eq!(slug("Kỹ năng số – 2026 (日本)"), "ky-nang-so-2026");
        assert_eq!(slug("—"), "");
    }
}
