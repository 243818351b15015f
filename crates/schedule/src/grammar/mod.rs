//! The grammar of time phrases.

use crate::reading::{Context, Reading};

/// Reads a phrase.
pub(crate) fn read(_text: &str, _context: &Context) -> Reading {
    Reading::nothing()
}
