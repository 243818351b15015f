//! Group commit: small writes of many callers share one transaction.
//!
//! The caller that finds no leader leads: it takes what waits, runs all pieces, commits once and answers all.
//! Nobody is answered before the commit. When a piece fails, nothing of that try stands, and the group runs again
//! with each piece inside a savepoint: two statements more for each are paid only then.

use std::fmt;
use std::sync::Mutex;

use futures::future::BoxFuture;
use sea_orm::{DbErr, TransactionTrait};
use tokio::sync::oneshot;

use crate::{Db, Tx};

/// At most this many pieces share a commit, so that the first of them does not wait long.
const LARGEST_GROUP: usize = 256;

/// Why a grouped write did not happen.
#[derive(Debug, thiserror::Error)]
pub enum GroupError {
    /// The piece itself failed; only its own changes were rolled back.
    #[error(transparent)]
    Piece(DbErr),
    /// The commit failed; none of the group was written.
    #[error("the group was not committed: {0}")]
    Commit(String),
}

type Piece = Box<dyn for<'a> FnMut(&'a Tx) -> BoxFuture<'a, Result<Answer, DbErr>> + Send>;
type Answer = Box<dyn FnOnce(Result<(), String>) + Send>;

#[derive(Default)]
struct Waiting {
    pieces: Vec<(Piece, Refuse)>,
    led: bool,
}

/// Told when a piece failed or was lost.
type Refuse = Box<dyn FnOnce(GroupError) + Send>;

pub(crate) struct Grouper {
    waiting: Mutex<Waiting>,
}

impl fmt::Debug for Grouper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Grouper").finish_non_exhaustive()
    }
}

impl Grouper {
    pub(crate) fn new() -> Self {
        Self {
            waiting: Mutex::default(),
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Waiting> {
        self.waiting
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    /// Adds a piece; true when the caller must lead.
    fn add(&self, piece: Piece, refuse: Refuse) -> bool {
        let mut waiting = self.lock();
        waiting.pieces.push((piece, refuse));
        !std::mem::replace(&mut waiting.led, true)
    }

    /// The next group, or none: then the lead is given up in the same breath.
    fn next(&self) -> Option<Vec<(Piece, Refuse)>> {
        let mut waiting = self.lock();
        if waiting.pieces.is_empty() {
            waiting.led = false;
            return None;
        }
        let count = waiting.pieces.len().min(LARGEST_GROUP);
        Some(waiting.pieces.drain(..count).collect())
    }
}

impl Db {
    /// Runs a small write together with those of other callers and answers after their common commit.
    ///
    /// When the piece fails, the others stay. It should be a statement or two; longer work belongs into
    /// [`Db::begin`]. It runs once more when another of its group failed, after all of the group was rolled back,
    /// so it does nothing but write.
    ///
    /// # Errors
    /// [`GroupError::Piece`] when the piece failed, [`GroupError::Commit`] when nothing was written.
    pub async fn grouped<T, F>(&self, mut work: F) -> Result<T, GroupError>
    where
        T: Send + 'static,
        F: for<'a> FnMut(&'a Tx) -> BoxFuture<'a, Result<T, DbErr>> + Send + 'static,
    {
        let (tell, answer) = oneshot::channel();
        let tell = std::sync::Arc::new(Mutex::new(Some(tell)));
        let refuse_tell = tell.clone();
        let piece: Piece = Box::new(move |tx| {
            let (done, tell) = (work(tx), tell.clone());
            Box::pin(async move {
                let value = done.await?;
                let answer: Answer = Box::new(move |committed| {
                    send(&tell, committed.map(|()| value).map_err(GroupError::Commit));
                });
                Ok(answer)
            })
        });
        let refuse: Refuse = Box::new(move |error| send(&refuse_tell, Err(error)));
        if self.grouper().add(piece, refuse) {
            // Led by a task of its own: a caller that goes away must not take the group with it.
            let db = self.clone();
            tokio::spawn(async move {
                while let Some(group) = db.grouper().next() {
                    db.write_group(group).await;
                }
            });
        }
        answer
            .await
            .unwrap_or_else(|_| Err(GroupError::Commit("the writer ended".to_owned())))
    }

    async fn write_group(&self, mut group: Vec<(Piece, Refuse)>) {
        let tx = match self.begin().await {
            Ok(tx) => tx,
            Err(error) => return refuse_all(group, &error),
        };
        let mut answers = Vec::with_capacity(group.len());
        for (piece, _) in &mut group {
            match piece(&tx).await {
                Ok(answer) => answers.push(answer),
                Err(_) => break,
            }
        }
        if answers.len() < group.len() {
            // Without this the next transaction would wait for the writer.
            drop(tx.rollback().await);
            return self.write_each(group).await;
        }
        let committed = tx.commit().await.map_err(|error| error.to_string());
        for answer in answers {
            answer(committed.clone());
        }
    }

    /// A group of which a piece is known to fail: each in a savepoint of its own.
    async fn write_each(&self, group: Vec<(Piece, Refuse)>) {
        let tx = match self.begin().await {
            Ok(tx) => tx,
            Err(error) => return refuse_all(group, &error),
        };
        let mut answers = Vec::with_capacity(group.len());
        for (mut piece, refuse) in group {
            match in_savepoint(&tx, &mut piece).await {
                Ok(answer) => answers.push(answer),
                Err(error) => refuse(GroupError::Piece(error)),
            }
        }
        let committed = tx.commit().await.map_err(|error| error.to_string());
        for answer in answers {
            answer(committed.clone());
        }
    }
}

fn refuse_all(group: Vec<(Piece, Refuse)>, error: &DbErr) {
    for (_, refuse) in group {
        refuse(GroupError::Commit(error.to_string()));
    }
}

#[expect(clippy::disallowed_methods, reason = "a savepoint inside Db::begin")]
async fn in_savepoint(tx: &Tx, piece: &mut Piece) -> Result<Answer, DbErr> {
    let savepoint = tx.begin().await?;
    let answer = piece(&savepoint).await?;
    savepoint.commit().await?;
    Ok(answer)
}

type Tell<T> = std::sync::Arc<Mutex<Option<oneshot::Sender<Result<T, GroupError>>>>>;

fn send<T>(tell: &Tell<T>, result: Result<T, GroupError>) {
    let sender = tell
        .lock()
        .unwrap_or_else(|poisoned| poisoned.into_inner())
        .take();
    if let Some(sender) = sender {
        // The caller may have gone away; its write stands all the same.
        let _ = sender.send(result);
    }
}
