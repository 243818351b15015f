//! The axis as folders: packages are laid into `outbox` and found in `inbox`. Whatever carries them (a person, a
//! program of the province) takes from one and lays into the other. Calls wait for the disk.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::error::{Limits, ReadError};
use crate::naming::safe_name;
use crate::{Document, Message, Status, WriteError, read};

/// The folders of one agency.
#[derive(Debug, Clone)]
pub struct Folder {
    root: PathBuf,
    limits: Limits,
}

/// The proof that a message lies in the outbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The document's id.
    pub outside_id: String,
    /// The name of the file.
    pub file: String,
    /// SHA-256 of its bytes.
    pub hash: String,
}

/// What looking for a message shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sent {
    /// It was laid out; it may have been carried away since.
    There(Receipt),
    /// It never was.
    NotThere,
}

/// A file of the inbox.
#[derive(Debug)]
pub struct Incoming {
    /// Its name.
    pub file: String,
    /// SHA-256 of its bytes: the same message may be brought twice.
    pub hash: String,
    /// What it says, or why it cannot be read. It stays where it is until it is set aside.
    pub message: Result<Message, ReadError>,
}

/// Why nothing was sent or received.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// The disk; the same call may be made again.
    #[error("the folder cannot be used: {0}")]
    Disk(#[from] io::Error),
    /// The message is not fit to be sent.
    #[error(transparent)]
    Message(#[from] WriteError),
    /// Another message of the same id was sent before.
    #[error("another message was sent as {0} before")]
    Conflict(String),
}

const OUTBOX: &str = "outbox";
const INBOX: &str = "inbox";
/// Hashes of what was laid out, which stay when the message is carried away.
const SENT: &str = "sent";
const SEEN: &str = "seen";
const BROKEN: &str = "broken";

impl Folder {
    /// Uses a folder, making what is missing in it.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn open(root: impl AsRef<Path>) -> io::Result<Self> {
        let root = root.as_ref().to_owned();
        for name in [OUTBOX, INBOX, SENT, SEEN, BROKEN] {
            fs::create_dir_all(root.join(name))?;
        }
        let limits = Limits::default();
        Ok(Self { root, limits })
    }

    /// With other limits for what comes in.
    #[must_use]
    pub fn with_limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Lays a document out. The same document twice is there once, so an attempt that broke may simply be repeated.
    ///
    /// # Errors
    /// [`FolderError`]; a conflict is never overwritten.
    pub fn send(&self, document: &Document) -> Result<Receipt, FolderError> {
        self.lay_out(&document.id, "zip", &document.to_package()?)
    }

    /// Lays a status out.
    ///
    /// # Errors
    /// As [`Folder::send`].
    pub fn send_status(&self, status: &Status) -> Result<Receipt, FolderError> {
        let id = format!(
            "{} {} {}",
            status.response_for.document_id,
            status.from.id,
            status.code.code()
        );
        self.lay_out(&id, "edxml", &status.to_xml()?)
    }

    /// Whether a document was laid out, even if it was carried away since.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn look(&self, document_id: &str) -> io::Result<Sent> {
        let file = file_name(document_id, "zip");
        match fs::read_to_string(self.root.join(SENT).join(&file)) {
            Ok(hash) => Ok(Sent::There(Receipt {
                outside_id: document_id.to_owned(),
                file,
                hash,
            })),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Sent::NotThere),
            Err(error) => Err(error),
        }
    }

    fn lay_out(&self, id: &str, ending: &str, bytes: &[u8]) -> Result<Receipt, FolderError> {
        let file = file_name(id, ending);
        let hash = hex::encode(Sha256::digest(bytes));
        let note = self.root.join(SENT).join(&file);
        let receipt = Receipt {
            outside_id: id.to_owned(),
            file: file.clone(),
            hash: hash.clone(),
        };
        match fs::read_to_string(&note) {
            Ok(before) if before == hash => return Ok(receipt),
            Ok(_) => return Err(FolderError::Conflict(id.to_owned())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error.into()),
        }
        // The message first: a crash in between lays it out again under the same name, with the same bytes.
        self.put(OUTBOX, &file, bytes)?;
        self.put(SENT, &file, hash.as_bytes())?;
        Ok(receipt)
    }

    /// Whole or not at all, and on the disk when it returns.
    fn put(&self, folder: &str, file: &str, bytes: &[u8]) -> io::Result<()> {
        let half = self.root.join(folder).join(format!(".{file}.part"));
        let mut open = File::create(&half)?;
        open.write_all(bytes)?;
        open.sync_all()?;
        fs::rename(&half, self.root.join(folder).join(file))?;
        File::open(self.root.join(folder))?.sync_all()
    }

    /// What lies in the inbox, by name; at most `most`. Files that are hidden or still being written (`.part`, `.tmp`)
    /// are left alone, and so is whatever is not a plain file.
    ///
    /// # Errors
    /// When the disk fails. A message that cannot be read is no error but told in its place.
    pub fn receive(&self, most: usize) -> io::Result<Vec<Incoming>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(self.root.join(INBOX))? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let half = name.starts_with('.') || name.ends_with(".part") || name.ends_with(".tmp");
            if entry.file_type()?.is_file() && !half {
                names.push(name);
            }
        }
        names.sort();
        names
            .into_iter()
            .take(most)
            .map(|name| self.open_one(name))
            .collect()
    }

    fn open_one(&self, file: String) -> io::Result<Incoming> {
        let mut bytes = Vec::new();
        let open = File::open(self.root.join(INBOX).join(&file))?;
        open.take(self.limits.message as u64 + 1)
            .read_to_end(&mut bytes)?;
        Ok(Incoming {
            hash: hex::encode(Sha256::digest(&bytes)),
            message: read(&bytes, &self.limits),
            file,
        })
    }

    /// Sets a file of the inbox aside once it is dealt with: into `seen`, or `broken` if it cannot be read.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn set_aside(&self, incoming: &Incoming) -> io::Result<()> {
        let to = if incoming.message.is_ok() { SEEN } else { BROKEN };
        let short: String = incoming.hash.chars().take(12).collect();
        let name = format!("{short}-{}", safe_name(&incoming.file));
        fs::rename(
            self.root.join(INBOX).join(&incoming.file),
            self.root.join(to).join(name),
        )
    }

    #[cfg(feature = "contract")]
    pub(crate) fn path(&self, incoming: bool) -> PathBuf {
        self.root.join(if incoming { INBOX } else { OUTBOX })
    }
}

/// A name that people can read and that no two ids share.
fn file_name(id: &str, ending: &str) -> String {
    let readable: String = id
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || c == '.' || c == '-' {
                c
            } else {
                '_'
            }
        })
        .take(80)
        .collect();
    let hash = hex::encode(Sha256::digest(id));
    let short: String = hash.chars().take(12).collect();
    format!("{}-{short}.{ending}", readable.trim_start_matches('.'))
}
