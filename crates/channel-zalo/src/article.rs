use std::fmt;

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use crate::call::text;
use crate::limits;
use crate::oauth::number;

/// An article of the account's own page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// Up to [`limits::TITLE`] characters.
    pub title: String,
    /// Up to [`limits::AUTHOR`] characters.
    pub author: String,
    /// The picture or video above it; the service wants one.
    pub cover: Cover,
    /// Up to [`limits::DESCRIPTION`] characters.
    pub description: String,
    /// Its parts in order.
    pub body: Vec<Block>,
    /// Whether people see it.
    pub visibility: Visibility,
    /// Whether readers may comment.
    pub comments: bool,
}

/// What is above an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cover {
    /// A picture at a public address.
    Photo {
        /// The address.
        url: String,
    },
    /// A video that was uploaded to the service.
    Video {
        /// Its id there.
        id: String,
        /// A picture at a public address.
        photo_url: String,
    },
}

/// A part of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// Words, in the simple HTML of the service.
    Text(String),
    /// A picture at a public address.
    Image {
        /// The address.
        url: String,
        /// Words under it.
        caption: String,
    },
    /// A video at an address.
    Video {
        /// The address.
        url: String,
        /// A picture of it.
        thumb: String,
    },
}

/// Whether people see an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visibility {
    /// They do.
    Show,
    /// They do not.
    Hide,
}

impl Visibility {
    fn word(self) -> &'static str {
        match self {
            Self::Show => "show",
            Self::Hide => "hide",
        }
    }
}

/// By which an accepted article is asked for until it has an id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleToken(pub String);

/// An article that has an id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// The id.
    pub id: String,
    /// As read back from the service; none when that failed.
    pub listed: Option<Listed>,
}

/// An article as the service lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Whether people see it; none when the service says something else.
    pub visibility: Option<Visibility>,
    /// How often it was opened.
    pub views: Option<u64>,
    /// How often it was passed on.
    pub shares: Option<u64>,
    /// When it was made.
    pub created_at: Option<Timestamp>,
    /// Where people see it.
    pub link: Option<String>,
}

/// What is wrong with an article before it is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// A field is empty that the service wants.
    Missing(&'static str),
    /// A field is too long.
    TooLong {
        /// The service's name of the field.
        field: &'static str,
        /// Its characters.
        has: usize,
        /// The most that is allowed.
        most: usize,
    },
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(field) => write!(f, "{field} is missing"),
            Self::TooLong { field, has, most } => {
                write!(f, "{field} has {has} characters, at most {most} are allowed")
            }
        }
    }
}

/// Whether a text fits.
pub(crate) fn within(field: &'static str, text: &str, most: usize) -> Result<(), Fault> {
    match limits::count(text, most) {
        (_, true) => Ok(()),
        (has, false) => Err(Fault::TooLong { field, has, most }),
    }
}

fn wanted(field: &'static str, text: &str) -> Result<(), Fault> {
    if text.trim().is_empty() {
        Err(Fault::Missing(field))
    } else {
        Ok(())
    }
}

impl Article {
    /// Everything that is wrong with it.
    #[must_use]
    pub fn faults(&self) -> Vec<Fault> {
        let cover = match &self.cover {
            Cover::Photo { url } => url,
            Cover::Video { id, .. } => id,
        };
        let checks = [
            wanted("title", &self.title),
            within("title", &self.title, limits::TITLE),
            within("author", &self.author, limits::AUTHOR),
            wanted("description", &self.description),
            within("description", &self.description, limits::DESCRIPTION),
            wanted("cover", cover),
            if self.body.is_empty() {
                Err(Fault::Missing("body"))
            } else {
                Ok(())
            },
        ];
        checks.into_iter().filter_map(Result::err).collect()
    }

    /// The same, hidden: what a withdrawal sends when the article shall stay in the account.
    #[must_use]
    pub fn hidden(&self) -> Self {
        Self {
            visibility: Visibility::Hide,
            ..self.clone()
        }
    }

    pub(crate) fn to_json(&self, id: Option<&str>) -> Value {
        let cover = match &self.cover {
            Cover::Photo { url } => json!({"cover_type": "photo", "photo_url": url, "status": "show"}),
            Cover::Video { id, photo_url } => {
                json!({"cover_type": "video", "video_id": id, "photo_url": photo_url, "status": "show"})
            }
        };
        let body: Vec<Value> = self.body.iter().map(Block::to_json).collect();
        let mut object = Map::new();
        if let Some(id) = id {
            object.insert("id".to_owned(), id.into());
        }
        let rest = [
            ("type", "normal".into()),
            ("title", nfc(&self.title).into()),
            ("author", nfc(&self.author).into()),
            ("cover", cover),
            ("description", nfc(&self.description).into()),
            ("body", body.into()),
            ("status", self.visibility.word().into()),
            ("comment", if self.comments { "show" } else { "hide" }.into()),
        ];
        object.extend(rest.map(|(key, value)| (key.to_owned(), value)));
        Value::Object(object)
    }
}

impl Block {
    fn to_json(&self) -> Value {
        match self {
            Self::Text(content) => json!({"type": "text", "content": nfc(content)}),
            Self::Image { url, caption } => json!({"type": "image", "url": url, "caption": nfc(caption)}),
            Self::Video { url, thumb } => json!({"type": "video", "url": url, "thumb": thumb}),
        }
    }
}

impl Listed {
    pub(crate) fn read(item: &Value) -> Option<Self> {
        let count = |key| item.get(key).and_then(number).and_then(|n| u64::try_from(n).ok());
        Some(Self {
            id: text(item, "id")?,
            title: text(item, "title").unwrap_or_default(),
            visibility: match item.get("status").and_then(Value::as_str) {
                Some("show") => Some(Visibility::Show),
                Some("hide") => Some(Visibility::Hide),
                _ => None,
            },
            views: count("total_view"),
            shares: count("total_share"),
            created_at: item.get("create_date").and_then(instant),
            link: text(item, "link_view").filter(|link| link.starts_with("https://")),
        })
    }
}

/// Seconds or milliseconds since 1970: the service writes both.
pub(crate) fn instant(value: &Value) -> Option<Timestamp> {
    let number = number(value)?;
    if number.unsigned_abs() >= 100_000_000_000 {
        Timestamp::from_millisecond(number).ok()
    } else {
        Timestamp::from_second(number).ok()
    }
}

pub(crate) fn nfc(text: &str) -> String {
    channel_http::composed(text)
}
