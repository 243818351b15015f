//! Rows of accounts, roles and sessions.

use db::Instant;
use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;

use super::model::{Account, AccountId, Role};
use crate::features::agency::{AgencyId, PersonId, UnitId};

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

mod role_row {
    use super::*;

    db::id!(
        /// A grant.
        pub GrantId
    );

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "role_grant")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: GrantId,
        pub agency_id: AgencyId,
        pub person_id: PersonId,
        pub role: Role,
        pub unit_id: Option<UnitId>,
        pub granted_at: Instant,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

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

impl From<account_row::Model> for Account {
    fn from(row: account_row::Model) -> Self {
        Self {
            id: row.id,
            agency: row.agency_id,
            person: row.person_id,
            password_hash: row.password_hash,
            has_totp: row.totp_secret.is_some(),
            failed_count: row.failed_count,
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
    account_row::Entity::insert(row)
        .exec_without_returning(db)
        .await?;
    Ok(id)
}

/// The account of an address, in whichever agency.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn by_email(db: &impl ConnectionTrait, email: &str) -> Result<Option<Account>, DbErr> {
    let found = account_row::Entity::find()
        .filter(account_row::Column::FoldedEmail.eq(folded(email)))
        .one(db)
        .await?;
    Ok(found.map(Account::from))
}

pub(super) async fn by_id(db: &impl ConnectionTrait, id: AccountId) -> Result<Option<Account>, DbErr> {
    Ok(account_row::Entity::find_by_id(id)
        .one(db)
        .await?
        .map(Account::from))
}

/// Writes what became of a try.
pub(super) async fn note_try(
    db: &impl ConnectionTrait,
    id: AccountId,
    failed_count: i32,
    locked_until: Option<Instant>,
) -> Result<(), DbErr> {
    account_row::Entity::update_many()
        .col_expr(account_row::Column::FailedCount, Expr::value(failed_count))
        .col_expr(account_row::Column::LockedUntil, Expr::value(locked_until))
        .filter(account_row::Column::Id.eq(id))
        .exec(db)
        .await?;
    Ok(())
}

/// Gives a person a role; giving it twice changes nothing.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn grant(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    person: PersonId,
    role: Role,
    unit: Option<UnitId>,
    now: Instant,
) -> Result<(), DbErr> {
    if roles(db, agency, person).await?.contains(&(role, unit)) {
        return Ok(());
    }
    let row = role_row::ActiveModel {
        id: Set(role_row::GrantId::new()),
        agency_id: Set(agency),
        person_id: Set(person),
        role: Set(role),
        unit_id: Set(unit),
        granted_at: Set(now),
    };
    role_row::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// A person's roles, each with the unit it is narrowed to.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn roles(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    person: PersonId,
) -> Result<Vec<(Role, Option<UnitId>)>, DbErr> {
    let rows = role_row::Entity::find()
        .filter(role_row::Column::AgencyId.eq(agency))
        .filter(role_row::Column::PersonId.eq(person))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.role, row.unit_id)).collect())
}

/// Everybody who holds a role, each with the unit it is narrowed to.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn holders(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    role: Role,
) -> Result<Vec<(PersonId, Option<UnitId>)>, DbErr> {
    let rows = role_row::Entity::find()
        .filter(role_row::Column::AgencyId.eq(agency))
        .filter(role_row::Column::Role.eq(role))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.person_id, row.unit_id)).collect())
}

/// A session as stored.
pub(super) use session_row::Model as SessionRow;

pub(super) async fn add_session(db: &impl ConnectionTrait, row: SessionRow) -> Result<(), DbErr> {
    use sea_orm::IntoActiveModel;
    session_row::Entity::insert(row.into_active_model())
        .exec_without_returning(db)
        .await?;
    Ok(())
}

pub(super) async fn session(
    db: &impl ConnectionTrait,
    token_hash: &str,
) -> Result<Option<SessionRow>, DbErr> {
    session_row::Entity::find_by_id(token_hash.to_owned())
        .one(db)
        .await
}

pub(super) async fn touch_session(
    db: &impl ConnectionTrait,
    token_hash: &str,
    seen: Instant,
    expires: Instant,
) -> Result<(), DbErr> {
    session_row::Entity::update_many()
        .col_expr(session_row::Column::SeenAt, Expr::value(seen))
        .col_expr(session_row::Column::ExpiresAt, Expr::value(expires))
        .filter(session_row::Column::TokenHash.eq(token_hash))
        .exec(db)
        .await?;
    Ok(())
}

pub(super) async fn end_session(db: &impl ConnectionTrait, token_hash: &str) -> Result<(), DbErr> {
    session_row::Entity::delete_by_id(token_hash.to_owned())
        .exec(db)
        .await?;
    Ok(())
}
