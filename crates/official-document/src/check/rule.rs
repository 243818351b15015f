use serde::{Deserialize, Serialize};

use super::Severity;
use crate::model::LayoutItem;

/// The rules that [`check`](crate::check()) knows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "rule", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Rule {
    /// "Kính gửi" on a kind that must not have it.
    #[error("this kind of document must not open with Kính gửi")]
    AddresseesRefused,
    /// No "Kính gửi" on a kind that must have it.
    #[error("this kind of document has to open with Kính gửi")]
    AddresseesMissing,
    /// No issuing body.
    #[error("the issuing body is missing")]
    IssuerMissing,
    /// No place before the date.
    #[error("the place before the date is missing")]
    PlaceMissing,
    /// No subject.
    #[error("the subject (trích yếu) is missing")]
    SubjectMissing,
    /// The subject ends with a stop.
    #[error("the subject (trích yếu) ends with a stop")]
    SubjectStop,
    /// The number is still to be given.
    #[error("the number is still blank")]
    NumberBlank,
    /// The day of issue is still to be given.
    #[error("the day of issue is still blank")]
    DateBlank,
    /// A number below ten without its leading zero.
    #[error("the number {number} lacks its leading zero")]
    LeadingZero {
        /// As it was given.
        number: String,
    },
    /// No symbol behind the number.
    #[error("the symbol behind the number is missing")]
    SymbolMissing,
    /// The symbol does not start with the abbreviation of the kind.
    #[error("the symbol {symbol} does not start with {expected}")]
    SymbolKind {
        /// As it was given.
        symbol: String,
        /// The abbreviation of the kind, with its hyphen.
        expected: String,
    },
    /// Spaces in the symbol.
    #[error("the symbol {symbol} has spaces in it")]
    SymbolSpace {
        /// As it was given.
        symbol: String,
    },
    /// No bases on a decision.
    #[error("a decision needs its legal bases")]
    BasesMissing,
    /// Nobody decides on a decision.
    #[error("a decision has to name who decides")]
    AuthorityMissing,
    /// Nothing to read in the body.
    #[error("the body is empty")]
    BodyEmpty,
    /// A heading more than one level below the one before.
    #[error("the heading \"{heading}\" skips a level")]
    HeadingSkips {
        /// Its text.
        heading: String,
    },
    /// A heading without text.
    #[error("a heading has no text")]
    HeadingEmpty,
    /// A list with more points than the alphabet has letters.
    #[error("a list has more than 23 lettered points")]
    TooManyPoints,
    /// A table without rows.
    #[error("a table has no rows")]
    TableEmpty,
    /// A table without a header row.
    #[error("a table has no header row to repeat on the next page")]
    TableHeaderMissing,
    /// Nobody signs.
    #[error("the signer is missing")]
    SignerMissing,
    /// The signer has no position.
    #[error("the signer's position is missing")]
    SignerPositionMissing,
    /// The signer has no name.
    #[error("the signer's name is missing")]
    SignerNameMissing,
    /// A degree or title before the signer's name.
    #[error("the signer's name carries a degree or title: {name}")]
    SignerDegree {
        /// As it was given.
        name: String,
    },
    /// No Nơi nhận.
    #[error("the recipients (Nơi nhận) are missing")]
    RecipientsMissing,
    /// Nơi nhận does not end with "Lưu:".
    #[error("the last recipient has to be the archive (Lưu: VT, ...)")]
    ArchiveMissing,
    /// An annex without a title.
    #[error("annex {annex} has no title")]
    AnnexTitleMissing {
        /// Which one, from 1.
        annex: usize,
    },
    /// A measure of the page outside its range.
    #[error("{item:?} is {value}, outside {min} to {max}")]
    OutOfRange {
        /// Which one.
        item: LayoutItem,
        /// What it is.
        value: f32,
        /// The least it may be.
        min: f32,
        /// The most it may be.
        max: f32,
    },
}

impl Rule {
    /// Fixed code of the rule in kebab case, as in its JSON.
    pub fn code(&self) -> &'static str {
        match self {
            Self::AddresseesRefused => "addressees-refused",
            Self::AddresseesMissing => "addressees-missing",
            Self::IssuerMissing => "issuer-missing",
            Self::PlaceMissing => "place-missing",
            Self::SubjectMissing => "subject-missing",
            Self::SubjectStop => "subject-stop",
            Self::NumberBlank => "number-blank",
            Self::DateBlank => "date-blank",
            Self::LeadingZero { .. } => "leading-zero",
            Self::SymbolMissing => "symbol-missing",
            Self::SymbolKind { .. } => "symbol-kind",
            Self::SymbolSpace { .. } => "symbol-space",
            Self::BasesMissing => "bases-missing",
            Self::AuthorityMissing => "authority-missing",
            Self::BodyEmpty => "body-empty",
            Self::HeadingSkips { .. } => "heading-skips",
            Self::HeadingEmpty => "heading-empty",
            Self::TooManyPoints => "too-many-points",
            Self::TableEmpty => "table-empty",
            Self::TableHeaderMissing => "table-header-missing",
            Self::SignerMissing => "signer-missing",
            Self::SignerPositionMissing => "signer-position-missing",
            Self::SignerNameMissing => "signer-name-missing",
            Self::SignerDegree { .. } => "signer-degree",
            Self::RecipientsMissing => "recipients-missing",
            Self::ArchiveMissing => "archive-missing",
            Self::AnnexTitleMissing { .. } => "annex-title-missing",
            Self::OutOfRange { .. } => "out-of-range",
        }
    }

    pub(super) fn severity(&self) -> Severity {
        match self {
            Self::NumberBlank | Self::DateBlank => Severity::Note,
            Self::SubjectStop
            | Self::LeadingZero { .. }
            | Self::SymbolKind { .. }
            | Self::HeadingSkips { .. }
            | Self::HeadingEmpty
            | Self::TooManyPoints
            | Self::TableEmpty
            | Self::TableHeaderMissing
            | Self::BodyEmpty => Severity::Warning,
            _ => Severity::Error,
        }
    }
}
