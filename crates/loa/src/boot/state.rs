//! What the whole process shares.

use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use db::Db;
use jiff::tz::TimeZone;

use super::{Config, KEY_FILE, SealingKey, migrations};
use crate::clock::Clock;
use crate::features::delivery::Channels;
use crate::features::file::Files;
use web::FailureLimit;

/// Why Loa did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The data folder cannot be made.
    #[error("data folder {path}: {source}")]
    Folder {
        /// The folder.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The database cannot be opened.
    #[error(transparent)]
    Database(#[from] db::ConnectError),
    /// Its schema cannot be brought up to date.
    #[error(transparent)]
    Schema(#[from] db::MigrateError),
    /// The file store cannot be opened.
    #[error("file store: {0}")]
    Files(#[from] crate::features::file::FilesError),
    /// The key at rest cannot be had.
    #[error("key {path}: {source}")]
    Key {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Wrong configuration.
    #[error(transparent)]
    Config(#[from] super::config::ConfigError),
}

/// The process's state: cheap to clone.
#[derive(Debug, Clone)]
pub struct App(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    db: Db,
    files: Files,
    clock: Clock,
    config: Config,
    data_dir: PathBuf,
    sealing: SealingKey,
    sign_in_failures: FailureLimit<IpAddr>,
    unknown_addresses: FailureLimit<String>,
    recoveries: FailureLimit<IpAddr>,
    recovered_addresses: FailureLimit<String>,
    trusted_proxies: Vec<IpAddr>,
    channels: Channels,
}

/// Failed sign-ins from one address before it has to wait: many, because an agency stands behind one address.
const FAILURES: u32 = 60;
/// For how long they count: ten minutes, in microseconds.
const FAILURE_WINDOW: i64 = 10 * 60 * 1_000_000;
/// An unknown mail address is answered as a known one that is locked, so that nobody learns which exist.
const UNKNOWN_TRIES: u32 = 5;
/// One minute, as the first lock of a known one.
const UNKNOWN_WINDOW: i64 = 60 * 1_000_000;
/// Forgotten passwords told from one network within ten minutes: an agency stands behind one address.
const RECOVERIES: u32 = 20;
/// And for one mail address within an hour, whether anybody has it or not.
const ADDRESS_RECOVERIES: u32 = 3;
/// One hour.
const RECOVERY_WINDOW: i64 = 60 * 60 * 1_000_000;
/// Addresses that are remembered at most: some hundred kilobytes.
const ADDRESSES: usize = 10_000;

impl App {
    /// Opens database and files of a data folder and brings the schema up to date.
    ///
    /// # Errors
    /// [`StartError`] with the part that failed.
    pub async fn open(config: Config, data_dir: &Path) -> Result<Self, StartError> {
        let folder = |source| StartError::Folder {
            path: data_dir.to_owned(),
            source,
        };
        super::backup::make_private(data_dir).map_err(folder)?;
        let url = if config.database.url.0.is_empty() {
            format!("sqlite:{}", data_dir.join("loa.db").display())
        } else {
            config.database.url.0.clone()
        };
        let db = Db::connect(&url).await?;
        let zone = TimeZone::get(&config.time.zone).unwrap_or(TimeZone::UTC);
        let clock = match config.time.starting_on.parse() {
            Ok(day) => Clock::starting_on(day, zone),
            Err(_) => Clock::system(zone),
        };
        db::migrate(&db, &migrations(), clock.now()).await?;
        let files = if config.files.folder.is_empty() {
            Files::local(&data_dir.join("files"))?
        } else {
            Files::local(Path::new(&config.files.folder))?
        };
        let sealing = SealingKey::of_folder(data_dir).map_err(|source| StartError::Key {
            path: data_dir.join(KEY_FILE),
            source,
        })?;
        Ok(Self::of_parts(db, files, clock, config, data_dir, sealing))
    }

    /// A state from parts that are open already: for tests.
    #[must_use]
    pub fn of_parts(
        db: Db,
        files: Files,
        clock: Clock,
        config: Config,
        data_dir: &Path,
        sealing: SealingKey,
    ) -> Self {
        let data_dir = data_dir.to_owned();
        let trusted_proxies = config.server.proxies();
        let channels = Channels::of(&config);
        Self(Arc::new(Inner {
            db,
            files,
            clock,
            config,
            data_dir,
            sealing,
            sign_in_failures: FailureLimit::new(FAILURES, FAILURE_WINDOW, ADDRESSES),
            unknown_addresses: FailureLimit::new(UNKNOWN_TRIES, UNKNOWN_WINDOW, ADDRESSES),
            recoveries: FailureLimit::new(RECOVERIES, FAILURE_WINDOW, ADDRESSES),
            recovered_addresses: FailureLimit::new(ADDRESS_RECOVERIES, RECOVERY_WINDOW, ADDRESSES),
            trusted_proxies,
            channels,
        }))
    }

    /// The database.
    #[must_use]
    pub fn db(&self) -> &Db {
        &self.0.db
    }

    /// The file store.
    #[must_use]
    pub fn files(&self) -> &Files {
        &self.0.files
    }

    /// The clock.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.0.clock
    }

    /// The configuration.
    #[must_use]
    pub fn config(&self) -> &Config {
        &self.0.config
    }

    /// The ways out of the house.
    #[must_use]
    pub fn channels(&self) -> &Channels {
        &self.0.channels
    }

    /// The folder of everything that is not in the database.
    #[must_use]
    pub fn data_dir(&self) -> &Path {
        &self.0.data_dir
    }

    /// Seals what is stored and must be read again.
    #[must_use]
    pub fn sealing(&self) -> &SealingKey {
        &self.0.sealing
    }

    /// Failed sign-ins by address.
    #[must_use]
    pub fn sign_in_failures(&self) -> &FailureLimit<IpAddr> {
        &self.0.sign_in_failures
    }

    /// Failed sign-ins with mail addresses that nobody has.
    #[must_use]
    pub fn unknown_addresses(&self) -> &FailureLimit<String> {
        &self.0.unknown_addresses
    }

    /// Forgotten passwords by network.
    #[must_use]
    pub fn recoveries(&self) -> &FailureLimit<IpAddr> {
        &self.0.recoveries
    }

    /// Forgotten passwords by mail address, known or not.
    #[must_use]
    pub fn recovered_addresses(&self) -> &FailureLimit<String> {
        &self.0.recovered_addresses
    }

    /// Proxies whose word on the visitor's address is taken.
    #[must_use]
    pub fn trusted_proxies(&self) -> &[IpAddr] {
        &self.0.trusted_proxies
    }
}
