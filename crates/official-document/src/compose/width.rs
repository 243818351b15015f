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

/// Cuts a centred line that is too wide into lines of about the same width, so that no single word
/// is left on the last one. The widths are in the unit of the size.
pub(super) fn balanced(text: &str, size: f32, most: f32) -> Vec<String> {
    let whole = bold_width(text, size);
    if whole <= most {
        return vec![text.to_owned()];
    }
    let mut target = whole / (whole / most).ceil();
    let wanted = filled(text, size, most).len();
    loop {
        let lines = filled(text, size, target);
        if lines.len() <= wanted || target >= most {
            return lines;
        }
        target += size / 2.0;
    }
}

/// Fills lines up to this width, word by word.
fn filled(text: &str, size: f32, width: f32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut is_glued = false;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        // A number stays with its word, and an opening quotation mark with what is quoted.
        let is_number = word.starts_with(|c: char| c.is_ascii_digit());
        let stays = std::mem::replace(
            &mut is_glued,
            word.starts_with(['“', '"', '(']) && !word.ends_with(['”', ')']),
        );
        match lines.last_mut() {
            Some(line) if stays || is_number || bold_width(&format!("{line} {word}"), size) <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nation_is_as_wide_as_in_the_font() {
        // Measured in Tinos Bold at 12 pt.
        let width = bold_width("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12.0);
        assert!((width - 250.3).abs() < 1.0, "{width}");
    }

    #[test]
    fn lines_are_of_about_the_same_width() {
        let text = "Ban hành Thể lệ cuộc thi trực tuyến “Tìm hiểu cải cách hành chính” năm 2026";
        let lines = balanced(text, 14.0, 430.0);
        assert_eq!(lines.len(), 2);
        assert_eq!(lines.join(" "), text);
        let (first, second) = (bold_width(&lines[0], 14.0), bold_width(&lines[1], 14.0));
        assert!(second > first * 0.7, "{lines:?}");
        assert!(!lines[0].ends_with("“Tìm"), "{lines:?}");
        assert_eq!(balanced("ngắn", 14.0, 430.0), ["ngắn"]);
        assert_eq!(balanced("mộttừrấtdài", 14.0, 10.0), ["mộttừrấtdài"]);
    }
}
