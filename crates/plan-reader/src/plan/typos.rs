//! Suspected typing errors: shown beside the text, never mended.

use std::sync::LazyLock;

use super::{Plan, Remark, TypoReason};
use crate::Source;
use crate::document::{Block, Document, Part};

/// Words often written for others: as written, what was meant, words that make the first right.
static CONFUSIONS: LazyLock<Vec<(&str, &str, Vec<&str>)>> = LazyLock::new(|| {
    let lines = include_str!("confusions.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| {
            let mut columns = line.split('\t');
            let (found, meant) = (columns.next()?, columns.next()?);
            let unless = columns
                .next()
                .unwrap_or_default()
                .split('|')
                .filter(|word| !word.is_empty())
                .collect();
            Some((found, meant, unless))
        })
        .collect()
});

/// Words that never stand twice in a row. Others may end one compound and begin the next ("hành vi vi phạm").
const NEVER_DOUBLED: &[&str] = &[
    "trong", "các", "của", "và", "là", "cho", "với", "được", "những", "về", "theo", "tại", "để", "đã", "sẽ",
    "không", "này", "trên", "từ", "đến", "do", "khi", "có", "bằng", "cùng", "tới", "hoặc", "nếu", "như",
    "phải",
];

/// Most remarks of one document; more would hide what matters.
const MOST: usize = 200;

/// Remarks suspected typing errors in everything that can be pointed at.
pub(crate) fn read(plan: &mut Plan, document: &Document) {
    let mut remarks = Vec::new();
    for (index, block) in (0u32..).zip(&document.blocks) {
        match block {
            Block::Paragraph(paragraph) if paragraph.part == Part::Body => {
                check(
                    &paragraph.text,
                    &Source {
                        block: index,
                        page: paragraph.page,
                        ..Source::default()
                    },
                    &mut remarks,
                );
            }
            Block::Table(table) => {
                for (row, cells) in (0u32..).zip(&table.rows) {
                    for cell in &cells.cells {
                        check(&cell.text, &table.source(index, row, cell), &mut remarks);
                    }
                }
            }
            _ => {}
        }
        if remarks.len() >= MOST {
            break;
        }
    }
    plan.remarks.append(&mut remarks);
}

struct Word<'a> {
    text: &'a str,
    start: usize,
    end: usize,
}

fn check(text: &str, source: &Source, remarks: &mut Vec<Remark>) {
    confusions(text, source, remarks);
    let words = words(text);
    for (index, word) in words.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|before| words.get(before));
        if let Some(before) = before
            && before.text == word.text
            && word.start == before.end + 1
            && NEVER_DOUBLED.contains(&word.text)
        {
            push(
                remarks,
                source,
                before.start,
                word.end,
                &format!("{} {}", before.text, word.text),
                Some(word.text.to_owned()),
                TypoReason::Repeated,
            );
        }
        if let Some(next) = words.get(index + 1).filter(|next| next.start == word.end + 1)
            && is_split(word.text, next.text)
        {
            let whole = format!("{}{}", word.text, next.text);
            push(
                remarks,
                source,
                word.start,
                next.end,
                &format!("{} {}", word.text, next.text),
                Some(whole),
                TypoReason::SplitWord,
            );
        } else if is_wrong(word.text)
            && !before.is_some_and(|before| before.end + 1 == word.start && is_split(before.text, word.text))
        {
            push(
                remarks,
                source,
                word.start,
                word.end,
                word.text,
                None,
                TypoReason::InvalidSyllable,
            );
        }
    }
}

fn confusions(text: &str, source: &Source, remarks: &mut Vec<Remark>) {
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        return;
    }
    for (found, meant, unless) in CONFUSIONS.iter() {
        for (at, _) in lower.match_indices(&found.to_lowercase()) {
            let (before, after) = (
                lower.get(..at).unwrap_or_default(),
                lower.get(at + found.len()..).unwrap_or_default(),
            );
            let whole = !before.ends_with(char::is_alphabetic) && !after.starts_with(char::is_alphabetic);
            let right = unless
                .iter()
                .any(|word| before.trim_end_matches([' ', ',']).ends_with(word));
            if whole && !right {
                let start = before.chars().count();
                let end = start + found.chars().count();
                let written = text.get(at..at + found.len()).unwrap_or(found);
                let capital = written.chars().next().is_some_and(char::is_uppercase);
                let meant = if capital {
                    vietnamese::capitalise(meant)
                } else {
                    (*meant).to_owned()
                };
                push(
                    remarks,
                    source,
                    start,
                    end,
                    written,
                    Some(meant),
                    TypoReason::KnownConfusion,
                );
            }
        }
    }
}

fn push(
    remarks: &mut Vec<Remark>,
    source: &Source,
    start: usize,
    end: usize,
    found: &str,
    suggestion: Option<String>,
    reason: TypoReason,
) {
    if remarks.len() < MOST {
        let count = |value: usize| u32::try_from(value).unwrap_or(u32::MAX);
        let source = Source {
            start: source.start + count(start),
            end: source.start + count(end),
            ..source.clone()
        };
        remarks.push(Remark::SuspectedTypo {
            found: found.to_owned(),
            suggestion,
            reason,
            source,
        });
    }
}

fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut open: Option<(usize, usize)> = None;
    let mut count = 0;
    for (place, (byte, c)) in text.char_indices().enumerate() {
        count = place + 1;
        if c.is_alphanumeric() {
            open.get_or_insert((byte, place));
        } else if let Some((from, start)) = open.take() {
            words.push(Word {
                text: text.get(from..byte).unwrap_or_default(),
                start,
                end: place,
            });
        }
    }
    if let Some((from, start)) = open {
        words.push(Word {
            text: text.get(from..).unwrap_or_default(),
            start,
            end: count,
        });
    }
    words
}

/// Small letters with a Vietnamese mark that make no syllable. Words without marks may be foreign, those with a
/// capital may be names: both are left alone.
fn is_wrong(word: &str) -> bool {
    let letters = word.chars().all(char::is_alphabetic);
    let lower = word.chars().all(char::is_lowercase);
    !word.is_ascii() && letters && lower && word.chars().count() > 1 && !vietnamese::is_syllable(word)
}

/// "đ ộng": two pieces, one of which is no word, that make a syllable together.
fn is_split(left: &str, right: &str) -> bool {
    let letters = |word: &str| word.chars().all(char::is_alphabetic);
    let torn = |word: &str| !vietnamese::is_syllable(word) && word.chars().all(char::is_lowercase);
    let whole = format!("{left}{right}");
    letters(left)
        && letters(right)
        && right.chars().all(char::is_lowercase)
        && !whole.is_ascii()
        && (torn(left) || torn(right))
        && left.chars().count() + right.chars().count() <= 7
        && vietnamese::is_syllable(&whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(String, Option<String>)> {
        let mut remarks = Vec::new();
        check(text, &Source::default(), &mut remarks);
        remarks
            .into_iter()
            .filter_map(|remark| match remark {
                Remark::SuspectedTypo {
                    found, suggestion, ..
                } => Some((found, suggestion)),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn errors_are_suspected_and_right_words_are_not() {
        let suggests = |text: &str, words: &str, meant: Option<&str>| {
            assert_eq!(found(text), [(words.to_owned(), meant.map(str::to_owned))])
        };
        suggests("Phân đấu đạt 100%", "Phân đấu", Some("Phấn đấu"));
        suggests(
            "ứng dụng nghệ thuật thông tin",
            "nghệ thuật thông tin",
            Some("công nghệ thông tin"),
        );
        suggests("trong trong khu", "trong trong", Some("trong"));
        suggests("loa di đ ộng", "đ ộng", Some("động"));
        suggests("chuyểnn đổi", "chuyểnn", None);
        for right in [
            "Thường thường, dần dần nâng cao chất lượng; hoà và hòa; Đắk Lắk, xã Ea Súp",
            "Phát động phong trào thi đua, nghệ thuật, thông tin cơ sở",
            "IoT, Zalo, website, AI; Quý I - II/2025; điểm a, b, đ",
        ] {
            assert_eq!(found(right), [], "{right}");
        }
    }
}
