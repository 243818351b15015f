//! Small tools for Vietnamese text that keep every character's place.

mod fold;
mod label;
mod pattern;

pub(crate) use fold::{Folded, fold, nfc, tidy};
pub(crate) use label::{Label, LabelKind, is_upper};
pub(crate) use pattern::pattern;
