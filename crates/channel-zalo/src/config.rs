use std::time::Duration;

use channel_http::{Base, BaseError, HttpConfig, Secret};

/// An application of Zalo and how to reach the service.
#[derive(Debug, Clone)]
pub struct Config {
    /// The application's id.
    pub app_id: String,
    /// Its secret key, for renewing tokens.
    pub app_secret: Secret,
    /// Where the API lies.
    pub api: Base,
    /// Where tokens are renewed.
    pub oauth: Base,
    /// Limits of each call.
    pub http: HttpConfig,
    /// Age at which the access token is renewed; it lives 25 hours.
    pub renew_after: Duration,
    /// After this long an unfinished renewal counts as abandoned and another server takes over.
    pub lease: Duration,
    /// How long to wait for a renewal by another server when nothing else can be done.
    pub wait: Duration,
    /// Pause between two questions, whether a renewal or an article is done.
    pub pause: Duration,
    /// How often to ask whether an article is done.
    pub questions: u32,
    /// How long an accepted article may take to show in the list: before this, its absence proves nothing.
    pub settle: Duration,
}

impl Config {
    /// The public service with its usual times.
    ///
    /// # Errors
    /// None: the addresses are fixed. The type says so because they are checked like others.
    pub fn new(app_id: &str, app_secret: impl Into<Secret>) -> Result<Self, BaseError> {
        Ok(Self {
            app_id: app_id.to_owned(),
            app_secret: app_secret.into(),
            api: Base::parse("https://openapi.zalo.me")?,
            oauth: Base::parse("https://oauth.zaloapp.com")?,
            http: HttpConfig::default(),
            renew_after: Duration::from_hours(20),
            lease: Duration::from_mins(2),
            wait: Duration::from_secs(10),
            pause: Duration::from_millis(1500),
            questions: 20,
            settle: Duration::from_mins(10),
        })
    }
}
