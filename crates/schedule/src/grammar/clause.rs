//! The words of an event or a pointer, up to where the clause ends.

use super::ast::{Time, Words};
use super::cursor::Cursor;
use super::point::point;
use super::token::Kind;

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
