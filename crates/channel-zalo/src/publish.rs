//! Articles: create gives a token, the token gives an id, and only then is there an article.

use channel_http::{Look, Reason, Receipt, SendError, same};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use tokio::time::sleep;

use crate::article::{Article, ArticleToken, Listed, Published};
use crate::call::{Kind, Zalo, text};
use crate::error::PROCESSING;
use crate::limits;

/// Pages of the list that are searched for an article.
const PAGES: usize = 10;
/// Clocks differ: an article may seem a little older than the attempt that made it.
const CLOCKS: SignedDuration = SignedDuration::from_mins(5);

impl Zalo {
    /// Publishes an article and waits until it has an id.
    ///
    /// # Errors
    /// [`SendError::Unknown`] when it may have been taken; if its clue is there, it is the token to ask by.
    pub async fn publish(&self, article: &Article) -> Result<Receipt, SendError> {
        let token = self.create_article(article).await?;
        let published = self.wait_for(&token).await?;
        Ok(published.receipt())
    }

    /// Publishes an article of which an earlier attempt, begun at `since`, may have been taken: looks for it first.
    ///
    /// # Errors
    /// [`SendError::Unknown`] as long as it cannot be told whether it is there; otherwise as [`Zalo::publish`].
    pub async fn publish_again(&self, article: &Article, since: Timestamp) -> Result<Receipt, SendError> {
        match self.look(&article.title, since).await? {
            Look::There(receipt) => Ok(receipt),
            Look::NotThere => self.publish(article).await,
            Look::CannotTell => Err(SendError::unknown(Reason::new(
                "an earlier attempt may still turn up in the list of articles",
            ))),
        }
    }

    /// Looks for an article by its title among those made since an attempt began. Its absence proves nothing until
    /// [`crate::Config::settle`] has passed, because articles are made in the background.
    ///
    /// # Errors
    /// [`SendError`] when the list cannot be read.
    pub async fn look(&self, title: &str, since: Timestamp) -> Result<Look, SendError> {
        let earliest = since.checked_sub(CLOCKS).unwrap_or(Timestamp::MIN);
        let mut whole = false;
        for page in 0..PAGES {
            let items = self.articles(page * limits::SLICE, limits::SLICE).await?;
            let found = items
                .iter()
                .find(|item| same(&item.title, title) && item.created_at.is_none_or(|at| at >= earliest));
            if let Some(item) = found {
                return Ok(Look::There(item.receipt()));
            }
            // The order of the list is not promised, but a page of old ones ends the search.
            let old = items
                .iter()
                .all(|item| item.created_at.is_some_and(|at| at < earliest));
            if items.len() < limits::SLICE || old {
                whole = true;
                break;
            }
        }
        let settle = SignedDuration::try_from(self.config.settle).unwrap_or(SignedDuration::MAX);
        let settled = since
            .checked_add(settle)
            .is_ok_and(|then| self.clock.now() >= then);
        Ok(if whole && settled {
            Look::NotThere
        } else {
            Look::CannotTell
        })
    }

    /// Hands an article over.
    ///
    /// # Errors
    /// [`SendError::Unknown`] when no answer came.
    pub async fn create_article(&self, article: &Article) -> Result<ArticleToken, SendError> {
        check(article)?;
        let body = article.to_json(None);
        let data = self
            .call(Kind::Write, "v2.0/article/create", |client, url| {
                client.post(url).json(&body)
            })
            .await?;
        token(&data).ok_or_else(|| SendError::unknown(Reason::new("accepted, but without a token")))
    }

    /// Asks whether an article is done; none while it is still being made.
    ///
    /// # Errors
    /// [`SendError::Refused`] when the service has rejected it.
    pub async fn verify_article(&self, token: &ArticleToken) -> Result<Option<String>, SendError> {
        let body = json!({"token": token.0});
        let data = self
            .call(Kind::Read, "v2.0/article/verify", |client, url| {
                client.post(url).json(&body)
            })
            .await;
        match data {
            Ok(data) => Ok(text(&data, "id")),
            Err(error) if error.code() == Some(&PROCESSING.to_string()) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Asks until an article is done, and reads it back.
    ///
    /// # Errors
    /// [`SendError::Unknown`] with the token when it takes longer than configured.
    pub async fn wait_for(&self, token: &ArticleToken) -> Result<Published, SendError> {
        let mut said = Reason::new("the article is still being made");
        for question in 0..self.config.questions.max(1) {
            if question > 0 {
                sleep(self.config.pause).await;
            }
            match self.verify_article(token).await {
                Ok(Some(id)) => {
                    let listed = self.article(&id).await.ok();
                    return Ok(Published { id, listed });
                }
                Ok(None) => {}
                Err(error @ SendError::Refused { .. }) => return Err(error),
                // It was accepted: whatever stands in the way of asking says nothing about it.
                Err(SendError::Retry { reason, .. }) => said = reason,
                Err(error) => {
                    said = error.reason().clone();
                    break;
                }
            }
        }
        Err(SendError::Unknown {
            reason: said,
            clue: Some(token.0.clone().into()),
        })
    }

    /// An article as the service has it, with its figures.
    ///
    /// # Errors
    /// [`SendError`] when it cannot be read.
    pub async fn article(&self, id: &str) -> Result<Listed, SendError> {
        let data = self
            .call(Kind::Read, "v2.0/article/getdetail", |client, url| {
                client.get(url).query(&[("id", id)])
            })
            .await?;
        // The answer does not always repeat the id that was asked for.
        let mut data = data;
        if let (None, Some(object)) = (text(&data, "id"), data.as_object_mut()) {
            object.insert("id".to_owned(), id.into());
        }
        Listed::read(&data).ok_or_else(|| SendError::retry(Reason::new("an article that cannot be read")))
    }

    /// Some articles of the list, at most [`limits::SLICE`].
    ///
    /// # Errors
    /// [`SendError`] when it cannot be read.
    pub async fn articles(&self, offset: usize, limit: usize) -> Result<Vec<Listed>, SendError> {
        let query = [
            ("offset", offset.to_string()),
            ("limit", limit.min(limits::SLICE).to_string()),
            ("type", "normal".to_owned()),
        ];
        let data = self
            .call(Kind::Read, "v2.0/article/getslice", |client, url| {
                client.get(url).query(&query)
            })
            .await?;
        let list = ["medias", "articles"]
            .into_iter()
            .find_map(|key| data.get(key))
            .unwrap_or(&data);
        let unreadable = || SendError::retry(Reason::new("a list of articles that cannot be read"));
        let items = list.as_array().ok_or_else(unreadable)?;
        items
            .iter()
            .map(|item| Listed::read(item).ok_or_else(unreadable))
            .collect()
    }

    /// Replaces an article. The same twice is the same once, so doubt is only a reason to repeat it.
    ///
    /// # Errors
    /// [`SendError`] as for publishing, never unknown.
    pub async fn update_article(&self, id: &str, article: &Article) -> Result<Receipt, SendError> {
        check(article)?;
        let body = article.to_json(Some(id));
        let data = self
            .call(Kind::Read, "v2.0/article/update", |client, url| {
                client.post(url).json(&body)
            })
            .await?;
        let unclear = || SendError::retry(Reason::new("accepted, but without a token"));
        let published = self.wait_for(&token(&data).ok_or_else(unclear)?).await;
        let published = published.map_err(SendError::repeatable)?;
        Ok(Published {
            id: id.to_owned(),
            ..published
        }
        .receipt())
    }

    /// Takes an article out of sight; it stays in the account.
    ///
    /// # Errors
    /// [`SendError`] as for [`Zalo::update_article`].
    pub async fn hide_article(&self, id: &str, article: &Article) -> Result<Receipt, SendError> {
        self.update_article(id, &article.hidden()).await
    }

    /// Removes an article for good.
    ///
    /// # Errors
    /// [`SendError`], never unknown: removing may be repeated.
    pub async fn remove_article(&self, id: &str) -> Result<(), SendError> {
        let body = json!({"id": id});
        let removed = self.call(Kind::Read, "v2.0/article/remove", |client, url| {
            client.post(url).json(&body)
        });
        removed.await.map(drop)
    }
}

impl Published {
    fn receipt(&self) -> Receipt {
        match &self.listed {
            Some(listed) => listed.receipt(),
            None => Receipt {
                outside_id: self.id.clone(),
                link: None,
                reply: String::new(),
            },
        }
    }
}

impl Listed {
    fn receipt(&self) -> Receipt {
        Receipt {
            outside_id: self.id.clone(),
            link: self.link.clone(),
            reply: self.title.chars().take(limits::TITLE).collect(),
        }
    }
}

fn check(article: &Article) -> Result<(), SendError> {
    let faults: Vec<String> = article.faults().iter().map(ToString::to_string).collect();
    if faults.is_empty() {
        Ok(())
    } else {
        Err(SendError::refused(Reason::new(faults.join("; "))))
    }
}

fn token(data: &Value) -> Option<ArticleToken> {
    text(data, "token").map(ArticleToken)
}
