//! Running text: lines to paragraphs, and columns that stand side by side without drawn lines.

use super::text::Segment;
use crate::document::{Block, Cell, Paragraph, Part, Row, Table};

/// Turns the lines between two tables into blocks.
pub(super) fn read(lines: &[Vec<Segment>], page: u32, width: f64, blocks: &mut Vec<Block>) {
    let mut at = 0;
    while at < lines.len() {
        let count = side_by_side(lines.get(at..).unwrap_or_default(), width);
        if count > 0 {
            blocks.push(Block::Table(beside(
                lines.get(at..at + count).unwrap_or_default(),
                page,
            )));
            at += count;
            continue;
        }
        let rest = lines.get(at..).unwrap_or_default();
        let until = (1..rest.len())
            .find(|next| side_by_side(rest.get(*next..).unwrap_or_default(), width) > 0)
            .unwrap_or(rest.len());
        paragraphs(rest.get(..until).unwrap_or_default(), page, width, blocks);
        at += until.max(1);
    }
}

/// How many lines from the first stand in columns that share their gaps.
fn side_by_side(lines: &[Vec<Segment>], width: f64) -> usize {
    let Some(first) = lines.first().filter(|line| line.len() >= 2) else {
        return 0;
    };
    let mut gaps = gaps_of(first);
    let mut count = 1;
    let mut last = first.first().map_or(0.0, |segment| segment.y);
    let mut full = 1;
    for line in lines.iter().skip(1) {
        let Some(head) = line.first() else { break };
        let near = head.y - last < head.size * 4.5;
        let kept: Vec<(f64, f64)> = gaps
            .iter()
            .filter_map(|(from, to)| {
                // The gap that is left when this line's words are taken out of it.
                let from = line
                    .iter()
                    .filter(|segment| middle(segment) < (from + to) / 2.0)
                    .map(|segment| segment.x1)
                    .fold(*from, f64::max);
                let to = line
                    .iter()
                    .filter(|segment| middle(segment) >= (from + to) / 2.0)
                    .map(|segment| segment.x0)
                    .fold(*to, f64::min);
                (to - from > head.size * 0.9).then_some((from, to))
            })
            .collect();
        // What stands alone in the middle of the page is a title under the columns.
        let title = line.len() == 1 && (middle(head) - width / 2.0).abs() < width * 0.07;
        if !near || title || kept.len() < gaps.len() {
            break;
        }
        gaps = kept;
        full += usize::from(line.len() >= 2);
        last = head.y;
        count += 1;
    }
    // Lines under the columns that use only one of them belong to the text again, except short ones.
    while count > 1 {
        let line = lines.get(count - 1).map(Vec::as_slice).unwrap_or_default();
        let wide = line
            .first()
            .is_some_and(|segment| line.len() == 1 && segment.text.chars().count() > 60);
        if !wide {
            break;
        }
        count -= 1;
    }
    if full >= 2 || (count >= 2 && full * 3 >= count) || full == count {
        count
    } else {
        0
    }
}

fn middle(segment: &Segment) -> f64 {
    (segment.x0 + segment.x1) / 2.0
}

fn gaps_of(line: &[Segment]) -> Vec<(f64, f64)> {
    line.windows(2)
        .filter_map(|pair| {
            if let [left, right] = pair {
                Some((left.x1, right.x0))
            } else {
                None
            }
        })
        .collect()
}

/// Columns side by side as a table. Three and more columns have rows; two are letterheads and signatures.
fn beside(lines: &[Vec<Segment>], page: u32) -> Table {
    let widest = lines
        .iter()
        .max_by_key(|line| line.len())
        .map(Vec::as_slice)
        .unwrap_or_default();
    let cuts: Vec<f64> = gaps_of(widest)
        .iter()
        .map(|(from, to)| (from + to) / 2.0)
        .collect();
    let columns = cuts.len() + 1;
    let mut rows: Vec<Vec<String>> = Vec::new();
    for line in lines {
        let mut cells = vec![String::new(); columns];
        for segment in line {
            let column = cuts
                .iter()
                .position(|cut| middle(segment) < *cut)
                .unwrap_or(columns - 1);
            if let Some(cell) = cells.get_mut(column) {
                push(cell, &segment.text, ' ');
            }
        }
        let begins = columns > 2 && cells.first().is_some_and(|cell| !cell.is_empty());
        match rows.last_mut() {
            Some(row) if !begins => {
                let glue = if columns > 2 { ' ' } else { '\n' };
                for (cell, more) in row.iter_mut().zip(cells) {
                    push(cell, &more, glue);
                }
            }
            _ => rows.push(cells),
        }
    }
    let mut table = Table {
        columns: u32::try_from(columns).unwrap_or(u32::MAX),
        page: Some(page),
        ..Table::default()
    };
    for cells in rows {
        let cells = (0u32..).zip(cells).map(|(column, text)| Cell {
            text,
            column,
            ..Cell::default()
        });
        table.rows.push(Row {
            cells: cells.collect(),
            page: Some(page),
            ..Row::default()
        });
    }
    table
}

fn push(text: &mut String, more: &str, glue: char) {
    if !more.is_empty() {
        if !text.is_empty() {
            text.push(glue);
        }
        text.push_str(more);
    }
}

fn paragraphs(lines: &[Vec<Segment>], page: u32, width: f64, blocks: &mut Vec<Block>) {
    let left = lines
        .iter()
        .filter_map(|line| line.first())
        .map(|segment| segment.x0)
        .fold(f64::MAX, f64::min);
    let right = lines
        .iter()
        .filter_map(|line| line.last())
        .map(|segment| segment.x1)
        .fold(f64::MIN, f64::max);
    let mut open: Option<(Paragraph, f64, f64, f64)> = None;
    for line in lines {
        let (Some(first), Some(last)) = (line.first(), line.last()) else {
            continue;
        };
        let text = line
            .iter()
            .map(|segment| segment.text.as_str())
            .collect::<Vec<_>>()
            .join("\t");
        let (x0, x1) = (first.x0, last.x1);
        let centred = is_centred(x0, x1, left, right, width, first.size);
        let goes_on = open.as_ref().is_some_and(|(paragraph, end, y, start)| {
            let close = first.y - y < first.size * 2.1;
            let indented = x0 > left + first.size * 1.2 && !centred && *start <= x0 + 1.0;
            let filled = *end > right - first.size * 6.0;
            let word = first
                .text
                .split(' ')
                .next()
                .map_or(0, |word| word.chars().count());
            let full = end - start + (word as f64 + 1.0) * first.size * 0.5 > (right - left) * 0.8;
            let both = centred && paragraph.centred && full && is_same_case(&paragraph.text, &text);
            // A heading in capitals is over when the next line is in small letters.
            let over = crate::text::is_upper(&paragraph.text)
                && !crate::text::is_upper(&text)
                && paragraph.text.chars().count() > 12;
            close
                && !begins(&text)
                && !over
                && (both || filled && !indented && (!centred || paragraph.centred))
        });
        match &mut open {
            Some((paragraph, end, y, start)) if goes_on => {
                paragraph.text.push(' ');
                paragraph.text.push_str(&text);
                paragraph.centred &= centred;
                (*end, *y, *start) = (x1, first.y, x0);
            }
            _ => {
                blocks.extend(open.take().map(|(paragraph, ..)| Block::Paragraph(paragraph)));
                let lone = text.chars().count() <= 4
                    && text.chars().all(|c| c.is_ascii_digit() || c == '-' || c == ' ');
                let part = if lone { Part::Header } else { Part::Body };
                open = Some((
                    Paragraph {
                        text,
                        centred,
                        part,
                        page: Some(page),
                        ..Paragraph::default()
                    },
                    x1,
                    first.y,
                    x0,
                ));
            }
        }
    }
    blocks.extend(open.map(|(paragraph, ..)| Block::Paragraph(paragraph)));
}

/// Whether a line begins an item or a note, whatever stands before it.
fn begins(text: &str) -> bool {
    let year = text.starts_with(['-', '–']) && text.chars().nth(2).is_some_and(|c| c.is_ascii_digit());
    let mut words = text.split_whitespace();
    let decimal = words
        .next()
        .is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    let capital = words
        .next()
        .is_none_or(|word| word.starts_with(char::is_uppercase));
    (super::super::lines::starts_item(text) && !year && (!decimal || capital))
        || text.starts_with("(Kèm theo")
        || text.starts_with("(Ban hành kèm")
}

fn is_centred(x0: f64, x1: f64, left: f64, right: f64, width: f64, size: f64) -> bool {
    let (before, after) = (x0 - left, right - x1);
    let page = ((x0 + x1) / 2.0 - width / 2.0).abs() < size * 3.0;
    before > size * 1.5 && after > size * 1.5 && page && (before - after).abs() < size * 2.5
}

fn is_same_case(a: &str, b: &str) -> bool {
    crate::text::is_upper(a) == crate::text::is_upper(b)
        && !crate::plan::is_kind(a)
        && !crate::text::fold(a).starts_with("phu luc")
}
