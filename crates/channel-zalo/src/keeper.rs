//! The one holder of the tokens. A refresh token works once, so a renewal is claimed in the shared store before it
//! is asked for, and the new pair is stored before it is used.

use std::sync::Arc;
use std::time::Duration;

use channel_http::{Clock, Need, Reason, Secret, SendError};
use jiff::{SignedDuration, Timestamp};
use tokio::sync::Mutex;
use tokio::time::sleep;

use crate::oauth::{OAuth, OAuthError, Verifier};
use crate::{Record, StoreError, TokenState, TokenStore};

const STORE_TRIES: u32 = 3;
const STORE_PAUSE: Duration = Duration::from_millis(50);

#[derive(Clone)]
pub(crate) struct Keeper(Arc<Shared>);

pub(crate) struct Shared {
    pub(crate) store: Arc<dyn TokenStore>,
    pub(crate) oauth: OAuth,
    pub(crate) clock: Clock,
    pub(crate) renew_after: Duration,
    pub(crate) lease: Duration,
    pub(crate) wait: Duration,
    pub(crate) pause: Duration,
    /// Held while renewing; holds a new pair that could not be stored yet.
    pub(crate) flight: Mutex<Option<Unstored>>,
}

/// A new pair and the refresh token that was spent for it.
#[derive(Debug, Clone)]
pub(crate) struct Unstored {
    spent: Secret,
    next: TokenState,
}

enum Step {
    Use(Secret),
    /// Another server is renewing.
    Wait,
}

impl Keeper {
    pub(crate) fn new(shared: Shared) -> Self {
        Self(Arc::new(shared))
    }

    /// An access token that works, and that is not `rejected`.
    pub(crate) async fn access(&self, rejected: Option<&Secret>) -> Result<Secret, SendError> {
        let mut waited = Duration::ZERO;
        loop {
            let (shared, rejected) = (Arc::clone(&self.0), rejected.cloned());
            // In a task of its own: a caller who goes away must not take a fresh pair along that nobody has stored.
            let step = tokio::spawn(async move { shared.step(rejected.as_ref()).await });
            match step.await {
                Ok(Ok(Step::Use(access))) => return Ok(access),
                Ok(Ok(Step::Wait)) if waited < self.0.wait => {
                    sleep(self.0.pause).await;
                    waited += self.0.pause.max(Duration::from_millis(1));
                }
                Ok(Ok(Step::Wait)) => return Err(later("the access token is still being renewed")),
                Ok(Err(error)) => return Err(error),
                Err(_) => return Err(later("the renewal of the access token was cut off")),
            }
        }
    }

    /// The first pair, or the first after a loss.
    pub(crate) async fn consent(&self, code: &str, verifier: &Verifier) -> Result<(), SendError> {
        let shared = Arc::clone(&self.0);
        let (code, verifier) = (code.to_owned(), verifier.clone());
        let task = tokio::spawn(async move { shared.consent(&code, &verifier).await });
        task.await
            .map_err(|_| later("the exchange of the code was cut off"))?
    }

    /// Lets the next call try a refused pair again, after something was mended at the service.
    pub(crate) async fn forgive(&self) -> Result<(), SendError> {
        let record = self.0.load().await?;
        let state = TokenState {
            refused: None,
            claimed_at: None,
            ..record.state
        };
        self.0
            .replace(Some(record.revision), &state)
            .await
            .map_err(stored)?;
        Ok(())
    }

    pub(crate) async fn state(&self) -> Result<TokenState, SendError> {
        Ok(self.0.load().await?.state)
    }
}

impl Shared {
    async fn step(&self, rejected: Option<&Secret>) -> Result<Step, SendError> {
        let mut flight = self.flight.lock().await;
        if let Some(unstored) = flight.clone() {
            self.keep(&unstored).await.map_err(stored)?;
            *flight = None;
        }
        loop {
            let record = self.load().await?;
            let (state, now) = (&record.state, self.clock.now());
            let usable = rejected != Some(&state.access) && now < state.expires_at;
            if usable && now < later_by(state.obtained_at, self.renew_after) {
                return Ok(Step::Use(state.access.clone()));
            }
            if let Some(said) = &state.refused {
                return self.make_do(state, usable, || consent_needed(said));
            }
            if state.claimed_at.is_some_and(|at| now < later_by(at, self.lease)) {
                return self.make_do(state, usable, || Ok(Step::Wait));
            }
            let claimed = TokenState {
                claimed_at: Some(now),
                ..state.clone()
            };
            if self
                .replace(Some(record.revision), &claimed)
                .await
                .map_err(stored)?
            {
                let renewed = self
                    .renew(record.revision + 1, claimed, usable, &mut flight)
                    .await;
                return renewed;
            }
        }
    }

    /// The old token as long as it works, otherwise something else.
    fn make_do(
        &self,
        state: &TokenState,
        usable: bool,
        otherwise: impl FnOnce() -> Result<Step, SendError>,
    ) -> Result<Step, SendError> {
        if usable {
            Ok(Step::Use(state.access.clone()))
        } else {
            otherwise()
        }
    }

    async fn renew(
        &self,
        revision: u64,
        claimed: TokenState,
        usable: bool,
        flight: &mut Option<Unstored>,
    ) -> Result<Step, SendError> {
        let answer = self.oauth.refresh(&claimed.refresh, self.clock.now()).await;
        match answer {
            Ok(next) => {
                let access = next.access.clone();
                let spent = claimed.refresh.clone();
                let unstored = Unstored { spent, next };
                match self.keep(&unstored).await {
                    Ok(()) => Ok(Step::Use(access)),
                    Err(error) => {
                        // Kept here until the store is back: the old pair is spent.
                        *flight = Some(unstored);
                        Err(stored(error))
                    }
                }
            }
            // The claim stays until its lease ends, so a service in trouble is not asked at every call.
            Err(OAuthError::NoAnswer(reason)) => {
                self.make_do(&claimed, usable, || Err(SendError::retry(reason)))
            }
            Err(OAuthError::NotSent(reason)) => {
                let free = TokenState {
                    claimed_at: None,
                    ..claimed.clone()
                };
                self.replace(Some(revision), &free).await.map_err(stored)?;
                self.make_do(&claimed, usable, || Err(SendError::retry(reason)))
            }
            Err(OAuthError::Refused(reason)) => {
                let refused = TokenState {
                    claimed_at: None,
                    refused: Some(reason.to_string()),
                    ..claimed.clone()
                };
                self.replace(Some(revision), &refused).await.map_err(stored)?;
                self.make_do(&claimed, usable, || consent_needed(&reason.to_string()))
            }
        }
    }

    /// Stores a pair, over whatever became of the one that was spent for it, but never over a newer one.
    async fn keep(&self, unstored: &Unstored) -> Result<(), StoreError> {
        let mut tries = 0;
        loop {
            match self.keep_once(unstored).await {
                Ok(true) => return Ok(()),
                Ok(false) => {}
                Err(error) if tries >= STORE_TRIES => return Err(error),
                Err(_) => {
                    tries += 1;
                    sleep(STORE_PAUSE).await;
                }
            }
        }
    }

    async fn keep_once(&self, unstored: &Unstored) -> Result<bool, StoreError> {
        let record = self.store.load().await?;
        match record {
            Some(record) if record.state.refresh != unstored.spent => Ok(true),
            record => {
                self.replace(record.map(|record| record.revision), &unstored.next)
                    .await
            }
        }
    }

    async fn consent(&self, code: &str, verifier: &Verifier) -> Result<(), SendError> {
        let mut flight = self.flight.lock().await;
        let next = match self.oauth.exchange(code, verifier, self.clock.now()).await {
            Ok(next) => next,
            Err(OAuthError::NotSent(reason)) => return Err(SendError::retry(reason)),
            // A code works once, too.
            Err(OAuthError::NoAnswer(reason) | OAuthError::Refused(reason)) => {
                return Err(SendError::person(Need::Consent, reason));
            }
        };
        *flight = None;
        loop {
            let kept = self.store.load().await.map_err(stored)?;
            let revision = kept.map(|record| record.revision);
            if self.replace(revision, &next).await.map_err(stored)? {
                return Ok(());
            }
        }
    }

    async fn load(&self) -> Result<Record, SendError> {
        let record = self.store.load().await.map_err(stored)?;
        record.ok_or_else(|| {
            SendError::person(
                Need::Consent,
                Reason::new("nobody has given consent for this account yet"),
            )
        })
    }

    async fn replace(&self, expected: Option<u64>, state: &TokenState) -> Result<bool, StoreError> {
        self.store.replace(expected, state).await
    }
}

fn consent_needed(said: &str) -> Result<Step, SendError> {
    let text = format!("the access to this account could not be renewed: {said}");
    Err(SendError::person(Need::Consent, Reason::new(text)))
}

fn stored(error: StoreError) -> SendError {
    SendError::retry(Reason::new(error.to_string()))
}

fn later(text: &str) -> SendError {
    SendError::retry(Reason::new(text))
}

fn later_by(at: Timestamp, by: Duration) -> Timestamp {
    SignedDuration::try_from(by)
        .ok()
        .and_then(|by| at.checked_add(by).ok())
        .unwrap_or(Timestamp::MAX)
}
