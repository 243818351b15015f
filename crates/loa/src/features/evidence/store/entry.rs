//! The chain of what happened to evidence.

use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect};

use crate::features::agency::AgencyId;
use crate::features::evidence::model::EvidenceId;

mod entry_row {
    use super::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "evidence_entry")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub agency_id: AgencyId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub seq: i64,
        pub evidence_id: EvidenceId,
        pub action: String,
        pub content: String,
        pub hash: String,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(in crate::features::evidence) use entry_row::Model as EntryRow;

pub(in crate::features::evidence) async fn insert(
    tx: &impl ConnectionTrait,
    row: EntryRow,
) -> Result<(), DbErr> {
    use sea_orm::IntoActiveModel;
    entry_row::Entity::insert(row.into_active_model())
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

pub(in crate::features::evidence) async fn after(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    seq: i64,
    limit: u64,
) -> Result<Vec<EntryRow>, DbErr> {
    entry_row::Entity::find()
        .filter(entry_row::Column::AgencyId.eq(agency))
        .filter(entry_row::Column::Seq.gt(seq))
        .order_by_asc(entry_row::Column::Seq)
        .limit(limit)
        .all(db)
        .await
}

pub(in crate::features::evidence) async fn of(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    id: EvidenceId,
) -> Result<Vec<EntryRow>, DbErr> {
    entry_row::Entity::find()
        .filter(entry_row::Column::AgencyId.eq(agency))
        .filter(entry_row::Column::EvidenceId.eq(id))
        .order_by_asc(entry_row::Column::Seq)
        .all(db)
        .await
}
