use std::fmt::Display;

use askama::Template;

use crate::Icon;
use crate::gallery::{Example, Sample};
use crate::link::safe_href;

/// Actions that need no room of their own, behind a button; a `<details>`, so it opens without script.
#[derive(Clone, Debug, Template)]
#[template(path = "components/menu/menu.html")]
pub struct Menu {
    label: String,
    icon: Option<Icon>,
    end: bool,
    items: Vec<Item>,
}

#[derive(Clone, Debug)]
struct Item {
    icon: Icon,
    label: String,
    to: String,
    posts: bool,
    confirm: Option<String>,
}

impl Menu {
    /// A menu behind a button with words.
    pub fn new(label: impl Display) -> Self {
        Self {
            label: label.to_string(),
            icon: None,
            end: false,
            items: Vec::new(),
        }
    }

    /// Shows three dots instead of the words, which are read out.
    #[must_use]
    pub fn dots(mut self) -> Self {
        self.icon = Some(Icon::new("dots-vertical"));
        self
    }

    /// Opens towards the left, for menus at the right edge.
    #[must_use]
    pub const fn end(mut self) -> Self {
        self.end = true;
        self
    }

    /// A link.
    #[must_use]
    pub fn link(mut self, icon: impl Display, label: impl Display, href: impl Display) -> Self {
        self.items.push(Item {
            icon: Icon::new(icon),
            label: label.to_string(),
            to: safe_href(href),
            posts: false,
            confirm: None,
        });
        self
    }

    /// A button that posts to `action`.
    #[must_use]
    pub fn post(mut self, icon: impl Display, label: impl Display, action: impl Display) -> Self {
        self = self.link(icon, label, action);
        if let Some(item) = self.items.last_mut() {
            item.posts = true;
        }
        self
    }

    /// Asks before the last item acts.
    #[must_use]
    pub fn confirm(mut self, question: impl Display) -> Self {
        if let Some(item) = self.items.last_mut() {
            item.confirm = Some(question.to_string());
        }
        self
    }
}

/// A key to press.
#[derive(Clone, Debug, Template)]
#[template(source = r#"<kbd>{{ key }}</kbd>"#, ext = "html")]
pub struct Kbd {
    key: String,
}

impl Kbd {
    /// The key called `key`.
    pub fn new(key: impl Display) -> Self {
        let key = key.to_string();
        Self { key }
    }
}

components!(Menu, Kbd);

pub(crate) fn examples(s: Sample) -> Vec<Example> {
    let menu = |menu: Menu| {
        menu.link("copy", s.w("Nhân bản"), "/viec/1/nhan-ban")
            .link("history", s.w("Lịch sử"), "/viec/1/lich-su")
            .post("trash", s.w("Xóa"), "/viec/1/xoa")
            .confirm(s.w("Xóa nhiệm vụ này?"))
    };
    let menus = [
        menu(Menu::new(s.w("Thao tác"))),
        menu(Menu::new(s.w("Thêm thao tác")).dots()),
    ];
    let keys = [Kbd::new(s.w("j")), Kbd::new("k"), Kbd::new("Enter")];
    vec![
        Example::row("words, dots", menus.map(Into::into)),
        Example::row("keys", keys.map(Into::into)),
    ]
}
