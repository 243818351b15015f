//! The year and the days a plan covers.

use std::sync::LazyLock;

use jiff::civil::{Date, date};
use regex::Regex;

use super::Period;
use crate::text::{Folded, pattern};
use crate::{Field, Source};

static SPAN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:giai doan|thoi ky|nhiem ky|cac nam|nam)\s*(?:tu\s*)?(?:nam\s*)?(20\d{2})\s*(?:-|den(?: nam)?)\s*(20\d{2})",
    )
});
static UNTIL: LazyLock<Regex> = LazyLock::new(|| pattern(r"den\s+(?:het\s+|cuoi\s+)?nam\s+(20\d{2})"));
static YEAR: LazyLock<Regex> = LazyLock::new(|| pattern(r"\bnam\s+(20\d{2})"));

/// The period of a plan from its title and its date.
pub(crate) fn read(
    title: Option<&Field<String>>,
    issued: Option<Date>,
    year: Option<i16>,
) -> (Option<Field<i16>>, Option<Field<Period>>) {
    let words = title.map_or_else(Folded::default, |title| Folded::new(&title.value));
    let sources: Vec<Source> = title.map_or_else(Vec::new, |title| title.sources.clone());
    let ascii = words.ascii.as_str();
    let first = |year: i16| date(year, 1, 1);
    let last = |year: i16| date(year, 12, 31);
    let known = |start: Date, end: Date, confidence| {
        Some(Field::new(Period { start, end }, sources.clone(), confidence))
    };
    if let Some((from, to)) = SPAN
        .captures(ascii)
        .and_then(|found| Some((found[1].parse().ok()?, found[2].parse().ok()?)))
        && from <= to
    {
        return (
            Some(Field::new(from, sources.clone(), 0.9)),
            known(first(from), last(to), 0.95),
        );
    }
    let single = YEAR.captures_iter(ascii).filter_map(|found| {
        let whole = found.get(0)?;
        let before = ascii.get(..whole.start())?.trim_end();
        let dated = before.rsplit(' ').nth(1) == Some("thang")
            || before.ends_with("den")
            || before.ends_with("den het")
            || before.ends_with("nhin");
        (!dated).then(|| found[1].parse::<i16>().ok()).flatten()
    });
    let issue_year = issued.map(|issued| issued.year()).or(year);
    // Of several years named, the plan is for the last: "kết quả năm 2024 … năm 2025".
    if let Some(year) = single.max() {
        return (
            Some(Field::new(year, sources.clone(), 0.95)),
            known(first(year), last(year), 0.95),
        );
    }
    let until = UNTIL
        .captures(ascii)
        .and_then(|found| found[1].parse::<i16>().ok());
    let Some(issue_year) = issue_year else {
        return (
            None,
            until.and_then(|until| known(first(until), last(until), 0.3)),
        );
    };
    let start = issued.unwrap_or_else(|| first(issue_year));
    // What is issued in the last weeks of a year is done in the next one.
    let late = start.month() >= 11;
    let end = last(until.filter(|until| *until >= issue_year).unwrap_or(if late {
        issue_year + 1
    } else {
        issue_year
    }));
    let year = Field::new(issue_year, Vec::new(), 0.7);
    (
        Some(year),
        known(start, end, if until.is_some() { 0.85 } else { 0.5 }),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(title: &str, issued: Option<Date>) -> Option<(i16, Date, Date)> {
        let title = Field::new(title.to_owned(), Vec::new(), 1.0);
        let (year, period) = read(Some(&title), issued, None);
        Some((year?.value, period.as_ref()?.value.start, period?.value.end))
    }

    #[test]
    fn the_title_says_the_period() {
        let day = date(2025, 11, 24);
        assert_eq!(
            period("Kế hoạch … năm 2025", None),
            Some((2025, date(2025, 1, 1), date(2025, 12, 31)))
        );
        assert_eq!(
            period("… giai đoạn 2026 - 2030", Some(day)),
            Some((2026, date(2026, 1, 1), date(2030, 12, 31)))
        );
        assert_eq!(
            period("… đến năm 2030", Some(day)),
            Some((2025, day, date(2030, 12, 31)))
        );
        assert_eq!(
            period("… thời điểm ngày 01 tháng 01 năm 2026", Some(day)),
            Some((2025, day, date(2026, 12, 31)))
        );
    }
}
