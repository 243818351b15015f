//! Looking for posts, and their figures.

use channel_http::{Base, Look, Reason, Receipt, SendError, same};
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use crate::call::{Call, Page, field, text};
use crate::post::Post;

/// Posts that are read at once, and how often.
const AT_ONCE: usize = 50;
const PAGES: usize = 5;
/// Clocks differ: a post may seem a little older than the attempt that made it.
const CLOCKS: SignedDuration = SignedDuration::from_mins(5);

/// A post as the service lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The id, `<page>_<post>`.
    pub id: String,
    /// Its words.
    pub message: String,
    /// When it was made.
    pub created_at: Option<Timestamp>,
    /// Where people see it.
    pub link: Option<String>,
}

/// How far a post has come. What the service does not say is none, never zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figures {
    /// When it was made.
    pub created_at: Option<Timestamp>,
    /// Where people see it.
    pub link: Option<String>,
    /// How often it was passed on; the service leaves this out for none.
    pub shares: Option<u64>,
    /// Reactions of all kinds.
    pub reactions: Option<u64>,
    /// Comments.
    pub comments: Option<u64>,
}

impl Page {
    /// Looks for a post by its words among those made since an attempt began. Its absence proves nothing until
    /// [`crate::Config::settle`] has passed, and a post without words cannot be looked for.
    ///
    /// # Errors
    /// [`SendError`] when the list cannot be read.
    pub async fn look(&self, post: &Post, since: Timestamp) -> Result<Look, SendError> {
        if post.message.trim().is_empty() {
            return Ok(Look::CannotTell);
        }
        let earliest = since.checked_sub(CLOCKS).unwrap_or(Timestamp::MIN);
        let edges: &[&str] = match post.at {
            None => &["feed"],
            Some(_) => &["scheduled_posts", "feed"],
        };
        let mut whole = true;
        for edge in edges {
            let (posts, all) = self.list(edge, earliest).await?;
            whole &= all;
            let found = posts.into_iter().find(|one| {
                same(&one.message, &post.message) && one.created_at.is_none_or(|at| at >= earliest)
            });
            if let Some(found) = found {
                return Ok(Look::There(Receipt {
                    outside_id: found.id,
                    link: found.link,
                    reply: "found on the page".to_owned(),
                }));
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

    /// Posts of the page since a time, newest first as the service has them, and whether that is all of them.
    async fn list(&self, edge: &str, since: Timestamp) -> Result<(Vec<Listed>, bool), SendError> {
        let unreadable = || SendError::retry(Reason::new("a list of posts that cannot be read"));
        let mut posts = Vec::new();
        let mut after: Option<String> = None;
        for _ in 0..PAGES {
            let mut fields = vec![
                field("fields", "id,message,created_time,permalink_url,from"),
                field("limit", AT_ONCE.to_string()),
            ];
            // Posts that wait for their time are all of them wanted.
            if edge == "feed" && since > Timestamp::UNIX_EPOCH {
                fields.push(field("since", since.as_second().to_string()));
            }
            fields.extend(after.take().map(|after| field("after", after)));
            let body = self.call_page(edge, Call::Get(fields)).await?;
            let items = body
                .get("data")
                .and_then(Value::as_array)
                .ok_or_else(unreadable)?;
            for item in items {
                // Visitors write on a page, too.
                let writer = item.pointer("/from/id").and_then(Value::as_str);
                if writer.is_none_or(|writer| writer == self.config.page_id) {
                    posts.push(Listed::read(item).ok_or_else(unreadable)?);
                }
            }
            let more = body.pointer("/paging/next").is_some();
            after = body
                .pointer("/paging/cursors/after")
                .and_then(Value::as_str)
                .map(str::to_owned);
            if !more {
                return Ok((posts, true));
            }
            if after.is_none() {
                break;
            }
        }
        Ok((posts, false))
    }

    /// Where a post is and how far it has come.
    ///
    /// # Errors
    /// [`SendError`] when it cannot be read.
    pub async fn figures(&self, id: &str) -> Result<Figures, SendError> {
        let wanted = "permalink_url,created_time,shares,reactions.summary(true),comments.summary(true)";
        let fields = vec![field("fields", wanted)];
        let body = self.call(&Base::segment(id), Call::Get(fields)).await?;
        let number = |path: &str| body.pointer(path).and_then(Value::as_u64);
        Ok(Figures {
            created_at: instant(&body),
            link: link(&body),
            shares: number("/shares/count"),
            reactions: number("/reactions/summary/total_count"),
            comments: number("/comments/summary/total_count"),
        })
    }
}

impl Listed {
    fn read(item: &Value) -> Option<Self> {
        Some(Self {
            id: text(item, "id")?,
            message: text(item, "message").unwrap_or_default(),
            created_at: instant(item),
            link: link(item),
        })
    }
}

/// `2025-03-10T07:00:00+0000`, or seconds since 1970.
fn instant(item: &Value) -> Option<Timestamp> {
    match item.get("created_time")? {
        Value::String(text) => text.parse().ok(),
        Value::Number(number) => Timestamp::from_second(number.as_i64()?).ok(),
        _ => None,
    }
}

/// Only addresses that may stand in a page as a link.
fn link(item: &Value) -> Option<String> {
    text(item, "permalink_url").filter(|link| link.starts_with("https://"))
}
