//! Spreadsheets, cell by cell: each visible sheet is one table.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, Reader, SheetVisible, Xlsx, XlsxError};

use super::package::Package;
use crate::document::{Block, Cell, Row, Table};
use crate::limits::Meter;
use crate::text::nfc;
use crate::{Document, Format, Note, ReadError};

/// Texts shared by cells are kept whole in memory while a file is read.
const SHARED_TEXT: u64 = 48 << 20;

pub(super) fn read(bytes: &[u8], meter: &mut Meter) -> Result<Document, ReadError> {
    // The parser may panic on odd cell references.
    catch_unwind(AssertUnwindSafe(|| sheets(bytes, meter))).unwrap_or_else(|_| {
        Err(ReadError::Damaged {
            format: Format::Xlsx,
            detail: "the parser gave up".to_owned(),
        })
    })
}

fn sheets(bytes: &[u8], meter: &mut Meter) -> Result<Document, ReadError> {
    let mut notes = Vec::new();
    let mut package = Package::open(bytes, Format::Xlsx, meter)?;
    for name in package
        .names()
        .iter()
        .filter(|name| name.ends_with(".xml") || name.ends_with(".rels"))
    {
        let whole = !name.contains("worksheets/");
        package.inspect(
            name,
            if whole { SHARED_TEXT } else { meter.limits.unpacked },
            meter,
        )?;
    }
    if package.has(|name| name.ends_with("vbaProject.bin")) {
        notes.push(Note::MacrosIgnored);
    }
    drop(package);
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    let sheets = book.sheets_metadata().to_vec();
    let hidden = sheets
        .iter()
        .filter(|sheet| sheet.visible != SheetVisible::Visible)
        .count();
    if hidden > 0 {
        notes.push(Note::HiddenLeftOut {
            count: u32::try_from(hidden).unwrap_or(u32::MAX),
        });
    }
    let mut blocks = Vec::new();
    for sheet in sheets
        .iter()
        .filter(|sheet| sheet.visible == SheetVisible::Visible)
    {
        let table = sheet_table(&mut book, &sheet.name, meter)?;
        if !table.rows.is_empty() {
            blocks.push(Block::Table(table));
        }
    }
    Ok(Document {
        format: Format::Xlsx,
        blocks,
        notes,
    })
}

fn sheet_table(book: &mut Xlsx<Cursor<&[u8]>>, name: &str, meter: &mut Meter) -> Result<Table, ReadError> {
    let merged = match book.merge_cells_by_sheet_name(name) {
        Ok(merged) => merged,
        Err(XlsxError::NotAWorksheet(_)) => return Ok(Table::default()),
        Err(error) => return Err(damaged(&error)),
    };
    let mut cells = match book.worksheet_cells_reader(name) {
        Ok(cells) => cells,
        Err(XlsxError::NotAWorksheet(_)) => return Ok(Table::default()),
        Err(error) => return Err(damaged(&error)),
    };
    let mut rows: BTreeMap<u32, BTreeMap<u32, String>> = BTreeMap::new();
    while let Some(cell) = cells.next_cell().map_err(|error| damaged(&error))? {
        meter.tick()?;
        let text = text(cell.get_value());
        if text.is_empty() {
            continue;
        }
        let (row, column) = cell.get_position();
        meter.columns(u64::from(column) + 1)?;
        meter.add_cells(1)?;
        meter.add_text(text.len())?;
        rows.entry(row).or_default().insert(column, text);
        meter.rows(rows.len() as u64)?;
    }
    let regions: BTreeMap<(u32, u32), (u32, u32)> =
        merged.iter().map(|region| (region.start, region.end)).collect();
    let numbers: Vec<u32> = rows.keys().copied().collect();
    let mut table = Table {
        sheet: Some(name.to_owned()),
        ..Table::default()
    };
    for (number, cells) in rows {
        let mut row = Row {
            number: Some(number.saturating_add(1)),
            ..Row::default()
        };
        for (column, text) in cells {
            let mut cell = Cell {
                text,
                column,
                ..Cell::default()
            };
            if let Some(&(last_row, last_column)) = regions.get(&(number, column)) {
                cell.columns = last_column.saturating_sub(column).saturating_add(1);
                let below = numbers
                    .iter()
                    .skip_while(|at| **at < number)
                    .take_while(|at| **at <= last_row)
                    .count();
                cell.rows = u32::try_from(below).unwrap_or(1).max(1);
            }
            meter.columns(u64::from(column) + u64::from(cell.columns))?;
            table.columns = table.columns.max(column.saturating_add(cell.columns));
            row.cells.push(cell);
        }
        table.rows.push(row);
    }
    Ok(table)
}

fn text(value: &DataRef<'_>) -> String {
    let text = match value {
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(value) => value.to_string(),
        DataRef::DateTime(moment) if moment.is_datetime() => {
            let (year, month, day, hour, minute, ..) = moment.to_ymd_hms_milli();
            let date = format!("{day:02}/{month:02}/{year}");
            if (hour, minute) == (0, 0) {
                date
            } else {
                format!("{hour:02}:{minute:02} {date}")
            }
        }
        DataRef::DateTime(moment) => moment.as_f64().to_string(),
        DataRef::DateTimeIso(text) => iso_date(text),
        DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    };
    let text = nfc(&text);
    text.split('\n')
        .map(crate::text::tidy)
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

fn iso_date(text: &str) -> String {
    let date: Result<jiff::civil::Date, _> = text.get(..10).unwrap_or(text).parse();
    date.map_or_else(
        |_| text.to_owned(),
        |date| format!("{:02}/{:02}/{}", date.day(), date.month(), date.year()),
    )
}

fn damaged(error: &XlsxError) -> ReadError {
    match error {
        XlsxError::Password => ReadError::PasswordProtected,
        error => ReadError::Damaged {
            format: Format::Xlsx,
            detail: error.to_string(),
        },
    }
}
