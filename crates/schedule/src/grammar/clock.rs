//! Hours, parts of the day and days of the week.

use jiff::civil::{Time as ClockTime, Weekday};

use super::ast::{Point, Time};
use super::cursor::Cursor;
use super::day::day;
use super::token::Kind;
use crate::window::{Hours, PartOfDay};

/// "Từ 20 giờ 15 phút - 20 giờ 45 phút", "07h00", "8:30", "từ 10 giờ".
pub(super) fn hours(c: &mut Cursor<'_>) -> Option<Time> {
    c.attempt(|c| {
        c.eat_any(&["bắt đầu từ", "bắt đầu lúc", "vào lúc", "từ", "lúc", "vào"]);
        let from = clock(c)?;
        let to = c.attempt(|c| {
            (c.sign(Kind::Dash) || c.eat("đến")).then_some(())?;
            clock(c)
        });
        Some(Time::Hours(Hours { from: Some(from), to }))
    })
}

/// One time of the day.
fn clock(c: &mut Cursor<'_>) -> Option<ClockTime> {
    c.attempt(|c| {
        let hour = c.clock_part(24)?;
        let minute = if c.sign(Kind::Colon) {
            let minute = c.clock_part(59)?;
            c.attempt(|c| c.sign(Kind::Colon).then(|| c.clock_part(59))?);
            minute
        } else if c.eat_any(&["giờ", "h", "g"]).is_some() {
            // "24 giờ kể từ khi" is a term, not an hour.
            if c.sees_any(&["kể", "sau", "trước khi", "làm việc"]) {
                return None;
            }
            let minute = c.attempt(|c| {
                let minute = c.clock_part(59)?;
                // "từ 10 giờ 09/12/2025": a date follows.
                (!matches!(c.kind(0), Some(Kind::Slash))).then_some(minute)
            });
            c.eat_any(&["phút", "p"]);
            while c.sign(Kind::Prime) {}
            minute.unwrap_or(0)
        } else {
            return None;
        };
        // The day ends at 24:00, which a clock cannot show.
        let (hour, minute) = if hour == 24 { (23, 59) } else { (hour, minute) };
        ClockTime::new(hour, minute, 0, 0).ok()
    })
}

/// "Sáng ngày", "buổi chiều".
pub(super) fn part_of_day(c: &mut Cursor<'_>) -> Option<Time> {
    c.attempt(|c| {
        c.eat("buổi");
        let part = c.choose(&[
            ("sáng", PartOfDay::Morning),
            ("trưa", PartOfDay::Noon),
            ("chiều", PartOfDay::Afternoon),
            ("tối", PartOfDay::Evening),
            ("đêm", PartOfDay::Evening),
        ])?;
        c.sign(Kind::Comma);
        let near = c.sees_any(&["ngày", "thứ", "chủ nhật", "mùng"])
            || matches!(c.kind(0), Some(Kind::Number { .. }));
        near.then_some(Time::PartOfDay(part))
    })
}

/// "Thứ Sáu", "thứ 6 tuần thứ 2", "thứ Hai đầu tiên"; a date behind it goes before it.
pub(super) fn weekday(c: &mut Cursor<'_>) -> Option<Point> {
    c.attempt(|c| {
        c.eat("ngày");
        let weekday = if c.eat("chủ nhật") {
            Weekday::Sunday
        } else {
            c.eat("thứ").then_some(())?;
            // "Thứ tư" is Wednesday, the fourth day; Sunday opens the count.
            let number = c
                .small(7)
                .or_else(|| c.numeral())
                .or_else(|| c.eat("năm").then_some(5))?;
            Weekday::from_sunday_one_offset(number)
                .ok()
                .filter(|_| number >= 2)?
        };
        let date = c.attempt(|c| {
            c.sign(Kind::Open);
            c.sign(Kind::Comma);
            day(c, false)
        });
        if let Some(date) = date {
            return Some(date);
        }
        let nth = c.attempt(|c| {
            let week = c.eat("tuần");
            let nth = if week {
                super::point::week_number(c)?
            } else {
                c.choose(&[("đầu tiên", 1), ("cuối cùng", 5), ("thứ hai", 2), ("thứ ba", 3)])?
            };
            c.eat_any(&["của tháng", "trong tháng"]);
            Some(if nth >= 5 { -1 } else { nth })
        });
        Some(Point::Weekday { weekday, nth })
    })
}
