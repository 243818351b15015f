//! Text and Markdown, line by line: paragraphs by blank lines, tables by pipes, tabs or aligned columns.

mod aligned;
mod decode;
mod emphasis;
mod wrap;

use crate::document::{Block, Cell, Paragraph, Row, Table};
use crate::limits::{Meter, within};
use crate::text::{nfc, tidy};
use crate::{Document, Format, Measure, ReadError};

pub(super) use decode::text as decode;
use emphasis::Styled;
pub(super) use wrap::starts_item;

pub(super) fn read(bytes: &[u8], format: Format, meter: &mut Meter) -> Result<Document, ReadError> {
    let (text, notes) = decode(bytes, meter)?;
    within(
        Measure::Text,
        text.len() as u64,
        meter.limits.text.saturating_mul(2),
    )?;
    let ends = text.bytes().filter(|byte| *byte == b'\n').count() as u64;
    within(
        Measure::Text,
        text.len() as u64 + ends * 16,
        meter.limits.text.saturating_mul(2),
    )?;
    let lines: Vec<&str> = text.split('\n').map(|line| line.trim_end_matches('\r')).collect();
    let lines = wrap::without_page_numbers(lines);
    let mut reader = Reader {
        meter,
        format,
        blocks: Vec::new(),
        wrapped: wrap::wraps(&lines),
        width: wrap::width(&lines),
    };
    let mut at = 0;
    while at < lines.len() {
        reader.meter.check()?;
        at += reader.step(&lines, at)?;
    }
    Ok(Document {
        format,
        blocks: reader.blocks,
        notes,
    })
}

/// Lines looked at together: a table in a text has no more rows than this before the next begins.
const LONGEST_RUN: usize = 2_000;

struct Reader<'a> {
    meter: &'a mut Meter,
    format: Format,
    blocks: Vec<Block>,
    wrapped: bool,
    width: usize,
}

impl Reader<'_> {
    /// Reads what begins at a line and says how many lines it took.
    fn step(&mut self, lines: &[&str], at: usize) -> Result<usize, ReadError> {
        let Some(line) = lines.get(at).copied() else {
            return Ok(1);
        };
        if let Some(rest) = line.strip_prefix('\u{c}') {
            self.blocks.push(Block::PageBreak);
            if !rest.trim().is_empty() {
                self.paragraph(&[rest])?;
            }
            return Ok(1);
        }
        if line.trim().is_empty() || is_rule(line) {
            return Ok(1);
        }
        let run = lines
            .get(at..(at + LONGEST_RUN).min(lines.len()))
            .unwrap_or_default();
        let run = run.iter().take_while(|line| !line.trim().is_empty()).count();
        let run = lines.get(at..at + run).unwrap_or_default();
        if is_piped(line) {
            let count = run.iter().take_while(|line| is_piped(line)).count();
            let rows = run
                .iter()
                .take(count)
                .filter(|line| !is_rule(line))
                .map(|line| piped(line))
                .collect();
            self.table(rows)?;
            return Ok(count);
        }
        if is_tabbed(line) {
            let (rows, count) = tabbed(run);
            self.table(rows)?;
            return Ok(count);
        }
        if let Some((rows, count)) = aligned::read(run) {
            self.table(rows)?;
            return Ok(count);
        }
        let count = self.paragraph_length(run);
        self.paragraph(run.get(..count).unwrap_or_default())?;
        Ok(count)
    }

    fn paragraph_length(&self, run: &[&str]) -> usize {
        if !self.wrapped || run.first().is_some_and(|line| self.heading(line).is_some()) {
            return 1;
        }
        let mut count = 1;
        for pair in run.windows(2) {
            let [before, line] = pair else { break };
            let ended = before
                .trim_end_matches([' ', '*', '_'])
                .ends_with(['.', ';', ':', '!', '?']);
            if is_tabbed(line)
                || is_piped(line)
                || self.heading(line).is_some()
                || (ended && starts_item(line))
                || (self.format == Format::Text && wrap::ends_early(before, line, self.width))
            {
                break;
            }
            count += 1;
        }
        count
    }

    fn heading(&self, line: &str) -> Option<u8> {
        let marks = line.chars().take_while(|&c| c == '#').count();
        let spaced = line.chars().nth(marks).is_some_and(char::is_whitespace);
        (self.format == Format::Markdown && (1..=6).contains(&marks) && spaced)
            .then(|| u8::try_from(marks).unwrap_or(6))
    }

    fn paragraph(&mut self, lines: &[&str]) -> Result<(), ReadError> {
        let mut text = String::new();
        let heading = lines.first().and_then(|line| self.heading(line));
        for line in lines {
            let hard = self.format == Format::Markdown && (line.ends_with("  ") || line.ends_with('\\'));
            let line = line.trim_end_matches('\\').trim();
            let line = if heading.is_some() {
                line.trim_start_matches('#').trim()
            } else {
                line
            };
            text.push_str(line);
            text.push(if hard { '\n' } else { ' ' });
        }
        let Styled { text, bold, italic } = self.styled(&text);
        if text.is_empty() {
            return Ok(());
        }
        self.meter.add_text(text.len())?;
        self.blocks.push(Block::Paragraph(Paragraph {
            text,
            heading,
            bold,
            italic,
            ..Paragraph::default()
        }));
        Ok(())
    }

    fn styled(&self, text: &str) -> Styled {
        let mut styled = emphasis::strip(&nfc(text), self.format == Format::Markdown);
        styled.text = styled
            .text
            .split('\n')
            .map(tidy)
            .filter(|line| !line.is_empty())
            .collect::<Vec<_>>()
            .join("\n");
        styled
    }

    fn table(&mut self, rows: Vec<Vec<String>>) -> Result<(), ReadError> {
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        self.meter.columns(columns as u64)?;
        self.meter.rows(rows.len() as u64)?;
        let columns = u32::try_from(columns).unwrap_or(u32::MAX);
        let mut table = Table {
            columns,
            ..Table::default()
        };
        for cells in rows {
            let alone = cells.len() == 1;
            let mut row = Row::default();
            for (column, text) in (0u32..).zip(&cells) {
                let Styled { text, bold, italic } = self.styled(text);
                self.meter.add_text(text.len())?;
                let columns = if alone { columns } else { 1 };
                row.cells.push(Cell {
                    text,
                    column,
                    columns,
                    bold,
                    italic,
                    rows: 1,
                });
            }
            self.meter.add_cells(row.cells.len() as u64)?;
            table.rows.push(row);
        }
        self.blocks.push(Block::Table(table));
        Ok(())
    }
}

fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 3
        && line
            .chars()
            .all(|c| matches!(c, '-' | '=' | '_' | '*' | '|' | ':' | '+' | ' ' | '─' | '│'))
}

fn is_piped(line: &str) -> bool {
    let line = line.trim();
    (line.starts_with('|') && line.len() > 2) || (line.starts_with("+-") && line.ends_with('+'))
}

fn piped(line: &str) -> Vec<String> {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let line = line.strip_suffix('|').unwrap_or(line);
    let mut cells = vec![String::new()];
    let mut escaped = false;
    for c in line.chars() {
        match c {
            '|' if !escaped => cells.push(String::new()),
            '\\' if !escaped => {
                escaped = true;
                continue;
            }
            c => {
                if let Some(cell) = cells.last_mut() {
                    cell.push(c);
                }
            }
        }
        escaped = false;
    }
    cells
        .iter()
        .map(|cell| {
            cell.replace("<br>", "\n")
                .replace("<br/>", "\n")
                .replace("<br />", "\n")
        })
        .collect()
}

fn is_tabbed(line: &str) -> bool {
    let cells = line.split('\t').filter(|cell| !cell.trim().is_empty()).count();
    cells >= 2
        || (line.trim_start_matches(' ').starts_with('\t') && cells == 1 && line.matches('\t').count() >= 2)
}

/// The rows that begin here. A line without tabs between rows is a row of one cell.
fn tabbed(run: &[&str]) -> (Vec<Vec<String>>, usize) {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut columns = 0;
    for line in run {
        if is_tabbed(line) {
            let cells: Vec<String> = line.split('\t').map(|cell| cell.trim().to_owned()).collect();
            columns = columns.max(cells.len());
            rows.push(cells);
        } else if columns >= 3 && !line.trim().is_empty() {
            rows.push(vec![line.trim().to_owned()]);
        } else {
            break;
        }
    }
    let count = rows.len();
    (rows, count)
}
