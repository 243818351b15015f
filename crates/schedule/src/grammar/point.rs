//! Points and units of the calendar: days, months, quarters, halves, years and their sections.

use super::ast::{MonthRef, Point, YearRef};
use super::cursor::Cursor;
use super::token::Kind;
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

/// "2026-04-01 00:00:00", as a spreadsheet gives it.
fn iso_date(c: &mut Cursor<'_>) -> Option<Point> {
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

fn separator(c: &mut Cursor<'_>) -> bool {
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
fn any_year(c: &mut Cursor<'_>) -> Option<i16> {
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
fn last_day(c: &mut Cursor<'_>) -> Option<Point> {
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

/// "Năm 2025", "2025", "giai đoạn 2025", "trong năm", "năm học 2025-2026".
fn year(c: &mut Cursor<'_>, led: bool) -> Option<Point> {
    c.attempt(|c| {
        if c.eat("năm học") {
            let first = c.year()?;
            c.attempt(|c| (c.sign(Kind::Dash) || c.eat("đến")).then(|| c.year())?);
            return Some(Point::SchoolYear { first });
        }
        if c.eat_any(&[
            "cả giai đoạn",
            "toàn giai đoạn",
            "cả nhiệm kỳ",
            "thời gian thực hiện kế hoạch",
        ])
        .is_some()
            && !c.sees_year(0)
        {
            return Some(Point::Plan);
        }
        c.eat_any(&["giai đoạn", "nhiệm kỳ"]);
        let whole = c.eat_any(&["trong các", "trong", "cả", "các"]);
        if !c.eat("năm") {
            return if whole.is_some() && !led && !c.sees_year(0) {
                None
            } else {
                c.year()
            }
            .map(|year| Point::Year {
                year: YearRef::Is(year),
            });
        }
        if let Some(year) = c.year() {
            return Some(Point::Year {
                year: YearRef::Is(year),
            });
        }
        if let Some(year) = c.choose(&[
            ("nay", YearRef::This),
            ("này", YearRef::This),
            ("kế hoạch", YearRef::This),
            ("hiện hành", YearRef::This),
            ("sau", YearRef::Next),
            ("tới", YearRef::Next),
        ]) {
            return Some(Point::Year { year });
        }
        // "Trong năm", "cả năm", "hết năm": the plan's year. "Các năm tiếp theo" are others.
        let several = whole.is_some_and(|whole| whole.ends_with("các"));
        let other = c.sees_any(&["tiếp", "kế", "trước", "sau", "qua"]);
        ((whole.is_some() || led) && !several && !other).then_some(Point::Year { year: YearRef::This })
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
        let week = week_number(c)?;
        c.eat("của");
        c.sees("tháng").then_some(())?;
        match month(c)? {
            Point::Month { month, year } => Some(Point::Week { week, month, year }),
            _ => None,
        }
    })
}

/// Which week of a month: 1 to 5; 5 for the last.
pub(super) fn week_number(c: &mut Cursor<'_>) -> Option<i8> {
    c.eat("thứ");
    c.choose(&[("đầu tiên", 1), ("đầu", 1), ("cuối cùng", 5), ("cuối", 5)])
        .or_else(|| c.small(5))
        .or_else(|| c.roman())
        .or_else(|| c.numeral().filter(|n| *n <= 5))
}

/// The day the plan itself is issued: "ngày ban hành Kế hoạch", "ngày ký".
fn issue(c: &mut Cursor<'_>, led: bool) -> Option<Point> {
    const PLAN: [&str; 5] = [
        "kế hoạch này",
        "kế hoạch",
        "quyết định này",
        "văn bản này",
        "chương trình này",
    ];
    c.attempt(|c| {
        let said = c.eat_any(&["ngày", "khi"]).is_some();
        if c.eat_any(&["ký ban hành", "ban hành"]).is_some() {
            c.eat("của");
            let plan = c.eat_any(&PLAN).is_some();
            if !(plan || said && (c.breaks() || c.sees_any(&["trở", "đến"]))) || !(said || led) {
                return None;
            }
        } else {
            c.eat_any(&PLAN)?;
            (said || led).then_some(())?;
            c.eat("được");
            c.eat_any(&["ký ban hành", "ban hành"])?;
        }
        (c.breaks() || c.sees_any(&["trở", "đến"]) || c.kind(0) == Some(Kind::Close)).then_some(Point::Issue)
    })
}

/// The year that follows a month, quarter or half.
pub(super) fn year_tail(c: &mut Cursor<'_>) -> YearRef {
    c.attempt(|c| {
        let sign = c.sign(Kind::Slash) || c.sign(Kind::Dash) || c.sign(Kind::Dot);
        c.eat("năm");
        // A year after a dash that opens a span ("6/2025-2026") belongs to the span.
        if sign && c.kind(1) == Some(Kind::Slash) && c.kind(2) == Some(Kind::Word) {
            return None;
        }
        sign.then(|| c.year()).flatten().map(YearRef::Is)
    })
    .or_else(|| {
        // "tháng 6/25"
        c.attempt(|c| c.sign(Kind::Slash).then(|| any_year(c))?.map(YearRef::Is))
    })
    .unwrap_or_else(|| year_tail_words(c))
}

/// The year in words: "năm 2025", "của năm sau", "năm trước kỳ báo cáo".
fn year_tail_words(c: &mut Cursor<'_>) -> YearRef {
    c.attempt(|c| {
        c.sign(Kind::Comma);
        c.eat_any(&["của", "trong"]);
        if c.eat_any(&["kỳ báo cáo", "năm báo cáo", "năm kế hoạch", "năm nay", "năm này"])
            .is_some()
        {
            return Some(YearRef::This);
        }
        if !c.eat("năm") {
            return c.year().map(YearRef::Is);
        }
        if let Some(year) = c.year() {
            return Some(YearRef::Is(year));
        }
        let year = c.choose(&[
            ("sau liền kề", YearRef::Next),
            ("liền kề sau", YearRef::Next),
            ("trước liền kề", YearRef::Previous),
            ("liền kề trước", YearRef::Previous),
            ("liền kề", YearRef::Next),
            ("liền sau", YearRef::Next),
            ("liền trước", YearRef::Previous),
            ("kế tiếp", YearRef::Next),
            ("tiếp theo", YearRef::Next),
            ("sau", YearRef::Next),
            ("trước", YearRef::Previous),
        ])?;
        // "năm trước ngày 15/12": a deadline begins.
        if year == YearRef::Previous && (c.sees("ngày") || matches!(c.kind(0), Some(Kind::Number { .. }))) {
            return None;
        }
        c.eat_any(&["của kỳ báo cáo", "kỳ báo cáo", "năm báo cáo"]);
        Some(year)
    })
    .unwrap_or(YearRef::Unsaid)
}
