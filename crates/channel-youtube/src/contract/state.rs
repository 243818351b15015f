use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Value, json};

/// What the server has taken.
#[derive(Debug, Default)]
pub(super) struct State {
    pub(super) base: String,
    tokens: u32,
    pub(super) expired: bool,
    pub(super) lock: bool,
    pub(super) upload_status: Option<String>,
    pub(super) most: Option<usize>,
    pub(super) late: u32,
    begun: u32,
    pub(super) sessions: BTreeMap<String, Session>,
    pub(super) videos: Vec<Kept>,
}

#[derive(Debug)]
pub(super) struct Session {
    meta: Value,
    length: usize,
    content: Vec<u8>,
    done: Option<String>,
}

/// A video that the server has taken.
#[derive(Debug, Clone, Serialize)]
pub struct Kept {
    /// Its id.
    pub id: String,
    /// As it was described, with the privacy that it really has.
    pub resource: Value,
    /// Whether it was removed since.
    pub removed: bool,
    #[serde(skip)]
    pub(super) content: Vec<u8>,
    #[serde(skip)]
    created: Timestamp,
    #[serde(skip)]
    late: u32,
}

/// An answer: status, headers, body.
pub(super) struct Said(
    pub(super) u16,
    pub(super) Vec<(&'static str, String)>,
    pub(super) Value,
);

pub(super) fn error(status: u16, reason: &str, message: &str) -> Said {
    let one = json!({"domain": "youtube", "reason": reason, "message": message});
    let body = json!({"error": {"code": status, "message": message, "errors": [one]}});
    Said(status, Vec::new(), body)
}

fn ok(body: Value) -> Said {
    Said(200, Vec::new(), body)
}

impl Kept {
    /// Its title.
    #[must_use]
    pub fn title(&self) -> &str {
        self.at("/snippet/title")
    }

    /// `public`, `unlisted` or `private`.
    #[must_use]
    pub fn privacy(&self) -> &str {
        self.at("/status/privacyStatus")
    }

    fn at(&self, path: &str) -> &str {
        self.resource
            .pointer(path)
            .and_then(Value::as_str)
            .unwrap_or_default()
    }
}

impl State {
    pub(super) fn token(&mut self) -> Said {
        self.tokens += 1;
        self.expired = false;
        let access = format!("access-{}", self.tokens);
        ok(json!({"access_token": access, "expires_in": 3599, "token_type": "Bearer"}))
    }

    pub(super) fn accepts(&self, bearer: &str) -> bool {
        !self.expired && bearer == format!("Bearer access-{}", self.tokens)
    }

    pub(super) fn start(&mut self, meta: Value, length: Option<usize>) -> Said {
        let title = meta
            .pointer("/snippet/title")
            .and_then(Value::as_str)
            .unwrap_or_default();
        if title.is_empty() || title.chars().count() > 100 || title.contains(['<', '>']) {
            return error(
                400,
                "invalidTitle",
                "The request metadata specifies an invalid title.",
            );
        }
        let Some(length) = length else {
            return error(
                400,
                "mediaBodyRequired",
                "The request does not include the video content.",
            );
        };
        self.begun += 1;
        let id = format!("upload-{}", self.begun);
        let place = format!("{}/upload/youtube/v3/videos?upload_id={id}", self.base);
        let session = Session {
            meta,
            length,
            content: Vec::new(),
            done: None,
        };
        self.sessions.insert(id, session);
        Said(200, vec![("Location", place)], Value::Null)
    }

    pub(super) fn lose_bytes(&mut self) {
        for session in self.sessions.values_mut().filter(|one| one.done.is_none()) {
            session.content.clear();
        }
    }

    /// `bytes a-b/N` with content, or `bytes */N` as a question.
    pub(super) fn put(&mut self, id: &str, range: &str, content: &[u8], now: Timestamp) -> Said {
        let most = self.most.unwrap_or(usize::MAX);
        let Some(session) = self.sessions.get_mut(id) else {
            return error(404, "notFound", "No such upload");
        };
        if session.done.is_none() && !range.starts_with("bytes */") {
            let first = range
                .strip_prefix("bytes ")
                .and_then(|range| range.split_once('-'))
                .and_then(|(first, _)| first.parse::<usize>().ok());
            let whole = first.unwrap_or(0) + content.len() == session.length;
            if first != Some(session.content.len()) || (!whole && !content.len().is_multiple_of(256 << 10)) {
                return error(400, "badContent", "The chunk does not fit");
            }
            let taken = content.get(..most.min(content.len())).unwrap_or_default();
            session.content.extend_from_slice(taken);
        }
        if session.done.is_none() && session.content.len() == session.length {
            let id = format!("video{}", self.videos.len() + 1);
            session.done = Some(id.clone());
            let mut resource = session.meta.clone();
            if let Some(status) = resource.get_mut("status").and_then(Value::as_object_mut) {
                if self.lock {
                    status.insert("privacyStatus".to_owned(), "private".into());
                }
                let upload = self.upload_status.as_deref().unwrap_or("uploaded");
                status.insert("uploadStatus".to_owned(), upload.into());
            }
            self.videos.push(Kept {
                id,
                resource,
                removed: false,
                content: std::mem::take(&mut session.content),
                created: now,
                late: self.late,
            });
        }
        match &session.done {
            Some(id) => {
                // What was asked for, not what it has become.
                let mut body = session.meta.clone();
                if let Some(body) = body.as_object_mut() {
                    body.insert("id".to_owned(), id.clone().into());
                }
                Said(201, Vec::new(), body)
            }
            // Nothing taken is told by no range at all.
            None if session.content.is_empty() => Said(308, Vec::new(), Value::Null),
            None => {
                let range = format!("bytes=0-{}", session.content.len() - 1);
                Said(308, vec![("Range", range)], Value::Null)
            }
        }
    }

    pub(super) fn videos(&self, ids: &str, parts: &str) -> Said {
        let wanted: Vec<&str> = ids.split(',').collect();
        let found = self
            .videos
            .iter()
            .filter(|one| !one.removed && wanted.contains(&one.id.as_str()));
        let items: Vec<Value> = found
            .map(|one| {
                let mut item = json!({"id": one.id});
                if parts.contains("statistics") {
                    item["statistics"] =
                        json!({"viewCount": "1204", "likeCount": "31", "favoriteCount": "0"});
                } else {
                    item["snippet"] = one.resource["snippet"].clone();
                    item["status"] = one.resource["status"].clone();
                }
                item
            })
            .collect();
        ok(json!({"items": items}))
    }

    /// Page tokens count uploads from the newest.
    pub(super) fn uploads(&mut self, page: &str) -> Said {
        let from: usize = page.parse().unwrap_or(0);
        let mut items = Vec::new();
        for video in self.videos.iter_mut().rev().filter(|one| !one.removed) {
            if video.late > 0 {
                video.late -= 1;
            } else {
                items.push(json!({
                    "snippet": {"title": video.title(), "publishedAt": video.created.to_string()},
                    "contentDetails": {"videoId": video.id},
                }));
            }
        }
        let total = items.len();
        let items: Vec<Value> = items.into_iter().skip(from).take(50).collect();
        let next = from + items.len();
        let mut body = json!({"items": items, "pageInfo": {"totalResults": total}});
        if next < total {
            body["nextPageToken"] = next.to_string().into();
        }
        ok(body)
    }

    pub(super) fn update(&mut self, body: Value) -> Said {
        let id = body
            .get("id")
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned();
        let lock = self.lock;
        match self.videos.iter_mut().find(|one| one.id == id && !one.removed) {
            None => error(404, "videoNotFound", "The video cannot be found"),
            Some(video) => {
                video.resource = body.clone();
                if let (true, Some(status)) = (lock, video.resource.get_mut("status")) {
                    status["privacyStatus"] = "private".into();
                }
                ok(body)
            }
        }
    }

    pub(super) fn delete(&mut self, id: &str) -> Said {
        match self.videos.iter_mut().find(|one| one.id == id && !one.removed) {
            None => error(404, "videoNotFound", "The video cannot be found"),
            Some(video) => {
                video.removed = true;
                Said(204, Vec::new(), Value::Null)
            }
        }
    }
}
