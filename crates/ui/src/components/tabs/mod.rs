use std::borrow::Borrow;
use std::fmt::Display;

use askama::Template;

use crate::gallery::{Example, Sample};
use crate::link::safe_href;
use crate::{Html, Link};

/// Views of the same thing at addresses of their own: links, one of which is current.
#[derive(Clone, Debug, Template)]
#[template(path = "components/tabs/tabs.html")]
pub struct Tabs {
    label: String,
    tabs: Vec<Tab>,
}

#[derive(Clone, Debug)]
struct Tab {
    label: String,
    href: String,
    current: bool,
    count: Option<u64>,
}

impl Tabs {
    /// Tabs that `label` describes to screen readers.
    pub fn new(label: impl Display) -> Self {
        let label = label.to_string();
        Self {
            label,
            tabs: Vec::new(),
        }
    }

    /// A tab.
    #[must_use]
    pub fn tab(mut self, label: impl Display, href: impl Display, current: impl Borrow<bool>) -> Self {
        self.tabs.push(Tab {
            label: label.to_string(),
            href: safe_href(href),
            current: *current.borrow(),
            count: None,
        });
        self
    }

    /// How many things the last tab holds.
    #[must_use]
    pub fn count(mut self, count: impl Borrow<u64>) -> Self {
        if let Some(tab) = self.tabs.last_mut() {
            tab.count = Some(*count.borrow());
        }
        self
    }
}

/// Parts of one page behind tabs. Without script they stand one under another and the tabs lead to them.
#[derive(Clone, Debug, Template)]
#[template(path = "components/tabs/tab_panels.html")]
pub struct TabPanels {
    label: String,
    panels: Vec<(String, String, Html)>,
}

impl TabPanels {
    /// Panels that `label` describes to screen readers.
    pub fn new(label: impl Display) -> Self {
        let label = label.to_string();
        Self {
            label,
            panels: Vec::new(),
        }
    }

    /// A panel with the element id `id`.
    #[must_use]
    pub fn panel(mut self, id: impl Display, label: impl Display, body: impl Into<Html>) -> Self {
        self.panels.push((id.to_string(), label.to_string(), body.into()));
        self
    }
}

components!(Tabs, TabPanels);

pub(crate) fn examples(s: Sample) -> Vec<Example> {
    let link = Link::new("/bai");
    vec![
        Example::new(
            "links",
            Tabs::new(s.w("Trạng thái bài"))
                .tab(s.w("Tất cả"), &link, true)
                .count(128)
                .tab(s.w("Chờ duyệt"), link.with("state", "review"), false)
                .count(4)
                .tab(s.w("Đã đăng"), link.with("state", "live"), false),
        ),
        Example::new(
            "panels",
            TabPanels::new(s.w("Bài viết"))
                .panel(
                    "sample-text",
                    s.w("Nội dung"),
                    Html::text(s.w("Nội dung bài viết.")),
                )
                .panel("sample-log", s.w("Lịch sử"), Html::text(s.w("Ba lần sửa."))),
        ),
    ]
}
