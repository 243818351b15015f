//! A small tree of elements. Prefixes are passed over in reading: senders differ in them.

mod read;
mod write;

pub(crate) use read::{is_element, parse};
pub(crate) use write::print;

/// An element.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Element {
    /// Without its prefix.
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) children: Vec<Element>,
    /// The words of an element without children.
    pub(crate) text: String,
    /// As it stood in the source, for what is kept without being understood.
    pub(crate) raw: Option<String>,
}

impl Element {
    pub(crate) fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            ..Self::default()
        }
    }

    /// With words in a child, unless there are none.
    pub(crate) fn word(self, name: &str, text: &str) -> Self {
        if text.trim().is_empty() {
            return self;
        }
        self.child(Self {
            text: text.trim().to_owned(),
            ..Self::new(name)
        })
    }

    pub(crate) fn child(mut self, child: Self) -> Self {
        self.children.push(child);
        self
    }

    /// With a child, unless it would be empty.
    pub(crate) fn part(self, child: Self) -> Self {
        if child.children.is_empty() && child.text.is_empty() {
            self
        } else {
            self.child(child)
        }
    }

    pub(crate) fn list(self, children: impl IntoIterator<Item = Self>) -> Self {
        children.into_iter().fold(self, Self::child)
    }

    /// The first child of one of these names.
    pub(crate) fn find(&self, names: &[&str]) -> Option<&Self> {
        self.children
            .iter()
            .find(|child| names.contains(&child.name.as_str()))
    }

    pub(crate) fn get(&self, name: &str) -> Option<&Self> {
        self.find(&[name])
    }

    /// All children of a name, in order.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The words of a child; empty without.
    pub(crate) fn text_of(&self, name: &str) -> String {
        self.get(name)
            .map_or_else(String::new, |child| child.text.trim().to_owned())
    }
}
