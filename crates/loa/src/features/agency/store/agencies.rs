//! Rows of agencies.

use db::{CivilDate, Instant};
use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, QueryOrder};

use crate::features::agency::model::{Agency, AgencyId, NewAgency};
use crate::features::agency::naming::AgencyName;

mod agency_row {
    use super::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "agency")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: AgencyId,
        pub parent_id: Option<AgencyId>,
        pub name: String,
        pub short_name: String,
        pub symbol: String,
        pub place: String,
        pub hosted: bool,
        pub valid_from: CivilDate,
        pub valid_to: Option<CivilDate>,
        pub successor_id: Option<AgencyId>,
        pub created_at: Instant,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl From<agency_row::Model> for Agency {
    fn from(row: agency_row::Model) -> Self {
        Self {
            id: row.id,
            parent: row.parent_id,
            name: row.name,
            short_name: row.short_name,
            symbol: row.symbol,
            place: row.place,
            hosted: row.hosted,
            valid_from: row.valid_from.0,
            valid_to: row.valid_to.map(|day| day.0),
            successor: row.successor_id,
        }
    }
}

/// Adds an agency.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn add(db: &impl ConnectionTrait, new: NewAgency, now: Instant) -> Result<AgencyId, DbErr> {
    let id = AgencyId::new();
    let row = agency_row::ActiveModel {
        id: Set(id),
        parent_id: Set(new.parent),
        name: Set(new.name),
        short_name: Set(new.short_name),
        symbol: Set(new.symbol),
        place: Set(new.place),
        hosted: Set(new.hosted),
        valid_from: Set(CivilDate(new.valid_from)),
        valid_to: Set(None),
        successor_id: Set(None),
        created_at: Set(now),
    };
    agency_row::Entity::insert(row).exec_without_returning(db).await?;
    Ok(id)
}

/// All agencies, hosted or not, in order of creation: for the operator's command line.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn agencies(db: &impl ConnectionTrait) -> Result<Vec<Agency>, DbErr> {
    let rows = agency_row::Entity::find()
        .order_by_asc(agency_row::Column::CreatedAt)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(Agency::from).collect())
}

/// Whether the set-up was done.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn any_hosted(db: &impl ConnectionTrait) -> Result<bool, DbErr> {
    let found = agency_row::Entity::find()
        .filter(agency_row::Column::Hosted.eq(true))
        .one(db)
        .await?;
    Ok(found.is_some())
}

/// One agency.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn agency(db: &impl ConnectionTrait, id: AgencyId) -> Result<Option<Agency>, DbErr> {
    Ok(agency_row::Entity::find_by_id(id)
        .one(db)
        .await?
        .map(Agency::from))
}

/// The agencies right below one, that the operator placed there.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn subordinates(db: &impl ConnectionTrait, agency: AgencyId) -> Result<Vec<Agency>, DbErr> {
    let rows = agency_row::Entity::find()
        .filter(agency_row::Column::ParentId.eq(agency))
        .order_by_asc(agency_row::Column::CreatedAt)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(Agency::from).collect())
}

/// An agency that is not hosted here and goes by exactly these names.
pub(in super::super) async fn unhosted_named(
    db: &impl ConnectionTrait,
    name: &str,
    short_name: &str,
) -> Result<Option<AgencyId>, DbErr> {
    let found = agency_row::Entity::find()
        .filter(agency_row::Column::Hosted.eq(false))
        .filter(agency_row::Column::Name.eq(name))
        .filter(agency_row::Column::ShortName.eq(short_name))
        .order_by_asc(agency_row::Column::CreatedAt)
        .one(db)
        .await?;
    Ok(found.map(|row| row.id))
}

/// Writes what an agency is called now.
pub(in super::super) async fn set_name(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    now: &AgencyName,
) -> Result<(), DbErr> {
    use agency_row::Column;
    agency_row::Entity::update_many()
        .col_expr(Column::ParentId, Expr::value(now.parent))
        .col_expr(Column::Name, Expr::value(now.name.clone()))
        .col_expr(Column::ShortName, Expr::value(now.short_name.clone()))
        .col_expr(Column::Symbol, Expr::value(now.symbol.clone()))
        .col_expr(Column::Place, Expr::value(now.place.clone()))
        .filter(Column::Id.eq(agency))
        .exec(tx)
        .await?;
    Ok(())
}
