//! Vietnamese text: folding for search, collation, names, numerals and legacy encodings.
//!
//! Everything here is pure: text in, text or numbers out, no locale of the machine, no clock.
//! The letters are handled by rule (onset, rhyme, tone), not by a list of words.
//!
//! | For | Take |
//! |---|---|
//! | storing what came in | [`nfc`], [`clean`], [`clean_dashes`], [`squeeze`] |
//! | searching | [`fold`] as the key, [`fold_marks_kept`] to rank exact matches first |
//! | addresses and file names | [`slug`], [`strip_marks`] |
//! | sorting | [`collation_key`], [`name_key`], [`Collation`] |
//! | numbers | [`number`], [`numeral`] |
//! | dates | [`date`] |
//! | lists with letters | [`list`] |
//! | old files | [`legacy`] |
//!
//! ```
//! use vietnamese::{fold, fold_marks_kept};
//!
//! assert_eq!(fold("Kỹ  thuật – Hoà bình"), fold("kĩ thuật hòa bình"));
//! assert_ne!(fold_marks_kept("má"), fold_marks_kept("mà"));
//! ```

mod collation;
pub mod date;
mod fold;
pub mod legacy;
mod letter;
pub mod list;
mod name;
pub mod number;
pub mod numeral;
mod syllable;
mod text;

pub use collation::{Collation, collation_key, compare};
pub use fold::{fold, fold_marks_kept, slug, strip_marks};
pub use letter::Tone;
pub use name::{initials, name_key};
pub use syllable::{is_syllable, place_tone};
pub use text::{capitalise, clean, clean_dashes, nfc, squeeze};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
