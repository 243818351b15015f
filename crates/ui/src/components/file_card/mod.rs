use std::borrow::Borrow;
use std::fmt::Display;

use askama::Template;

use crate::gallery::{Example, Sample};
use crate::link::safe_href;
use crate::text::file_size;
use crate::{Html, Icon, IconButton, Translator};

/// A file: picture or kind, name, size, what to do with it.
#[derive(Clone, Debug, Template)]
#[template(path = "components/file_card/file_card.html")]
pub struct FileCard {
    name: String,
    href: String,
    size: String,
    note: String,
    thumbnail: Option<String>,
    actions: Html,
}

impl FileCard {
    /// A file of so many bytes at `href`.
    pub fn new(t: Translator, name: impl Display, href: impl Display, bytes: impl Borrow<u64>) -> Self {
        Self {
            name: name.to_string(),
            href: safe_href(href),
            size: file_size(t.lang(), *bytes.borrow()),
            note: String::new(),
            thumbnail: None,
            actions: Html::empty(),
        }
    }

    /// A quiet line: who added it and when.
    #[must_use]
    pub fn note(mut self, note: impl Display) -> Self {
        self.note = note.to_string();
        self
    }

    /// The address of a small picture of it.
    #[must_use]
    pub fn thumbnail(mut self, src: impl Display) -> Self {
        self.thumbnail = Some(safe_href(src));
        self
    }

    /// Buttons at the right.
    #[must_use]
    pub fn actions(mut self, actions: impl Into<Html>) -> Self {
        self.actions = actions.into();
        self
    }

    fn icon(&self) -> Icon {
        let kind = self
            .name
            .rsplit('.')
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase();
        Icon::new(match kind.as_str() {
            "doc" | "docx" | "odt" => "file-type-doc",
            "xls" | "xlsx" | "csv" | "ods" => "file-spreadsheet",
            "pdf" => "file-type-pdf",
            "zip" => "file-zip",
            "jpg" | "jpeg" | "png" | "webp" | "gif" => "photo",
            "mp4" | "mov" | "webm" => "movie",
            "mp3" | "m4a" | "wav" => "headphones",
            _ => "file-text",
        })
    }
}

components!(FileCard);

pub(crate) fn examples(s: Sample) -> Vec<Example> {
    let remove = || IconButton::new("trash", s.w("Xóa tệp")).small();
    vec![
        Example::new(
            "a document",
            FileCard::new(s.t, s.w("Ke-hoach-tuyen-truyen-2025.docx"), "/tep/1", 48_213)
                .note(s.w("Nguyễn Thị Bình, 05/03/2025"))
                .actions(remove()),
        ),
        Example::new(
            "with a picture",
            FileCard::new(s.t, s.w("Anh hoi nghi.jpg"), "/tep/2", 2_400_000)
                .thumbnail(crate::asset("favicon.svg"))
                .actions(remove()),
        ),
    ]
}
