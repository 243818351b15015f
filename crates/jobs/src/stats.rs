//! How the queue is doing, for the page of the operator and for metrics.

use std::time::Duration;

use db::{Db, Instant};
use sea_orm::{ConnectionTrait, DbErr, Statement, Value};
use uuid::Uuid;

/// The jobs of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct KindStats {
    /// The kind.
    pub kind: String,
    /// Not held by a worker: due, planned for later, or to be tried again.
    pub waiting: i64,
    /// Held by a worker.
    pub running: i64,
    /// Given up.
    pub dead: i64,
    /// How long the oldest due job has been waiting.
    pub lag: Duration,
}

/// A job that was given up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadJob {
    /// The job.
    pub id: Uuid,
    /// Its kind.
    pub kind: String,
    /// Its content, as JSON.
    pub payload: String,
    /// How often it was tried.
    pub attempts: i32,
    /// Why it was given up.
    pub reason: String,
    /// When it was written.
    pub created_at: Instant,
}

/// Counts by kind, in the order of their names.
///
/// # Errors
/// [`DbErr`] when the database does not answer.
pub async fn stats(db: &Db, now: Instant) -> Result<Vec<KindStats>, DbErr> {
    let sql = "SELECT kind, \
               sum(CASE WHEN state <> 'dead' AND worker IS NULL THEN 1 ELSE 0 END) AS waiting, \
               sum(CASE WHEN worker IS NULL THEN 0 ELSE 1 END) AS running, \
               sum(CASE WHEN state = 'dead' THEN 1 ELSE 0 END) AS dead, \
               min(CASE WHEN state <> 'dead' AND worker IS NULL THEN due_at END) AS oldest \
               FROM job GROUP BY kind ORDER BY kind";
    let rows = rows(db, sql, []).await?;
    let mut kinds = Vec::with_capacity(rows.len());
    for row in rows {
        let oldest: Option<Instant> = row.try_get("", "oldest")?;
        let lag = oldest.map(|oldest| now.timestamp().duration_since(oldest.timestamp()));
        kinds.push(KindStats {
            kind: row.try_get("", "kind")?,
            waiting: row.try_get("", "waiting")?,
            running: row.try_get("", "running")?,
            dead: row.try_get("", "dead")?,
            lag: lag.and_then(|lag| lag.try_into().ok()).unwrap_or_default(),
        });
    }
    Ok(kinds)
}

/// The dead jobs, newest first.
///
/// # Errors
/// [`DbErr`] when the database does not answer.
pub async fn dead(db: &Db, limit: u32) -> Result<Vec<DeadJob>, DbErr> {
    let sql = "SELECT id, kind, payload, attempts, last_error, created_at FROM job \
               WHERE state = 'dead' ORDER BY id DESC LIMIT $1";
    let rows = rows(db, sql, [i64::from(limit).into()]).await?;
    let read = |row: sea_orm::QueryResult| {
        Ok(DeadJob {
            id: row.try_get("", "id")?,
            kind: row.try_get("", "kind")?,
            payload: row.try_get("", "payload")?,
            attempts: row.try_get("", "attempts")?,
            reason: row
                .try_get::<Option<String>>("", "last_error")?
                .unwrap_or_default(),
            created_at: row.try_get("", "created_at")?,
        })
    };
    rows.into_iter().map(read).collect()
}

/// Puts the counts where the metrics page finds them.
pub(crate) async fn publish(db: &Db, known: &[&str], now: Instant) -> Result<(), DbErr> {
    for kind in with_empty(known, stats(db, now).await?) {
        let label = [("kind", kind.kind)];
        // Exact up to 2^53, which no queue reaches.
        #[expect(clippy::cast_precision_loss, reason = "counts of rows")]
        for (name, count) in [
            ("jobs_waiting", kind.waiting),
            ("jobs_running", kind.running),
            ("jobs_dead", kind.dead),
        ] {
            metrics::gauge!(name, &label).set(count as f64);
        }
        metrics::gauge!("jobs_lag_seconds", &label).set(kind.lag.as_secs_f64());
    }
    Ok(())
}

/// A gauge keeps its last value, so a kind whose last job is gone has to be said to be empty.
fn with_empty(known: &[&str], mut kinds: Vec<KindStats>) -> Vec<KindStats> {
    for name in known {
        if !kinds.iter().any(|kind| kind.kind == *name) {
            kinds.push(KindStats {
                kind: (*name).to_owned(),
                ..KindStats::default()
            });
        }
    }
    kinds
}

async fn rows<const N: usize>(
    db: &Db,
    sql: &str,
    values: [Value; N],
) -> Result<Vec<sea_orm::QueryResult>, DbErr> {
    let backend = db.read().get_database_backend();
    let statement = Statement::from_sql_and_values(backend, sql, values);
    db.read().query_all_raw(statement).await
}

#[cfg(test)]
mod tests {
    use super::{KindStats, with_empty};

    #[test]
    fn a_kind_without_jobs_counts_as_empty() {
        let busy = KindStats {
            kind: "mail".to_owned(),
            waiting: 3,
            ..KindStats::default()
        };
        let kinds = with_empty(&["mail", "report"], vec![busy.clone()]);
        let empty = KindStats {
            kind: "report".to_owned(),
            ..KindStats::default()
        };
        assert_eq!(kinds, [busy, empty]);
    }
}
