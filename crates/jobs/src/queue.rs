//! The table: every statement that changes it.

use std::time::Duration;

use db::{Backend, Db, Instant, Tx, new_id};
use sea_orm::{ConnectionTrait, DbErr, QueryResult, Statement, Value};
use uuid::Uuid;

use crate::job::{Job, Options, Priority};
use crate::wake;

/// Writes a job that is due at once. It exists if and when `tx` commits.
///
/// # Errors
/// [`DbErr`] when the row cannot be written.
pub async fn enqueue<J: Job>(tx: &Tx, job: &J, now: Instant) -> Result<Option<Uuid>, DbErr> {
    enqueue_with(tx, job, now, Options::default()).await
}

/// Writes a job with a time, a key or another priority. `None` when one with that key is waiting already.
///
/// # Errors
/// [`DbErr`] when the row cannot be written.
pub async fn enqueue_with<J: Job>(
    tx: &Tx,
    job: &J,
    now: Instant,
    options: Options,
) -> Result<Option<Uuid>, DbErr> {
    let payload = serde_json::to_string(job).map_err(|error| DbErr::Type(error.to_string()))?;
    let priority = options.priority.unwrap_or(J::PRIORITY);
    insert(tx, J::KIND, payload, priority, now, options).await
}

pub(crate) async fn insert(
    tx: &Tx,
    kind: &str,
    payload: String,
    priority: Priority,
    now: Instant,
    options: Options,
) -> Result<Option<Uuid>, DbErr> {
    let id = new_id();
    let sql = "INSERT INTO job (id, kind, payload, priority, unique_key, state, due_at, attempts, created_at) \
               VALUES ($1, $2, $3, $4, $5, 'waiting', $6, 0, $7) \
               ON CONFLICT (kind, unique_key) WHERE state = 'waiting' DO NOTHING";
    let values = [
        id.into(),
        kind.into(),
        payload.into(),
        (priority as i32).into(),
        options.unique_key.into(),
        options.run_at.unwrap_or(now).into(),
        now.into(),
    ];
    let written = run(tx, sql, values).await? > 0;
    if written {
        wake::announce(tx).await?;
    }
    Ok(written.then_some(id))
}

/// A job that this worker holds.
#[derive(Debug)]
pub(crate) struct Claimed {
    pub(crate) id: Uuid,
    pub(crate) kind: String,
    pub(crate) payload: String,
    pub(crate) attempt: i32,
    pub(crate) last_error: Option<String>,
    /// How late it was taken.
    pub(crate) lag: Duration,
}

/// Takes up to `count` jobs that are due, of kinds that this program knows: during an upgrade an older
/// server must leave the new kinds to the newer one.
pub(crate) async fn claim(
    db: &Db,
    worker: Uuid,
    kinds: &[&str],
    count: usize,
    now: Instant,
    lease: Duration,
) -> Result<Vec<Claimed>, DbErr> {
    // Two servers of one PostgreSQL must not wait for each other's rows; SQLite has one writer anyway.
    let lock = match db.backend() {
        Backend::Postgres => "FOR UPDATE SKIP LOCKED",
        Backend::Sqlite => "",
    };
    let due = format!(
        "SELECT id, kind, payload, attempts, last_error, due_at FROM job \
         WHERE state <> 'dead' AND priority = $1 AND due_at <= $2 AND kind IN ({}) ORDER BY due_at, id LIMIT $3 {lock}",
        places(4, kinds.len()),
    );
    let tx = db.begin().await?;
    let mut claimed = Vec::new();
    // One question for each priority, so that each is a short walk along the index.
    for priority in Priority::ALL {
        let room = i64::try_from(count - claimed.len()).unwrap_or(i64::MAX);
        if room == 0 || kinds.is_empty() {
            break;
        }
        let values = [(priority as i32).into(), now.into(), room.into()];
        let values = values
            .into_iter()
            .chain(kinds.iter().map(|kind| Value::from(*kind)));
        let statement = Statement::from_sql_and_values(tx.get_database_backend(), &due, values);
        for row in tx.query_all_raw(statement).await? {
            claimed.push(read(&row, now)?);
        }
    }
    if !claimed.is_empty() {
        let sql = format!(
            "UPDATE job SET state = 'started', worker = $1, due_at = $2, attempts = attempts + 1 WHERE id IN ({})",
            places(3, claimed.len()),
        );
        let values = [worker.into(), later(now, lease).into()];
        let values = values
            .into_iter()
            .chain(claimed.iter().map(|job| Value::from(job.id)));
        run(&tx, &sql, values).await?;
    }
    tx.commit().await?;
    Ok(claimed)
}

fn places(first: usize, count: usize) -> String {
    let places: Vec<_> = (first..first + count)
        .map(|number| format!("${number}"))
        .collect();
    places.join(", ")
}

fn read(row: &QueryResult, now: Instant) -> Result<Claimed, DbErr> {
    let due_at: Instant = row.try_get("", "due_at")?;
    let attempts: i32 = row.try_get("", "attempts")?;
    Ok(Claimed {
        id: row.try_get("", "id")?,
        kind: row.try_get("", "kind")?,
        payload: row.try_get("", "payload")?,
        attempt: attempts + 1,
        last_error: row.try_get("", "last_error")?,
        lag: now.timestamp().duration_since(due_at.timestamp()).unsigned_abs(),
    })
}

/// Renews the lease. False when another worker has taken the job over.
pub(crate) async fn extend(db: &Db, job: &Claimed, worker: Uuid, until: Instant) -> Result<bool, DbErr> {
    let sql = "UPDATE job SET due_at = $4 WHERE id = $1 AND worker = $2 AND attempts = $3";
    settle(db, sql, job, worker, [until.into()]).await
}

/// The work is done.
pub(crate) async fn finish(db: &Db, job: &Claimed, worker: Uuid) -> Result<bool, DbErr> {
    let sql = "DELETE FROM job WHERE id = $1 AND worker = $2 AND attempts = $3";
    settle(db, sql, job, worker, []).await
}

/// To be tried again at `at`.
pub(crate) async fn retry(
    db: &Db,
    job: &Claimed,
    worker: Uuid,
    at: Instant,
    reason: &str,
) -> Result<bool, DbErr> {
    let sql = "UPDATE job SET worker = NULL, due_at = $4, last_error = $5 \
               WHERE id = $1 AND worker = $2 AND attempts = $3";
    settle(db, sql, job, worker, [at.into(), reason.into()]).await
}

/// Kept, but not tried again.
pub(crate) async fn bury(db: &Db, job: &Claimed, worker: Uuid, reason: &str) -> Result<bool, DbErr> {
    let sql = "UPDATE job SET state = 'dead', worker = NULL, last_error = $4 \
               WHERE id = $1 AND worker = $2 AND attempts = $3";
    settle(db, sql, job, worker, [reason.into()]).await
}

/// Gives back what a stopping worker still holds, as if it had not been begun.
pub(crate) async fn release(db: &Db, worker: Uuid, now: Instant) -> Result<u64, DbErr> {
    let tx = db.begin().await?;
    let sql = "UPDATE job SET worker = NULL, due_at = $2, attempts = attempts - 1 WHERE worker = $1";
    let count = run(&tx, sql, [worker.into(), now.into()]).await?;
    if count > 0 {
        wake::announce(&tx).await?;
    }
    tx.commit().await?;
    Ok(count)
}

/// Lets a dead job try again from the beginning. False when there is no such dead job.
///
/// # Errors
/// [`DbErr`] when the row cannot be written.
pub async fn revive(tx: &Tx, id: Uuid, now: Instant) -> Result<bool, DbErr> {
    let sql = "UPDATE job SET state = 'started', attempts = 0, due_at = $2 WHERE id = $1 AND state = 'dead'";
    let revived = run(tx, sql, [id.into(), now.into()]).await? > 0;
    if revived {
        wake::announce(tx).await?;
    }
    Ok(revived)
}

/// Removes a dead job. False when there is no such dead job.
///
/// # Errors
/// [`DbErr`] when the row cannot be removed.
pub async fn discard(tx: &Tx, id: Uuid) -> Result<bool, DbErr> {
    let sql = "DELETE FROM job WHERE id = $1 AND state = 'dead'";
    Ok(run(tx, sql, [id.into()]).await? > 0)
}

/// Writes the outcome of an attempt, unless the job has been taken over since: worker and attempt tell.
async fn settle<const N: usize>(
    db: &Db,
    sql: &str,
    job: &Claimed,
    worker: Uuid,
    more: [Value; N],
) -> Result<bool, DbErr> {
    let tx = db.begin().await?;
    let values = [job.id.into(), worker.into(), job.attempt.into()];
    let held = run(&tx, sql, values.into_iter().chain(more)).await? > 0;
    tx.commit().await?;
    Ok(held)
}

pub(crate) async fn run(tx: &Tx, sql: &str, values: impl IntoIterator<Item = Value>) -> Result<u64, DbErr> {
    let statement = Statement::from_sql_and_values(tx.get_database_backend(), sql, values);
    Ok(tx.execute_raw(statement).await?.rows_affected())
}

pub(crate) fn later(now: Instant, duration: Duration) -> Instant {
    let end = now.timestamp().checked_add(duration);
    Instant::from(end.unwrap_or(jiff::Timestamp::MAX))
}
