//! The periods of a repetition: "6 tháng", "02 lần/năm", "cuối mỗi quý".

use super::ast::{Due, Point, Recur, Segment, YearRef};
use super::cursor::Cursor;
use super::recur::tail;
use super::token::Kind;
use crate::window::Frequency;

/// "Cuối mỗi quý", "tháng cuối quý", "đầu tháng", without saying which.
pub(super) fn sections(c: &mut Cursor<'_>) -> Option<Recur> {
    c.attempt(|c| {
        if c.eat_any(&["tháng cuối cùng của", "tháng cuối của", "tháng cuối"])
            .is_some()
        {
            c.eat_any(&["mỗi", "hằng", "từng"]);
            c.eat("quý").then_some(())?;
            let month = Point::Month {
                month: 3,
                year: YearRef::Unsaid,
            };
            let due = Due {
                segment: Segment {
                    from: month,
                    to: None,
                },
                by: false,
                before: false,
            };
            return unnumbered(c).then(|| Recur {
                due: vec![due],
                ..plain(Frequency::Quarterly)
            });
        }
        c.eat_any(&["đầu", "giữa", "cuối"])?;
        let each = c.eat_any(&["mỗi", "hằng", "từng", "các"]).is_some();
        let every = c.choose(&[
            ("tháng", Frequency::Monthly),
            ("quý", Frequency::Quarterly),
            ("năm", Frequency::Yearly),
        ])?;
        ((each || every != Frequency::Yearly) && unnumbered(c)).then(|| plain(every))
    })
}

/// Whether no number or name of a unit follows.
fn unnumbered(c: &Cursor<'_>) -> bool {
    c.breaks() || matches!(c.kind(0), Some(Kind::Comma | Kind::Open | Kind::Close))
}

fn plain(every: Frequency) -> Recur {
    Recur {
        every,
        interval: 1,
        count: None,
        also: Vec::new(),
        due: Vec::new(),
    }
}

/// "Quý, 6 tháng, năm" as a whole cell or clause, or behind "báo cáo".
pub(super) fn periods_alone(c: &Cursor<'_>) -> bool {
    let head = c.at == 0 || c.text.breaks(c.at - 1) || c.before().is_some_and(|t| t.word == "cáo");
    let mut ahead = *c;
    let mut periods = 0;
    while head && unit(&mut ahead).is_some() {
        periods += 1;
        if periods > 4 || !(ahead.sign(Kind::Comma) | ahead.eat("và")) {
            break;
        }
    }
    periods > 1 && ahead.breaks()
}

/// A period of repetition: "tháng", "6 tháng", "03 năm".
pub(super) fn unit(c: &mut Cursor<'_>) -> Option<(Frequency, u16)> {
    let plain = c.choose(&[
        ("ngày", Frequency::Daily),
        ("tuần", Frequency::Weekly),
        ("tháng", Frequency::Monthly),
        ("quý", Frequency::Quarterly),
        ("nửa năm", Frequency::HalfYearly),
        ("năm", Frequency::Yearly),
    ]);
    if let Some(every) = plain {
        return Some((every, 1));
    }
    c.attempt(|c| {
        let amount = u16::try_from(c.amount()?)
            .ok()
            .filter(|n| (1..=120).contains(n))?;
        let every = c.choose(&[
            ("ngày", Frequency::Daily),
            ("tuần", Frequency::Weekly),
            ("tháng", Frequency::Monthly),
            ("quý", Frequency::Quarterly),
            ("năm", Frequency::Yearly),
        ])?;
        Some(match (every, amount) {
            (Frequency::Monthly, 3) => (Frequency::Quarterly, 1),
            (Frequency::Monthly, 6) | (Frequency::Quarterly, 2) => (Frequency::HalfYearly, 1),
            (Frequency::Monthly, 12) => (Frequency::Yearly, 1),
            other => other,
        })
    })
}

/// "02 lần/năm", "1 tin/tuần", "6 tháng/lần", "3 tháng một lần", "năm 01 lần".
pub(super) fn counted(c: &mut Cursor<'_>) -> Option<Recur> {
    let of = |every, interval, count| Recur {
        interval,
        count,
        ..plain(every)
    };
    c.attempt(|c| {
        let (every, interval) = unit(c)?;
        let once = c.attempt(|c| {
            if c.sign(Kind::Slash) {
                c.amount();
                return c.eat_any(&["lần", "kỳ", "đợt"]).map(|_| 1);
            }
            let times = c.amount()?;
            c.eat_any(&["lần", "kỳ", "đợt"]).map(|_| times)
        })?;
        let count = u16::try_from(once).ok().filter(|n| *n > 1);
        Some(of(every, interval, count))
    })
    .or_else(|| {
        c.attempt(|c| {
            let count = u16::try_from(c.amount()?).ok()?;
            // At most four words are what is counted: "02 chuyên mục/tháng".
            for _ in 0..4 {
                let list = c.kind(0) == Some(Kind::Comma) && c.kind(1) == Some(Kind::Word);
                let word =
                    c.kind(0) == Some(Kind::Word) && !c.sees_any(&["tháng", "ngày", "giờ", "năm", "quý"]);
                if list || word {
                    c.at += 1;
                } else {
                    break;
                }
            }
            (c.sign(Kind::Slash) || c.eat_any(&["mỗi", "trong một"]).is_some()).then_some(())?;
            c.attempt(|c| (c.amount() == Some(1)).then_some(()));
            let (every, interval) = unit(c)?;
            let mut recur = of(every, interval, Some(count));
            tail(c, &mut recur);
            Some(recur)
        })
    })
}
