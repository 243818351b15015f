//! Connecting, and the two ways in: reading from a pool, writing through one door.

use std::sync::Arc;
use std::time::Duration;

use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbErr,
    SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};

use crate::group::Grouper;

/// A write transaction. It rolls back when dropped without `commit`.
pub type Tx = DatabaseTransaction;

/// Which database stands behind a [`Db`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backend {
    /// One file, one writer.
    Sqlite,
    /// A server, many writers.
    Postgres,
}

/// Why a database could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum ConnectError {
    /// The address is neither `sqlite:` nor `postgres:`.
    #[error("database address must begin with sqlite: or postgres:")]
    UnknownScheme,
    /// The database refused or was not found.
    #[error("cannot open the database: {0}")]
    Database(#[from] DbErr),
}

/// A database: cheap to clone, shared by the whole process.
#[derive(Debug, Clone)]
pub struct Db {
    read: DatabaseConnection,
    write: DatabaseConnection,
    backend: Backend,
    grouper: Arc<Grouper>,
}

impl Db {
    /// Opens `sqlite:PATH` (the file is made when absent) or `postgres://…`.
    ///
    /// # Errors
    /// [`ConnectError`] when the address is of another kind or the database does not answer.
    pub async fn connect(url: &str) -> Result<Self, ConnectError> {
        if url.starts_with("sqlite:") {
            let write = Database::connect(sqlite_options(url, 1)).await?;
            let read = Database::connect(sqlite_options(url, 8)).await?;
            Ok(Self::new(read, write, Backend::Sqlite))
        } else if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            let mut options = ConnectOptions::new(url);
            options
                .max_connections(16)
                .acquire_timeout(Duration::from_secs(10))
                .sqlx_logging(false);
            let pool = Database::connect(options).await?;
            Ok(Self::new(pool.clone(), pool, Backend::Postgres))
        } else {
            Err(ConnectError::UnknownScheme)
        }
    }

    fn new(read: DatabaseConnection, write: DatabaseConnection, backend: Backend) -> Self {
        let grouper = Arc::new(Grouper::new());
        Self {
            read,
            write,
            backend,
            grouper,
        }
    }

    /// The pool for reading.
    #[must_use]
    pub fn read(&self) -> &DatabaseConnection {
        &self.read
    }

    /// Which database this is.
    #[must_use]
    pub fn backend(&self) -> Backend {
        self.backend
    }

    /// Opens a write transaction. On SQLite it holds the one writer until it ends, so do
    /// slow work (hashing, documents, network) before, never inside.
    ///
    /// # Errors
    /// [`DbErr`] when no connection is free in time or the database is gone.
    #[expect(clippy::disallowed_methods, reason = "the one place that begins")]
    pub async fn begin(&self) -> Result<Tx, DbErr> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..Default::default()
        };
        self.write.begin_with_options(options).await
    }

    pub(crate) fn grouper(&self) -> &Grouper {
        &self.grouper
    }

    /// Writes and removes a row, as a health check must: a server whose database file was deleted
    /// still reads happily.
    ///
    /// # Errors
    /// [`DbErr`] when the database does not take a write.
    pub async fn check_writable(&self) -> Result<(), DbErr> {
        let tx = self.begin().await?;
        tx.execute_unprepared("UPDATE schema_migration SET name = name WHERE name = ''")
            .await?;
        tx.commit().await
    }

    /// Closes all connections, so that the last commit is in the file.
    pub async fn close(self) {
        let _ = self.read.close().await;
        let _ = self.write.close().await;
    }
}

fn sqlite_options(url: &str, connections: u32) -> ConnectOptions {
    let url = if url.contains('?') {
        url.to_owned()
    } else {
        format!("{url}?mode=rwc")
    };
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .acquire_timeout(Duration::from_secs(30))
        .sqlx_logging(false)
        .map_sqlx_sqlite_opts(|sqlite| {
            sqlite
                .journal_mode(SqliteJournalMode::Wal)
                // FULL with group commit is durable on power loss and still fast.
                .synchronous(SqliteSynchronous::Full)
                .busy_timeout(Duration::from_secs(10))
                .foreign_keys(true)
        });
    options
}
