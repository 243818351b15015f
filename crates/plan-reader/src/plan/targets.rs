//! Targets hidden in prose: a percentage, of whom, and what they reach.

use std::sync::LazyLock;

use regex::Regex;

use super::lines::Line;
use super::outline::Node;
use super::{Comparison, Target};
use crate::Field;
use crate::text::pattern;

static PERCENT: LazyLock<Regex> = LazyLock::new(|| pattern(r"(\d{1,3}(?:[.,]\d{1,2})?)\s*%"));
static PREDICATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\b(duoc|co|dat|nam vung|nam duoc|nam bat|to chuc|bo tri|ung dung|thuc hien|hoan thanh|tham gia|su dung|huy dong|",
        r"nhan tien|nhan tro cap|biet|hieu|hai long|cung cap|tiep can|ap dung|phai|mo moi|ban hanh|cong khai|giai quyet|bao dam|dam bao)\b"
    ))
});
static OF_WHOM: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^duoc (khao sat|hoi|phong van|lay y kien|giao|phan cong)\b"));
static BY: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(den (?:het |cuoi )?nam \d{4}|trong nam \d{4}|hang nam|hang thang)"));

/// The targets in the sections on goals, and elsewhere those that say they are aimed at.
pub(crate) fn read(lines: &[Line], nodes: &[Node], start: usize, stop: usize) -> Vec<Field<Target>> {
    let goal = |node: &&Node| {
        lines.get(node.line).is_some_and(|line| {
            let title = line.ascii().get(..line.ascii().len().min(90)).unwrap_or_default();
            title.contains("muc tieu") || title.contains("chi tieu")
        })
    };
    let goals: Vec<&Node> = nodes.iter().filter(goal).collect();
    let mut targets = Vec::new();
    for (index, line) in lines.iter().enumerate().take(stop).skip(start) {
        let inside = goals.iter().find(|node| (node.line..node.end).contains(&index));
        let heading = inside.and_then(|node| lines.get(node.line));
        clauses(line, heading, inside.is_some(), &mut targets);
    }
    targets
}

fn clauses(line: &Line, heading: Option<&Line>, goal: bool, targets: &mut Vec<Field<Target>>) {
    let ascii = line.ascii();
    let found: Vec<(usize, usize, f64)> = PERCENT
        .captures_iter(ascii)
        .filter_map(|found| {
            let percent = found.get(1)?.as_str().replace(',', ".").parse().ok()?;
            Some((found.get(0)?.start(), found.get(0)?.end(), percent))
        })
        .collect();
    for (index, &(start, end, percent)) in found.iter().enumerate() {
        let next = found.get(index + 1).map_or(ascii.len(), |next| next.0);
        let Some(rest) = ascii.get(end..) else { continue };
        let sentence = end + rest.find([';', '.']).unwrap_or(rest.len());
        let mut until = sentence.min(ascii.len());
        // "95% rác đô thị, 90% rác nông thôn được thu gom": the first shares the predicate of the second.
        let shared = next < until;
        if shared {
            until = next;
        }
        let clause = ascii.get(end..until).unwrap_or_default();
        let before = ascii.get(..start).unwrap_or_default();
        let lead = before.rsplit([';', '.', ',', ':']).next().unwrap_or(before);
        let aimed = ["phan dau", "it nhat", "toi thieu", "dat ", ">", "muc tieu"]
            .iter()
            .any(|word| lead.contains(word));
        let bounded = lead.contains("khong qua") || lead.contains("ty le") || lead.contains("cong them");
        if !goal && (!aimed || bounded) || clause.trim().len() < 3 {
            continue;
        }
        let predicate = predicate(clause);
        let of = line.field(end, end + predicate, 0.85);
        let mut reaches = line.field(end + predicate, until, 0.85);
        if shared && reaches.value.is_empty() {
            let tail = ascii.get(next..sentence).unwrap_or_default();
            let at = self::predicate(PERCENT.find(tail).map_or(tail, |found| &tail[found.end()..]));
            let skip = PERCENT.find(tail).map_or(0, |found| found.end());
            reaches = line.field(next + skip + at, sentence, 0.75);
        }
        let by = BY
            .find(before)
            .map(|found| line.text.slice(found.start(), found.end()))
            .or_else(|| {
                let heading = heading?;
                BY.find(heading.ascii())
                    .map(|found| heading.text.slice(found.start(), found.end()))
            });
        let value = Target {
            percent,
            comparison: comparison(lead, clause),
            of: of.value,
            reaches: reaches.value,
            by,
        };
        targets.push(Field::new(
            value,
            line.sources(start, until),
            if goal { 0.9 } else { 0.75 },
        ));
    }
}

/// Where the predicate of a clause begins; its end when it has none.
fn predicate(clause: &str) -> usize {
    PREDICATE
        .find_iter(clause)
        .find(|found| found.start() > 1 && !OF_WHOM.is_match(clause.get(found.start()..).unwrap_or_default()))
        .map_or(clause.len(), |found| found.start())
}

fn comparison(before: &str, after: &str) -> Comparison {
    let before = before.trim_end();
    if before.ends_with("duoi") || before.ends_with('<') {
        Comparison::LessThan
    } else if before.ends_with("khong qua") || before.ends_with("toi da") {
        Comparison::AtMost
    } else if (before.ends_with("tren") || before.ends_with('>'))
        && !after.trim_start().starts_with("tro len")
    {
        Comparison::MoreThan
    } else {
        Comparison::AtLeast
    }
}
