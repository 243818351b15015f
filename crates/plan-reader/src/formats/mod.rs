//! Bytes to documents, one reader for each kind of file.

mod docx;
mod html;
mod legacy;
mod lines;
mod package;
mod pdf;
mod sniff;
mod xlsx;
mod xml;

use crate::limits::{Meter, within};
use crate::{Document, Format, Limits, Measure, Note, ReadError};

/// Reads a file of any known kind.
pub(crate) fn read(bytes: &[u8], name: Option<&str>, limits: &Limits) -> Result<Document, ReadError> {
    within(Measure::Input, bytes.len() as u64, limits.input)?;
    let mut meter = Meter::new(limits);
    meter.check()?;
    let extension = name
        .and_then(|name| name.rsplit_once('.'))
        .map(|(_, end)| end.to_lowercase());
    let format = sniff::format(bytes, extension.as_deref())?;
    let mut document = match format {
        Format::Docx => docx::read(bytes, &mut meter)?,
        Format::Xlsx => xlsx::read(bytes, &mut meter)?,
        Format::Pdf => pdf::read(bytes, &mut meter)?,
        Format::Html => html::read(bytes, &mut meter)?,
        Format::Markdown | Format::Text => lines::read(bytes, format, &mut meter)?,
    };
    if document.blocks.is_empty() {
        return Err(ReadError::Empty);
    }
    if let Some(extension) = extension.filter(|extension| !sniff::names(format).contains(&extension.as_str()))
    {
        document.notes.push(Note::NameDisagrees { extension, format });
    }
    Ok(document)
}
