//! Rows of links.

use db::Instant;
use sea_orm::IntoActiveModel;
use sea_orm::entity::prelude::*;

use crate::features::account::model::{AccountId, LinkPurpose};

mod link_row {
    use super::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "account_link")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub token_hash: String,
        pub account_id: AccountId,
        pub purpose: LinkPurpose,
        pub created_at: Instant,
        pub expires_at: Instant,
        pub used_at: Option<Instant>,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

use link_row::{Column, Entity};

/// A link as stored.
pub(in crate::features::account) use link_row::Model as LinkRow;

/// Adds a link; earlier ones of the account for the same purpose lead nowhere any more.
pub(in crate::features::account) async fn add_link(
    tx: &impl ConnectionTrait,
    row: LinkRow,
) -> Result<(), DbErr> {
    Entity::delete_many()
        .filter(Column::AccountId.eq(row.account_id))
        .filter(Column::Purpose.eq(row.purpose))
        .filter(Column::UsedAt.is_null())
        .exec(tx)
        .await?;
    Entity::insert(row.into_active_model())
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// No link of the account that is not used leads anywhere any more.
pub(in crate::features::account) async fn drop_links(
    tx: &impl ConnectionTrait,
    account: AccountId,
) -> Result<(), DbErr> {
    Entity::delete_many()
        .filter(Column::AccountId.eq(account))
        .filter(Column::UsedAt.is_null())
        .exec(tx)
        .await?;
    Ok(())
}

/// A link that is still good.
pub(in crate::features::account) async fn link(
    db: &impl ConnectionTrait,
    token_hash: &str,
    now: Instant,
) -> Result<Option<LinkRow>, DbErr> {
    Entity::find_by_id(token_hash.to_owned())
        .filter(Column::UsedAt.is_null())
        .filter(Column::ExpiresAt.gt(now))
        .one(db)
        .await
}

/// Uses a link up; false when somebody was quicker.
pub(in crate::features::account) async fn use_link(
    tx: &impl ConnectionTrait,
    token_hash: &str,
    now: Instant,
) -> Result<bool, DbErr> {
    let used = Entity::update_many()
        .col_expr(Column::UsedAt, Expr::value(now))
        .filter(Column::TokenHash.eq(token_hash))
        .filter(Column::UsedAt.is_null())
        .filter(Column::ExpiresAt.gt(now))
        .exec(tx)
        .await?;
    Ok(used.rows_affected == 1)
}
