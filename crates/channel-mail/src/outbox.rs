use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;

use crate::{Letter, Mailer, Receipt, SendError};

/// A mailer that keeps letters instead of sending them: for tests and for trying things out.
#[derive(Debug, Default)]
pub struct Outbox(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    letters: Vec<Letter>,
    failures: VecDeque<SendError>,
}

impl Outbox {
    /// The letters sent so far.
    #[must_use]
    pub fn letters(&self) -> Vec<Letter> {
        self.lock().letters.clone()
    }

    /// Answers the next letter with `error`; as with a real server, an [`SendError::Unknown`] letter is kept.
    pub fn fail_next(&self, error: SendError) {
        self.lock().failures.push_back(error);
    }

    fn lock(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl Mailer for Outbox {
    async fn send(&self, letter: &Letter) -> Result<Receipt, SendError> {
        let mut kept = self.lock();
        let failure = kept.failures.pop_front();
        if !matches!(failure, Some(SendError::Retry { .. } | SendError::Refused { .. })) {
            kept.letters.push(letter.clone());
        }
        match failure {
            Some(error) => Err(error),
            None => Ok(Receipt {
                message_id: letter.message_id.clone(),
                reply: format!("kept as number {}", kept.letters.len()),
            }),
        }
    }
}
