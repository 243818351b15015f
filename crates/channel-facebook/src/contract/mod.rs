//! A server that follows the documented shapes and misbehaves as told.
//!
//! Names of calls for [`Script::next`]: `post`, `photo`, `list`, `scheduled`, `read`, `update`, `delete`, `page`,
//! `debug`, `accounts`. Other processes read `GET /contract/published`.

mod routes;
mod state;

use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use channel_http::contract::{Running, serve};

pub use channel_http::contract::{Hand, Misbehaviour, Script, hostile, stand_alone};
pub use state::Kept;

use crate::{App, Base, BaseError, Clock, Config};
use state::State;

/// The page that the server knows.
pub const PAGE: &str = "1050";
/// Its token.
pub const TOKEN: &str = "page-token-of-the-contract";

/// The server. It ends when this is dropped.
#[derive(Debug)]
pub struct Server {
    running: Running,
    script: Script,
    state: Arc<Mutex<State>>,
}

impl Server {
    /// Starts on a free port. Posts bear the time of `clock`.
    ///
    /// # Errors
    /// When no port can be had.
    pub async fn start(clock: Clock) -> io::Result<Self> {
        let (script, state) = (Script::default(), Arc::new(Mutex::new(State::default())));
        let running = serve(routes::router(script.clone(), Arc::clone(&state), clock)).await?;
        Ok(Self {
            running,
            script,
            state,
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
        let mut config = Config::new(PAGE, TOKEN)?;
        config.api = self.base()?;
        config.app = Some(App {
            id: "77".to_owned(),
            secret: "app-secret".into(),
        });
        Ok(config)
    }

    /// What goes wrong.
    #[must_use]
    pub fn script(&self) -> &Script {
        &self.script
    }

    /// Posts that are there, shown or waiting for their time.
    #[must_use]
    pub fn posts(&self) -> Vec<Kept> {
        let state = self.state();
        state.posts.iter().filter(|post| !post.removed).cloned().collect()
    }

    /// A post with the words of one that is there is refused with 506, as the service does at times.
    pub fn refuse_duplicates(&self) {
        self.state().refuse_duplicates = true;
    }

    /// A visitor writes on the page.
    pub fn visitor_writes(&self, message: &str) {
        self.state().visitor_writes(message);
    }

    /// New posts take so many looks at the list until they show.
    pub fn show_late(&self, looks: u32) {
        self.state().late = looks;
    }

    /// What the token may do.
    pub fn grant(&self, scopes: &[&str]) {
        self.state().scopes = scopes.iter().map(|scope| (*scope).to_owned()).collect();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
