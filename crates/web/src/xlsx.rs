//! Lists as Excel files.

use axum::response::Response;
use jiff::civil::Date;
use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, XlsxError};

use crate::download;

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Words; never read as a formula.
    Text(String),
    /// A whole number.
    Number(i64),
    /// A civil date, shown as dd/mm/yyyy.
    Day(Option<Date>),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<u64> for Value {
    fn from(number: u64) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<usize> for Value {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<Option<Date>> for Value {
    fn from(day: Option<Date>) -> Self {
        Self::Day(day)
    }
}

impl From<Date> for Value {
    fn from(day: Date) -> Self {
        Self::Day(Some(day))
    }
}

/// One sheet of a file.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// Its name; cut to what Excel takes.
    pub name: String,
    /// The lines above the table, such as a title.
    pub above: Vec<String>,
    /// Headings with their widths in characters.
    pub columns: Vec<(String, u16)>,
    /// The rows.
    pub rows: Vec<Vec<Value>>,
}

/// A file of sheets to keep, written off the threads that serve others.
///
/// # Errors
/// [`Error::Internal`](crate::Error::Internal) when there are more rows than a sheet takes.
pub async fn attachment(name: &str, sheets: Vec<Sheet>) -> crate::Result<Response> {
    let bytes = tokio::task::spawn_blocking(move || file(&sheets)).await??;
    Ok(download::attachment(name, download::XLSX, bytes))
}

/// A file of sheets: headings stay while scrolling and repeat when printed, long words wrap.
///
/// # Errors
/// [`XlsxError`] when there are more rows than a sheet takes (1,048,576).
pub fn file(sheets: &[Sheet]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let body = Format::new()
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        .set_border(FormatBorder::Thin);
    let head = body.clone().set_bold().set_align(FormatAlign::Center);
    let day = body.clone().set_num_format("dd/mm/yyyy");
    let title = Format::new().set_bold().set_font_size(14);
    for (index, sheet) in sheets.iter().enumerate() {
        let page = workbook.add_worksheet();
        page.set_name(sheet_name(&sheet.name, index))?;
        page.set_landscape()
            .set_paper_size(9)
            .set_print_fit_to_pages(1, 0);
        let mut line = 0;
        for above in &sheet.above {
            page.write_string_with_format(line, 0, above, &title)?;
            line += 1;
        }
        for (column, (heading, width)) in (0_u16..).zip(&sheet.columns) {
            page.set_column_width(column, f64::from(*width))?;
            page.write_string_with_format(line, column, heading, &head)?;
        }
        page.set_repeat_rows(line, line)?;
        page.set_freeze_panes(line + 1, 0)?;
        for (row, cells) in (line + 1..).zip(&sheet.rows) {
            for (column, cell) in (0_u16..).zip(cells) {
                match cell {
                    Value::Text(text) => page.write_string_with_format(row, column, cut(text), &body)?,
                    #[expect(clippy::cast_precision_loss, reason = "Excel knows no other numbers")]
                    Value::Number(number) => {
                        page.write_number_with_format(row, column, *number as f64, &body)?
                    }
                    Value::Day(Some(date)) => {
                        let year = u16::try_from(date.year()).unwrap_or(1900);
                        let (month, of_month) = (date.month().unsigned_abs(), date.day().unsigned_abs());
                        match ExcelDateTime::from_ymd(year, month, of_month) {
                            Ok(value) => page.write_datetime_with_format(row, column, &value, &day)?,
                            Err(_) => page.write_string_with_format(row, column, date.to_string(), &body)?,
                        }
                    }
                    Value::Day(None) => page.write_blank(row, column, &body)?,
                };
            }
        }
    }
    workbook.save_to_buffer()
}

/// A cell holds 32,767 characters.
fn cut(text: &str) -> String {
    text.chars().take(32_000).collect()
}

fn sheet_name(name: &str, index: usize) -> String {
    let clean: String = name
        .chars()
        .filter(|c| !"[]:*?/\\'".contains(*c))
        .take(31)
        .collect();
    if clean.trim().is_empty() {
        format!("{}", index + 1)
    } else {
        clean
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_look_like_a_formula_stay_words() {
        let sheet = Sheet {
            name: "Nhiệm vụ: [2025]/*".to_owned(),
            above: vec!["Danh mục".to_owned()],
            columns: vec![("Nội dung".to_owned(), 40), ("Hạn".to_owned(), 12)],
            rows: vec![vec![
                "=HYPERLINK(\"http://x\")".into(),
                "2025-03-31".parse::<Date>().unwrap().into(),
            ]],
        };
        let bytes = file(&[sheet]).unwrap();
        assert_eq!(bytes.get(..2), Some(&b"PK"[..]));
        assert_eq!(sheet_name("[]", 4), "5");
        assert_eq!(sheet_name("Nhiệm vụ: [2025]/*", 0), "Nhiệm vụ 2025");
    }
}
