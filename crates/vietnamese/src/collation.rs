//! Order of the Unicode locale data for Vietnamese: letters first, then tones, then case.

use std::cmp::Ordering;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::letter::Tone;

/// The Latin letters in Vietnamese order; those with a shape mark are letters of their own.
const ALPHABET: &str = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";

/// What is being sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Collation {
    /// Titles, places, units: from the first letter.
    #[default]
    Text,
    /// People: by given name, then family name, then middle name.
    PersonName,
}

impl Collation {
    /// Bytes that sort as the text does; store them to let a database sort.
    pub fn key(self, text: &str) -> Vec<u8> {
        match self {
            Collation::Text => collation_key(text),
            Collation::PersonName => crate::name_key(text),
        }
    }

    /// Order of two texts. Only texts that are the same in NFC are equal.
    ///
    /// ```
    /// use vietnamese::Collation;
    ///
    /// let mut people = ["Trần Văn Bình", "Nguyễn Thị Ánh", "Lê An"];
    /// people.sort_by(|a, b| Collation::PersonName.compare(a, b));
    /// assert_eq!(people, ["Lê An", "Nguyễn Thị Ánh", "Trần Văn Bình"]);
    /// ```
    pub fn compare(self, a: &str, b: &str) -> Ordering {
        self.key(a).cmp(&self.key(b))
    }
}

/// Bytes that sort as the text does.
///
/// ă, â, đ, ê, ô, ơ, ư are letters of their own; tones decide between equal letters, case between equal tones.
/// Blanks sort before signs, signs before digits, digits before letters.
///
/// ```
/// let mut words = ["đa", "da", "dân", "dạ", "dà", "Da", "dăng"];
/// words.sort_by_key(|word| vietnamese::collation_key(word));
/// assert_eq!(words, ["da", "Da", "dà", "dạ", "dăng", "dân", "đa"]);
/// ```
pub fn collation_key(text: &str) -> Vec<u8> {
    let Levels {
        letters,
        tones,
        cases,
    } = Levels::of(text);
    let mut key = letters;
    key.push(0);
    key.extend(tones);
    key.push(0);
    key.extend(cases);
    key.push(0);
    key.extend(crate::nfc(text).bytes());
    key
}

/// [`Collation::Text`] order of two texts.
pub fn compare(a: &str, b: &str) -> Ordering {
    Collation::Text.compare(a, b)
}

/// The three levels of a key, each comparable byte by byte and free of zero bytes at the start of an element.
pub(crate) struct Levels {
    pub(crate) letters: Vec<u8>,
    pub(crate) tones: Vec<u8>,
    pub(crate) cases: Vec<u8>,
}

const END_OF_MARKS: u8 = 1;
const OTHER_MARK: u8 = 16;

impl Levels {
    pub(crate) fn of(text: &str) -> Levels {
        let mut levels = Levels {
            letters: Vec::new(),
            tones: Vec::new(),
            cases: Vec::new(),
        };
        let mut signs = text.nfd().peekable();
        let mut marks = Vec::new();
        while let Some(base) = signs.next() {
            marks.clear();
            while let Some(mark) = signs.next_if(|c| is_combining_mark(*c)) {
                marks.push(mark);
            }
            levels.add(base, &mut marks);
        }
        levels
    }

    fn add(&mut self, base: char, marks: &mut Vec<char>) {
        let lower = base.to_lowercase().next().unwrap_or(base);
        self.cases.push(if lower == base { 1 } else { 2 });
        let shaped = marks.iter().position(|mark| shaped(lower, *mark).is_some());
        let letter = shaped.and_then(|at| shaped_at(lower, marks, at)).unwrap_or(lower);
        self.add_letter(letter);
        for mark in marks.iter() {
            match Tone::of_mark(*mark) {
                Some(tone) => self.tones.push(END_OF_MARKS + tone as u8),
                None => {
                    self.tones.push(OTHER_MARK);
                    self.tones.extend(code(*mark));
                }
            }
        }
        self.tones.push(END_OF_MARKS);
    }

    fn add_letter(&mut self, letter: char) {
        if let Some(at) = ALPHABET.chars().position(|known| known == letter) {
            self.letters.push(0x40 + at as u8);
        } else if letter.is_whitespace() {
            self.letters.push(2);
        } else if let Some(digit) = letter.to_digit(10) {
            self.letters.push(0x10 + digit as u8);
        } else {
            self.letters.push(if letter.is_alphanumeric() { 0xf0 } else { 3 });
            self.letters.extend(code(letter));
        }
    }
}

fn shaped_at(lower: char, marks: &mut Vec<char>, at: usize) -> Option<char> {
    let letter = shaped(lower, *marks.get(at)?);
    marks.remove(at);
    letter
}

fn shaped(base: char, mark: char) -> Option<char> {
    Some(match (base, mark) {
        ('a', '\u{306}') => 'ă',
        ('a', '\u{302}') => 'â',
        ('e', '\u{302}') => 'ê',
        ('o', '\u{302}') => 'ô',
        ('o', '\u{31b}') => 'ơ',
        ('u', '\u{31b}') => 'ư',
        _ => return None,
    })
}

fn code(c: char) -> [u8; 3] {
    let [_, high, middle, low] = u32::from(c).to_be_bytes();
    [high, middle, low]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(mut words: Vec<&str>) -> Vec<&str> {
        words.sort_by(|a, b| compare(a, b));
        words
    }

    #[test]
    fn tones_in_dictionary_order() {
        assert_eq!(
            sorted(vec!["mạ", "má", "mã", "mả", "mà", "ma"]),
            ["ma", "mà", "mả", "mã", "má", "mạ"]
        );
    }

    #[test]
    fn letters_decide_before_tones_and_tones_before_case() {
        assert_eq!(sorted(vec!["mà b", "ma c", "má a"]), ["má a", "mà b", "ma c"]);
        assert_eq!(
            sorted(vec!["Đà Nẵng", "Điện Biên", "Dak", "Đắk Lắk", "Ea", "Cần Thơ"]),
            ["Cần Thơ", "Dak", "Đà Nẵng", "Đắk Lắk", "Điện Biên", "Ea"]
        );
        assert_eq!(
            sorted(vec!["Á", "á", "À", "à", "A", "a"]),
            ["a", "A", "à", "À", "á", "Á"]
        );
    }

    #[test]
    fn every_letter_of_the_alphabet_is_in_order() {
        let alphabet = "a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y";
        let mut letters: Vec<&str> = alphabet.split(' ').rev().collect();
        letters.sort_by(|a, b| compare(a, b));
        assert_eq!(letters.join(" "), alphabet);
    }

    #[test]
    fn blanks_signs_digits_letters() {
        assert_eq!(
            sorted(vec!["aa", "a1", "a-", "a b", "a", "日"]),
            ["a", "a b", "a-", "a1", "aa", "日"]
        );
    }

    #[test]
    fn composed_and_decomposed_are_equal() {
        assert_eq!(compare("Việt", "Vie\u{323}\u{302}t"), Ordering::Equal);
    }
}
