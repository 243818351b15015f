//! Uploads that can be taken up again: a session, chunks, and the question how far it has come.

use std::fmt;
use std::time::Duration;

use channel_http::{Answer, Base, Need, Reason, Secret, SendError};
use http::header::{CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE, LOCATION, RANGE};
use tokio::time::sleep;

use crate::call::{Channel, text};
use crate::error::{self, No};
use crate::limits::{CHUNK_UNIT, VIDEO_BYTES};
use crate::source::{Chunks, Source};
use crate::video::Video;

/// An upload that has begun. Keep it beside the attempt: after a crash it tells what became of it.
#[derive(Clone, PartialEq, Eq)]
pub struct Session(Secret);

/// How far an upload has come.
enum State {
    /// All of it was taken: the id of the video.
    Done(String),
    /// So many bytes were taken.
    Has(u64),
    /// The service does not know the session.
    Gone(Reason),
    /// It cannot be told.
    Doubt(Reason, Option<Duration>),
}

impl Session {
    /// One that was kept. Access tokens are sent there, so it must lie at the service.
    #[must_use]
    pub fn kept(text: &str, api: &Base) -> Option<Self> {
        api.has_origin_of(text).then(|| Self(text.into()))
    }

    /// To be kept; whoever has it can go on with the upload.
    #[must_use]
    pub fn reveal(&self) -> &str {
        self.0.reveal()
    }
}

impl Channel {
    /// Begins an upload. Nothing is published by this, so it may be repeated.
    ///
    /// # Errors
    /// [`SendError`], never unknown.
    pub async fn start(&self, video: &Video, kind: &str, length: u64) -> Result<Session, SendError> {
        let faults: Vec<String> = video
            .faults(self.clock.now())
            .iter()
            .map(ToString::to_string)
            .collect();
        if !faults.is_empty() {
            return Err(SendError::refused(Reason::new(faults.join("; "))));
        }
        if length == 0 || length > VIDEO_BYTES {
            return Err(SendError::refused(Reason::new("a video has 1 byte to 256 GB")));
        }
        let url = self.config.api.join("upload/youtube/v3/videos");
        let body = video.to_json(None).to_string();
        let answer = self.call(|client| {
            client
                .post(url.as_str())
                .query(&[("uploadType", "resumable"), ("part", "snippet,status")])
                .header(CONTENT_TYPE, "application/json; charset=UTF-8")
                .header("X-Upload-Content-Length", length)
                .header("X-Upload-Content-Type", kind)
                .body(body.clone())
        });
        let answer = answer
            .await?
            .ok_or_else(|| SendError::retry(Reason::new("no uploads here")))?;
        answer
            .header(LOCATION.as_str())
            .and_then(|location| Session::kept(location, &self.config.api))
            .ok_or_else(|| {
                SendError::retry(Reason::new("the upload began without an address of the service"))
            })
    }

    /// Sends what is missing and gives the id of the video.
    pub(crate) async fn transfer(
        &self,
        session: &Session,
        source: &dyn Source,
        fresh: bool,
    ) -> Result<String, SendError> {
        let length = source.length();
        let mut chunks = Chunks::new(source);
        let (mut offset, mut furthest, mut ask, mut failures) = (0, 0, !fresh, 0);
        // Whether the last byte may have been taken: only then can there be a video.
        let mut maybe_done = !fresh;
        let doubt = |reason| SendError::Unknown {
            reason,
            clue: Some(session.0.clone()),
        };
        loop {
            let asked = ask;
            let state = if ask {
                let state = self.ask(session, length).await;
                // What stands in the way of asking says nothing about the video.
                state.map_err(|error| match maybe_done {
                    true => doubt(error.reason().clone()),
                    false => error,
                })?
            } else {
                let size = self.chunk_size(length - offset);
                let chunk = chunks.read(offset, size).await.map_err(unreadable)?;
                let last = offset + size as u64 == length;
                let state = self.send_chunk(session, offset, length, chunk).await?;
                maybe_done |= last && matches!(state, State::Doubt(..));
                state
            };
            let (reason, after) = match state {
                State::Done(id) => return Ok(id),
                State::Gone(reason) if maybe_done => return Err(SendError::unknown(reason)),
                // It is certain that there is no video: the next try starts anew.
                State::Gone(reason) => return Err(SendError::retry(reason)),
                // Fewer than before: the question is trusted, not the answer to a chunk.
                State::Has(taken) if taken < offset && !asked => {
                    ask = true;
                    (Reason::new("the service has lost what it had"), None)
                }
                State::Has(taken) if taken < length => {
                    (offset, ask, maybe_done) = (taken, false, false);
                    if taken > furthest {
                        (furthest, failures) = (taken, 0);
                        continue;
                    }
                    if asked {
                        continue;
                    }
                    (Reason::new("the service takes none of the video"), None)
                }
                State::Has(_) => {
                    (ask, maybe_done) = (true, true);
                    (Reason::new("the service has all bytes, but no video yet"), None)
                }
                State::Doubt(reason, after) => {
                    ask = true;
                    (reason, after)
                }
            };
            failures += 1;
            if failures > self.config.tries {
                return Err(match maybe_done {
                    true => doubt(reason),
                    false => SendError::Retry { reason, after },
                });
            }
            sleep(self.pause(failures)).await;
        }
    }

    async fn ask(&self, session: &Session, length: u64) -> Result<State, SendError> {
        let answer = self.send(|client| {
            client
                .put(session.reveal())
                .header(CONTENT_LENGTH, 0)
                .header(CONTENT_RANGE, format!("bytes */{length}"))
        });
        Ok(match answer.await? {
            Ok(answer) => self.judge(&answer, length)?,
            Err(trouble) => State::Doubt(trouble.of_read().reason().clone(), None),
        })
    }

    async fn send_chunk(
        &self,
        session: &Session,
        offset: u64,
        length: u64,
        chunk: bytes::Bytes,
    ) -> Result<State, SendError> {
        let last = offset + chunk.len() as u64 - 1;
        let answer = self.send(|client| {
            client
                .put(session.reveal())
                .timeout(self.config.chunk_time)
                .header(CONTENT_RANGE, format!("bytes {offset}-{last}/{length}"))
                .body(chunk.clone())
        });
        Ok(match answer.await? {
            Ok(answer) => self.judge(&answer, length)?,
            Err(trouble) => State::Doubt(trouble.of_read().reason().clone(), None),
        })
    }

    fn judge(&self, answer: &Answer, length: u64) -> Result<State, SendError> {
        if answer.status.as_u16() == 308 {
            return Ok(match answer.header(RANGE.as_str()) {
                // No range: nothing was taken.
                None => State::Has(0),
                Some(range) => match taken(range) {
                    Some(taken) if taken <= length => State::Has(taken),
                    _ => State::Doubt(Reason::new("a range that cannot be"), None),
                },
            });
        }
        if answer.status.is_success() {
            let id = answer.json().and_then(|body| text(&body, "/id"));
            return Ok(match id {
                Some(id) => State::Done(id),
                None => State::Doubt(answer.strange(), None),
            });
        }
        match error::read(answer, &self.clock) {
            No::Gone(reason) => Ok(State::Gone(reason)),
            No::Trouble(reason, after) => Ok(State::Doubt(reason, after)),
            No::Token(reason) => Err(SendError::person(Need::Consent, reason)),
            No::Decided(error) => Err(error),
        }
    }

    fn chunk_size(&self, left: u64) -> usize {
        let units = (self.config.chunk / CHUNK_UNIT).max(1);
        usize::try_from(left).map_or(units * CHUNK_UNIT, |left| left.min(units * CHUNK_UNIT))
    }

    fn pause(&self, failures: u32) -> Duration {
        let doubled = self.config.pause * 2_u32.pow(failures.saturating_sub(1).min(10));
        doubled.min(Duration::from_secs(30))
    }
}

fn unreadable(error: std::io::Error) -> SendError {
    SendError::retry(Reason::new(format!("the video cannot be read: {error}")))
}

/// `bytes=0-524287` as a number of bytes.
fn taken(range: &str) -> Option<u64> {
    let (first, last) = range.trim().strip_prefix("bytes=")?.split_once('-')?;
    if first != "0" {
        return None;
    }
    last.parse::<u64>().ok()?.checked_add(1)
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Session(***)")
    }
}
