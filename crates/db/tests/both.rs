//! The same behaviour on both databases.
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use db::Backend::{self, Postgres, Sqlite};
use db::testing::TestDb;
use db::{CivilDate, Instant, Json, Migration, classify, new_id};
use futures::future::join_all;
use rstest::rstest;
use sea_orm::{ConnectionTrait, Statement};

fn list() -> Vec<Migration> {
    let sql = "CREATE TABLE note (id uuid PRIMARY KEY, day text, at bigint, body text, code text, count bigint NOT NULL DEFAULT 0);
               CREATE UNIQUE INDEX note_code_key ON note (code);";
    vec![Migration::from_file("0001_note.sql", sql.to_owned())]
}

async fn insert(db: &impl ConnectionTrait, code: &str) -> Result<uuid::Uuid, sea_orm::DbErr> {
    let id = new_id();
    let sql = "INSERT INTO note (id, code) VALUES ($1, $2)";
    db.execute_raw(Statement::from_sql_and_values(
        db.get_database_backend(),
        sql,
        [id.into(), code.into()],
    ))
    .await?;
    Ok(id)
}

async fn count(db: &impl ConnectionTrait) -> i64 {
    let sql = "SELECT count(*) AS n FROM note";
    let row = db
        .query_one_raw(Statement::from_string(db.get_database_backend(), sql))
        .await;
    row.unwrap().unwrap().try_get("", "n").unwrap()
}

#[rstest]
#[tokio::test]
async fn values_come_back_as_they_went_in(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestDb::new(backend, &list()).await;
    let day = CivilDate("2025-03-01".parse().unwrap());
    let at = Instant::from(
        "2025-03-01T00:00:00.123456789Z"
            .parse::<jiff::Timestamp>()
            .unwrap(),
    );
    let body = Json(vec!["hòa".to_owned(), "hoà".to_owned()]);
    let db = test.db().read();
    let id = new_id();
    db.execute_raw(Statement::from_sql_and_values(
        db.get_database_backend(),
        "INSERT INTO note (id, day, at, body) VALUES ($1, $2, $3, $4)",
        [id.into(), day.into(), at.into(), body.clone().into()],
    ))
    .await
    .unwrap();
    let sql = "SELECT id, day, at, body FROM note WHERE day >= '2025-02-28' AND id = $1";
    let row = db
        .query_one_raw(Statement::from_sql_and_values(
            db.get_database_backend(),
            sql,
            [id.into()],
        ))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(row.try_get::<CivilDate>("", "day").unwrap(), day);
    assert_eq!(row.try_get::<Instant>("", "at").unwrap(), at);
    assert_eq!(at.timestamp().to_string(), "2025-03-01T00:00:00.123456Z");
    assert_eq!(row.try_get::<Json<Vec<String>>>("", "body").unwrap(), body);
}

#[rstest]
#[tokio::test]
async fn a_taken_code_is_recognised(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestDb::new(backend, &list()).await;
    insert(test.db().read(), "a").await.unwrap();
    let error = insert(test.db().read(), "a").await.unwrap_err();
    assert!(classify(&error).unwrap().is_unique("note", "code"));
}

#[rstest]
#[tokio::test]
async fn a_transaction_dropped_writes_nothing(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestDb::new(backend, &list()).await;
    let tx = test.db().begin().await.unwrap();
    insert(&tx, "a").await.unwrap();
    drop(tx);
    assert_eq!(count(test.db().read()).await, 0);
}

#[rstest]
#[tokio::test]
async fn readers_that_then_write_do_not_lock_each_other_out(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestDb::new(backend, &list()).await;
    insert(test.db().read(), "a").await.unwrap();
    let add = |db: db::Db| async move {
        let tx = db.begin().await.unwrap();
        let lock = if db.backend() == Postgres {
            " FOR UPDATE"
        } else {
            ""
        };
        let sql = format!("SELECT count FROM note WHERE code = 'a'{lock}");
        let backend = tx.get_database_backend();
        let row = tx
            .query_one_raw(Statement::from_string(backend, sql))
            .await
            .unwrap()
            .unwrap();
        let seen: i64 = row.try_get("", "count").unwrap();
        tx.execute_unprepared(&format!("UPDATE note SET count = {} WHERE code = 'a'", seen + 1))
            .await
            .unwrap();
        tx.commit().await.unwrap();
    };
    join_all((0..60).map(|_| tokio::spawn(add(test.db().clone())))).await;
    let row = test
        .db()
        .read()
        .query_one_raw(Statement::from_string(
            test.db().read().get_database_backend(),
            "SELECT count FROM note WHERE code = 'a'",
        ))
        .await;
    assert_eq!(row.unwrap().unwrap().try_get::<i64>("", "count").unwrap(), 60);
}

#[rstest]
#[tokio::test]
async fn a_failed_piece_leaves_its_group_standing(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestDb::new(backend, &list()).await;
    let db = test.db();
    let pieces = (0..50).map(|n| {
        // Every tenth asks for the same code, so all but one of those fail.
        let code = if n % 10 == 0 {
            "same".to_owned()
        } else {
            format!("code {n}")
        };
        db.grouped(move |tx| {
            let code = code.clone();
            Box::pin(async move { insert(tx, &code).await })
        })
    });
    let results = join_all(pieces).await;
    assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 46);
    assert_eq!(count(db.read()).await, 46);
}

#[rstest]
#[tokio::test]
async fn a_changed_step_is_refused(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestDb::new(backend, &list()).await;
    let now = Instant::from(jiff::Timestamp::UNIX_EPOCH);
    assert_eq!(db::migrate(test.db(), &list(), now).await.unwrap(), 0);
    let changed = vec![Migration::from_file("0001_note.sql", "SELECT 1".to_owned())];
    assert!(matches!(
        db::migrate(test.db(), &changed, now).await,
        Err(db::MigrateError::Changed(name)) if name == "0001_note"
    ));
    assert!(matches!(
        db::migrate(test.db(), &[], now).await,
        Err(db::MigrateError::FromTheFuture(_))
    ));
}

#[rstest]
#[tokio::test]
async fn a_copy_holds_what_its_source_held_at_that_moment(
    #[values(Sqlite, Postgres)] from: Backend,
    #[values(Sqlite, Postgres)] to: Backend,
) {
    let (source, target) = (TestDb::new(from, &list()).await, TestDb::new(to, &list()).await);
    for n in 0..700 {
        insert(source.db().read(), &format!("mã {n}")).await.unwrap();
    }
    source
        .db()
        .read()
        .execute_unprepared("UPDATE note SET at = 1700000000000000, day = '2025-03-01', count = 3")
        .await
        .unwrap();
    let snapshot = source.db().snapshot().await.unwrap();
    insert(source.db().read(), "later").await.unwrap();
    let copied = snapshot.copy_to(target.db(), |_, _| {}).await.unwrap();
    assert_eq!(count(target.db().read()).await, 700);
    assert_eq!(
        copied,
        target.db().snapshot().await.unwrap().sums().await.unwrap()
    );
    assert_ne!(
        copied,
        source.db().snapshot().await.unwrap().sums().await.unwrap()
    );
    assert!(matches!(
        snapshot.copy_to(target.db(), |_, _| {}).await,
        Err(db::CopyError::NotEmpty(_))
    ));
}
