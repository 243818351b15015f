//! Audiences, scope, contents, reform areas and forms: lists under headings.

use super::Plan;
use super::lines::Line;
use super::outline::Node;
use crate::Field;
use crate::text::LabelKind;

/// Fills the plan's lists from the sections whose headings name them.
pub(crate) fn read(plan: &mut Plan, lines: &[Line], nodes: &[Node]) {
    let reform = plan
        .title
        .as_ref()
        .is_some_and(|title| crate::text::fold(&title.value).contains("cai cach hanh chinh"));
    for (index, node) in nodes.iter().enumerate() {
        let Some(heading) = lines.get(node.line) else {
            continue;
        };
        let Some(topic) = topic(heading) else { continue };
        let inner = nodes.iter().enumerate().any(|(other, under)| {
            other > index && under.line < node.end && lines.get(under.line).and_then(self::topic).is_some()
        });
        if inner {
            continue;
        }
        let body = body(lines, node);
        match topic {
            Topic::Audience if plan.audiences.is_empty() => plan.audiences = audiences(heading, &body),
            Topic::Scope if plan.scope.is_empty() => plan.scope = body.iter().map(item).collect(),
            Topic::Forms if plan.forms.is_empty() => plan.forms = items(&body),
            Topic::Contents if plan.contents.is_empty() && plan.reform_areas.is_empty() => {
                let (areas, contents): (Vec<&Line>, Vec<&Line>) = body.iter().partition(|line| is_area(line));
                if areas.len() >= 3 && reform {
                    plan.reform_areas = areas.into_iter().map(item).collect();
                    plan.contents = contents
                        .into_iter()
                        .filter(|line| !is_lead_in(line))
                        .map(item)
                        .collect();
                } else {
                    plan.contents = body.iter().filter(|line| !is_lead_in(line)).map(item).collect();
                }
            }
            _ => {}
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Topic {
    Audience,
    Scope,
    Contents,
    Forms,
}

fn topic(heading: &Line) -> Option<Topic> {
    let ascii = heading.ascii();
    if heading.text.chars.len() > 400 {
        return None;
    }
    let title = ascii.split(':').next().unwrap_or(ascii);
    if title.len() > 110 {
        return None;
    }
    let begins = |words: &[&str]| words.iter().any(|word| title.starts_with(word));
    if begins(&[
        "hinh thuc",
        "cac hinh thuc",
        "phuong thuc",
        "hinh thuc, phuong phap",
    ]) {
        Some(Topic::Forms)
    } else if begins(&["doi tuong"]) {
        Some(Topic::Audience)
    } else if begins(&["pham vi"]) {
        Some(Topic::Scope)
    } else if begins(&["noi dung"]) {
        Some(Topic::Contents)
    } else {
        None
    }
}

/// The lines under a heading, its own words after a colon first.
fn body(lines: &[Line], node: &Node) -> Vec<Line> {
    let mut body = Vec::new();
    if let Some(heading) = lines.get(node.line)
        && let Some(at) = heading.ascii().find(':')
        && heading.ascii().len() > at + 12
    {
        let sources = heading.sources(at + 1, heading.text.chars.len());
        if let Some(source) = sources.into_iter().next() {
            let words = heading.text.slice(at + 1, heading.text.chars.len());
            let lead = words.chars().take_while(|c| c.is_whitespace()).count();
            let source = source.part(u32::try_from(lead).unwrap_or(0), u32::MAX);
            body.push(Line::new(words.trim(), source));
        }
    }
    body.extend(
        lines
            .get(node.line + 1..node.end)
            .unwrap_or_default()
            .iter()
            .cloned(),
    );
    body
}

fn item(line: &Line) -> Field<String> {
    line.whole(0.9)
}

/// The items of a list. Its bullets when it has any, else its paragraphs without the sentence that leads in.
fn items(body: &[Line]) -> Vec<Field<String>> {
    let labelled = body.iter().filter(|line| line.label.is_some()).count();
    if labelled >= 2 {
        let first = body
            .iter()
            .find_map(|line| line.label.as_ref())
            .map(|label| label.kind);
        let level: Vec<&Line> = body
            .iter()
            .filter(|line| line.label.as_ref().map(|label| label.kind) == first)
            .collect();
        return level.into_iter().map(item).collect();
    }
    body.iter().filter(|line| !is_lead_in(line)).map(item).collect()
}

fn is_lead_in(line: &Line) -> bool {
    let ascii = line.ascii().trim_end();
    ascii.ends_with(':') || (ascii.contains("phu luc") && ascii.len() < 90)
}

fn is_area(line: &Line) -> bool {
    matches!(
        line.label.as_ref().map(|label| label.kind),
        Some(LabelKind::Bracketed | LabelKind::Letter | LabelKind::Decimal(_))
    )
}

/// "Toàn thể đảng viên, công chức và người dân" names its audiences one after another.
fn audiences(_heading: &Line, body: &[Line]) -> Vec<Field<String>> {
    if body.len() > 1 {
        return items(body);
    }
    let Some(line) = body.first() else {
        return Vec::new();
    };
    let ascii = line.ascii();
    let mut cuts = vec![0];
    for (at, _) in ascii.match_indices([',', ';']) {
        cuts.push(at + 1);
    }
    cuts.extend(ascii.match_indices(" va ").map(|(at, found)| at + found.len()));
    cuts.sort_unstable();
    let ends = cuts
        .iter()
        .skip(1)
        .copied()
        .chain([ascii.len()])
        .collect::<Vec<_>>();
    cuts.iter()
        .zip(ends)
        .filter_map(|(&start, end)| {
            let piece = ascii.get(start..end)?;
            let lead = ["toan the ", "tat ca ", "cac "]
                .iter()
                .find(|word| piece.trim_start().starts_with(*word));
            let space = piece.len() - piece.trim_start().len();
            let start = start
                + lead
                    .filter(|word| **word != "cac ")
                    .map_or(0, |word| space + word.len());
            let end = if piece.trim_end().ends_with(" va") {
                end - 3
            } else {
                end
            };
            let end = start + ascii.get(start..end)?.trim_end().trim_end_matches(" va").len();
            let field = line.field(start, end, 0.8);
            (!field.value.is_empty()).then_some(field)
        })
        .collect()
}
