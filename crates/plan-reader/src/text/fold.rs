use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::decompose_canonical;

/// A text beside its folded form, which has exactly one ASCII byte for each character.
///
/// So a byte found in [`Folded::ascii`] by a regular expression is the index of a character of the text.
#[derive(Debug, Clone, Default)]
pub(crate) struct Folded {
    pub(crate) chars: Vec<char>,
    pub(crate) ascii: String,
}

impl Folded {
    pub(crate) fn new(text: &str) -> Self {
        let chars: Vec<char> = text.chars().collect();
        let ascii = chars.iter().map(|&c| fold_char(c)).collect();
        Self { chars, ascii }
    }

    /// Adds to the end.
    pub(crate) fn push(&mut self, text: &str) {
        self.chars.extend(text.chars());
        self.ascii.extend(text.chars().map(fold_char));
    }

    /// The characters between two indexes.
    pub(crate) fn slice(&self, start: usize, end: usize) -> String {
        let end = end.min(self.chars.len());
        self.chars
            .get(start.min(end)..end)
            .unwrap_or_default()
            .iter()
            .collect()
    }
}

/// Lower case without marks, one ASCII character for each character of the text.
pub(crate) fn fold(text: &str) -> String {
    text.chars().map(fold_char).collect()
}

fn fold_char(c: char) -> char {
    match c {
        'đ' | 'Đ' | 'ð' | 'Ð' => 'd',
        '–' | '—' | '−' | '‐' | '‑' | '‒' => '-',
        '“' | '”' | '„' | '«' | '»' => '"',
        '‘' | '’' | '‚' => '\'',
        '…' => '.',
        '•' | '●' | '▪' | '◦' | '·' | '\u{f0b7}' | '*' => '*',
        c if c.is_whitespace() => ' ',
        c if c.is_ascii() => c.to_ascii_lowercase(),
        c => {
            let mut base = None;
            decompose_canonical(c, |part| base = base.or(Some(part)));
            let base = base.unwrap_or(c).to_lowercase().next().unwrap_or(c);
            if base.is_ascii() { base } else { '~' }
        }
    }
}

/// The text in NFC without control characters and marks that cannot be seen.
pub(crate) fn nfc(text: &str) -> String {
    text.nfc()
        .filter_map(|c| match c {
            '\u{feff}' | '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{ad}' | '\u{2060}' => None,
            '\u{a0}' | '\u{2007}' | '\u{202f}' => Some(' '),
            '\n' | '\t' => Some(c),
            c if c.is_control() => None,
            c => Some(c),
        })
        .collect()
}

/// One line: white space of every kind as single spaces, none at the ends.
pub(crate) fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_keeps_every_place() {
        let text = "Đẩy mạnh – “Tuyên truyền” năm 2025… • ﬁ 中";
        let folded = Folded::new(text);
        assert_eq!(folded.ascii.len(), text.chars().count());
        assert!(folded.ascii.is_ascii());
        assert!(
            folded
                .ascii
                .starts_with("day manh - \"tuyen truyen\" nam 2025. *")
        );
        let at = folded.ascii.find("nam").unwrap();
        assert_eq!(folded.slice(at, at + 8), "năm 2025");
    }

    #[test]
    fn text_is_composed_and_cleaned() {
        assert_eq!(
            nfc("Nghi\u{323} \u{200b}quye\u{302}\u{301}t\u{a0}số"),
            "Nghị quyết số"
        );
        assert_eq!(tidy(" a \n\t b\u{a0} c "), "a b c");
    }
}
