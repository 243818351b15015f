//! Facts about this installation itself.

use db::Instant;
use sea_orm::{ConnectionTrait, DbErr, Statement};

const FENCE: &str = "fence";

/// Puts up the fence: a restored or cloned server sends nothing until a person has looked.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn put_fence(db: &impl ConnectionTrait, why: &str, now: Instant) -> Result<(), DbErr> {
    let sql = "INSERT INTO instance (name, value, set_at) VALUES ($1, $2, $3)
               ON CONFLICT (name) DO UPDATE SET value = excluded.value, set_at = excluded.set_at";
    let values = [FENCE.into(), why.into(), now.into()];
    db.execute_raw(Statement::from_sql_and_values(
        db.get_database_backend(),
        sql,
        values,
    ))
    .await?;
    Ok(())
}

/// Takes the fence down; true when it stood.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn lift_fence(db: &impl ConnectionTrait) -> Result<bool, DbErr> {
    let sql = "DELETE FROM instance WHERE name = $1";
    let done = db
        .execute_raw(Statement::from_sql_and_values(
            db.get_database_backend(),
            sql,
            [FENCE.into()],
        ))
        .await?;
    Ok(done.rows_affected() > 0)
}

/// Why nothing may be sent now, if so.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn fence(db: &impl ConnectionTrait) -> Result<Option<String>, DbErr> {
    let sql = "SELECT value FROM instance WHERE name = $1";
    let row = db
        .query_one_raw(Statement::from_sql_and_values(
            db.get_database_backend(),
            sql,
            [FENCE.into()],
        ))
        .await?;
    row.map(|row| row.try_get("", "value")).transpose()
}
