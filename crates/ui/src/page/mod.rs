//! What every page carries: who looks at it, where they are, and the words.

mod parts;
mod shell;
mod view;

pub use parts::{Brand, NavGroup, NavItem, Theme, UserMenu};

use std::borrow::Borrow;
use std::fmt::Display;

use crate::link::safe_href;
use crate::text::MaybeText;
use crate::{Tone, Translator};
use parts::Crumb;

/// The field `page` of every page template: the layouts print its title, navigation, user menu, trail and toasts.
///
/// ```
/// use ui::{Lang, Page, words};
/// let page = Page::new(words::own().translator(Lang::Vi)).title("Việc của tôi").path("/viec");
/// assert_eq!(page.t("ui-close"), "Đóng");
/// ```
#[derive(Clone, Debug)]
pub struct Page {
    t: Translator,
    title: String,
    lead: String,
    brand: Brand,
    user: Option<UserMenu>,
    nav: Vec<NavGroup>,
    crumbs: Vec<Crumb>,
    toasts: Vec<(Tone, String)>,
    theme: Theme,
    path: String,
    search: Option<(String, String)>,
    help: Option<String>,
    footer: Vec<(String, String)>,
    footer_note: String,
    fragment: bool,
}

impl Page {
    /// An empty page in the language of `t`.
    pub fn new(t: Translator) -> Self {
        Self {
            t,
            title: String::new(),
            lead: String::new(),
            brand: Brand::default(),
            user: None,
            nav: Vec::new(),
            crumbs: Vec::new(),
            toasts: Vec::new(),
            theme: Theme::default(),
            path: "/".to_owned(),
            search: None,
            help: None,
            footer: Vec::new(),
            footer_note: String::new(),
            fragment: false,
        }
    }

    /// The heading of the page and of its tab.
    #[must_use]
    pub fn title(mut self, title: impl Display) -> Self {
        self.title = title.to_string();
        self
    }

    /// A sentence under the heading.
    #[must_use]
    pub fn lead(mut self, lead: impl Display) -> Self {
        self.lead = lead.to_string();
        self
    }

    /// The site's name and mark, and the agency.
    #[must_use]
    pub fn brand(mut self, brand: Brand) -> Self {
        self.brand = brand;
        self
    }

    /// Who is signed in.
    #[must_use]
    pub fn user(mut self, user: Option<UserMenu>) -> Self {
        self.user = user;
        self
    }

    /// The navigation; the item whose address fits the path best is marked as current.
    #[must_use]
    pub fn nav(mut self, groups: impl IntoIterator<Item = NavGroup>) -> Self {
        self.nav.extend(groups);
        self
    }

    /// One step of the trail above the heading. The page itself is not part of it.
    #[must_use]
    pub fn crumb(mut self, label: impl Display, href: impl Display) -> Self {
        self.crumbs.push(Crumb {
            label: label.to_string(),
            href: safe_href(href),
        });
        self
    }

    /// A message on what was just done.
    #[must_use]
    pub fn toast(mut self, tone: impl Borrow<Tone>, text: impl Display) -> Self {
        self.toasts.push((*tone.borrow(), text.to_string()));
        self
    }

    /// The theme the user chose.
    #[must_use]
    pub fn theme(mut self, theme: impl Borrow<Theme>) -> Self {
        self.theme = *theme.borrow();
        self
    }

    /// The path of the request, without the query.
    #[must_use]
    pub fn path(mut self, path: impl Display) -> Self {
        self.path = path.to_string();
        self
    }

    /// Shows a search box that sends `q` to `action`.
    #[must_use]
    pub fn search(mut self, action: impl Display, q: impl MaybeText) -> Self {
        self.search = Some((safe_href(action), q.maybe().unwrap_or_default()));
        self
    }

    /// The page of the handbook behind the question mark.
    #[must_use]
    pub fn help(mut self, href: impl Display) -> Self {
        self.help = Some(safe_href(href));
        self
    }

    /// A link in the footer.
    #[must_use]
    pub fn footer_link(mut self, label: impl Display, href: impl Display) -> Self {
        self.footer.push((label.to_string(), safe_href(href)));
        self
    }

    /// A remark in the footer.
    #[must_use]
    pub fn footer_note(mut self, note: impl Display) -> Self {
        self.footer_note = note.to_string();
        self
    }

    /// Prints the content alone, for htmx (`HX-Request-Type: partial`).
    #[must_use]
    pub fn fragment(mut self, fragment: impl Borrow<bool>) -> Self {
        self.fragment = *fragment.borrow();
        self
    }
}

#[cfg(test)]
mod tests;
