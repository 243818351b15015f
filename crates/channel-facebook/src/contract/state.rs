use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Value, json};

use super::PAGE;

/// What the server has taken.
#[derive(Debug, Default)]
pub(super) struct State {
    pub(super) posts: Vec<Kept>,
    pub(super) photos: u32,
    pub(super) refuse_duplicates: bool,
    pub(super) late: u32,
    pub(super) scopes: Vec<String>,
}

/// A post that the server has taken.
#[derive(Debug, Clone, Serialize)]
pub struct Kept {
    /// `<page>_<post>`.
    pub id: String,
    /// Its words.
    pub message: String,
    /// The link that it shows.
    pub link: Option<String>,
    /// Ids of its photos.
    pub photos: Vec<String>,
    /// When it shall be shown, in seconds since 1970.
    pub scheduled: Option<i64>,
    /// Whether it was removed since.
    pub removed: bool,
    #[serde(skip)]
    by: String,
    #[serde(skip)]
    created: Timestamp,
    #[serde(skip)]
    late: u32,
}

type Fields = Vec<(String, String)>;

pub(super) fn value(fields: &Fields, key: &str) -> Option<String> {
    let found = fields.iter().find(|(name, _)| name == key);
    found.map(|(_, value)| value.clone())
}

pub(super) fn error(code: i64, subcode: Option<i64>, message: &str) -> (u16, Value) {
    let mut error = json!({"message": message, "type": "OAuthException", "code": code, "fbtrace_id": "A1"});
    if let (Some(subcode), Some(object)) = (subcode, error.as_object_mut()) {
        object.insert("error_subcode".to_owned(), subcode.into());
    }
    (400, json!({"error": error}))
}

fn gone() -> (u16, Value) {
    error(100, Some(33), "Object does not exist")
}

impl Kept {
    fn item(&self) -> Value {
        json!({
            "id": self.id, "message": self.message, "created_time": written(self.created),
            "permalink_url": format!("https://www.example/{}", self.id), "from": {"id": self.by},
        })
    }
}

/// `2025-03-10T00:00:00+0000`
fn written(at: Timestamp) -> String {
    at.to_string().replace('Z', "+0000")
}

impl State {
    pub(super) fn post(&mut self, fields: &Fields, created: Timestamp) -> (u16, Value) {
        let message = value(fields, "message").unwrap_or_default();
        let photos: Vec<String> = (0..)
            .map_while(|n| value(fields, &format!("attached_media[{n}]")))
            .filter_map(|media| {
                let media: Value = serde_json::from_str(&media).ok()?;
                Some(media.get("media_fbid")?.as_str()?.to_owned())
            })
            .collect();
        let link = value(fields, "link");
        if message.is_empty() && photos.is_empty() && link.is_none() {
            return error(100, None, "Invalid parameter");
        }
        let twin = self
            .posts
            .iter()
            .any(|post| !post.removed && post.message == message);
        if self.refuse_duplicates && twin {
            return error(506, None, "Duplicate status message");
        }
        let scheduled = value(fields, "scheduled_publish_time").and_then(|at| at.parse::<i64>().ok());
        if let Some(at) = scheduled {
            let ahead = at - created.as_second();
            if value(fields, "published").as_deref() != Some("false") || !(600..=2_592_000).contains(&ahead) {
                return error(100, None, "The specified scheduled publish time is invalid");
            }
        }
        let id = format!("{PAGE}_{}", self.posts.len() + 1);
        self.posts.push(Kept {
            id: id.clone(),
            message,
            link,
            photos,
            scheduled,
            removed: false,
            by: PAGE.to_owned(),
            created,
            late: self.late,
        });
        (200, json!({"id": id}))
    }

    pub(super) fn visitor_writes(&mut self, message: &str) {
        self.posts.push(Kept {
            id: format!("{PAGE}_{}", self.posts.len() + 1),
            message: message.to_owned(),
            link: None,
            photos: Vec::new(),
            scheduled: None,
            removed: false,
            by: "someone".to_owned(),
            created: Timestamp::MAX,
            late: 0,
        });
    }

    pub(super) fn photo(&mut self, fields: &Fields) -> (u16, Value) {
        let hidden = value(fields, "published").as_deref() == Some("false");
        if !hidden || (value(fields, "url").is_none() && value(fields, "source").is_none()) {
            return error(100, None, "Invalid parameter");
        }
        self.photos += 1;
        (200, json!({"id": format!("photo{}", self.photos)}))
    }

    /// Cursors count posts from the newest.
    pub(super) fn list(&mut self, fields: &Fields, scheduled: bool) -> (u16, Value) {
        let since = value(fields, "since").and_then(|text| text.parse::<i64>().ok());
        let number = |key| value(fields, key).and_then(|text| text.parse::<usize>().ok());
        let (limit, after) = (
            number("limit").unwrap_or(25).min(100),
            number("after").unwrap_or(0),
        );
        let mut items = Vec::new();
        for post in self.posts.iter_mut().rev() {
            let wanted = !post.removed
                && post.scheduled.is_some() == scheduled
                && since.is_none_or(|since| post.created.as_second() >= since);
            if !wanted {
                continue;
            }
            if post.late > 0 {
                post.late -= 1;
            } else {
                items.push(post.item());
            }
        }
        let total = items.len();
        let items: Vec<Value> = items.into_iter().skip(after).take(limit).collect();
        let next = after + items.len();
        let mut paging = json!({"cursors": {"before": after.to_string(), "after": next.to_string()}});
        if let (true, Some(object)) = (next < total, paging.as_object_mut()) {
            object.insert("next".to_owned(), "https://elsewhere.example/next".into());
        }
        (200, json!({"data": items, "paging": paging}))
    }

    fn find(&mut self, id: &str) -> Option<&mut Kept> {
        self.posts.iter_mut().find(|post| post.id == id && !post.removed)
    }

    pub(super) fn read(&mut self, id: &str) -> (u16, Value) {
        match self.find(id) {
            // No shares are not written at all.
            Some(post) => (
                200,
                json!({
                    "id": post.id, "created_time": written(post.created),
                    "permalink_url": format!("https://www.example/{}", post.id),
                    "reactions": {"data": [], "summary": {"total_count": 17}},
                    "comments": {"data": [], "summary": {"total_count": 2}},
                }),
            ),
            None => gone(),
        }
    }

    pub(super) fn update(&mut self, id: &str, fields: &Fields) -> (u16, Value) {
        match self.find(id) {
            Some(post) => {
                post.message = value(fields, "message").unwrap_or_default();
                (200, json!({"success": true}))
            }
            None => gone(),
        }
    }

    pub(super) fn delete(&mut self, id: &str) -> (u16, Value) {
        match self.find(id) {
            Some(post) => {
                post.removed = true;
                (200, json!({"success": true}))
            }
            None => gone(),
        }
    }
}
