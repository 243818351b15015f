//! Submitting, deciding, voiding.

use db::Instant;
use sea_orm::{ConnectionTrait, DbErr};
use serde_json::json;

use super::model::{Approval, ApprovalId, Standing, Status, Submission, Verdict};
use super::store;
use crate::features::agency::{AgencyId, PersonId};
use crate::features::audit::{self, Subject};
use crate::policy::Actor;

/// Rounds that a page looks through for one person.
const MANY: u64 = 500;

/// Why a decision was not taken.
#[derive(Debug, thiserror::Error)]
pub enum DecideError {
    /// There is no such round in this agency.
    #[error("no such approval")]
    Unknown,
    /// Another one's step, or one's own work.
    #[error("this decision is not yours")]
    NotYours,
    /// Decided, voided or superseded meanwhile.
    #[error("nothing waits here any more")]
    Closed,
    /// A return needs a reason.
    #[error("a reason is needed")]
    ReasonNeeded,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// Submits content for approval. An earlier round of the same subject is closed.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn submit(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    new: Submission,
    by: (PersonId, &str),
    now: Instant,
) -> Result<ApprovalId, DbErr> {
    let subject = new.subject;
    store::close_all(tx, agency, subject, Status::Superseded, now).await?;
    let detail = json!({ "hash": new.hash });
    let id = store::insert(tx, agency, new, by, now).await?;
    audit::record(tx, agency, Some(by), "approval-submitted", subject, detail, now).await?;
    Ok(id)
}

/// Takes the decision of the one whose step it is.
///
/// # Errors
/// [`DecideError`].
pub async fn decide(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    id: ApprovalId,
    actor: &Actor,
    (verdict, comment): (Verdict, &str),
    now: Instant,
) -> Result<Status, DecideError> {
    let approval = store::by_id(tx, agency, id).await?.ok_or(DecideError::Unknown)?;
    if approval.status != Status::Waiting {
        return Err(DecideError::Closed);
    }
    if !approval.waits_for(actor) {
        return Err(DecideError::NotYours);
    }
    if verdict == Verdict::Return && comment.is_empty() {
        return Err(DecideError::ReasonNeeded);
    }
    let next = approval.step + 1;
    let (step, status) = match verdict {
        Verdict::Return => (approval.step, Status::Returned),
        Verdict::Approve if next < approval.steps.len() => (next, Status::Waiting),
        Verdict::Approve => (approval.step, Status::Approved),
    };
    if !store::advance(tx, agency, &approval, (step, status), now).await? {
        return Err(DecideError::Closed);
    }
    let by = (actor.person, actor.name.as_str());
    store::insert_decision(tx, id, approval.step, (verdict, comment), by, now).await?;
    let action = match verdict {
        Verdict::Approve => "approval-approved",
        Verdict::Return => "approval-returned",
    };
    audit::record_on(
        tx,
        agency,
        Some(by),
        action,
        (&approval.subject_kind, approval.subject_id),
        json!({ "hash": approval.hash, "step": approval.step }),
        now,
    )
    .await?;
    Ok(status)
}

/// Tells that the subject was edited: whatever was agreed to or waits is void. Call it in the edit's transaction.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn void(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    subject: Subject,
    now: Instant,
) -> Result<bool, DbErr> {
    store::close_all(tx, agency, subject, Status::Voided, now).await
}

/// Where a subject stands, given the hash of what it is now.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn standing(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    subject: Subject,
    hash: &str,
) -> Result<Standing, DbErr> {
    let Some(approval) = store::latest(db, agency, subject)
        .await?
        .filter(|approval| approval.hash == hash)
    else {
        return Ok(Standing::Open);
    };
    Ok(match approval.status {
        Status::Waiting => Standing::Waiting(approval),
        Status::Approved => Standing::Approved(approval),
        Status::Returned => {
            let decisions = store::decisions_of(db, agency, approval.id).await?;
            let reason = decisions
                .into_iter()
                .next_back()
                .map(|last| last.comment)
                .unwrap_or_default();
            Standing::Returned(approval, reason)
        }
        Status::Voided | Status::Superseded => Standing::Open,
    })
}

/// What waits for this person's word, newest first.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn waiting_for(db: &impl ConnectionTrait, actor: &Actor) -> Result<Vec<Approval>, DbErr> {
    let mut waiting = store::with_status(db, actor.agency, &[Status::Waiting], MANY).await?;
    waiting.retain(|approval| approval.waits_for(actor));
    Ok(waiting)
}
