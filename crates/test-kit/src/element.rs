//! One element of a page.

use std::fmt;

use scraper::{ElementRef, Selector};

/// An element of a page.
#[derive(Clone, Copy)]
pub struct Element<'a>(pub(crate) ElementRef<'a>);

/// Elements that flow inside a line: no space comes between their text and its neighbours.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "cite", "code", "em", "i", "kbd", "label", "mark", "q", "s", "small", "span",
    "strong", "sub", "sup", "time", "u", "var", "wbr",
];

impl<'a> Element<'a> {
    /// What a reader sees of it, with single spaces.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        collect_text(self.0, &|_| false, &mut text);
        squeeze(&text)
    }

    /// What a screen reader says of it: without the stars and signs that are hidden from it.
    pub(crate) fn spoken(&self) -> String {
        let mut text = String::new();
        let silent = |element: Element<'_>| {
            element.attr("aria-hidden") == Some("true") || element.attr("hidden").is_some()
        };
        collect_text(self.0, &silent, &mut text);
        squeeze(&text)
    }

    /// An attribute.
    #[must_use]
    pub fn attr(&self, name: &str) -> Option<&'a str> {
        self.0.value().attr(name)
    }

    /// The tag, in lower case.
    #[must_use]
    pub fn tag(&self) -> &'a str {
        self.0.value().name()
    }

    /// The markup inside.
    #[must_use]
    pub fn inner_html(&self) -> String {
        self.0.inner_html()
    }

    /// The element for `selector` inside this one.
    ///
    /// # Panics
    /// When there is not exactly one.
    #[must_use]
    pub fn one(&self, selector: &str) -> Element<'a> {
        match self.all(selector).as_slice() {
            [one] => *one,
            found => panic!(
                "{} × {selector}, expected one, in:\n{}",
                found.len(),
                self.0.html()
            ),
        }
    }

    /// The elements for `selector` inside this one.
    ///
    /// # Panics
    /// When the selector is not valid CSS.
    #[must_use]
    pub fn all(&self, selector: &str) -> Vec<Element<'a>> {
        let selector = Selector::parse(selector).unwrap_or_else(|error| panic!("{selector}: {error}"));
        self.0.select(&selector).map(Element).collect()
    }

    pub(crate) fn is_field(&self) -> bool {
        let button = matches!(self.attr("type"), Some("submit" | "button" | "reset"));
        matches!(self.tag(), "input" | "select" | "textarea") && !button
    }

    /// A label around its field contains the field's own text too: leave that out.
    pub(crate) fn own_label_text(&self) -> String {
        let mut text = self.spoken();
        for field in self.all("select, textarea") {
            text = text.replacen(&field.spoken(), "", 1);
        }
        squeeze(&text)
    }

    /// What this field contributes to a submitted form.
    pub(crate) fn values(&self) -> Vec<String> {
        let value = |element: &Element<'_>| match element.attr("value") {
            Some(value) => value.to_owned(),
            None => element.text(),
        };
        match (self.tag(), self.attr("type")) {
            ("input", Some("submit" | "button" | "reset" | "image" | "file")) => Vec::new(),
            ("input", Some("checkbox" | "radio")) => match self.attr("checked") {
                Some(_) => vec![self.attr("value").unwrap_or("on").to_owned()],
                None => Vec::new(),
            },
            ("select", _) => {
                let options = self.all("option");
                let chosen: Vec<_> = options
                    .iter()
                    .filter(|option| option.attr("selected").is_some())
                    .collect();
                match chosen.as_slice() {
                    [] if self.attr("multiple").is_none() => options.first().map(value).into_iter().collect(),
                    _ => chosen.into_iter().map(value).collect(),
                }
            }
            ("textarea", _) => {
                // The parser has dropped the first line break already, as a browser does.
                vec![self.0.text().collect()]
            }
            _ => vec![self.attr("value").unwrap_or_default().to_owned()],
        }
    }
}

impl fmt::Debug for Element<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.html())
    }
}

fn collect_text(element: ElementRef<'_>, skip: &dyn Fn(Element<'_>) -> bool, text: &mut String) {
    let name = element.value().name();
    if matches!(name, "script" | "style" | "template") || skip(Element(element)) {
        return;
    }
    let gap = if INLINE.contains(&name) { "" } else { " " };
    text.push_str(gap);
    for child in element.children() {
        if let Some(piece) = child.value().as_text() {
            text.push_str(piece);
        } else if let Some(inner) = ElementRef::wrap(child) {
            collect_text(inner, skip, text);
        }
    }
    text.push_str(gap);
}

pub(crate) fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
