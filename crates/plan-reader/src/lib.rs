#![doc = include_str!("../README.md")]

mod document;
mod error;
mod formats;
mod limits;
pub mod plan;
mod tasks;
mod text;
pub mod units;

pub use document::{Block, Cell, Document, Format, Note, Paragraph, Part, Row, Source, Table};
pub use error::{Measure, OfficeProgram, ReadError};
pub use limits::Limits;
pub use plan::{Field, Plan, Remark};

/// Reads a file into a document. The kind is told by the content; the name only helps between text and Markdown.
///
/// # Errors
///
/// [`ReadError`] when the file is of no known kind, damaged, protected, a scan, or over a limit.
pub fn read_document(bytes: &[u8], file_name: Option<&str>, limits: &Limits) -> Result<Document, ReadError> {
    formats::read(bytes, file_name, limits)
}

/// Reads what a document orders. Never fails: what is not found stays empty, with a remark.
#[must_use]
pub fn read_plan(document: &Document) -> Plan {
    plan::read(document)
}
