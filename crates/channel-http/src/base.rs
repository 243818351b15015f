use std::fmt;
use std::net::IpAddr;

use serde::Deserialize;

/// The address under which a service lies: `https`, or `http` on this machine (for tests).
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Base(String);

/// Why an address cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BaseError {
    /// Not an address of the web, or one with a user, a query or a fragment.
    #[error("{0} is not the address of a service")]
    NotAnAddress(String),
    /// Secrets would cross a network in clear text.
    #[error("{0} is not encrypted: use https")]
    ClearText(String),
}

impl Base {
    /// Checks an address.
    ///
    /// # Errors
    /// [`BaseError`] says what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, BaseError> {
        let wrong = || BaseError::NotAnAddress(text.to_owned());
        let url = reqwest::Url::parse(text.trim()).map_err(|_| wrong())?;
        let host = url.host_str().ok_or_else(wrong)?;
        let plain = url.username().is_empty()
            && url.password().is_none()
            && url.query().is_none()
            && url.fragment().is_none();
        if !plain {
            return Err(wrong());
        }
        match url.scheme() {
            "https" => {}
            "http" if is_this_machine(host) => {}
            "http" => return Err(BaseError::ClearText(text.to_owned())),
            _ => return Err(wrong()),
        }
        Ok(Self(url.as_str().trim_end_matches('/').to_owned()))
    }

    /// The address of something below it. `path` is written by the program, not by people: parts that are not
    /// fixed go through [`Base::segment`].
    #[must_use]
    pub fn join(&self, path: &str) -> String {
        format!("{}/{}", self.0, path.trim_start_matches('/'))
    }

    /// One part of a path in which nothing is special: `/` and `?` and the like are written as percent signs.
    #[must_use]
    pub fn segment(text: &str) -> String {
        text.bytes().fold(String::new(), |mut out, byte| {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'~' => out.push(char::from(byte)),
                _ => out.push_str(&format!("%{byte:02X}")),
            }
            out
        })
    }

    /// Whether an address given by the service lies on the same machine and port, so that a secret may be sent there.
    #[must_use]
    pub fn has_origin_of(&self, address: &str) -> bool {
        let (Ok(mine), Ok(other)) = (reqwest::Url::parse(&self.0), reqwest::Url::parse(address)) else {
            return false;
        };
        mine.origin() == other.origin()
    }

    /// It as text, without a slash at its end.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Base {
    type Error = BaseError;

    fn try_from(text: String) -> Result<Self, BaseError> {
        Self::parse(&text)
    }
}

impl fmt::Debug for Base {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Base {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn is_this_machine(host: &str) -> bool {
    match host.trim_matches(['[', ']']).parse::<IpAddr>() {
        Ok(address) => address.is_loopback(),
        Err(_) => host == "localhost",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_encrypted_or_this_machine() {
        assert_eq!(
            Base::parse("https://a.vn/x/").unwrap().join("/y"),
            "https://a.vn/x/y"
        );
        assert_eq!(
            Base::parse("http://127.0.0.1:80").unwrap().as_str(),
            "http://127.0.0.1"
        );
        assert!(Base::parse("http://[::1]:9").is_ok());
        assert_eq!(
            Base::parse("http://a.vn"),
            Err(BaseError::ClearText("http://a.vn".to_owned()))
        );
        for wrong in [
            "",
            "a.vn",
            "ftp://a.vn",
            "https://u:p@a.vn",
            "https://a.vn?x=1",
            "https://a.vn#x",
        ] {
            assert!(
                matches!(Base::parse(wrong), Err(BaseError::NotAnAddress(_))),
                "{wrong}"
            );
        }
    }

    #[test]
    fn a_part_of_a_path_stays_one_part() {
        assert_eq!(Base::segment("12_34"), "12_34");
        assert_eq!(Base::segment("../a?b#c ấ"), "%2E%2E%2Fa%3Fb%23c%20%E1%BA%A5");
    }

    #[test]
    fn secrets_go_to_the_same_origin_only() {
        let base = Base::parse("https://a.vn/upload").unwrap();
        assert!(base.has_origin_of("https://a.vn/other?x"));
        for stranger in ["https://b.vn/", "http://a.vn/", "https://a.vn:444/", "nonsense"] {
            assert!(!base.has_origin_of(stranger), "{stranger}");
        }
    }
}
