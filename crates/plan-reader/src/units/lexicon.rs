//! Heads, common nouns and other phrases, and how they are found.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::fields::{DEPARTMENT_FIELDS, FieldSet, OTHER_FIELDS};
use super::words::{
    COMPOUNDS, DETERMINERS, HEADS, LINKS, NOT_BEFORE, NOUNS, SIDE_CUTS, STRONG_CUTS, WEAK_CUTS,
};

/// A noun that opens the name of one body ("Sở", "Ủy ban nhân dân").
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) level: Level,
    /// The noun alone can name a unit ("Văn phòng", "Bưu điện").
    pub(super) alone: bool,
    pub(super) fields: FieldSet,
    /// A verb behind the complete name begins a clause about what the body does.
    pub(super) acts: bool,
}

/// Where a body stands; a name without separator may go on with a body of a higher level ("Văn phòng" + "UBND tỉnh").
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    /// Part of a body, or its leaders.
    Part,
    /// Below a ministry or department, or inside one.
    Middle,
    /// On its own.
    Top,
}

/// A common noun that names a group of bodies or people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Noun {
    pub(super) class: Class,
    /// Shares the words behind the next noun ("viện, trường", "tập đoàn, doanh nghiệp công nghệ số").
    pub(super) open: bool,
}

/// Kinds of common nouns, which decide whether a comma joins or parts two of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    State,
    Generic,
    Place,
    Academic,
    Business,
    People,
    Press,
}

/// How a verb phrase behind a name is to be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cut {
    /// It ends every name.
    Always,
    /// It ends the name of a body that acts.
    OfBodies,
    /// It names a side; `ends` when nothing follows that it could govern.
    Side { ends: bool },
}

/// A list of phrases, found by their first word, longest first.
pub(super) struct Phrases<T: 'static> {
    by_first: HashMap<&'static str, Vec<(Vec<&'static str>, T)>>,
}

impl<T: Copy> Phrases<T> {
    pub(super) fn new(entries: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        let mut by_first: HashMap<&'static str, Vec<(Vec<&'static str>, T)>> = HashMap::new();
        for (phrase, value) in entries {
            let mut words = phrase.split_whitespace();
            if let Some(first) = words.next() {
                by_first.entry(first).or_default().push((words.collect(), value));
            }
        }
        for list in by_first.values_mut() {
            list.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        }
        Phrases { by_first }
    }

    /// Phrases that begin with `first`, as the words behind it and their value, longest first.
    pub(super) fn beginning(&self, first: &str) -> impl Iterator<Item = (&[&'static str], T)> {
        self.by_first
            .get(first)
            .into_iter()
            .flatten()
            .map(|(rest, value)| (rest.as_slice(), *value))
    }
}

fn of_groups<T: Copy>(groups: &[(T, &'static str)]) -> Phrases<T> {
    Phrases::new(
        groups
            .iter()
            .flat_map(|(value, list)| split(list).map(|phrase| (phrase, *value))),
    )
}

fn split(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.split('|').map(str::trim)
}

pub(super) static HEAD_PHRASES: LazyLock<Phrases<Head>> = LazyLock::new(|| of_groups(HEADS));
pub(super) static NOUN_PHRASES: LazyLock<Phrases<Noun>> = LazyLock::new(|| of_groups(NOUNS));
pub(super) static DETERMINER_PHRASES: LazyLock<Phrases<()>> =
    LazyLock::new(|| of_groups(&[((), DETERMINERS)]));
pub(super) static CUT_PHRASES: LazyLock<Phrases<Cut>> = LazyLock::new(|| {
    of_groups(&[
        (Cut::Always, STRONG_CUTS),
        (Cut::OfBodies, WEAK_CUTS),
        (Cut::Side { ends: false }, SIDE_CUTS),
    ])
});
pub(super) static FIELD_PHRASES: LazyLock<Phrases<FieldSet>> =
    LazyLock::new(|| of_groups(&[&[(FieldSet::Department, DEPARTMENT_FIELDS)], OTHER_FIELDS].concat()));

/// Does a word tie the body behind it to what went before?
pub(super) fn is_link(word: &str) -> bool {
    split(LINKS).any(|link| link == word)
}

/// Is `head`, between these two words, part of another word?
pub(super) fn is_other_word(before: Option<&str>, head: &str, after: Option<&str>) -> bool {
    let listed = |table: &'static [(&str, &'static str)], neighbour: Option<&str>| {
        neighbour.is_some_and(|word| {
            table
                .iter()
                .any(|(key, words)| *key == head && split(words).any(|known| known == word))
        })
    };
    listed(COMPOUNDS, before) || listed(NOT_BEFORE, after)
}
