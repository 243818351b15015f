//! A document as a row of blocks, each of which can be pointed at.

mod source;
mod table;

use serde::{Deserialize, Serialize};

pub use source::Source;
pub use table::{Cell, Row, Table};

/// A document as read from its file, before any meaning is given to it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// The kind of file it was.
    pub format: Format,
    /// Paragraphs, tables and page breaks in reading order. [`Source::block`] counts in this list.
    pub blocks: Vec<Block>,
    /// What the reader noticed about the file as a whole.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note>,
}

impl Document {
    /// The text that a source points at, or `None` when it points outside this document.
    ///
    /// # Examples
    ///
    /// ```
    /// let document = plan_reader::read_document("Căn cứ Luật".as_bytes(), None, &Default::default())?;
    /// let source = plan_reader::Source { end: 6, ..plan_reader::Source::block(0) };
    /// assert_eq!(document.text_at(&source).as_deref(), Some("Căn cứ"));
    /// # Ok::<(), plan_reader::ReadError>(())
    /// ```
    #[must_use]
    pub fn text_at(&self, source: &Source) -> Option<String> {
        let text = match (self.blocks.get(source.block as usize)?, source.row) {
            (Block::Paragraph(paragraph), _) => paragraph.text.as_str(),
            (Block::Table(table), Some(row)) => {
                let row = table.rows.get(row as usize)?;
                row.cells
                    .iter()
                    .find(|cell| Some(cell.column) == source.column)?
                    .text
                    .as_str()
            }
            _ => return None,
        };
        let (start, end) = (source.start as usize, source.end as usize);
        Some(text.chars().skip(start).take(end.saturating_sub(start)).collect())
    }
}

/// The kind of a file, told by its content and never by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Word, with or without macros.
    Docx,
    /// Excel, with or without macros.
    Xlsx,
    /// PDF with text.
    Pdf,
    /// A web page.
    Html,
    /// Markdown.
    Markdown,
    /// Plain text, with tabs or aligned columns as tables.
    Text,
}

impl std::fmt::Display for Format {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Pdf => "pdf",
            Self::Html => "html",
            Self::Markdown => "markdown",
            Self::Text => "text",
        })
    }
}

/// Something about the file as a whole that a person should know.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Note {
    /// The file holds macros; they were not looked at.
    MacrosIgnored,
    /// The file has tracked changes; it was read as if all were accepted.
    TrackedChangesAccepted {
        /// Pieces of text inserted.
        inserted: u32,
        /// Pieces of text deleted, which are not in the document.
        deleted: u32,
    },
    /// The name of the file says another kind than its content.
    NameDisagrees {
        /// The ending of the name, lower case.
        extension: String,
        /// What the content is.
        format: Format,
    },
    /// Text in an old Vietnamese encoding was converted.
    LegacyEncoding {
        /// The encoding, for example `TCVN3`.
        encoding: String,
        /// Blocks that were converted.
        blocks: u32,
    },
    /// Pages without text: pictures, perhaps scanned.
    PagesWithoutText {
        /// Page numbers, from 1.
        pages: Vec<u32>,
    },
    /// Hidden sheets, rows or text that were left out.
    HiddenLeftOut {
        /// How many pieces.
        count: u32,
    },
    /// Bytes that are no text were replaced.
    BadCharacters {
        /// How many.
        count: u32,
    },
}

/// One piece of a document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Block {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
    /// The start of a new page.
    PageBreak,
}

/// A paragraph with what its looks say about its meaning.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Paragraph {
    /// The text in NFC, without the automatic number.
    pub text: String,
    /// The automatic number or bullet as it is printed, for example `1.` or `-`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Level of the heading style, from 1, when it has one. A hint only: numbering carries the structure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heading: Option<u8>,
    /// All of its text is bold.
    pub bold: bool,
    /// All of its text is italic.
    pub italic: bool,
    /// It is centred.
    pub centred: bool,
    /// Where in the file it stands.
    pub part: Part,
    /// Page from 1, when the format knows pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
}

/// Where in the file a paragraph stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// The text itself.
    #[default]
    Body,
    /// Top of every page.
    Header,
    /// Bottom of every page.
    Footer,
    /// A footnote or endnote.
    Footnote,
    /// A text box.
    TextBox,
}
