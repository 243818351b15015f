//! A server that follows the documented shapes, errors with HTTP 200 and all, and misbehaves as told.
//!
//! Names of calls for [`Script::next`]: `token`, `create`, `verify`, `detail`, `list`, `update`, `remove`,
//! `user-message`, `group-message`, `broadcast`, `upload`, `account`, `quota`, `users`. Other processes read
//! `GET /contract/published` and set `POST /contract/processing` (`{"polls"}`) and `POST /contract/expiry`.

mod routes;
mod state;

use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use channel_http::contract::{Running, serve};
use jiff::Timestamp;
use serde_json::Value;

pub use channel_http::contract::{Hand, Misbehaviour, Script, hostile, stand_alone};
pub use state::Kept;

use crate::{Base, BaseError, Clock, Config, TokenState};
use state::State;

/// The server. It ends when this is dropped.
#[derive(Debug)]
pub struct Server {
    running: Running,
    script: Script,
    state: Arc<Mutex<State>>,
    clock: Clock,
}

/// The application that the server knows.
pub const APP_ID: &str = "4021";
/// Its secret key.
pub const APP_SECRET: &str = "app-secret-of-the-contract";

impl Server {
    /// Starts on a free port. Articles bear the time of `clock`.
    ///
    /// # Errors
    /// When no port can be had.
    pub async fn start(clock: Clock) -> io::Result<Self> {
        let (script, state) = (Script::default(), Arc::new(Mutex::new(State::default())));
        let router = routes::router(script.clone(), Arc::clone(&state), clock.clone());
        let running = serve(router).await?;
        Ok(Self {
            running,
            script,
            state,
            clock,
        })
    }

    /// Where it listens.
    ///
    /// # Errors
    /// None: it is on this machine.
    pub fn base(&self) -> Result<Base, BaseError> {
        self.running.base()
    }

    /// For [`stand_alone`].
    #[must_use]
    pub fn running(&self) -> &Running {
        &self.running
    }

    /// The configuration of a client of this server.
    ///
    /// # Errors
    /// None: it is on this machine.
    pub fn config(&self) -> Result<Config, BaseError> {
        let mut config = Config::new(APP_ID, APP_SECRET)?;
        config.api = self.base()?;
        config.oauth = self.base()?;
        config.pause = std::time::Duration::from_millis(1);
        Ok(config)
    }

    /// What goes wrong.
    #[must_use]
    pub fn script(&self) -> &Script {
        &self.script
    }

    /// The tokens that work now, as they would be kept after a consent at this moment.
    #[must_use]
    pub fn tokens(&self) -> TokenState {
        let state = self.state();
        let now = self.clock.now();
        TokenState {
            access: state.access().into(),
            refresh: state.refresh().into(),
            obtained_at: now,
            expires_at: now
                .checked_add(jiff::SignedDuration::from_hours(25))
                .unwrap_or(Timestamp::MAX),
            claimed_at: None,
            refused: None,
        }
    }

    /// From now on the access token in use is not accepted.
    pub fn expire_access(&self) {
        self.state().expire();
    }

    /// The refresh token that would be accepted now.
    #[must_use]
    pub fn refresh_token(&self) -> String {
        self.state().refresh()
    }

    /// New articles take so many questions, or looks at the list, until they are done.
    pub fn keep_processing(&self, polls: u32) {
        self.state().processing = polls;
    }

    /// Articles that are there, whether done or not.
    #[must_use]
    pub fn articles(&self) -> Vec<Kept> {
        self.state()
            .articles
            .iter()
            .filter(|one| !one.removed)
            .cloned()
            .collect()
    }

    /// Messages to people and groups, as they came.
    #[must_use]
    pub fn messages(&self) -> Vec<Value> {
        self.state().messages.clone()
    }

    /// Broadcasts, as they came.
    #[must_use]
    pub fn broadcasts(&self) -> Vec<Value> {
        self.state().broadcasts.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
