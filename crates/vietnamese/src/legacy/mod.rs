//! Old encodings, as they look when their bytes were read as Latin letters: TCVN3 (fonts ".VnTime"), VNI ("VNI-Times"), windows-1258.
//!
//! Ask [`detect`] first and convert what it names; where it is [`Certainty::Doubtful`], ask a person.
//! Text that is Unicode already is named so, which keeps a text from being converted twice.
//!
//! ```
//! use vietnamese::legacy::{Certainty, Encoding, convert, detect};
//!
//! let found = detect("Céng hßa x· héi chñ nghÜa ViÖt Nam", Some(".VnTime"));
//! assert_eq!((found.encoding, found.certainty), (Encoding::Tcvn3, Certainty::Sure));
//! let text = convert("Céng hßa x· héi chñ nghÜa ViÖt Nam", found.encoding);
//! assert_eq!(text, "Cộng hòa xã hội chủ nghĩa Việt Nam");
//! assert_eq!(detect(&text, Some(".VnTime")).encoding, Encoding::Unicode);
//! ```

mod tcvn3;
mod vni;
mod windows_1258;

pub use tcvn3::tcvn3;
pub use vni::vni;
pub use windows_1258::windows_1258;

use crate::syllable::is_syllable;

/// How the letters of a text are to be understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// Nothing to convert.
    Unicode,
    /// TCVN 5712, third variant ("ABC").
    Tcvn3,
    /// TCVN3 in a font that draws small letters as capitals (".VnTimeH").
    Tcvn3Capitals,
    /// VNI for Windows: a vowel and a second sign for its marks.
    Vni,
    /// windows-1258 read as windows-1252.
    Windows1258,
}

/// How much the finding can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// Ask a person before anything is changed.
    Doubtful,
    /// The letters leave one reading.
    Sure,
}

/// What [`detect`] found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Detection {
    /// The likely encoding.
    pub encoding: Encoding,
    /// Whether to ask.
    pub certainty: Certainty,
    /// Share of marked words that are syllables as the text stands, 0 to 1.
    pub valid_before: f32,
    /// The same share after converting from `encoding`.
    pub valid_after: f32,
}

/// Which encoding is `text` in? The name of its font, where the file has one, is the surest sign; then the share of words that become syllables.
pub fn detect(text: &str, font: Option<&str>) -> Detection {
    let (before, marked) = valid_share(text);
    let unicode = |certainty| Detection {
        encoding: Encoding::Unicode,
        certainty,
        valid_before: before,
        valid_after: before,
    };
    if text.chars().any(is_unicode_only) {
        return unicode(Certainty::Sure);
    }
    let by_font = font.and_then(encoding_of_font);
    if let Some(encoding) = by_font {
        let (after, marked) = valid_share(&convert(text, encoding));
        if marked == 0 && encoding != Encoding::Tcvn3Capitals {
            return unicode(Certainty::Sure);
        }
        let certainty = if after >= 0.8 && after >= before {
            Certainty::Sure
        } else {
            Certainty::Doubtful
        };
        if after + 0.2 < before {
            return unicode(Certainty::Doubtful);
        }
        return Detection {
            encoding,
            certainty,
            valid_before: before,
            valid_after: after,
        };
    }
    if marked == 0 {
        return unicode(Certainty::Sure);
    }
    let best = [Encoding::Tcvn3, Encoding::Vni, Encoding::Windows1258]
        .into_iter()
        .map(|encoding| {
            let (after, marked) = valid_share(&convert(text, encoding));
            (encoding, after, marked)
        })
        .max_by(|a, b| a.1.total_cmp(&b.1));
    match best {
        Some((encoding, after, marked)) if after > before => {
            let sure = after >= 0.9 && before <= 0.5 && marked >= 3;
            let certainty = if sure {
                Certainty::Sure
            } else {
                Certainty::Doubtful
            };
            Detection {
                encoding,
                certainty,
                valid_before: before,
                valid_after: after,
            }
        }
        _ => unicode(if before >= 0.8 {
            Certainty::Sure
        } else {
            Certainty::Doubtful
        }),
    }
}

/// The text in Unicode (NFC). Plain Latin letters stay as they are.
pub fn convert(text: &str, encoding: Encoding) -> String {
    match encoding {
        Encoding::Unicode => crate::nfc(text).into_owned(),
        Encoding::Tcvn3 => tcvn3(text),
        Encoding::Tcvn3Capitals => tcvn3(text).to_uppercase(),
        Encoding::Vni => vni(text),
        Encoding::Windows1258 => windows_1258(text),
    }
}

/// The encoding that the fonts of a family draw, or nothing for Unicode fonts.
///
/// ```
/// use vietnamese::legacy::{Encoding, encoding_of_font};
///
/// assert_eq!(encoding_of_font(".VnTimeH"), Some(Encoding::Tcvn3Capitals));
/// assert_eq!(encoding_of_font("VNI-Times"), Some(Encoding::Vni));
/// assert_eq!(encoding_of_font("Times New Roman"), None);
/// ```
pub fn encoding_of_font(font: &str) -> Option<Encoding> {
    let name = font.trim().to_ascii_lowercase();
    if let Some(family) = name.strip_prefix(".vn") {
        let family = family.split([' ', ',']).next().unwrap_or(family);
        Some(if family.ends_with('h') {
            Encoding::Tcvn3Capitals
        } else {
            Encoding::Tcvn3
        })
    } else if name.starts_with("vni-") || name.starts_with("vni ") {
        Some(Encoding::Vni)
    } else {
        None
    }
}

/// Letters that no reading of old bytes as Latin gives: they come from Unicode alone.
fn is_unicode_only(c: char) -> bool {
    matches!(
        c,
        'ă' | 'Ă' | 'đ' | 'Đ' | 'ơ' | 'Ơ' | 'ư' | 'Ư' | 'ĩ' | 'Ĩ' | 'ũ' | 'Ũ' | '\u{1ea0}'..='\u{1ef9}'
    ) || crate::letter::Tone::of_mark(c).is_some()
}

/// Share of the words with a letter outside ASCII that are syllables, and how many such words there are.
fn valid_share(text: &str) -> (f32, usize) {
    let (mut valid, mut marked) = (0_usize, 0_usize);
    for word in text.split(|c: char| {
        c.is_whitespace() || c.is_ascii_punctuation() || matches!(c, '–' | '—' | '“' | '”' | '…')
    }) {
        if !word.is_ascii() {
            marked += 1;
            valid += usize::from(is_syllable(word));
        }
    }
    if marked == 0 {
        (1.0, 0)
    } else {
        (valid as f32 / marked as f32, marked)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOTTO: &str = "Cộng hòa xã hội chủ nghĩa Việt Nam";
    const MOTTO_VNI: &str = "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam";

    #[test]
    fn letters_alone_tell_the_encoding() {
        let found = detect("Céng hßa x· héi chñ nghÜa ViÖt Nam", None);
        assert_eq!(
            (found.encoding, found.certainty),
            (Encoding::Tcvn3, Certainty::Sure)
        );
        let found = detect(MOTTO_VNI, None);
        assert_eq!(
            (found.encoding, found.certainty),
            (Encoding::Vni, Certainty::Sure)
        );
        assert_eq!(convert(MOTTO_VNI, found.encoding), MOTTO);
    }

    #[test]
    fn unicode_is_left_alone_whatever_the_font_says() {
        for font in [None, Some(".VnTime"), Some("VNI-Times")] {
            for text in [MOTTO, "Ban Chỉ đạo", "plain words, 2025", ""] {
                let found = detect(text, font);
                assert_eq!(
                    (found.encoding, found.certainty),
                    (Encoding::Unicode, Certainty::Sure),
                    "{text} {font:?}"
                );
            }
        }
    }

    #[test]
    fn few_letters_are_doubtful() {
        assert_eq!(detect("nhã", Some(".VnTime")).certainty, Certainty::Sure);
        assert_eq!(detect("Café Zoë", None).certainty, Certainty::Doubtful);
        assert_eq!(
            detect("là cà phê", None),
            Detection {
                encoding: Encoding::Unicode,
                certainty: Certainty::Sure,
                valid_before: 1.0,
                valid_after: 1.0
            }
        );
    }

    #[test]
    fn capital_fonts_give_capitals() {
        assert_eq!(convert("céng hßa", Encoding::Tcvn3Capitals), "CỘNG HÒA");
        assert_eq!(
            detect("ub nd", Some(".VnArialH")).encoding,
            Encoding::Tcvn3Capitals
        );
        assert_eq!(encoding_of_font(".VnArialH Bold"), Some(Encoding::Tcvn3Capitals));
    }
}
