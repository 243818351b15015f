use std::fmt;

use channel_http::composed;
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::limits;

/// What a video is called and who may see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Video {
    /// Up to [`limits::TITLE`] characters.
    pub title: String,
    /// Up to [`limits::DESCRIPTION_BYTES`] bytes.
    pub description: String,
    /// Up to [`limits::TAGS`] characters together.
    pub tags: Vec<String>,
    /// A tag of your own for this one video, so that it can be told from others of the same title. Made by the
    /// sender and kept.
    pub marker: Option<String>,
    /// The service's number of a category, such as 25 for news and politics.
    pub category: String,
    /// Who may see it.
    pub privacy: Privacy,
    /// When a private video becomes public.
    pub publish_at: Option<Timestamp>,
    /// Whether it is made for children: the service wants to be told.
    pub made_for_kids: bool,
    /// Whether it shows realistic things that were made by machine.
    pub synthetic: bool,
}

/// Who may see a video.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Privacy {
    /// Everyone.
    Public,
    /// Who has the link.
    Unlisted,
    /// The owner.
    Private,
}

/// What is wrong with a video before it is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// No title.
    NoTitle,
    /// Too many characters in the title.
    TitleTooLong(usize),
    /// Too many bytes in the description.
    DescriptionTooLong(usize),
    /// Too many characters in the tags.
    TagsTooLong(usize),
    /// `<` or `>` in this field.
    Brackets(&'static str),
    /// A time to publish needs a private video.
    TimeNeedsPrivate,
    /// A time to publish that has passed.
    TimePassed,
}

impl Video {
    /// A public video without more.
    #[must_use]
    pub fn new(title: &str, description: &str) -> Self {
        Self {
            title: title.to_owned(),
            description: description.to_owned(),
            tags: Vec::new(),
            marker: None,
            category: "25".to_owned(),
            privacy: Privacy::Public,
            publish_at: None,
            made_for_kids: false,
            synthetic: false,
        }
    }

    /// Everything that is wrong with it when it is sent at `now`.
    #[must_use]
    pub fn faults(&self, now: Timestamp) -> Vec<Fault> {
        let mut faults = Vec::new();
        if self.title.trim().is_empty() {
            faults.push(Fault::NoTitle);
        }
        if let (has, false) = limits::count(&self.title, limits::TITLE) {
            faults.push(Fault::TitleTooLong(has));
        }
        if let (has, false) = limits::description(&self.description) {
            faults.push(Fault::DescriptionTooLong(has));
        }
        if let (has, false) = limits::tags(self.all_tags()) {
            faults.push(Fault::TagsTooLong(has));
        }
        if limits::has_brackets(&self.title) {
            faults.push(Fault::Brackets("title"));
        }
        if limits::has_brackets(&self.description) {
            faults.push(Fault::Brackets("description"));
        }
        if self.all_tags().any(limits::has_brackets) {
            faults.push(Fault::Brackets("tags"));
        }
        if let Some(at) = self.publish_at {
            if self.privacy != Privacy::Private {
                faults.push(Fault::TimeNeedsPrivate);
            }
            if at <= now {
                faults.push(Fault::TimePassed);
            }
        }
        faults
    }

    fn all_tags(&self) -> impl Iterator<Item = &str> {
        self.tags.iter().chain(&self.marker).map(String::as_str)
    }

    pub(crate) fn to_json(&self, id: Option<&str>) -> Value {
        let tags: Vec<String> = self.all_tags().map(composed).collect();
        let mut status = json!({
            "privacyStatus": self.privacy.word(),
            "selfDeclaredMadeForKids": self.made_for_kids,
            "containsSyntheticMedia": self.synthetic,
        });
        if let (Some(at), Some(status)) = (self.publish_at, status.as_object_mut()) {
            status.insert("publishAt".to_owned(), at.to_string().into());
        }
        let mut body = json!({
            "snippet": {
                "title": composed(&self.title), "description": composed(&self.description),
                "tags": tags, "categoryId": self.category,
            },
            "status": status,
        });
        if let (Some(id), Some(body)) = (id, body.as_object_mut()) {
            body.insert("id".to_owned(), id.into());
        }
        body
    }
}

impl Privacy {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Unlisted => "unlisted",
            Self::Private => "private",
        }
    }

    pub(crate) fn read(word: &str) -> Option<Self> {
        [Self::Public, Self::Unlisted, Self::Private]
            .into_iter()
            .find(|privacy| privacy.word() == word)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let most = |f: &mut fmt::Formatter<'_>, what, has: &usize, unit, most: usize| {
            write!(f, "{what} has {has} {unit}, at most {most} are allowed")
        };
        match self {
            Self::NoTitle => f.write_str("the title is missing"),
            Self::TitleTooLong(has) => most(f, "the title", has, "characters", limits::TITLE),
            Self::DescriptionTooLong(has) => {
                most(f, "the description", has, "bytes", limits::DESCRIPTION_BYTES)
            }
            Self::TagsTooLong(has) => most(f, "the list of tags", has, "characters", limits::TAGS),
            Self::Brackets(field) => write!(f, "{field} must not have < or >"),
            Self::TimeNeedsPrivate => {
                f.write_str("a video that is published later must be private until then")
            }
            Self::TimePassed => f.write_str("the time to publish has passed"),
        }
    }
}
