//! What templates call on their `page`.

use std::borrow::Borrow;
use std::fmt::Display;

use jiff::civil::{Date, DateTime};

use super::{NavItem, Page, shell};
use crate::text::percent;
use crate::{Html, Lang, Translator, Value, asset};

/// For templates.
impl Page {
    /// The message behind `key`.
    pub fn t(&self, key: &str) -> String {
        self.t.say(key)
    }

    /// The message behind `key`, which takes the number `n`.
    pub fn n<'v>(&self, key: &str, n: impl Into<Value<'v>>) -> String {
        self.t.count(key, n)
    }

    /// The message behind `key` with one argument.
    pub fn w<'v>(&self, key: &str, name: &str, value: impl Into<Value<'v>>) -> String {
        self.t.say_with(key, &[(name, value.into())])
    }

    /// The message behind `key` with two arguments.
    pub fn w2<'v>(
        &self,
        key: &str,
        name: &str,
        value: impl Into<Value<'v>>,
        other: &str,
        other_value: impl Into<Value<'v>>,
    ) -> String {
        self.t
            .say_with(key, &[(name, value.into()), (other, other_value.into())])
    }

    /// `05/03/2025`.
    pub fn date(&self, date: impl Borrow<Date>) -> String {
        crate::date(date)
    }

    /// `05/03/2025`, or a dash.
    pub fn date_or_dash(&self, date: &Option<Date>) -> String {
        date.map_or_else(|| "–".to_owned(), crate::date)
    }

    /// `ngày 5 tháng 3 năm 2025`, as documents write it.
    pub fn date_long(&self, date: impl Borrow<Date>) -> String {
        let date = date.borrow();
        let month = self.t.say(&format!("ui-month-{}", date.month()));
        let parts = [
            ("day", Value::from(date.day())),
            ("month", Value::from(month)),
            ("year", Value::from(date.year().to_string())),
        ];
        self.t.say_with("ui-date-long", &parts)
    }

    /// `14:07 05/03/2025`, for a moment already in the agency's zone.
    pub fn date_time(&self, at: impl Borrow<DateTime>) -> String {
        crate::date_time(at)
    }

    /// A count with its digits grouped as in documents: `1.999`. Not for years.
    pub fn number(&self, number: impl Display) -> String {
        crate::text::grouped(self.lang(), &number.to_string(), 4)
    }

    /// `75%`; print n and N beside it.
    pub fn percent(&self, n: impl Borrow<u64>, whole: impl Borrow<u64>) -> String {
        percent(self.lang(), *n.borrow(), *whole.borrow())
    }

    /// The words, for components that take a translator.
    pub fn tr(&self) -> Translator {
        self.t
    }

    /// The language of the page.
    pub fn lang(&self) -> Lang {
        self.t.lang()
    }

    /// The heading.
    pub fn heading(&self) -> &str {
        &self.title
    }

    /// The sentence under the heading.
    pub fn lead_text(&self) -> &str {
        &self.lead
    }

    /// The title of the tab.
    pub fn tab_title(&self) -> String {
        let site = self.brand.name();
        match (self.title.is_empty(), site.is_empty()) {
            (true, _) => site.to_owned(),
            (false, true) => self.title.clone(),
            (false, false) => format!("{} – {site}", self.title),
        }
    }

    /// The path of the request.
    pub fn request_path(&self) -> &str {
        &self.path
    }

    /// Whether only the content is printed.
    pub fn is_fragment(&self) -> bool {
        self.fragment
    }

    /// Whether someone is signed in.
    pub fn signed_in(&self) -> bool {
        self.user.is_some()
    }

    /// The value of `data-theme` on the page: `auto`, `light` or `dark`.
    pub fn theme_name(&self) -> &'static str {
        self.theme.name()
    }

    /// The address of an asset.
    pub fn asset(&self, name: &str) -> String {
        asset(name)
    }

    /// The bar at the top.
    pub fn top_bar(&self) -> Html {
        shell::TopBar { page: self }.into()
    }

    /// The navigation at the side, which is a bar at the bottom and a drawer on a phone.
    pub fn side_nav(&self) -> Html {
        shell::SideNav { page: self }.into()
    }

    /// The head of pages for everyone: mark, search, navigation in one line.
    pub fn public_head(&self) -> Html {
        shell::PublicHead { page: self }.into()
    }

    /// The trail above the heading.
    pub fn trail(&self) -> Html {
        shell::Trail { page: self }.into()
    }

    /// The messages on what was just done.
    pub fn toasts(&self) -> Html {
        shell::Toasts { page: self }.into()
    }

    /// The footer.
    pub fn footer(&self) -> Html {
        shell::Footer { page: self }.into()
    }

    pub(crate) fn nav_items(&self) -> impl Iterator<Item = &NavItem> {
        self.nav.iter().flat_map(|group| &group.items)
    }

    /// Whether an item leads to where the page is, closer than any other.
    pub(crate) fn is_current(&self, item: &NavItem) -> bool {
        let fit = |item: &NavItem| item.fit(&self.path);
        fit(item).is_some() && fit(item) == self.nav_items().filter_map(fit).max()
    }

    /// The site's mark and name, for plain pages.
    pub fn brand_mark(&self) -> Html {
        shell::BrandMark { page: self }.into()
    }
}
