use std::time::Duration;

use channel_http::{Base, BaseError, HttpConfig, Secret};

/// A channel and how to reach the service.
#[derive(Debug, Clone)]
pub struct Config {
    /// The application's id.
    pub client_id: String,
    /// Its secret.
    pub client_secret: Secret,
    /// What the owner of the channel has given; it stays the same when it is used.
    pub refresh_token: Secret,
    /// Where the API lies.
    pub api: Base,
    /// Where access tokens are had.
    pub oauth: Base,
    /// Limits of each call.
    pub http: HttpConfig,
    /// Bytes sent at once; rounded to a multiple of 256 KB. Also the memory that an upload takes.
    pub chunk: usize,
    /// How long one chunk may take.
    pub chunk_time: Duration,
    /// How often in a row an upload may fail to move on.
    pub tries: u32,
    /// Pause after the first failure; it doubles, up to half a minute.
    pub pause: Duration,
    /// How long a video may take to show in the list: before this, its absence proves nothing.
    pub settle: Duration,
}

impl Config {
    /// The public service.
    ///
    /// # Errors
    /// None: the addresses are fixed. The type says so because they are checked like others.
    pub fn new(
        client_id: &str,
        client_secret: impl Into<Secret>,
        refresh_token: impl Into<Secret>,
    ) -> Result<Self, BaseError> {
        Ok(Self {
            client_id: client_id.to_owned(),
            client_secret: client_secret.into(),
            refresh_token: refresh_token.into(),
            api: Base::parse("https://www.googleapis.com")?,
            oauth: Base::parse("https://oauth2.googleapis.com")?,
            http: HttpConfig::default(),
            chunk: 8 << 20,
            chunk_time: Duration::from_mins(10),
            tries: 6,
            pause: Duration::from_secs(1),
            settle: Duration::from_mins(10),
        })
    }
}
