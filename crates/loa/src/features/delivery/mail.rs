//! E-mail as a channel.

use std::time::{Duration, UNIX_EPOCH};

use async_trait::async_trait;
use channel_mail::{Address, Encryption, Letter, Mailbox, Mailer, SendError, Smtp, SmtpConfig};

use super::MAIL;
use super::channel::{Channel, Failure, Parcel, Receipt};
use crate::boot::config::Mail;

/// Letters by SMTP.
#[derive(Debug)]
pub(super) enum Post {
    Ready { smtp: Box<Smtp>, from: Mailbox },
    Missing { key: &'static str },
}

impl Post {
    pub(super) fn of(config: &Mail) -> Self {
        if config.host.is_empty() {
            return Self::Missing {
                key: "delivery-mail-unconfigured",
            };
        }
        let Ok(from) = config.from.parse::<Mailbox>() else {
            tracing::error!("[mail] from is not a sender: {}", config.from);
            return Self::Missing {
                key: "delivery-mail-from-wrong",
            };
        };
        let encryption = match config.security.as_str() {
            "tls" => Encryption::Tls,
            "none" => Encryption::None,
            _ => Encryption::StartTls,
        };
        let mut smtp = SmtpConfig::new(&config.host, encryption);
        smtp.port = Some(config.port);
        if !config.username.is_empty() {
            smtp.username = Some(config.username.clone());
            smtp.password = Some(config.password.0.clone().into());
        }
        match Smtp::new(smtp) {
            Ok(smtp) => Self::Ready {
                smtp: Box::new(smtp),
                from,
            },
            Err(error) => {
                tracing::error!("[mail] cannot be used: {error}");
                Self::Missing {
                    key: "delivery-mail-wrong",
                }
            }
        }
    }
}

#[async_trait]
impl Channel for Post {
    fn name(&self) -> &'static str {
        MAIL
    }

    fn missing(&self) -> Option<&'static str> {
        match self {
            Self::Ready { .. } => None,
            Self::Missing { key } => Some(key),
        }
    }

    async fn send(&self, parcel: &Parcel) -> Result<Receipt, Failure> {
        let Self::Ready { smtp, from } = self else {
            return Err(Failure::Retry("no mail server is set".to_owned()));
        };
        let address: Address = parcel
            .recipient
            .address
            .parse()
            .map_err(|_| Failure::Refused("5.1.3 not a mail address".to_owned()))?;
        let name = Some(parcel.recipient.name.clone()).filter(|name| !name.is_empty());
        // One name for all attempts: a mail server that gets a second copy can tell.
        let message_id = format!("<{}@{}>", parcel.id, from.email.domain());
        let mut letter = Letter::new(
            from.clone(),
            Mailbox::new(name, address),
            &parcel.subject,
            &parcel.text,
            message_id,
            UNIX_EPOCH + Duration::from_micros(u64::try_from(parcel.at.micros()).unwrap_or_default()),
        );
        letter.html.clone_from(&parcel.html);
        match smtp.send(&letter).await {
            Ok(receipt) => Ok(Receipt {
                outside_id: receipt.message_id,
                reply: receipt.reply,
            }),
            Err(SendError::Retry { reason }) => Err(Failure::Retry(reason)),
            Err(SendError::Refused { reason }) => Err(Failure::Refused(reason)),
            Err(SendError::Unknown { reason }) => Err(Failure::Unknown(reason)),
        }
    }
}
