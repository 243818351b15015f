//! Old Vietnamese encodings, where letters with marks are other letters of a font.

use vietnamese::legacy::{Certainty, Encoding, convert, detect, encoding_of_font};

use crate::Note;

/// The text of a run in Unicode, and its encoding when it was another one.
///
/// Words that are Unicode already stay, whatever their font is called: nothing is converted twice.
pub(super) fn of_run(text: &str, font: Option<&str>) -> Option<(String, Encoding)> {
    let encoding = encoding_of_font(font?)?;
    let old = text.chars().all(|c| u32::from(c) <= 0x2122)
        && !text
            .chars()
            .any(|c| ('\u{100}'..='\u{1b0}').contains(&c) && c != 'ƒ' && c != 'Œ' && c != 'œ');
    let unicode = text.chars().any(|c| ('\u{1ea0}'..='\u{1ef9}').contains(&c));
    (old && !unicode && encoding != Encoding::Unicode).then(|| (convert(text, encoding), encoding))
}

/// A whole text in Unicode, when its letters leave no doubt that it is in an old encoding.
pub(super) fn of_text(text: &str) -> Option<(String, Encoding)> {
    let sample: String = text.chars().take(20_000).collect();
    let found = detect(&sample, None);
    let sure = found.certainty == Certainty::Sure && found.encoding != Encoding::Unicode;
    sure.then(|| (convert(text, found.encoding), found.encoding))
}

/// The note about converted blocks.
pub(super) fn note(encoding: Encoding, blocks: u32) -> Note {
    let name = match encoding {
        Encoding::Tcvn3 | Encoding::Tcvn3Capitals => "TCVN3",
        Encoding::Vni => "VNI",
        Encoding::Windows1258 => "windows-1258",
        Encoding::Unicode => "Unicode",
    };
    Note::LegacyEncoding {
        encoding: name.to_owned(),
        blocks,
    }
}
