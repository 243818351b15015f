//! The window of a task: the value that a time phrase is read into and that is stored.

mod flat;
mod occurrence;
mod offset;
mod recurrence;
mod unit;
mod when;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use flat::{Flat, FlatMilestone, FlatOffset, FlatRecurrence};
pub use occurrence::Occurrence;
pub use offset::{Hours, Offset, OffsetUnit, PartOfDay};
pub use recurrence::{DueRule, Frequency, PeriodDay, Recurrence};
pub use unit::{HalfYear, Month, Quarter, Section, Unit};
pub use when::When;

use when::{own_end, own_start};

/// The kind of a window; each has its own rule for late, at risk and done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// One month.
    Month,
    /// One quarter.
    Quarter,
    /// Half a year.
    HalfYear,
    /// One year.
    Year,
    /// From a day to a day; without an end when open-ended.
    Range,
    /// By a day.
    Deadline,
    /// All the time (thường xuyên).
    Continuous,
    /// Again and again.
    Recurring,
    /// When something happens.
    Triggered,
    /// No time of its own: a pointer to another document, or nothing understood.
    Other,
}

/// First and last day of something continuous or recurring, and whether the text said them or
/// they are the plan's.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Bounds {
    /// First day, if known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<Date>,
    /// Last day, if known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<Date>,
    /// Whether the text itself gives the first day.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub start_stated: bool,
    /// Whether the text itself gives the last day.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub end_stated: bool,
}

/// One of several times in a cell, with what is to be done by then.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Milestone {
    /// The words beside the time, as written.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub what: String,
    /// Its own window; [`When::Unknown`] when the words carry no time.
    pub window: Window,
}

/// The window of a task.
///
/// ```
/// use schedule::{Kind, Window};
/// let window = Window::month("2025-03".parse()?);
/// assert_eq!(window.kind(), Kind::Month);
/// assert_eq!(window.end(), Some(jiff::civil::date(2025, 3, 31)));
/// let json = serde_json::to_string(&window)?;
/// assert_eq!(json, r#"{"when":{"type":"months","first":"2025-03","last":"2025-03"}}"#);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Window {
    /// The time as a whole; with milestones, what spans them.
    pub when: When,
    /// Several times in one cell, each with its words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub milestones: Vec<Milestone>,
    /// Other times of which one is enough ("hoặc").
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<Window>,
    /// A repetition beside the time: the cadence of something standing, a report each month.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cadence: Option<Recurrence>,
    /// Hours of the day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<Hours>,
    /// Part of the day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part_of_day: Option<PartOfDay>,
    /// Whether the text calls it provisional ("dự kiến").
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub tentative: bool,
    /// Whether the text is vague ("khoảng", "cuối tháng").
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub approximate: bool,
    /// Another document or rule that the text points to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
}

impl From<When> for Window {
    fn from(when: When) -> Self {
        Self {
            when,
            milestones: Vec::new(),
            alternatives: Vec::new(),
            cadence: None,
            hours: None,
            part_of_day: None,
            tentative: false,
            approximate: false,
            reference: None,
        }
    }
}

impl Window {
    /// One month.
    pub fn month(month: Month) -> Self {
        When::Months {
            first: month,
            last: month,
        }
        .into()
    }

    /// One quarter.
    pub fn quarter(quarter: Quarter) -> Self {
        When::Quarters {
            first: quarter,
            last: quarter,
        }
        .into()
    }

    /// One year.
    pub fn year(year: i16) -> Self {
        When::Years {
            first: year,
            last: year,
        }
        .into()
    }

    /// From a day to a day, both included.
    pub fn range(start: Date, end: Date) -> Self {
        When::Range {
            start: Some(start),
            end: Some(end),
            until: None,
        }
        .into()
    }

    /// By a day.
    pub fn deadline(end: Date) -> Self {
        When::Deadline { end, before: false }.into()
    }

    /// All the time, between the given days.
    pub fn standing(bounds: Bounds) -> Self {
        When::Standing { bounds }.into()
    }

    /// When something happens.
    pub fn triggered(trigger: impl Into<String>) -> Self {
        When::Triggered {
            trigger: trigger.into(),
        }
        .into()
    }

    /// The kind, which decides the rule for late, at risk and done.
    pub fn kind(&self) -> Kind {
        if self.alternatives.iter().any(|other| other.end().is_some()) && self.end().is_some() {
            return Kind::Range;
        }
        match &self.when {
            When::Months { first, last } if first == last => Kind::Month,
            When::Quarters { first, last } if first == last => Kind::Quarter,
            When::Years { first, last } if first == last => Kind::Year,
            When::HalfYear { .. } => Kind::HalfYear,
            When::Deadline { .. } => Kind::Deadline,
            // "Cuối năm" is by its last day; other sections are read as spans.
            When::Section {
                section: Section::End,
                of: Unit::Year(_),
            } => Kind::Deadline,
            When::Standing { .. } => Kind::Continuous,
            When::Recurring { .. } => Kind::Recurring,
            When::Triggered { .. }
            | When::Relative {
                anchored_on: None, ..
            } => Kind::Triggered,
            When::Reference | When::Unknown => Kind::Other,
            _ => Kind::Range,
        }
    }

    /// First day, if there is one: a deadline has none.
    pub fn start(&self) -> Option<Date> {
        let own = own_start(&self.when)?;
        let others = self.alternatives.iter().filter_map(Self::start);
        Some(others.fold(own, Date::min))
    }

    /// Last day, if there is one: something open-ended has none.
    ///
    /// A term in working days is counted in [`Calendar::vietnam`](crate::Calendar::vietnam); use
    /// [`Calendar::term_end`](crate::Calendar::term_end) for a calendar of one's own.
    pub fn end(&self) -> Option<Date> {
        let own = own_end(&self.when)?;
        let others = self.alternatives.iter().filter_map(Self::end);
        Some(others.fold(own, Date::max))
    }

    /// Whether the text gives a beginning and leaves the end open.
    pub fn open_ended(&self) -> bool {
        match &self.when {
            When::Range { end, .. } => end.is_none(),
            When::Standing { bounds } => bounds.start_stated && !bounds.end_stated,
            _ => false,
        }
    }

    /// The repetition, of the window itself or beside it.
    pub fn recurrence(&self) -> Option<&Recurrence> {
        match &self.when {
            When::Recurring { recurrence, .. } => Some(recurrence),
            _ => self.cadence.as_ref(),
        }
    }

    /// The event that wakes it, ends it or may replace its time, as written.
    pub fn trigger(&self) -> Option<&str> {
        match &self.when {
            When::Triggered { trigger } => Some(trigger),
            When::Relative {
                anchor,
                anchored_on: None,
                ..
            } if !anchor.is_empty() => Some(anchor),
            When::Range { until, .. } => until.as_deref(),
            _ => self.alternatives.iter().find_map(Self::trigger),
        }
    }
}
