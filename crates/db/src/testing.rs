//! Throw-away databases: each test gets its own copy of a migrated one, on either database.

use std::path::PathBuf;
use std::sync::Arc;

use sea_orm::{ConnectionTrait, Database};
use tokio::sync::OnceCell;

use crate::{Backend, Db, Instant, Migration, migrate, new_id};

/// A database that goes away with this value.
#[derive(Debug)]
pub struct TestDb {
    db: Db,
    url: String,
    _folder: Option<tempfile::TempDir>,
    _dropper: Option<PostgresDropper>,
}

impl TestDb {
    /// A fresh database of `backend` with `list` applied.
    ///
    /// # Panics
    /// When the database cannot be made; for PostgreSQL this says how to start the test servers.
    #[expect(clippy::expect_used, reason = "a test without its database must fail")]
    pub async fn new(backend: Backend, list: &[Migration]) -> Self {
        match backend {
            Backend::Sqlite => {
                let folder = tempfile::tempdir().expect("a folder for the database");
                let file = folder.path().join("test.db");
                let template = sqlite_template(list).await;
                std::fs::copy(template.as_ref(), &file).expect("a copy of the migrated database");
                let url = format!("sqlite:{}", file.display());
                let db = Db::connect(&url).await.expect("the copied database opens");
                Self {
                    db,
                    url,
                    _folder: Some(folder),
                    _dropper: None,
                }
            }
            Backend::Postgres => {
                let server = postgres_server();
                let template = postgres_template(&server, list).await;
                let name = format!("t_{}", new_id().simple());
                let admin = Database::connect(format!("{server}/postgres")).await;
                admin
                    .expect("the test server answers")
                    .execute_unprepared(&format!("CREATE DATABASE {name} TEMPLATE {template}"))
                    .await
                    .expect("a copy of the migrated database");
                let url = format!("{server}/{name}");
                let db = Db::connect(&url).await.expect("the copied database opens");
                Self {
                    db,
                    url,
                    _folder: None,
                    _dropper: Some(PostgresDropper { server, name }),
                }
            }
        }
    }

    /// The database.
    #[must_use]
    pub fn db(&self) -> &Db {
        &self.db
    }

    /// Its address, for a second connection.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }
}

/// The address of the throw-away PostgreSQL server, without a database name.
///
/// # Panics
/// When no server was started for the tests.
#[must_use]
#[expect(clippy::panic, reason = "a missing server must not turn into a passed test")]
pub fn postgres_server() -> String {
    match std::env::var("LOA_TEST_POSTGRES") {
        Ok(url) => url.trim_end_matches('/').to_owned(),
        Err(_) => {
            panic!("no PostgreSQL for the tests: run `make test`, or `scripts/with-servers cargo test …`")
        }
    }
}

#[expect(clippy::expect_used, clippy::disallowed_methods, reason = "test set-up")]
async fn sqlite_template(list: &[Migration]) -> Arc<PathBuf> {
    static TEMPLATE: OnceCell<(tempfile::TempDir, Arc<PathBuf>)> = OnceCell::const_new();
    let (_, file) = TEMPLATE
        .get_or_init(|| async {
            let folder = tempfile::tempdir().expect("a folder for the template");
            let file = folder.path().join("template.db");
            let db = Db::connect(&format!("sqlite:{}", file.display()))
                .await
                .expect("opens");
            migrate(&db, list, Instant::from(jiff::Timestamp::now()))
                .await
                .expect("migrates");
            db.read()
                .execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE)")
                .await
                .expect("flushes");
            db.close().await;
            (folder, Arc::new(file))
        })
        .await;
    file.clone()
}

#[expect(clippy::expect_used, clippy::disallowed_methods, reason = "test set-up")]
async fn postgres_template(server: &str, list: &[Migration]) -> Arc<str> {
    static TEMPLATE: OnceCell<Arc<str>> = OnceCell::const_new();
    TEMPLATE
        .get_or_init(|| async {
            let name = format!("template_{}", new_id().simple());
            let admin = Database::connect(format!("{server}/postgres"))
                .await
                .expect("answers");
            admin
                .execute_unprepared(&format!("CREATE DATABASE {name}"))
                .await
                .expect("a template database");
            let db = Db::connect(&format!("{server}/{name}")).await.expect("opens");
            migrate(&db, list, Instant::from(jiff::Timestamp::now()))
                .await
                .expect("migrates");
            db.close().await;
            Arc::from(name)
        })
        .await
        .clone()
}

#[derive(Debug)]
struct PostgresDropper {
    server: String,
    name: String,
}

impl Drop for PostgresDropper {
    fn drop(&mut self) {
        // A database takes 8 MB; a suite of hundreds would fill the disk. The server dies with the suite
        // anyway, so a failure here is of no consequence.
        let sql = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name);
        let url = format!("{}/postgres", self.server);
        let dropped = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            if let Ok(runtime) = runtime {
                runtime.block_on(async {
                    if let Ok(admin) = Database::connect(url).await {
                        let _ = admin.execute_unprepared(&sql).await;
                    }
                });
            }
        });
        let _ = dropped.join();
    }
}
