//! PDF files, set by typst from our template.

mod breaks;
mod drawing;
mod fonts;
mod world;

use serde::Serialize;
use typst::comemo;
use typst::diag::{EcoVec, SourceDiagnostic};
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

pub use fonts::Fonts;

use crate::WriteError;
use crate::compose::{Composed, compose};
use crate::model::{Document, Picture};
use world::Desk;

/// How many documents ago a piece of layout may have been used to be kept for the next one.
const KEEP: usize = 4;

/// What the template reads.
#[derive(Serialize)]
struct Data<'a> {
    #[serde(flatten)]
    composed: &'a Composed,
    family: &'a str,
    pictures: Vec<String>,
}

/// Writes the document as PDF/A-2b with the fonts embedded.
///
/// What people wrote reaches the template as data and is never read as markup. Nothing is fetched
/// and no clock is asked: the same document and fonts give the same bytes.
///
/// # Errors
///
/// As [`docx`](crate::docx), and [`WriteError::Typeset`] for what the typesetter refuses, such as a
/// picture that it cannot read.
pub fn pdf(document: &Document, fonts: &Fonts) -> Result<Vec<u8>, WriteError> {
    let mut composed = compose(document)?;
    breaks::allow(&mut composed);
    let pictures: Vec<(String, Vec<u8>)> = composed.pictures.iter().enumerate().map(named).collect();
    let data = Data {
        composed: &composed,
        family: &fonts.family,
        pictures: pictures.iter().map(|(name, _)| name.clone()).collect(),
    };
    let data = serde_json::to_vec(&data).map_err(std::io::Error::from)?;
    let desk = Desk::new(
        fonts,
        pictures.into_iter().chain([("data.json".to_owned(), data)]),
    );
    let pages = typst::compile::<PagedDocument>(&desk).output.map_err(refused)?;
    let standards =
        PdfStandards::new(&[PdfStandard::A_2b]).map_err(|e| WriteError::Typeset(e.message().to_string()))?;
    let options = PdfOptions {
        ident: Smart::Auto,
        creator: Smart::Custom(None),
        standards,
        ..PdfOptions::default()
    };
    let bytes = typst_pdf::pdf(&pages, &options).map_err(refused)?;
    comemo::evict(KEEP);
    Ok(bytes)
}

/// Writes the document as a Word file, SVG figures included: each is put in as a drawing and, for
/// older readers, as pixels.
///
/// # Errors
///
/// As [`docx`](crate::docx).
pub fn docx_with_fonts(document: &Document, fonts: &Fonts) -> Result<Vec<u8>, WriteError> {
    crate::docx::write(document, Some(&|svg| drawing::rasterize(svg, fonts)))
}

fn named((index, picture): (usize, &Picture)) -> (String, Vec<u8>) {
    match picture {
        Picture::Svg { svg } => (format!("picture{index}.svg"), svg.clone().into_bytes()),
        Picture::Png { png } => (format!("picture{index}.png"), png.clone()),
    }
}

fn refused(errors: EcoVec<SourceDiagnostic>) -> WriteError {
    let messages: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
    WriteError::Typeset(messages.join("; "))
}
