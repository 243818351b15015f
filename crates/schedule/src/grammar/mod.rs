//! The grammar of time phrases.
//!
//! A text becomes tokens ([`token`]), the walk over them ([`scan`]) tries the rules at each place
//! ([`point`], [`day`], [`year`], [`span`], [`deadline`], [`recur`], [`every`], [`event`], [`clause`],
//! [`clock`]), what they find ([`ast`]) gets its years
//! ([`resolve`]) and is put together into one window ([`compose`]). Each rule looks ahead a fixed
//! number of tokens or takes what it saw, so the time is linear in the text.

mod ast;
mod clause;
mod clock;
mod compose;
mod cursor;
mod dated;
mod day;
mod deadline;
mod due;
mod event;
mod every;
mod point;
mod recur;
mod resolve;
mod scan;
mod span;
mod token;
mod year;

use crate::reading::{Context, Reading};

/// Reads a phrase.
pub(crate) fn read(text: &str, context: &Context) -> Reading {
    let text = token::Text::new(text);
    let scan = scan::scan(&text);
    compose::compose(&text, scan, context)
}
