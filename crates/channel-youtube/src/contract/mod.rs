//! A server that follows the documented shapes and misbehaves as told.
//!
//! Names of calls for [`Script::next`]: `token`, `start`, `chunk`, `ask`, `videos`, `uploads`, `channel`, `update`,
//! `delete`. Other processes read `GET /contract/published` and set `POST /contract/lock`.

mod routes;
mod state;

use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use channel_http::contract::{Running, serve};

pub use channel_http::contract::{Hand, Misbehaviour, Script, hostile, stand_alone};
pub use state::Kept;

use crate::{Base, BaseError, Clock, Config};
use state::State;

/// The application that the server knows.
pub const CLIENT: &str = "client-of-the-contract";
/// Its secret.
pub const SECRET: &str = "secret-of-the-contract";
/// What the owner of the channel has given.
pub const REFRESH: &str = "refresh-of-the-contract";

/// The server. It ends when this is dropped.
#[derive(Debug)]
pub struct Server {
    running: Running,
    script: Script,
    state: Arc<Mutex<State>>,
}

impl Server {
    /// Starts on a free port. Videos bear the time of `clock`.
    ///
    /// # Errors
    /// When no port can be had.
    pub async fn start(clock: Clock) -> io::Result<Self> {
        let (script, state) = (Script::default(), Arc::new(Mutex::new(State::default())));
        let running = serve(routes::router(script.clone(), Arc::clone(&state), clock)).await?;
        let server = Self {
            running,
            script,
            state,
        };
        server.state().base = format!("http://{}", server.running.address());
        Ok(server)
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

    /// The configuration of a client of this server, with the smallest chunks.
    ///
    /// # Errors
    /// None: it is on this machine.
    pub fn config(&self) -> Result<Config, BaseError> {
        let mut config = Config::new(CLIENT, SECRET, REFRESH)?;
        config.api = self.base()?;
        config.oauth = self.base()?;
        config.chunk = crate::limits::CHUNK_UNIT;
        config.pause = Duration::from_millis(1);
        Ok(config)
    }

    /// What goes wrong.
    #[must_use]
    pub fn script(&self) -> &Script {
        &self.script
    }

    /// Videos that are there.
    #[must_use]
    pub fn videos(&self) -> Vec<Kept> {
        let state = self.state();
        state
            .videos
            .iter()
            .filter(|video| !video.removed)
            .cloned()
            .collect()
    }

    /// The bytes of a video as they came.
    #[must_use]
    pub fn content(&self, id: &str) -> Option<Vec<u8>> {
        let state = self.state();
        let video = state.videos.iter().find(|video| video.id == id)?;
        Some(video.content.clone())
    }

    /// From now on the access token in use is not accepted.
    pub fn expire_access(&self) {
        self.state().expired = true;
    }

    /// Every new video is locked to private, as for an application that was not audited; the answer to the upload does
    /// not say so.
    pub fn lock_private(&self, lock: bool) {
        self.state().lock = lock;
    }

    /// New videos are `processed`, or `rejected` and the like.
    pub fn upload_status(&self, status: &str) {
        self.state().upload_status = Some(status.to_owned());
    }

    /// At most so many bytes of each chunk are taken.
    pub fn take_at_most(&self, bytes: usize) {
        self.state().most = Some(bytes);
    }

    /// All sessions are gone.
    pub fn forget_sessions(&self) {
        self.state().sessions.clear();
    }

    /// What was taken of unfinished uploads is lost.
    pub fn lose_bytes(&self) {
        self.state().lose_bytes();
    }

    /// New videos take so many looks at the list until they show.
    pub fn show_late(&self, looks: u32) {
        self.state().late = looks;
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
