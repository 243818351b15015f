//! Where a text was broken to fit a width, and where its lines end on purpose.

use crate::text::{fold, is_upper};

/// Whether paragraphs are parted by blank lines, so that a single line end is only a wrap.
pub(super) fn wraps(lines: &[&str]) -> bool {
    let blank = lines.iter().filter(|line| line.trim().is_empty()).count();
    let full = lines
        .iter()
        .filter(|line| !line.trim().is_empty() && !line.contains('\t'))
        .count();
    blank * 4 >= full
}

/// Leaves out lines that are nothing but a number, when these count pages: 1, 2, 3 or 2, 3, 4 from above.
pub(super) fn without_page_numbers(mut lines: Vec<&str>) -> Vec<&str> {
    let number = |line: &str| {
        let bare = line.trim().trim_matches(['-', '–', ' ']);
        let digits = (1..=3).contains(&bare.len()) && bare.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| bare.parse::<usize>().ok()).flatten()
    };
    let found: Vec<usize> = lines.iter().filter_map(|line| number(line)).collect();
    let first = found.first().copied().unwrap_or(0);
    let counts = (1..=2).contains(&first) && found.iter().enumerate().all(|(at, page)| *page == first + at);
    if counts {
        lines.retain(|line| number(line).is_none());
    }
    lines
}

/// Characters to which most lines are filled: nine lines in ten are no longer. Nothing where nearly every line has a blank
/// one after it, as in texts taken from web pages, whose few other line ends mean nothing.
pub(super) fn width(lines: &[&str]) -> usize {
    let runs = lines
        .split(|line| line.trim().is_empty())
        .filter(|run| !run.is_empty());
    let (runs, full) = runs.fold((0, 0), |(runs, full), run| (runs + 1, full + run.len()));
    if full * 2 < runs * 5 {
        return 0;
    }
    let lengths = lines.iter().filter(|line| !line.contains('\t'));
    let mut lengths: Vec<usize> = lengths
        .map(|line| line.trim().chars().count())
        .filter(|length| *length > 0)
        .collect();
    lengths.sort_unstable();
    lengths.get(lengths.len() * 9 / 10).copied().unwrap_or(0)
}

/// A line into which the next word would still have fitted was ended on purpose; so was one in capitals before one that
/// is not, and what stands above the recipients.
pub(super) fn ends_early(line: &str, next: &str, width: usize) -> bool {
    let (whole, capitals) = (line.trim().chars().count() >= 8, is_upper(line));
    if fold(next.trim_start()).starts_with("noi nhan") || (whole && capitals && !is_upper(next)) {
        return true;
    }
    if width > 0 && (starts_item(next) || starts_label(next)) {
        return true;
    }
    let word = next
        .split_whitespace()
        .next()
        .map_or(0, |word| word.chars().count());
    let used = line.trim().chars().count() + 1 + word;
    let low = next.trim_start().chars().next().is_some_and(char::is_lowercase);
    let label = line.trim().len() < 8;
    !label && used * 4 < width * if low { 2 } else { 3 }
}

/// Whether a line begins with the name of a value: "Đơn vị phối hợp: …".
fn starts_label(line: &str) -> bool {
    const LABELS: [&str; 12] = [
        "don vi ",
        "co quan ",
        "thoi gian",
        "thoi han",
        "chu tri",
        "phoi hop",
        "san pham",
        "ket qua",
        "kinh phi",
        "dia diem",
        "tien do",
        "bo phan ",
    ];
    let folded = fold(line.trim_start());
    folded.find(':').is_some_and(|at| at < 50) && LABELS.iter().any(|label| folded.starts_with(label))
}

/// Whether a line begins an item of a list: "a)", "1.", "(2)", "IV.", "-", "+".
pub(in crate::formats) fn starts_item(line: &str) -> bool {
    let folded = fold(line.trim_start_matches(['*', '_', ' ']));
    let word = folded.split(' ').next().unwrap_or_default();
    if matches!(word, "-" | "+" | "*") {
        return true;
    }
    let body = word.trim_start_matches('(').trim_end_matches(['.', ')', ':']);
    let short = !body.is_empty() && body.len() <= 6 && body.len() < word.len();
    short
        && (body.chars().all(|c| c.is_ascii_digit() || c == '.')
            || body.len() == 1
            || body.chars().all(|c| "ivxl".contains(c)))
}
