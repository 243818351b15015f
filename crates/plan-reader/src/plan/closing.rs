//! The end of a document: recipients and signature.

use std::sync::LazyLock;

use regex::Regex;

use super::Signer;
use crate::document::{Block, Document};
use crate::text::{fold, is_upper, pattern};
use crate::{Field, Source};

static AUTHORITY: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(tm|kt|tl|tuq|tun|q)\.\s*"));
static POSITION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\b(pho |quyen |uy vien )?(chu tich|giam doc|bo truong|thu tuong(?: chinh phu)?|cuc truong|chi cuc truong|chanh van phong|chanh thanh tra|",
        r"truong phong|truong ban|tong giam doc|tong cuc truong|hieu truong|vien truong|thu truong|vu truong|bi thu|truong thon|tong bien tap|thuong truc)\b"
    ))
});

/// Recipients, signer, and the block where they begin.
#[derive(Debug, Default)]
pub(crate) struct Closing {
    pub(crate) recipients: Vec<Field<String>>,
    pub(crate) signer: Option<Signer>,
    pub(crate) block: Option<u32>,
}

pub(crate) fn read(document: &Document) -> Closing {
    let mut closing = Closing::default();
    for (index, block) in (0u32..).zip(&document.blocks) {
        match block {
            Block::Paragraph(paragraph) if is_recipients(&fold(&paragraph.text)) => {
                let lines = following(document, index);
                read_lines(&mut closing, &lines);
                closing.block = Some(index);
            }
            Block::Table(table) => {
                let place = table.rows.iter().enumerate().find_map(|(row, cells)| {
                    let cell = cells.cells.iter().find(|cell| is_recipients(&fold(&cell.text)))?;
                    Some((row, cell.column))
                });
                let Some((row, column)) = place else { continue };
                let mut left = Vec::new();
                let mut right = Vec::new();
                for (at, cells) in (0u32..).zip(&table.rows).skip(row) {
                    for cell in &cells.cells {
                        let side = if cell.column == column {
                            &mut left
                        } else {
                            &mut right
                        };
                        split(&cell.text, &table.source(index, at, cell), side);
                    }
                }
                read_lines(&mut closing, &left);
                let mut sign = right;
                sign.extend(following(document, index + 1).into_iter().take(4));
                if closing.signer.is_none() {
                    closing.signer = signer(&sign);
                }
                closing.block = Some(index);
            }
            _ => {}
        }
        if closing.block.is_some() {
            break;
        }
    }
    closing
}

fn is_recipients(ascii: &str) -> bool {
    ascii
        .lines()
        .next()
        .is_some_and(|line| line.trim_start_matches(['*', '_', ' ']).starts_with("noi nhan"))
}

fn split(text: &str, source: &Source, lines: &mut Vec<(String, Source)>) {
    let mut at = 0;
    for piece in text.split(['\n', '\t']) {
        let length = u32::try_from(piece.chars().count()).unwrap_or(0);
        lines.push((
            piece.to_owned(),
            Source {
                start: source.start + at,
                end: source.start + at + length,
                ..source.clone()
            },
        ));
        at += length + 1;
    }
}

/// The lines from a block on, up to an annex or 40 blocks.
fn following(document: &Document, from: u32) -> Vec<(String, Source)> {
    let mut lines = Vec::new();
    for (index, block) in (0u32..).zip(&document.blocks).skip(from as usize).take(60) {
        match block {
            Block::Paragraph(paragraph) => {
                let folded = fold(&paragraph.text);
                if folded.starts_with("phu luc")
                    || (is_upper(&paragraph.text) && super::title::kind_of(&folded).is_some())
                {
                    break;
                }
                let text = match &paragraph.label {
                    Some(label) if !paragraph.text.starts_with('-') => format!("{label} {}", paragraph.text),
                    _ => paragraph.text.clone(),
                };
                split(
                    &text,
                    &Source {
                        block: index,
                        page: paragraph.page,
                        ..Source::default()
                    },
                    &mut lines,
                );
            }
            Block::Table(table) if table.rows.len() <= 4 => {
                for (row, cells) in (0u32..).zip(&table.rows) {
                    for cell in &cells.cells {
                        split(&cell.text, &table.source(index, row, cell), &mut lines);
                    }
                }
            }
            Block::PageBreak if lines.len() > 3 => break,
            _ => break,
        }
    }
    lines
}

fn read_lines(closing: &mut Closing, lines: &[(String, Source)]) {
    let mut rest = Vec::new();
    let mut signing = false;
    for (text, source) in lines {
        let folded = fold(text);
        let signs = is_signature(text, &folded);
        signing |= signs;
        if signing {
            rest.push((text.clone(), source.clone()));
            continue;
        }
        let text_from = if is_recipients(&folded) {
            folded.find(':').map_or(folded.len(), |at| at + 1)
        } else {
            0
        };
        recipients(text, text_from, source, &mut closing.recipients);
    }
    closing.signer = signer(&rest);
}

fn is_signature(text: &str, folded: &str) -> bool {
    let begins = AUTHORITY.find(folded).is_some_and(|found| found.start() == 0);
    is_upper(text) && (begins || POSITION.is_match(folded)) && !folded.starts_with('-')
}

/// The recipients of one line; a line may run several together.
fn recipients(text: &str, from: usize, source: &Source, recipients: &mut Vec<Field<String>>) {
    let chars: Vec<char> = text.chars().collect();
    let folded: Vec<char> = fold(text).chars().collect();
    let mut cuts = vec![from];
    for at in from..folded.len() {
        let dash = matches!(folded.get(at), Some('-' | '+'));
        let free = at == from || folded.get(at - 1) == Some(&' ') && folded.get(at + 1) == Some(&' ');
        let after_end = folded.get(..at).is_some_and(|before| {
            before
                .iter()
                .rev()
                .find(|c| **c != ' ')
                .is_none_or(|c| matches!(c, ';' | ':' | ',' | '.' | ')'))
        });
        if dash && free && (after_end || at == from) {
            cuts.push(at);
        }
    }
    let ends: Vec<usize> = cuts.iter().skip(1).copied().chain([chars.len()]).collect();
    for (&start, end) in cuts.iter().zip(ends) {
        let piece = chars.get(start..end).unwrap_or_default();
        let sign = |c: &&char| c.is_whitespace() || matches!(c, '-' | '+' | '–' | '*' | '•');
        let lead = piece.iter().take_while(sign).count();
        let tail = piece
            .iter()
            .rev()
            .take_while(|c| c.is_whitespace() || matches!(c, ';' | '.' | ',' | ':' | '*'))
            .count();
        let (from, to) = (start + lead, end.saturating_sub(tail));
        if from < to {
            let value: String = chars.get(from..to).unwrap_or_default().iter().collect();
            let count = |value: usize| u32::try_from(value).unwrap_or(u32::MAX);
            recipients.push(Field::new(value, vec![source.part(count(from), count(to))], 0.9));
        }
    }
}

/// Authority, position and name of a signature, its lines perhaps run together.
fn signer(lines: &[(String, Source)]) -> Option<Signer> {
    let mut authority: Option<Field<String>> = None;
    let mut position: Option<Field<String>> = None;
    let mut name: Option<Field<String>> = None;
    for (text, source) in lines {
        let words: Vec<&str> = text.split_whitespace().collect();
        if words.is_empty() || text.trim_start().starts_with(['(', '[']) {
            continue;
        }
        let name_at = words
            .iter()
            .position(|word| word.chars().filter(|c| c.is_alphabetic()).any(char::is_lowercase));
        let upper = words
            .get(..name_at.unwrap_or(words.len()))
            .unwrap_or_default()
            .join(" ");
        let folded = fold(&upper);
        if !upper.is_empty() && (AUTHORITY.is_match(&folded) || POSITION.is_match(&folded)) {
            let at = split_position(&folded);
            let (head, tail) = upper.split_at(upper.char_indices().nth(at).map_or(upper.len(), |(at, _)| at));
            if !head.trim().is_empty() {
                extend(&mut authority, head.trim(), source);
            }
            if !tail.trim().is_empty() {
                position = Some(Field::new(tail.trim().to_owned(), vec![source.clone()], 0.9));
            }
        }
        if let Some(at) = name_at.filter(|_| position.is_some() || authority.is_some()) {
            let candidate = words.get(at..).unwrap_or_default().join(" ");
            let capitals = candidate
                .split(' ')
                .all(|word| word.chars().next().is_some_and(char::is_uppercase));
            let count = candidate.split(' ').count();
            if capitals && (2..=6).contains(&count) && name.is_none() && !fold(&candidate).contains("da ky") {
                name = Some(Field::new(candidate, vec![source.clone()], 0.92));
            }
        }
    }
    (authority.is_some() || position.is_some() || name.is_some()).then_some(Signer {
        authority,
        position,
        name,
    })
}

/// Where the signer's own position begins: after the last line of authority.
fn split_position(folded: &str) -> usize {
    let positions: Vec<usize> = POSITION.find_iter(folded).map(|found| found.start()).collect();
    let last_mark = AUTHORITY.find_iter(folded).last().map(|found| found.end());
    match (last_mark, positions.as_slice()) {
        (None, [first, ..]) => *first,
        // After "KT. CHỦ TỊCH" comes the position of the one who signs.
        (Some(mark), all) => all
            .iter()
            .copied()
            .filter(|at| *at > mark)
            .find(|at| *at > mark + 1)
            .unwrap_or(folded.len()),
        (None, []) => folded.len(),
    }
}

fn extend(field: &mut Option<Field<String>>, text: &str, source: &Source) {
    match field {
        Some(field) => {
            field.value = format!("{}\n{text}", field.value);
            field.sources.push(source.clone());
        }
        None => *field = Some(Field::new(text.to_owned(), vec![source.clone()], 0.9)),
    }
}
