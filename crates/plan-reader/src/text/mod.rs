//! Small tools for Vietnamese text that keep every character's place.

mod fold;

pub(crate) use fold::{Folded, fold, nfc, tidy};
