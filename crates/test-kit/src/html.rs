//! Questions to a page, by selector or the way a person would put them.

use std::fmt;

use scraper::Html as Dom;

use crate::element::{Element, squeeze};

/// A parsed page or fragment.
///
/// ```
/// let page = test_kit::Html::parse(r#"<label for="name">Họ tên</label> <input id="name" name="name" value="Lan">"#);
/// assert_eq!(page.field("Họ tên").attr("value"), Some("Lan"));
/// ```
pub struct Html(Dom);

/// Elements that have a role without saying so.
const ROLES: &[(&str, &str)] = &[
    ("alert", "[role=alert]"),
    (
        "button",
        "button, input[type=submit], input[type=button], summary, [role=button]",
    ),
    ("checkbox", "input[type=checkbox], [role=checkbox]"),
    ("combobox", "select, [role=combobox]"),
    ("dialog", "dialog, [role=dialog]"),
    ("form", "form"),
    ("heading", "h1, h2, h3, h4, h5, h6, [role=heading]"),
    ("img", "img, svg[role=img], [role=img]"),
    ("link", "a[href], [role=link]"),
    ("listitem", "li"),
    ("main", "main, [role=main]"),
    ("navigation", "nav, [role=navigation]"),
    ("progressbar", "progress, [role=progressbar]"),
    ("radio", "input[type=radio], [role=radio]"),
    ("row", "tr, [role=row]"),
    ("search", "search, [role=search]"),
    ("status", "output, [role=status]"),
    ("tab", "[role=tab]"),
    ("table", "table, [role=table]"),
    (
        "textbox",
        "textarea, input:not([type]), input[type=text], input[type=email], input[type=search], input[type=tel], input[type=url]",
    ),
];

impl Html {
    /// Parses a whole page or a fragment.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        if text.trim_start().starts_with("<!") || text.contains("<html") {
            Self(Dom::parse_document(text))
        } else {
            Self(Dom::parse_fragment(text))
        }
    }

    /// The element for `selector`.
    ///
    /// # Panics
    /// When there is not exactly one.
    #[must_use]
    pub fn one(&self, selector: &str) -> Element<'_> {
        self.root().one(selector)
    }

    /// The elements for `selector`, in the order of the page.
    #[must_use]
    pub fn all(&self, selector: &str) -> Vec<Element<'_>> {
        self.root().all(selector)
    }

    /// Whether anything answers to `selector`.
    #[must_use]
    pub fn has(&self, selector: &str) -> bool {
        !self.all(selector).is_empty()
    }

    /// What a reader sees, with single spaces.
    #[must_use]
    pub fn text(&self) -> String {
        self.root().text()
    }

    /// Elements of a role ("button", "link", "heading", "row" …) with this accessible name.
    ///
    /// # Panics
    /// When the role is not known here.
    #[must_use]
    pub fn all_by_role(&self, role: &str, name: &str) -> Vec<Element<'_>> {
        let known = ROLES.iter().find(|(known, _)| *known == role);
        let (_, selector) = known.unwrap_or_else(|| panic!("role {role} is not known to test-kit"));
        let mut found = self.all(selector);
        found.retain(|element| self.name_of(*element) == name);
        found
    }

    /// The element of a role with this accessible name.
    ///
    /// # Panics
    /// When there is not exactly one.
    #[must_use]
    pub fn by_role(&self, role: &str, name: &str) -> Element<'_> {
        let found = self.all_by_role(role, name);
        self.only(found, &format!("{role} called {name:?}"))
    }

    /// The button called `name`.
    ///
    /// # Panics
    /// When there is not exactly one.
    #[must_use]
    pub fn button(&self, name: &str) -> Element<'_> {
        self.by_role("button", name)
    }

    /// The link called `name`.
    ///
    /// # Panics
    /// When there is not exactly one.
    #[must_use]
    pub fn link(&self, name: &str) -> Element<'_> {
        self.by_role("link", name)
    }

    /// The field labelled `label`.
    ///
    /// # Panics
    /// When there is not exactly one.
    #[must_use]
    pub fn field(&self, label: &str) -> Element<'_> {
        let mut found = self.all("input:not([type=hidden]), select, textarea");
        found.retain(|element| self.name_of(*element) == label);
        self.only(found, &format!("field labelled {label:?}"))
    }

    /// Text and address of every link, in order.
    #[must_use]
    pub fn links(&self) -> Vec<(String, String)> {
        let links = self.all("a[href]").into_iter();
        links
            .map(|link| {
                (
                    self.name_of(link),
                    link.attr("href").unwrap_or_default().to_owned(),
                )
            })
            .collect()
    }

    /// What a browser would send for the form at `selector` without pressing a named button.
    ///
    /// # Panics
    /// When there is not exactly one such form.
    #[must_use]
    pub fn form_values(&self, selector: &str) -> Vec<(String, String)> {
        let fields = self
            .one(selector)
            .all("input[name], select[name], textarea[name]");
        fields
            .into_iter()
            .filter(|field| field.attr("disabled").is_none())
            .flat_map(|field| {
                let name = field.attr("name").unwrap_or_default().to_owned();
                field.values().into_iter().map(move |value| (name.clone(), value))
            })
            .collect()
    }

    /// The name that assistive technology reads out: `aria-label`, label, text, `alt`, `title`.
    #[must_use]
    pub fn name_of(&self, element: Element<'_>) -> String {
        let labelled_by = |ids: &str| {
            let texts: Vec<_> = ids.split_whitespace().filter_map(|id| self.by_id(id)).collect();
            texts.join(" ")
        };
        let by_attribute = |name| element.attr(name).map(squeeze).filter(|text| !text.is_empty());
        element
            .attr("aria-labelledby")
            .map(labelled_by)
            .or_else(|| by_attribute("aria-label"))
            .or_else(|| self.label_of(element))
            .or_else(|| Some(element.spoken()).filter(|text| !text.is_empty() && !element.is_field()))
            .or_else(|| {
                element
                    .attr("value")
                    .filter(|_| matches!(element.attr("type"), Some("submit" | "button")))
                    .map(squeeze)
            })
            .or_else(|| {
                element
                    .all("img[alt], svg[aria-label]")
                    .first()
                    .and_then(|picture| picture.attr("alt").or(picture.attr("aria-label")).map(squeeze))
            })
            .or_else(|| by_attribute("alt"))
            .or_else(|| by_attribute("title"))
            .unwrap_or_default()
    }

    fn label_of(&self, element: Element<'_>) -> Option<String> {
        if !element.is_field() {
            return None;
        }
        let labels = self.all("label");
        let belongs = |label: &&Element<'_>| match label.attr("for") {
            Some(id) => element.attr("id") == Some(id),
            None => element.0.ancestors().any(|node| node.id() == label.0.id()),
        };
        labels.iter().find(belongs).map(|label| label.own_label_text())
    }

    fn by_id(&self, id: &str) -> Option<String> {
        let all = self.all("[id]");
        all.iter()
            .find(|element| element.attr("id") == Some(id))
            .map(Element::spoken)
    }

    fn root(&self) -> Element<'_> {
        Element(self.0.root_element())
    }

    fn only<'a>(&'a self, found: Vec<Element<'a>>, what: &str) -> Element<'a> {
        match found.as_slice() {
            [one] => *one,
            _ => panic!("{} × {what}, expected one, in:\n{}", found.len(), self.0.html()),
        }
    }
}

impl fmt::Debug for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.html())
    }
}
