//! Items, their versions, and the rules of what can be saved.

use db::Instant;
use rich_text::Body;
use sha2::{Digest, Sha256};

use super::term::TermId;
use crate::features::agency::{PersonId, UnitId};
use crate::features::task::TaskId;

db::id!(
    /// An item.
    pub ItemId
);

db::text_enum! {
    /// What an item is.
    pub enum Kind {
        /// An article for portal, newspaper and social networks.
        Article = "article",
        /// A short notice.
        Notice = "notice",
        /// A video with its words.
        Video = "video",
        /// A poster or infographic.
        Poster = "poster",
        /// Words to be read out by radio or loudspeaker.
        Script = "script",
        /// A document, made known as it is.
        Document = "document",
    }
}

db::text_enum! {
    /// Who made words and pictures; Decree 142/2026, article 18 asks for a label where the public could be misled.
    pub enum Origin {
        /// People.
        People = "people",
        /// People, helped by a machine with spelling or layout: no label is needed.
        Assisted = "assisted",
        /// A machine made words, pictures or voices: a label goes out with it.
        Machine = "machine",
    }
}

/// Characters of a title.
pub(super) const MAX_TITLE: usize = 300;
/// Characters of a summary.
pub(super) const MAX_SUMMARY: usize = 1_000;
/// Characters of a note on a version, and of a comment.
pub(super) const MAX_NOTE: usize = 4_000;
/// Bytes of a body as it comes from the form.
pub(super) const MAX_BODY: usize = 1 << 20;

/// What is saved as the next version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewVersion {
    /// What it is.
    pub kind: Kind,
    /// Its title.
    pub title: String,
    /// A few sentences for lists and feeds.
    pub summary: String,
    /// Its body.
    pub body: Body,
    /// Who made it.
    pub origin: Origin,
    /// What was changed, for colleagues.
    pub note: String,
    /// What it is about and for whom.
    pub terms: Vec<TermId>,
    /// The tasks it serves.
    pub tasks: Vec<TaskId>,
}

impl NewVersion {
    /// SHA-256 over everything that goes out, hexadecimal. Parts are told apart by their length.
    #[must_use]
    pub fn hash(&self) -> String {
        let body = serde_json::to_string(&self.body).unwrap_or_default();
        let mut hash = Sha256::new();
        for part in [
            self.kind.word(),
            &self.title,
            &self.summary,
            self.origin.word(),
            &body,
        ] {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part.as_bytes());
        }
        hex::encode(hash.finalize())
    }
}

/// An item as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its id.
    pub id: ItemId,
    /// The unit whose work it is.
    pub unit: UnitId,
    /// What it is.
    pub kind: Kind,
    /// The newest version.
    pub version: i32,
    /// The title of that version.
    pub title: String,
    /// Who began it.
    pub author: PersonId,
    /// Their name then.
    pub author_name: String,
    /// When it was begun.
    pub created_at: Instant,
    /// When the newest version was saved.
    pub changed_at: Instant,
}

/// A version of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// 1 for the first.
    pub number: i32,
    /// Its title.
    pub title: String,
    /// A few sentences for lists and feeds.
    pub summary: String,
    /// Its body.
    pub body: Body,
    /// Who made it.
    pub origin: Origin,
    /// As [`NewVersion::hash`].
    pub hash: String,
    /// What was changed.
    pub note: String,
    /// Who saved it.
    pub author_name: String,
    /// When.
    pub created_at: Instant,
}

impl Version {
    /// All its words, for comparing and for counting.
    #[must_use]
    pub fn text(&self) -> String {
        let parts = [self.title.clone(), self.summary.clone(), self.body.to_text()];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join("\n\n")
    }
}

/// What to list; empty fields ask for everything.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Of this kind.
    pub kind: Option<Kind>,
    /// Of this unit.
    pub unit: Option<UnitId>,
    /// About this, or for these.
    pub term: Option<TermId>,
    /// With these words, with or without marks.
    pub words: String,
}

/// A comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// The newest version when it was written.
    pub version: i32,
    /// Who wrote it.
    pub author: String,
    /// The words.
    pub body: String,
    /// When.
    pub at: Instant,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(title: &str, summary: &str) -> NewVersion {
        NewVersion {
            kind: Kind::Article,
            title: title.to_owned(),
            summary: summary.to_owned(),
            body: Body::default(),
            origin: Origin::People,
            note: String::new(),
            terms: Vec::new(),
            tasks: Vec::new(),
        }
    }

    #[test]
    fn the_hash_tells_everything_that_goes_out_apart() {
        let first = version("ab", "c");
        assert_ne!(
            first.hash(),
            version("a", "bc").hash(),
            "words cannot move between parts"
        );
        let labelled = NewVersion {
            origin: Origin::Machine,
            ..first.clone()
        };
        assert_ne!(first.hash(), labelled.hash(), "the label goes out too");
        let noted = NewVersion {
            note: "x".to_owned(),
            ..first.clone()
        };
        assert_eq!(first.hash(), noted.hash(), "a note stays in the house");
    }
}
