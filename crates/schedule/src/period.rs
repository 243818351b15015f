//! Report periods: the official windows that begin on the 15th, and plain calendar periods.
//!
//! Which days a period covers and when its report is due is data, a [`Regime`], so that a new
//! circular is a new value.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::dates::clamped;
use crate::error::ParsePeriodError;

/// The part of the year that a report covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// Quý I.
    FirstQuarter,
    /// Quý II.
    SecondQuarter,
    /// 6 tháng đầu năm.
    FirstHalf,
    /// Quý III.
    ThirdQuarter,
    /// 9 tháng.
    NineMonths,
    /// Quý IV.
    FourthQuarter,
    /// 6 tháng cuối năm.
    SecondHalf,
    /// Cả năm.
    Year,
}

impl Part {
    /// All parts in the order in which they end, the shorter first.
    pub const ALL: [Self; 8] = [
        Self::FirstQuarter,
        Self::SecondQuarter,
        Self::FirstHalf,
        Self::ThirdQuarter,
        Self::NineMonths,
        Self::FourthQuarter,
        Self::SecondHalf,
        Self::Year,
    ];

    /// The code after the year: `Q1`, `H1`, `9M`; empty for the year.
    pub fn code(self) -> &'static str {
        match self {
            Self::FirstQuarter => "Q1",
            Self::SecondQuarter => "Q2",
            Self::FirstHalf => "H1",
            Self::ThirdQuarter => "Q3",
            Self::NineMonths => "9M",
            Self::FourthQuarter => "Q4",
            Self::SecondHalf => "H2",
            Self::Year => "",
        }
    }
}

/// A report period: a part of a year. Written `2025-Q1`, `2025-H1`, `2025-9M`, `2025`.
///
/// ```
/// use schedule::Period;
/// let period: Period = "2025-Q1".parse()?;
/// assert_eq!(period.to_string(), "2025-Q1");
/// assert!("2025-Q5".parse::<Period>().is_err());
/// # Ok::<(), schedule::ParsePeriodError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Period {
    /// The year in the period's name, 1 to 9999.
    pub year: i16,
    /// Which part of it.
    pub part: Part,
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.part {
            Part::Year => write!(f, "{:04}", self.year),
            part => write!(f, "{:04}-{}", self.year, part.code()),
        }
    }
}

impl FromStr for Period {
    type Err = ParsePeriodError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || ParsePeriodError(text.to_owned());
        let (year, code) = text.split_once('-').unwrap_or((text, ""));
        if year.len() != 4 || !year.bytes().all(|b| b.is_ascii_digit()) || text.ends_with('-') {
            return Err(wrong());
        }
        let part = Part::ALL
            .into_iter()
            .find(|p| p.code() == code)
            .ok_or_else(wrong)?;
        match year.parse() {
            Ok(year) if year > 0 => Ok(Self { year, part }),
            _ => Err(wrong()),
        }
    }
}

impl TryFrom<String> for Period {
    type Error = ParsePeriodError;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Period> for String {
    fn from(period: Period) -> Self {
        period.to_string()
    }
}

/// A day of the year relative to the year in a period's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct YearDay {
    /// 0 for the period's year, -1 for the year before, 1 for the year after.
    #[serde(default)]
    pub year: i8,
    /// 1 to 12.
    pub month: i8,
    /// 1 to 31; cut to the length of the month.
    pub day: i8,
}

impl YearDay {
    /// The day in the given year.
    pub fn on(self, year: i16) -> Date {
        clamped(year.saturating_add(i16::from(self.year)), self.month, self.day)
    }
}

/// What a regime says about one part of the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartRule {
    /// Which part.
    pub part: Part,
    /// First day of data.
    pub first: YearDay,
    /// Last day of data, included.
    pub last: YearDay,
    /// The day by which the report is due, if there is one.
    #[serde(default)]
    pub due: Option<YearDay>,
    /// Whether the figures repeat those of earlier periods of the same year.
    #[serde(default)]
    pub cumulative: bool,
}

/// Which periods are reported, over which days, and by when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Regime {
    /// Stable key: `official` or `calendar` for those below.
    pub key: String,
    /// The parts that are reported, in the order in which they are due.
    pub parts: Vec<PartRule>,
}

/// The window of a period's data and when its report is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeriodWindow {
    /// The period.
    pub period: Period,
    /// First day of data.
    pub first: Date,
    /// Last day of data, included.
    pub last: Date,
    /// The day by which the report is due, before any move off a day off.
    pub due: Option<Date>,
    /// Whether the figures repeat those of earlier periods.
    pub cumulative: bool,
}

impl Regime {
    /// The windows of official letter 581/BNV-CCHC, which follow Decree 09/2019: from day 15 to
    /// day 14, due on day 20 of the last month. There is no second and no fourth quarter, and the
    /// third quarter stands alone.
    ///
    /// ```
    /// use jiff::civil::date;
    /// use schedule::Regime;
    /// let half = Regime::official().window("2025-H1".parse()?).unwrap();
    /// assert_eq!((half.first, half.last), (date(2024, 12, 15), date(2025, 6, 14)));
    /// assert_eq!(half.due, Some(date(2025, 6, 20)));
    /// assert!(Regime::official().window("2025-Q2".parse()?).is_none());
    /// # Ok::<(), schedule::ParsePeriodError>(())
    /// ```
    pub fn official() -> Self {
        const OPENS: i8 = 15;
        const CLOSES: i8 = 14;
        const DUE: i8 = 20;
        let rule = |part, (year, month), last, cumulative| PartRule {
            part,
            first: YearDay {
                year,
                month,
                day: OPENS,
            },
            last: YearDay {
                year: 0,
                month: last,
                day: CLOSES,
            },
            due: Some(YearDay {
                year: 0,
                month: last,
                day: DUE,
            }),
            cumulative,
        };
        Self {
            key: "official".to_owned(),
            parts: vec![
                rule(Part::FirstQuarter, (-1, 12), 3, false),
                rule(Part::FirstHalf, (-1, 12), 6, true),
                rule(Part::ThirdQuarter, (0, 6), 9, false),
                rule(Part::Year, (-1, 12), 12, true),
            ],
        }
    }

    /// Internal periods: whole calendar quarters, halves, nine months and the year, no due day.
    pub fn calendar() -> Self {
        let rule = |part, first, last, cumulative| PartRule {
            part,
            first: YearDay {
                year: 0,
                month: first,
                day: 1,
            },
            last: YearDay {
                year: 0,
                month: last,
                day: 31,
            },
            due: None,
            cumulative,
        };
        Self {
            key: "calendar".to_owned(),
            parts: vec![
                rule(Part::FirstQuarter, 1, 3, false),
                rule(Part::SecondQuarter, 4, 6, false),
                rule(Part::FirstHalf, 1, 6, true),
                rule(Part::ThirdQuarter, 7, 9, false),
                rule(Part::NineMonths, 1, 9, true),
                rule(Part::FourthQuarter, 10, 12, false),
                rule(Part::SecondHalf, 7, 12, true),
                rule(Part::Year, 1, 12, true),
            ],
        }
    }

    /// The window of a period; `None` when the regime does not report that part.
    pub fn window(&self, period: Period) -> Option<PeriodWindow> {
        let rule = self.parts.iter().find(|rule| rule.part == period.part)?;
        Some(PeriodWindow {
            period,
            first: rule.first.on(period.year),
            last: rule.last.on(period.year),
            due: rule.due.map(|due| due.on(period.year)),
            cumulative: rule.cumulative,
        })
    }

    /// The windows of a year, in the order of the regime.
    pub fn windows(&self, year: i16) -> Vec<PeriodWindow> {
        self.parts
            .iter()
            .filter_map(|rule| {
                self.window(Period {
                    year,
                    part: rule.part,
                })
            })
            .collect()
    }

    /// The windows that hold a day. A day in late December may belong to the next year's.
    ///
    /// ```
    /// use jiff::civil::date;
    /// use schedule::Regime;
    /// let periods: Vec<String> = Regime::official()
    ///     .holding(date(2025, 12, 20))
    ///     .iter()
    ///     .map(|window| window.period.to_string())
    ///     .collect();
    /// assert_eq!(periods, ["2026-Q1", "2026-H1", "2026"]);
    /// ```
    pub fn holding(&self, day: Date) -> Vec<PeriodWindow> {
        [
            day.year().saturating_sub(1),
            day.year(),
            day.year().saturating_add(1),
        ]
        .into_iter()
        .flat_map(|year| self.windows(year))
        .filter(|window| (window.first..=window.last).contains(&day))
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn codes_go_there_and_back() {
        for part in Part::ALL {
            let period = Period { year: 2025, part };
            assert_eq!(period.to_string().parse(), Ok(period));
        }
        for wrong in [
            "", "25", "2025-", "2025-Q0", "2025-q1", "0000", "-2025", "2025-Q1 ", "+202-Q1",
        ] {
            assert!(wrong.parse::<Period>().is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn official_windows_are_those_of_letter_581() {
        let regime = Regime::official();
        let seen: Vec<_> = regime
            .windows(2026)
            .iter()
            .map(|w| (w.first, w.last, w.due.unwrap(), w.cumulative))
            .collect();
        let expected = [
            (date(2025, 12, 15), date(2026, 3, 14), date(2026, 3, 20), false),
            (date(2025, 12, 15), date(2026, 6, 14), date(2026, 6, 20), true),
            (date(2026, 6, 15), date(2026, 9, 14), date(2026, 9, 20), false),
            (date(2025, 12, 15), date(2026, 12, 14), date(2026, 12, 20), true),
        ];
        assert_eq!(seen, expected);
    }

    #[test]
    fn calendar_quarters_cover_the_year_once() {
        let regime = Regime::calendar();
        let mut day = date(2024, 1, 1);
        while day.year() == 2024 {
            let quarters = regime
                .holding(day)
                .iter()
                .filter(|w| w.period.part.code().starts_with('Q'))
                .count();
            assert_eq!(quarters, 1, "{day}");
            day = crate::dates::plus_days(day, 1);
        }
    }

    #[test]
    fn a_period_is_a_string_in_json() {
        let period: Period = "2025-H1".parse().unwrap();
        assert_eq!(serde_json::to_string(&period).unwrap(), "\"2025-H1\"");
        assert_eq!(serde_json::from_str::<Period>("\"2025-H1\"").unwrap(), period);
    }
}
