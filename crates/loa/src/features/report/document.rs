//! The paper: content to an official document and an Excel file.

use jiff::civil::Date;
use official_document::{
    Annex, Authority, Block, Cell as PaperCell, Column, Document, Draft, IssueDate, Kind, Letterhead, Marks,
    Metadata, Reissue, Row as PaperRow, Signer, Table, Text, WriteError, docx, pdf,
};
use vietnamese::date::format_short;
use vietnamese::number::format_number;
use web::xlsx;

use super::content::Content;
use super::draft::{Line, long};
use super::model::Details;
use super::sheet::{Cell, Sheet, SheetKind};
use super::template::{Shared, library};
use crate::fonts::{FontsMissing, fonts};

/// Rows of an annex on paper; the Excel file has all.
const PAPER_ROWS: usize = 3_000;

/// What the registrar adds, and what a re-issue replaces.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Imprint {
    /// The register number.
    pub number: Option<String>,
    /// The day of issue.
    pub issued_on: Option<Date>,
    /// Frozen; anything else is marked as a draft.
    pub is_frozen: bool,
    /// Number and day of the issue that this one replaces.
    pub replaces: Option<(Option<String>, Option<Date>)>,
}

/// Why a file could not be made.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The program was built without the fonts.
    #[error(transparent)]
    Fonts(#[from] FontsMissing),
    /// The document could not be written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// The Excel file could not be written.
    #[error(transparent)]
    Sheet(#[from] rust_xlsxwriter::XlsxError),
}

/// A report as Word file.
///
/// # Errors
/// [`FileError::Write`].
pub fn as_docx(content: &Content, imprint: &Imprint) -> Result<Vec<u8>, FileError> {
    Ok(docx(&paper(content, imprint))?)
}

/// A report as PDF.
///
/// # Errors
/// [`FileError::Fonts`] when the program was built without fonts, [`FileError::Write`].
pub fn as_pdf(content: &Content, imprint: &Imprint) -> Result<Vec<u8>, FileError> {
    Ok(pdf(&paper(content, imprint), fonts()?)?)
}

/// The annexes of a report as Excel file.
///
/// # Errors
/// [`FileError::Sheet`].
pub fn as_xlsx(content: &Content) -> Result<Vec<u8>, FileError> {
    let days = format!(
        "{} - {}",
        format_short(content.window.first),
        format_short(content.window.last)
    );
    let sheets: Vec<xlsx::Sheet> = content
        .sheets
        .iter()
        .map(|sheet| xlsx::Sheet {
            name: sheet.short.clone(),
            above: vec![sheet.title.clone(), format!("{}, {days}", content.issuer)],
            columns: sheet.headings.iter().cloned().zip(widths(sheet.kind)).collect(),
            rows: sheet
                .rows
                .iter()
                .map(|row| row.iter().map(xlsx_value).collect())
                .collect(),
        })
        .collect();
    Ok(xlsx::file(&sheets)?)
}

fn widths(kind: SheetKind) -> Vec<u16> {
    match kind {
        SheetKind::Statistics => vec![8, 60, 14, 14, 40],
        SheetKind::Progress => vec![6, 50, 26, 36, 20, 28, 40],
        SheetKind::Links => vec![6, 12, 26, 60, 10, 50],
    }
}

fn xlsx_value(cell: &Cell) -> xlsx::Value {
    match cell {
        Cell::Text(text) => text.as_str().into(),
        Cell::Number(number) => (*number).into(),
        Cell::Day(day) => (*day).into(),
    }
}

/// The description of the paper.
#[must_use]
pub fn paper(content: &Content, imprint: &Imprint) -> Document {
    let shared = &library().shared;
    let head = Letterhead {
        superior: content.superior.clone(),
        issuer: content.issuer.clone(),
        number: imprint.number.clone(),
        symbol: format!("BC-{}", content.symbol),
        place: content.place.clone(),
        date: imprint
            .issued_on
            .map_or(IssueDate::Year(content.as_of.year()), IssueDate::Day),
    };
    let made_on = imprint.issued_on.unwrap_or(content.as_of);
    let metadata = Metadata::new(content.issuer.clone(), made_on);
    let mut document = Document::new(Kind::REPORT, head, content.subject.clone(), metadata);
    document.marks = marks(content, imprint, shared);
    document.addressees.clone_from(&content.details.addressees);
    document.recipients.clone_from(&content.details.recipients);
    document.signer = signer(&content.details);
    document.body.push(Block::paragraph(content.opening.as_str()));
    for section in &content.sections {
        document
            .body
            .push(Block::heading(section.level, section.heading.as_str()));
        for line in &section.lines {
            document.body.push(block(line, section.is_note, shared));
        }
    }
    document.body.push(Block::paragraph(content.closing.as_str()));
    document.annexes = content.sheets.iter().map(|sheet| annex(sheet, shared)).collect();
    document
}

fn block(line: &Line, is_note: bool, shared: &Shared) -> Block {
    if is_note {
        let text = shared.say("note", &[("text", &line.words())]);
        return Block::paragraph(Text::default().italic(text));
    }
    if line.point {
        Block::dash(line.words())
    } else {
        Block::paragraph(line.words())
    }
}

fn marks(content: &Content, imprint: &Imprint, shared: &Shared) -> Marks {
    let round = u16::try_from(content.issue.saturating_sub(1))
        .ok()
        .filter(|round| *round > 0);
    let replaces = imprint
        .replaces
        .as_ref()
        .map(|(number, date)| match (number, date) {
            (Some(number), Some(date)) => {
                let number = format!("{number}/BC-{}", content.symbol);
                shared.say("replaces", &[("number", &number), ("date", &long(*date))])
            }
            _ => shared.say("replaces-blank", &[("issue", &content.issue.saturating_sub(1))]),
        });
    Marks {
        draft: (!imprint.is_frozen).then_some(Draft { round: None }),
        reissue: round.map(|round| Reissue {
            round: Some(round),
            replaces,
        }),
        ..Marks::default()
    }
}

/// The signer, when anything of it is known.
fn signer(details: &Details) -> Option<Signer> {
    if details.signer_position.is_empty() && details.signer_name.is_empty() {
        return None;
    }
    let signer = Signer::new(details.signer_position.clone(), details.signer_name.clone());
    Some(match authority(&details.signer_authority) {
        Some((authority, of)) => signer.acting_for(authority, of),
        None => signer,
    })
}

/// "KT. Giám đốc": for whom somebody signs.
#[must_use]
pub fn authority(text: &str) -> Option<(Authority, &str)> {
    let all = [
        Authority::OnBehalf,
        Authority::For,
        Authority::ByOrder,
        Authority::ByDelegation,
        Authority::Acting,
    ];
    let text = text.trim();
    all.into_iter().find_map(|authority| {
        let short = authority.abbreviation().trim_end_matches('.');
        let (head, rest) = text.split_at_checked(short.len())?;
        let rest = rest.strip_prefix('.').or_else(|| rest.strip_prefix(' '))?.trim();
        (head.eq_ignore_ascii_case(short) && !rest.is_empty()).then_some((authority, rest))
    })
}

fn annex(sheet: &Sheet, shared: &Shared) -> Annex {
    let mut table = Table::new(columns(sheet.kind)).header(sheet.headings.clone());
    if sheet.kind == SheetKind::Statistics {
        let places = (1..=sheet.headings.len()).map(|nth| Text::default().italic(format!("({nth})")));
        table = table.header(PaperRow::new(
            places.map(|text| PaperCell::new(text).align(official_document::Align::Center)),
        ));
    }
    for row in sheet.rows.iter().take(PAPER_ROWS) {
        let cells = PaperRow::new(row.iter().map(paper_value));
        table = table.row(if is_head(sheet.kind, row) {
            cells.bold()
        } else {
            cells
        });
    }
    if let Some(rest) = sheet.rows.len().checked_sub(PAPER_ROWS).filter(|rest| *rest > 0) {
        let columns = u16::try_from(sheet.headings.len()).unwrap_or(1);
        let words = shared.say("more-rows", &[("n", &rest)]);
        table = table.row(PaperRow::new([PaperCell::new(words).across(columns)]));
    }
    let annex = Annex::new(sheet.title.clone());
    let annex = match sheet.kind {
        SheetKind::Progress => annex.landscape(),
        SheetKind::Statistics | SheetKind::Links => annex,
    };
    annex.block(table)
}

/// Lines 1, 2, 3 of the table of figures head those below them.
fn is_head(kind: SheetKind, row: &[Cell]) -> bool {
    let no = row.first();
    kind == SheetKind::Statistics && matches!(no, Some(Cell::Text(no)) if !no.contains('.'))
}

fn columns(kind: SheetKind) -> Vec<Column> {
    match kind {
        SheetKind::Statistics => vec![
            Column::centered(1.3),
            Column::left(7.0),
            Column::centered(2.0),
            Column::right(1.9),
            Column::left(3.8),
        ],
        SheetKind::Progress => vec![
            Column::centered(1.0),
            Column::left(6.2),
            Column::left(3.2),
            Column::left(3.8),
            Column::centered(2.8),
            Column::left(3.6),
            Column::left(4.4),
        ],
        SheetKind::Links => vec![
            Column::centered(1.1),
            Column::centered(2.3),
            Column::left(3.0),
            Column::left(5.4),
            Column::right(1.3),
            Column::left(3.9),
        ],
    }
}

fn paper_value(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => text.clone(),
        Cell::Number(number) => format_number(i64::try_from(*number).unwrap_or(i64::MAX)),
        Cell::Day(day) => format_short(*day),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_signs_for_whom_is_read_as_offices_write_it() {
        assert_eq!(authority("KT. GIÁM ĐỐC"), Some((Authority::For, "GIÁM ĐỐC")));
        assert_eq!(authority("kt giám đốc"), Some((Authority::For, "giám đốc")));
        assert_eq!(
            authority("TUQ. Giám đốc"),
            Some((Authority::ByDelegation, "Giám đốc"))
        );
        assert_eq!(authority("Giám đốc"), None);
        assert_eq!(authority("TM."), None);
        assert_eq!(authority("đ"), None);
    }
}
