//! Public holidays as rules with the years in which they are law.

use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

use crate::dates::{clamped, plus_days};
use crate::lunar::{LunarDate, tet, to_solar};

/// How the days of a holiday are found in a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum HolidayRule {
    /// The same solar day each year.
    Fixed {
        /// 1 to 12.
        month: i8,
        /// 1 to 31.
        day: i8,
    },
    /// The same day of the Vietnamese lunar calendar each year.
    Lunar {
        /// 1 to 12, never the leap month.
        month: i8,
        /// 1 to 30.
        day: i8,
    },
    /// Tết Nguyên đán, as many days in a row as given.
    ///
    /// Until the Government announces the days of a year, two of them lie before mùng 1, or one
    /// when mùng 1 is a Tuesday, which is what was announced from 2019 to 2026.
    Tet {
        /// Number of days, five since Labour Code 2012.
        days: i8,
    },
    /// A fixed day and one day next to it, the one that makes the longer rest.
    WithNeighbour {
        /// 1 to 12.
        month: i8,
        /// 1 to 31.
        day: i8,
    },
}

/// A public holiday and the years in which its rule is law.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holiday {
    /// Stable key, such as `tet`; the words for people are made elsewhere.
    pub key: String,
    /// Where its days lie.
    pub rule: HolidayRule,
    /// First year of the rule, if it has one.
    #[serde(default)]
    pub from: Option<i16>,
    /// Last year of the rule, if it has one.
    #[serde(default)]
    pub until: Option<i16>,
    /// Whether a day that falls on a weekend gives the next working day off.
    #[serde(default)]
    pub substitute: bool,
    /// The legal source, for people.
    #[serde(default)]
    pub source: String,
}

impl Holiday {
    /// Whether the rule is law in `year`.
    pub fn holds_in(&self, year: i16) -> bool {
        self.from.is_none_or(|from| from <= year) && self.until.is_none_or(|until| year <= until)
    }

    /// The days of the holiday in a solar year, whatever day of the week they are.
    pub fn days(&self, year: i16) -> Vec<Date> {
        match self.rule {
            HolidayRule::Fixed { month, day } => vec![clamped(year, month, day)],
            HolidayRule::Lunar { month, day } => {
                // Months 11 and 12 of the lunar year may lie in the next solar year.
                [year.saturating_sub(1), year]
                    .into_iter()
                    .filter_map(|year| {
                        to_solar(LunarDate {
                            year,
                            month,
                            day,
                            leap: false,
                        })
                    })
                    .filter(|date| date.year() == year)
                    .collect()
            }
            HolidayRule::Tet { days } => {
                let first = tet(year);
                let before = if first.weekday() == Weekday::Tuesday { 1 } else { 2 };
                (0..i32::from(days))
                    .map(|i| plus_days(first, i - before))
                    .collect()
            }
            HolidayRule::WithNeighbour { month, day } => {
                let main = clamped(year, month, day);
                // Monday and Thursday reach the weekend by the day after, the others before.
                let after = matches!(main.weekday(), Weekday::Monday | Weekday::Thursday);
                let other = plus_days(main, if after { 1 } else { -1 });
                vec![main.min(other), main.max(other)]
            }
        }
    }
}

/// The holidays of Việt Nam.
pub(super) fn vietnam() -> Vec<Holiday> {
    const LABOUR_CODE: &str = "Bộ luật Lao động 2019, Điều 112";
    let holiday = |key: &str, rule, from, until, source: &str| Holiday {
        key: key.to_owned(),
        rule,
        from,
        until,
        substitute: true,
        source: source.to_owned(),
    };
    vec![
        holiday(
            "new-year",
            HolidayRule::Fixed { month: 1, day: 1 },
            None,
            None,
            LABOUR_CODE,
        ),
        holiday("tet", HolidayRule::Tet { days: 5 }, None, None, LABOUR_CODE),
        holiday(
            "hung-kings",
            HolidayRule::Lunar { month: 3, day: 10 },
            Some(2007),
            None,
            LABOUR_CODE,
        ),
        holiday(
            "reunification",
            HolidayRule::Fixed { month: 4, day: 30 },
            None,
            None,
            LABOUR_CODE,
        ),
        holiday(
            "labour-day",
            HolidayRule::Fixed { month: 5, day: 1 },
            None,
            None,
            LABOUR_CODE,
        ),
        holiday(
            "national-day",
            HolidayRule::Fixed { month: 9, day: 2 },
            None,
            Some(2020),
            "Bộ luật Lao động 2012, Điều 115",
        ),
        holiday(
            "national-day",
            HolidayRule::WithNeighbour { month: 9, day: 2 },
            Some(2021),
            None,
            LABOUR_CODE,
        ),
        holiday(
            "culture-day",
            HolidayRule::Fixed { month: 11, day: 24 },
            Some(2026),
            None,
            "Nghị quyết 28/2026/QH16",
        ),
    ]
}
