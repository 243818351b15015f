//! Small pictures of photos: drawn anew, so that nothing but pixels goes to the reader. The original is kept.

use std::io::Cursor;
use std::path::Path;

use bytes::Bytes;
use fast_image_resize::images::Image;
use fast_image_resize::{IntoImageView, Resizer};
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder, ImageEncoder, ImageReader, Limits};

use crate::features::file::{Files, FilesError};

/// Longest side of a preview, in pixels.
const SIDE: u32 = 960;
/// Larger pictures are kept without a preview: nobody's camera makes them, a bomb may.
const LARGEST_SIDE: u32 = 20_000;
/// Memory that decoding may take.
const MEMORY: u64 = 160 << 20;

/// Keeps a file and, if it is a picture, its preview; the preview's hash.
///
/// # Errors
/// [`FilesError`] when the store fails. A picture that cannot be read is kept all the same.
pub async fn keep_with_preview(files: &Files, hash: &str, path: &Path) -> Result<Option<String>, FilesError> {
    files.keep(hash, path).await?;
    let path = path.to_owned();
    let drawn = tokio::task::spawn_blocking(move || preview(&path)).await;
    match drawn {
        Ok(Some(jpeg)) => Ok(Some(files.keep_bytes(Bytes::from(jpeg)).await?)),
        _ => Ok(None),
    }
}

fn preview(path: &Path) -> Option<Vec<u8>> {
    let mut reader = ImageReader::open(path).ok()?.with_guessed_format().ok()?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(LARGEST_SIDE);
    limits.max_image_height = Some(LARGEST_SIDE);
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().ok()?;
    let orientation = decoder.orientation().ok()?;
    let mut picture = DynamicImage::from_decoder(decoder).ok()?;
    picture.apply_orientation(orientation);
    encode(&shrunk(picture)?)
}

fn shrunk(picture: DynamicImage) -> Option<DynamicImage> {
    let picture = DynamicImage::ImageRgb8(picture.into_rgb8());
    let longest = picture.width().max(picture.height());
    if longest <= SIDE {
        return Some(picture);
    }
    let scale = |side: u32| {
        u32::try_from(u64::from(side) * u64::from(SIDE) / u64::from(longest))
            .ok()
            .map(|s| s.max(1))
    };
    let (width, height) = (scale(picture.width())?, scale(picture.height())?);
    let mut small = Image::new(width, height, picture.pixel_type()?);
    Resizer::new().resize(&picture, &mut small, None).ok()?;
    image::RgbImage::from_raw(width, height, small.into_vec()).map(DynamicImage::ImageRgb8)
}

fn encode(picture: &DynamicImage) -> Option<Vec<u8>> {
    let mut jpeg = Cursor::new(Vec::new());
    let (width, height) = (picture.width(), picture.height());
    JpegEncoder::new_with_quality(&mut jpeg, 80)
        .write_image(picture.as_bytes(), width, height, picture.color().into())
        .ok()?;
    Some(jpeg.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_photo_becomes_a_small_one() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let picture = image::RgbImage::from_fn(1600, 800, |x, y| {
            image::Rgb([(x % 256) as u8, (y % 256) as u8, 7])
        });
        picture
            .save_with_format(file.path(), image::ImageFormat::Png)
            .unwrap();
        let jpeg = preview(file.path()).unwrap();
        let small = image::load_from_memory(&jpeg).unwrap();
        assert_eq!((small.width(), small.height()), (960, 480));
    }

    #[test]
    fn what_is_no_picture_has_no_preview() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), b"\x89PNG\r\n\x1a\nnot really").unwrap();
        assert!(preview(file.path()).is_none());
    }
}
