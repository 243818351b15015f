//! The entries of a plan's text: header, legal bases, targets, lists and duties, each with its reading.

use plan_reader::plan::{Cadence, Comparison};
use plan_reader::{Field, Remark, Source};
use serde::{Deserialize, Serialize};

use super::model::{ItemId, TargetId};
use super::row::RowField;

db::text_enum! {
    /// What an entry is.
    pub enum ItemKind {
        /// Title: kind and subject.
        Title = "title",
        /// The year.
        Year = "year",
        /// Number and symbol; blank until it is given.
        Number = "number",
        /// Date of the letterhead as `YYYY-MM-DD`; blank until it is given.
        Date = "date",
        /// Who issues.
        Issuer = "issuer",
        /// The agency above.
        Superior = "superior",
        /// Place before the date.
        Place = "place",
        /// A legal basis.
        LegalBasis = "legal-basis",
        /// A measurable target.
        Target = "target",
        /// Whom it addresses.
        Audience = "audience",
        /// Its scope.
        Scope = "scope",
        /// A reform area.
        ReformArea = "reform-area",
        /// What it tells, reform areas apart.
        Content = "content",
        /// A form of communication (hình thức).
        Form = "form",
        /// A duty to report.
        ReportingDuty = "reporting-duty",
        /// A recipient.
        Recipient = "recipient",
        /// On whose behalf is signed.
        SignerAuthority = "signer-authority",
        /// Position of the signer.
        SignerPosition = "signer-position",
        /// Name of the signer.
        SignerName = "signer-name",
    }
}

impl ItemKind {
    /// Whether a plan has at most one of it.
    #[must_use]
    pub fn is_single(self) -> bool {
        matches!(
            self,
            Self::Title
                | Self::Year
                | Self::Number
                | Self::Date
                | Self::Issuer
                | Self::Superior
                | Self::Place
                | Self::SignerAuthority
                | Self::SignerPosition
                | Self::SignerName
        )
    }

    /// Whether it may still come when the plan is in force already.
    #[must_use]
    pub fn may_come_later(self) -> bool {
        matches!(
            self,
            Self::Number | Self::Date | Self::SignerName | Self::SignerPosition
        )
    }
}

/// An entry.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// The same in every version that keeps it.
    pub id: ItemId,
    /// What it is.
    pub kind: ItemKind,
    /// What holds: the reading's words until a person corrects them.
    pub text: String,
    /// The parts of a target or duty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<Detail>,
    /// What the reader made of it, kept for ever beside a correction; none when a person added it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read: Option<Read>,
    /// A person has looked at it.
    #[serde(default)]
    pub checked: bool,
    /// What the reader noticed about it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hints: Vec<Hint>,
}

impl Item {
    /// An entry that a person wrote.
    #[must_use]
    pub fn written(kind: ItemKind, text: &str) -> Self {
        Self {
            id: ItemId::new(),
            kind,
            text: text.to_owned(),
            detail: None,
            read: None,
            checked: true,
            hints: Vec::new(),
        }
    }

    /// Whether a person should look at it still.
    #[must_use]
    pub fn needs_look(&self) -> bool {
        let unsure = self.read.as_ref().is_some_and(Read::is_unsure);
        !self.checked && (unsure || self.hints.iter().any(Hint::is_open))
    }

    /// Whether a person changed the reader's words.
    #[must_use]
    pub fn is_corrected(&self) -> bool {
        self.read.as_ref().is_some_and(|read| read.text != self.text)
    }

    /// Its parts as a target.
    #[must_use]
    pub fn target(&self) -> Option<Target> {
        let Some(Detail::Target {
            percent,
            comparison,
            whom,
            what,
        }) = &self.detail
        else {
            return None;
        };
        Some(Target {
            id: TargetId(self.id.0),
            percent: *percent,
            comparison: *comparison,
            whom: whom.clone(),
            what: what.clone(),
            text: self.text.clone(),
        })
    }

    /// Its parts as a duty to report.
    #[must_use]
    pub fn duty(&self) -> Option<ReportingDuty> {
        let Some(Detail::Duty {
            cadences,
            by,
            to,
            due,
        }) = &self.detail
        else {
            return None;
        };
        Some(ReportingDuty {
            id: self.id,
            cadences: cadences.clone(),
            by: by.clone(),
            to: to.clone(),
            due: due.clone(),
            text: self.text.clone(),
        })
    }
}

/// Parts of an entry that is more than words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Detail {
    /// Parts of a target.
    Target {
        /// The share, when the target names one.
        percent: Option<Percent>,
        /// Whether it is a least or a most.
        comparison: Comparison,
        /// Of whom the share is taken.
        whom: String,
        /// What they reach.
        what: String,
    },
    /// Parts of a duty to report.
    Duty {
        /// How often.
        cadences: Vec<Cadence>,
        /// Who reports, as written.
        by: String,
        /// To whom, as written.
        to: String,
        /// By when, as written.
        due: String,
    },
}

/// A target of a plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// The same in every version that keeps it.
    pub id: TargetId,
    /// The share; a target without one is not measured by n of N.
    pub percent: Option<Percent>,
    /// Whether it is a least or a most.
    pub comparison: Comparison,
    /// Of whom the share is taken.
    pub whom: String,
    /// What they reach.
    pub what: String,
    /// The sentence.
    pub text: String,
}

impl Target {
    /// Whether `reached` of `total` fulfils it, counted exactly; `None` when it names no share or `total` is 0.
    #[must_use]
    pub fn is_met(&self, reached: i64, total: i64) -> Option<bool> {
        let percent = self.percent?;
        if total <= 0 {
            return None;
        }
        let (have, want) = (
            i128::from(reached) * 10_000,
            i128::from(total) * i128::from(percent.hundredths()),
        );
        Some(match self.comparison {
            Comparison::AtLeast => have >= want,
            Comparison::MoreThan => have > want,
            Comparison::AtMost => have <= want,
            Comparison::LessThan => have < want,
        })
    }
}

/// A duty to report.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportingDuty {
    /// The same in every version that keeps it.
    pub id: ItemId,
    /// How often.
    pub cadences: Vec<Cadence>,
    /// Who reports, as written; may be empty.
    pub by: String,
    /// To whom, as written; may be empty.
    pub to: String,
    /// By when, as written; may be empty.
    pub due: String,
    /// The sentence.
    pub text: String,
}

/// A percentage, exact to hundredths of a percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Percent(u32);

impl Percent {
    /// From hundredths of a percent: 80 % is 8000.
    #[must_use]
    pub fn of_hundredths(hundredths: u32) -> Self {
        Self(hundredths)
    }

    /// In hundredths of a percent.
    #[must_use]
    pub fn hundredths(self) -> u32 {
        self.0
    }

    /// From a reading; `None` outside 0 to 1000 %.
    #[must_use]
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the range is checked before"
    )]
    pub fn of(percent: f64) -> Option<Self> {
        (0.0..=1000.0)
            .contains(&percent)
            .then(|| Self((percent * 100.0).round() as u32))
    }

    /// From what a person typed: "80", "99,5", "99.5 %".
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().trim_end_matches('%').trim().replace(',', ".");
        Self::of(text.parse().ok()?)
    }
}

impl std::fmt::Display for Percent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (whole, rest) = (self.0 / 100, self.0 % 100);
        if rest == 0 {
            write!(f, "{whole}")
        } else if rest.is_multiple_of(10) {
            write!(f, "{whole},{}", rest / 10)
        } else {
            write!(f, "{whole},{rest:02}")
        }
    }
}

/// What the reader made of a place in the document. Never changed afterwards.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Read {
    /// The words.
    pub text: String,
    /// Where they stand.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
    /// How sure, 0 to 1.
    pub confidence: f32,
}

impl Read {
    /// Keeps where and how sure of a field, with the words given.
    #[must_use]
    pub fn of<T>(field: &Field<T>, text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            sources: field.sources.clone(),
            confidence: field.confidence,
        }
    }

    /// Whether a person should look.
    #[must_use]
    pub fn is_unsure(&self) -> bool {
        self.confidence < Field::<String>::UNSURE
    }

    /// The first place.
    #[must_use]
    pub fn source(&self) -> Option<&Source> {
        self.sources.first()
    }
}

/// Something that was noticed, and what a person said to it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Hint {
    /// What.
    pub about: About,
    /// What a person said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Answer>,
}

/// What a hint is about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum About {
    /// The reader noticed something in the document.
    Reading(Remark),
    /// Another year stands in the text; this would be the text of the new year.
    NewYear {
        /// In which field of a row; in the entry itself when absent.
        field: Option<RowField>,
        /// The text of the new year.
        text: String,
    },
}

impl Hint {
    /// A remark of the reader that nobody has answered.
    #[must_use]
    pub fn new(remark: Remark) -> Self {
        Self {
            about: About::Reading(remark),
            answer: None,
        }
    }

    /// Whether a person should look at it still. Remarks that only explain are never open.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.answer.is_none() && self.asks()
    }

    /// Whether it asks for an answer at all.
    #[must_use]
    pub fn asks(&self) -> bool {
        !matches!(
            self.about,
            About::Reading(
                Remark::BlankNumber
                    | Remark::BlankDate
                    | Remark::ReadFromProse
                    | Remark::ColumnsInherited
                    | Remark::Inherited
                    | Remark::LeadFromHeading
                    | Remark::SeveralLeads { .. }
                    | Remark::Reference
            )
        )
    }

    /// The text with the suggestion used; `None` when there is none, or the words are not in it any more.
    #[must_use]
    pub fn used_in(&self, text: &str) -> Option<String> {
        match &self.about {
            About::NewYear { text, .. } => Some(text.clone()),
            About::Reading(Remark::SuspectedTypo {
                found,
                suggestion: Some(suggestion),
                ..
            }) if text.contains(found) => Some(text.replacen(found, suggestion, 1)),
            About::Reading(_) => None,
        }
    }
}

db::text_enum! {
    /// What a person said to a hint.
    pub enum Answer {
        /// The suggestion was used.
        Used = "used",
        /// The words stay as they are.
        Kept = "kept",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(percent: &str, comparison: Comparison) -> Target {
        Target {
            id: TargetId::new(),
            percent: Percent::parse(percent),
            comparison,
            whom: String::new(),
            what: String::new(),
            text: String::new(),
        }
    }

    #[test]
    fn a_target_is_met_exactly_or_not_at_all() {
        let eighty = target("80", Comparison::AtLeast);
        assert_eq!(eighty.is_met(4, 5), Some(true));
        assert_eq!(eighty.is_met(79_999_999, 100_000_000), Some(false));
        assert_eq!(eighty.is_met(0, 0), None);
        let all = target("100", Comparison::AtLeast);
        assert_eq!(all.is_met(i64::MAX - 1, i64::MAX), Some(false));
        assert_eq!(target("5", Comparison::LessThan).is_met(5, 100), Some(false));
        assert_eq!(target("", Comparison::AtLeast).is_met(5, 100), None);
    }

    #[test]
    fn percentages_are_written_as_they_were_typed() {
        for (typed, shown) in [
            ("80", "80"),
            ("99,5%", "99,5"),
            ("99.05 %", "99,05"),
            ("100", "100"),
        ] {
            assert_eq!(Percent::parse(typed).unwrap().to_string(), shown);
        }
        assert_eq!(Percent::parse("-1"), None);
        assert_eq!(Percent::parse("NaN"), None);
    }
}
