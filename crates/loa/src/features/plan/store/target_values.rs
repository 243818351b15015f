use db::{CivilDate, Instant};
use sea_orm::ActiveValue::Set;
use sea_orm::QueryOrder;
use sea_orm::entity::prelude::*;

use crate::features::agency::{AgencyId, PersonId};
use crate::features::plan::model::{PlanId, TargetId};
use crate::features::plan::targets::{TargetValue, TargetValueId};

mod value_row {
    use super::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "target_value")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: TargetValueId,
        pub agency_id: AgencyId,
        pub plan_id: PlanId,
        pub target_id: TargetId,
        pub reached: i64,
        pub total: i64,
        pub as_of: CivilDate,
        pub source: String,
        pub added_by: PersonId,
        pub added_by_name: String,
        pub added_at: Instant,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl From<value_row::Model> for TargetValue {
    fn from(row: value_row::Model) -> Self {
        Self {
            id: row.id,
            target: row.target_id,
            reached: row.reached,
            total: row.total,
            as_of: row.as_of.0,
            source: row.source,
            by: row.added_by,
            by_name: row.added_by_name,
            at: row.added_at,
        }
    }
}

pub(in crate::features::plan) async fn add_target_value(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    plan: PlanId,
    value: TargetValue,
) -> Result<(), DbErr> {
    let row = value_row::ActiveModel {
        id: Set(value.id),
        agency_id: Set(agency),
        plan_id: Set(plan),
        target_id: Set(value.target),
        reached: Set(value.reached),
        total: Set(value.total),
        as_of: Set(CivilDate(value.as_of)),
        source: Set(value.source),
        added_by: Set(value.by),
        added_by_name: Set(value.by_name),
        added_at: Set(value.at),
    };
    value_row::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// All values of a plan's targets: the newest day first, of one day the one fed last first.
pub(in crate::features::plan) async fn target_values_of(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    plan: PlanId,
) -> Result<Vec<TargetValue>, DbErr> {
    let rows = value_row::Entity::find()
        .filter(value_row::Column::AgencyId.eq(agency))
        .filter(value_row::Column::PlanId.eq(plan))
        .order_by_desc(value_row::Column::AsOf)
        .order_by_desc(value_row::Column::AddedAt)
        .order_by_desc(value_row::Column::Id)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(TargetValue::from).collect())
}
