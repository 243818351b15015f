//! Events: triggers, terms counted from an event, and pointers to other documents.

use super::ast::{Point, Time, Words};
use super::clause::words;
use super::cursor::Cursor;
use super::point::point;
use super::token::Kind;
use crate::window::{Offset, OffsetUnit};

/// "Khi có phát sinh", "sau khi Nghị định ban hành", "theo yêu cầu", "ngay sau khi phê duyệt".
pub(super) fn trigger(c: &mut Cursor<'_>) -> Option<Time> {
    c.attempt(|c| {
        if c.eat_any(&["ngay sau khi", "ngay khi", "ngay sau"]).is_some() {
            let anchor = Some(words(c)?);
            return Some(Time::Relative {
                offset: Offset::days(0),
                anchor,
                from: None,
                bare: false,
            });
        }
        let maybe = c.sees("nếu có") && !matches!(c.kind(2), Some(Kind::Word));
        if maybe {
            return None;
        }
        if c.eat_any(&[
            "sau khi",
            "kể từ khi",
            "kể từ ngày",
            "từ khi",
            "từ ngày",
            "sau ngày",
            "chỉ khi",
            "mỗi khi",
            "khi",
            "trong trường hợp",
            "nếu",
        ])
        .is_some()
        {
            let words = words(c)?;
            return Some(late_offset(c, words).unwrap_or(Time::Triggered { words }));
        }
        let head = c.at == 0
            || c.text.breaks(c.at - 1)
            || c.before()
                .is_some_and(|t| matches!(t.kind, Kind::Comma | Kind::Open))
            || c.at
                .checked_sub(1)
                .is_some_and(|i| ["hoặc", "và", "thành"].iter().any(|w| c.text.is(i, w)));
        // These words are the event themselves.
        if head && c.sees_any(&["đột xuất", "phát sinh", "có phát sinh"]) {
            return Some(Time::Triggered { words: words(c)? });
        }
        if c.sees_any(&OCCASIONS) {
            let start = c.at + usize::from(c.sees("theo thời điểm")) * 3;
            let words = words(c)?;
            return Some(Time::Triggered {
                words: (start.min(words.1), words.1),
            });
        }
        // "Sau Hội nghị tổng kết", "trước kỳ họp thứ 10": at the head of a clause only.
        let noun = c.peek(1).is_some_and(|t| t.kind == Kind::Word)
            && !["đó", "đây", "mắt", "hết", "này", "cùng"].contains(&c.peek(1)?.word.as_str());
        if head && noun && (c.sees("sau") || c.sees("trước khi") || c.sees("trước")) {
            let start = if c.sees("sau") { c.at + 1 } else { c.at };
            let words = words(c)?;
            return Some(Time::Triggered {
                words: (start, words.1),
            });
        }
        None
    })
}

/// Beginnings of cells that name an occasion.
const OCCASIONS: [&str; 19] = [
    "theo yêu cầu",
    "theo đề nghị",
    "theo đề xuất",
    "theo nhu cầu",
    "theo phát sinh",
    "theo thực tế phát sinh",
    "theo tình hình thực tế",
    "theo thời điểm có",
    "theo sự chỉ đạo",
    "theo chỉ đạo",
    "theo triệu tập",
    "theo giấy mời",
    "theo thư mời",
    "theo thông báo",
    "theo văn bản yêu cầu",
    "theo văn bản chỉ đạo",
    "theo văn bản đề nghị",
    "tùy theo tình hình",
    "tùy tình hình",
];

/// "Sau khi kết thúc hội nghị 05 ngày làm việc": the term stands at the end.
fn late_offset(c: &Cursor<'_>, (from, to): Words) -> Option<Time> {
    let mut ahead = Cursor {
        text: c.text,
        at: to.saturating_sub(4).max(from + 1),
    };
    while ahead.at < to {
        let start = ahead.at;
        if let Some(amount) = ahead.amount()
            && let Some(unit) = unit(&mut ahead)
            && ahead.at == to
        {
            let offset = Offset { amount, unit };
            return Some(Time::Relative {
                offset,
                anchor: Some((from, start)),
                from: None,
                bare: false,
            });
        }
        ahead.at = start + 1;
    }
    None
}

/// "Chậm nhất 05 ngày làm việc sau khi ...", "trong vòng 15 ngày kể từ ngày ...", "100 ngày".
pub(super) fn relative(c: &mut Cursor<'_>) -> Option<Time> {
    c.attempt(|c| {
        let mut led = false;
        for _ in 0..4 {
            let lead = c.eat_any(&[
                "chậm nhất",
                "muộn nhất",
                "trong vòng",
                "trong thời hạn",
                "trong thời gian",
                "thời hạn",
                "không quá",
                "tối đa",
                "là",
                "sau",
                "trong",
                "ngay sau",
            ]);
            led |= lead.is_some_and(|lead| lead.len() > "trong".len());
        }
        let amount = c.amount()?;
        let unit = unit(c)?;
        c.sign(Kind::Comma);
        let link = c.eat_any(&[
            "kể từ ngày",
            "kể từ khi",
            "kể từ thời điểm",
            "kể từ lúc",
            "kể từ",
            "tính từ ngày",
            "tính từ khi",
            "tính từ thời điểm",
            "tính từ",
            "từ ngày",
            "từ khi",
            "sau ngày",
            "sau khi",
            "sau",
            "trước khi",
            "trước ngày",
            "trước",
        ]);
        let Some(link) = link else {
            // A bare term; "5 ngày 3 đêm" and "10 ngày hội" are none.
            if c.sees_any(&["đầu", "cuối", "năm"]) || c.kind(0) == Some(Kind::Slash) {
                return None;
            }
            let alone = c.breaks() || c.kind(0) == Some(Kind::Close);
            let offset = Offset { amount, unit };
            return (led || alone).then_some(Time::Relative {
                offset,
                anchor: None,
                from: None,
                bare: !led || !alone,
            });
        };
        let offset = Offset {
            amount: if link.starts_with("trước") {
                -amount
            } else {
                amount
            },
            unit,
        };
        let start = c.at;
        let dated = c.attempt(|c| {
            if link.ends_with("ngày") {
                c.at -= 1;
            }
            point(c, true).filter(|p| matches!(p, Point::Day { .. } | Point::Issue))
        });
        if dated.is_some() {
            // "Báo cáo 6 tháng trước ngày 15/6": the six months are what is reported.
            if offset.amount < 0 {
                return None;
            }
            let anchor = (dated == Some(Point::Issue)).then_some((start, c.at));
            return Some(Time::Relative {
                offset,
                anchor,
                from: dated,
                bare: false,
            });
        }
        Some(Time::Relative {
            offset,
            anchor: Some(words(c)?),
            from: None,
            bare: false,
        })
    })
}

fn unit(c: &mut Cursor<'_>) -> Option<OffsetUnit> {
    c.choose(&[
        ("ngày làm việc", OffsetUnit::WorkingDays),
        ("ngày", OffsetUnit::Days),
        ("tuần", OffsetUnit::Weeks),
        ("tháng", OffsetUnit::Months),
        ("năm", OffsetUnit::Years),
        ("giờ làm việc", OffsetUnit::Hours),
        ("giờ", OffsetUnit::Hours),
    ])
}
