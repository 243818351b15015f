//! Working days: the week, public holidays as data, and counting as the Civil Code counts.
//!
//! [`Calendar::vietnam`] knows the rules; the exact days of Tết and the swaps (hoán đổi) that the
//! Government announces each year are added as [`Announcement`]s.

mod count;
mod holiday;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

use crate::dates::plus_days;
pub use holiday::{Holiday, HolidayRule};

/// Years for which days off are computed; outside them only weekends are off.
const YEARS: std::ops::RangeInclusive<i16> = 1990..=2100;

/// The days of the week on which an office works.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Weekdays([bool; 7]);

impl Weekdays {
    /// Monday to Friday, the administrative week.
    pub const MONDAY_TO_FRIDAY: Self = Self([true, true, true, true, true, false, false]);

    /// The week that works on exactly these days.
    pub fn new(days: &[Weekday]) -> Self {
        let mut week = [false; 7];
        for day in days {
            if let Some(slot) = week.get_mut(index(*day)) {
                *slot = true;
            }
        }
        Self(week)
    }

    /// Whether the office works on this day of the week.
    pub fn contains(self, day: Weekday) -> bool {
        self.0.get(index(day)).copied().unwrap_or(false)
    }
}

fn index(day: Weekday) -> usize {
    usize::try_from(day.to_monday_zero_offset()).unwrap_or(0)
}

/// What the Government announced for one year: it overrides the rules.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Announcement {
    /// The document, for people: "Thông báo 1234/TB-BNV".
    pub source: String,
    /// Keys of the holidays whose computed days in `year` this list replaces, such as `tet`.
    pub replaces: Vec<String>,
    /// The year in which `replaces` holds.
    pub year: i16,
    /// Days off, with those that replace a weekend.
    pub off: Vec<Date>,
    /// Weekend days that are worked in exchange.
    pub worked: Vec<Date>,
}

/// The data a calendar is made of; this is what is stored and edited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarData {
    /// The working week.
    pub week: Weekdays,
    /// Public holidays with the years in which each rule is law.
    pub holidays: Vec<Holiday>,
    /// What was announced year by year.
    #[serde(default)]
    pub announcements: Vec<Announcement>,
}

/// A day off that is not simply a weekend.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayOff {
    /// Key of the holiday, such as `tet`; `announced` for a swap.
    pub holiday: String,
    /// Whether the day stands in for a holiday that fell on a weekend.
    pub substitute: bool,
}

/// Tells working days from days off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    data: CalendarData,
    off: BTreeMap<Date, DayOff>,
    worked: BTreeSet<Date>,
}

impl Calendar {
    /// A calendar from its data.
    ///
    /// A week without any working day would make every count endless, so Monday to Friday is
    /// taken instead.
    pub fn new(mut data: CalendarData) -> Self {
        if !data.week.0.contains(&true) {
            data.week = Weekdays::MONDAY_TO_FRIDAY;
        }
        let mut off = BTreeMap::new();
        for year in YEARS {
            add_year(&data, year, &mut off);
        }
        let mut worked = BTreeSet::new();
        for announcement in &data.announcements {
            for day in &announcement.off {
                off.entry(*day).or_insert_with(|| DayOff {
                    holiday: announcement
                        .replaces
                        .first()
                        .map_or("announced", String::as_str)
                        .to_owned(),
                    substitute: false,
                });
            }
            worked.extend(announcement.worked.iter().copied());
        }
        Self { data, off, worked }
    }

    /// Việt Nam: Monday to Friday and the public holidays of Labour Code 2019, Article 112,
    /// with 24 November from 2026 (Resolution 28/2026/QH16).
    ///
    /// ```
    /// use jiff::civil::date;
    /// let calendar = schedule::Calendar::vietnam();
    /// assert!(!calendar.is_working_day(date(2026, 4, 27))); // for Giỗ Tổ on Sunday
    /// assert!(!calendar.is_working_day(date(2026, 11, 24)));
    /// assert!(calendar.is_working_day(date(2025, 11, 24)));
    /// ```
    pub fn vietnam() -> Self {
        Self::vietnam_ref().clone()
    }

    /// The calendar of [`Calendar::vietnam`], made once.
    pub(crate) fn vietnam_ref() -> &'static Self {
        static VIETNAM: LazyLock<Calendar> = LazyLock::new(|| {
            Calendar::new(CalendarData {
                week: Weekdays::MONDAY_TO_FRIDAY,
                holidays: holiday::vietnam(),
                announcements: Vec::new(),
            })
        });
        &VIETNAM
    }

    /// The same calendar with one more announcement.
    ///
    /// ```
    /// use jiff::civil::date;
    /// use schedule::{Announcement, Calendar};
    /// // 2 May 2025 was off, Saturday 26 April was worked for it.
    /// let calendar = Calendar::vietnam().with(Announcement {
    ///     year: 2025,
    ///     off: vec![date(2025, 5, 2)],
    ///     worked: vec![date(2025, 4, 26)],
    ///     ..Announcement::default()
    /// });
    /// assert!(calendar.is_working_day(date(2025, 4, 26)));
    /// assert_eq!(calendar.roll_forward(date(2025, 4, 30)), date(2025, 5, 5));
    /// ```
    #[must_use]
    pub fn with(self, announcement: Announcement) -> Self {
        let mut data = self.data;
        data.announcements.push(announcement);
        Self::new(data)
    }

    /// The data this calendar was made of.
    pub fn data(&self) -> &CalendarData {
        &self.data
    }

    /// The holiday of a day, if it is one; weekends alone are none.
    pub fn day_off(&self, date: Date) -> Option<&DayOff> {
        self.off.get(&date)
    }

    /// The days off from `from` to `to`, both included, without plain weekends.
    pub fn days_off(&self, from: Date, to: Date) -> impl Iterator<Item = (Date, &DayOff)> {
        let to = to.max(from);
        self.off.range(from..=to).map(|(day, off)| (*day, off))
    }

    /// Whether the office works on this day.
    pub fn is_working_day(&self, date: Date) -> bool {
        self.worked.contains(&date)
            || (self.data.week.contains(date.weekday()) && !self.off.contains_key(&date))
    }
}

/// Adds the days off that the rules give for `year`, and those that replace weekend holidays.
fn add_year(data: &CalendarData, year: i16, off: &mut BTreeMap<Date, DayOff>) {
    let mut days: Vec<(Date, &Holiday)> = Vec::new();
    for holiday in data.holidays.iter().filter(|h| h.holds_in(year)) {
        let replaced = data
            .announcements
            .iter()
            .any(|a| a.year == year && a.replaces.contains(&holiday.key));
        if !replaced {
            days.extend(holiday.days(year).into_iter().map(|day| (day, holiday)));
        }
    }
    days.sort_by_key(|(day, _)| *day);
    for (day, holiday) in &days {
        let off_day = DayOff {
            holiday: holiday.key.clone(),
            substitute: false,
        };
        off.entry(*day).or_insert(off_day);
    }
    for (day, holiday) in days {
        if !holiday.substitute || data.week.contains(day.weekday()) {
            continue;
        }
        let mut next = plus_days(day, 1);
        while (!data.week.contains(next.weekday()) || off.contains_key(&next)) && next < Date::MAX {
            next = plus_days(next, 1);
        }
        off.insert(
            next,
            DayOff {
                holiday: holiday.key.clone(),
                substitute: true,
            },
        );
    }
}

#[cfg(test)]
mod tests;
