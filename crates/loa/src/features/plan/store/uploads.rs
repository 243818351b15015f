use db::{Instant, Json};
use sea_orm::ActiveValue::Set;
use sea_orm::QueryOrder;
use sea_orm::entity::prelude::*;

use crate::features::agency::{AgencyId, PersonId};
use crate::features::file::FileId;
use crate::features::plan::model::{Failure, KeptUpload, PlanId, UploadId, UploadState};

mod upload_row {
    use super::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "plan_upload")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: UploadId,
        pub agency_id: AgencyId,
        pub file_id: FileId,
        pub plan_id: Option<PlanId>,
        pub state: UploadState,
        pub failure: Json<Option<Failure>>,
        pub added_by: Option<PersonId>,
        pub added_at: Instant,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl From<upload_row::Model> for KeptUpload {
    fn from(row: upload_row::Model) -> Self {
        Self {
            id: row.id,
            file: row.file_id,
            plan: row.plan_id,
            state: row.state,
            failure: row.failure.0,
            added_by: row.added_by,
            added_at: row.added_at,
        }
    }
}

/// Notes a file that was handed in, as not read yet.
pub(in crate::features::plan) async fn add_upload(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    file: FileId,
    plan: Option<PlanId>,
    by: Option<PersonId>,
    now: Instant,
) -> Result<UploadId, DbErr> {
    let id = UploadId::new();
    let row = upload_row::ActiveModel {
        id: Set(id),
        agency_id: Set(agency),
        file_id: Set(file),
        plan_id: Set(plan),
        state: Set(UploadState::Failed),
        failure: Set(Json(None)),
        added_by: Set(by),
        added_at: Set(now),
    };
    upload_row::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(id)
}

pub(in crate::features::plan) async fn find_upload(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    id: UploadId,
) -> Result<Option<KeptUpload>, DbErr> {
    let found = upload_row::Entity::find_by_id(id)
        .filter(upload_row::Column::AgencyId.eq(agency))
        .one(db)
        .await?;
    Ok(found.map(KeptUpload::from))
}

/// The plan that an upload became a version of; none while it is not read.
pub(in crate::features::plan) async fn plan_of_upload(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    id: UploadId,
) -> Result<Option<PlanId>, DbErr> {
    match find_upload(db, agency, id).await? {
        Some(kept) if kept.state == UploadState::Done => {
            super::versions::plan_of_file(db, agency, kept.file).await
        }
        _ => Ok(None),
    }
}

/// Files that wait for another try, newest first.
pub(in crate::features::plan) async fn kept_uploads(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    plan: Option<PlanId>,
) -> Result<Vec<KeptUpload>, DbErr> {
    let for_plan = match plan {
        Some(plan) => upload_row::Column::PlanId.eq(plan),
        None => upload_row::Column::PlanId.is_null(),
    };
    let rows = upload_row::Entity::find()
        .filter(upload_row::Column::AgencyId.eq(agency))
        .filter(upload_row::Column::State.eq(UploadState::Failed))
        .filter(for_plan)
        .order_by_desc(upload_row::Column::AddedAt)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(KeptUpload::from).collect())
}

/// Marks an upload as read; false when that was done meanwhile.
pub(in crate::features::plan) async fn finish_upload(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    id: UploadId,
) -> Result<bool, DbErr> {
    let done = upload_row::Entity::update_many()
        .col_expr(upload_row::Column::State, Expr::value(UploadState::Done))
        .col_expr(upload_row::Column::Failure, Expr::value(Json(None::<Failure>)))
        .filter(upload_row::Column::AgencyId.eq(agency))
        .filter(upload_row::Column::Id.eq(id))
        .filter(upload_row::Column::State.eq(UploadState::Failed))
        .exec(tx)
        .await?;
    Ok(done.rows_affected == 1)
}

pub(in crate::features::plan) async fn set_upload(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    id: UploadId,
    state: UploadState,
    failure: Option<Failure>,
) -> Result<(), DbErr> {
    upload_row::Entity::update_many()
        .col_expr(upload_row::Column::State, Expr::value(state))
        .col_expr(upload_row::Column::Failure, Expr::value(Json(failure)))
        .filter(upload_row::Column::AgencyId.eq(agency))
        .filter(upload_row::Column::Id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}
