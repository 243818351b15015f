//! Evidence as the rest of the product sees it.

use db::Instant;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::features::agency::{PersonId, UnitId};
use crate::features::file::FileId;

db::id!(
    /// A piece of evidence.
    pub EvidenceId
);

db::text_enum! {
    /// What sort of proof it is.
    pub enum Kind {
        /// Papers, spreadsheets, recordings.
        File = "file",
        /// Pictures with place and date.
        Photo = "photo",
        /// A page on the web, kept as it was.
        Link = "link",
        /// Words alone.
        Note = "note",
        /// A figure with its source.
        Number = "number",
        /// Made by Loa itself when the work happened in it.
        Record = "record",
    }
}

db::text_enum! {
    /// The form of communication it proves: the heads under which reports and self-scores count
    /// (forms of the plans' section on forms; proof heads of PAR INDEX 2025, criterion 1.4).
    pub enum Form {
        /// Tin, bài on portals.
        News = "news",
        /// Báo, đài: programmes, features, articles.
        Press = "press",
        /// Zalo, Facebook, YouTube.
        Social = "social",
        /// Hội nghị, hội thảo, giao ban, đối thoại, tọa đàm.
        Conference = "conference",
        /// Tập huấn, bồi dưỡng.
        Training = "training",
        /// Hội thi, cuộc thi.
        Contest = "contest",
        /// Niêm yết, bảng tin, màn hình.
        Posting = "posting",
        /// Pano, áp phích, tờ gấp, khẩu hiệu.
        Printed = "printed",
        /// Loa truyền thanh.
        Loudspeaker = "loudspeaker",
        /// Học tập kinh nghiệm.
        Visit = "visit",
        /// Plans, decisions, letters, reports.
        Document = "document",
        /// Surveys.
        Survey = "survey",
        /// Anything else.
        Other = "other",
    }
}

db::text_enum! {
    /// Where a piece of evidence stands.
    pub enum Status {
        /// Handed in, not looked at yet.
        Waiting = "waiting",
        /// Accepted: counts in reports.
        Accepted = "accepted",
        /// Returned with a reason: to be replaced by a better one.
        Returned = "returned",
        /// Taken back by who handed it in, before it was accepted.
        Withdrawn = "withdrawn",
    }
}

/// Evidence to be handed in. Nothing of it can be changed afterwards, so its hash covers all of it.
///
/// The ledger keeps it as JSON for ever: a new field must be an `Option` or have a `#[serde(default)]`, or ledgers that
/// were written before can no longer be verified.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct NewEvidence {
    /// The unit that hands in, which may differ from the person's own.
    pub unit: Option<UnitId>,
    /// What sort of proof.
    pub kind: Kind,
    /// What form of communication it proves.
    pub form: Form,
    /// What it is called in lists and annexes.
    pub title: String,
    /// Who issued the document, if it is one.
    pub issuer: String,
    /// Its number.
    pub document_number: String,
    /// Its date.
    pub document_date: Option<Date>,
    /// When the thing that it proves happened: decides the report period.
    pub fact_date: Date,
    /// Where it happened.
    pub place: String,
    /// Anything else.
    pub note: String,
    /// How many things it proves: 3 news items, 1 conference. At least 1.
    pub quantity: i64,
    /// How many people took part or were reached, where that was counted.
    pub people: Option<i64>,
    /// The page it is about.
    pub url: Option<String>,
    /// The page as it was.
    pub snapshot: Option<FileId>,
    /// Why the page could not be kept.
    pub snapshot_failure: Option<String>,
    /// Its files, in order, each with the hash of its bytes.
    pub files: Vec<(FileId, String)>,
}

/// A piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "fields as in NewEvidence, and what became of it")]
pub struct Evidence {
    pub id: EvidenceId,
    pub unit: Option<UnitId>,
    pub kind: Kind,
    pub form: Form,
    pub title: String,
    pub issuer: String,
    pub document_number: String,
    pub document_date: Option<Date>,
    pub fact_date: Date,
    pub received_at: Instant,
    pub place: String,
    pub note: String,
    pub quantity: i64,
    pub people: Option<i64>,
    pub url: Option<String>,
    pub snapshot: Option<FileId>,
    pub snapshot_failure: Option<String>,
    pub status: Status,
    pub reviewed_by: Option<PersonId>,
    pub reviewed_at: Option<Instant>,
    pub review_reason: String,
    pub added_by: Option<PersonId>,
    pub added_by_name: String,
}

/// How much proof a subject has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Accepted.
    pub accepted: u64,
    /// Waiting for a look.
    pub waiting: u64,
    /// Returned.
    pub returned: u64,
    /// The latest fact date among the accepted and waiting.
    pub latest_fact: Option<Date>,
}

/// What is known of a proof where many are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proof {
    /// The unit that handed it in.
    pub unit: Option<UnitId>,
    /// Where it stands; never withdrawn.
    pub status: Status,
    /// When the thing that it proves happened.
    pub fact_date: Date,
}

/// What to list; empty fields ask for everything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only this status.
    pub status: Option<Status>,
    /// Only this form.
    pub form: Option<Form>,
    /// Only this unit.
    pub unit: Option<UnitId>,
    /// Only what this person handed in.
    pub added_by: Option<PersonId>,
    /// Fact date from this day on.
    pub from: Option<Date>,
    /// Fact date up to and with this day.
    pub to: Option<Date>,
    /// Words of the title, with or without diacritics.
    pub words: String,
}
