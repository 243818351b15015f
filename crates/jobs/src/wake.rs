//! Telling workers that there is something to do, so that they need not ask all the time.

use std::sync::LazyLock;
use std::time::Duration;

use db::{Backend, Db, Tx};
use sea_orm::{ConnectionTrait, DbErr};
use sqlx::postgres::PgListener;
use tokio::sync::watch;
use tokio::time::sleep;

const CHANNEL: &str = "jobs";

/// SQLite has its workers in this same process.
static LOCAL: LazyLock<watch::Sender<u64>> = LazyLock::new(|| watch::channel(0).0);

/// Called inside the transaction that made a job due. PostgreSQL delivers at the commit. On SQLite the woken
/// worker has to wait for the one writer, which is this transaction, so it sees the job too.
pub(crate) async fn announce(tx: &Tx) -> Result<(), DbErr> {
    match tx.get_database_backend() {
        sea_orm::DbBackend::Postgres => {
            tx.execute_unprepared(&format!("NOTIFY {CHANNEL}")).await?;
        }
        _ => LOCAL.send_modify(|count| *count = count.wrapping_add(1)),
    }
    Ok(())
}

/// A worker's ear.
pub(crate) enum Wake {
    Local(watch::Receiver<u64>),
    Postgres(Box<PgListener>),
    /// The listener could not be opened: only asking is left.
    Deaf,
}

impl Wake {
    pub(crate) async fn listen(db: &Db) -> Self {
        if db.backend() == Backend::Sqlite {
            return Self::Local(LOCAL.subscribe());
        }
        let listener = async {
            let mut listener = PgListener::connect_with(db.read().get_postgres_connection_pool()).await?;
            listener.listen(CHANNEL).await?;
            Ok::<_, sqlx::Error>(listener)
        };
        match listener.await {
            Ok(listener) => Self::Postgres(Box::new(listener)),
            Err(error) => {
                tracing::warn!("Jobs are found by asking only: {error}");
                Self::Deaf
            }
        }
    }

    /// Returns when there may be something to do. A call can be missed, so ask from time to time as well.
    pub(crate) async fn wait(&mut self) {
        match self {
            Self::Local(receiver) => {
                let _ = receiver.changed().await;
            }
            // The listener opens a lost connection again by itself.
            Self::Postgres(listener) => {
                if listener.try_recv().await.is_err() {
                    sleep(Duration::from_secs(1)).await;
                }
            }
            Self::Deaf => std::future::pending().await,
        }
    }
}
