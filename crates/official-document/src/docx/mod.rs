//! Word files, written part by part with their elements in the order of the schema.

mod body;
mod ending;
mod head;
mod package;
mod paragraph;
mod picture;
mod section;
mod style_list;
mod styles;
mod table;
mod unit;
mod xml;

use crate::WriteError;
use crate::compose::compose;
use crate::model::Document;
use picture::Media;

use picture::Rasterize;

/// Writes the document as a Word file (Office Open XML, `.docx`).
///
/// The same document gives the same bytes. Text is Times New Roman in all four font slots; numbers
/// of headings and points are text; each annex is a section with its own page numbers.
///
/// # Errors
///
/// [`WriteError::AddresseesRefused`] for a plan with "Kính gửi", [`WriteError::HeadingLevel`],
/// [`WriteError::Layout`], [`WriteError::Table`] and [`WriteError::Picture`] for descriptions that
/// cannot be drawn, and [`WriteError::FontsNeeded`] for SVG figures, which take
/// `docx_with_fonts`.
///
/// ```
/// use jiff::civil::date;
/// use official_document::{Block, Document, Kind, Letterhead, Metadata, docx};
///
/// let report = Document::new(
///     Kind::REPORT,
///     Letterhead { issuer: "Sở Xây dựng".into(), symbol: "BC-SXD".into(), ..Letterhead::default() },
///     "Kết quả công tác tuyên truyền quý I năm 2026",
///     Metadata::new("Sở Xây dựng", date(2026, 3, 16)),
/// )
/// .block(Block::heading(1, "Kết quả"))
/// .block(Block::paragraph("Đã đăng 25 tin, bài."));
/// let file = docx(&report)?;
/// assert!(file.starts_with(b"PK"));
/// # Ok::<(), official_document::WriteError>(())
/// ```
pub fn docx(document: &Document) -> Result<Vec<u8>, WriteError> {
    write(document, None)
}

pub(crate) fn write(document: &Document, rasterize: Option<Rasterize<'_>>) -> Result<Vec<u8>, WriteError> {
    let composed = compose(document)?;
    let media = (1..)
        .zip(&composed.pictures)
        .map(|(number, picture)| Media::read(picture, number, rasterize))
        .collect::<Result<Vec<_>, _>>()?;
    let mut parts = vec![
        ("[Content_Types].xml".to_owned(), package::content_types()?),
        ("_rels/.rels".to_owned(), package::package_relationships()?),
        ("docProps/core.xml".to_owned(), package::properties(&composed)?),
        ("word/document.xml".to_owned(), body::part(&composed, &media)?),
        (
            "word/_rels/document.xml.rels".to_owned(),
            package::document_relationships(&media)?,
        ),
        ("word/styles.xml".to_owned(), styles::part(&composed.layout)?),
        ("word/settings.xml".to_owned(), package::settings()?),
        ("word/fontTable.xml".to_owned(), package::fonts()?),
        ("word/header.xml".to_owned(), section::numbered_header()?),
        ("word/firstHeader.xml".to_owned(), section::empty_header()?),
        ("word/footer.xml".to_owned(), section::footer(&[])?),
        (
            "word/firstFooter.xml".to_owned(),
            section::footer(&composed.contact)?,
        ),
    ];
    for (index, picture) in media.into_iter().enumerate() {
        parts.push((format!("word/media/picture{index}.png"), picture.png));
        if let Some(svg) = picture.svg {
            parts.push((format!("word/media/drawing{index}.svg"), svg.into_bytes()));
        }
    }
    package::pack(&parts)
}
