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
mod naming;
mod package;
mod reply;
mod status;
mod trading;
mod xml;

pub use codes::{Business, Priority, ReceiverKind, StatusCode, Steering};
pub use error::{Fault, Limits, ReadError, WriteError};
pub use folder::{Folder, FolderError, Incoming, Receipt, Sent};
pub use model::{
    Attachment, Code, Document, DocumentKind, Organ, OtherInfo, Promulgation, ResponseFor, Signer, Trace,
};
pub use naming::{document_id, safe_name};
pub use package::read;
pub use reply::{Reply, ReplyError};
pub use status::Status;
pub use trading::{Receiver, Replacement, Staff, Trading};

/// What came in.
#[derive(Debug, Clone, PartialEq)]
pub enum Message {
    /// A document with its files.
    Document(Box<Document>),
    /// What became of a document that was sent.
    Status(Box<Status>),
}
