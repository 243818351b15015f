use serde::{Deserialize, Serialize};

use crate::Source;

/// Something about a plan or a field that a person should know. It carries no words for people.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Remark {
    /// The number is left blank: a draft, or an annex of an electronic document.
    BlankNumber,
    /// Day or month are left blank.
    BlankDate,
    /// There is no letterhead, so issuer, number and date are not known.
    NoLetterhead,
    /// No tasks were found. The tables that were looked at, and what they seem to be.
    NoTasks {
        /// Each table's block and what it seems to be.
        tables: Vec<(u32, TableRole)>,
    },
    /// A table has no heading of its own and was read with the columns of the table before it.
    ColumnsInherited,
    /// Tasks were read from prose by labels such as "Đơn vị chủ trì:".
    ReadFromProse,
    /// The value stands in a merged cell or above, not in the task's own row.
    Inherited,
    /// The lead is named by the heading above, not by a label or a column.
    LeadFromHeading,
    /// The row has fewer cells than the table has columns; the cells were placed by their content.
    ShortRow,
    /// The cell only points to another document.
    Reference,
    /// The task has several units in the lead.
    SeveralLeads {
        /// How many.
        count: u32,
    },
    /// Either of several deliverables fulfils the task ("hoặc").
    Alternatives,
    /// The year is not written here and was taken from elsewhere.
    YearAssumed {
        /// The year.
        year: i16,
    },
    /// Two places give different values; the other one.
    Disagrees {
        /// The other value.
        other: String,
        /// Where it stands.
        source: Option<Source>,
    },
    /// A time phrase could not be read.
    UnreadTime,
    /// A suspected typing error. It is never mended here.
    SuspectedTypo {
        /// The words as they stand.
        found: String,
        /// What was probably meant.
        suggestion: Option<String>,
        /// Why it is suspected.
        reason: TypoReason,
        /// Where it stands.
        source: Source,
    },
}

/// Why words are suspected to be a typing error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TypoReason {
    /// The syllable cannot be Vietnamese.
    InvalidSyllable,
    /// The words are often confused with the suggested ones.
    KnownConfusion,
    /// A word is written twice.
    Repeated,
    /// A space stands inside a word.
    SplitWord,
}

/// What a table seems to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum TableRole {
    /// Issuer, motto, number and date.
    Letterhead,
    /// Recipients and signature.
    Recipients,
    /// Tasks.
    Tasks,
    /// Criteria and points.
    Scoring,
    /// Figures.
    Statistics,
    /// Laid out as a table, with prose in it.
    Layout,
    /// Another table.
    Other,
}
