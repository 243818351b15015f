//! The parts of the layouts, compiled here once instead of into every page.

use askama::Template;

use super::{NavGroup, NavItem, Page};
use crate::components::{Avatar, Toast, components};
use crate::{Icon, Lang};

#[derive(Template)]
#[template(path = "page/top_bar.html")]
pub(super) struct TopBar<'a> {
    pub(super) page: &'a Page,
}

impl TopBar<'_> {
    fn avatar(&self, name: &str) -> Avatar {
        Avatar::new(name)
    }
}

#[derive(Template)]
#[template(path = "page/side_nav.html")]
pub(super) struct SideNav<'a> {
    pub(super) page: &'a Page,
}

impl SideNav<'_> {
    fn groups(&self) -> &[NavGroup] {
        &self.page.nav
    }

    fn primary(&self) -> Vec<&NavItem> {
        self.page
            .nav_items()
            .filter(|item| item.primary)
            .take(4)
            .collect()
    }
}

#[derive(Template)]
#[template(path = "page/trail.html")]
pub(super) struct Trail<'a> {
    pub(super) page: &'a Page,
}

#[derive(Template)]
#[template(path = "page/toasts.html")]
pub(super) struct Toasts<'a> {
    pub(super) page: &'a Page,
}

impl Toasts<'_> {
    fn all(&self) -> Vec<Toast> {
        let toasts = self.page.toasts.iter();
        toasts
            .map(|(tone, text)| Toast::new(self.page.t, tone, text))
            .collect()
    }
}

#[derive(Template)]
#[template(path = "page/footer.html")]
pub(super) struct Footer<'a> {
    pub(super) page: &'a Page,
}

impl Footer<'_> {
    fn other_langs(&self) -> impl Iterator<Item = Lang> {
        let now = self.page.lang();
        Lang::ALL.into_iter().filter(move |lang| *lang != now)
    }
}

#[derive(Template)]
#[template(path = "page/brand_mark.html")]
pub(super) struct BrandMark<'a> {
    pub(super) page: &'a Page,
}

#[derive(Template)]
#[template(path = "page/public_head.html")]
pub(super) struct PublicHead<'a> {
    pub(super) page: &'a Page,
}

components!(
    PublicHead<'_>,
    TopBar<'_>,
    SideNav<'_>,
    Trail<'_>,
    Toasts<'_>,
    Footer<'_>,
    BrandMark<'_>
);
