//! Names read from a plan against an agency's own units.
//!
//! A match is sure only where the words are the same. Short forms and titles give a likely match, to be shown; everything else offers candidates and
//! decides nothing.
//!
//! ```
//! use plan_reader::units::matching::{Certainty, Entry, Kind, Roster, Target};
//!
//! let roster = Roster::new(
//!     &["Sở Xây dựng"],
//!     vec![Entry::new(1, "Văn phòng", Kind::Division), Entry::new(2, "Phòng Quản lý xây dựng", Kind::Division)],
//! );
//! let found = roster.find("VP Sở Xây dựng");
//! assert_eq!((found.target, found.certainty), (Target::Unit(1), Certainty::Exact));
//! assert_eq!(roster.find("Các phòng, đơn vị thuộc Sở").target, Target::All(Kind::Any));
//! assert_eq!(roster.find("Phòng Quản lý").target, Target::Unknown);
//! ```

mod groups;
mod name;

use name::Name;

/// What sort of unit an entry is, for groups such as "các phòng".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Kind {
    /// Văn phòng, thanh tra, phòng.
    Division,
    /// Chi cục.
    Branch,
    /// Trung tâm, ban quản lý and other public service units.
    Centre,
    /// Every unit, or not known.
    #[default]
    Any,
}

/// One unit of the agency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<T> {
    /// The caller's id.
    pub id: T,
    /// Full name.
    pub name: String,
    /// Other names: earlier ones, everyday ones.
    pub aliases: Vec<String>,
    /// Short forms ("QLXD").
    pub abbreviations: Vec<String>,
    /// Its sort.
    pub kind: Kind,
}

impl<T> Entry<T> {
    /// An entry without other names.
    pub fn new(id: T, name: impl Into<String>, kind: Kind) -> Self {
        Entry {
            id,
            name: name.into(),
            aliases: Vec::new(),
            abbreviations: Vec::new(),
            kind,
        }
    }
}

/// How sure a match is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// Nothing was decided; look at the candidates.
    Unsure,
    /// A short form, a title or a name without marks fits one unit only: show it to be confirmed.
    Likely,
    /// Another name of the unit.
    Alias,
    /// The same words.
    Exact,
}

/// Whom a name means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target<T> {
    /// One unit.
    Unit(T),
    /// All units of a sort.
    All(Kind),
    /// Every person of the agency.
    EveryPerson,
    /// None of the agency's, or not decided.
    Unknown,
}

/// A unit that may be meant.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate<T> {
    /// Id of the entry.
    pub id: T,
    /// Likeness of the names, 0 to 1.
    pub score: f32,
}

/// What a name was found to mean.
#[derive(Debug, Clone, PartialEq)]
pub struct Match<T> {
    /// Whom it means.
    pub target: Target<T>,
    /// How sure that is.
    pub certainty: Certainty,
    /// Units to choose from, best first, where it is not sure.
    pub candidates: Vec<Candidate<T>>,
}

/// The units of one agency, ready to be compared.
#[derive(Debug, Clone)]
pub struct Roster<T> {
    agencies: Vec<Name>,
    entries: Vec<Prepared<T>>,
}

#[derive(Debug, Clone)]
struct Prepared<T> {
    id: T,
    name: Name,
    aliases: Vec<Name>,
}

/// One way in which an entry may fit a name.
type Fits<'a, T> = &'a dyn Fn(&Prepared<T>) -> bool;

/// Fewer common words than this are no candidate.
const LEAST_SCORE: f32 = 0.5;

impl<T: Copy + PartialEq> Roster<T> {
    /// A roster of the agency that goes by `agencies` (full name, short form): "thuộc Sở Xây dựng" behind a unit is then no part of its name.
    pub fn new(agencies: &[&str], entries: Vec<Entry<T>>) -> Self {
        let agencies: Vec<Name> = agencies.iter().map(|name| Name::of(name)).collect();
        let entries = entries
            .into_iter()
            .map(|entry| Prepared {
                id: entry.id,
                name: Name::of(&entry.name).without_agency(&agencies),
                aliases: entry
                    .aliases
                    .iter()
                    .chain(&entry.abbreviations)
                    .map(|alias| Name::of(alias).without_agency(&agencies))
                    .collect(),
            })
            .collect();
        Roster { agencies, entries }
    }

    /// Whom `name`, as read from a plan, means here.
    pub fn find(&self, name: &str) -> Match<T> {
        let read = Name::of(name);
        let own = read.without_agency(&self.agencies);
        if let Some((target, certainty)) = groups::group(&own) {
            return Match {
                target,
                certainty,
                candidates: Vec::new(),
            };
        }
        let steps: [(Certainty, Fits<'_, T>); 5] = [
            (Certainty::Exact, &|entry| {
                entry.name.same(&own) || entry.name.same(&read)
            }),
            (Certainty::Alias, &|entry| {
                entry
                    .aliases
                    .iter()
                    .any(|alias| alias.same(&own) || alias.same(&read))
            }),
            (Certainty::Likely, &|entry| {
                entry.all().any(|known| known.same_unmarked(&own))
            }),
            (Certainty::Likely, &|entry| {
                entry.all().any(|known| known.shortened_to(&own))
            }),
            (Certainty::Likely, &|entry| {
                own.without_title()
                    .is_some_and(|unit| entry.all().any(|known| known.same_unmarked(&unit)))
            }),
        ];
        for (certainty, fits) in steps {
            let mut fitting = self.entries.iter().filter(|entry| fits(entry));
            if let Some(first) = fitting.next() {
                let rest: Vec<_> = fitting.collect();
                if rest.is_empty() {
                    return Match {
                        target: Target::Unit(first.id),
                        certainty,
                        candidates: Vec::new(),
                    };
                }
                let score = 1.0;
                let candidates = std::iter::once(first)
                    .chain(rest)
                    .map(|entry| Candidate { id: entry.id, score })
                    .collect();
                return Match {
                    target: Target::Unknown,
                    certainty: Certainty::Unsure,
                    candidates,
                };
            }
        }
        Match {
            target: Target::Unknown,
            certainty: Certainty::Unsure,
            candidates: self.candidates(&own),
        }
    }

    fn candidates(&self, name: &Name) -> Vec<Candidate<T>> {
        let mut found: Vec<Candidate<T>> = self
            .entries
            .iter()
            .map(|entry| Candidate {
                id: entry.id,
                score: entry.all().map(|known| known.likeness(name)).fold(0.0, f32::max),
            })
            .filter(|candidate| candidate.score >= LEAST_SCORE)
            .collect();
        found.sort_by(|a, b| b.score.total_cmp(&a.score));
        found.truncate(5);
        found
    }
}

impl<T> Prepared<T> {
    fn all(&self) -> impl Iterator<Item = &Name> {
        std::iter::once(&self.name).chain(&self.aliases)
    }
}

#[cfg(test)]
mod tests;
