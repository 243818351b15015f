//! Writing scheduled jobs when their time has come.

use db::{Backend, Db, Instant};
use jiff::tz::TimeZone;
use sea_orm::{ConnectionTrait, DbErr, Statement};

use crate::cron::Rule;
use crate::job::{Options, Priority};
use crate::queue;

/// A job that is written again and again.
pub(crate) struct Schedule {
    pub(crate) name: &'static str,
    pub(crate) rule: Rule,
    pub(crate) kind: &'static str,
    pub(crate) priority: Priority,
    pub(crate) payload: Box<dyn Fn(Instant) -> Result<String, serde_json::Error> + Send + Sync>,
}

/// Writes the jobs whose time has come; gives their number.
pub(crate) async fn tick(
    db: &Db,
    schedules: &[Schedule],
    zone: &TimeZone,
    now: Instant,
) -> Result<usize, DbErr> {
    let mut written = 0;
    for schedule in schedules {
        let known = next(db.read(), schedule.name, "").await?;
        let due = match known {
            Some((rule, at)) => rule != schedule.rule.to_string() || at <= now,
            None => true,
        };
        if due && tick_one(db, schedule, zone, now).await? {
            written += 1;
        }
    }
    Ok(written)
}

/// The row is locked while the job is written and the next time noted: one server does it, the others find it
/// done. A schedule that is new or has another rule only notes when it comes next.
async fn tick_one(db: &Db, schedule: &Schedule, zone: &TimeZone, now: Instant) -> Result<bool, DbErr> {
    let Some(after) = schedule.rule.after(now, zone) else {
        return Ok(false);
    };
    let lock = match db.backend() {
        Backend::Postgres => " FOR UPDATE",
        Backend::Sqlite => "",
    };
    let tx = db.begin().await?;
    let rule = schedule.rule.to_string();
    let insert =
        "INSERT INTO job_schedule (name, rule, next_at) VALUES ($1, $2, $3) ON CONFLICT (name) DO NOTHING";
    let values = [schedule.name.into(), rule.clone().into(), after.into()];
    queue::run(&tx, insert, values).await?;
    let due_at = match next(&tx, schedule.name, lock).await? {
        Some((known, at)) if known == rule && at > now => {
            tx.commit().await?;
            return Ok(false);
        }
        Some((known, at)) if known == rule => Some(at),
        _ => None,
    };
    if let Some(at) = due_at {
        let payload = (schedule.payload)(at).map_err(|error| DbErr::Type(error.to_string()))?;
        // When the last one has not even begun, a second would only do the same again.
        let options = Options::default().unique(format!("schedule {}", schedule.name));
        queue::insert(&tx, schedule.kind, payload, schedule.priority, now, options).await?;
    }
    let update = "UPDATE job_schedule SET rule = $2, next_at = $3 WHERE name = $1";
    queue::run(&tx, update, [schedule.name.into(), rule.into(), after.into()]).await?;
    tx.commit().await?;
    Ok(due_at.is_some())
}

async fn next(db: &impl ConnectionTrait, name: &str, lock: &str) -> Result<Option<(String, Instant)>, DbErr> {
    let sql = format!("SELECT rule, next_at FROM job_schedule WHERE name = $1{lock}");
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [name.into()]);
    match db.query_one_raw(statement).await? {
        Some(row) => Ok(Some((row.try_get("", "rule")?, row.try_get("", "next_at")?))),
        None => Ok(None),
    }
}
