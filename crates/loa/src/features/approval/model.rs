//! Submissions, steps and decisions.

use db::Instant;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::features::account::Role;
use crate::features::agency::{PersonId, UnitId};
use crate::features::audit::Subject;
use crate::policy::Actor;

db::id!(
    /// A round of approval.
    pub ApprovalId
);

db::text_enum! {
    /// Where a round stands.
    pub enum Status {
        /// Somebody has to decide.
        Waiting = "waiting",
        /// All steps agreed.
        Approved = "approved",
        /// One step did not.
        Returned = "returned",
        /// The subject was edited meanwhile.
        Voided = "voided",
        /// A newer round took its place.
        Superseded = "superseded",
    }
}

db::text_enum! {
    /// One person's word.
    pub enum Verdict {
        /// Agreed.
        Approve = "approve",
        /// Not agreed, with a reason.
        Return = "return",
    }
}

/// Whose word a step needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// The head of a unit.
    HeadOf(UnitId),
    /// Anyone with a role.
    Role(Role),
}

impl Step {
    /// Whether this person's word counts here. That the person did not submit is checked apart.
    #[must_use]
    pub fn is_for(self, actor: &Actor) -> bool {
        match self {
            Self::HeadOf(unit) => actor.roles.contains(&(Role::UnitHead, Some(unit))),
            Self::Role(role) => actor.roles.iter().any(|(has, _)| *has == role),
        }
    }
}

/// What is to be agreed to.
#[derive(Debug, Clone)]
pub struct Submission {
    /// The thing.
    pub subject: Subject,
    /// The hash of its content as submitted.
    pub hash: String,
    /// What it is called.
    pub title: String,
    /// Its page.
    pub href: String,
    /// Who has to agree, in order; at least one.
    pub steps: Vec<Step>,
}

/// A round of approval.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "fields as in Submission, and where it stands")]
pub struct Approval {
    pub id: ApprovalId,
    pub subject_kind: String,
    pub subject_id: Uuid,
    pub hash: String,
    pub title: String,
    pub href: String,
    pub steps: Vec<Step>,
    pub step: usize,
    pub status: Status,
    pub submitted_by: PersonId,
    pub submitted_by_name: String,
    pub submitted_at: Instant,
    pub closed_at: Option<Instant>,
}

impl Approval {
    /// Whether this person can decide now.
    #[must_use]
    pub fn waits_for(&self, actor: &Actor) -> bool {
        let step = self.steps.get(self.step);
        self.status == Status::Waiting
            && self.submitted_by != actor.person
            && step.is_some_and(|step| step.is_for(actor))
    }
}

/// A decision that was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// On which step.
    pub step: i32,
    /// What.
    pub verdict: Verdict,
    /// With which words.
    pub comment: String,
    /// By whom.
    pub by: PersonId,
    /// The name then.
    pub by_name: String,
    /// When.
    pub at: Instant,
}

/// Where a subject stands, given the hash of what it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// Never submitted, or edited since.
    Open,
    /// Submitted and waiting.
    Waiting(Approval),
    /// This very content was agreed to.
    Approved(Approval),
    /// Sent back; the content has not changed since.
    Returned(Approval, String),
}
