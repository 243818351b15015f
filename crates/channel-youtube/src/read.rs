//! The channel, its uploads and their figures.

use channel_http::{Need, Reason, SendError};
use jiff::Timestamp;
use serde_json::Value;

use crate::call::{Channel, text};
use crate::video::Privacy;

/// Videos that are read at once, and how often.
const AT_ONCE: &str = "50";
const PAGES: usize = 4;

/// A video as the service has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its tags; only the owner is told.
    pub tags: Vec<String>,
    /// When it was uploaded or, for others, published.
    pub at: Option<Timestamp>,
    /// Who may see it; none when the service says something else.
    pub privacy: Option<Privacy>,
    /// `uploaded`, `processed`, `failed`, `rejected`, `deleted`.
    pub upload_status: Option<String>,
}

/// How far a video has come. What the service does not say is none, never zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Statistics {
    /// How often it was seen.
    pub views: Option<u64>,
    /// How many liked it.
    pub likes: Option<u64>,
    /// Comments.
    pub comments: Option<u64>,
}

/// How the channel is doing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Health {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: String,
    uploads: String,
}

impl Channel {
    /// Asks the service whose channel this is, which also shows that the tokens work.
    ///
    /// # Errors
    /// [`SendError::NeedsPerson`] says what a person has to do.
    pub async fn health(&self) -> Result<Health, SendError> {
        let query = [("part", "snippet,contentDetails"), ("mine", "true")];
        let (items, _) = self.items("youtube/v3/channels", &query).await?;
        let Some(item) = items.first() else {
            let reason = Reason::new("the person who gave consent has no channel");
            return Err(SendError::person(Need::Account, reason));
        };
        let unreadable = || SendError::retry(Reason::new("a channel that cannot be read"));
        Ok(Health {
            id: text(item, "/id").ok_or_else(unreadable)?,
            title: text(item, "/snippet/title").unwrap_or_default(),
            uploads: text(item, "/contentDetails/relatedPlaylists/uploads").ok_or_else(unreadable)?,
        })
    }

    /// A video; none when it is not there.
    ///
    /// # Errors
    /// [`SendError`] when it cannot be read.
    pub async fn video(&self, id: &str) -> Result<Option<Listed>, SendError> {
        Ok(self.videos(id).await?.into_iter().find(|one| one.id == id))
    }

    /// How far a video has come.
    ///
    /// # Errors
    /// [`SendError::Refused`] when it is not there.
    pub async fn statistics(&self, id: &str) -> Result<Statistics, SendError> {
        let query = [("part", "statistics"), ("id", id)];
        let (items, _) = self.items("youtube/v3/videos", &query).await?;
        let item = items
            .first()
            .ok_or_else(|| SendError::refused(Reason::new("the video is not there")))?;
        // Numbers are written as text.
        let number = |name: &str| match item.pointer(&format!("/statistics/{name}"))? {
            Value::String(text) => text.parse().ok(),
            other => other.as_u64(),
        };
        Ok(Statistics {
            views: number("viewCount"),
            likes: number("likeCount"),
            comments: number("commentCount"),
        })
    }

    /// Uploads since a time, newest first, and whether that is all of them.
    pub(crate) async fn uploads_since(&self, since: Timestamp) -> Result<(Vec<Listed>, bool), SendError> {
        let uploads = self.health().await?.uploads;
        let mut found = Vec::new();
        let mut token = String::new();
        for _ in 0..PAGES {
            let mut query = vec![
                ("part", "contentDetails,snippet"),
                ("playlistId", uploads.as_str()),
                ("maxResults", AT_ONCE),
            ];
            if !token.is_empty() {
                query.push(("pageToken", token.as_str()));
            }
            let (items, page) = self.items("youtube/v3/playlistItems", &query).await?;
            let unreadable = || SendError::retry(Reason::new("an upload that cannot be read"));
            let mut ids = Vec::new();
            let mut old = false;
            for item in &items {
                let added = text(item, "/snippet/publishedAt").and_then(|at| at.parse::<Timestamp>().ok());
                if added.is_some_and(|added| added < since) {
                    old = true;
                } else {
                    ids.push(text(item, "/contentDetails/videoId").ok_or_else(unreadable)?);
                }
            }
            if !ids.is_empty() {
                let videos = self.videos(&ids.join(",")).await?;
                if videos.len() < ids.len() {
                    // One of them cannot be compared yet.
                    found.extend(videos);
                    return Ok((found, false));
                }
                found.extend(videos);
            }
            match text(&page, "/nextPageToken") {
                Some(next) if !old => token = next,
                _ => return Ok((found, true)),
            }
        }
        Ok((found, false))
    }

    async fn videos(&self, ids: &str) -> Result<Vec<Listed>, SendError> {
        let query = [("part", "snippet,status"), ("id", ids), ("maxResults", AT_ONCE)];
        let (items, _) = self.items("youtube/v3/videos", &query).await?;
        let unreadable = || SendError::retry(Reason::new("a video that cannot be read"));
        items
            .iter()
            .map(|item| Listed::read(item).ok_or_else(unreadable))
            .collect()
    }
}

impl Listed {
    /// Where people see it.
    #[must_use]
    pub fn link(&self) -> String {
        format!(
            "https://www.youtube.com/watch?v={}",
            channel_http::Base::segment(&self.id)
        )
    }

    fn read(item: &Value) -> Option<Self> {
        let tags = item.pointer("/snippet/tags").and_then(Value::as_array);
        let tags = tags.into_iter().flatten().filter_map(Value::as_str);
        Some(Self {
            id: text(item, "/id")?,
            title: text(item, "/snippet/title").unwrap_or_default(),
            tags: tags.map(str::to_owned).collect(),
            at: text(item, "/snippet/publishedAt").and_then(|at| at.parse().ok()),
            privacy: text(item, "/status/privacyStatus").and_then(|word| Privacy::read(&word)),
            upload_status: text(item, "/status/uploadStatus"),
        })
    }
}
