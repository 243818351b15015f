#![doc = include_str!("../README.md")]

mod codes;
mod compose;
#[cfg(feature = "contract")]
pub mod contract;
mod date;
mod error;
mod folder;
mod interpret;
mod model;
mod package;
mod reply;
mod status;
mod xml;

pub use codes::{Business, Priority, ReceiverKind, StatusCode, Steering};
pub use error::{Fault, Limits, ReadError, WriteError};
pub use folder::{Folder, FolderError, Incoming, Receipt, Sent};
pub use model::{
    Attachment, Code, Document, DocumentKind, Organ, OtherInfo, Promulgation, Receiver, Replacement,
    ResponseFor, Signer, Staff, Trace, Trading, document_id, safe_name,
};
pub use package::read;
pub use reply::{Reply, ReplyError};
pub use status::Status;

/// What came in.
#[derive(Debug, Clone, PartialEq)]
pub enum Message {
    /// A document with its files.
    Document(Box<Document>),
    /// What became of a document that was sent.
    Status(Box<Status>),
}
