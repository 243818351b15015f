//! The walk over the tokens: at each place the rules are tried in order; what none of them wants
//! is an ordinary word.

use super::ast::{Point, Time, Words};
use super::cursor::Cursor;
use super::token::{Kind, Text};
use super::{clause, clock, day, deadline, event, recur, span};

/// A time with where it stands.
#[derive(Debug, Clone)]
pub(super) struct Item {
    pub(super) time: Time,
    pub(super) at: Words,
    /// Inside brackets.
    pub(super) aside: bool,
    /// Joined to what stands before it by "hoặc".
    pub(super) or: bool,
    /// A short form that is only a time when nothing better is there.
    pub(super) weak: bool,
}

/// All that one cell says.
#[derive(Debug, Default)]
pub(super) struct Scan {
    pub(super) items: Vec<Item>,
    pub(super) tentative: bool,
    pub(super) approximate: bool,
    /// A last statement that the work then goes on ("và tổ chức thực hiện").
    pub(super) carried_out: Option<Words>,
    /// A comment under the time ("Đề xuất hạn là ...").
    pub(super) note: Option<Words>,
    /// Words that no rule wanted.
    pub(super) loose: usize,
}

/// Finds all times of a text.
pub(super) fn scan(text: &Text) -> Scan {
    let mut scan = Scan::default();
    let mut c = Cursor::new(text);
    let (mut depth, mut or) = (0_u32, false);
    while !c.ended() {
        if !scan.items.is_empty() && depth == 0 {
            if let Some(words) = note(&mut c) {
                scan.note = Some(words);
                continue;
            }
            if let Some(words) = carried_out(&mut c) {
                scan.carried_out = Some(words);
                continue;
            }
        }
        if c.eat("dự kiến") {
            scan.tentative = true;
            continue;
        }
        if c.eat_any(&["khoảng", "vào khoảng", "ước"]).is_some() {
            scan.approximate = true;
            continue;
        }
        if citation(&mut c) {
            continue;
        }
        let start = c.at;
        let weak = bare_year(&c);
        if let Some(time) = time(&mut c).filter(|_| c.at > start) {
            scan.items.push(Item {
                time,
                at: (start, c.at),
                aside: depth > 0,
                or,
                weak,
            });
            or = false;
            continue;
        }
        match c.kind(0) {
            Some(Kind::Open) => depth += 1,
            Some(Kind::Close) => depth = depth.saturating_sub(1),
            Some(Kind::Word) => {
                if c.sees("hoặc") {
                    or = true;
                }
                scan.loose += usize::from(!c.sees_any(&PLAIN));
            }
            _ => {}
        }
        if c.breaks() {
            or = false;
        }
        c.at = start + 1;
    }
    scan
}

/// Words that may surround a time without saying more.
const PLAIN: [&str; 26] = [
    "trong", "vào", "từ", "và", "hoặc", "hoàn", "thành", "thực", "hiện", "triển", "khai", "tổ", "chức",
    "thời", "gian", "báo", "cáo", "phấn", "đấu", "bắt", "đầu", "nhiệm", "vụ", "ban", "hành", "xong",
];

/// The rules in order: the longer and surer first.
fn time(c: &mut Cursor<'_>) -> Option<Time> {
    let found = event::relative(c)
        .or_else(|| clock::hours(c))
        .or_else(|| recur::recurring(c))
        .or_else(|| standing(c))
        .or_else(|| span::range(c))
        .or_else(|| deadline::deadline(c))
        .or_else(|| event::trigger(c))
        .or_else(|| clause::reference(c))
        .or_else(|| clock::part_of_day(c))
        .or_else(|| span::span(c))?;
    let recur = match &found {
        Time::Span {
            segments,
            open: false,
            ..
        } => recur::after_points(c, segments, false, false),
        Time::Deadline { points, before, .. } => recur::after_points(c, points, true, *before),
        Time::Range {
            from: Some(from),
            after: false,
            to: Some(to),
            ..
        } => {
            let segment = super::ast::Segment {
                from: from.clone(),
                to: Some(to.clone()),
            };
            recur::after_points(c, &[segment], false, false)
        }
        _ => None,
    };
    Some(recur.map_or(found, Time::Recurring))
}

/// "Thường xuyên, liên tục", "quanh năm".
fn standing(c: &mut Cursor<'_>) -> Option<Time> {
    if c.before().is_some_and(|before| before.word == "không") {
        return None;
    }
    c.attempt(|c| {
        c.eat_any(&[
            "thường xuyên",
            "liên tục",
            "xuyên suốt",
            "quanh năm",
            "trong suốt năm",
            "suốt năm",
            "suốt cả năm",
            "trong quá trình thực hiện",
            "trong quá trình triển khai",
            "trong suốt quá trình thực hiện",
            "trong suốt quá trình",
            "trong suốt thời gian",
            "trong suốt giai đoạn",
            "trong suốt",
            "lâu dài",
        ])?;
        c.attempt(|c| {
            c.sign(Kind::Comma);
            c.eat("và");
            c.eat_any(&["liên tục", "thường xuyên", "lâu dài", "kịp thời"])
                .map(|_| ())
        });
        let monthly =
            c.sees("trong tháng") && !matches!(c.kind(2), Some(Kind::Number { .. })) && c.eat("trong tháng");
        if !c
            .text
            .tokens
            .get(c.at + 2)
            .is_some_and(|t| matches!(t.kind, Kind::Number { .. }))
        {
            c.eat_any(&["trong năm", "cả năm", "hằng ngày"]);
        }
        Some(Time::Standing { monthly })
    })
}

/// Whether only a bare year stands here, after other words.
fn bare_year(c: &Cursor<'_>) -> bool {
    c.sees_year(0) && c.at > 0 && !c.text.breaks(c.at - 1) && c.before().is_some_and(|t| t.kind == Kind::Word)
}

/// "Kế hoạch số 12/KH-UBND ngày 05/3/2025": the number and the date belong to the document.
fn citation(c: &mut Cursor<'_>) -> bool {
    c.attempt(|c| {
        c.eat("số");
        let first = c.peek(0).filter(|t| matches!(t.kind, Kind::Number { .. }))?;
        c.at += 1;
        let mut last = first.end;
        let mut letters = false;
        while let Some(token) = c.peek(0) {
            let part = matches!(
                token.kind,
                Kind::Slash | Kind::Dash | Kind::Word | Kind::Number { .. } | Kind::Dot
            );
            if token.start != last || !part || (token.kind == Kind::Dot && c.breaks()) {
                break;
            }
            if token.kind == Kind::Word {
                if !token.capital || c.at == 0 {
                    break;
                }
                let signed = c
                    .before()
                    .is_some_and(|t| matches!(t.kind, Kind::Slash | Kind::Dash | Kind::Number { .. }));
                letters |= signed && c.before().is_some_and(|t| !matches!(t.kind, Kind::Number { .. }));
            }
            last = token.end;
            c.at += 1;
        }
        letters.then_some(())?;
        c.attempt(|c| {
            c.sign(Kind::Comma);
            c.eat("ký");
            c.sees("ngày").then(|| day::day(c, true))?
        });
        Some(())
    })
    .is_some()
}

/// A line under the time that comments on it.
fn note(c: &mut Cursor<'_>) -> Option<Words> {
    let line = c.before().is_some_and(|t| t.kind == Kind::Newline);
    if !line
        || !c.sees_any(&[
            "đề xuất",
            "đề nghị",
            "ghi chú",
            "góp ý",
            "lưu ý",
            "ý kiến",
            "kiến nghị",
        ])
    {
        return None;
    }
    let start = c.at;
    while !c.ended() && c.kind(0) != Some(Kind::Newline) {
        c.at += 1;
    }
    Some((start, c.at))
}

/// "Và tổ chức thực hiện" at the end: what was ordered is then carried out until the plan ends.
fn carried_out(c: &mut Cursor<'_>) -> Option<Words> {
    c.attempt(|c| {
        let start = c.at;
        let comma = c.sign(Kind::Comma) || c.sign(Kind::Semicolon);
        (c.eat("và") || comma).then_some(())?;
        c.eat("sau đó");
        let words = c.at;
        c.eat_any(&[
            "tổ chức triển khai thực hiện",
            "tổ chức thực hiện",
            "triển khai thực hiện",
            "tổ chức triển khai",
            "triển khai",
            "thực hiện",
        ])?;
        c.eat_any(&["kế hoạch", "nhiệm vụ"]);
        (c.at > start && c.breaks()).then_some((words, c.at))
    })
}

impl Item {
    /// Whether it is only days of the week, which belong to a repetition.
    pub(super) fn weekdays(&self) -> bool {
        matches!(&self.time, Time::Span { segments, .. } | Time::Deadline { points: segments, .. }
            if segments.iter().all(|s| matches!(s.from, Point::Weekday { .. })))
    }
}
