//! What the service allows, in characters of composed text (NFC), for checks before sending and counters beside a field.
//! [`channel_http::count`] gives both the number and whether it fits.

pub use channel_http::{chars, count};

/// Characters in the title of an article.
pub const TITLE: usize = 150;
/// Characters in the description of an article.
pub const DESCRIPTION: usize = 300;
/// Characters in the name of an article's author.
pub const AUTHOR: usize = 50;
/// Characters in a message.
pub const TEXT: usize = 2000;
/// Articles in a broadcast.
pub const BROADCAST: usize = 5;
/// Bytes of an uploaded picture (JPEG or PNG).
pub const IMAGE_BYTES: usize = 1 << 20;
/// Bytes of an uploaded file (PDF, DOC, DOCX, CSV).
pub const FILE_BYTES: usize = 5 << 20;
/// Articles that a list gives at once.
pub const SLICE: usize = 10;
