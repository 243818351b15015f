//! How the account is doing.

use channel_http::{Reason, SendError};
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::call::{Kind, Zalo, text};
use crate::oauth::number;

/// How the account is doing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Health {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whether the service has verified who is behind it, when it says so.
    pub verified: Option<bool>,
    /// People who follow it, when the service says so.
    pub followers: Option<u64>,
    /// When the access token ends; it is renewed before.
    pub access_ends: Timestamp,
    /// Why the service refused to renew the tokens: everything stops at `access_ends` unless a person gives consent.
    pub renewal_refused: Option<String>,
}

/// What may still be sent, as the service says it: its shape differs by package.
#[derive(Debug, Clone, PartialEq)]
pub struct Quota(pub Value);

impl Zalo {
    /// Asks the service who this is, which also shows that the tokens work.
    ///
    /// # Errors
    /// [`SendError::NeedsPerson`] says what a person has to do.
    pub async fn health(&self) -> Result<Health, SendError> {
        let data = self
            .call(Kind::Read, "v2.0/oa/getoa", |client, url| client.get(url))
            .await?;
        let tokens = self.token_state().await?;
        let id = text(&data, "oa_id").or_else(|| text(&data, "oaid"));
        Ok(Health {
            id: id.ok_or_else(|| SendError::retry(Reason::new("an answer without the id of the account")))?,
            name: text(&data, "name").unwrap_or_default(),
            verified: data.get("is_verified").and_then(Value::as_bool),
            followers: data
                .get("num_follower")
                .and_then(number)
                .and_then(|n| u64::try_from(n).ok()),
            access_ends: tokens.expires_at,
            renewal_refused: tokens.refused,
        })
    }

    /// What may still be sent.
    ///
    /// # Errors
    /// [`SendError`] when it cannot be read.
    pub async fn quota(&self) -> Result<Quota, SendError> {
        self.call(Kind::Read, "v2.0/oa/quota/message", |client, url| client.get(url))
            .await
            .map(Quota)
    }

    /// Ids of people who know the account, 50 at a time from `offset` (at most 9,951), and how many there are.
    ///
    /// # Errors
    /// [`SendError`] when they cannot be read.
    pub async fn users(&self, offset: u32) -> Result<(Vec<String>, u64), SendError> {
        // Parameters of these lists travel as one JSON text.
        let query = json!({"offset": offset.min(9951), "count": 50}).to_string();
        let data = self
            .call(Kind::Read, "v3.0/oa/user/getlist", |client, url| {
                client.get(url).query(&[("data", query.as_str())])
            })
            .await?;
        let users = data.get("users").and_then(Value::as_array);
        let users = users.ok_or_else(|| SendError::retry(Reason::new("a list that cannot be read")))?;
        let total = data
            .get("total")
            .and_then(number)
            .and_then(|n| u64::try_from(n).ok());
        let ids = users.iter().filter_map(|user| text(user, "user_id")).collect();
        Ok((ids, total.unwrap_or(0)))
    }
}
