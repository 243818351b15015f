use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The head of page 1: who issues, under which number, where and when.
///
/// Names are given in normal letters ("Sở Xây dựng"); the writers put them in capitals where the
/// Decree asks for it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Letterhead {
    /// The superior body (cơ quan chủ quản), absent when the issuer has none.
    pub superior: Option<String>,
    /// The issuing body (cơ quan ban hành).
    pub issuer: String,
    /// The register number, absent while the document waits for its number. A number below ten is
    /// written with its leading zero whether or not it has one here.
    pub number: Option<String>,
    /// The symbol after the number, such as `KH-SXD`.
    pub symbol: String,
    /// The place (địa danh) before the date.
    pub place: String,
    /// The day of issue, as far as it is known.
    pub date: IssueDate,
}

/// How much of the day of issue is known. The unknown part is printed as blank space for the
/// registrar's hand or stamp; it is never invented.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IssueDate {
    /// Nothing is known.
    #[default]
    Blank,
    /// Only the year is known.
    Year(i16),
    /// Only the month is known.
    Month {
        /// The year.
        year: i16,
        /// The month, from 1.
        month: i8,
    },
    /// The day is known.
    Day(Date),
}

impl From<Date> for IssueDate {
    fn from(date: Date) -> Self {
        Self::Day(date)
    }
}

impl From<Option<Date>> for IssueDate {
    fn from(date: Option<Date>) -> Self {
        date.map_or(Self::Blank, Self::Day)
    }
}

/// As wide as two written digits, and unbreakable.
const GAP: &str = "\u{a0}\u{a0}\u{a0}\u{a0}";

impl IssueDate {
    /// The day, when it is known.
    pub fn day(self) -> Option<Date> {
        match self {
            Self::Day(date) => Some(date),
            Self::Blank | Self::Year(_) | Self::Month { .. } => None,
        }
    }

    /// The long form of official papers: days below ten and the months January and February take a
    /// leading zero, the other months do not.
    ///
    /// ```
    /// use jiff::civil::date;
    /// use official_document::IssueDate;
    ///
    /// assert_eq!(IssueDate::Day(date(2026, 1, 5)).long_form(), "ngày 05 tháng 01 năm 2026");
    /// assert_eq!(IssueDate::Day(date(2026, 3, 5)).long_form(), "ngày 05 tháng 3 năm 2026");
    /// assert!(IssueDate::Year(2026).long_form().ends_with("năm 2026"));
    /// ```
    pub fn long_form(self) -> String {
        let (day, month, year) = match self {
            Self::Blank => (None, None, None),
            Self::Year(year) => (None, None, Some(year)),
            Self::Month { year, month } => (None, Some(month), Some(year)),
            Self::Day(date) => (Some(date.day()), Some(date.month()), Some(date.year())),
        };
        let day = day.map_or_else(|| GAP.to_owned(), |day| format!("{day:02}"));
        let month = match month {
            None => GAP.to_owned(),
            Some(month @ ..3) => format!("{month:02}"),
            Some(month) => month.to_string(),
        };
        let year = year.map_or_else(|| format!("{GAP}{GAP}"), |year| year.to_string());
        format!("ngày {day} tháng {month} năm {year}")
    }
}

impl Letterhead {
    /// The number and symbol as they stand after the word `Số:`, with blank space for a number that
    /// is not given yet.
    ///
    /// ```
    /// use official_document::Letterhead;
    ///
    /// let head = Letterhead {
    ///     number: Some("5".into()),
    ///     symbol: "KH-SXD".into(),
    ///     ..Letterhead::default()
    /// };
    /// assert_eq!(head.number_and_symbol(), "05/KH-SXD");
    /// ```
    pub fn number_and_symbol(&self) -> String {
        let number = self.number.as_deref().map(str::trim).unwrap_or_default();
        let number = if number.is_empty() {
            format!("{GAP}{GAP}")
        } else if number.len() == 1 && number.bytes().all(|b| b.is_ascii_digit()) {
            format!("0{number}")
        } else {
            number.to_owned()
        };
        match self.symbol.trim() {
            "" => number,
            symbol => format!("{number}/{symbol}"),
        }
    }
}
