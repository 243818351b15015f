//! Several points together: lists, ranges and deadlines.

use super::ast::{MonthRef, Point, Segment, Time, YearRef};
use super::cursor::Cursor;
use super::point::{month_number, point, quarter_number};
use super::token::Kind;
use super::year::year_tail;

/// How a point is joined to the one before it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Join {
    And,
    Or,
    To,
}

/// Points joined by commas, "và", "hoặc", dashes and "đến".
pub(super) fn span(c: &mut Cursor<'_>) -> Option<Time> {
    let (segments, or) = segments(c, false)?;
    // "Tháng 12/2025 đến khi kết thúc": the event ends it.
    if let [Segment { from, to: None }] = segments.as_slice()
        && let Some(until) = until_event(c)
    {
        return Some(Time::Range {
            from: Some(from.clone()),
            after: false,
            to: None,
            until: Some(until),
        });
    }
    let open = open_tail(c);
    Some(Time::Span { segments, or, open })
}

/// "Từ tháng 3 đến tháng 9/2026", "từ 01/7/2025", "đến khi kết thúc ...", "sau năm 2027".
pub(super) fn range(c: &mut Cursor<'_>) -> Option<Time> {
    c.attempt(|c| {
        c.eat_any(&["bắt đầu", "thực hiện"]);
        let from_word = c.eat_any(&["kể từ", "tính từ", "từ", "bắt đầu"]).is_some();
        let after = c.eat("sau");
        if !from_word && !after {
            return None;
        }
        let from = point(c, true)?;
        // "Sau khi Kế hoạch được ban hành" is an event, "từ ngày ban hành Kế hoạch" a first day.
        if matches!(from, Point::Weekday { .. }) || (after && from == Point::Issue) {
            return None;
        }
        let mut to = None;
        let mut until = until_event(c);
        if until.is_none() && joins_to(c) {
            to = c.attempt(to_point);
        }
        let open = open_tail(c);
        if to.is_some() && open {
            return Some(Time::Span {
                segments: vec![Segment { from, to }],
                or: false,
                open,
            });
        }
        if to.is_some() {
            until = None;
        }
        Some(Time::Range {
            from: Some(from),
            after,
            to,
            until,
        })
    })
    .or_else(|| {
        let until = until_event(c)?;
        Some(Time::Range {
            from: None,
            after: false,
            to: None,
            until: Some(until),
        })
    })
}

fn joins_to(c: &Cursor<'_>) -> bool {
    let mut ahead = *c;
    ahead.sign(Kind::Comma);
    ahead.kind(0) == Some(Kind::Dash) || ahead.sees_any(&["đến", "cho đến"])
}

/// "- Quý II/2026", "đến hết năm 2026".
fn to_point(c: &mut Cursor<'_>) -> Option<Point> {
    c.sign(Kind::Comma);
    (c.sign(Kind::Dash) || c.eat_any(&["cho đến", "đến"]).is_some()).then_some(())?;
    c.eat_any(&["hết", "trước", "trong", "thời điểm"]);
    point(c, true).or_else(|| bare_number(c))
}

/// The number after "tháng 3 đến": a month or a quarter is known by what came before, so the
/// callers that know take it themselves; here only a year stands alone.
fn bare_number(c: &mut Cursor<'_>) -> Option<Point> {
    c.year().map(|year| Point::Year {
        year: YearRef::Is(year),
    })
}

/// "Đến khi kết thúc ...": the words of the event.
fn until_event(c: &mut Cursor<'_>) -> Option<super::ast::Words> {
    c.attempt(|c| {
        c.sign(Kind::Comma);
        c.eat_any(&["cho đến khi", "đến khi", "cho đến lúc", "đến lúc"])?;
        super::clause::words(c)
    })
}

/// "Và các năm tiếp theo", "trở đi": no end.
pub(super) fn open_tail(c: &mut Cursor<'_>) -> bool {
    c.attempt(|c| {
        if c.eat_any(&["trở đi", "trở về sau"]).is_some() {
            return Some(());
        }
        let joined = c.sign(Kind::Comma) | c.eat("và");
        c.eat_any(&[
            "tiếp tục thực hiện",
            "tiếp tục triển khai",
            "tiếp tục duy trì",
            "tiếp tục",
            "duy trì",
        ]);
        c.eat_any(&["trong", "cho", "đến"]);
        let unit = c.eat_any(&[
            "các năm",
            "những năm",
            "các quý",
            "các tháng",
            "các giai đoạn",
            "giai đoạn",
            "năm",
        ]);
        let next = c
            .eat_any(&["tiếp theo", "kế tiếp", "sau", "sau đó", "về sau"])
            .is_some();
        (joined && next && unit.is_some()).then_some(())
    })
    .is_some()
}

/// Points in a row, with the joins evaluated: "to" binds two, the others separate.
pub(super) fn segments(c: &mut Cursor<'_>, led: bool) -> Option<(Vec<Segment>, bool)> {
    let mut segments = vec![Segment {
        from: point(c, led)?,
        to: None,
    }];
    let mut or = false;
    while let Some((join, next)) = c.attempt(|c| {
        let last = segments.last()?;
        let join = join(c)?;
        if join == Join::To && last.to.is_some() {
            return None;
        }
        let before = last.to.as_ref().unwrap_or(&last.from);
        Some((join, continuation(c, before, join, led)?))
    }) {
        or |= join == Join::Or;
        match (join, segments.last_mut()) {
            (Join::To, Some(last)) => last.to = Some(next),
            _ => segments.push(Segment { from: next, to: None }),
        }
    }
    Some((segments, or))
}

fn join(c: &mut Cursor<'_>) -> Option<Join> {
    if c.sign(Kind::Dash) || c.eat_any(&["đến hết", "cho đến", "đến"]).is_some() {
        return Some(Join::To);
    }
    let comma = c.sign(Kind::Comma) | c.sign(Kind::Plus) | c.sign(Kind::Semicolon);
    if c.eat("hoặc") {
        return Some(Join::Or);
    }
    (c.eat("và") || comma).then_some(Join::And)
}

/// The next point of a row: a full point, or only a number of the same unit.
fn continuation(c: &mut Cursor<'_>, before: &Point, join: Join, led: bool) -> Option<Point> {
    if join != Join::To {
        c.eat_any(&["trong", "vào"]);
        super::clock::part_of_day(c);
        // "trước ngày 15/6 và trước ngày 15/12": the second leads itself.
        if led {
            c.eat_any(&["trước", "chậm nhất"]);
        }
    }
    let shorter = |c: &mut Cursor<'_>| {
        c.attempt(|c| {
            let next = match before {
                Point::Month { .. } => {
                    let month = month_number(c)?;
                    Point::Month {
                        month,
                        year: year_tail(c),
                    }
                }
                Point::Quarter { .. } => {
                    c.sign(Kind::Dot);
                    let quarter = quarter_number(c)?;
                    Point::Quarter {
                        quarter,
                        year: year_tail(c),
                    }
                }
                Point::Week { .. } => {
                    c.eat("tuần");
                    super::point::week_in_month(c)?
                }
                Point::Year { .. } => Point::Year {
                    year: YearRef::Is(c.year()?),
                },
                Point::Day {
                    month: MonthRef::Unsaid,
                    ..
                } if join != Join::To => {
                    let day = c.small(31)?;
                    Point::Day {
                        day,
                        month: MonthRef::Unsaid,
                        year: YearRef::Unsaid,
                    }
                }
                _ => return None,
            };
            goes_on(c).then_some(next)
        })
    };
    let full = |c: &mut Cursor<'_>| point(c, led || matches!(before, Point::Day { .. }));
    match before {
        // "10, 11 và 12/5": the last one carries the month.
        Point::Day { .. } => c.attempt(full).or_else(|| {
            shorter(c).or_else(|| {
                let day = c.small(31)?;
                let next = Point::Day {
                    day,
                    month: MonthRef::Unsaid,
                    year: YearRef::Unsaid,
                };
                goes_on(c).then_some(next)
            })
        }),
        _ => shorter(c).or_else(|| c.attempt(full)),
    }
    .filter(|next| !matches!(next, Point::Weekday { .. }) || matches!(before, Point::Weekday { .. }))
}

/// Whether a number can be the short form of a unit: what follows is no word that it counts.
fn goes_on(c: &Cursor<'_>) -> bool {
    match c.kind(0) {
        Some(Kind::Word) => c.sees_any(&["và", "đến", "hoặc", "năm", "hằng", "mỗi", "của", "trở", "cho"]),
        Some(Kind::Number { .. }) => c.sees_year(0),
        Some(Kind::Sign) => false,
        _ => true,
    }
}
