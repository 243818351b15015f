//! The time itself, one variant for each way of saying it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Bounds, HalfYear, Month, Offset, Quarter, Recurrence, Section, Unit};
use crate::calendar::Calendar;
use crate::dates::{clamped, plus_days};

/// The time itself; what surrounds it is in [`Window`](super::Window).
///
/// In JSON an object with a `type`, such as `{"type":"months","first":"2025-06","last":"2025-09"}`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum When {
    /// A month or several in a row.
    Months {
        /// First month.
        first: Month,
        /// Last month, included.
        last: Month,
    },
    /// A quarter or several in a row.
    Quarters {
        /// First quarter.
        first: Quarter,
        /// Last quarter, included.
        last: Quarter,
    },
    /// Half a year.
    HalfYear {
        /// Which one.
        half: HalfYear,
    },
    /// A year or several in a row.
    Years {
        /// First year.
        first: i16,
        /// Last year, included.
        last: i16,
    },
    /// Beginning, middle or end of a unit: always approximate.
    Section {
        /// Which third.
        section: Section,
        /// Of what.
        of: Unit,
    },
    /// A week of a month, counted in sevens from its first day.
    Week {
        /// The month.
        month: Month,
        /// 1 to 5; 5 is also the last seven days ("tuần cuối").
        week: i8,
    },
    /// On one day, such as a meeting.
    Day {
        /// The day.
        date: Date,
    },
    /// From a day to a day; open-ended without `end`.
    Range {
        /// First day; `None` when the text says "from now" and the plan's date is not known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        start: Option<Date>,
        /// Last day, included.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        end: Option<Date>,
        /// The event that ends it ("đến khi kết thúc ...").
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<String>,
    },
    /// By a day.
    Deadline {
        /// The day written. "Trước năm 2030" is 31 December 2029.
        end: Date,
        /// Whether the text says "before" (trước).
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        before: bool,
    },
    /// All the time (thường xuyên, liên tục); its cadence is in [`Window::cadence`](super::Window::cadence).
    Standing {
        /// Between which days.
        bounds: Bounds,
    },
    /// Again and again.
    Recurring {
        /// The rule.
        recurrence: Recurrence,
        /// Between which days.
        bounds: Bounds,
    },
    /// When something happens ("khi có phát sinh").
    Triggered {
        /// The event in the words of the text.
        trigger: String,
    },
    /// A term counted from an event ("05 ngày làm việc sau khi ...").
    Relative {
        /// How long after (or before) it.
        offset: Offset,
        /// The event in the words of the text; empty when the text names none.
        anchor: String,
        /// The day of the event, when it is known: the day the plan was issued.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        anchored_on: Option<Date>,
    },
    /// Only a pointer to another document, in [`Window::reference`](super::Window::reference): its date is no deadline.
    Reference,
    /// Nothing that could be read.
    Unknown,
}

pub(super) fn own_start(when: &When) -> Option<Date> {
    match when {
        When::Months { first, .. } => Some(first.first()),
        When::Quarters { first, .. } => Some(first.first()),
        When::HalfYear { half } => Some(half.first()),
        When::Years { first, .. } => Some(clamped(*first, 1, 1)),
        When::Section {
            section: Section::End,
            of: Unit::Year(_),
        } => None,
        When::Section { section, of } => Some(section.of(*of).0),
        When::Week { month, week } => Some(week_of(*month, *week).0),
        When::Day { date } => Some(*date),
        When::Range { start, .. } => *start,
        When::Standing { bounds } | When::Recurring { bounds, .. } => bounds.start,
        When::Relative { anchored_on, .. } => *anchored_on,
        When::Deadline { .. } | When::Triggered { .. } | When::Reference | When::Unknown => None,
    }
}

pub(super) fn own_end(when: &When) -> Option<Date> {
    match when {
        When::Months { last, .. } => Some(last.last()),
        When::Quarters { last, .. } => Some(last.last()),
        When::HalfYear { half } => Some(half.last()),
        When::Years { last, .. } => Some(clamped(*last, 12, 31)),
        When::Section { section, of } => Some(section.of(*of).1),
        When::Week { month, week } => Some(week_of(*month, *week).1),
        When::Day { date } => Some(*date),
        When::Range { end, .. } => *end,
        When::Deadline { end, .. } => Some(*end),
        When::Standing { bounds } | When::Recurring { bounds, .. } => bounds.end,
        When::Relative {
            offset, anchored_on, ..
        } => anchored_on.map(|day| Calendar::vietnam_ref().count(day, *offset)),
        When::Triggered { .. } | When::Reference | When::Unknown => None,
    }
}

/// The sevens of a month; the fifth is the month's last seven days.
fn week_of(month: Month, week: i8) -> (Date, Date) {
    if week >= 5 {
        (plus_days(month.last(), -6), month.last())
    } else {
        let first = plus_days(month.first(), i32::from(week.max(1) - 1) * 7);
        (first, plus_days(first, 6))
    }
}
