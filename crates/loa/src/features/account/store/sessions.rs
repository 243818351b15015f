//! Rows of sessions.

use db::Instant;
use sea_orm::entity::prelude::*;
use sea_orm::{IntoActiveModel, QueryOrder, QuerySelect};

use crate::features::account::model::AccountId;

mod session_row {
    use super::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "session")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub token_hash: String,
        pub account_id: AccountId,
        pub created_at: Instant,
        pub seen_at: Instant,
        pub expires_at: Instant,
        pub device: String,
        pub address: String,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

use session_row::{Column, Entity};

/// A session as stored.
pub(in crate::features::account) use session_row::Model as SessionRow;

/// Adds a session; those of the account that ran out go.
pub(in crate::features::account) async fn add_session(
    tx: &impl ConnectionTrait,
    row: SessionRow,
) -> Result<(), DbErr> {
    Entity::delete_many()
        .filter(Column::AccountId.eq(row.account_id))
        .filter(Column::ExpiresAt.lte(row.created_at))
        .exec(tx)
        .await?;
    Entity::insert(row.into_active_model())
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

pub(in crate::features::account) async fn session(
    db: &impl ConnectionTrait,
    token_hash: &str,
) -> Result<Option<SessionRow>, DbErr> {
    Entity::find_by_id(token_hash.to_owned()).one(db).await
}

/// The sessions of an account that are still good, the last visit first.
pub(in crate::features::account) async fn sessions_of(
    db: &impl ConnectionTrait,
    account: AccountId,
    now: Instant,
) -> Result<Vec<SessionRow>, DbErr> {
    Entity::find()
        .filter(Column::AccountId.eq(account))
        .filter(Column::ExpiresAt.gt(now))
        .order_by_desc(Column::SeenAt)
        .limit(100)
        .all(db)
        .await
}

pub(in crate::features::account) async fn touch_session(
    db: &impl ConnectionTrait,
    token_hash: &str,
    seen: Instant,
    expires: Instant,
) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::SeenAt, Expr::value(seen))
        .col_expr(Column::ExpiresAt, Expr::value(expires))
        .filter(Column::TokenHash.eq(token_hash))
        .exec(db)
        .await?;
    Ok(())
}

pub(in crate::features::account) async fn end_session(
    tx: &impl ConnectionTrait,
    token_hash: &str,
) -> Result<(), DbErr> {
    Entity::delete_by_id(token_hash.to_owned()).exec(tx).await?;
    Ok(())
}

/// Ends all sessions of an account, but the one to be kept; how many.
pub(in crate::features::account) async fn end_sessions(
    tx: &impl ConnectionTrait,
    account: AccountId,
    but: Option<&str>,
) -> Result<u64, DbErr> {
    let mut all = Entity::delete_many().filter(Column::AccountId.eq(account));
    if let Some(kept) = but {
        all = all.filter(Column::TokenHash.ne(kept));
    }
    Ok(all.exec(tx).await?.rows_affected)
}
