//! Bytes of a text file to characters.

use crate::formats::legacy;
use crate::limits::Meter;
use crate::{Note, ReadError};

pub(in crate::formats) fn text(bytes: &[u8], meter: &mut Meter) -> Result<(String, Vec<Note>), ReadError> {
    meter.check()?;
    let mut notes = Vec::new();
    let text = match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) if mostly_utf8(bytes) => String::from_utf8_lossy(bytes).into_owned(),
            Err(_) => bytes.iter().map(|&byte| char::from(byte)).collect(),
        },
    };
    let text = match legacy::of_text(&text) {
        Some((converted, encoding)) => {
            notes.push(legacy::note(encoding, 0));
            converted
        }
        None => text,
    };
    let bad = text.chars().filter(|&c| c == char::REPLACEMENT_CHARACTER).count();
    if bad > 0 {
        notes.push(Note::BadCharacters {
            count: u32::try_from(bad).unwrap_or(u32::MAX),
        });
    }
    Ok((text, notes))
}

fn utf16(bytes: &[u8], join: fn([u8; 2]) -> u16) -> String {
    let units = bytes.as_chunks::<2>().0.iter().map(|pair| join(*pair));
    char::decode_utf16(units)
        .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}

/// A damaged UTF-8 text, rather than one in an old encoding of one byte a letter.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad * 4
}
