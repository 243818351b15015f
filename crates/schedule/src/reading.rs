//! Reading a phrase: what is known beforehand, what comes out, what was remarked on the way.

use std::ops::Range;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::window::{When, Window};

/// What is known about the plan in which the phrase stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Context {
    /// The plan's year, for phrases that name none ("Quý I").
    pub year: Option<i16>,
    /// First and last day of the plan; the first is also the day of issue, from which terms
    /// without an anchor are counted ("100 ngày").
    pub period: Option<(Date, Date)>,
}

/// What came out of a phrase.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The window; [`When::Unknown`] when nothing was understood.
    pub window: Window,
    /// What a person should look at.
    pub remarks: Vec<Remark>,
    /// From 0 (nothing understood) to 1 (every word).
    pub confidence: f32,
    /// Bytes of the text, in NFC, that carry the time.
    pub span: Range<usize>,
}

/// Something about a reading that a person should look at; words for it are made elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "remark", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Remark {
    /// The text names no year; this one was taken.
    YearAssumed {
        /// The year taken.
        year: i16,
    },
    /// The text names no year and the plan has none.
    YearMissing,
    /// The bounds are those of the plan.
    PlanPeriod,
    /// The text only points elsewhere; dates in it are no deadlines.
    ReferenceOnly,
    /// The text is vague; the days are a guess.
    Approximate,
    /// The text calls the time provisional.
    Tentative,
    /// Several times in one cell: see the milestones.
    SeveralTimes,
    /// One of several times is enough.
    Alternatives,
    /// A day that does not exist, such as 31/6; the month's last day was taken.
    NoSuchDay {
        /// As written.
        written: String,
        /// What was taken.
        taken: Date,
    },
    /// The end lies before the beginning.
    EndBeforeStart,
    /// The time lies outside the plan's period.
    OutsidePlan,
    /// A note beside the time that was not read as one.
    Note {
        /// As written.
        text: String,
    },
    /// Nothing in the text is a time.
    NotUnderstood,
}

/// Reads a time phrase. Never fails: what is not understood is [`When::Unknown`].
///
/// ```
/// use jiff::civil::date;
/// use schedule::{Context, Kind, read};
/// let window = read("Tháng 6 - 9/2025", &Context::default()).window;
/// assert_eq!(window.kind(), Kind::Range);
/// assert_eq!(window.start(), Some(date(2025, 6, 1)));
/// assert_eq!(window.end(), Some(date(2025, 9, 30)));
/// ```
pub fn read(text: &str, context: &Context) -> Reading {
    crate::grammar::read(text, context)
}

impl Reading {
    /// A reading that understood nothing.
    pub(crate) fn nothing() -> Self {
        Self {
            window: When::Unknown.into(),
            remarks: vec![Remark::NotUnderstood],
            confidence: 0.0,
            span: 0..0,
        }
    }
}
