//! Publishing, looking before a retry, changing and withdrawing.

use channel_http::{Look, Reason, Receipt, SendError, same};
use jiff::{SignedDuration, Timestamp};
use tokio::time::sleep;

use crate::call::Channel;
use crate::read::Listed;
use crate::source::Source;
use crate::upload::Session;
use crate::video::{Privacy, Video};

/// Clocks differ: a video may seem a little older than the attempt that made it.
const CLOCKS: SignedDuration = SignedDuration::from_mins(5);

impl Channel {
    /// Uploads a video and reads back who may see it.
    ///
    /// # Errors
    /// [`SendError::Withheld`] when it is there but locked; [`SendError::Unknown`] when it may be there, with the
    /// session to ask by if it still lives.
    pub async fn upload(&self, video: &Video, kind: &str, source: &dyn Source) -> Result<Receipt, SendError> {
        let session = self.start(video, kind, source.length()).await?;
        self.send_all(&session, video, source).await
    }

    /// Sends everything through a session that was just begun by [`Channel::start`] and kept by the caller.
    ///
    /// # Errors
    /// As [`Channel::upload`].
    pub async fn send_all(
        &self,
        session: &Session,
        video: &Video,
        source: &dyn Source,
    ) -> Result<Receipt, SendError> {
        let id = self.transfer(session, source, true).await?;
        self.read_back(&id, video).await
    }

    /// Takes up a session that was kept, from where the service has stopped.
    ///
    /// # Errors
    /// As [`Channel::upload`]; a session that is gone may have been finished, so it is unknown.
    pub async fn resume(
        &self,
        session: &Session,
        video: &Video,
        source: &dyn Source,
    ) -> Result<Receipt, SendError> {
        let id = self.transfer(session, source, false).await?;
        self.read_back(&id, video).await
    }

    /// Uploads a video of which an earlier attempt, begun at `since`, may have been taken: goes on with its session if
    /// that was kept and lives, looks among the uploads otherwise.
    ///
    /// # Errors
    /// [`SendError::Unknown`] as long as it cannot be told whether it is there; otherwise as [`Channel::upload`].
    pub async fn upload_again(
        &self,
        video: &Video,
        kind: &str,
        source: &dyn Source,
        session: Option<&Session>,
        since: Timestamp,
    ) -> Result<Receipt, SendError> {
        if let Some(session) = session {
            match self.resume(session, video, source).await {
                // The session is gone, finished or not.
                Err(SendError::Unknown { clue: None, .. }) => {}
                result => return result,
            }
        }
        match self.look(video, since).await? {
            Look::There(receipt) => Ok(receipt),
            Look::NotThere => self.upload(video, kind, source).await,
            Look::CannotTell => Err(SendError::unknown(Reason::new(
                "an earlier attempt may still turn up among the uploads",
            ))),
        }
    }

    /// Looks for a video among the uploads since an attempt began, by its marker, or by its title if it has none. Its
    /// absence proves nothing until [`crate::Config::settle`] has passed.
    ///
    /// # Errors
    /// [`SendError::Withheld`] when it is there but locked; [`SendError`] when the list cannot be read.
    pub async fn look(&self, video: &Video, since: Timestamp) -> Result<Look, SendError> {
        let earliest = since.checked_sub(CLOCKS).unwrap_or(Timestamp::MIN);
        let (uploads, whole) = self.uploads_since(earliest).await?;
        let found = uploads.iter().find(|one| match &video.marker {
            Some(marker) => one.tags.iter().any(|tag| same(tag, marker)),
            None => same(&one.title, &video.title),
        });
        if let Some(found) = found {
            return found.judge(video).map(Look::There);
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

    /// Writes other words and another privacy into a video.
    ///
    /// # Errors
    /// [`SendError`], never unknown: the same twice is the same once.
    pub async fn update(&self, id: &str, video: &Video) -> Result<Receipt, SendError> {
        let faults: Vec<String> = video
            .faults(self.clock.now())
            .iter()
            .map(ToString::to_string)
            .collect();
        if !faults.is_empty() {
            return Err(SendError::refused(Reason::new(faults.join("; "))));
        }
        let url = self.config.api.join("youtube/v3/videos");
        let body = video.to_json(Some(id));
        let changed = self.call(|client| {
            client
                .put(url.as_str())
                .query(&[("part", "snippet,status")])
                .json(&body)
        });
        if changed.await?.is_none() {
            return Err(SendError::refused(Reason::new("the video is not there")));
        }
        self.read_back(id, video).await.map_err(SendError::repeatable)
    }

    /// Takes a video out of sight; it stays in the channel.
    ///
    /// # Errors
    /// As [`Channel::update`].
    pub async fn hide(&self, id: &str, video: &Video) -> Result<Receipt, SendError> {
        let hidden = Video {
            privacy: Privacy::Private,
            publish_at: None,
            ..video.clone()
        };
        self.update(id, &hidden).await
    }

    /// Removes a video for good. That it is gone already is as good.
    ///
    /// # Errors
    /// [`SendError`], never unknown.
    pub async fn remove(&self, id: &str) -> Result<(), SendError> {
        let url = self.config.api.join("youtube/v3/videos");
        self.call(|client| client.delete(url.as_str()).query(&[("id", id)]))
            .await
            .map(drop)
    }

    /// What the answer to an upload says of privacy is what was asked for; only reading it back tells what it is.
    async fn read_back(&self, id: &str, video: &Video) -> Result<Receipt, SendError> {
        let mut failures = 0;
        loop {
            let reason = match self.video(id).await {
                Ok(Some(listed)) => return listed.judge(video),
                // A new video may take a moment to be found.
                Ok(None) => Reason::new(format!("uploaded as {id}, but not found")),
                Err(error) => Reason::new(format!("uploaded as {id}, but not read back: {}", error.reason())),
            };
            failures += 1;
            if failures > self.config.tries {
                let clue = Some(id.into());
                return Err(SendError::Unknown { reason, clue });
            }
            sleep(self.config.pause).await;
        }
    }
}

impl Listed {
    /// Whether a video that is there is as it was meant.
    fn judge(&self, meant: &Video) -> Result<Receipt, SendError> {
        let receipt = Receipt {
            outside_id: self.id.clone(),
            link: Some(self.link()),
            reply: self.privacy.map_or_else(String::new, |one| one.word().to_owned()),
        };
        let wrong = match (self.privacy, self.upload_status.as_deref()) {
            (_, Some(status @ ("failed" | "rejected" | "deleted"))) => {
                Some(Reason::coded(status, "the service could not use the video"))
            }
            (Some(is), _) if is == meant.privacy => None,
            // Once its time has come, a timed video is public.
            (Some(Privacy::Public), _) if meant.publish_at.is_some() => None,
            (Some(Privacy::Private), _) => Some(Reason::coded(
                "private",
                "locked to private: the application has not been audited by the service",
            )),
            (Some(other), _) => Some(Reason::coded(other.word(), "another privacy than was asked for")),
            (None, _) => Some(Reason::new("the service does not say who may see it")),
        };
        match wrong {
            None => Ok(receipt),
            Some(reason) => Err(SendError::Withheld { receipt, reason }),
        }
    }
}
