use db::{CivilDate, Instant, Json};
use jiff::civil::Date;
use plan_reader::Note;
use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect};

use crate::features::agency::{AgencyId, PersonId};
use crate::features::file::FileId;
use crate::features::plan::item::{Hint, Item};
use crate::features::plan::model::{Origin, PlanId, Version, VersionId, VersionStatus};

mod version_row {
    use super::*;

    #[derive(Debug, Clone, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "plan_version")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: VersionId,
        pub agency_id: AgencyId,
        pub plan_id: PlanId,
        pub no: i32,
        pub status: VersionStatus,
        pub origin: Origin,
        pub based_on: Option<VersionId>,
        pub file_id: Option<FileId>,
        pub document_hash: Option<String>,
        pub reading_hash: Option<String>,
        pub period_start: Option<CivilDate>,
        pub period_end: Option<CivilDate>,
        pub items: Json<Vec<Item>>,
        pub hints: Json<Vec<Hint>>,
        pub notes: Json<Vec<Note>>,
        pub created_by: Option<PersonId>,
        pub created_at: Instant,
        pub in_force_by: Option<PersonId>,
        pub in_force_at: Option<Instant>,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl From<version_row::Model> for Version {
    fn from(row: version_row::Model) -> Self {
        Self {
            id: row.id,
            plan: row.plan_id,
            no: row.no,
            status: row.status,
            origin: row.origin,
            based_on: row.based_on,
            file: row.file_id,
            document_hash: row.document_hash,
            reading_hash: row.reading_hash,
            period: row
                .period_start
                .zip(row.period_end)
                .map(|(start, end)| (start.0, end.0)),
            items: row.items.0,
            hints: row.hints.0,
            notes: row.notes.0,
            created_by: row.created_by,
            created_at: row.created_at,
            in_force_at: row.in_force_at,
        }
    }
}

/// A version to be added; its number is the next of the plan.
#[derive(Debug, Clone)]
pub(in crate::features::plan) struct NewVersion {
    pub plan: PlanId,
    pub origin: Origin,
    pub based_on: Option<VersionId>,
    pub file: Option<FileId>,
    pub document_hash: Option<String>,
    pub reading_hash: Option<String>,
    pub period: Option<(Date, Date)>,
    pub items: Vec<Item>,
    pub hints: Vec<Hint>,
    pub notes: Vec<Note>,
    pub by: Option<PersonId>,
    pub now: Instant,
}

pub(in crate::features::plan) async fn add_version(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    new: NewVersion,
) -> Result<VersionId, DbErr> {
    let id = VersionId::new();
    let last = versions(tx, agency, new.plan).await?.first().map_or(0, |v| v.no);
    let row = version_row::ActiveModel {
        id: Set(id),
        agency_id: Set(agency),
        plan_id: Set(new.plan),
        no: Set(last + 1),
        status: Set(VersionStatus::Draft),
        origin: Set(new.origin),
        based_on: Set(new.based_on),
        file_id: Set(new.file),
        document_hash: Set(new.document_hash),
        reading_hash: Set(new.reading_hash),
        period_start: Set(new.period.map(|(start, _)| CivilDate(start))),
        period_end: Set(new.period.map(|(_, end)| CivilDate(end))),
        items: Set(Json(new.items)),
        hints: Set(Json(new.hints)),
        notes: Set(Json(new.notes)),
        created_by: Set(new.by),
        created_at: Set(new.now),
        in_force_by: Set(None),
        in_force_at: Set(None),
    };
    version_row::Entity::insert(row)
        .exec_without_returning(tx)
        .await?;
    Ok(id)
}

/// All versions of a plan, newest first.
pub(in crate::features::plan) async fn versions(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    plan: PlanId,
) -> Result<Vec<Version>, DbErr> {
    let rows = version_row::Entity::find()
        .filter(version_row::Column::AgencyId.eq(agency))
        .filter(version_row::Column::PlanId.eq(plan))
        .order_by_desc(version_row::Column::No)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(Version::from).collect())
}

pub(in crate::features::plan) async fn find_version(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    id: VersionId,
) -> Result<Option<Version>, DbErr> {
    let found = version_row::Entity::find_by_id(id)
        .filter(version_row::Column::AgencyId.eq(agency))
        .one(db)
        .await?;
    Ok(found.map(Version::from))
}

/// As [`find_version`], keeping other writers away until the transaction ends.
pub(in crate::features::plan) async fn lock_version(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    id: VersionId,
) -> Result<Option<Version>, DbErr> {
    let found = version_row::Entity::find_by_id(id)
        .filter(version_row::Column::AgencyId.eq(agency))
        .lock_exclusive()
        .one(tx)
        .await?;
    Ok(found.map(Version::from))
}

async fn with_status(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    plan: PlanId,
    status: VersionStatus,
) -> Result<Option<Version>, DbErr> {
    let found = version_row::Entity::find()
        .filter(version_row::Column::AgencyId.eq(agency))
        .filter(version_row::Column::PlanId.eq(plan))
        .filter(version_row::Column::Status.eq(status))
        .one(db)
        .await?;
    Ok(found.map(Version::from))
}

pub(in crate::features::plan) async fn draft_of(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    plan: PlanId,
) -> Result<Option<Version>, DbErr> {
    with_status(db, agency, plan, VersionStatus::Draft).await
}

pub(in crate::features::plan) async fn version_in_force(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    plan: PlanId,
) -> Result<Option<Version>, DbErr> {
    with_status(db, agency, plan, VersionStatus::InForce).await
}

/// The plan of the version that was read from a file.
pub(super) async fn plan_of_file(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    file: FileId,
) -> Result<Option<PlanId>, DbErr> {
    let found = version_row::Entity::find()
        .filter(version_row::Column::AgencyId.eq(agency))
        .filter(version_row::Column::FileId.eq(file))
        .order_by_desc(version_row::Column::CreatedAt)
        .one(db)
        .await?;
    Ok(found.map(|row| row.plan_id))
}

/// Writes entries and hints back.
pub(in crate::features::plan) async fn save_items(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    version: &Version,
) -> Result<(), DbErr> {
    version_row::Entity::update_many()
        .col_expr(
            version_row::Column::Items,
            Expr::value(Json(version.items.clone())),
        )
        .col_expr(
            version_row::Column::Hints,
            Expr::value(Json(version.hints.clone())),
        )
        .filter(version_row::Column::AgencyId.eq(agency))
        .filter(version_row::Column::Id.eq(version.id))
        .exec(tx)
        .await?;
    Ok(())
}

/// Changes the status; `in_force` when it is put in force now.
pub(in crate::features::plan) async fn set_version_status(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    id: VersionId,
    status: VersionStatus,
    in_force: Option<(PersonId, Instant)>,
) -> Result<(), DbErr> {
    let mut update = version_row::Entity::update_many()
        .col_expr(version_row::Column::Status, Expr::value(status))
        .filter(version_row::Column::AgencyId.eq(agency))
        .filter(version_row::Column::Id.eq(id));
    if let Some((by, at)) = in_force {
        update = update
            .col_expr(version_row::Column::InForceBy, Expr::value(Some(by)))
            .col_expr(version_row::Column::InForceAt, Expr::value(Some(at)));
    }
    update.exec(tx).await?;
    Ok(())
}
