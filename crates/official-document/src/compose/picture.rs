//! What is known of a picture before anyone draws it.

use crate::WriteError;
use crate::model::Picture;

/// The most pixels of a picture; more would be memory spent on what no printer shows.
const MOST_PIXELS: u64 = 50_000_000;

/// Refuses files that are not PNG, and pictures that would fill the memory.
pub(super) fn check(pictures: &[Picture]) -> Result<(), WriteError> {
    for (number, picture) in (1..).zip(pictures) {
        let Picture::Png { png } = picture else { continue };
        let unreadable = |reason: &str| WriteError::Picture {
            number,
            reason: reason.to_owned(),
        };
        let (width, height) = pixels(png).ok_or_else(|| unreadable("not a PNG file"))?;
        if u64::from(width) * u64::from(height) > MOST_PIXELS {
            return Err(unreadable("too many pixels"));
        }
    }
    Ok(())
}

/// Width and height, from the first chunk of a PNG file.
pub(crate) fn pixels(png: &[u8]) -> Option<(u32, u32)> {
    let header = png.strip_prefix(b"\x89PNG\r\n\x1a\n")?.get(4..16)?;
    let (kind, sizes) = header.split_at(4);
    let (width, height) = sizes.split_at(4);
    let number = |bytes: &[u8]| bytes.try_into().ok().map(u32::from_be_bytes).filter(|n| *n > 0);
    let size = (number(width)?, number(height)?);
    (kind == b"IHDR").then_some(size)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes
    }

    #[test]
    fn sizes_are_read_and_bombs_refused() {
        assert_eq!(pixels(&png(640, 480)), Some((640, 480)));
        assert_eq!(pixels(&png(0, 480)), None);
        assert_eq!(pixels(b"GIF89a"), None);
        assert!(check(&[Picture::Png { png: png(640, 480) }]).is_ok());
        let bomb = check(&[Picture::Png {
            png: png(60_000, 60_000),
        }]);
        assert!(matches!(bomb, Err(WriteError::Picture { number: 1, .. })));
    }
}
