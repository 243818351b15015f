//! One chronological list of SQL files for both databases.

use sea_orm::{ConnectionTrait, DbErr, Statement};
use sha2::{Digest, Sha256};

use crate::{Backend, Db, Instant};

/// One step of the schema: a file that is never changed once it was released.
#[derive(Debug, Clone)]
pub struct Migration {
    /// The file's name without its ending, such as `0003_plan`; the list is ordered by it.
    pub name: String,
    /// Its statements. Portable types: `uuid`, `text`, `bigint`, `integer`, `boolean`.
    pub sql: String,
    /// The database it is for, when the two differ.
    pub only: Option<Backend>,
}

impl Migration {
    /// A step from its file name (`0003_plan.sql`, `0004_search.sqlite.sql`) and text.
    ///
    /// ```
    /// let step = db::Migration::from_file("0004_search.sqlite.sql", "SELECT 1".to_owned());
    /// assert_eq!(step.name, "0004_search.sqlite");
    /// assert_eq!(step.only, Some(db::Backend::Sqlite));
    /// ```
    #[must_use]
    pub fn from_file(file: &str, sql: String) -> Self {
        let name = file.strip_suffix(".sql").unwrap_or(file).to_owned();
        let only = match name.rsplit_once('.').map(|(_, ending)| ending) {
            Some("sqlite") => Some(Backend::Sqlite),
            Some("postgres") => Some(Backend::Postgres),
            _ => None,
        };
        Self { name, sql, only }
    }

    fn hash(&self) -> String {
        hex::encode(Sha256::digest(self.sql.as_bytes()))
    }
}

/// Why the schema could not be brought up to date.
#[derive(Debug, thiserror::Error)]
pub enum MigrateError {
    /// A step that was applied reads differently now.
    #[error("migration {0} was changed after it was applied")]
    Changed(String),
    /// The database was written by a newer version.
    #[error("the database knows migration {0}, this version does not: use the newer version")]
    FromTheFuture(String),
    /// The database refused a step.
    #[error("migration {name}: {source}")]
    Step {
        /// The step.
        name: String,
        /// What the database said.
        source: DbErr,
    },
    /// The database failed otherwise.
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// Names of the steps that [`migrate`] would apply.
///
/// # Errors
/// As [`migrate`].
pub async fn pending(db: &Db, list: &[Migration]) -> Result<Vec<String>, MigrateError> {
    let applied = applied(db.read()).await.unwrap_or_default();
    check(list, &applied)?;
    Ok(todo(db, list, &applied).map(|step| step.name.clone()).collect())
}

/// Applies the steps that are missing, all in one transaction, so that a failed upgrade changes nothing.
///
/// # Errors
/// [`MigrateError`] when a step fails, was changed, or the database is newer than this program.
pub async fn migrate(db: &Db, list: &[Migration], now: Instant) -> Result<usize, MigrateError> {
    let tx = db.begin().await?;
    if db.backend() == Backend::Postgres {
        // Several nodes may start at once; the second waits and finds nothing to do.
        tx.execute_unprepared("SELECT pg_advisory_xact_lock(76737)")
            .await?;
    }
    tx.execute_unprepared(
        "CREATE TABLE IF NOT EXISTS schema_migration (name text PRIMARY KEY, hash text NOT NULL, applied_at bigint NOT NULL)",
    )
    .await?;
    let applied = applied(&tx).await?;
    check(list, &applied)?;
    let mut count = 0;
    for step in todo(db, list, &applied) {
        let fail = |source| MigrateError::Step {
            name: step.name.clone(),
            source,
        };
        tx.execute_unprepared(&step.sql).await.map_err(fail)?;
        tx.execute_raw(Statement::from_sql_and_values(
            tx.get_database_backend(),
            "INSERT INTO schema_migration (name, hash, applied_at) VALUES ($1, $2, $3)",
            [step.name.clone().into(), step.hash().into(), now.into()],
        ))
        .await
        .map_err(fail)?;
        count += 1;
    }
    tx.commit().await?;
    Ok(count)
}

fn todo<'a>(
    db: &Db,
    list: &'a [Migration],
    applied: &'a [(String, String)],
) -> impl Iterator<Item = &'a Migration> {
    let backend = db.backend();
    list.iter().filter(move |step| {
        step.only.is_none_or(|only| only == backend) && !applied.iter().any(|(name, _)| *name == step.name)
    })
}

async fn applied(db: &impl ConnectionTrait) -> Result<Vec<(String, String)>, DbErr> {
    let sql = "SELECT name, hash FROM schema_migration ORDER BY name";
    let rows = db
        .query_all_raw(Statement::from_string(db.get_database_backend(), sql))
        .await?;
    rows.iter()
        .map(|row| Ok((row.try_get("", "name")?, row.try_get("", "hash")?)))
        .collect()
}

fn check(list: &[Migration], applied: &[(String, String)]) -> Result<(), MigrateError> {
    for (name, hash) in applied {
        match list.iter().find(|step| step.name == *name) {
            None => return Err(MigrateError::FromTheFuture(name.clone())),
            Some(step) if step.hash() != *hash => return Err(MigrateError::Changed(name.clone())),
            Some(_) => {}
        }
    }
    Ok(())
}
