use std::fmt::Display;

use askama::Template;

use crate::gallery::{Example, Sample};
use crate::{ButtonLink, Icon};

/// What an empty page says: what belongs here and what to do first.
#[derive(Clone, Debug, Template)]
#[template(path = "components/empty_state/empty_state.html")]
pub struct EmptyState {
    icon: Icon,
    title: String,
    text: String,
    actions: Vec<ButtonLink>,
    good: bool,
}

impl EmptyState {
    /// An icon and a title.
    pub fn new(icon: impl Display, title: impl Display) -> Self {
        Self {
            icon: Icon::new(icon).large(),
            title: title.to_string(),
            text: String::new(),
            actions: Vec::new(),
            good: false,
        }
    }

    /// A sentence or two that say what to do first.
    #[must_use]
    pub fn text(mut self, text: impl Display) -> Self {
        self.text = text.to_string();
        self
    }

    /// Nothing here is good news.
    #[must_use]
    pub const fn good(mut self) -> Self {
        self.good = true;
        self
    }

    /// A button; the first one is usually primary.
    #[must_use]
    pub fn action(mut self, action: ButtonLink) -> Self {
        self.actions.push(action);
        self
    }
}

components!(EmptyState);

pub(crate) fn examples(s: Sample) -> Vec<Example> {
    let none = EmptyState::new("circle-check", s.w("Không đơn vị nào nợ việc")).good();
    let first = Example::new(
        "with the first step",
        EmptyState::new("file-import", s.w("Chưa có kế hoạch nào"))
            .text(s.w("Thả tệp Word đã ký vào đây, phần mềm đọc nhiệm vụ, đơn vị và thời hạn."))
            .action(
                ButtonLink::new(s.w("Nhập kế hoạch"), "/x")
                    .primary()
                    .icon("upload"),
            )
            .action(ButtonLink::new(s.w("Xem kế hoạch mẫu"), "/y")),
    );
    vec![first, Example::new("good news", none)]
}
