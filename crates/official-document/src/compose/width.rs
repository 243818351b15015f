//! How wide bold Times letters are, for the lines that are measured by the text above them.

use unicode_normalization::UnicodeNormalization as _;

/// Advance widths of the letters A to Z and a to z in bold Times, in thousandths of the size.
const UPPER: [u16; 26] = [
    722, 667, 722, 722, 667, 611, 778, 778, 389, 500, 778, 667, 944, 722, 778, 611, 778, 722, 556, 667, 722,
    722, 1000, 722, 722, 667,
];
const LOWER: [u16; 26] = [
    500, 556, 444, 556, 444, 333, 500, 556, 278, 333, 556, 278, 833, 556, 500, 556, 556, 444, 389, 333, 556,
    500, 722, 500, 500, 444,
];

/// Width of a line in bold Times of this size, in the unit of the size.
pub(crate) fn bold_width(text: &str, size: f32) -> f32 {
    let thousandths: u32 = text.nfd().map(|c| u32::from(advance(c))).sum();
    #[expect(
        clippy::cast_precision_loss,
        reason = "a line is far shorter than 2^24 thousandths"
    )]
    let em = thousandths as f32 / 1000.0;
    em * size
}

fn advance(c: char) -> u16 {
    let nth = |table: &[u16; 26], first: char| {
        let index = usize::try_from(u32::from(c) - u32::from(first)).unwrap_or(0);
        table.get(index).copied().unwrap_or(500)
    };
    match c {
        'A'..='Z' => nth(&UPPER, 'A'),
        'a'..='z' => nth(&LOWER, 'a'),
        'Đ' => 722,
        'đ' => 556,
        ' ' | '\u{a0}' | '.' | ',' => 250,
        '-' | '(' | ')' | ':' | ';' => 333,
        '/' => 278,
        // Marks above, below and at the side of a letter take no room of their own.
        '\u{300}'..='\u{36f}' => 0,
        _ => 500,
    }
}
