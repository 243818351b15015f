//! How long words take when they are read aloud. Vietnamese is spoken by the syllable, so syllables are counted.

/// Syllables that a speaker says for a text: numbers are read out, abbreviations letter by letter.
///
/// ```
/// // "hai mươi lăm" is three, "UBND" four.
/// assert_eq!(rich_text::spoken_syllables("Thông báo số 25 của UBND"), 11);
/// ```
#[must_use]
pub fn spoken_syllables(text: &str) -> usize {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(word).sum()
}

/// Seconds that a text takes at so many syllables a minute: 200 is a calm loudspeaker, 240 a brisk newsreader.
/// Rounded up; 0 for a rate of 0.
#[must_use]
pub fn speaking_seconds(text: &str, a_minute: u32) -> u64 {
    let syllables = u64::try_from(spoken_syllables(text)).unwrap_or(u64::MAX);
    match a_minute {
        0 => 0,
        rate => syllables.saturating_mul(60).div_ceil(u64::from(rate)),
    }
}

fn word(word: &str) -> usize {
    if word.chars().all(|c| c.is_ascii_digit()) {
        // A long row of digits is a code: it is read digit by digit.
        return match word.parse::<u64>() {
            Ok(number) if word.len() <= 9 => vietnamese::numeral::to_words(number).split_whitespace().count(),
            _ => word.len(),
        };
    }
    let letters = word.chars().count();
    let spelled = letters > 1 && word.chars().all(|c| c.is_uppercase() || c.is_ascii_digit());
    if spelled && !vietnamese::is_syllable(word) {
        letters
    } else {
        1
    }
}
