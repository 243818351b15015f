use unicode_normalization::UnicodeNormalization;

/// Characters in composed form (NFC), as services count them: text from a Mac or a PDF is longer before.
#[must_use]
pub fn chars(text: &str) -> usize {
    text.nfc().count()
}

/// The number of characters and whether it is at most `most`, for a counter beside a field.
#[must_use]
pub fn count(text: &str, most: usize) -> (usize, bool) {
    let count = chars(text);
    (count, count <= most)
}

/// Text in composed form (NFC), as it should travel.
#[must_use]
pub fn composed(text: &str) -> String {
    text.nfc().collect()
}

/// Composed form with runs of white space as one blank: services trim and fold what they are given.
#[must_use]
pub fn squeeze(text: &str) -> String {
    let composed = composed(text);
    let words: Vec<&str> = composed.split_whitespace().collect();
    words.join(" ")
}

/// Whether two texts are the same but for composition and white space.
#[must_use]
pub fn same(a: &str, b: &str) -> bool {
    squeeze(a) == squeeze(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_counted_composed() {
        let decomposed: String = "Nghị quyết".nfd().collect();
        assert_eq!(decomposed.chars().count(), 13);
        assert_eq!(chars(&decomposed), 10);
        assert_eq!(count("Nghị quyết", 10), (10, true));
        assert_eq!(count("Nghị quyết", 9), (10, false));
        assert!(same(&decomposed, " Nghị \n quyết "));
        assert!(!same("ma", "má"));
    }
}
