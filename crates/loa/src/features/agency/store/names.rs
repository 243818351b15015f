//! Rows of what agencies and units were called, each from a day on.

use db::CivilDate;
use jiff::civil::Date;
use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, QueryOrder};

use crate::features::agency::model::{AgencyId, UnitId};
use crate::features::agency::naming::{AgencyName, UnitName};

mod agency_name {
    use super::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "agency_name")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub agency_id: AgencyId,
        // With the line above the key of the table; a day cannot say so of itself.
        pub valid_from: CivilDate,
        pub name: String,
        pub short_name: String,
        pub symbol: String,
        pub place: String,
        pub parent_id: Option<AgencyId>,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod unit_name {
    use super::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "unit_name")]
    pub struct Model {
        pub agency_id: AgencyId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub unit_id: UnitId,
        // With the line above the key of the table; a day cannot say so of itself.
        pub valid_from: CivilDate,
        pub name: String,
        pub short_name: String,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl From<agency_name::Model> for AgencyName {
    fn from(row: agency_name::Model) -> Self {
        Self {
            from: row.valid_from.0,
            name: row.name,
            short_name: row.short_name,
            symbol: row.symbol,
            place: row.place,
            parent: row.parent_id,
        }
    }
}

impl From<unit_name::Model> for UnitName {
    fn from(row: unit_name::Model) -> Self {
        Self {
            unit: row.unit_id,
            from: row.valid_from.0,
            name: row.name,
            short_name: row.short_name,
        }
    }
}

/// What the agency was called, oldest first; nothing when it never changed.
pub(in super::super) async fn agency_names(
    db: &impl ConnectionTrait,
    agency: AgencyId,
) -> Result<Vec<AgencyName>, DbErr> {
    let rows = agency_name::Entity::find()
        .filter(agency_name::Column::AgencyId.eq(agency))
        .order_by_asc(agency_name::Column::ValidFrom)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(AgencyName::from).collect())
}

/// Writes what the agency is called from a day on; a row of the same day is replaced.
pub(in super::super) async fn put_agency_name(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    new: &AgencyName,
) -> Result<(), DbErr> {
    drop_agency_name(tx, agency, new.from).await?;
    let row = agency_name::ActiveModel {
        agency_id: Set(agency),
        valid_from: Set(CivilDate(new.from)),
        name: Set(new.name.clone()),
        short_name: Set(new.short_name.clone()),
        symbol: Set(new.symbol.clone()),
        place: Set(new.place.clone()),
        parent_id: Set(new.parent),
    };
    agency_name::Entity::insert(row)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// Removes the row of a day.
pub(in super::super) async fn drop_agency_name(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    from: Date,
) -> Result<(), DbErr> {
    agency_name::Entity::delete_many()
        .filter(agency_name::Column::AgencyId.eq(agency))
        .filter(agency_name::Column::ValidFrom.eq(CivilDate(from)))
        .exec(tx)
        .await?;
    Ok(())
}

/// What all units were called, oldest first; nothing of units that never changed.
pub(in super::super) async fn all_unit_names(
    db: &impl ConnectionTrait,
    agency: AgencyId,
) -> Result<Vec<UnitName>, DbErr> {
    let rows = unit_name::Entity::find()
        .filter(unit_name::Column::AgencyId.eq(agency))
        .order_by_asc(unit_name::Column::ValidFrom)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(UnitName::from).collect())
}

/// What one unit was called, oldest first; nothing when it never changed.
pub(in super::super) async fn unit_names(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    unit: UnitId,
) -> Result<Vec<UnitName>, DbErr> {
    let rows = unit_name::Entity::find()
        .filter(unit_name::Column::AgencyId.eq(agency))
        .filter(unit_name::Column::UnitId.eq(unit))
        .order_by_asc(unit_name::Column::ValidFrom)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(UnitName::from).collect())
}

/// Writes what a unit is called from a day on; a row of the same day is replaced.
pub(in super::super) async fn put_unit_name(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    new: &UnitName,
) -> Result<(), DbErr> {
    drop_unit_name(tx, agency, new.unit, new.from).await?;
    let row = unit_name::ActiveModel {
        agency_id: Set(agency),
        unit_id: Set(new.unit),
        valid_from: Set(CivilDate(new.from)),
        name: Set(new.name.clone()),
        short_name: Set(new.short_name.clone()),
    };
    unit_name::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// Removes the row of a day.
pub(in super::super) async fn drop_unit_name(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    unit: UnitId,
    from: Date,
) -> Result<(), DbErr> {
    unit_name::Entity::delete_many()
        .filter(unit_name::Column::AgencyId.eq(agency))
        .filter(unit_name::Column::UnitId.eq(unit))
        .filter(unit_name::Column::ValidFrom.eq(CivilDate(from)))
        .exec(tx)
        .await?;
    Ok(())
}
