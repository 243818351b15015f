//! Rows of forms that were sent.

use db::Instant;
use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;

use crate::features::agency::AgencyId;

mod sent_row {
    use super::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "sent_form")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub agency_id: AgencyId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub digest: String,
        pub led_to: String,
        pub at: Instant,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

use sent_row::{ActiveModel, Column, Entity};

/// Notes a sending; false when it is there already.
pub(super) async fn add(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    digest: &str,
    now: Instant,
) -> Result<bool, DbErr> {
    let row = ActiveModel {
        agency_id: Set(agency),
        digest: Set(digest.to_owned()),
        led_to: Set(String::new()),
        at: Set(now),
    };
    let once = OnConflict::columns([Column::AgencyId, Column::Digest])
        .do_nothing()
        .to_owned();
    let added = Entity::insert(row)
        .on_conflict(once)
        .exec_without_returning(tx)
        .await?;
    Ok(added > 0)
}

pub(super) async fn led_to(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    digest: &str,
) -> Result<Option<String>, DbErr> {
    let found = Entity::find_by_id((agency, digest.to_owned())).one(db).await?;
    Ok(found.map(|row| row.led_to))
}

pub(super) async fn set_led_to(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    digest: &str,
    place: &str,
) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::LedTo, Expr::value(place))
        .filter(Column::AgencyId.eq(agency))
        .filter(Column::Digest.eq(digest))
        .exec(tx)
        .await?;
    Ok(())
}

/// Forgets what was sent before `then`.
pub(super) async fn forget(tx: &impl ConnectionTrait, agency: AgencyId, then: Instant) -> Result<(), DbErr> {
    Entity::delete_many()
        .filter(Column::AgencyId.eq(agency))
        .filter(Column::At.lt(then))
        .exec(tx)
        .await?;
    Ok(())
}
