use std::borrow::Borrow;
use std::fmt::Display;
use std::str::FromStr;

use crate::Icon;
use crate::link::safe_href;

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the device is set.
    #[default]
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// Name of the cookie in which the script of the page keeps the choice.
    pub const COOKIE: &'static str = "theme";

    /// The value of the cookie.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// Any unknown value is `Auto`: a cookie is never an error.
impl FromStr for Theme {
    type Err = std::convert::Infallible;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Ok(match name {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::Auto,
        })
    }
}

/// What the site is called and whose it is.
#[derive(Clone, Debug, Default)]
pub struct Brand {
    pub(super) name: String,
    pub(super) agency: String,
    pub(super) icon: String,
    pub(super) home: String,
}

impl Brand {
    /// The site's name, and the icon that stands for it.
    pub fn new(name: impl Display, icon: impl Display) -> Self {
        Self {
            name: name.to_string(),
            agency: String::new(),
            icon: icon.to_string(),
            home: "/".to_owned(),
        }
    }

    /// The agency at work.
    #[must_use]
    pub fn agency(mut self, agency: impl Display) -> Self {
        self.agency = agency.to_string();
        self
    }

    /// Where the mark leads; `/` if not set.
    #[must_use]
    pub fn home(mut self, href: impl Display) -> Self {
        self.home = safe_href(href);
        self
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }
}

/// Who is signed in, and what they can do with their account.
#[derive(Clone, Debug)]
pub struct UserMenu {
    pub(super) name: String,
    pub(super) role: String,
    pub(super) unread: u64,
    pub(super) inbox: Option<String>,
    pub(super) links: Vec<(Icon, String, String)>,
    pub(super) sign_out: Option<(String, String)>,
}

impl UserMenu {
    /// A person, and in what capacity.
    pub fn new(name: impl Display, role: impl Display) -> Self {
        Self {
            name: name.to_string(),
            role: role.to_string(),
            unread: 0,
            inbox: None,
            links: Vec::new(),
            sign_out: None,
        }
    }

    /// Where messages are, and how many are unread.
    #[must_use]
    pub fn inbox(mut self, href: impl Display, unread: impl Borrow<u64>) -> Self {
        self.inbox = Some(safe_href(href));
        self.unread = *unread.borrow();
        self
    }

    /// An entry of the menu.
    #[must_use]
    pub fn link(mut self, icon: impl Display, label: impl Display, href: impl Display) -> Self {
        self.links
            .push((Icon::new(icon), label.to_string(), safe_href(href)));
        self
    }

    /// The last entry, a button that posts to `action`.
    #[must_use]
    pub fn sign_out(mut self, label: impl Display, action: impl Display) -> Self {
        self.sign_out = Some((label.to_string(), safe_href(action)));
        self
    }
}

/// A titled group of the navigation.
#[derive(Clone, Debug)]
pub struct NavGroup {
    pub(super) label: String,
    pub(super) items: Vec<NavItem>,
}

impl NavGroup {
    /// A group called `label` (empty for none).
    pub fn new(label: impl Display, items: impl IntoIterator<Item = NavItem>) -> Self {
        Self {
            label: label.to_string(),
            items: items.into_iter().collect(),
        }
    }
}

/// One entry of the navigation.
#[derive(Clone, Debug)]
pub struct NavItem {
    pub(super) icon: Icon,
    pub(super) label: String,
    pub(super) href: String,
    pub(super) count: u64,
    pub(super) primary: bool,
}

impl NavItem {
    /// An icon, a word and an address.
    pub fn new(icon: impl Display, label: impl Display, href: impl Display) -> Self {
        Self {
            icon: Icon::new(icon),
            label: label.to_string(),
            href: safe_href(href),
            count: 0,
            primary: false,
        }
    }

    /// How many things wait there; 0 shows nothing.
    #[must_use]
    pub fn count(mut self, count: impl Borrow<u64>) -> Self {
        self.count = *count.borrow();
        self
    }

    /// Is also in the bar at the bottom of a phone, which has room for four.
    #[must_use]
    pub const fn primary(mut self) -> Self {
        self.primary = true;
        self
    }

    /// How well the address fits `path`: its length when it is the path or a folder above it.
    pub(super) fn fit(&self, path: &str) -> Option<usize> {
        let rest = path.strip_prefix(self.href.as_str())?;
        let whole_step = rest.is_empty() || rest.starts_with('/') || self.href.ends_with('/');
        let home_only = self.href != "/" || path == "/";
        (whole_step && home_only).then_some(self.href.len())
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Crumb {
    pub(super) label: String,
    pub(super) href: String,
}
