//! What comes again: how often, and when in each period it is due.

use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

use crate::dates::{clamped, plus_months};

/// How often something comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Frequency {
    /// Hằng ngày.
    Daily,
    /// Hằng tuần.
    Weekly,
    /// Hằng tháng.
    Monthly,
    /// Hằng quý.
    Quarterly,
    /// 6 tháng một lần.
    HalfYearly,
    /// Hằng năm.
    Yearly,
    /// Định kỳ, without a word on how often.
    Unspecified,
}

impl Frequency {
    /// Length of one period in months; `None` for days, weeks and the unspecified.
    pub fn months(self) -> Option<i8> {
        match self {
            Self::Monthly => Some(1),
            Self::Quarterly => Some(3),
            Self::HalfYearly => Some(6),
            Self::Yearly => Some(12),
            Self::Daily | Self::Weekly | Self::Unspecified => None,
        }
    }
}

/// A day counted within a period: month 1 is the period's first month, 0 the month before it.
///
/// The 20th of each month is month 1, day 20; the 15th of the last month of each quarter is month
/// 3, day 15; 31 January of the following year is month 13, day 31.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PeriodDay {
    /// 1 for the period's first month; may lie outside the period.
    pub month: i8,
    /// 1 to 31; cut to the length of the month, so that 31 is the last day.
    pub day: i8,
}

impl PeriodDay {
    /// The date in the period that begins in the month of `first`.
    pub fn on(self, first: Date) -> Date {
        let month = plus_months(first.first_of_month(), i32::from(self.month) - 1);
        clamped(month.year(), month.month(), self.day)
    }
}

/// When in each period something is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum DueRule {
    /// By a day ("ngày 15 hằng tháng", "trước ngày 15/11 hằng năm").
    By {
        /// The day.
        day: PeriodDay,
        /// Whether the text says "before" (trước).
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        before: bool,
    },
    /// From a day to a day ("tháng 12 hằng năm").
    Within {
        /// First day.
        first: PeriodDay,
        /// Last day, included.
        last: PeriodDay,
    },
    /// On a day of the week ("thứ Sáu hằng tuần", "thứ Sáu tuần thứ 2 hằng tháng").
    Weekday {
        /// The day of the week, 1 = Monday to 7 = Sunday in JSON.
        #[serde(with = "weekday_number")]
        weekday: Weekday,
        /// Which one in a month, -1 for the last; `None` for each week.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        nth: Option<i8>,
    },
}

mod weekday_number {
    use jiff::civil::Weekday;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference")]
    pub(super) fn serialize<S: Serializer>(day: &Weekday, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_i8(day.to_monday_one_offset())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Weekday, D::Error> {
        Weekday::from_monday_one_offset(i8::deserialize(from)?).map_err(D::Error::custom)
    }
}

/// A rule of repetition.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Recurrence {
    /// How often.
    pub every: Frequency,
    /// Every how many of those periods: 2 for "hai năm một lần".
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub interval: u16,
    /// How many times in each period, when the text says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u16>,
    /// When in each period; empty when the text does not say, which means by its end.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub due: Vec<DueRule>,
    /// Other frequencies named with it ("hằng quý, 6 tháng, năm"), the rarer ones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<Frequency>,
    /// First due day, when the text names one ("trước ngày 20/11/2025 và hằng tháng").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_due: Option<Date>,
}

fn one() -> u16 {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference")]
fn is_one(interval: &u16) -> bool {
    *interval == 1
}

impl Recurrence {
    /// Once in each period, by its end.
    pub fn every(every: Frequency) -> Self {
        Self {
            every,
            interval: 1,
            count: None,
            due: Vec::new(),
            also: Vec::new(),
            first_due: None,
        }
    }

    /// The same with a rule for the day.
    #[must_use]
    pub fn due(mut self, rule: DueRule) -> Self {
        self.due.push(rule);
        self
    }
}
