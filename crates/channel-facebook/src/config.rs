use std::time::Duration;

use channel_http::{Base, BaseError, HttpConfig, Secret};

/// A page and how to reach the service.
#[derive(Debug, Clone)]
pub struct Config {
    /// The page's id.
    pub page_id: String,
    /// The page's own access token.
    pub token: Secret,
    /// The application, for asking how long the token lives.
    pub app: Option<App>,
    /// Where the API lies.
    pub api: Base,
    /// Its version, such as `v25.0`.
    pub version: String,
    /// Limits of each call.
    pub http: HttpConfig,
    /// How long a post may take to show in the list: before this, its absence proves nothing.
    pub settle: Duration,
}

/// An application at the service.
#[derive(Debug, Clone)]
pub struct App {
    /// Its id.
    pub id: String,
    /// Its secret.
    pub secret: Secret,
}

impl Config {
    /// The public service.
    ///
    /// # Errors
    /// None: the address is fixed. The type says so because it is checked like others.
    pub fn new(page_id: &str, token: impl Into<Secret>) -> Result<Self, BaseError> {
        Ok(Self {
            page_id: page_id.to_owned(),
            token: token.into(),
            app: None,
            api: Base::parse("https://graph.facebook.com")?,
            version: "v25.0".to_owned(),
            http: HttpConfig::default(),
            settle: Duration::from_mins(2),
        })
    }
}
