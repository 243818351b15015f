//! The configuration: one commented TOML file, environment variables, flags.
//!
//! `LOA_SECTION__KEY` sets `key` of `[section]`; `LOA_SECTION__KEY_FILE` reads it from a file, for secrets.
//! An unknown key is refused, with the nearest known one named.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use toml::{Table, Value};

/// Every key with its default, commented: what `loa config print --default` shows.
pub const DEFAULTS: &str = include_str!("loa.default.toml");

/// Text that is not shown.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Secret(pub String);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_empty() { "\"\"" } else { "\"…\"" })
    }
}

impl Serialize for Secret {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(if self.0.is_empty() { "" } else { "…" })
    }
}

/// The whole configuration.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The web server.
    pub server: Server,
    /// The database.
    pub database: Database,
    /// The file store.
    pub files: FilesConfig,
    /// Outgoing mail.
    pub mail: Mail,
    /// Time.
    pub time: Time,
    /// Sizes.
    pub limits: Limits,
    /// The log.
    pub log: Log,
}

/// `[server]`
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Server {
    /// Address and port to listen on.
    pub listen: String,
    /// The address people type, for links in mails and QR codes; https makes cookies Secure.
    pub public_url: String,
    /// Addresses of reverse proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<String>,
}

impl Server {
    /// The trusted proxies that are addresses.
    pub(super) fn proxies(&self) -> Vec<std::net::IpAddr> {
        let parsed = self.trusted_proxies.iter().map(|proxy| proxy.trim().parse());
        parsed.filter_map(Result::ok).collect()
    }
}

/// `[database]`
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Database {
    /// `postgres://…`; empty means SQLite in the data folder.
    pub url: Secret,
}

/// `[files]`
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct FilesConfig {
    /// Folder; empty means `files` in the data folder.
    pub folder: String,
}

/// `[mail]`
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Mail {
    /// SMTP server; empty means that no mail is sent and pages say so.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// `tls`, `starttls` or `none` (this machine only).
    pub security: String,
    /// User name.
    pub username: String,
    /// Password.
    pub password: Secret,
    /// Sender: `Loa <loa@so.example.vn>`.
    pub from: String,
}

/// `[time]`
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Time {
    /// Zone of the agency.
    pub zone: String,
    /// A day that the clock starts on, for demonstrations; empty for the real one.
    pub starting_on: String,
}

/// `[limits]`
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// Largest file that can be handed in, in megabytes.
    pub upload_megabytes: u64,
    /// Whether pages on private addresses may be kept as evidence, for portals on an intranet.
    pub snapshot_private_addresses: bool,
}

/// `[log]`
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Log {
    /// `error`, `warn`, `info`, `debug`, or a filter such as `loa=debug,info`.
    pub level: String,
    /// `text` or `json`.
    pub format: String,
}

/// What is wrong with a configuration.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("{path}: {source}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Not TOML.
    #[error("{path}: {source}")]
    Syntax {
        /// The file.
        path: PathBuf,
        /// Where and why.
        source: toml::de::Error,
    },
    /// A key that does not exist.
    #[error("unknown key {key} in {place}{}", .nearest.as_ref().map(|n| format!("; did you mean {n}?")).unwrap_or_default())]
    UnknownKey {
        /// `section.key`.
        key: String,
        /// The file, or the environment.
        place: String,
        /// The known key that is most alike.
        nearest: Option<String>,
    },
    /// A value of the wrong kind or out of range.
    #[error("{key}: {reason}")]
    Value {
        /// `section.key`.
        key: String,
        /// What would be right.
        reason: String,
    },
}

impl Config {
    /// Reads defaults, then `file` when it exists, then the environment.
    ///
    /// # Errors
    /// [`ConfigError`] for the first thing that is wrong.
    pub fn load(
        file: &Path,
        environment: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, ConfigError> {
        let syntax = |source| ConfigError::Syntax {
            path: file.to_owned(),
            source,
        };
        let mut table: Table = toml::from_str(DEFAULTS).map_err(syntax)?;
        if file.exists() {
            let text = std::fs::read_to_string(file).map_err(|source| ConfigError::Unreadable {
                path: file.to_owned(),
                source,
            })?;
            let given: Table = toml::from_str(&text).map_err(syntax)?;
            merge(&mut table, given, &file.display().to_string())?;
        }
        for (section, values) in from_environment(environment, &table)? {
            merge(
                &mut table,
                Table::from_iter([(section, Value::Table(values))]),
                "the environment",
            )?;
        }
        let config: Self =
            Value::Table(table)
                .try_into()
                .map_err(|error: toml::de::Error| ConfigError::Value {
                    key: "configuration".to_owned(),
                    reason: error.message().to_owned(),
                })?;
        config.check()?;
        Ok(config)
    }

    fn check(&self) -> Result<(), ConfigError> {
        let wrong = |key: &str, reason: &str| {
            Err(ConfigError::Value {
                key: key.to_owned(),
                reason: reason.to_owned(),
            })
        };
        if self.server.listen.parse::<std::net::SocketAddr>().is_err() {
            return wrong("server.listen", "an address and a port, such as 127.0.0.1:8080");
        }
        if !self.server.public_url.starts_with("http://") && !self.server.public_url.starts_with("https://") {
            return wrong("server.public_url", "begins with https:// or http://");
        }
        if self.server.proxies().len() != self.server.trusted_proxies.len() {
            return wrong(
                "server.trusted_proxies",
                "addresses such as [\"127.0.0.1\", \"10.0.0.2\"]",
            );
        }
        if jiff::tz::TimeZone::get(&self.time.zone).is_err() {
            return wrong("time.zone", "a zone such as Asia/Ho_Chi_Minh");
        }
        if !self.time.starting_on.is_empty() && self.time.starting_on.parse::<jiff::civil::Date>().is_err() {
            return wrong("time.starting_on", "a day such as 2025-04-16, or empty");
        }
        if !matches!(self.mail.security.as_str(), "tls" | "starttls" | "none") {
            return wrong("mail.security", "tls, starttls or none");
        }
        if !matches!(self.log.format.as_str(), "text" | "json") {
            return wrong("log.format", "text or json");
        }
        if self.limits.upload_megabytes == 0 || self.limits.upload_megabytes > 1024 {
            return wrong("limits.upload_megabytes", "from 1 to 1024");
        }
        Ok(())
    }

    /// A page's whole address, for links that leave the site.
    #[must_use]
    pub fn public_address(&self, path: &str) -> String {
        format!("{}{path}", self.server.public_url.trim_end_matches('/'))
    }

    /// Whether mail can be sent.
    #[must_use]
    pub fn sends_mail(&self) -> bool {
        !self.mail.host.is_empty()
    }

    /// Whether cookies are sent over https only.
    #[must_use]
    pub fn secure_cookies(&self) -> bool {
        self.server.public_url.starts_with("https://")
    }
}

/// `LOA_SERVER__LISTEN=…` as `[server] listen`, typed as the default is.
fn from_environment(
    environment: impl IntoIterator<Item = (String, String)>,
    known: &Table,
) -> Result<BTreeMap<String, Table>, ConfigError> {
    let mut sections = BTreeMap::<String, Table>::new();
    for (name, value) in environment {
        let Some((section, key)) = name.strip_prefix("LOA_").and_then(|rest| rest.split_once("__")) else {
            continue;
        };
        let (section, mut key) = (section.to_ascii_lowercase(), key.to_ascii_lowercase());
        let mut value = value;
        let default = |key: &str| known.get(&section).and_then(|table| table.get(key));
        if let Some(base) = key.strip_suffix("_file").filter(|base| default(base).is_some()) {
            let path = PathBuf::from(&value);
            value = std::fs::read_to_string(&path)
                .map_err(|source| ConfigError::Unreadable { path, source })?
                .trim_end()
                .to_owned();
            key = base.to_owned();
        }
        let wrong = |reason: &str| ConfigError::Value {
            key: format!("{section}.{key}"),
            reason: reason.to_owned(),
        };
        let typed = match default(&key) {
            Some(Value::Integer(_)) => Value::Integer(value.parse().map_err(|_| wrong("a number"))?),
            Some(Value::Boolean(_)) => Value::Boolean(value.parse().map_err(|_| wrong("true or false"))?),
            Some(Value::Array(_)) => {
                let parts = value.split(',').map(str::trim).filter(|part| !part.is_empty());
                Value::Array(parts.map(|part| Value::String(part.to_owned())).collect())
            }
            _ => Value::String(value),
        };
        sections.entry(section.clone()).or_default().insert(key, typed);
    }
    Ok(sections)
}

fn merge(into: &mut Table, from: Table, place: &str) -> Result<(), ConfigError> {
    for (section, values) in from {
        let Some(Value::Table(known)) = into.get_mut(&section) else {
            let nearest = nearest(&section, into.keys());
            return Err(ConfigError::UnknownKey {
                key: section,
                place: place.to_owned(),
                nearest,
            });
        };
        let Value::Table(values) = values else {
            return Err(ConfigError::Value {
                key: section,
                reason: "a section".to_owned(),
            });
        };
        for (key, value) in values {
            if !known.contains_key(&key) {
                let nearest = nearest(&key, known.keys()).map(|near| format!("{section}.{near}"));
                return Err(ConfigError::UnknownKey {
                    key: format!("{section}.{key}"),
                    place: place.to_owned(),
                    nearest,
                });
            }
            known.insert(key, value);
        }
    }
    Ok(())
}

fn nearest<'a>(key: &str, known: impl Iterator<Item = &'a String>) -> Option<String> {
    let scored = known.map(|candidate| (strsim::jaro_winkler(key, candidate), candidate));
    scored
        .filter(|(score, _)| *score > 0.7)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, candidate)| candidate.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(text: &str, environment: &[(&str, &str)]) -> Result<Config, ConfigError> {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), text).unwrap();
        Config::load(
            file.path(),
            environment
                .iter()
                .map(|(k, v)| ((*k).to_owned(), (*v).to_owned())),
        )
    }

    #[test]
    fn the_defaults_are_right() {
        let config = load("", &[]).unwrap();
        assert_eq!(config.server.listen, "127.0.0.1:8080");
        assert_eq!(config.time.zone, "Asia/Ho_Chi_Minh");
    }

    #[test]
    fn an_unknown_key_names_the_nearest() {
        let error = load("[server]\nlisten_adress = \"x\"", &[])
            .unwrap_err()
            .to_string();
        assert!(
            error.contains("server.listen_adress") && error.contains("did you mean server.listen?"),
            "{error}"
        );
        let error = load("", &[("LOA_MAIL__HOTS", "x")]).unwrap_err().to_string();
        assert!(error.contains("did you mean mail.host?"), "{error}");
    }

    #[test]
    fn the_environment_wins_and_secrets_come_from_files() {
        let secret = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(secret.path(), "hush\n").unwrap();
        let path = secret.path().display().to_string();
        let config = load(
            "[mail]\nport = 25",
            &[("LOA_MAIL__PORT", "2525"), ("LOA_MAIL__PASSWORD_FILE", &path)],
        );
        let config = config.unwrap();
        assert_eq!(config.mail.port, 2525);
        assert_eq!(config.mail.password.0, "hush");
        assert!(!format!("{config:?}").contains("hush"));
        assert!(!toml::to_string(&config).unwrap().contains("hush"));
    }

    #[test]
    fn proxies_are_addresses() {
        let error = load("[server]\ntrusted_proxies = [\"localhost\"]", &[])
            .unwrap_err()
            .to_string();
        assert!(error.contains("server.trusted_proxies"), "{error}");
        let config = load("", &[("LOA_SERVER__TRUSTED_PROXIES", "127.0.0.1, ::1")]).unwrap();
        assert_eq!(config.server.proxies().len(), 2);
    }

    #[test]
    fn a_wrong_value_says_what_would_be_right() {
        let error = load("[time]\nzone = \"Asia/Saigon2\"", &[])
            .unwrap_err()
            .to_string();
        assert!(
            error.contains("time.zone") && error.contains("Asia/Ho_Chi_Minh"),
            "{error}"
        );
    }
}
