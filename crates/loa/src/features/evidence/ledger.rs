//! What can happen to evidence: each is an entry of the agency's chain.

use db::Instant;
use sea_orm::{ConnectionTrait, DbErr};
use serde::Serialize;
use serde_json::json;

use super::model::{EvidenceId, NewEvidence, Status};
use super::store::{self, entry};
use crate::features::agency::{AgencyId, PersonId};
use crate::features::audit::Subject;
use crate::features::audit::chain;

/// The name of the chain.
pub(super) const CHAIN: &str = "evidence";

/// A reviewer's word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It counts.
    Accept,
    /// It does not; with the reason, which the one who handed it in reads.
    Return(String),
}

/// Hands in evidence for `subjects`. Files must be kept already.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn add(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    new: &NewEvidence,
    subjects: &[Subject],
    by: Option<(PersonId, &str)>,
    now: Instant,
) -> Result<EvidenceId, DbErr> {
    let id = EvidenceId::new();
    store::insert(tx, agency, id, new, by, now).await?;
    for subject in subjects {
        store::insert_subject(tx, agency, id, *subject).await?;
    }
    let subjects: Vec<_> = subjects
        .iter()
        .map(|subject| (subject.kind, subject.id))
        .collect();
    append(
        tx,
        agency,
        id,
        "added",
        by,
        now,
        json!({ "evidence": new, "subjects": subjects }),
    )
    .await?;
    Ok(id)
}

/// Lets a piece prove one thing more; linking twice changes nothing.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn link(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    id: EvidenceId,
    subject: Subject,
    by: (PersonId, &str),
    now: Instant,
) -> Result<(), DbErr> {
    if store::insert_subject(tx, agency, id, subject).await? {
        append(
            tx,
            agency,
            id,
            "linked",
            Some(by),
            now,
            json!({ "kind": subject.kind, "id": subject.id }),
        )
        .await?;
    }
    Ok(())
}

/// Accepts or returns; false when it is not waiting any more. A decision can be taken again: an accepted piece
/// can be returned and a returned one accepted, and both stay in the chain.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn review(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    id: EvidenceId,
    verdict: &Verdict,
    by: (PersonId, &str),
    now: Instant,
) -> Result<bool, DbErr> {
    let (from, to, reason) = match verdict {
        Verdict::Accept => (&[Status::Waiting, Status::Returned], Status::Accepted, ""),
        Verdict::Return(reason) => (
            &[Status::Waiting, Status::Accepted],
            Status::Returned,
            reason.as_str(),
        ),
    };
    change(tx, agency, id, (from, to), reason, by, now).await
}

/// Takes back what was not accepted yet; false when it was.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn withdraw(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    id: EvidenceId,
    reason: &str,
    by: (PersonId, &str),
    now: Instant,
) -> Result<bool, DbErr> {
    change(
        tx,
        agency,
        id,
        (&[Status::Waiting, Status::Returned], Status::Withdrawn),
        reason,
        by,
        now,
    )
    .await
}

async fn change(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    id: EvidenceId,
    (from, to): (&[Status], Status),
    reason: &str,
    by: (PersonId, &str),
    now: Instant,
) -> Result<bool, DbErr> {
    let changed = store::set_status(tx, agency, id, (from, to), reason, by.0, now).await?;
    if changed {
        append(
            tx,
            agency,
            id,
            to.word(),
            Some(by),
            now,
            json!({ "reason": reason }),
        )
        .await?;
    }
    Ok(changed)
}

/// What the hash of an entry covers, in fixed order.
#[derive(Serialize)]
struct Content<'a> {
    evidence: EvidenceId,
    action: &'a str,
    by: Option<PersonId>,
    at: i64,
    detail: &'a serde_json::Value,
}

async fn append(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    id: EvidenceId,
    action: &str,
    by: Option<(PersonId, &str)>,
    now: Instant,
    detail: serde_json::Value,
) -> Result<(), DbErr> {
    let by = by.map(|(person, _)| person);
    let content = Content {
        evidence: id,
        action,
        by,
        at: now.micros(),
        detail: &detail,
    };
    let content = serde_json::to_string(&content).map_err(|error| DbErr::Custom(error.to_string()))?;
    let link = chain::append(tx, agency, CHAIN, content.as_bytes()).await?;
    let row = entry::EntryRow {
        agency_id: agency,
        seq: link.seq,
        evidence_id: id,
        action: action.to_owned(),
        content,
        hash: link.hash,
    };
    entry::insert(tx, row).await
}
