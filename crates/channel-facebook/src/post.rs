use std::fmt;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use crate::limits;

/// A post of the page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Post {
    /// Its words.
    pub message: String,
    /// A page that it shows; not together with photos.
    pub link: Option<String>,
    /// Photos in order.
    pub photos: Vec<Photo>,
    /// When the service shall show it; at once if none. Between 10 minutes and 30 days ahead.
    pub at: Option<Timestamp>,
}

/// A photo of a post.
#[derive(Clone, PartialEq, Eq)]
pub enum Photo {
    /// One at a public address, which the service fetches.
    Url {
        /// The address.
        url: String,
        /// Words under it.
        caption: String,
    },
    /// One that is sent along.
    File {
        /// Its name.
        name: String,
        /// Its type, such as `image/jpeg`.
        kind: String,
        /// Its bytes.
        bytes: Vec<u8>,
        /// Words under it.
        caption: String,
    },
}

/// What is wrong with a post before it is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Neither words nor link nor photo.
    Empty,
    /// Too many characters.
    TooLong {
        /// Its characters.
        has: usize,
    },
    /// A link and photos.
    LinkAndPhotos,
    /// A photo that is too large.
    PhotoTooLarge {
        /// Its name.
        name: String,
    },
    /// A photo whose type is not one.
    PhotoKind {
        /// Its name.
        name: String,
    },
    /// Too soon or too late.
    Time,
}

impl Post {
    /// Everything that is wrong with it when it is sent at `now`.
    #[must_use]
    pub fn faults(&self, now: Timestamp) -> Vec<Fault> {
        let mut faults = Vec::new();
        if self.message.trim().is_empty() && self.link.is_none() && self.photos.is_empty() {
            faults.push(Fault::Empty);
        }
        if let (has, false) = limits::count(&self.message, limits::MESSAGE) {
            faults.push(Fault::TooLong { has });
        }
        if self.link.is_some() && !self.photos.is_empty() {
            faults.push(Fault::LinkAndPhotos);
        }
        for photo in &self.photos {
            if let Photo::File {
                name, kind, bytes, ..
            } = photo
            {
                if bytes.len() > limits::PHOTO_BYTES {
                    faults.push(Fault::PhotoTooLarge { name: name.clone() });
                }
                if !kind.starts_with("image/") || !kind.bytes().all(|byte| byte.is_ascii_graphic()) {
                    faults.push(Fault::PhotoKind { name: name.clone() });
                }
            }
        }
        if let Some(at) = self.at {
            let ahead = |by: Duration| {
                let by = SignedDuration::try_from(by).ok()?;
                now.checked_add(by).ok()
            };
            let soon_enough = ahead(limits::LATEST).is_none_or(|latest| at <= latest);
            let late_enough = ahead(limits::SOONEST).is_some_and(|soonest| at >= soonest);
            if !soon_enough || !late_enough {
                faults.push(Fault::Time);
            }
        }
        faults
    }
}

impl fmt::Debug for Photo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Url { url, .. } => f.debug_tuple("Url").field(url).finish(),
            Self::File { name, bytes, .. } => f.debug_tuple("File").field(name).field(&bytes.len()).finish(),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("the post is empty"),
            Self::TooLong { has } => {
                write!(
                    f,
                    "the post has {has} characters, at most {} are allowed",
                    limits::MESSAGE
                )
            }
            Self::LinkAndPhotos => f.write_str("a post has a link or photos, not both"),
            Self::PhotoTooLarge { name } => write!(f, "{name} is too large"),
            Self::PhotoKind { name } => write!(f, "{name} is not a picture"),
            Self::Time => f.write_str("a post can be timed 10 minutes to 30 days ahead"),
        }
    }
}
