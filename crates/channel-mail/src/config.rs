use std::fmt;
use std::net::IpAddr;
use std::time::Duration;

use lettre::transport::smtp::client::{Certificate, CertificateStore, TlsParameters};
use serde::Deserialize;

/// How to reach the mail server.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SmtpConfig {
    /// Its name, which its certificate must bear, or its IP address.
    pub host: String,
    /// Its port; by default the usual one for `encryption`.
    #[serde(default)]
    pub port: Option<u16>,
    /// When encryption begins.
    #[serde(default)]
    pub encryption: Encryption,
    /// The account to sign in with.
    #[serde(default)]
    pub username: Option<String>,
    /// Its password.
    #[serde(default)]
    pub password: Option<Secret>,
    /// A certificate authority of your own as PEM, trusted besides the public ones.
    #[serde(default)]
    pub certificate_authority: Option<String>,
    /// The name with which this machine greets; by default its own.
    #[serde(default)]
    pub hello: Option<String>,
    /// Seconds to wait for the server at each step.
    #[serde(default = "default_timeout")]
    pub timeout_seconds: u16,
    /// Letters sent at the same time, each over its own connection.
    #[serde(default = "default_connections")]
    pub connections: u16,
}

fn default_timeout() -> u16 {
    30
}

fn default_connections() -> u16 {
    4
}

/// When encryption begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Encryption {
    /// From the first byte (usually port 465).
    #[default]
    Tls,
    /// After a greeting in clear text (usually port 587). A server that does not offer it is not used.
    #[serde(rename = "starttls")]
    StartTls,
    /// Never: only for a server on this same machine (usually port 25).
    None,
}

/// A text that is not shown in logs.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    pub(crate) fn reveal(&self) -> &str {
        &self.0
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

/// What is wrong with a configuration.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// Letters and passwords would cross a network in clear text.
    #[error("without encryption only a mail server on this machine can be used, not {0}")]
    ClearText(String),
    /// A user without password or the other way round.
    #[error("give both the user name and the password of the mail server, or neither")]
    HalfAnAccount,
    /// The certificate authority is not PEM.
    #[error("the certificate authority for mail cannot be read: {0}")]
    CertificateAuthority(String),
}

impl SmtpConfig {
    /// A configuration with the usual port and no account.
    #[must_use]
    pub fn new(host: &str, encryption: Encryption) -> Self {
        Self {
            host: host.to_owned(),
            port: None,
            encryption,
            username: None,
            password: None,
            certificate_authority: None,
            hello: None,
            timeout_seconds: default_timeout(),
            connections: default_connections(),
        }
    }

    /// Whether the parts fit together.
    ///
    /// # Errors
    /// [`ConfigError`] says what does not.
    pub fn check(&self) -> Result<(), ConfigError> {
        if self.encryption == Encryption::None && !self.is_this_machine() {
            return Err(ConfigError::ClearText(self.host.clone()));
        }
        if self.username.is_some() != self.password.is_some() {
            return Err(ConfigError::HalfAnAccount);
        }
        self.tls().map(drop)
    }

    pub(crate) fn tls(&self) -> Result<Option<TlsParameters>, ConfigError> {
        if self.encryption == Encryption::None {
            return Ok(None);
        }
        let unreadable =
            |error: lettre::transport::smtp::Error| ConfigError::CertificateAuthority(error.to_string());
        let mut tls =
            TlsParameters::builder(self.host.clone()).certificate_store(CertificateStore::WebpkiRoots);
        if let Some(pem) = &self.certificate_authority {
            // A text without any certificate would pass as an empty list.
            if !pem.contains("-----BEGIN CERTIFICATE-----") {
                return Err(ConfigError::CertificateAuthority(
                    "no certificate in it".to_owned(),
                ));
            }
            tls = tls.add_root_certificate(Certificate::from_pem(pem.as_bytes()).map_err(unreadable)?);
        }
        tls.build_rustls().map(Some).map_err(unreadable)
    }

    pub(crate) fn port(&self) -> u16 {
        self.port.unwrap_or(match self.encryption {
            Encryption::Tls => 465,
            Encryption::StartTls => 587,
            Encryption::None => 25,
        })
    }

    pub(crate) fn timeout(&self) -> Duration {
        Duration::from_secs(self.timeout_seconds.max(1).into())
    }

    fn is_this_machine(&self) -> bool {
        match self.host.parse::<IpAddr>() {
            Ok(address) => address.is_loopback(),
            Err(_) => self.host == "localhost",
        }
    }
}
