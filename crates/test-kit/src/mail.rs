//! The SMTP test server (`scripts/smtp-sink`): what it received, and how it shall misbehave.
//!
//! All is per address, so tests that run side by side do not meet: take [`Mailbox::fresh`].

use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use serde::Deserialize;

use crate::http::{ask, escape};
use crate::server;

/// The one account that the test server lets in.
pub const USER: &str = "tester";
/// Its password.
pub const PASSWORD: &str = "right horse";

/// How long a test waits for a mail before it fails.
const PATIENCE: Duration = Duration::from_secs(20);

/// Where mail is taken in clear text; STARTTLS is offered.
#[must_use]
pub fn address() -> SocketAddr {
    socket("LOA_TEST_SMTP")
}

/// Where mail is taken over TLS from the first byte.
#[must_use]
pub fn tls_address() -> SocketAddr {
    socket("LOA_TEST_SMTPS")
}

fn socket(variable: &str) -> SocketAddr {
    let url = server(variable);
    let (_, address) = url.split_once("://").expect("an address with a scheme");
    address.parse().expect("an IP address and a port")
}

/// The certificate of the test server as PEM, valid for `localhost` and `127.0.0.1`.
pub async fn certificate() -> String {
    ask("GET", &server("LOA_TEST_SMTP_API"), "/certificate").await
}

/// What the server does to mail for an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Misbehaviour {
    /// 550 to RCPT: no such person.
    Refuse,
    /// 451 to RCPT: come back later.
    Later,
    /// Hangs up at RCPT, before any text.
    HangUp,
    /// 554 after the text: looks like spam.
    Reject,
    /// 452 after the text: mailbox full.
    Full,
    /// Keeps the mail, and says so only after this time.
    Slow(Duration),
    /// Keeps the mail and hangs up without a word.
    Drop,
}

/// One mail as it arrived.
#[derive(Debug, Clone, Deserialize)]
pub struct Mail {
    /// The connection that it came by: equal for mails of one connection.
    pub session: String,
    /// Whether the connection was encrypted.
    pub secure: bool,
    /// The account that signed in, if one did.
    pub user: Option<String>,
    /// Sender on the envelope.
    pub envelope_from: String,
    /// Recipients on the envelope.
    pub envelope_to: Vec<String>,
    /// Decoded subject.
    pub subject: String,
    /// From.
    pub from: Option<Person>,
    /// To.
    pub to: Vec<Person>,
    /// Reply-To.
    pub reply_to: Vec<Person>,
    /// Message-ID with its angle brackets.
    pub message_id: String,
    /// The plain part.
    pub text: String,
    /// The HTML part.
    pub html: String,
    /// All headers, undecoded, in order.
    pub headers: Vec<(String, String)>,
    /// Attached files.
    pub attachments: Vec<Attached>,
    /// Every byte of it, as Latin-1.
    pub raw: String,
}

/// A name with an address.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Person {
    /// Decoded name; empty when there is none.
    #[serde(default)]
    pub name: String,
    /// Address.
    #[serde(default)]
    pub address: String,
}

/// A file of a mail.
#[derive(Debug, Clone, Deserialize)]
pub struct Attached {
    /// Decoded name.
    pub filename: Option<String>,
    /// Type.
    pub mime_type: String,
    /// Bytes as base64.
    pub content: String,
}

impl Mail {
    /// The undecoded value of the first header of this name.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        let found = headers.find(|(key, _)| key.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// The first address in the plain part that contains `part`.
    ///
    /// # Panics
    /// When there is none.
    #[must_use]
    pub fn link(&self, part: &str) -> &str {
        self.text
            .split_whitespace()
            .find(|word| word.starts_with("http") && word.contains(part))
            .unwrap_or_else(|| panic!("no link with {part:?} in:\n{}", self.text))
    }
}

/// Where the mails for one address wait.
#[derive(Debug, Clone)]
pub struct Mailbox {
    address: String,
}

impl Mailbox {
    /// The mailbox of `address`.
    #[must_use]
    pub fn of(address: &str) -> Self {
        Self {
            address: address.to_owned(),
        }
    }

    /// A mailbox that no other test uses, its address beginning with `name`.
    #[must_use]
    pub fn fresh(name: &str) -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        Self::of(&format!("{name}.{}.{number}@test.example", std::process::id()))
    }

    /// Its address.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// What has arrived by now.
    pub async fn mails(&self) -> Vec<Mail> {
        self.list(0, Duration::ZERO).await
    }

    /// Waits until `count` mails are there.
    ///
    /// # Panics
    /// When fewer came within 20 seconds.
    pub async fn wait_for(&self, count: usize) -> Vec<Mail> {
        let mails = self.list(count, PATIENCE).await;
        let came = mails.len();
        assert!(came >= count, "{came} of {count} mails came to {}", self.address);
        mails
    }

    /// Waits for a mail and insists that it is the only one.
    ///
    /// # Panics
    /// When none came within 20 seconds, or more than one is there.
    pub async fn only(&self) -> Mail {
        let mut mails = self.wait_for(1).await;
        let subjects: Vec<_> = mails.iter().map(|mail| mail.subject.clone()).collect();
        assert_eq!(mails.len(), 1, "more than one mail: {subjects:?}");
        mails.remove(0)
    }

    /// Forgets what has arrived.
    pub async fn clear(&self) {
        self.ask("DELETE", "mails", "").await;
    }

    /// From now on the server misbehaves towards this address.
    pub async fn misbehave(&self, how: Misbehaviour) {
        self.ask("PUT", "behaviour", &how.query()).await;
    }

    /// The server misbehaves towards this address for the next `times` mails, then no longer.
    pub async fn misbehave_times(&self, how: Misbehaviour, times: usize) {
        let query = format!("{}&times={times}", how.query());
        self.ask("PUT", "behaviour", &query).await;
    }

    /// Ends all misbehaviour.
    pub async fn behave(&self) {
        self.ask("DELETE", "behaviour", "").await;
    }

    async fn list(&self, count: usize, wait: Duration) -> Vec<Mail> {
        let query = format!("&count={count}&wait={}", wait.as_millis());
        let body = self.ask("GET", "mails", &query).await;
        serde_json::from_str(&body).expect("mails as JSON")
    }

    async fn ask(&self, method: &str, what: &str, query: &str) -> String {
        let path = format!("/{what}?to={}{query}", escape(&self.address));
        ask(method, &server("LOA_TEST_SMTP_API"), &path).await
    }
}

impl Misbehaviour {
    fn query(self) -> String {
        let word = match self {
            Self::Refuse => "refuse",
            Self::Later => "later",
            Self::HangUp => "hang-up",
            Self::Reject => "reject",
            Self::Full => "full",
            Self::Slow(time) => return format!("&do=slow&ms={}", time.as_millis()),
            Self::Drop => "drop",
        };
        format!("&do={word}")
    }
}
