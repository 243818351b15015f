//! What can go wrong while reading a document, with the data a good message needs.

use serde::{Deserialize, Serialize};

/// Why a document could not be read.
///
/// The variants carry no words for people: the caller turns them into a message in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ReadError {
    /// The file has no bytes, or nothing but spaces.
    #[error("the file is empty")]
    Empty,
    /// An old binary Office file (`.doc`, `.xls`, `.ppt`): it must be saved in today's format first.
    #[error("an old binary {program} file; save it as {save_as}")]
    OldOffice {
        /// Which program wrote it.
        program: OfficeProgram,
        /// The file name ending to save it with, for example `docx`.
        save_as: String,
    },
    /// The file is protected by a password.
    #[error("the file is protected by a password")]
    PasswordProtected,
    /// A PDF of pictures: it has pages but no text.
    #[error("a scanned PDF of {pages} pages without text")]
    Scanned {
        /// Number of pages.
        pages: u32,
    },
    /// The kind of file is not one that is read.
    #[error("files of the kind {found} are not read")]
    Unsupported {
        /// What it seems to be, as a short technical word (`png`, `zip`, `binary`).
        found: String,
    },
    /// The file is of a known kind but cut off or damaged.
    #[error("the {format} file is damaged: {detail}")]
    Damaged {
        /// The kind of file.
        format: crate::Format,
        /// A technical detail for the log.
        detail: String,
    },
    /// The file carries a document type declaration or an entity, which office files never need.
    #[error("the file declares entities or a document type, which is refused")]
    ForbiddenXml,
    /// Something is larger than the limits allow.
    #[error("{what} is {found}, more than the limit of {limit}")]
    TooLarge {
        /// What was measured.
        what: Measure,
        /// The size found, or the least it is.
        found: u64,
        /// The limit.
        limit: u64,
    },
    /// Reading took longer than the limits allow.
    #[error("reading took longer than {seconds} s")]
    TooSlow {
        /// The time limit in seconds.
        seconds: u64,
    },
    /// The caller stopped the reading.
    #[error("reading was cancelled")]
    Cancelled,
}

/// The program that wrote an old binary file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OfficeProgram {
    /// Word, `.doc`.
    Word,
    /// Excel, `.xls`.
    Excel,
    /// PowerPoint, `.ppt`.
    PowerPoint,
    /// It could not be told.
    Unknown,
}

impl std::fmt::Display for OfficeProgram {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Word => "Word",
            Self::Excel => "Excel",
            Self::PowerPoint => "PowerPoint",
            Self::Unknown => "Office",
        })
    }
}

/// What a limit measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// Bytes of the file.
    Input,
    /// Bytes after unpacking.
    Unpacked,
    /// Unpacked bytes per packed byte.
    Ratio,
    /// Characters of text.
    Text,
    /// Rows of one table or sheet.
    Rows,
    /// Columns of one table or sheet.
    Columns,
    /// Cells of the whole document.
    Cells,
    /// Pages.
    Pages,
    /// Depth of elements inside each other.
    Depth,
}

impl std::fmt::Display for Measure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Input => "file size",
            Self::Unpacked => "unpacked size",
            Self::Ratio => "compression ratio",
            Self::Text => "text length",
            Self::Rows => "number of rows",
            Self::Columns => "number of columns",
            Self::Cells => "number of cells",
            Self::Pages => "number of pages",
            Self::Depth => "nesting depth",
        })
    }
}
