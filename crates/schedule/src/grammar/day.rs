//! Days of the calendar in all their writings.

use super::ast::{MonthRef, Point, YearRef};
use super::cursor::Cursor;
use super::point::month_number;
use super::token::Kind;
use super::year::{year_tail, year_tail_words};

/// "2026-04-01 00:00:00", as a spreadsheet gives it.
pub(super) fn iso_date(c: &mut Cursor<'_>) -> Option<Point> {
    c.attempt(|c| {
        let year = YearRef::Is(c.year()?);
        let sign = [Kind::Dash, Kind::Slash, Kind::Dot]
            .into_iter()
            .find(|sign| c.sign(*sign))?;
        let month = MonthRef::Is(c.small(12)?);
        let day = c.sign(sign).then(|| c.small(31)).flatten()?;
        c.attempt(|c| {
            c.eat("t");
            c.clock_part(59)?;
            (c.sign(Kind::Colon) && c.clock_part(59).is_some()).then_some(())?;
            (c.sign(Kind::Colon) && c.clock_part(59).is_some()).then_some(())
        });
        Some(Point::Day { day, month, year })
    })
}

/// "Ngày 05 tháng 3 năm 2026", "15/11/2025", "15/11", "ngày 20", "ngày 20 tháng sau".
pub(super) fn day(c: &mut Cursor<'_>, led: bool) -> Option<Point> {
    c.attempt(|c| {
        let said = c.eat_any(&["ngày mùng", "ngày", "mùng"]).is_some();
        let day = c.small(31)?;
        if let Some((month, year)) = slashed(c, led || said) {
            return Some(Point::Day {
                day,
                month: MonthRef::Is(month),
                year,
            });
        }
        if let Some(month) = c.attempt(|c| c.eat("tháng").then(|| month_number(c))?) {
            return Some(Point::Day {
                day,
                month: MonthRef::Is(month),
                year: year_tail(c),
            });
        }
        if !said && !led {
            return None;
        }
        let month = relative_month(c);
        // "ngày 10 - 15/5", "10, 11 và 12/5": the month stands with the last one.
        let shares = said || month != MonthRef::Unsaid || shares_month(c);
        shares.then_some(Point::Day {
            day,
            month,
            year: YearRef::Unsaid,
        })
    })
    .or_else(|| bare_day(c))
}

/// "10" of "10-15/5/2025": the month and the year stand with the last day.
fn bare_day(c: &mut Cursor<'_>) -> Option<Point> {
    c.attempt(|c| {
        let day = c.small(31)?;
        let mut ahead = *c;
        (shares_month(c) && separator(&mut ahead) && {
            ahead.eat("ngày");
            ahead.small(31).is_some() && slashed(&mut ahead, false).is_some()
        })
        .then_some(Point::Day {
            day,
            month: MonthRef::Unsaid,
            year: YearRef::Unsaid,
        })
    })
}

/// Whether a separator and a day with a month follow.
fn shares_month(c: &Cursor<'_>) -> bool {
    let mut ahead = *c;
    separator(&mut ahead) && {
        ahead.eat("ngày");
        ahead.small(31).is_some() && ahead.sign(Kind::Slash) && ahead.small(12).is_some()
    }
}

pub(super) fn separator(c: &mut Cursor<'_>) -> bool {
    c.sign(Kind::Dash) || c.sign(Kind::Comma) || c.eat_any(&["và", "đến"]).is_some()
}

/// What follows the day in "15/11/2025", "15-11-2025", "15.11.25", "15/11 năm 2025".
fn slashed(c: &mut Cursor<'_>, short: bool) -> Option<(i8, YearRef)> {
    c.attempt(|c| {
        let sign = [Kind::Slash, Kind::Dash, Kind::Dot]
            .into_iter()
            .find(|sign| c.sign(*sign))?;
        let month = c.small(12)?;
        let year = c.attempt(|c| c.sign(sign).then(|| any_year(c))?);
        let year = match year {
            Some(year) => YearRef::Is(year),
            // A dash or a dot without a year is a span or a decimal number.
            None if sign != Kind::Slash => return None,
            None => year_tail_words(c),
        };
        // "05/11/NĐ-CP" is a document.
        if c.kind(0) == Some(Kind::Slash) && c.kind(1) == Some(Kind::Word) {
            return None;
        }
        let alone = c.breaks() || matches!(c.kind(0), Some(Kind::Comma | Kind::Dash | Kind::Close));
        (short || year != YearRef::Unsaid || alone).then_some((month, year))
    })
}

/// A year of four digits, or of two after 2000.
pub(super) fn any_year(c: &mut Cursor<'_>) -> Option<i16> {
    c.year().or_else(|| match c.kind(0) {
        Some(Kind::Number {
            value: value @ 20..=60,
            digits: 2,
        }) => {
            c.at += 1;
            i16::try_from(2000 + value).ok()
        }
        _ => None,
    })
}

/// "Ngày cuối tháng", "ngày cuối cùng của tháng 6", "ngày làm việc cuối cùng của tháng".
pub(super) fn last_day(c: &mut Cursor<'_>) -> Option<Point> {
    c.attempt(|c| {
        c.eat_any(&["ngày làm việc cuối cùng", "ngày cuối cùng", "ngày cuối"])?;
        c.eat("của");
        if c.eat("quý") {
            return Some(Point::Day {
                day: 31,
                month: MonthRef::LastOfQuarter,
                year: YearRef::Unsaid,
            });
        }
        if c.eat("tháng") {
            let month = month_number(c).map_or(MonthRef::Unsaid, MonthRef::Is);
            return Some(Point::Day {
                day: 31,
                month,
                year: year_tail(c),
            });
        }
        c.eat("năm").then(|| Point::Day {
            day: 31,
            month: MonthRef::Is(12),
            year: c.year().map_or(YearRef::Unsaid, YearRef::Is),
        })
    })
}

/// The month of a day in what comes again: "tháng sau", "của tháng cuối quý".
fn relative_month(c: &mut Cursor<'_>) -> MonthRef {
    c.attempt(|c| {
        c.eat_any(&["của", "vào"]);
        c.choose(&[
            ("tháng đầu của quý sau", MonthRef::FirstOfNextQuarter),
            ("tháng đầu tiên của quý sau", MonthRef::FirstOfNextQuarter),
            ("tháng đầu tiên của quý tiếp theo", MonthRef::FirstOfNextQuarter),
            ("tháng đầu quý sau", MonthRef::FirstOfNextQuarter),
            ("tháng đầu quý tiếp theo", MonthRef::FirstOfNextQuarter),
            ("tháng đầu quý kế tiếp", MonthRef::FirstOfNextQuarter),
            ("tháng đầu tiên của quý", MonthRef::FirstOfQuarter),
            ("tháng đầu của quý", MonthRef::FirstOfQuarter),
            ("tháng đầu quý", MonthRef::FirstOfQuarter),
            ("tháng đầu", MonthRef::FirstOfQuarter),
            ("tháng thứ hai của quý", MonthRef::SecondOfQuarter),
            ("tháng giữa quý", MonthRef::SecondOfQuarter),
            ("tháng cuối cùng của quý", MonthRef::LastOfQuarter),
            ("tháng cuối của quý", MonthRef::LastOfQuarter),
            ("tháng cuối quý", MonthRef::LastOfQuarter),
            ("tháng cuối", MonthRef::LastOfQuarter),
            ("tháng sau liền kề", MonthRef::Next),
            ("tháng kế tiếp", MonthRef::Next),
            ("tháng tiếp theo", MonthRef::Next),
            ("tháng liền kề", MonthRef::Next),
            ("tháng liền sau", MonthRef::Next),
            ("tháng sau", MonthRef::Next),
            ("tháng báo cáo", MonthRef::Same),
            ("tháng", MonthRef::Same),
        ])
    })
    .unwrap_or(MonthRef::Unsaid)
}
