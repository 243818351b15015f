#![doc = include_str!("../README.md")]

mod check;
mod html_in;
mod html_out;
mod markdown;
mod model;
mod speech;

pub use check::{Remark, RemarkKind, check};
pub use html_in::{Dropped, Limits, Reading, read_html};
pub use html_out::{Shown, escape};
pub use markdown::read_markdown;
pub use model::{Block, Body, Cell, Item, List, Marks, Picture, Run, Table, Text};
pub use speech::{speaking_seconds, spoken_syllables};
