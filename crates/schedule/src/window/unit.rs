//! Months, quarters and half-years of a given year, written `2025-06`, `2025-Q2`, `2025-H1`.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::dates::clamped;
use crate::error::ParseMonthError;

/// Defines a part of the year: a number within it, its code and its length in months.
macro_rules! unit {
    ($(#[$doc:meta])* $name:ident, $field:ident, $max:literal, $months:literal, $format:literal, $mark:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name {
            year: i16,
            $field: i8,
        }

        impl $name {
            #[doc = concat!("The unit, or `None` when the year is not 1 to 9999 or the number not 1 to ", $max, ".")]
            pub fn new(year: i16, $field: i8) -> Option<Self> {
                ((1..=9999).contains(&year) && (1..=$max).contains(&$field))
                    .then_some(Self { year, $field })
            }

            /// The unit that holds a day.
            pub fn of(date: Date) -> Self {
                Self { year: date.year().max(1), $field: (date.month() - 1) / $months + 1 }
            }

            /// The year it lies in.
            pub fn year(self) -> i16 {
                self.year
            }

            #[doc = concat!("Its number in the year, 1 to ", $max, ".")]
            pub fn number(self) -> i8 {
                self.$field
            }

            /// First day.
            pub fn first(self) -> Date {
                clamped(self.year, (self.$field - 1) * $months + 1, 1)
            }

            /// Last day.
            pub fn last(self) -> Date {
                clamped(self.year, self.$field * $months, 31)
            }

            /// The unit after this one; the last of year 9999 stays.
            #[must_use]
            pub fn next(self) -> Self {
                if self.$field < $max {
                    Self { $field: self.$field + 1, ..self }
                } else {
                    Self::new(self.year.saturating_add(1), 1).unwrap_or(self)
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, $format, self.year, self.$field)
            }
        }

        impl FromStr for $name {
            type Err = ParseMonthError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
                text.split_once($mark)
                    .filter(|(year, number)| year.len() == 4 && digits(year) && digits(number))
                    .and_then(|(year, number)| Self::new(year.parse().ok()?, number.parse().ok()?))
                    .filter(|unit| unit.to_string() == text)
                    .ok_or_else(|| ParseMonthError(text.to_owned()))
            }
        }

        impl TryFrom<String> for $name {
            type Error = ParseMonthError;
            fn try_from(text: String) -> Result<Self, Self::Error> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(unit: $name) -> Self {
                unit.to_string()
            }
        }
    };
}

unit!(
    /// A month of a year, written `2025-06`.
    ///
    /// ```
    /// let month: schedule::Month = "2025-06".parse()?;
    /// assert_eq!(month.last(), jiff::civil::date(2025, 6, 30));
    /// # Ok::<(), schedule::ParseMonthError>(())
    /// ```
    Month, month, 12, 1, "{:04}-{:02}", "-"
);
unit!(
    /// A quarter (quý) of a year, written `2025-Q2`.
    Quarter, quarter, 4, 3, "{:04}-Q{}", "-Q"
);
unit!(
    /// A half (6 tháng đầu năm, 6 tháng cuối năm) of a year, written `2025-H1`.
    HalfYear, half, 2, 6, "{:04}-H{}", "-H"
);

/// A calendar unit whose beginning, middle or end a phrase may name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// A month.
    Month(Month),
    /// A quarter.
    Quarter(Quarter),
    /// Half a year.
    HalfYear(HalfYear),
    /// A year.
    Year(i16),
}

impl Unit {
    /// First day.
    pub fn first(self) -> Date {
        match self {
            Self::Month(unit) => unit.first(),
            Self::Quarter(unit) => unit.first(),
            Self::HalfYear(unit) => unit.first(),
            Self::Year(year) => clamped(year, 1, 1),
        }
    }

    /// Last day.
    pub fn last(self) -> Date {
        match self {
            Self::Month(unit) => unit.last(),
            Self::Quarter(unit) => unit.last(),
            Self::HalfYear(unit) => unit.last(),
            Self::Year(year) => clamped(year, 12, 31),
        }
    }
}

/// The beginning, middle or end of a unit ("đầu", "giữa", "cuối").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Section {
    /// Đầu: the first ten days of a month, the first quarter of a year, else the first third.
    Beginning,
    /// Giữa.
    Middle,
    /// Cuối: from day 21 of a month, the last quarter of a year, else the last third.
    End,
}

impl Section {
    /// First and last day of this section of `unit`; months are cut after day 10 and day 20.
    ///
    /// ```
    /// use jiff::civil::date;
    /// use schedule::window::{Section, Unit};
    /// let may = Unit::Month("2025-05".parse()?);
    /// assert_eq!(Section::End.of(may), (date(2025, 5, 21), date(2025, 5, 31)));
    /// # Ok::<(), schedule::ParseMonthError>(())
    /// ```
    pub fn of(self, unit: Unit) -> (Date, Date) {
        let (first, last) = (unit.first(), unit.last());
        let months = i32::from(last.month() - first.month()) + 1;
        // Whole months of a longer unit; a quarter has three, a half six, a year twelve.
        let month = |from: i32, to: i32| {
            (
                crate::dates::plus_months(first, from),
                crate::dates::plus_months(first, to).last_of_month(),
            )
        };
        let third = months / 3;
        match (self, months) {
            (Self::Beginning, 1) => (first, crate::dates::plus_days(first, 9)),
            (Self::Middle, 1) => (
                crate::dates::plus_days(first, 10),
                crate::dates::plus_days(first, 19),
            ),
            (Self::End, 1) => (crate::dates::plus_days(first, 20), last),
            // Of a year the first and the last quarter.
            (Self::Beginning, 12) => month(0, 2),
            (Self::End, 12) => month(9, 11),
            (Self::Beginning, _) => month(0, third - 1),
            (Self::Middle, _) => month(third, 2 * third - 1),
            (Self::End, _) => month(2 * third, 3 * third - 1),
        }
    }
}
