//! Years, the years that follow other units, and the day a plan is issued.

use super::ast::{Point, YearRef};
use super::cursor::Cursor;
use super::day::any_year;
use super::token::Kind;

/// "Năm 2025", "2025", "giai đoạn 2025", "trong năm", "năm học 2025-2026".
pub(super) fn year(c: &mut Cursor<'_>, led: bool) -> Option<Point> {
    c.attempt(|c| {
        let school = c.attempt(|c| {
            c.eat_any(&["trong cả", "trong", "cả"]);
            c.eat("năm học").then_some(())
        });
        if school.is_some() {
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

/// The day the plan itself is issued: "ngày ban hành Kế hoạch", "ngày ký".
pub(super) fn issue(c: &mut Cursor<'_>, led: bool) -> Option<Point> {
    const PLAN: [&str; 5] = [
        "kế hoạch này",
        "kế hoạch",
        "quyết định này",
        "văn bản này",
        "chương trình này",
    ];
    c.attempt(|c| {
        let said = c.eat_any(&["ngày", "khi"]).is_some();
        if c.eat_any(&["ký ban hành", "ban hành", "ký"]).is_some() {
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
pub(super) fn year_tail_words(c: &mut Cursor<'_>) -> YearRef {
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
