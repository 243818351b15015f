//! Rows of approval.

use db::{Instant, Json};
use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect};

use super::model::{Approval, ApprovalId, Decision, Status, Step, Submission, Verdict};
use crate::features::agency::{AgencyId, PersonId};
use crate::features::audit::Subject;

mod approval_row {
    use super::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "approval")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ApprovalId,
        pub agency_id: AgencyId,
        pub subject_kind: String,
        pub subject_id: Uuid,
        pub subject_hash: String,
        pub title: String,
        pub href: String,
        pub steps: Json<Vec<Step>>,
        pub step: i32,
        pub status: Status,
        pub submitted_by: PersonId,
        pub submitted_by_name: String,
        pub submitted_at: Instant,
        pub closed_at: Option<Instant>,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod decision_row {
    use super::*;

    db::id!(
        /// A decision.
        pub DecisionId
    );

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "approval_decision")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: DecisionId,
        pub approval_id: ApprovalId,
        pub step: i32,
        pub verdict: Verdict,
        pub comment: String,
        pub decided_by: PersonId,
        pub decided_by_name: String,
        pub decided_at: Instant,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl From<approval_row::Model> for Approval {
    fn from(row: approval_row::Model) -> Self {
        Self {
            id: row.id,
            subject_kind: row.subject_kind,
            subject_id: row.subject_id,
            hash: row.subject_hash,
            title: row.title,
            href: row.href,
            steps: row.steps.0,
            step: usize::try_from(row.step).unwrap_or_default(),
            status: row.status,
            submitted_by: row.submitted_by,
            submitted_by_name: row.submitted_by_name,
            submitted_at: row.submitted_at,
            closed_at: row.closed_at,
        }
    }
}

pub(super) async fn insert(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    new: Submission,
    by: (PersonId, &str),
    now: Instant,
) -> Result<ApprovalId, DbErr> {
    let id = ApprovalId::new();
    let row = approval_row::ActiveModel {
        id: Set(id),
        agency_id: Set(agency),
        subject_kind: Set(new.subject.kind.to_owned()),
        subject_id: Set(new.subject.id),
        subject_hash: Set(new.hash),
        title: Set(new.title),
        href: Set(new.href),
        steps: Set(Json(new.steps)),
        step: Set(0),
        status: Set(Status::Waiting),
        submitted_by: Set(by.0),
        submitted_by_name: Set(by.1.to_owned()),
        submitted_at: Set(now),
        closed_at: Set(None),
    };
    approval_row::Entity::insert(row)
        .exec_without_returning(tx)
        .await?;
    Ok(id)
}

/// Closes all open and agreed rounds of a subject; true when there was one.
pub(super) async fn close_all(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    subject: Subject,
    status: Status,
    now: Instant,
) -> Result<bool, DbErr> {
    let done = approval_row::Entity::update_many()
        .col_expr(approval_row::Column::Status, Expr::value(status))
        .col_expr(approval_row::Column::ClosedAt, Expr::value(now))
        .filter(approval_row::Column::AgencyId.eq(agency))
        .filter(approval_row::Column::SubjectKind.eq(subject.kind))
        .filter(approval_row::Column::SubjectId.eq(subject.id))
        .filter(approval_row::Column::Status.is_in([Status::Waiting, Status::Approved]))
        .exec(tx)
        .await?;
    Ok(done.rows_affected > 0)
}

/// Moves a round on, but only from the step it was read at; false when someone was quicker.
pub(super) async fn advance(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    approval: &Approval,
    (step, status): (usize, Status),
    now: Instant,
) -> Result<bool, DbErr> {
    let closed = (status != Status::Waiting).then_some(now);
    let (was, is) = (
        i32::try_from(approval.step).unwrap_or_default(),
        i32::try_from(step).unwrap_or_default(),
    );
    let done = approval_row::Entity::update_many()
        .col_expr(approval_row::Column::Step, Expr::value(is))
        .col_expr(approval_row::Column::Status, Expr::value(status))
        .col_expr(approval_row::Column::ClosedAt, Expr::value(closed))
        .filter(approval_row::Column::AgencyId.eq(agency))
        .filter(approval_row::Column::Id.eq(approval.id))
        .filter(approval_row::Column::Step.eq(was))
        .filter(approval_row::Column::Status.eq(Status::Waiting))
        .exec(tx)
        .await?;
    Ok(done.rows_affected == 1)
}

pub(super) async fn insert_decision(
    tx: &impl ConnectionTrait,
    approval: ApprovalId,
    step: usize,
    (verdict, comment): (Verdict, &str),
    by: (PersonId, &str),
    now: Instant,
) -> Result<(), DbErr> {
    let row = decision_row::ActiveModel {
        id: Set(decision_row::DecisionId::new()),
        approval_id: Set(approval),
        step: Set(i32::try_from(step).unwrap_or_default()),
        verdict: Set(verdict),
        comment: Set(comment.to_owned()),
        decided_by: Set(by.0),
        decided_by_name: Set(by.1.to_owned()),
        decided_at: Set(now),
    };
    decision_row::Entity::insert(row)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

pub(super) async fn by_id(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    id: ApprovalId,
) -> Result<Option<Approval>, DbErr> {
    let found = approval_row::Entity::find_by_id(id)
        .filter(approval_row::Column::AgencyId.eq(agency))
        .one(db)
        .await?;
    Ok(found.map(Approval::from))
}

/// The latest round of a subject.
pub(super) async fn latest(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    subject: Subject,
) -> Result<Option<Approval>, DbErr> {
    let found = approval_row::Entity::find()
        .filter(approval_row::Column::AgencyId.eq(agency))
        .filter(approval_row::Column::SubjectKind.eq(subject.kind))
        .filter(approval_row::Column::SubjectId.eq(subject.id))
        .order_by_desc(approval_row::Column::Id)
        .one(db)
        .await?;
    Ok(found.map(Approval::from))
}

pub(super) async fn with_status(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    statuses: &[Status],
    limit: u64,
) -> Result<Vec<Approval>, DbErr> {
    let rows = approval_row::Entity::find()
        .filter(approval_row::Column::AgencyId.eq(agency))
        .filter(approval_row::Column::Status.is_in(statuses.iter().copied()))
        .order_by_desc(approval_row::Column::SubmittedAt)
        .limit(limit)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(Approval::from).collect())
}

/// The decisions of a round, in order.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn decisions_of(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    id: ApprovalId,
) -> Result<Vec<Decision>, DbErr> {
    if by_id(db, agency, id).await?.is_none() {
        return Ok(Vec::new());
    }
    let rows = decision_row::Entity::find()
        .filter(decision_row::Column::ApprovalId.eq(id))
        .order_by_asc(decision_row::Column::Id)
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| Decision {
            step: row.step,
            verdict: row.verdict,
            comment: row.comment,
            by: row.decided_by,
            by_name: row.decided_by_name,
            at: row.decided_at,
        })
        .collect())
}
