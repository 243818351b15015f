//! What comes again: "hằng quý", "định kỳ 6 tháng", "02 lần/năm", and when it is due.

use super::ast::{Due, MonthRef, Point, Recur, Segment, Time};
use super::cursor::Cursor;
use super::deadline::deadline;
use super::every::{counted, periods_alone, sections, unit};
use super::span::segments;
use super::token::Kind;
use crate::window::Frequency;

/// A repetition with its own lead word.
pub(super) fn recurring(c: &mut Cursor<'_>) -> Option<Time> {
    counted(c)
        .or_else(|| led(c))
        .or_else(|| sections(c))
        .map(Time::Recurring)
}

/// "Hằng năm", "mỗi quý một lần", "định kỳ quý, 6 tháng, năm", "định kỳ".
fn led(c: &mut Cursor<'_>) -> Option<Recur> {
    c.attempt(|c| {
        let periodic = c.eat_any(&["theo định kỳ", "thường kỳ", "định kỳ"]).is_some() || periods_alone(c);
        if periodic {
            c.eat_any(&["theo", "vào", "là"]);
        }
        let mut found = Vec::new();
        let mut interval = 1;
        loop {
            let start = c.at;
            let joined = found.is_empty() || {
                let comma = c.sign(Kind::Comma) | c.sign(Kind::Slash);
                let and = c.eat_any(&["và", "hoặc"]).is_some();
                comma | and
            };
            let every = joined
                .then(|| each(c, periodic || !found.is_empty(), found.is_empty()))
                .flatten();
            match every {
                Some((every, n)) => {
                    // "hằng quý, 6 tháng, 9 tháng và năm": nine months end with a quarter.
                    let covered = !found.is_empty() && every == Frequency::Monthly && n > 1;
                    if found.is_empty() {
                        interval = n;
                    }
                    if !covered {
                        found.push(every);
                    }
                }
                None => {
                    c.at = start;
                    break;
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        let mut found = found.into_iter();
        let every = match found.next() {
            Some(every) => every,
            None if periodic => Frequency::Unspecified,
            None => return None,
        };
        let mut recur = Recur {
            every,
            interval,
            count: None,
            also: found.collect(),
            due: Vec::new(),
        };
        tail(c, &mut recur);
        Some(recur)
    })
}

/// One "hằng quý"; `bare` lets the lead word be missing.
fn each(c: &mut Cursor<'_>, bare: bool, first: bool) -> Option<(Frequency, u16)> {
    c.attempt(|c| {
        let goods = c.before().is_some_and(|before| {
            // "đặt hàng năm 2027" orders goods.
            [
                "đặt", "ngân", "khách", "bán", "mua", "mặt", "cửa", "đơn", "nhà", "giao",
            ]
            .contains(&before.word.as_str())
        });
        let said = if c.sees("hằng") && goods {
            false
        } else {
            c.eat_any(&["hằng", "mỗi", "từng", "theo từng", "trong từng"])
                .is_some()
                || (c.sees_any(&["theo quý", "theo tháng", "theo tuần"]) && c.eat("theo"))
        };
        if !said && !bare {
            return None;
        }
        let (every, interval) = unit(c)?;
        // "hằng năm 2025" is the year, "quý I" a quarter, "năm trước" no repetition.
        let dated = match every {
            Frequency::Yearly => c.sees_year(0) || (!said && c.sees_any(&["trước", "sau", "nay", "học"])),
            Frequency::Quarterly => {
                c.sees_any(&["i", "ii", "iii", "iv"])
                    || (!said && matches!(c.kind(0), Some(Kind::Number { .. })))
            }
            Frequency::Monthly | Frequency::HalfYearly => {
                !said
                    && (matches!(c.kind(0), Some(Kind::Number { .. })) || c.sees_any(&["đầu", "cuối", "sau"]))
            }
            Frequency::Daily => {
                !said && (first || !matches!(c.kind(0), None | Some(Kind::Comma | Kind::Dot)))
            }
            _ => false,
        };
        (!dated).then_some((every, interval))
    })
}

/// What follows: how many times, and when.
pub(super) fn tail(c: &mut Cursor<'_>, recur: &mut Recur) {
    c.attempt(|c| {
        // "hằng tháng tổ chức 01 cuộc": the number counts what is done.
        for _ in 0..4 {
            match c.kind(0) {
                Some(Kind::Number { value, digits }) if digits <= 2 && value > 0 => {
                    c.at += 1;
                    let counts = c.kind(0) == Some(Kind::Word)
                        && !c.sees_any(&["giờ", "h", "tháng", "ngày", "năm", "và", "đến"]);
                    recur.count = counts.then(|| u16::try_from(value).ok()).flatten();
                    if recur.count.is_some() {
                        c.eat("lần");
                    }
                    return recur.count.map(|_| ());
                }
                Some(Kind::Word)
                    if !c.sees_any(&[
                        "trước", "chậm", "vào", "từ", "ngày", "tính", "và", "hoặc", "theo", "hằng", "mỗi",
                    ]) =>
                {
                    c.at += 1
                }
                _ if c.eat("một lần") => return Some(()),
                _ => return None,
            }
        }
        None
    });
    c.eat("một lần");
    due(c, recur);
}

/// "Trước ngày 15/11", "(chậm nhất ngày 20)", "vào ngày 15", "tính từ ngày ... đến ngày ...".
fn due(c: &mut Cursor<'_>, recur: &mut Recur) {
    let found = c.attempt(|c| {
        let open = c.sign(Kind::Open);
        if !open {
            c.sign(Kind::Comma);
            c.sign(Kind::Colon);
        }
        c.eat_any(&["báo cáo", "hoàn thành", "gửi báo cáo", "gửi"]);
        let due = due_points(c)?;
        if open {
            c.sign(Kind::Close);
        }
        Some(due)
    });
    recur.due.extend(found.into_iter().flatten());
}

fn due_points(c: &mut Cursor<'_>) -> Option<Vec<Due>> {
    if let Some(Time::Deadline { points, before, .. }) = c.attempt(deadline) {
        let fits = points
            .iter()
            .all(|s| repeats(&s.from) && s.to.as_ref().is_none_or(repeats));
        return fits.then(|| {
            points
                .into_iter()
                .map(|segment| Due {
                    segment,
                    by: true,
                    before,
                })
                .collect()
        });
    }
    c.eat_any(&["tính từ", "kể từ", "vào", "từ", "trong"]);
    let (segments, _) = segments(c, c.sees("ngày"))?;
    let fits = segments
        .iter()
        .all(|s| repeats(&s.from) && s.to.as_ref().is_none_or(repeats));
    fits.then(|| {
        segments
            .into_iter()
            .map(|segment| Due {
                segment,
                by: false,
                before: false,
            })
            .collect()
    })
}

/// Whether a point can come again: one with a year of its own cannot.
pub(super) fn repeats(point: &Point) -> bool {
    use super::ast::YearRef::Is;
    match point {
        Point::Day { year, .. }
        | Point::Month { year, .. }
        | Point::Quarter { year, .. }
        | Point::Half { year, .. }
        | Point::FirstMonths { year, .. }
        | Point::LastMonths { year, .. }
        | Point::HalfMonth { year, .. }
        | Point::Week { year, .. } => !matches!(year, Is(_)),
        Point::Weekday { .. } => true,
        Point::Section { of, .. } => repeats(of) && !matches!(**of, Point::Year { .. }),
        Point::Year { .. } | Point::SchoolYear { .. } | Point::Now | Point::Issue | Point::Plan => false,
    }
}

/// A repetition that follows its due day: "ngày 15 hằng tháng", "tháng 12 hằng năm".
pub(super) fn after_points(
    c: &mut Cursor<'_>,
    segments: &[Segment],
    by: bool,
    before: bool,
) -> Option<Recur> {
    let fits = segments
        .iter()
        .all(|s| repeats(&s.from) && s.to.as_ref().is_none_or(repeats));
    if !fits || segments.is_empty() {
        return None;
    }
    let found = c.attempt(|c| {
        c.sign(Kind::Open);
        c.eat_any(&["của", "trong"]);
        let (every, interval) = each(c, false, true)?;
        c.sign(Kind::Close);
        Some((every, interval))
    });
    let every = found.or_else(|| implied(segments).map(|every| (every, 1)))?;
    let due = segments
        .iter()
        .map(|segment| Due {
            segment: segment.clone(),
            by,
            before,
        })
        .collect();
    Some(Recur {
        every: every.0,
        interval: every.1,
        count: None,
        also: Vec::new(),
        due,
    })
}

/// "Ngày 15 của tháng cuối quý" says itself that it comes each quarter.
fn implied(segments: &[Segment]) -> Option<Frequency> {
    segments.iter().find_map(|s| match s.from {
        Point::Day {
            month: MonthRef::Next | MonthRef::Same,
            ..
        } => Some(Frequency::Monthly),
        Point::Day {
            month:
                MonthRef::FirstOfQuarter
                | MonthRef::SecondOfQuarter
                | MonthRef::LastOfQuarter
                | MonthRef::FirstOfNextQuarter,
            ..
        } => Some(Frequency::Quarterly),
        Point::Day {
            day: 31,
            month: MonthRef::Unsaid,
            ..
        } => Some(Frequency::Monthly),
        _ => None,
    })
}
