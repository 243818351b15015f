//! Rows of units.

use db::{CivilDate, Json};
use jiff::civil::Date;
use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, QueryOrder};

use crate::features::agency::model::{AgencyId, NewUnit, Unit, UnitId, UnitKind};
use crate::features::agency::naming::UnitName;

mod successor_row {
    use super::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "unit_successor")]
    pub struct Model {
        pub agency_id: AgencyId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub unit_id: UnitId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub successor_id: UnitId,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod unit_row {
    use super::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "unit")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: UnitId,
        pub agency_id: AgencyId,
        pub parent_id: Option<UnitId>,
        pub name: String,
        pub folded_name: String,
        pub short_name: String,
        pub kind: UnitKind,
        pub aliases: Json<Vec<String>>,
        pub position: i32,
        pub valid_from: CivilDate,
        pub valid_to: Option<CivilDate>,
        pub successor_id: Option<UnitId>,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl From<unit_row::Model> for Unit {
    fn from(row: unit_row::Model) -> Self {
        Self {
            id: row.id,
            parent: row.parent_id,
            name: row.name,
            short_name: row.short_name,
            kind: row.kind,
            aliases: row.aliases.0,
            position: row.position,
            valid_from: row.valid_from.0,
            valid_to: row.valid_to.map(|day| day.0),
            successor: row.successor_id,
        }
    }
}

/// Adds a unit at the end of the agency's order.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn add_unit(db: &impl ConnectionTrait, agency: AgencyId, new: NewUnit) -> Result<UnitId, DbErr> {
    let id = UnitId::new();
    let position = unit_row::Entity::find()
        .filter(unit_row::Column::AgencyId.eq(agency))
        .count(db)
        .await?;
    let row = unit_row::ActiveModel {
        id: Set(id),
        agency_id: Set(agency),
        parent_id: Set(new.parent),
        folded_name: Set(vietnamese::fold(&new.name)),
        name: Set(new.name),
        short_name: Set(new.short_name),
        kind: Set(new.kind),
        aliases: Set(Json(new.aliases)),
        position: Set(i32::try_from(position).unwrap_or(i32::MAX)),
        valid_from: Set(CivilDate(new.valid_from)),
        valid_to: Set(None),
        successor_id: Set(None),
    };
    unit_row::Entity::insert(row).exec_without_returning(db).await?;
    Ok(id)
}

/// All units, ended ones too, in the agency's order.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn units(db: &impl ConnectionTrait, agency: AgencyId) -> Result<Vec<Unit>, DbErr> {
    let rows = unit_row::Entity::find()
        .filter(unit_row::Column::AgencyId.eq(agency))
        .order_by_asc(unit_row::Column::Position)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(Unit::from).collect())
}

/// The units that exist on a day.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn units_on(db: &impl ConnectionTrait, agency: AgencyId, day: Date) -> Result<Vec<Unit>, DbErr> {
    let all = units(db, agency).await?;
    Ok(all
        .into_iter()
        .filter(|unit| unit.valid_from <= day && unit.valid_to.is_none_or(|end| day <= end))
        .collect())
}

/// One unit of the agency.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn unit(db: &impl ConnectionTrait, agency: AgencyId, id: UnitId) -> Result<Option<Unit>, DbErr> {
    let found = unit_row::Entity::find_by_id(id)
        .filter(unit_row::Column::AgencyId.eq(agency))
        .one(db)
        .await?;
    Ok(found.map(Unit::from))
}

/// Changes a unit; its names of today with it.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn change_unit(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    id: UnitId,
    new: &NewUnit,
) -> Result<(), DbErr> {
    use unit_row::Column;
    unit_row::Entity::update_many()
        .col_expr(Column::ParentId, Expr::value(new.parent))
        .col_expr(Column::Name, Expr::value(new.name.clone()))
        .col_expr(Column::FoldedName, Expr::value(vietnamese::fold(&new.name)))
        .col_expr(Column::ShortName, Expr::value(new.short_name.clone()))
        .col_expr(Column::Kind, Expr::value(new.kind))
        .col_expr(Column::Aliases, Expr::value(Json(new.aliases.clone())))
        .col_expr(Column::ValidFrom, Expr::value(CivilDate(new.valid_from)))
        .filter(Column::AgencyId.eq(agency))
        .filter(Column::Id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

/// Writes what a unit is called now.
pub(in super::super) async fn set_unit_name(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    now: &UnitName,
) -> Result<(), DbErr> {
    use unit_row::Column;
    unit_row::Entity::update_many()
        .col_expr(Column::Name, Expr::value(now.name.clone()))
        .col_expr(Column::FoldedName, Expr::value(vietnamese::fold(&now.name)))
        .col_expr(Column::ShortName, Expr::value(now.short_name.clone()))
        .filter(Column::AgencyId.eq(agency))
        .filter(Column::Id.eq(now.unit))
        .exec(tx)
        .await?;
    Ok(())
}

/// Puts units into an order: the first gets the first place.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn place_units(tx: &impl ConnectionTrait, agency: AgencyId, order: &[UnitId]) -> Result<(), DbErr> {
    use unit_row::Column;
    for (position, id) in (0_i32..).zip(order) {
        unit_row::Entity::update_many()
            .col_expr(Column::Position, Expr::value(position))
            .filter(Column::AgencyId.eq(agency))
            .filter(Column::Id.eq(*id))
            .exec(tx)
            .await?;
    }
    Ok(())
}

/// Ends a unit after a day. The first of `successors` takes over what is open; the others are remembered.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn end_unit(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    id: UnitId,
    last: Date,
    successors: &[UnitId],
) -> Result<(), DbErr> {
    let (heir, others) = match successors {
        [heir, others @ ..] => (Some(*heir), others),
        [] => (None, successors),
    };
    set_end(tx, agency, id, Some(last), heir).await?;
    for other in others {
        let row = successor_row::ActiveModel {
            agency_id: Set(agency),
            unit_id: Set(id),
            successor_id: Set(*other),
        };
        successor_row::Entity::insert(row)
            .exec_without_returning(tx)
            .await?;
    }
    Ok(())
}

/// Takes back an end that has not come.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn reopen_unit(tx: &impl ConnectionTrait, agency: AgencyId, id: UnitId) -> Result<(), DbErr> {
    set_end(tx, agency, id, None, None).await
}

/// Writes or removes the end of a unit; other successors of before are forgotten.
async fn set_end(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    id: UnitId,
    last: Option<Date>,
    heir: Option<UnitId>,
) -> Result<(), DbErr> {
    use unit_row::Column;
    successor_row::Entity::delete_many()
        .filter(successor_row::Column::AgencyId.eq(agency))
        .filter(successor_row::Column::UnitId.eq(id))
        .exec(tx)
        .await?;
    unit_row::Entity::update_many()
        .col_expr(Column::ValidTo, Expr::value(last.map(CivilDate)))
        .col_expr(Column::SuccessorId, Expr::value(heir))
        .filter(Column::AgencyId.eq(agency))
        .filter(Column::Id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

/// Units that came out of units that ended, beside those that took over: pairs of ended unit and successor.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn other_successors(
    db: &impl ConnectionTrait,
    agency: AgencyId,
) -> Result<Vec<(UnitId, UnitId)>, DbErr> {
    let rows = successor_row::Entity::find()
        .filter(successor_row::Column::AgencyId.eq(agency))
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.unit_id, row.successor_id))
        .collect())
}
