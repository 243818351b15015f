use std::fmt;
use std::str::FromStr;

use super::{Catalogue, Value};

/// A language of the interface. Vietnamese comes first and is the fallback.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Lang {
    /// Vietnamese.
    #[default]
    Vi,
    /// English.
    En,
}

impl Lang {
    /// All languages, the first being the fallback.
    pub const ALL: [Self; 2] = [Self::Vi, Self::En];

    /// The language tag, as in `<html lang>`.
    ///
    /// ```
    /// assert_eq!(ui::Lang::Vi.tag(), "vi");
    /// ```
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }

    /// The name that a speaker of the language gives it.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::Vi => "Tiếng Việt",
            Self::En => "English",
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

/// The tag names no language of the interface.
#[derive(Debug, thiserror::Error)]
#[error("unknown language")]
pub struct UnknownLang;

impl FromStr for Lang {
    type Err = UnknownLang;

    fn from_str(tag: &str) -> Result<Self, UnknownLang> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        Self::ALL
            .into_iter()
            .find(|lang| lang.tag().eq_ignore_ascii_case(primary))
            .ok_or(UnknownLang)
    }
}

/// A catalogue in one language: small, `Copy`, handed to whatever prints words.
#[derive(Clone, Copy)]
pub struct Translator {
    catalogue: &'static Catalogue,
    lang: Lang,
}

impl Translator {
    /// Speaks `lang` out of `catalogue`.
    pub const fn new(catalogue: &'static Catalogue, lang: Lang) -> Self {
        Self { catalogue, lang }
    }

    /// The language spoken.
    pub const fn lang(self) -> Lang {
        self.lang
    }

    /// The words behind it.
    pub const fn catalogue(self) -> &'static Catalogue {
        self.catalogue
    }

    /// The message behind `key`; a missing key shows itself.
    pub fn say(self, key: &str) -> String {
        self.catalogue.say(self.lang, key, &[])
    }

    /// The message behind `key` with arguments.
    ///
    /// Numbers are grouped from five digits on (`12.345`), so that a year stays a year.
    pub fn say_with(self, key: &str, arguments: &[(&str, Value<'_>)]) -> String {
        self.catalogue.say(self.lang, key, arguments)
    }

    /// The message behind `key` with the number `n`.
    pub fn count<'v>(self, key: &str, n: impl Into<Value<'v>>) -> String {
        self.say_with(key, &[("n", n.into())])
    }
}

impl fmt::Debug for Translator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Translator({})", self.lang)
    }
}
