use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Value, json};

/// What the server has taken.
#[derive(Debug, Default)]
pub(super) struct State {
    pair: u32,
    expired: bool,
    codes: BTreeSet<String>,
    pub(super) processing: u32,
    pub(super) articles: Vec<Kept>,
    pub(super) messages: Vec<Value>,
    pub(super) broadcasts: Vec<Value>,
    pub(super) uploads: u32,
}

/// An article that the server has taken.
#[derive(Debug, Clone, Serialize)]
pub struct Kept {
    /// Its id, known to clients when it is done.
    pub id: String,
    /// As it came.
    pub content: Value,
    /// Whether it was removed since.
    pub removed: bool,
    #[serde(skip)]
    created: Timestamp,
    #[serde(skip)]
    waits: u32,
}

impl Kept {
    /// Its title.
    #[must_use]
    pub fn title(&self) -> &str {
        self.content
            .get("title")
            .and_then(Value::as_str)
            .unwrap_or_default()
    }

    /// `show` or `hide`.
    #[must_use]
    pub fn status(&self) -> &str {
        self.content
            .get("status")
            .and_then(Value::as_str)
            .unwrap_or("hide")
    }

    fn item(&self) -> Value {
        json!({
            "id": self.id, "type": "normal", "title": self.title(), "status": self.status(),
            "total_view": "12", "total_share": 3,
            "create_date": self.created.as_millisecond(), "update_date": self.created.as_millisecond(),
            "thumb": "", "link_view": format!("https://rd.example/detail/{}", self.id),
        })
    }
}

pub(super) fn yes(data: Value) -> Value {
    json!({"data": data, "error": 0, "message": "Success"})
}

pub(super) fn no(code: i64, message: &str) -> Value {
    json!({"error": code, "message": message})
}

impl State {
    pub(super) fn access(&self) -> String {
        format!("access-{}", self.pair)
    }

    pub(super) fn refresh(&self) -> String {
        format!("refresh-{}", self.pair)
    }

    pub(super) fn expire(&mut self) {
        self.expired = true;
    }

    pub(super) fn accepts(&self, access: Option<&str>) -> bool {
        !self.expired && access == Some(self.access().as_str())
    }

    /// The next pair, for a code or a refresh token that was not used before.
    pub(super) fn token(&mut self, form: &[(String, String)]) -> Value {
        let field = |key: &str| form.iter().find(|(k, _)| k == key).map(|(_, v)| v.as_str());
        let allowed = match field("grant_type") {
            Some("authorization_code") => {
                field("code_verifier").is_some_and(|text| text.len() == 43)
                    && field("code").is_some_and(|code| self.codes.insert(code.to_owned()))
            }
            Some("refresh_token") => field("refresh_token") == Some(self.refresh().as_str()),
            _ => false,
        };
        if !allowed {
            // The number for this case is not documented.
            return json!({"error": -14000, "error_name": "Invalid grant", "error_description": "used or unknown"});
        }
        self.pair += 1;
        self.expired = false;
        // The odd part of the real service: a text.
        json!({"access_token": self.access(), "refresh_token": self.refresh(), "expires_in": "90000"})
    }

    pub(super) fn create(&mut self, content: Value, created: Timestamp) -> Value {
        if content.pointer("/cover/photo_url").is_none() {
            return no(-201, "cover value is invalid");
        }
        let id = format!("art{}", self.articles.len() + 1);
        let token = format!("token-{id}");
        self.articles.push(Kept {
            id,
            content,
            removed: false,
            created,
            waits: self.processing,
        });
        yes(json!({"token": token}))
    }

    pub(super) fn verify(&mut self, token: &str) -> Value {
        let found = self
            .articles
            .iter_mut()
            .find(|one| token == format!("token-{}", one.id));
        match found {
            None => no(-201, "token is invalid"),
            Some(article) if article.waits > 0 => {
                article.waits -= 1;
                no(-214, "article is processing")
            }
            Some(article) => yes(json!({"id": article.id})),
        }
    }

    pub(super) fn list(&mut self, offset: usize, limit: usize) -> Value {
        if limit > 10 {
            return no(-201, "maximum limit is 10");
        }
        let mut medias = Vec::new();
        for article in self.articles.iter_mut().rev().filter(|one| !one.removed) {
            if article.waits > 0 {
                article.waits -= 1;
            } else {
                medias.push(article.item());
            }
        }
        let total = medias.len();
        let medias: Vec<Value> = medias.into_iter().skip(offset).take(limit).collect();
        yes(json!({"medias": medias, "total": total}))
    }

    pub(super) fn detail(&self, id: &str) -> Value {
        match self.articles.iter().find(|one| one.id == id && !one.removed) {
            Some(article) => yes(article.item()),
            None => no(-201, "article does not exist"),
        }
    }

    pub(super) fn update(&mut self, content: Value) -> Value {
        let id = content.get("id").and_then(Value::as_str).map(str::to_owned);
        let found = self
            .articles
            .iter_mut()
            .find(|one| Some(&one.id) == id.as_ref() && !one.removed);
        match found {
            Some(article) => {
                article.content = content;
                yes(json!({"token": format!("token-{}", article.id)}))
            }
            None => no(-201, "article does not exist"),
        }
    }

    pub(super) fn remove(&mut self, id: &str) -> Value {
        if let Some(article) = self.articles.iter_mut().find(|one| one.id == id) {
            article.removed = true;
        }
        json!({"error": 0, "message": "Success"})
    }

    pub(super) fn message(&mut self, body: Value, to: &str) -> Value {
        let known = body
            .pointer(&format!("/recipient/{to}"))
            .is_some_and(Value::is_string);
        if !known {
            return no(-201, "recipient is invalid");
        }
        self.messages.push(body);
        yes(json!({"message_id": format!("msg{}", self.messages.len()), "sent_time": "1741564800000"}))
    }

    pub(super) fn broadcast(&mut self, body: Value) -> Value {
        let elements = body.pointer("/message/attachment/payload/elements");
        let fits = elements.and_then(Value::as_array).is_some_and(|elements| {
            (1..=5).contains(&elements.len())
                && elements
                    .iter()
                    .all(|one| one.get("media_type") == Some(&json!("article")))
        });
        if !fits {
            return no(-201, "only articles can be broadcast");
        }
        self.broadcasts.push(body);
        yes(json!({"message_id": format!("cast{}", self.broadcasts.len())}))
    }
}
