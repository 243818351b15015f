//! Rows of people who will work in another unit when theirs has ended.

use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;

use crate::features::agency::model::{AgencyId, PersonId, Transfer, UnitId};

mod transfer_row {
    use super::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "person_transfer")]
    pub struct Model {
        pub agency_id: AgencyId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub person_id: PersonId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub from_unit_id: UnitId,
        pub to_unit_id: UnitId,
        pub heads: bool,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

use transfer_row::{Column, Entity};

/// Notes where somebody goes when a unit ends.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn add_transfer(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    from: UnitId,
    new: &Transfer,
) -> Result<(), DbErr> {
    let row = transfer_row::ActiveModel {
        agency_id: Set(agency),
        person_id: Set(new.person),
        from_unit_id: Set(from),
        to_unit_id: Set(new.to),
        heads: Set(new.heads),
    };
    Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// Where the people of a unit go when it ends.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn transfers(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    from: UnitId,
) -> Result<Vec<Transfer>, DbErr> {
    let rows = Entity::find()
        .filter(Column::AgencyId.eq(agency))
        .filter(Column::FromUnitId.eq(from))
        .all(db)
        .await?;
    let of = |row: transfer_row::Model| Transfer {
        person: row.person_id,
        to: row.to_unit_id,
        heads: row.heads,
    };
    Ok(rows.into_iter().map(of).collect())
}

/// Forgets them: they were carried out, or the unit stays.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn clear_transfers(tx: &impl ConnectionTrait, agency: AgencyId, from: UnitId) -> Result<(), DbErr> {
    Entity::delete_many()
        .filter(Column::AgencyId.eq(agency))
        .filter(Column::FromUnitId.eq(from))
        .exec(tx)
        .await?;
    Ok(())
}
