//! The typed description: what a document says, not how it is drawn.

mod block;
mod document;
mod kind;
mod layout;
mod letterhead;
mod marks;
mod signer;
mod table;
mod text;

pub use block::{Block, Figure, Number, Picture};
pub use document::{Annex, Document, Metadata, Orientation};
pub use kind::{Addressees, Form, Kind};
pub use layout::{Layout, LayoutItem, LayoutRanges, Range};
pub use letterhead::{IssueDate, Letterhead};
pub use marks::{Draft, Marks, Reissue, Secrecy, Urgency};
pub use signer::{Authority, Capacity, Signer};
pub use table::{Align, Cell, Column, Row, Table};
pub use text::{Run, Text};
