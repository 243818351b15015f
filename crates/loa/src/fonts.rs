//! The fonts of PDF files: Tinos, which has the measures of Times and all Vietnamese letters. The build of
//! `frontend/` puts them among the assets.

use std::sync::OnceLock;

use official_document::Fonts;

/// The four styles, as the build names them.
const FILES: [&str; 4] = [
    "tinos-regular.ttf",
    "tinos-italic.ttf",
    "tinos-bold.ttf",
    "tinos-bold-italic.ttf",
];

/// The program was built without its assets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this program was built without fonts, so it cannot write PDF files: run `make build`")]
pub struct FontsMissing;

/// The fonts, read once.
///
/// # Errors
/// [`FontsMissing`] when `frontend/` was not built before the program.
pub fn fonts() -> Result<&'static Fonts, FontsMissing> {
    static FONTS: OnceLock<Option<Fonts>> = OnceLock::new();
    FONTS.get_or_init(read).as_ref().ok_or(FontsMissing)
}

fn read() -> Option<Fonts> {
    let files = FILES.iter().map(|name| {
        let address = ui::assets::asset(name);
        let path = address.strip_prefix(ui::assets::PREFIX)?;
        ui::assets::get(path).map(|asset| asset.bytes.into_owned())
    });
    Fonts::new(files.collect::<Option<Vec<_>>>()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fonts_are_there_when_the_assets_were_built() {
        assert_eq!(fonts().is_ok(), !ui::assets::asset(FILES[0]).ends_with(FILES[0]));
    }
}
