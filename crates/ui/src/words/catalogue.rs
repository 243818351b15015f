use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::{Mutex, PoisonError};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentError, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use super::{Lang, Translator, Value};
use crate::text::{decimal_mark, group_digits};

/// One Fluent file: its language, its name for messages, its text.
#[derive(Clone, Copy, Debug)]
pub struct Source {
    lang: Lang,
    name: &'static str,
    text: &'static str,
}

impl Source {
    /// Names a text, usually `include_str!("words.vi.ftl")`.
    pub const fn new(lang: Lang, name: &'static str, text: &'static str) -> Self {
        Self { lang, name, text }
    }
}

const OWN: [Source; 2] = [
    Source::new(Lang::Vi, "ui/words/vi.ftl", include_str!("../../words/vi.ftl")),
    Source::new(Lang::En, "ui/words/en.ftl", include_str!("../../words/en.ftl")),
];

/// Why a catalogue cannot be built.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum CatalogueError {
    /// A source is not valid Fluent.
    #[error("{source_name}: not valid Fluent near {near:?}")]
    Syntax {
        /// Name of the source.
        source_name: &'static str,
        /// The text where reading stopped.
        near: String,
    },
    /// Two sources of one language define the same key.
    #[error("{source_name}: the key `{key}` is already defined")]
    Duplicate {
        /// Name of the later source.
        source_name: &'static str,
        /// The key.
        key: String,
    },
}

type Bundle = FluentBundle<FluentResource>;

/// Every message in every language, ready to be shared by all threads.
#[derive(Default)]
pub struct Catalogue {
    bundles: BTreeMap<Lang, Bundle>,
    keys: BTreeMap<Lang, BTreeSet<String>>,
    missing: Mutex<BTreeSet<String>>,
}

impl Catalogue {
    /// Builds the catalogue from this crate's words and the product's `sources`.
    ///
    /// # Errors
    ///
    /// When a source is not valid Fluent, or defines a key that another source of its language has.
    pub fn build(sources: &[Source]) -> Result<Self, CatalogueError> {
        let mut catalogue = Self::default();
        for source in OWN.iter().chain(sources) {
            catalogue.add(*source)?;
        }
        Ok(catalogue)
    }

    fn add(&mut self, source: Source) -> Result<(), CatalogueError> {
        let resource = FluentResource::try_new(source.text.to_owned()).map_err(|(_, errors)| {
            let start = errors.first().map_or(0, |error| error.pos.start);
            CatalogueError::Syntax {
                source_name: source.name,
                near: line_at(source.text, start).to_owned(),
            }
        })?;
        let bundle = self
            .bundles
            .entry(source.lang)
            .or_insert_with(|| bundle(source.lang));
        if let Err(errors) = bundle.add_resource(resource) {
            let key = errors.into_iter().find_map(|error| match error {
                FluentError::Overriding { id, .. } => Some(id),
                _ => None,
            });
            return Err(CatalogueError::Duplicate {
                source_name: source.name,
                key: key.unwrap_or_default(),
            });
        }
        self.keys
            .entry(source.lang)
            .or_default()
            .extend(keys(source.text));
        Ok(())
    }

    /// Speaks one language of the catalogue.
    pub const fn translator(&'static self, lang: Lang) -> Translator {
        Translator::new(self, lang)
    }

    /// Whether any language has `key`: for keys made of data, whose absence is no fault of the pages.
    pub fn has(&self, key: &str) -> bool {
        self.keys.values().any(|keys| keys.contains(key))
    }

    /// Says `key` in `lang`, else in Vietnamese, else the key itself; what was missing is logged once and kept.
    pub fn say(&self, lang: Lang, key: &str, arguments: &[(&str, Value<'_>)]) -> String {
        if let Some(text) = self.find(lang, key, arguments) {
            return text;
        }
        self.remember_missing(lang, key);
        self.find(Lang::default(), key, arguments)
            .unwrap_or_else(|| key.to_owned())
    }

    fn find(&self, lang: Lang, key: &str, arguments: &[(&str, Value<'_>)]) -> Option<String> {
        let bundle = self.bundles.get(&lang)?;
        let pattern = bundle.get_message(key)?.value()?;
        let arguments: FluentArgs<'_> = arguments
            .iter()
            .map(|(name, value)| (*name, value.clone()))
            .collect();
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(&arguments), &mut errors);
        if let Some(error) = errors.first() {
            tracing::warn!(words.key = key, words.lang = %lang, "Message {key} was said with a fault: {error}");
        }
        Some(text.into_owned())
    }

    fn remember_missing(&self, lang: Lang, key: &str) {
        let mut missing = self.missing.lock().unwrap_or_else(PoisonError::into_inner);
        if missing.insert(key.to_owned()) {
            tracing::error!(words.key = key, words.lang = %lang, "No message {key} in {lang}");
        }
    }

    /// Keys that were asked for and not found in the language wanted, in order. A crawl of the site expects none.
    pub fn missing_seen(&self) -> Vec<String> {
        let missing = self.missing.lock().unwrap_or_else(PoisonError::into_inner);
        missing.iter().cloned().collect()
    }

    /// Keys that some language has and another lacks, with the language that lacks them.
    pub fn incomplete(&self) -> Vec<(String, Lang)> {
        let all: BTreeSet<&String> = self.keys.values().flatten().collect();
        let lacks = |key: &String, lang: &Lang| self.keys.get(lang).is_none_or(|keys| !keys.contains(key));
        all.into_iter()
            .flat_map(|key| Lang::ALL.map(|lang| (key, lang)))
            .filter(|(key, lang)| lacks(key, lang))
            .map(|(key, lang)| (key.clone(), lang))
            .collect()
    }
}

impl fmt::Debug for Catalogue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map()
            .entries(self.keys.iter().map(|(lang, keys)| (lang, keys.len())))
            .finish()
    }
}

fn bundle(lang: Lang) -> Bundle {
    let tag: LanguageIdentifier = lang.tag().parse().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![tag]);
    // The marks would reach file names and mail subjects.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match lang {
        Lang::Vi => |value, _| number(Lang::Vi, value),
        Lang::En => |value, _| number(Lang::En, value),
    }));
    bundle
}

fn number(lang: Lang, value: &FluentValue<'_>) -> Option<String> {
    let FluentValue::Number(number) = value else {
        return None;
    };
    let plain = number.as_string();
    Some(match plain.split_once('.') {
        Some((whole, fraction)) => format!("{}{}{fraction}", group_digits(lang, whole), decimal_mark(lang)),
        None => group_digits(lang, &plain),
    })
}

/// Keys of messages begin in the first column, as nothing else but terms (`-`) and comments (`#`) does.
fn keys(text: &str) -> impl Iterator<Item = String> {
    text.lines().filter_map(|line| {
        let (key, _) = line.split_once('=')?;
        let key = key.trim_end();
        let letters = key
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        (letters && key.starts_with(|c: char| c.is_ascii_alphabetic())).then(|| key.to_owned())
    })
}

fn line_at(text: &str, at: usize) -> &str {
    let before = text.get(..at).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    text.get(start..)
        .unwrap_or_default()
        .lines()
        .next()
        .unwrap_or_default()
}
