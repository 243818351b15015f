//! Points and units of the calendar: days, months, quarters, halves, years and their sections.

use super::ast::{Point, YearRef};
use super::cursor::Cursor;
use super::day::{day, iso_date, last_day, separator};
use super::token::Kind;
use super::year::{issue, year, year_tail};
use crate::window::Section;

/// A point. `led` says that a word such as "trước" or "từ" stands before it, so that a short form
/// without a year is a date and not a fraction.
pub(super) fn point(c: &mut Cursor<'_>, led: bool) -> Option<Point> {
    iso_date(c)
        .or_else(|| week(c))
        .or_else(|| section(c))
        .or_else(|| months_of_year(c))
        .or_else(|| super::clock::weekday(c))
        .or_else(|| last_day(c))
        .or_else(|| day(c, led))
        .or_else(|| month(c))
        .or_else(|| quarter(c))
        .or_else(|| year(c, led))
        .or_else(|| issue(c, led))
        .or_else(|| (led && c.eat_any(&["hiện nay", "nay", "bây giờ"]).is_some()).then_some(Point::Now))
}

/// "Tháng 6", "tháng Mười hai", "T6/2025", "6/2025".
fn month(c: &mut Cursor<'_>) -> Option<Point> {
    c.attempt(|c| {
        if c.eat("tháng") || (c.eat("th") && (c.sign(Kind::Dot) || c.kind(0).is_some())) {
            let month = month_number(c)?;
            return Some(Point::Month {
                month,
                year: year_tail(c),
            });
        }
        if c.sees("t") && c.peek(1).is_some_and(|next| next.glued) {
            c.at += 1;
            let month = c.small(12)?;
            let joined = matches!(
                c.kind(0),
                Some(Kind::Slash | Kind::Dash | Kind::Dot | Kind::Comma)
            );
            return joined.then(|| Point::Month {
                month,
                year: year_tail(c),
            });
        }
        let month = c.small(12)?;
        if shares_year(c) {
            return Some(Point::Month {
                month,
                year: YearRef::Unsaid,
            });
        }
        (c.sign(Kind::Slash) || (c.kind(0) == Some(Kind::Dash) && c.sees_year(1) && c.sign(Kind::Dash)))
            .then_some(())?;
        let year = YearRef::Is(c.year()?);
        // "05/2015/NĐ-CP" is a document.
        let document = matches!(c.kind(0), Some(Kind::Slash)) && c.kind(1) == Some(Kind::Word);
        (!document).then_some(Point::Month { month, year })
    })
}

/// Whether the month shares the year of the next one, as in "11 - 12/2025".
fn shares_year(c: &Cursor<'_>) -> bool {
    let mut ahead = *c;
    separator(&mut ahead)
        && ahead.small(12).is_some()
        && ahead.sign(Kind::Slash)
        && ahead.year().is_some()
        && ahead.kind(0) != Some(Kind::Slash)
}

/// The number of a month in digits or words; "tháng năm" is May only where no year can follow.
pub(super) fn month_number(c: &mut Cursor<'_>) -> Option<i8> {
    c.small(12).or_else(|| c.numeral()).or_else(|| {
        let may = c.sees("năm") && (matches!(c.kind(1), Some(Kind::Slash)) || c.text.is(c.at + 1, "năm"));
        may.then(|| {
            c.at += 1;
            5
        })
    })
}

/// "Quý II", "Quí 2", "Q2", "quý hai"; also "II/2025" alone.
fn quarter(c: &mut Cursor<'_>) -> Option<Point> {
    c.attempt(|c| {
        let said = c.eat("quý") || (c.sees("q") && c.peek(1).is_some_and(|t| t.glued) && c.eat("q"));
        c.sign(Kind::Dot);
        let alone = c.sees_any(&["i", "ii", "iii", "iv"])
            && matches!(c.kind(1), Some(Kind::Slash | Kind::Dash))
            && c.sees_year(2);
        (said || alone).then_some(())?;
        let quarter = quarter_number(c)?;
        Some(Point::Quarter {
            quarter,
            year: year_tail(c),
        })
    })
}

/// The number of a quarter in any writing.
pub(super) fn quarter_number(c: &mut Cursor<'_>) -> Option<i8> {
    c.roman()
        .or_else(|| c.small(4))
        .or_else(|| c.numeral().filter(|n| *n <= 4))
}

/// "6 tháng đầu năm", "nửa cuối năm 2025", "9 tháng năm 2026".
fn months_of_year(c: &mut Cursor<'_>) -> Option<Point> {
    c.attempt(|c| {
        if let Some(half) = c.choose(&[
            ("nửa đầu năm", 1),
            ("nửa năm đầu", 1),
            ("nửa cuối năm", 2),
            ("nửa sau năm", 2),
            ("nửa năm cuối", 2),
        ]) {
            let year = c.year().map_or_else(|| year_tail(c), YearRef::Is);
            return Some(Point::Half { half, year });
        }
        if let Some(second) = c.choose(&[("nửa đầu tháng", false), ("nửa cuối tháng", true)]) {
            let month = month_number(c)?;
            return Some(Point::HalfMonth {
                second,
                month,
                year: year_tail(c),
            });
        }
        let months = i8::try_from(c.amount()?).ok().filter(|n| (1..=11).contains(n))?;
        c.eat("tháng").then_some(())?;
        let last = match c.choose(&[("đầu", false), ("cuối", true)]) {
            Some(last) => {
                c.eat("của");
                c.eat_any(&["năm", "các năm"]);
                last
            }
            None if (c.sees("năm") && c.sees_year(1))
                || (c.kind(0) == Some(Kind::Slash) && c.sees_year(1)) =>
            {
                c.at += 1;
                false
            }
            None => return None,
        };
        let year = c.year().map_or_else(|| year_tail(c), YearRef::Is);
        Some(match (months, last) {
            (6, false) => Point::Half { half: 1, year },
            (6, true) => Point::Half { half: 2, year },
            (_, false) => Point::FirstMonths { months, year },
            (_, true) => Point::LastMonths { months, year },
        })
    })
}

/// "Đầu tháng 6", "cuối năm 2030", "trung tuần tháng 5".
fn section(c: &mut Cursor<'_>) -> Option<Point> {
    c.attempt(|c| {
        let section = c.choose(&[
            ("thời điểm cuối", Section::End),
            ("đầu", Section::Beginning),
            ("thượng tuần", Section::Beginning),
            ("giữa", Section::Middle),
            ("trung tuần", Section::Middle),
            ("cuối", Section::End),
            ("hạ tuần", Section::End),
        ])?;
        let of = month(c)
            .or_else(|| quarter(c))
            .or_else(|| months_of_year(c))
            .or_else(|| year(c, true))?;
        matches!(
            of,
            Point::Month { .. } | Point::Quarter { .. } | Point::Half { .. } | Point::Year { .. }
        )
        .then(|| Point::Section {
            section,
            of: Box::new(of),
        })
    })
}

/// "Tuần 2 tháng 5", "tuần thứ hai của tháng 5/2025", "tuần cuối tháng 6".
fn week(c: &mut Cursor<'_>) -> Option<Point> {
    c.attempt(|c| {
        c.eat("tuần").then_some(())?;
        week_in_month(c)
    })
}

/// "2 tháng 5", and the 2 of "2, 3 tháng 5" or "2 đến tuần 4 tháng 5".
pub(super) fn week_in_month(c: &mut Cursor<'_>) -> Option<Point> {
    let week = week_number(c)?;
    let mut ahead = *c;
    if separator(&mut ahead) {
        ahead.eat("tuần");
        week_number(&mut ahead)?;
        let (month, year) = month_of_week(&mut ahead)?;
        return Some(Point::Week { week, month, year });
    }
    let (month, year) = month_of_week(c)?;
    Some(Point::Week { week, month, year })
}

fn month_of_week(c: &mut Cursor<'_>) -> Option<(i8, YearRef)> {
    c.eat("của");
    c.sees("tháng").then_some(())?;
    match month(c)? {
        Point::Month { month, year } => Some((month, year)),
        _ => None,
    }
}

/// Which week of a month: 1 to 5; 5 for the last.
pub(super) fn week_number(c: &mut Cursor<'_>) -> Option<i8> {
    c.eat("thứ");
    c.choose(&[("đầu tiên", 1), ("đầu", 1), ("cuối cùng", 5), ("cuối", 5)])
        .or_else(|| c.small(5))
        .or_else(|| c.roman())
        .or_else(|| c.numeral().filter(|n| *n <= 5))
}
