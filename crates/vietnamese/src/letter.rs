//! One letter taken apart into base, shape and tone.

use unicode_normalization::UnicodeNormalization;

/// The six tones, in the order in which dictionaries sort them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Tone {
    /// No mark.
    #[default]
    Ngang,
    /// Grave: à.
    Huyen,
    /// Hook above: ả.
    Hoi,
    /// Tilde: ã.
    Nga,
    /// Acute: á.
    Sac,
    /// Dot below: ạ.
    Nang,
}

impl Tone {
    pub(crate) fn of_mark(mark: char) -> Option<Tone> {
        Some(match mark {
            '\u{300}' => Tone::Huyen,
            '\u{309}' => Tone::Hoi,
            '\u{303}' => Tone::Nga,
            '\u{301}' => Tone::Sac,
            '\u{323}' => Tone::Nang,
            _ => return None,
        })
    }

    pub(crate) fn mark(self) -> Option<char> {
        Some(match self {
            Tone::Ngang => return None,
            Tone::Huyen => '\u{300}',
            Tone::Hoi => '\u{309}',
            Tone::Nga => '\u{303}',
            Tone::Sac => '\u{301}',
            Tone::Nang => '\u{323}',
        })
    }
}

/// The letter with its tone taken away (shape kept: ấ gives â), and the tone.
pub(crate) fn split_tone(c: char) -> (char, Tone) {
    if c.is_ascii() {
        return (c, Tone::Ngang);
    }
    let mut tone = Tone::Ngang;
    let mut kept = std::iter::once(c)
        .nfd()
        .filter(|part| match Tone::of_mark(*part) {
            Some(found) if tone == Tone::Ngang => {
                tone = found;
                false
            }
            _ => true,
        })
        .collect::<Vec<_>>()
        .into_iter()
        .nfc();
    match (kept.next(), kept.next()) {
        (Some(letter), None) => (letter, tone),
        // A letter that does not compose again is none of ours: leave it whole.
        _ => (c, Tone::Ngang),
    }
}

/// The letter with the tone put on.
pub(crate) fn with_tone(letter: char, tone: Tone) -> char {
    let Some(mark) = tone.mark() else {
        return letter;
    };
    let mut composed = [letter, mark].into_iter().nfc();
    match (composed.next(), composed.next()) {
        (Some(whole), None) => whole,
        _ => letter,
    }
}

/// Is this lower-case letter, without tone, one of the twelve vowels?
pub(crate) fn is_vowel(letter: char) -> bool {
    matches!(
        letter,
        'a' | 'ă' | 'â' | 'e' | 'ê' | 'i' | 'o' | 'ô' | 'ơ' | 'u' | 'ư' | 'y'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_come_apart_and_together() {
        for (whole, letter, tone) in [
            ('ấ', 'â', Tone::Sac),
            ('ộ', 'ô', Tone::Nang),
            ('Ợ', 'Ơ', Tone::Nang),
            ('ỹ', 'y', Tone::Nga),
            ('ẻ', 'e', Tone::Hoi),
            ('ằ', 'ă', Tone::Huyen),
            ('đ', 'đ', Tone::Ngang),
            ('ư', 'ư', Tone::Ngang),
        ] {
            assert_eq!(split_tone(whole), (letter, tone));
            assert_eq!(with_tone(letter, tone), whole);
        }
        assert_eq!(with_tone('b', Tone::Sac), 'b');
    }
}
