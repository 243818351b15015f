use db::Json;
use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::{ExprTrait, QueryOrder, QuerySelect};

use crate::features::agency::AgencyId;
use crate::features::plan::model::{RowId, VersionId};
use crate::features::plan::row::Row;

/// Rows written by one statement: well under the number of parameters that databases take.
const BATCH: usize = 500;

mod row_row {
    use super::*;

    #[derive(Debug, Clone, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "plan_row")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub version_id: VersionId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub row_id: RowId,
        pub agency_id: AgencyId,
        pub position: i32,
        pub needs_look: bool,
        pub body: Json<Row>,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

use row_row::{Column, Entity};

fn of(agency: AgencyId, version: VersionId) -> Select<Entity> {
    Entity::find()
        .filter(Column::AgencyId.eq(agency))
        .filter(Column::VersionId.eq(version))
}

fn active(agency: AgencyId, version: VersionId, position: i32, row: Row) -> row_row::ActiveModel {
    row_row::ActiveModel {
        version_id: Set(version),
        row_id: Set(row.id),
        agency_id: Set(agency),
        position: Set(position),
        needs_look: Set(row.needs_look()),
        body: Set(Json(row)),
    }
}

/// Writes the rows of a new version.
pub(in crate::features::plan) async fn write_rows(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    version: VersionId,
    rows: Vec<Row>,
) -> Result<(), DbErr> {
    let mut active: Vec<_> = rows
        .into_iter()
        .zip(0..)
        .map(|(row, position)| active(agency, version, position, row))
        .collect();
    while !active.is_empty() {
        let rest = active.split_off(active.len().min(BATCH));
        Entity::insert_many(active).exec_without_returning(tx).await?;
        active = rest;
    }
    Ok(())
}

/// Copies the rows of one version to another; the copies count as looked at.
pub(in crate::features::plan) async fn copy_rows(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    from: VersionId,
    to: VersionId,
) -> Result<(), DbErr> {
    let copies = rows(tx, agency, from).await?;
    write_rows(tx, agency, to, copies).await
}

/// All rows of a version in order.
pub(in crate::features::plan) async fn rows(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    version: VersionId,
) -> Result<Vec<Row>, DbErr> {
    let rows = of(agency, version).order_by_asc(Column::Position).all(db).await?;
    Ok(rows.into_iter().map(|row| row.body.0).collect())
}

/// Some rows of a version: those that need a look first when `unsure_first`.
pub(in crate::features::plan) async fn rows_page(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    version: VersionId,
    unsure_first: bool,
    (offset, limit): (u64, u64),
) -> Result<Vec<Row>, DbErr> {
    let mut query = of(agency, version);
    if unsure_first {
        query = query.order_by_desc(Column::NeedsLook);
    }
    let rows = query
        .order_by_asc(Column::Position)
        .offset(offset)
        .limit(limit)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| row.body.0).collect())
}

/// How many rows a version has.
pub(in crate::features::plan) async fn row_count(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    version: VersionId,
) -> Result<u64, DbErr> {
    of(agency, version).count(db).await
}

/// How many rows a person should look at still.
pub(in crate::features::plan) async fn open_rows(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    version: VersionId,
) -> Result<u64, DbErr> {
    of(agency, version)
        .filter(Column::NeedsLook.eq(true))
        .count(db)
        .await
}

pub(in crate::features::plan) async fn find_row(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    version: VersionId,
    id: RowId,
) -> Result<Option<Row>, DbErr> {
    let found = of(agency, version).filter(Column::RowId.eq(id)).one(db).await?;
    Ok(found.map(|row| row.body.0))
}

async fn position_of(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    version: VersionId,
    id: RowId,
) -> Result<Option<i32>, DbErr> {
    let found = of(agency, version).filter(Column::RowId.eq(id)).one(db).await?;
    Ok(found.map(|row| row.position))
}

/// The row under another.
pub(in crate::features::plan) async fn row_below(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    version: VersionId,
    id: RowId,
) -> Result<Option<Row>, DbErr> {
    let Some(position) = position_of(db, agency, version, id).await? else {
        return Ok(None);
    };
    let found = of(agency, version)
        .filter(Column::Position.gt(position))
        .order_by_asc(Column::Position)
        .one(db)
        .await?;
    Ok(found.map(|row| row.body.0))
}

/// Writes a changed row back.
pub(in crate::features::plan) async fn save_row(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    version: VersionId,
    row: &Row,
) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::Body, Expr::value(Json(row.clone())))
        .col_expr(Column::NeedsLook, Expr::value(row.needs_look()))
        .filter(Column::AgencyId.eq(agency))
        .filter(Column::VersionId.eq(version))
        .filter(Column::RowId.eq(row.id))
        .exec(tx)
        .await?;
    Ok(())
}

/// Adds a row after another, or at the end.
pub(in crate::features::plan) async fn add_row(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    version: VersionId,
    after: Option<RowId>,
    row: Row,
) -> Result<(), DbErr> {
    let before = match after {
        Some(id) => position_of(tx, agency, version, id).await?,
        None => None,
    };
    let position = match before {
        Some(position) => {
            Entity::update_many()
                .col_expr(Column::Position, Expr::col(Column::Position).add(1))
                .filter(Column::AgencyId.eq(agency))
                .filter(Column::VersionId.eq(version))
                .filter(Column::Position.gt(position))
                .exec(tx)
                .await?;
            position + 1
        }
        None => {
            let last = of(agency, version)
                .order_by_desc(Column::Position)
                .one(tx)
                .await?;
            last.map_or(0, |row| row.position + 1)
        }
    };
    Entity::insert(active(agency, version, position, row))
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

pub(in crate::features::plan) async fn remove_row(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    version: VersionId,
    id: RowId,
) -> Result<(), DbErr> {
    Entity::delete_many()
        .filter(Column::AgencyId.eq(agency))
        .filter(Column::VersionId.eq(version))
        .filter(Column::RowId.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

/// Changes places with the row above or below; a row at the edge stays.
pub(in crate::features::plan) async fn move_row(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    version: VersionId,
    id: RowId,
    up: bool,
) -> Result<(), DbErr> {
    let Some(position) = position_of(tx, agency, version, id).await? else {
        return Ok(());
    };
    let query = of(agency, version);
    let neighbour = if up {
        query
            .filter(Column::Position.lt(position))
            .order_by_desc(Column::Position)
    } else {
        query
            .filter(Column::Position.gt(position))
            .order_by_asc(Column::Position)
    };
    let Some(neighbour) = neighbour.one(tx).await? else {
        return Ok(());
    };
    for (row, position) in [(neighbour.row_id, position), (id, neighbour.position)] {
        Entity::update_many()
            .col_expr(Column::Position, Expr::value(position))
            .filter(Column::AgencyId.eq(agency))
            .filter(Column::VersionId.eq(version))
            .filter(Column::RowId.eq(row))
            .exec(tx)
            .await?;
    }
    Ok(())
}
