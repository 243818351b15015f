//! What the service allows, for checks before sending and counters beside a field.

use std::time::Duration;

pub use channel_http::{chars, count};

/// Characters in a title.
pub const TITLE: usize = 100;
/// **Bytes** in a description: 3,500 to 3,800 characters of Vietnamese.
pub const DESCRIPTION_BYTES: usize = 5000;
/// Characters in all tags together, as [`tags`] counts them.
pub const TAGS: usize = 500;
/// Bytes of a video: 256 GB.
pub const VIDEO_BYTES: u64 = 256 << 30;
/// The longest video of a channel that is not verified.
pub const UNVERIFIED: Duration = Duration::from_mins(15);
/// Uploads a day of one application, in a bucket of their own.
pub const UPLOADS_A_DAY: u32 = 100;
/// Chunks are multiples of this, but for the last.
pub const CHUNK_UNIT: usize = 256 << 10;

/// The bytes of a description and whether it fits.
#[must_use]
pub fn description(text: &str) -> (usize, bool) {
    let bytes = channel_http::composed(text).len();
    (bytes, bytes <= DESCRIPTION_BYTES)
}

/// The characters of tags as the service counts them, and whether they fit: commas between them, and quotation marks
/// around those with a blank.
#[must_use]
pub fn tags<'a>(tags: impl IntoIterator<Item = &'a str>) -> (usize, bool) {
    let mut total = 0_usize;
    for (n, tag) in tags.into_iter().enumerate() {
        let quotes = if tag.contains(char::is_whitespace) { 2 } else { 0 };
        total += chars(tag) + quotes + usize::from(n > 0);
    }
    (total, total <= TAGS)
}

/// Whether a text has `<` or `>`, which neither titles nor descriptions nor tags may have.
#[must_use]
pub fn has_brackets(text: &str) -> bool {
    text.contains(['<', '>'])
}
