//! Deadlines: "trước ngày 15/11/2025", "chậm nhất trong tháng 6", "trước năm 2030".

use super::ast::{Point, Time};
use super::cursor::Cursor;
use super::span::segments;
use super::token::Kind;
use crate::window::Hours;

/// "Trước ngày 15/11/2025", "chậm nhất trong tháng 6", "đến hết năm 2025", "trước năm 2030".
pub(super) fn deadline(c: &mut Cursor<'_>) -> Option<Time> {
    c.attempt(|c| {
        let (mut led, mut before, mut upto) = (false, false, false);
        for _ in 0..5 {
            if c.eat_any(&["trước thời điểm", "trước"]).is_some() {
                before = true;
            } else if c
                .eat_any(&["cho đến hết", "đến hết", "hết", "cho đến", "đến"])
                .is_some()
            {
                upto = true;
            } else if !(led && filler(c)) && c.eat_any(&LATEST).is_none() {
                break;
            }
            led = true;
        }
        if !led {
            return None;
        }
        let hours = c.attempt(|c| match super::clock::hours(c)? {
            Time::Hours(hours) => {
                c.sign(Kind::Comma);
                Some(Hours {
                    from: None,
                    to: hours.to.or(hours.from),
                })
            }
            _ => None,
        });
        // "Trước hết quý I" ends with it, "trước quý I" before it.
        let (points, _) = segments(c, true)?;
        let strict = before && !upto;
        (!points
            .iter()
            .any(|s| matches!(s.from, Point::Weekday { .. } | Point::Now)))
        .then_some(Time::Deadline {
            points,
            before: strict,
            upto: upto && !before,
            hours,
        })
    })
}

/// Small words between "chậm nhất" and the day.
fn filler(c: &mut Cursor<'_>) -> bool {
    c.sign(Kind::Colon)
        || c.eat_any(&["là", "trong", "vào", "thời gian", "thời điểm"])
            .is_some()
}

/// Words that lead a latest day.
const LATEST: [&str; 19] = [
    "chậm nhất",
    "muộn nhất",
    "trễ nhất",
    "không muộn hơn",
    "không chậm hơn",
    "không trễ hơn",
    "không quá",
    "không sau",
    "thời hạn cuối cùng",
    "thời hạn hoàn thành",
    "thời hạn chót",
    "hạn hoàn thành",
    "hạn cuối cùng",
    "hạn cuối",
    "hạn chót",
    "thời hạn",
    "xong",
    "hạn",
    "deadline",
];
