//! Events: triggers, terms counted from an event, and pointers to other documents.

use super::ast::{Point, Time, Words};
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

/// "Theo Kế hoạch số ...", "theo tiến độ được giao": the words of the pointer.
pub(super) fn reference(c: &mut Cursor<'_>) -> Option<Time> {
    c.attempt(|c| {
        c.eat_any(&["thực hiện theo", "căn cứ theo", "theo đúng", "theo", "căn cứ"])?;
        if c.eat("giai đoạn") {
            return None;
        }
        let words = words(c)?;
        let occasion = (words.0..words.1).any(|i| c.text.is(i, "phát") || c.text.is(i, "nhu"));
        Some(if occasion {
            Time::Triggered { words }
        } else {
            Time::Reference { words }
        })
    })
}

/// The words up to where the clause ends or a new statement begins; at least one.
pub(super) fn words(c: &mut Cursor<'_>) -> Option<Words> {
    let start = c.at;
    let mut depth = 0_u32;
    while !c.ended() && !c.breaks() {
        match c.kind(0) {
            Some(Kind::Open) => depth += 1,
            Some(Kind::Close) if depth == 0 => break,
            Some(Kind::Close) => depth -= 1,
            _ => {}
        }
        if c.at > start && depth == 0 && restarts(c) {
            break;
        }
        c.at += 1;
    }
    let has_word = c
        .text
        .tokens
        .get(start..c.at)
        .is_some_and(|t| t.iter().any(|t| t.kind == Kind::Word));
    has_word.then_some((start, c.at))
}

/// Whether a new statement begins here, inside the same sentence.
fn restarts(c: &Cursor<'_>) -> bool {
    let mut ahead = *c;
    let joined = ahead.sign(Kind::Comma) | ahead.eat_any(&["và", "nhưng"]).is_some();
    if !joined {
        return ahead.sees("hoặc khi")
            || ahead.sees("hoặc theo")
            || ahead.sees("hoặc định kỳ")
            || ahead.sees("hoặc thường xuyên")
            || (ahead.eat_any(&["hoàn thành", "xong"]).is_some() && starts_time(ahead))
            || ahead.sees_any(&["chậm nhất", "muộn nhất", "trước ngày"]);
    }
    if ahead.sees_any(&[
        "đảm bảo",
        "bảo đảm",
        "chậm nhất",
        "muộn nhất",
        "xong trước",
        "trước ngày",
        "thường xuyên",
        "liên tục",
        "định kỳ",
        "hằng năm",
        "hằng quý",
        "hằng tháng",
        "nhưng",
        "báo cáo định kỳ",
    ]) {
        return true;
    }
    ahead
        .eat_any(&["hoàn thành", "xong", "phấn đấu hoàn thành"])
        .is_some()
        && starts_time(ahead)
}

/// Whether a time stands here, behind at most a lead word.
fn starts_time(mut c: Cursor<'_>) -> bool {
    c.eat_any(&["trong", "vào", "trước", "chậm nhất"]);
    point(&mut c, true).is_some()
}
