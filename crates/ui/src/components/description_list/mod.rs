use std::fmt::Display;

use askama::Template;

use crate::gallery::{Example, Sample};
use crate::{Badge, Html, Tone};

/// Facts about one thing: names at the left, values at the right.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "components/description_list/description_list.html")]
pub struct DescriptionList {
    rows: Vec<(String, Html)>,
}

impl DescriptionList {
    /// An empty list.
    pub fn new() -> Self {
        Self::default()
    }

    /// A fact in plain text; an empty text shows a dash.
    #[must_use]
    pub fn text(self, label: impl Display, text: impl Display) -> Self {
        let text = text.to_string();
        let shown = if text.is_empty() { "–" } else { text.as_str() };
        self.row(label, Html::text(shown))
    }

    /// A fact as markup: a badge, a person, a link.
    #[must_use]
    pub fn row(mut self, label: impl Display, value: impl Into<Html>) -> Self {
        self.rows.push((label.to_string(), value.into()));
        self
    }
}

components!(DescriptionList);

pub(crate) fn examples(s: Sample) -> Vec<Example> {
    vec![Example::new(
        "text, a badge, nothing",
        DescriptionList::new()
            .text(s.w("Cơ quan chủ trì"), s.w("Văn phòng Sở"))
            .row(s.w("Trạng thái"), Badge::new(s.w("Đúng hạn")).tone(Tone::Good))
            .text(s.w("Ghi chú"), ""),
    )]
}
