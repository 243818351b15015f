use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Block, Kind, Layout, Letterhead, Marks, Signer};

/// A whole document: what both writers draw from.
///
/// It goes through serde both ways, so a frozen report is this value as JSON.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// The kind, which decides the form.
    pub kind: Kind,
    /// The head of page 1.
    pub letterhead: Letterhead,
    /// Trích yếu, without the name of the kind and without "V/v".
    pub subject: String,
    /// Who it is sent to (Kính gửi).
    #[serde(default)]
    pub addressees: Vec<String>,
    /// Who decides ("Giám đốc Sở Xây dựng"), above the bases of a decision.
    #[serde(default)]
    pub authority: Option<String>,
    /// Căn cứ, one a line, without the stop at the end.
    #[serde(default)]
    pub bases: Vec<String>,
    /// The text.
    #[serde(default)]
    pub body: Vec<Block>,
    /// Writes `./.` behind the last words of the body, as offices do.
    #[serde(default = "yes")]
    pub end_mark: bool,
    /// Who signs.
    #[serde(default)]
    pub signer: Option<Signer>,
    /// Who signs on the left, as the secretary does on minutes.
    #[serde(default)]
    pub second_signer: Option<Signer>,
    /// Nơi nhận, one a line, without "-" and without the stop; the last one is "Lưu: VT, ...".
    #[serde(default)]
    pub recipients: Vec<String>,
    /// Phụ lục.
    #[serde(default)]
    pub annexes: Vec<Annex>,
    /// Draft, re-issue, secrecy, urgency and small marks.
    #[serde(default)]
    pub marks: Marks,
    /// Measures of the page.
    #[serde(default)]
    pub layout: Layout,
    /// Properties of the files.
    pub metadata: Metadata,
}

fn yes() -> bool {
    true
}

/// Properties of the files. They come from the record and never from the clock, so the same
/// document gives the same bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    /// Title of the files; kind and subject when absent.
    #[serde(default)]
    pub title: Option<String>,
    /// The agency.
    pub author: String,
    /// Day of writing.
    pub date: Date,
}

/// A phụ lục: starts on a new page and has its own page numbers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Annex {
    /// Its title, put in capitals.
    pub title: String,
    /// The line "(Kèm theo ...)" without brackets; made from the document when absent.
    #[serde(default)]
    pub attached_to: Option<String>,
    /// Lying for wide tables.
    #[serde(default)]
    pub orientation: Orientation,
    /// Its text.
    #[serde(default)]
    pub body: Vec<Block>,
}

/// How the sheet lies.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Orientation {
    /// Standing.
    #[default]
    Portrait,
    /// Lying.
    Landscape,
}

impl Document {
    /// A document without text yet. All its fields are public: fill them in place, or by the
    /// methods that hand the document on.
    pub fn new(kind: Kind, letterhead: Letterhead, subject: impl Into<String>, metadata: Metadata) -> Self {
        Self {
            kind,
            letterhead,
            subject: subject.into(),
            addressees: Vec::new(),
            authority: None,
            bases: Vec::new(),
            body: Vec::new(),
            end_mark: true,
            signer: None,
            second_signer: None,
            recipients: Vec::new(),
            annexes: Vec::new(),
            marks: Marks::default(),
            layout: Layout::default(),
            metadata,
        }
    }

    /// Adds someone it is sent to.
    #[must_use]
    pub fn to(mut self, addressee: impl Into<String>) -> Self {
        self.addressees.push(addressee.into());
        self
    }

    /// Adds a basis.
    #[must_use]
    pub fn basis(mut self, basis: impl Into<String>) -> Self {
        self.bases.push(basis.into());
        self
    }

    /// Adds a block to the text.
    #[must_use]
    pub fn block(mut self, block: impl Into<Block>) -> Self {
        self.body.push(block.into());
        self
    }

    /// Adds blocks to the text.
    #[must_use]
    pub fn blocks(mut self, blocks: impl IntoIterator<Item = Block>) -> Self {
        self.body.extend(blocks);
        self
    }

    /// Sets who signs.
    #[must_use]
    pub fn signed_by(mut self, signer: Signer) -> Self {
        self.signer = Some(signer);
        self
    }

    /// Adds a line to Nơi nhận.
    #[must_use]
    pub fn recipient(mut self, recipient: impl Into<String>) -> Self {
        self.recipients.push(recipient.into());
        self
    }

    /// Adds an annex.
    #[must_use]
    pub fn annex(mut self, annex: Annex) -> Self {
        self.annexes.push(annex);
        self
    }
}

impl Metadata {
    /// Properties with the title made from the document.
    pub fn new(author: impl Into<String>, date: Date) -> Self {
        Self {
            title: None,
            author: author.into(),
            date,
        }
    }
}

impl Annex {
    /// A standing annex without text yet.
    pub fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            attached_to: None,
            orientation: Orientation::Portrait,
            body: Vec::new(),
        }
    }

    /// Lays the sheet down.
    #[must_use]
    pub fn landscape(mut self) -> Self {
        self.orientation = Orientation::Landscape;
        self
    }

    /// Adds a block to the text.
    #[must_use]
    pub fn block(mut self, block: impl Into<Block>) -> Self {
        self.body.push(block.into());
        self
    }
}
