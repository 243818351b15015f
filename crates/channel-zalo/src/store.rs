use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;

use crate::TokenState;

/// Where the tokens of one account lie, for all servers that use it.
#[async_trait]
pub trait TokenStore: Send + Sync {
    /// What is kept; none before the first consent.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be told.
    async fn load(&self) -> Result<Option<Record>, StoreError>;

    /// Keeps `state` with the next revision, but only if what is kept has still the revision `expected` (none: if
    /// nothing is kept). Says whether it did. One statement: compare and swap, durable when it returns.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be told.
    async fn replace(&self, expected: Option<u64>, state: &TokenState) -> Result<bool, StoreError>;
}

/// What is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Counts replacements, from 1.
    pub revision: u64,
    /// The tokens.
    pub state: TokenState,
}

/// The store failed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the token store failed: {0}")]
pub struct StoreError(pub String);

/// Keeps tokens in memory: for tests and for one process that is given consent at each start.
#[derive(Debug, Default)]
pub struct MemoryStore(Mutex<Option<Record>>);

impl MemoryStore {
    /// One that holds tokens already.
    #[must_use]
    pub fn holding(state: TokenState) -> Self {
        Self(Mutex::new(Some(Record { revision: 1, state })))
    }
}

#[async_trait]
impl TokenStore for MemoryStore {
    async fn load(&self) -> Result<Option<Record>, StoreError> {
        Ok(self.0.lock().unwrap_or_else(PoisonError::into_inner).clone())
    }

    async fn replace(&self, expected: Option<u64>, state: &TokenState) -> Result<bool, StoreError> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.as_ref().map(|record| record.revision) != expected {
            return Ok(false);
        }
        *kept = Some(Record {
            revision: expected.unwrap_or(0) + 1,
            state: state.clone(),
        });
        Ok(true)
    }
}
