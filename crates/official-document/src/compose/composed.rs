//! A document in final words: what both writers draw.

use serde::Serialize;

use super::table::Grid;
use crate::model::{Layout, Picture};

/// A stretch of final text in one style.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Span {
    pub(crate) text: String,
    pub(crate) bold: bool,
    pub(crate) italic: bool,
}

/// A piece of final text.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(crate) enum Item {
    Division {
        label: String,
        title: String,
    },
    Heading {
        level: u8,
        text: String,
    },
    Paragraph {
        spans: Vec<Span>,
    },
    Centered {
        spans: Vec<Span>,
    },
    Table {
        grid: Grid,
    },
    Figure {
        picture: usize,
        width: f32,
        caption: String,
    },
    PageBreak,
}

/// A boxed mark.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Boxed {
    pub(crate) text: String,
    /// Millimetres, where the Decree fixes it.
    pub(crate) width: f32,
}

/// Lines, space and name.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct SignerBlock {
    pub(crate) titles: Vec<String>,
    pub(crate) name: String,
    pub(crate) picture: Option<usize>,
}

/// An annex in final words.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ComposedAnnex {
    pub(crate) label: String,
    pub(crate) title: Vec<String>,
    pub(crate) attached_to: String,
    pub(crate) landscape: bool,
    pub(crate) items: Vec<Item>,
}

/// A document in final words.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Composed {
    pub(crate) title: String,
    pub(crate) author: String,
    pub(crate) date: [i16; 3],
    pub(crate) layout: Layout,
    /// Width of the right column of the head in millimetres.
    pub(crate) head_right: f32,
    pub(crate) nation: &'static str,
    pub(crate) motto: &'static str,
    pub(crate) superior: Vec<String>,
    pub(crate) issuer: Vec<String>,
    pub(crate) number: String,
    pub(crate) place_and_date: String,
    pub(crate) letter_subject: Option<String>,
    pub(crate) boxes: Vec<Boxed>,
    pub(crate) name: Option<String>,
    pub(crate) subject: Vec<String>,
    pub(crate) replaces: Option<String>,
    pub(crate) addressees: Vec<String>,
    pub(crate) authority: Option<String>,
    pub(crate) bases: Vec<String>,
    pub(crate) order: Option<String>,
    pub(crate) items: Vec<Item>,
    pub(crate) signer: Option<SignerBlock>,
    pub(crate) second_signer: Option<SignerBlock>,
    pub(crate) recipients: Vec<String>,
    pub(crate) drafter: Option<String>,
    pub(crate) contact: Vec<String>,
    pub(crate) annexes: Vec<ComposedAnnex>,
    #[serde(skip)]
    pub(crate) pictures: Vec<Picture>,
}
