use std::fmt::Display;

use askama::Template;

use crate::Html;
use crate::gallery::{Example, Sample};

/// A sheet of paper on the page: a titled block of content.
///
/// In a template, markup around a longer body reads better with the classes by hand:
/// `<section class="card"><header class="card-head"><h2>…</h2></header>…</section>`.
#[derive(Clone, Debug, Template)]
#[template(path = "components/card/card.html")]
pub struct Card {
    title: String,
    hint: String,
    body: Html,
    actions: Html,
    footer: Html,
    flush: bool,
}

impl Card {
    /// A card with a title (empty for none) and a body.
    pub fn new(title: impl Display, body: impl Into<Html>) -> Self {
        Self {
            title: title.to_string(),
            hint: String::new(),
            body: body.into(),
            actions: Html::empty(),
            footer: Html::empty(),
            flush: false,
        }
    }

    /// A line under the title.
    #[must_use]
    pub fn hint(mut self, hint: impl Display) -> Self {
        self.hint = hint.to_string();
        self
    }

    /// Buttons at the right of the title.
    #[must_use]
    pub fn actions(mut self, actions: impl Into<Html>) -> Self {
        self.actions = actions.into();
        self
    }

    /// A quiet line at the bottom.
    #[must_use]
    pub fn footer(mut self, footer: impl Into<Html>) -> Self {
        self.footer = footer.into();
        self
    }

    /// No padding around the body, for tables and lists.
    #[must_use]
    pub const fn flush(mut self) -> Self {
        self.flush = true;
        self
    }
}

components!(Card);

pub(crate) fn examples(s: Sample) -> Vec<Example> {
    vec![Example::new(
        "title, hint, actions, footer",
        Card::new(
            s.w("Việc trong tuần"),
            Html::text(s.w("Tọa đàm về cải cách hành chính, thứ Năm 14:00.")),
        )
        .hint(s.w("Từ 03/03 đến 09/03/2025"))
        .actions(super::ButtonLink::new(s.w("Xem tất cả"), "/x").small())
        .footer(Html::text(s.w("Cập nhật lúc 08:15"))),
    )]
}
