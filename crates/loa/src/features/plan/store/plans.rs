use db::Instant;
use sea_orm::ActiveValue::Set;
use sea_orm::QueryOrder;
use sea_orm::entity::prelude::*;

use crate::features::agency::{AgencyId, PersonId};
use crate::features::plan::model::{Plan, PlanId, PlanStatus};

mod plan_row {
    use super::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "plan")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: PlanId,
        pub agency_id: AgencyId,
        pub year: i32,
        pub title: String,
        pub status: PlanStatus,
        pub rolled_from: Option<PlanId>,
        pub created_by: Option<PersonId>,
        pub created_at: Instant,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl From<plan_row::Model> for Plan {
    fn from(row: plan_row::Model) -> Self {
        Self {
            id: row.id,
            year: i16::try_from(row.year).unwrap_or_default(),
            title: row.title,
            status: row.status,
            rolled_from: row.rolled_from,
            created_at: row.created_at,
        }
    }
}

/// A plan to be added.
#[derive(Debug, Clone)]
pub(in crate::features::plan) struct NewPlan {
    pub year: i16,
    pub title: String,
    pub rolled_from: Option<PlanId>,
    pub by: Option<PersonId>,
    pub now: Instant,
}

pub(in crate::features::plan) async fn add_plan(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    new: NewPlan,
) -> Result<PlanId, DbErr> {
    let id = PlanId::new();
    let row = plan_row::ActiveModel {
        id: Set(id),
        agency_id: Set(agency),
        year: Set(i32::from(new.year)),
        title: Set(new.title),
        status: Set(PlanStatus::Draft),
        rolled_from: Set(new.rolled_from),
        created_by: Set(new.by),
        created_at: Set(new.now),
    };
    plan_row::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(id)
}

pub(in crate::features::plan) async fn find_plan(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    id: PlanId,
) -> Result<Option<Plan>, DbErr> {
    let found = plan_row::Entity::find_by_id(id)
        .filter(plan_row::Column::AgencyId.eq(agency))
        .one(db)
        .await?;
    Ok(found.map(Plan::from))
}

/// All plans, newest year first.
pub(in crate::features::plan) async fn plans(
    db: &impl ConnectionTrait,
    agency: AgencyId,
) -> Result<Vec<Plan>, DbErr> {
    let rows = plan_row::Entity::find()
        .filter(plan_row::Column::AgencyId.eq(agency))
        .order_by_desc(plan_row::Column::Year)
        .order_by_desc(plan_row::Column::CreatedAt)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(Plan::from).collect())
}

pub(in crate::features::plan) async fn plan_in_force(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    year: i16,
) -> Result<Option<Plan>, DbErr> {
    let found = plan_row::Entity::find()
        .filter(plan_row::Column::AgencyId.eq(agency))
        .filter(plan_row::Column::Year.eq(i32::from(year)))
        .filter(plan_row::Column::Status.eq(PlanStatus::InForce))
        .one(db)
        .await?;
    Ok(found.map(Plan::from))
}

pub(in crate::features::plan) async fn set_plan_status(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    id: PlanId,
    status: PlanStatus,
) -> Result<(), DbErr> {
    plan_row::Entity::update_many()
        .col_expr(plan_row::Column::Status, Expr::value(status))
        .filter(plan_row::Column::AgencyId.eq(agency))
        .filter(plan_row::Column::Id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

pub(in crate::features::plan) async fn set_plan_title(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    id: PlanId,
    title: &str,
    year: i16,
) -> Result<(), DbErr> {
    plan_row::Entity::update_many()
        .col_expr(plan_row::Column::Title, Expr::value(title))
        .col_expr(plan_row::Column::Year, Expr::value(i32::from(year)))
        .filter(plan_row::Column::AgencyId.eq(agency))
        .filter(plan_row::Column::Id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}
