//! What a report says and counts, as data: outlines, sentences, figures and tables are files, so that a new
//! circular is a new file. A released file is never changed; a new one gets a new key.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use schedule::{Part, Period};
use serde::Deserialize;

use crate::features::evidence::Form;

/// The outline and sentences of one kind of report.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Template {
    /// Its key with its version.
    pub key: String,
    /// What it is called.
    pub name: String,
    /// Trích yếu.
    pub subject: String,
    /// The first sentence.
    pub opening: String,
    /// The first sentence when no plan is in force.
    pub opening_without_plan: String,
    /// The last sentence.
    pub closing: String,
    /// Kính gửi.
    pub addressees: Vec<String>,
    /// Nơi nhận.
    pub recipients: Vec<String>,
    /// The outline.
    #[serde(rename = "section")]
    pub sections: Vec<SectionRule>,
    /// The table of figures.
    pub statistics: Statistics,
}

/// A heading and how its text is drafted.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SectionRule {
    /// Its key.
    pub key: String,
    /// From 1 to 3.
    pub level: u8,
    /// Its words.
    pub heading: String,
    /// Its sentences.
    #[serde(default)]
    pub draft: Vec<Sentence>,
    /// Why there is nothing, when there is nothing. A section without both is a heading alone.
    #[serde(default)]
    pub empty: String,
}

impl SectionRule {
    /// Whether it has words of its own below the heading.
    #[must_use]
    pub fn has_text(&self) -> bool {
        !self.draft.is_empty() || !self.empty.is_empty()
    }
}

/// A sentence, or one for each thing of a list.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Sentence {
    /// Its words with `{figure}` and `{word}`; "- " makes it a point.
    pub text: String,
    /// Only when this figure is above zero.
    #[serde(default)]
    pub when: Option<String>,
    /// Once for each thing of this list.
    #[serde(default)]
    pub each: Option<String>,
    /// Only when this list has something in it.
    #[serde(default)]
    pub each_present: Option<String>,
    /// How many things are told of at most.
    #[serde(default)]
    pub limit: Option<usize>,
    /// What is said of the rest, with `{n}`.
    #[serde(default)]
    pub more: Option<String>,
}

/// The table of figures.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statistics {
    /// Its title.
    pub title: String,
    /// For the name of a sheet.
    pub short: String,
    /// The number of the line below which each form of communication gets a line of its own.
    #[serde(default)]
    pub forms: Option<String>,
    /// Its lines.
    #[serde(rename = "line")]
    pub lines: Vec<StatisticsLine>,
}

/// A line of the table of figures.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatisticsLine {
    /// Its number: "3.3.1".
    pub no: String,
    /// Its words.
    pub label: String,
    /// Its unit.
    #[serde(default)]
    pub unit: String,
    /// The figure in it; none for a line that only heads others.
    #[serde(default)]
    pub figure: Option<String>,
    /// A remark that always stands.
    #[serde(default)]
    pub note: String,
}

/// A figure and where it comes from.
#[derive(Debug, Deserialize)]
pub struct FigureRule {
    /// Its key.
    pub key: String,
    /// Its words.
    pub label: String,
    /// Its unit.
    pub unit: String,
    /// Where it comes from.
    #[serde(flatten)]
    pub source: Source,
}

/// Where a figure comes from.
#[derive(Debug, Deserialize)]
#[serde(tag = "from", rename_all = "kebab-case")]
pub enum Source {
    /// Accepted evidence with its fact date in the window.
    Evidence {
        /// Of these forms.
        forms: Vec<Form>,
        /// With these words in the title, with or without diacritics.
        #[serde(default)]
        words: Vec<String>,
        /// What is added up.
        #[serde(default)]
        measure: Measure,
    },
    /// Tasks.
    Tasks {
        /// Which ones.
        which: Which,
    },
    /// Difficulties raised in the window.
    Difficulties,
    /// n of N.
    Share {
        /// Key of n.
        part: String,
        /// Key of N.
        whole: String,
    },
    /// A code: one when a figure is zero, another when it is not.
    Code {
        /// Key of the figure.
        of: String,
        /// The code for zero.
        none: String,
        /// The code for more.
        some: String,
    },
    /// A person fills it in.
    Hand {
        /// The codes that may be given; any number when empty.
        #[serde(default)]
        codes: BTreeMap<String, String>,
    },
}

/// What is added up over evidence.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// How many things each piece proves.
    #[default]
    Quantity,
    /// How many people took part.
    People,
}

/// Which tasks are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Which {
    /// All that the year's plan orders.
    PlanTotal,
    /// Of those, done since the year of reporting began.
    PlanDone,
    /// Owed in the window.
    Planned,
    /// Of those, done.
    Done,
    /// Of those, done on time.
    OnTime,
    /// Of those, done late.
    DoneLate,
    /// Owed and open.
    Doing,
    /// Open and standing.
    Standing,
    /// Past their last day.
    Late,
    /// Asked for by an event in the window.
    Triggered,
}

/// Words that all reports share.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shared {
    periods: BTreeMap<Part, String>,
    /// Forms of communication in the order in which reports tell of them.
    #[serde(rename = "form")]
    pub forms: Vec<FormWords>,
    results: BTreeMap<String, String>,
    words: BTreeMap<String, String>,
    /// The table of tasks.
    pub progress: TableWords,
    /// The table of evidence.
    pub links: TableWords,
    /// The table of figures.
    pub statistics: TableWords,
}

/// How reports tell of a form of communication.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormWords {
    /// The form.
    pub key: Form,
    /// What it is called.
    pub name: String,
    /// What is counted.
    pub unit: String,
    /// The sentence with `{n}`.
    pub line: String,
}

/// Words of a table.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableWords {
    /// Its title.
    #[serde(default)]
    pub title: String,
    /// For the name of a sheet.
    #[serde(default)]
    pub short: String,
    /// Its headings.
    pub headings: Vec<String>,
}

impl Shared {
    /// A period in words: "quý I năm 2025".
    #[must_use]
    pub fn period(&self, period: Period) -> String {
        let words = self.periods.get(&period.part).map_or("{year}", String::as_str);
        fill(words, &[("year", &period.year)])
    }

    /// A result in words.
    #[must_use]
    pub fn result(&self, key: &str, with: &[(&str, &dyn std::fmt::Display)]) -> String {
        fill(self.results.get(key).map_or("", String::as_str), with)
    }

    /// A small phrase.
    #[must_use]
    pub fn say(&self, key: &str, with: &[(&str, &dyn std::fmt::Display)]) -> String {
        fill(self.words.get(key).map_or("", String::as_str), with)
    }

    /// How reports tell of a form.
    #[must_use]
    pub fn form(&self, form: Form) -> Option<&FormWords> {
        self.forms.iter().find(|words| words.key == form)
    }
}

/// Puts values where their names stand in braces; what people wrote is not looked into again.
fn fill(text: &str, with: &[(&str, &dyn std::fmt::Display)]) -> String {
    let mut filled = String::with_capacity(text.len());
    for piece in pieces(text) {
        match piece {
            Piece::Words(words) => filled.push_str(words),
            Piece::Name(name) => match with.iter().find(|(known, _)| *known == name) {
                Some((_, value)) => filled.push_str(&value.to_string()),
                None => filled.push_str(&format!("{{{name}}}")),
            },
        }
    }
    filled
}

/// A stretch of a sentence of a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Words.
    Words(&'a str),
    /// The name of a value.
    Name(&'a str),
}

/// The stretches of a sentence.
pub fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let named = rest.strip_prefix('{').and_then(|inner| inner.split_once('}'));
        if let Some((name, after)) = named {
            rest = after;
            return Some(Piece::Name(name));
        }
        let skip = rest.chars().next().map_or(0, char::len_utf8);
        let end = rest
            .get(skip..)
            .and_then(|after| after.find('{'))
            .map_or(rest.len(), |at| at + skip);
        let (words, after) = rest.split_at(end);
        rest = after;
        Some(Piece::Words(words))
    })
}

/// All templates and what they share.
#[derive(Debug)]
pub struct Library {
    /// Words that all reports share.
    pub shared: Shared,
    /// All figures.
    pub figures: Vec<FigureRule>,
    /// All templates.
    pub templates: Vec<Template>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Figures {
    figure: Vec<FigureRule>,
}

impl Library {
    fn read() -> Result<Self, toml::de::Error> {
        let figures: Figures = toml::from_str(include_str!("templates/figures.toml"))?;
        Ok(Self {
            shared: toml::from_str(include_str!("templates/words.toml"))?,
            figures: figures.figure,
            templates: vec![
                toml::from_str(include_str!("templates/cchc-2025.toml"))?,
                toml::from_str(include_str!("templates/tuyen-truyen-2025.toml"))?,
            ],
        })
    }

    /// A template by its key.
    #[must_use]
    pub fn template(&self, key: &str) -> Option<&Template> {
        self.templates.iter().find(|template| template.key == key)
    }

    /// A figure's rule by its key.
    #[must_use]
    pub fn figure(&self, key: &str) -> Option<&FigureRule> {
        self.figures.iter().find(|rule| rule.key == key)
    }
}

/// The templates of this program.
///
/// # Panics
/// When one of them is broken; a test keeps that from being released.
#[expect(
    clippy::panic,
    reason = "a broken template is a broken build, which a test shows"
)]
pub fn library() -> &'static Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    LIBRARY.get_or_init(|| Library::read().unwrap_or_else(|error| panic!("report templates: {error}")))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    /// Words and lists that the drafting knows beside the figures.
    const WORDS: &[&str] = &[
        "agency",
        "period",
        "next",
        "plan",
        "from",
        "to",
        "year",
        "statistics",
        "progress",
        "links",
        "form-names",
        "form-count",
    ];
    const LISTS: &[(&str, &[&str])] = &[
        ("documents", &["title"]),
        ("forms", &["line"]),
        ("targets", &["target"]),
        ("tasks", &["content", "lead", "time", "result"]),
        ("late", &["content", "lead", "time", "result"]),
        ("triggered", &["content", "lead", "time", "result"]),
        ("next", &["content", "lead", "time"]),
        ("difficulties", &["difficulty"]),
    ];

    #[test]
    fn every_name_in_a_template_is_known() {
        let library = library();
        let figures: HashSet<&str> = library.figures.iter().map(|rule| rule.key.as_str()).collect();
        assert_eq!(figures.len(), library.figures.len(), "a figure is there twice");
        for template in &library.templates {
            let mut keys = HashSet::new();
            for section in &template.sections {
                assert!(keys.insert(&section.key), "{} is there twice", section.key);
                for sentence in &section.draft {
                    let mut known: Vec<&str> = WORDS.to_vec();
                    known.extend(&figures);
                    if let Some(list) = sentence.each.as_deref() {
                        let (_, fields) = LISTS.iter().find(|(name, _)| *name == list).unwrap();
                        known.extend(*fields);
                    }
                    for piece in pieces(&sentence.text) {
                        if let Piece::Name(name) = piece {
                            assert!(known.contains(&name), "{}: {{{name}}}", section.key);
                        }
                    }
                    assert!(sentence.when.as_deref().is_none_or(|key| figures.contains(key)));
                    assert_eq!(sentence.limit.is_some(), sentence.more.is_some());
                }
            }
            for line in &template.statistics.lines {
                assert!(
                    line.figure.as_deref().is_none_or(|key| figures.contains(key)),
                    "{}",
                    line.no
                );
            }
        }
        for rule in &library.figures {
            match &rule.source {
                Source::Share { part, whole } => {
                    assert!(figures.contains(part.as_str()) && figures.contains(whole.as_str()));
                }
                Source::Code { of, .. } => assert!(figures.contains(of.as_str())),
                _ => {}
            }
        }
    }

    #[test]
    fn all_forms_and_parts_have_words() {
        let shared = &library().shared;
        for form in Form::ALL {
            assert!(
                shared.form(*form).is_some_and(|words| words.line.contains("{n}")),
                "{form}"
            );
        }
        for part in Part::ALL {
            assert!(!shared.period(Period { year: 2025, part }).contains('{'));
        }
    }

    #[test]
    fn what_people_wrote_is_not_filled_again() {
        assert_eq!(fill("{a} và {b}", &[("a", &"{b}"), ("b", &1)]), "{b} và 1");
        assert_eq!(fill("{ mở", &[]), "{ mở");
        let split: Vec<_> = pieces("có {n} việc").collect();
        assert_eq!(
            split,
            [Piece::Words("có "), Piece::Name("n"), Piece::Words(" việc")]
        );
    }
}
