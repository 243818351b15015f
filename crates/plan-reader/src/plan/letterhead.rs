//! Issuer, number, place and date at the top of a document.

use std::sync::LazyLock;

use regex::Regex;

use super::citation::{self, DateParts};
use super::names;
use crate::document::{Block, Document, Part};
use crate::plan::lines::Line;
use crate::text::{fold, is_upper, pattern};
use crate::{Field, Remark};

/// What the letterhead says.
#[derive(Debug, Default)]
pub(crate) struct Letterhead {
    pub(crate) issuer: Option<Field<String>>,
    pub(crate) superior: Option<Field<String>>,
    pub(crate) number: Option<Field<String>>,
    pub(crate) symbol: Option<Field<String>>,
    pub(crate) place: Option<Field<String>>,
    pub(crate) date: Option<Field<jiff::civil::Date>>,
    /// The year of the date, also when its day is blank.
    pub(crate) year: Option<i16>,
    pub(crate) remarks: Vec<Remark>,
}

static MOTTO: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"cong\s*hoa\s*xa\s*hoi\s*chu\s*nghia(\s*viet\s*nam)?|doc\s*lap\s*-\s*tu\s*do\s*-\s*hanh\s*phuc|dang cong san viet nam|^viet nam$",
    )
});

/// Whether a text carries the country's name and motto.
pub(crate) fn has_motto(ascii: &str) -> bool {
    MOTTO.is_match(ascii) && ascii != "viet nam"
}

/// Reads the letterhead from everything above the title's block.
pub(crate) fn read(document: &Document, title_block: u32) -> Letterhead {
    let mut head = Letterhead::default();
    let mut units: Vec<Field<String>> = Vec::new();
    for line in head_lines(document, title_block) {
        if head.symbol.is_none()
            && let Some(number) = citation::number(&line.text, 0).filter(|number| number.start < 8)
        {
            head.symbol = Some(Field::new(
                number.symbol.clone(),
                line.sources(number.start, number.end),
                0.95,
            ));
            match number.number {
                Some(text) => {
                    head.number = Some(Field::new(text, line.sources(number.start, number.end), 0.97))
                }
                None => head.remarks.push(Remark::BlankNumber),
            }
            take_date(&mut head, &line);
            continue;
        }
        if take_date(&mut head, &line) {
            continue;
        }
        if !has_motto(line.ascii()) && line.ascii().trim() != "viet nam" {
            units.extend(organisations(&line));
        }
    }
    let mut joined: Vec<Field<String>> = Vec::new();
    for unit in units {
        match joined.last_mut() {
            Some(before) if names::continues(&fold(&before.value), &fold(&unit.value)) => {
                before.value = format!("{} {}", before.value, unit.value);
                before.sources.extend(unit.sources);
            }
            _ => joined.push(unit),
        }
    }
    head.issuer = joined.pop();
    head.superior = joined.pop();
    head
}

/// Lines above the title, cells of the letterhead's table by columns.
fn head_lines(document: &Document, title_block: u32) -> Vec<Line> {
    let mut lines = Vec::new();
    for (index, block) in (0u32..).zip(&document.blocks).take(30) {
        if index > title_block {
            break;
        }
        match block {
            Block::Paragraph(paragraph)
                if index < title_block && matches!(paragraph.part, Part::Body | Part::TextBox) =>
            {
                let source = crate::Source {
                    block: index,
                    page: paragraph.page,
                    ..crate::Source::default()
                };
                push(&mut lines, &paragraph.text, &source);
            }
            Block::Table(table) => {
                let mut cells: Vec<(u32, u32, &crate::Cell)> = Vec::new();
                for (row, cells_of_row) in (0u32..).zip(&table.rows).take(14) {
                    // The title itself may stand in the table, as it does in spreadsheets.
                    let title = cells_of_row.cells.iter().any(|cell| {
                        let first = cell.text.split('\n').next().unwrap_or_default();
                        is_upper(first) && super::title::kind_of_start(&fold(first)).is_some()
                    });
                    if title {
                        break;
                    }
                    cells.extend(cells_of_row.cells.iter().map(|cell| (cell.column, row, cell)));
                }
                cells.sort_by_key(|(column, row, _)| (*column, *row));
                for (_, row, cell) in cells {
                    push(&mut lines, &cell.text, &table.source(index, row, cell));
                }
            }
            _ => {}
        }
    }
    lines
}

fn push(lines: &mut Vec<Line>, text: &str, source: &crate::Source) {
    let mut at = 0;
    for piece in text.split(['\n', '\t']) {
        let length = u32::try_from(piece.chars().count()).unwrap_or(0);
        let source = crate::Source {
            start: source.start + at,
            end: source.start + at + length,
            ..source.clone()
        };
        at += length + 1;
        if !piece.trim().is_empty() {
            lines.push(Line::new(piece, source));
        }
    }
}

fn take_date(head: &mut Letterhead, line: &Line) -> bool {
    let Some(parts) = citation::date(line.ascii(), 0) else {
        return false;
    };
    if head.year.is_some() {
        return false;
    }
    head.year = Some(parts.year);
    let before = line.field(0, parts.start, 0.9);
    let place = before
        .value
        .rsplit([')', '-'])
        .next()
        .unwrap_or_default()
        .trim()
        .to_owned();
    if !place.is_empty() && place.chars().count() <= 40 && !place.contains("Số") {
        head.place = Some(before.map(|_| place));
    }
    set_date(head, line, &parts);
    true
}

fn set_date(head: &mut Letterhead, line: &Line, parts: &DateParts) {
    match parts.date() {
        Some(date) => head.date = Some(Field::new(date, line.sources(parts.start, parts.end), 0.97)),
        None => head.remarks.push(Remark::BlankDate),
    }
}

/// The agencies named in one line of the letterhead.
fn organisations(line: &Line) -> Vec<Field<String>> {
    let end = line.text.ascii.trim_end_matches(['-', '_', ' ', '*', '=']).len();
    let ascii = line.ascii().get(..end).unwrap_or_default();
    let words = line.text.slice(0, end);
    let skip = [
        "mat",
        "toi mat",
        "tuyet mat",
        "hoa toc",
        "khan",
        "thuong khan",
        "du thao",
        "(du thao)",
        "ban sao",
    ];
    if !is_upper(&words) || skip.contains(&ascii.trim()) || ascii.len() < 3 || line.text.ascii.contains("v/v")
    {
        return Vec::new();
    }
    let mut starts: Vec<usize> = names::heads(ascii);
    if starts.first() != Some(&0) {
        starts.insert(0, 0);
    }
    let ends = starts.iter().skip(1).copied().chain([end]).collect::<Vec<_>>();
    starts
        .iter()
        .zip(ends)
        .map(|(start, end)| line.field(*start, end, 0.92))
        .filter(|field| !field.value.is_empty())
        .collect()
}
