//! Plans and their versions.

use db::Instant;
use jiff::civil::Date;
use plan_reader::Note;
use serde::{Deserialize, Serialize};

use super::item::{Hint, Item, ItemKind};
use crate::features::agency::PersonId;
use crate::features::file::FileId;

db::id!(
    /// A plan of a year.
    pub PlanId
);
db::id!(
    /// A version of a plan.
    pub VersionId
);
db::id!(
    /// A row of the plan's annex; the same in every version that keeps it.
    pub RowId
);
db::id!(
    /// A target; the same in every version that keeps it.
    pub TargetId
);
db::id!(
    /// An entry of the plan's text; the same in every version that keeps it.
    pub ItemId
);
db::id!(
    /// A file handed in to become a plan.
    pub UploadId
);

db::text_enum! {
    /// Where a plan is in its life.
    pub enum PlanStatus {
        /// Being prepared; nothing is due from it.
        Draft = "draft",
        /// One of its versions is carried out.
        InForce = "in-force",
        /// Its year is over, or it was given up.
        Closed = "closed",
    }
}

db::text_enum! {
    /// Where a version is in its life.
    pub enum VersionStatus {
        /// Can be changed.
        Draft = "draft",
        /// Is carried out; only number and date may still come.
        InForce = "in-force",
        /// Was carried out before a later one.
        Superseded = "superseded",
        /// A draft that was given up, or replaced by another file.
        Dropped = "dropped",
    }
}

db::text_enum! {
    /// How a version came about.
    pub enum Origin {
        /// A file was read.
        Upload = "upload",
        /// The version before it was copied, to be edited.
        Edit = "edit",
        /// The plan of an earlier year was rolled over.
        RollOver = "roll-over",
    }
}

db::text_enum! {
    /// What became of a file that was handed in.
    pub enum UploadState {
        /// Kept, not read.
        Failed = "failed",
        /// Became a version.
        Done = "done",
        /// Given up by a person.
        Dropped = "dropped",
    }
}

/// A plan of a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Its id.
    pub id: PlanId,
    /// The year it is for.
    pub year: i16,
    /// Its title, as its newest version has it.
    pub title: String,
    /// Where it is in its life.
    pub status: PlanStatus,
    /// The plan it was rolled over from.
    pub rolled_from: Option<PlanId>,
    /// When it came.
    pub created_at: Instant,
}

impl Plan {
    /// What times in it are read with: its year, and the days it covers.
    #[must_use]
    pub fn context(&self, period: Option<(Date, Date)>) -> schedule::Context {
        schedule::Context {
            year: Some(self.year),
            period: period.or_else(|| {
                Date::new(self.year, 1, 1)
                    .ok()
                    .zip(Date::new(self.year, 12, 31).ok())
            }),
        }
    }
}

/// A version of a plan, without its rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    /// Its id.
    pub id: VersionId,
    /// Whose version.
    pub plan: PlanId,
    /// Its number within the plan, from 1.
    pub no: i32,
    /// Where it is in its life.
    pub status: VersionStatus,
    /// How it came about.
    pub origin: Origin,
    /// The version it was made from.
    pub based_on: Option<VersionId>,
    /// The file it was read from.
    pub file: Option<FileId>,
    /// Hash of the document as JSON in the file store.
    pub document_hash: Option<String>,
    /// Hash of the reading as JSON in the file store.
    pub reading_hash: Option<String>,
    /// First and last day of the plan, when its document says more than a year.
    pub period: Option<(Date, Date)>,
    /// What it says, its rows apart.
    pub items: Vec<Item>,
    /// What was noticed about the document as a whole.
    pub hints: Vec<Hint>,
    /// What was noticed about the file.
    pub notes: Vec<Note>,
    /// Who made it; nobody when it came by the command line.
    pub created_by: Option<PersonId>,
    /// When.
    pub created_at: Instant,
    /// When it was put in force.
    pub in_force_at: Option<Instant>,
}

impl Version {
    /// The first entry of a kind.
    #[must_use]
    pub fn item(&self, kind: ItemKind) -> Option<&Item> {
        self.items.iter().find(|item| item.kind == kind)
    }

    /// All entries of a kind, in the plan's order.
    pub fn items_of(&self, kind: ItemKind) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(move |item| item.kind == kind)
    }

    /// The text of the first entry of a kind; `None` when there is none or it is blank.
    #[must_use]
    pub fn text(&self, kind: ItemKind) -> Option<&str> {
        self.item(kind)
            .map(|item| item.text.as_str())
            .filter(|text| !text.is_empty())
    }

    /// The date of the letterhead, when it has one.
    #[must_use]
    pub fn date(&self) -> Option<Date> {
        self.text(ItemKind::Date).and_then(|text| text.parse().ok())
    }

    /// Whether it may be changed as a whole.
    #[must_use]
    pub fn is_draft(&self) -> bool {
        self.status == VersionStatus::Draft
    }

    /// Entries and remarks that a person has not looked at although the reading was unsure, its rows apart.
    #[must_use]
    pub fn open_items(&self) -> usize {
        self.items.iter().filter(|item| item.needs_look()).count()
            + self.hints.iter().filter(|hint| hint.is_open()).count()
    }
}

/// A file that was handed in.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptUpload {
    /// Its id.
    pub id: UploadId,
    /// The file.
    pub file: FileId,
    /// The plan it amends; a new plan when absent.
    pub plan: Option<PlanId>,
    /// What became of it.
    pub state: UploadState,
    /// Why it was not read.
    pub failure: Option<Failure>,
    /// Who handed it in.
    pub added_by: Option<PersonId>,
    /// When.
    pub added_at: Instant,
}

/// Why a file did not become a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Failure {
    /// The reader refused it.
    Read(plan_reader::ReadError),
    /// The reader broke on it; the log says how.
    Broke,
}
