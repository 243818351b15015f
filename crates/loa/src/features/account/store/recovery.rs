//! Rows of recovery codes.

use db::Instant;
use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;

use crate::features::account::model::AccountId;

mod code_row {
    use super::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "account_recovery_code")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub code_hash: String,
        pub account_id: AccountId,
        pub used_at: Option<Instant>,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

use code_row::{Column, Entity};

/// New codes in place of all older ones.
pub(in crate::features::account) async fn replace_codes(
    tx: &impl ConnectionTrait,
    account: AccountId,
    hashes: Vec<String>,
) -> Result<(), DbErr> {
    Entity::delete_many()
        .filter(Column::AccountId.eq(account))
        .exec(tx)
        .await?;
    for hash in hashes {
        let row = code_row::ActiveModel {
            code_hash: Set(hash),
            account_id: Set(account),
            used_at: Set(None),
        };
        Entity::insert(row).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// Uses a code up; false when it is not one of the account's, or was used before.
pub(in crate::features::account) async fn use_code(
    tx: &impl ConnectionTrait,
    account: AccountId,
    hash: &str,
    now: Instant,
) -> Result<bool, DbErr> {
    let used = Entity::update_many()
        .col_expr(Column::UsedAt, Expr::value(now))
        .filter(Column::CodeHash.eq(hash))
        .filter(Column::AccountId.eq(account))
        .filter(Column::UsedAt.is_null())
        .exec(tx)
        .await?;
    Ok(used.rows_affected == 1)
}

/// How many codes are left.
pub(in crate::features::account) async fn codes_left(
    db: &impl ConnectionTrait,
    account: AccountId,
) -> Result<u64, DbErr> {
    Entity::find()
        .filter(Column::AccountId.eq(account))
        .filter(Column::UsedAt.is_null())
        .count(db)
        .await
}
