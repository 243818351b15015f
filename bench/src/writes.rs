//! Small durable writes: `Db::grouped`, where each caller waits for its own commit, against the driver's own
//! inserts in batches, where nobody waits.

use std::time::Instant;

use anyhow::ensure;
use db::sea_orm::{ConnectionTrait, Statement};
use db::testing::TestDb;
use db::{Backend, Db};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{Connection, Executor, PgConnection, SqliteConnection};

use crate::start::middle;
use crate::table::Line;

/// Callers at the same time, each writing one row after the other.
const CALLERS: usize = 256;
const EACH: usize = 80;
const ROWS: usize = CALLERS * EACH;
/// Rows in a batch of the peer: as many as share a commit at most.
const BATCH: usize = 256;
const TIMES: usize = 3;

const TABLE: &str = "CREATE TABLE answer (id text PRIMARY KEY, agency text NOT NULL, question text NOT NULL,
    choice bigint NOT NULL, words text NOT NULL, device text NOT NULL, at bigint NOT NULL, seconds bigint NOT NULL)";
const INDEX: &str = "CREATE INDEX answer_question_idx ON answer (agency, question)";
const INSERT: &str = "INSERT INTO answer VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
const EMPTY: &str = "DELETE FROM answer";

/// The measurement.
pub async fn measure() -> anyhow::Result<Vec<Line>> {
    let mut lines = Vec::new();
    for (name, backend) in [("SQLite", Backend::Sqlite), ("PostgreSQL", Backend::Postgres)] {
        let place = TestDb::new(backend, &[]).await;
        let db = place.db();
        for sql in [TABLE, INDEX] {
            db.read().execute_unprepared(sql).await?;
        }
        let (mut ours, mut single, mut many) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..TIMES {
            ours.push(grouped(db).await?);
            single.push(batched(place.url(), 1).await?);
            many.push(batched(place.url(), BATCH).await?);
        }
        let (ours, single, many) = (middle(&mut ours), middle(&mut single), middle(&mut many));
        let work = format!("{name}: small writes, {CALLERS} callers, commit shared");
        lines.push(
            Line::new(work, format!("{ours:.0}/s"))
                .against(format!("batches {single:.0}/s"), ours / single)
                .goal("≥ 0.5", ours / single >= 0.5),
        );
        let work = format!("{name}: the same, {BATCH} rows in one statement");
        lines.push(
            Line::new(work, format!("{ours:.0}/s")).against(format!("batches {many:.0}/s"), ours / many),
        );
    }
    Ok(lines)
}

/// The values of a row.
fn row(number: usize) -> [String; 5] {
    [
        db::new_id().to_string(),
        "0190f000-0000-7000-8000-000000000001".to_owned(),
        format!("question {}", number % 20),
        "Biết rõ nội dung cải cách hành chính của tỉnh".to_owned(),
        "điện thoại".to_owned(),
    ]
}

async fn grouped(db: &Db) -> anyhow::Result<f64> {
    db.read().execute_unprepared(EMPTY).await?;
    let begun = Instant::now();
    let callers: Vec<_> = (0..CALLERS)
        .map(|caller| {
            let db = db.clone();
            tokio::spawn(async move {
                for number in 0..EACH {
                    let number = caller * EACH + number;
                    db.grouped(move |tx| {
                        Box::pin(async move {
                            let [id, agency, question, words, device] = row(number);
                            let (choice, at, seconds) = (number as i64 % 5, number as i64, 12_i64);
                            let values = [
                                id.into(),
                                agency.into(),
                                question.into(),
                                choice.into(),
                                words.into(),
                                device.into(),
                                at.into(),
                                seconds.into(),
                            ];
                            let backend = tx.get_database_backend();
                            tx.execute_raw(Statement::from_sql_and_values(backend, INSERT, values))
                                .await
                        })
                    })
                    .await?;
                }
                anyhow::Ok(())
            })
        })
        .collect();
    for caller in callers {
        caller.await??;
    }
    let rate = ROWS as f64 / begun.elapsed().as_secs_f64();
    let count = Statement::from_string(
        db.read().get_database_backend(),
        "SELECT count(*) AS n FROM answer",
    );
    let found = db.read().query_one_raw(count).await?;
    let found: i64 = found.map_or(Ok(0), |row| row.try_get("", "n"))?;
    ensure!(
        usize::try_from(found)? == ROWS,
        "{found} of {ROWS} rows were written"
    );
    Ok(rate)
}

/// One code for the connections of both databases, which share no object-safe trait.
macro_rules! batches {
    ($connect:expr, $begin:literal, $together:expr) => {{
        let mut connection = $connect;
        connection.execute(EMPTY).await?;
        let sql = insert_of($together);
        let begun = Instant::now();
        for batch in 0..ROWS / BATCH {
            connection.execute($begin).await?;
            for statement in 0..BATCH / $together {
                let mut query = sqlx::query(sqlx::AssertSqlSafe(sql.clone()));
                for number in 0..$together {
                    let number = batch * BATCH + statement * $together + number;
                    let [id, agency, question, words, device] = row(number);
                    query = query
                        .bind(id)
                        .bind(agency)
                        .bind(question)
                        .bind(number as i64 % 5)
                        .bind(words)
                        .bind(device)
                        .bind(number as i64)
                        .bind(12_i64);
                }
                query.execute(&mut connection).await?;
            }
            connection.execute("COMMIT").await?;
        }
        let rate = ROWS as f64 / begun.elapsed().as_secs_f64();
        connection.close().await?;
        Ok(rate)
    }};
}

/// The rows in transactions of [`BATCH`], `together` of them in each statement.
async fn batched(url: &str, together: usize) -> anyhow::Result<f64> {
    if url.starts_with("sqlite:") {
        let options = url
            .parse::<SqliteConnectOptions>()?
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full);
        batches!(
            SqliteConnection::connect_with(&options).await?,
            "BEGIN IMMEDIATE",
            together
        )
    } else {
        batches!(PgConnection::connect(url).await?, "BEGIN", together)
    }
}

/// `$1` to `$8` for each of some rows.
fn insert_of(rows: usize) -> String {
    let values = (0..rows).map(|row| {
        let places: Vec<String> = (1..=8).map(|column| format!("${}", row * 8 + column)).collect();
        format!("({})", places.join(", "))
    });
    let values: Vec<String> = values.collect();
    format!("INSERT INTO answer VALUES {}", values.join(", "))
}
