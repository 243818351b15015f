use std::borrow::Borrow;
use std::fmt::Display;

use askama::Template;

use crate::gallery::{Example, Sample};
use crate::{Html, Icon, Tone};

/// What happened to something, newest first.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "components/history/history.html")]
pub struct HistoryList {
    items: Vec<HistoryItem>,
}

impl HistoryList {
    /// The events.
    pub fn new(items: impl IntoIterator<Item = HistoryItem>) -> Self {
        Self {
            items: items.into_iter().collect(),
        }
    }
}

/// One event.
#[derive(Clone, Debug)]
pub struct HistoryItem {
    when: String,
    text: String,
    by: String,
    tone: Tone,
    icon: Option<Icon>,
    body: Html,
}

impl HistoryItem {
    /// What happened, and when.
    pub fn new(when: impl Display, text: impl Display) -> Self {
        Self {
            when: when.to_string(),
            text: text.to_string(),
            by: String::new(),
            tone: Tone::Neutral,
            icon: None,
            body: Html::empty(),
        }
    }

    /// Who did it.
    #[must_use]
    pub fn by(mut self, name: impl Display) -> Self {
        self.by = name.to_string();
        self
    }

    /// Sets the tone.
    #[must_use]
    pub fn tone(mut self, tone: impl Borrow<Tone>) -> Self {
        self.tone = *tone.borrow();
        self
    }

    /// Sets another icon.
    #[must_use]
    pub fn icon(mut self, name: impl Display) -> Self {
        self.icon = Some(Icon::new(name));
        self
    }

    /// More about it.
    #[must_use]
    pub fn body(mut self, body: impl Into<Html>) -> Self {
        self.body = body.into();
        self
    }

    fn shown_icon(&self) -> Icon {
        self.icon.clone().unwrap_or_else(|| Icon::new(self.tone.icon()))
    }
}

components!(HistoryList);

pub(crate) fn examples(s: Sample) -> Vec<Example> {
    let items = [
        HistoryItem::new(s.w("08:15 06/03/2025"), s.w("Đã đăng lên trang tin"))
            .by(s.w("Hệ thống"))
            .tone(Tone::Good),
        HistoryItem::new(s.w("16:02 05/03/2025"), s.w("Trả lại để sửa"))
            .by(s.w("Trần Đức Ân"))
            .tone(Tone::Warn)
            .body(Html::text(s.w("Bổ sung ảnh hội nghị."))),
        HistoryItem::new(s.w("09:30 05/03/2025"), s.w("Tạo bài viết"))
            .by(s.w("Nguyễn Thị Bình"))
            .icon("pencil"),
    ];
    vec![Example::new("three events", HistoryList::new(items))]
}
