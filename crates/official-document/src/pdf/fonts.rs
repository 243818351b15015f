//! The fonts, read once, and what the typesetter keeps beside them.

use std::sync::Arc;

use resvg::usvg::fontdb;
use typst::foundations::Bytes;
use typst::syntax::Source;
use typst::text::{Font, FontBook, FontStyle, FontWeight};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt as _};

use super::world::file;
use crate::WriteError;

/// A family of fonts with the measures of Times, read once and used for every document.
///
/// Four files are needed: regular, bold, italic and bold italic. The page is set in the family of
/// the regular one. Reading takes some milliseconds, so keep the value; it can be shared between
/// threads.
pub struct Fonts {
    pub(super) family: String,
    pub(super) fonts: Vec<Font>,
    pub(super) book: LazyHash<FontBook>,
    pub(super) library: LazyHash<Library>,
    pub(super) template: Source,
    pub(super) drawing_fonts: Arc<fontdb::Database>,
}

impl Fonts {
    /// Reads font files (TrueType or OpenType).
    ///
    /// # Errors
    ///
    /// [`WriteError::Fonts`] when a file is not a font or the family lacks one of the four styles.
    pub fn new(files: Vec<Vec<u8>>) -> Result<Self, WriteError> {
        let mut fonts = Vec::new();
        let mut drawing_fonts = fontdb::Database::new();
        for (number, bytes) in (1..).zip(files) {
            let before = fonts.len();
            drawing_fonts.load_font_data(bytes.clone());
            fonts.extend(Font::iter(Bytes::new(bytes)));
            if fonts.len() == before {
                return Err(WriteError::Fonts(format!("file {number} is not a font")));
            }
        }
        let family = fonts
            .iter()
            .find(|font| is_style(font, false, false))
            .map(|font| font.info().family.as_str().to_owned())
            .ok_or_else(|| WriteError::Fonts("no regular font".to_owned()))?;
        for (name, bold, italic) in [
            ("bold", true, false),
            ("italic", false, true),
            ("bold italic", true, true),
        ] {
            if !fonts
                .iter()
                .any(|font| font.info().family == family && is_style(font, bold, italic))
            {
                return Err(WriteError::Fonts(format!("the family {family} has no {name}")));
            }
        }
        drawing_fonts.set_serif_family(&family);
        drawing_fonts.set_sans_serif_family(&family);
        drawing_fonts.set_monospace_family(&family);
        let main =
            file("main.typ").ok_or_else(|| WriteError::Fonts("no name for the template".to_owned()))?;
        let book = FontBook::from_fonts(&fonts);
        Ok(Self {
            family,
            fonts,
            book: LazyHash::new(book),
            library: LazyHash::new(Library::default()),
            template: Source::new(main, include_str!("template.typ").to_owned()),
            drawing_fonts: Arc::new(drawing_fonts),
        })
    }
}

impl std::fmt::Debug for Fonts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Fonts")
            .field("family", &self.family)
            .field("fonts", &self.fonts.len())
            .finish_non_exhaustive()
    }
}

fn is_style(font: &Font, bold: bool, italic: bool) -> bool {
    let variant = font.info().variant;
    (variant.weight >= FontWeight::SEMIBOLD) == bold && (variant.style != FontStyle::Normal) == italic
}
