use std::fmt;

/// What is taken at most. A message comes from strangers.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Bytes of the whole message.
    pub message: usize,
    /// Bytes of the XML in a package.
    pub xml: usize,
    /// Bytes of all files together, unpacked.
    pub files: usize,
    /// Files.
    pub count: usize,
    /// Elements within elements.
    pub depth: usize,
    /// Elements.
    pub elements: usize,
    /// Characters of one text, files in base64 aside.
    pub text: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            message: 96 << 20,
            xml: 4 << 20,
            files: 64 << 20,
            count: 200,
            depth: 40,
            elements: 20_000,
            text: 100_000,
        }
    }
}

/// Why a message cannot be read. Nothing is taken of one that cannot be read whole.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Too much of something.
    #[error("{what} is too large, at most {most} is taken")]
    TooLarge {
        /// Of what.
        what: &'static str,
        /// How much is taken.
        most: usize,
    },
    /// Not a package, not XML, or broken.
    #[error("damaged: {0}")]
    Damaged(String),
    /// A document type or an entity of its own, by which files and memory are attacked.
    #[error("the XML declares types or entities, which is not allowed")]
    Forbidden,
    /// XML, but neither a document nor a status.
    #[error("not a message of this standard: {0} is missing")]
    Missing(&'static str),
    /// A date that is none.
    #[error("{0} is not a date")]
    Date(String),
    /// A file is named, but not there.
    #[error("the file {0} is missing")]
    NoFile(String),
}

/// What is wrong with a message before it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// A part is empty that the standard wants.
    Missing(&'static str),
    /// Two files have the same `ContentId`, or it has other signs than letters, digits and `.-_`.
    ContentId(String),
    /// A kept signature that is not an element.
    Signature,
}

/// Why a message cannot be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    /// Something is wrong with it.
    #[error("{}", list(.0))]
    Faults(Vec<Fault>),
    /// The package could not be made.
    #[error("the package cannot be written: {0}")]
    Package(String),
}

fn list(faults: &[Fault]) -> String {
    let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
    faults.join("; ")
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(part) => write!(f, "{part} is missing"),
            Self::ContentId(id) => write!(f, "{id:?} cannot name a file"),
            Self::Signature => f.write_str("the signature is not an XML element"),
        }
    }
}

pub(crate) fn within(what: &'static str, has: usize, most: usize) -> Result<(), ReadError> {
    if has > most {
        Err(ReadError::TooLarge { what, most })
    } else {
        Ok(())
    }
}
