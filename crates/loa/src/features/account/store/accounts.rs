//! Rows of accounts.

use db::Instant;
use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::ExprTrait;
use sea_orm::{Condition, QuerySelect};

use crate::features::account::model::{Account, AccountId};
use crate::features::agency::{AgencyId, PersonId};

mod account_row {
    use super::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "account")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: AccountId,
        pub agency_id: AgencyId,
        pub person_id: PersonId,
        pub folded_email: String,
        pub password_hash: Option<String>,
        pub totp_secret: Option<String>,
        pub totp_last_step: Option<i64>,
        pub failed_count: i32,
        pub locked_until: Option<Instant>,
        pub disabled_at: Option<Instant>,
        pub language: String,
        pub created_at: Instant,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

use account_row::{Column, Entity};

impl From<account_row::Model> for Account {
    fn from(row: account_row::Model) -> Self {
        Self {
            id: row.id,
            agency: row.agency_id,
            person: row.person_id,
            email: row.folded_email,
            password_hash: row.password_hash,
            has_totp: row.totp_secret.is_some(),
            locked_until: row.locked_until,
            disabled: row.disabled_at.is_some(),
            language: row.language,
        }
    }
}

/// The form of an address that is compared: lower case, normal form, no blanks around.
fn folded(email: &str) -> String {
    vietnamese::nfc(email.trim()).to_lowercase()
}

/// Adds an account without a password.
///
/// # Errors
/// [`DbErr`]; a taken address is `account.folded_email` by [`db::classify`].
pub async fn add_account(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    person: PersonId,
    email: &str,
    password_hash: Option<String>,
    now: Instant,
) -> Result<AccountId, DbErr> {
    let id = AccountId::new();
    let row = account_row::ActiveModel {
        id: Set(id),
        agency_id: Set(agency),
        person_id: Set(person),
        folded_email: Set(folded(email)),
        password_hash: Set(password_hash),
        totp_secret: Set(None),
        totp_last_step: Set(None),
        failed_count: Set(0),
        locked_until: Set(None),
        disabled_at: Set(None),
        language: Set("vi".to_owned()),
        created_at: Set(now),
    };
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(id)
}

/// The account of an address, in whichever agency.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn by_email(db: &impl ConnectionTrait, email: &str) -> Result<Option<Account>, DbErr> {
    let found = Entity::find()
        .filter(Column::FoldedEmail.eq(folded(email)))
        .one(db)
        .await?;
    Ok(found.map(Account::from))
}

/// For sessions and links, which name an account before the agency is known.
pub(in crate::features::account) async fn by_id(
    db: &impl ConnectionTrait,
    id: AccountId,
) -> Result<Option<Account>, DbErr> {
    Ok(Entity::find_by_id(id).one(db).await?.map(Account::from))
}

/// All accounts of an agency, ended ones too.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn accounts(db: &impl ConnectionTrait, agency: AgencyId) -> Result<Vec<Account>, DbErr> {
    let rows = Entity::find().filter(Column::AgencyId.eq(agency)).all(db).await?;
    Ok(rows.into_iter().map(Account::from).collect())
}

/// The account of a person.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn account_of(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    person: PersonId,
) -> Result<Option<Account>, DbErr> {
    let found = Entity::find()
        .filter(Column::AgencyId.eq(agency))
        .filter(Column::PersonId.eq(person))
        .one(db)
        .await?;
    Ok(found.map(Account::from))
}

/// Counts a try as failed before it is looked at, unless the account is locked: then nothing is counted and the
/// answer is none. In one statement, so that a hundred tries at once are a hundred tries.
pub(in crate::features::account) async fn raise_tries(
    tx: &impl ConnectionTrait,
    id: AccountId,
    now: Instant,
) -> Result<Option<i32>, DbErr> {
    let raised = Entity::update_many()
        .col_expr(Column::FailedCount, Expr::col(Column::FailedCount).add(1))
        .filter(Column::Id.eq(id))
        .filter(
            Condition::any()
                .add(Column::LockedUntil.is_null())
                .add(Column::LockedUntil.lte(now)),
        )
        .exec(tx)
        .await?;
    if raised.rows_affected == 0 {
        return Ok(None);
    }
    let count: Option<i32> = Entity::find_by_id(id)
        .select_only()
        .column(Column::FailedCount)
        .into_tuple()
        .one(tx)
        .await?;
    Ok(count)
}

pub(in crate::features::account) async fn set_lock(
    tx: &impl ConnectionTrait,
    id: AccountId,
    until: Instant,
) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::LockedUntil, Expr::value(until))
        .filter(Column::Id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

/// After a success: no failures, no lock.
pub(in crate::features::account) async fn clear_tries(
    tx: &impl ConnectionTrait,
    id: AccountId,
) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::FailedCount, Expr::value(0))
        .col_expr(Column::LockedUntil, Expr::value(None::<Instant>))
        .filter(Column::Id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

/// After half a success: the try does not count, earlier ones do; only the lock that it set itself goes.
pub(in crate::features::account) async fn take_back_try(
    tx: &impl ConnectionTrait,
    id: AccountId,
    its_lock: Option<Instant>,
) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::FailedCount, Expr::col(Column::FailedCount).sub(1))
        .filter(Column::Id.eq(id))
        .filter(Column::FailedCount.gt(0))
        .exec(tx)
        .await?;
    if let Some(until) = its_lock {
        Entity::update_many()
            .col_expr(Column::LockedUntil, Expr::value(None::<Instant>))
            .filter(Column::Id.eq(id))
            .filter(Column::LockedUntil.eq(until))
            .exec(tx)
            .await?;
    }
    Ok(())
}

/// A new password; failures and locks are forgotten.
pub(in crate::features::account) async fn set_password(
    tx: &impl ConnectionTrait,
    id: AccountId,
    hash: &str,
) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::PasswordHash, Expr::value(hash))
        .filter(Column::Id.eq(id))
        .exec(tx)
        .await?;
    clear_tries(tx, id).await
}

pub(in crate::features::account) async fn set_language(
    tx: &impl ConnectionTrait,
    id: AccountId,
    language: &str,
) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::Language, Expr::value(language))
        .filter(Column::Id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

pub(in crate::features::account) async fn set_email(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    id: AccountId,
    email: &str,
) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::FoldedEmail, Expr::value(folded(email)))
        .filter(Column::AgencyId.eq(agency))
        .filter(Column::Id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

/// Ends an account, or with none opens it again.
pub(in crate::features::account) async fn disable(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    id: AccountId,
    at: Option<Instant>,
) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::DisabledAt, Expr::value(at))
        .filter(Column::AgencyId.eq(agency))
        .filter(Column::Id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

/// The sealed secret of the second factor.
pub(in crate::features::account) async fn totp_of(
    db: &impl ConnectionTrait,
    id: AccountId,
) -> Result<Option<String>, DbErr> {
    let row = Entity::find_by_id(id).one(db).await?;
    Ok(row.and_then(|row| row.totp_secret))
}

/// Sets or, with none, drops the second factor; `step` is the last one that was used.
pub(in crate::features::account) async fn set_totp(
    tx: &impl ConnectionTrait,
    id: AccountId,
    sealed: Option<&str>,
    step: Option<i64>,
) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::TotpSecret, Expr::value(sealed.map(str::to_owned)))
        .col_expr(Column::TotpLastStep, Expr::value(step))
        .filter(Column::Id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

/// Takes a step of the second factor; false when it, or a later one, was taken before.
pub(in crate::features::account) async fn accept_step(
    tx: &impl ConnectionTrait,
    id: AccountId,
    step: i64,
) -> Result<bool, DbErr> {
    let taken = Entity::update_many()
        .col_expr(Column::TotpLastStep, Expr::value(step))
        .filter(Column::Id.eq(id))
        .filter(
            Condition::any()
                .add(Column::TotpLastStep.is_null())
                .add(Column::TotpLastStep.lt(step)),
        )
        .exec(tx)
        .await?;
    Ok(taken.rows_affected == 1)
}
