//! Recomputing a ledger: the chain in itself, and the rows that pages show against the chain.

use std::collections::{BTreeMap, HashMap};

use sea_orm::{ConnectionTrait, DbErr};

use super::ledger::CHAIN;
use super::model::{Evidence, EvidenceId, NewEvidence, Status};
use super::store::{self, entry};
use crate::features::agency::AgencyId;
use crate::features::audit::chain::{self, Broken, Verifier};
use crate::features::file::FileId;

/// Entries read at a time, with the rows that they speak of.
const PAGE: u64 = 1_000;

/// Recomputes an agency's whole ledger; the number of entries when all is right.
///
/// # Errors
/// [`DbErr`] when the database fails; the inner error is the first thing found wrong.
pub async fn verify(db: &impl ConnectionTrait, agency: AgencyId) -> Result<Result<i64, Broken>, DbErr> {
    by_pages(db, agency, PAGE).await
}

/// In one pass, whatever the size of its pages.
pub(super) async fn by_pages(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    page: u64,
) -> Result<Result<i64, Broken>, DbErr> {
    let head = chain::head(db, agency, CHAIN).await?;
    let (mut verifier, mut rows, mut last) = (Verifier::default(), Rows::default(), 0);
    loop {
        let entries = entry::after(db, agency, last, page).await?;
        let Some(end) = entries.last() else {
            break;
        };
        last = end.seq;
        for row in &entries {
            if let Err(broken) = verifier.check(row.seq, row.content.as_bytes(), &row.hash) {
                return Ok(Err(broken));
            }
        }
        rows.follow(db, agency, &entries).await?;
    }
    let count = match verifier.finish(&head) {
        Ok(count) => count,
        broken => return Ok(broken),
    };
    Ok(match rows.first_changed(db, agency).await? {
        Some(seq) => Err(Broken::Changed { seq }),
        None => Ok(count),
    })
}

/// What the chain says of the rows that pages show.
#[derive(Default)]
struct Rows {
    /// The first entry whose row says something else.
    changed: Option<i64>,
    pieces: HashMap<EvidenceId, Piece>,
}

/// Where the chain says that a piece stands, by its last entry, and where its row was when it was read.
struct Piece {
    seq: i64,
    status: Status,
    shown: Option<Status>,
}

impl Rows {
    /// Goes along with the entries of a page: their rows are read in one query.
    async fn follow(
        &mut self,
        db: &impl ConnectionTrait,
        agency: AgencyId,
        entries: &[entry::EntryRow],
    ) -> Result<(), DbErr> {
        let added = entries.iter().filter(|row| row.action == ADDED);
        let added: Vec<EvidenceId> = added.map(|row| row.evidence_id).collect();
        let mut files = store::files_of_each(db, agency, &added).await?;
        let shown = store::by_ids(db, agency, added).await?;
        for row in entries {
            if row.action == ADDED {
                let shown = shown.get(&row.evidence_id);
                let files = files.remove(&row.evidence_id).unwrap_or_default();
                if !shown.is_some_and(|shown| says_the_same(shown, &files, &row.content)) {
                    self.changed = self.changed.or(Some(row.seq));
                }
                let piece = Piece {
                    seq: row.seq,
                    status: Status::Waiting,
                    shown: shown.map(|shown| shown.status),
                };
                self.pieces.insert(row.evidence_id, piece);
            } else if let Ok(status) = row.action.parse::<Status>() {
                let piece = self.pieces.entry(row.evidence_id).or_insert(Piece {
                    seq: row.seq,
                    status,
                    shown: None,
                });
                (piece.seq, piece.status) = (row.seq, status);
            }
        }
        Ok(())
    }

    /// The first entry that a row contradicts. A status that differs is read once more: it may have been decided
    /// between the two readings.
    async fn first_changed(self, db: &impl ConnectionTrait, agency: AgencyId) -> Result<Option<i64>, DbErr> {
        if self.changed.is_some() {
            return Ok(self.changed);
        }
        let wrong = store::linked_wrongly(db, agency).await?;
        let wrong = wrong.iter().filter_map(|id| self.pieces.get(id));
        if let Some(seq) = wrong.map(|piece| piece.seq).min() {
            return Ok(Some(seq));
        }
        let differ = self
            .pieces
            .into_iter()
            .filter(|(_, piece)| piece.shown != Some(piece.status));
        let differ: BTreeMap<i64, (EvidenceId, Status)> = differ
            .map(|(id, piece)| (piece.seq, (id, piece.status)))
            .collect();
        let now = store::by_ids(db, agency, differ.values().map(|(id, _)| *id)).await?;
        let wrong = differ
            .into_iter()
            .find(|(_, (id, status))| now.get(id).is_none_or(|shown| shown.status != *status));
        Ok(wrong.map(|(seq, _)| seq))
    }
}

/// The action of the entry that holds a piece as it was handed in.
const ADDED: &str = "added";

/// Whether a row and its files are what was handed in. Every field is named, so that a new one cannot be forgotten.
fn says_the_same(shown: &Evidence, its_files: &[(FileId, String)], content: &str) -> bool {
    let added: Option<NewEvidence> = serde_json::from_str::<serde_json::Value>(content)
        .ok()
        .and_then(|content| serde_json::from_value(content.pointer("/detail/evidence")?.clone()).ok());
    let Some(NewEvidence {
        unit,
        kind,
        form,
        title,
        issuer,
        document_number,
        document_date,
        fact_date,
        place,
        note,
        quantity,
        people,
        url,
        snapshot,
        snapshot_failure,
        files,
    }) = added
    else {
        return false;
    };
    (&title, &issuer, &document_number, &place, &note)
        == (
            &shown.title,
            &shown.issuer,
            &shown.document_number,
            &shown.place,
            &shown.note,
        )
        && (unit, kind, form, document_date, fact_date)
            == (
                shown.unit,
                shown.kind,
                shown.form,
                shown.document_date,
                shown.fact_date,
            )
        && (quantity, people, &url, snapshot, &snapshot_failure)
            == (
                shown.quantity,
                shown.people,
                &shown.url,
                shown.snapshot,
                &shown.snapshot_failure,
            )
        && files == its_files
}
