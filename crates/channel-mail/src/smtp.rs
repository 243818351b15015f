//! The conversation with a real server, step by step.

use std::fmt;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use async_trait::async_trait;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt, Rset};
use lettre::transport::smtp::extension::{ClientId, Extension, MailParameter};
use lettre::transport::smtp::response::{Response, Severity};
use tokio::sync::Semaphore;
use tokio::time::timeout;

use crate::{ConfigError, Encryption, Letter, Mailer, Receipt, SendError, SmtpConfig, message};

/// Servers hang up on idle guests after some minutes.
const KEEP_IDLE: Duration = Duration::from_secs(60);

/// Sends over SMTP and keeps connections open between letters.
pub struct Smtp {
    config: SmtpConfig,
    tls: Option<TlsParameters>,
    hello: ClientId,
    at_once: Semaphore,
    idle: Mutex<Vec<(AsyncSmtpConnection, Instant)>>,
}

impl Smtp {
    /// Checks the configuration; nothing is connected yet.
    ///
    /// # Errors
    /// [`ConfigError`] says what does not fit together.
    pub fn new(config: SmtpConfig) -> Result<Self, ConfigError> {
        config.check()?;
        let hello = config
            .hello
            .clone()
            .map_or_else(ClientId::default, ClientId::Domain);
        Ok(Self {
            tls: config.tls()?,
            hello,
            at_once: Semaphore::new(usize::from(config.connections.max(1))),
            idle: Mutex::default(),
            config,
        })
    }

    /// Connects, signs in and hangs up, to show that the configuration works.
    ///
    /// # Errors
    /// [`SendError::Retry`] with what went wrong.
    pub async fn test(&self) -> Result<(), SendError> {
        let mut connection = self.connect().await?;
        let _ = timeout(self.config.timeout(), connection.quit()).await;
        Ok(())
    }

    /// An open connection that still answers, or a new one.
    async fn connection(&self) -> Result<AsyncSmtpConnection, SendError> {
        while let Some(mut connection) = self.take_idle() {
            // Also ends what an earlier, refused letter left half done.
            if let Ok(Ok(_)) = timeout(self.config.timeout(), connection.command(Rset)).await {
                return Ok(connection);
            }
        }
        self.connect().await
    }

    fn take_idle(&self) -> Option<AsyncSmtpConnection> {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        idle.retain(|(_, since)| since.elapsed() < KEEP_IDLE);
        idle.pop().map(|(connection, _)| connection)
    }

    fn keep(&self, connection: AsyncSmtpConnection) {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        idle.push((connection, Instant::now()));
    }

    /// Whatever fails here, no letter has been spoken of yet. A wrong password is not the letter's fault
    /// either: it waits until the configuration is mended.
    async fn connect(&self) -> Result<AsyncSmtpConnection, SendError> {
        let time = self.config.timeout();
        // Greeting, encryption and signing in are several steps.
        match timeout(time * 3, self.open()).await {
            Ok(Ok(connection)) => Ok(connection),
            Ok(Err(error)) => Err(retry(error.to_string())),
            Err(_) => Err(retry(format!("{} did not answer in time", self.config.host))),
        }
    }

    async fn open(&self) -> Result<AsyncSmtpConnection, Error> {
        let config = &self.config;
        let wrapped = self.tls.clone().filter(|_| config.encryption == Encryption::Tls);
        let server = (config.host.as_str(), config.port());
        let time = Some(config.timeout());
        let mut connection =
            AsyncSmtpConnection::connect_tokio1(server, time, &self.hello, wrapped, None).await?;
        if let (Encryption::StartTls, Some(tls)) = (config.encryption, &self.tls) {
            connection.starttls(tls.clone(), &self.hello).await?;
        }
        if let (Some(username), Some(password)) = (&config.username, &config.password) {
            let credentials = Credentials::new(username.clone(), password.reveal().to_owned());
            connection
                .auth(&[Mechanism::Plain, Mechanism::Login], &credentials)
                .await?;
        }
        Ok(connection)
    }

    /// Up to the permission to hand over the text: nothing has been taken until then.
    async fn announce(&self, connection: &mut AsyncSmtpConnection, letter: &Letter) -> Result<(), SendError> {
        let (from, to) = (&letter.from.email, &letter.to.email);
        let mut options = Vec::new();
        if !from.to_string().is_ascii() || !to.to_string().is_ascii() {
            if !connection.server_info().supports_feature(Extension::SmtpUtfEight) {
                let reason = "the mail server takes only addresses without marks".to_owned();
                return Err(SendError::Refused { reason });
            }
            options.push(MailParameter::SmtpUtfEight);
        }
        let steps = async {
            connection.command(Mail::new(Some(from.clone()), options)).await?;
            connection.command(Rcpt::new(to.clone(), Vec::new())).await?;
            connection.command(Data).await
        };
        match timeout(self.config.timeout() * 3, steps).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(answered(&error).unwrap_or_else(|| retry(error.to_string()))),
            Err(_) => Err(retry(format!("{} stopped answering", self.config.host))),
        }
    }

    /// The dangerous moment: only an answer of the server tells what became of the text.
    async fn hand_over(
        &self,
        connection: &mut AsyncSmtpConnection,
        text: &[u8],
    ) -> Result<Response, SendError> {
        let unknown = |reason| SendError::Unknown { reason };
        match timeout(self.config.timeout(), connection.message(text)).await {
            Ok(Ok(response)) => Ok(response),
            Ok(Err(error)) => Err(answered(&error).unwrap_or_else(|| unknown(error.to_string()))),
            Err(_) => Err(unknown(format!("{} did not confirm in time", self.config.host))),
        }
    }
}

#[async_trait]
impl Mailer for Smtp {
    async fn send(&self, letter: &Letter) -> Result<Receipt, SendError> {
        let text = message::write(letter)?;
        let _turn = self
            .at_once
            .acquire()
            .await
            .map_err(|error| retry(error.to_string()))?;
        let mut connection = self.connection().await?;
        self.announce(&mut connection, letter).await?;
        let response = self.hand_over(&mut connection, &text).await?;
        self.keep(connection);
        Ok(Receipt {
            message_id: letter.message_id.clone(),
            reply: response.message().collect::<Vec<_>>().join(" "),
        })
    }
}

impl fmt::Debug for Smtp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Smtp").field(&self.config).finish()
    }
}

/// What a negative answer of the server means; nothing when it did not answer.
fn answered(error: &Error) -> Option<SendError> {
    let reason = error.to_string();
    Some(match error.status()?.severity {
        Severity::PermanentNegativeCompletion => SendError::Refused { reason },
        _ => SendError::Retry { reason },
    })
}

fn retry(reason: String) -> SendError {
    SendError::Retry { reason }
}
