//! A window as one flat record, for lists, exports and comparison.

use jiff::civil::{Date, Time, Weekday};
use serde::{Deserialize, Serialize};

use super::{DueRule, Frequency, Kind, Offset, OffsetUnit, PartOfDay, Recurrence, When, Window};

fn no(value: &bool) -> bool {
    !value
}

/// The flat record: `kind`, `start`, `end`, `recurrence` and `trigger` are always there, the
/// others when they say something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flat {
    /// The kind.
    pub kind: Kind,
    /// First day.
    pub start: Option<Date>,
    /// Last day.
    pub end: Option<Date>,
    /// The repetition.
    pub recurrence: Option<FlatRecurrence>,
    /// The event, as written.
    pub trigger: Option<String>,
    /// No end.
    #[serde(default, skip_serializing_if = "no")]
    pub open_ended: bool,
    /// "Trước": before the end.
    #[serde(default, skip_serializing_if = "no")]
    pub before: bool,
    /// A term counted from an event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offset: Option<FlatOffset>,
    /// Vague.
    #[serde(default, skip_serializing_if = "no")]
    pub approximate: bool,
    /// Provisional.
    #[serde(default, skip_serializing_if = "no")]
    pub tentative: bool,
    /// Hours as `HH:MM`, from and to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_of_day: Option<[Option<String>; 2]>,
    /// Part of the day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part_of_day: Option<PartOfDay>,
    /// Another document that the text points to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// Several times in one cell.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub milestones: Vec<FlatMilestone>,
    /// Other times of which one is enough.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<Flat>,
}

/// A repetition in a flat record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FlatRecurrence {
    /// How often.
    pub freq: Frequency,
    /// Every how many of those periods, when more than one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interval: Option<u16>,
    /// Times in each period.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u16>,
    /// `11-15` in a year, `day 20` in a month, `month 3 day 15` in a quarter or half; several are
    /// joined by a comma.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
    /// The span in each period, in the same writing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<[String; 2]>,
    /// Days of the week: `Friday`, `2nd Friday`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by_day: Vec<String>,
    /// "Trước": before the due day.
    #[serde(default, skip_serializing_if = "no")]
    pub before: bool,
    /// First due day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_due: Option<Date>,
    /// Rarer frequencies named with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<Frequency>,
}

/// A term in a flat record: `{"days": 10}`, `{"working_days": 5}`; negative before the event.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FlatOffset {
    /// Hours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<i32>,
    /// Days; weeks are given as days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<i32>,
    /// Working days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub working_days: Option<i32>,
    /// Months; years are given as months.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub months: Option<i32>,
}

/// One of several times in a flat record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FlatMilestone {
    /// The words beside the time.
    pub what: String,
    /// The kind of its own time.
    pub kind: Kind,
    /// First day.
    pub start: Option<Date>,
    /// Last day.
    pub end: Option<Date>,
    /// "Trước": before the end.
    #[serde(default, skip_serializing_if = "no")]
    pub before: bool,
    /// How often, when it comes again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub freq: Option<Frequency>,
}

impl Window {
    /// The window as one flat record.
    ///
    /// ```
    /// let flat = schedule::Window::quarter("2025-Q2".parse()?).flat();
    /// assert_eq!(
    ///     serde_json::to_string(&flat)?,
    ///     r#"{"kind":"quarter","start":"2025-04-01","end":"2025-06-30","recurrence":null,"trigger":null}"#
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn flat(&self) -> Flat {
        let clock = |time: Time| format!("{:02}:{:02}", time.hour(), time.minute());
        Flat {
            kind: self.kind(),
            start: self.start(),
            end: self.end(),
            recurrence: self.recurrence().map(flat_recurrence),
            trigger: self.trigger().map(str::to_owned),
            open_ended: self.open_ended(),
            before: before(&self.when),
            offset: match &self.when {
                When::Relative { offset, .. } => Some(flat_offset(*offset)),
                _ => None,
            },
            approximate: self.approximate,
            tentative: self.tentative,
            time_of_day: self
                .hours
                .map(|hours| [hours.from.map(clock), hours.to.map(clock)]),
            part_of_day: self.part_of_day,
            reference: self.reference.clone(),
            milestones: self
                .milestones
                .iter()
                .map(|milestone| FlatMilestone {
                    what: milestone.what.clone(),
                    kind: milestone.window.kind(),
                    start: milestone.window.start(),
                    end: milestone.window.end(),
                    before: before(&milestone.window.when),
                    freq: milestone.window.recurrence().map(|r| r.every),
                })
                .collect(),
            alternatives: self.alternatives.iter().map(Self::flat).collect(),
        }
    }
}

fn before(when: &When) -> bool {
    matches!(when, When::Deadline { before: true, .. })
}

fn flat_offset(offset: Offset) -> FlatOffset {
    let mut flat = FlatOffset::default();
    match offset.unit {
        OffsetUnit::Hours => flat.hours = Some(offset.amount),
        OffsetUnit::Days => flat.days = Some(offset.amount),
        OffsetUnit::WorkingDays => flat.working_days = Some(offset.amount),
        OffsetUnit::Weeks => flat.days = Some(offset.amount.saturating_mul(7)),
        OffsetUnit::Months => flat.months = Some(offset.amount),
        OffsetUnit::Years => flat.months = Some(offset.amount.saturating_mul(12)),
    }
    flat
}

fn flat_recurrence(recurrence: &Recurrence) -> FlatRecurrence {
    let day = |day: super::PeriodDay| match recurrence.every {
        Frequency::Yearly if day.month < 1 => {
            format!("{:02}-{:02} of the previous year", day.month + 12, day.day)
        }
        Frequency::Yearly if day.month > 12 => {
            format!("{:02}-{:02} of the next year", day.month - 12, day.day)
        }
        Frequency::Yearly => {
            // 31 stands for the last day of any month.
            let day = crate::dates::clamped(2023, day.month, day.day);
            format!("{:02}-{:02}", day.month(), day.day())
        }
        Frequency::Monthly if day.month == 1 => format!("day {}", day.day),
        _ => format!("month {} day {}", day.month, day.day),
    };
    let mut flat = FlatRecurrence {
        freq: recurrence.every,
        interval: (recurrence.interval != 1).then_some(recurrence.interval),
        count: recurrence.count,
        due: None,
        window: None,
        by_day: Vec::new(),
        before: false,
        first_due: recurrence.first_due,
        also: recurrence.also.clone(),
    };
    let mut due = Vec::new();
    for rule in &recurrence.due {
        match *rule {
            DueRule::By { day: by, before } => {
                due.push(day(by));
                flat.before |= before;
            }
            DueRule::Within { first, last } => {
                // Several spans are given as one from the first to the last.
                let from = flat.window.take().map_or_else(|| day(first), |[from, _]| from);
                flat.window = Some([from, day(last)]);
            }
            DueRule::Weekday { weekday, nth } => flat.by_day.push(weekday_name(weekday, nth)),
        }
    }
    flat.due = (!due.is_empty()).then(|| due.join(", "));
    flat
}

fn weekday_name(weekday: Weekday, nth: Option<i8>) -> String {
    let name = format!("{weekday:?}");
    match nth {
        None => name,
        Some(1) => format!("1st {name}"),
        Some(2) => format!("2nd {name}"),
        Some(3) => format!("3rd {name}"),
        Some(n) if n < 0 => format!("last {name}"),
        Some(n) => format!("{n}th {name}"),
    }
}
