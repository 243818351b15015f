//! Tasks in running text, told by labels whose wording shifts.

use super::build::{self, Words};
use crate::plan::Task;
use crate::plan::lines::Line;
use crate::plan::outline::Node;
use crate::text::{Label, LabelKind, fold};
use crate::{Field, Remark};

use super::heading_units::heading_units;
use super::labels::{Mark, before_label, cut, is_detail, marks, printed, value};

/// One task in the making.
#[derive(Default)]
struct Draft {
    task: Task,
    /// The lines that say what is to be done, when the heading does not.
    lines: Vec<Line>,
    has_units: bool,
    has_time: bool,
    /// The bullet before its first label.
    bullet: Option<LabelKind>,
}

impl Draft {
    /// Whether its labels stand a step below its own words: "- Gieo hạt" over "+ Chủ trì: …".
    fn stands_alone(&self) -> bool {
        let own = self.lines.last().and_then(|line| line.label.as_ref());
        own.is_some_and(|label| label.kind == LabelKind::Dash) && self.bullet == Some(LabelKind::Plus)
    }
}

/// The tasks of numbered clauses whose units and times are given by labels.
pub(super) fn read(lines: &[Line], nodes: &[Node]) -> Vec<Task> {
    let mut tasks = Vec::new();
    for (owner, range) in owners(lines, nodes) {
        let drafts = drafts(lines.get(range.0..range.1).unwrap_or_default());
        let Some(heading) = owner
            .and_then(|owner| nodes.get(owner))
            .and_then(|node| lines.get(node.line))
        else {
            continue;
        };
        tasks.extend(settle(heading, drafts, owner, lines, nodes));
    }
    let labelled = tasks
        .iter()
        .filter(|task| !task.leads.is_empty() || task.time_text.is_some())
        .count();
    if labelled < 2
        && !tasks
            .iter()
            .any(|task| task.lead_text.is_some() && task.time_text.is_some())
    {
        return Vec::new();
    }
    for task in &mut tasks {
        build::finish(task);
    }
    tasks
}

type Owned = (Option<usize>, (usize, usize));

/// For each heading, the lines that belong to it and to no heading under it.
///
/// A numbered label ("b) Cơ quan phối hợp: …") is no heading.
fn owners(lines: &[Line], nodes: &[Node]) -> Vec<Owned> {
    let is_label = |node: &Node| {
        lines
            .get(node.line)
            .is_some_and(|line| marks(line).first().is_some_and(|marked| marked.at == 0))
    };
    let headings: Vec<(usize, &Node)> = nodes
        .iter()
        .enumerate()
        .filter(|(_, node)| !is_label(node))
        .collect();
    let mut owned = Vec::new();
    for (place, (index, node)) in headings.iter().enumerate() {
        let next = headings.get(place + 1).map_or(usize::MAX, |(_, next)| next.line);
        // The last label of a heading may close it in the outline, but not here.
        let end = if next == usize::MAX {
            nodes.iter().map(|node| node.end).max().unwrap_or(node.end)
        } else {
            next
        };
        owned.push((Some(*index), (node.line, end.max(node.line + 1))));
    }
    owned
}

/// The tasks among the lines of one clause. The first line is the heading itself.
fn drafts(lines: &[Line]) -> Vec<Draft> {
    let mut drafts = Vec::new();
    let mut current = Draft::default();
    let mut open: Option<Mark> = None;
    let mut open_kind: Option<LabelKind> = None;
    for (index, line) in lines.iter().enumerate() {
        let found = marks(line);
        let kind = line.label.as_ref().map(|label| label.kind);
        if found.is_empty() {
            // A value may go on in bullets of a lower level: "- Thời gian thực hiện:" / "+ Trước ngày …".
            if let Some(mark) =
                open.filter(|_| kind.is_some_and(|kind| Some(kind) != open_kind && kind == LabelKind::Plus))
            {
                let words = printed(line);
                add(&mut current, mark, &words);
                continue;
            }
            open = None;
            // "Địa điểm: …" between the labels says more of the same task.
            if index > 0 && (current.has_units || current.has_time) && is_detail(line) {
                let whole = line.whole(0.9);
                let heading = whole
                    .value
                    .split(':')
                    .next()
                    .unwrap_or_default()
                    .trim()
                    .to_owned();
                current.task.further.push((heading, whole));
                continue;
            }
            if current.has_units || current.has_time {
                drafts.push(std::mem::take(&mut current));
            }
            if index > 0 {
                current.lines.push(line.clone());
            }
            continue;
        }
        for (place, marked) in found.iter().enumerate() {
            if place == 0 && marked.at > 0 && index > 0 {
                if current.has_units || current.has_time {
                    drafts.push(std::mem::take(&mut current));
                }
                current.lines.push(cut(line, marked.at));
            }
            let again = match marked.mark {
                Mark::Lead | Mark::Units => {
                    current.has_units && (current.has_time || current.task.lead_text.is_some())
                }
                _ => false,
            };
            if again {
                drafts.push(std::mem::take(&mut current));
            }
            let words = value(line, marked.from, marked.to);
            if !current.has_units && !current.has_time {
                current.bullet = kind;
            }
            open = Some(marked.mark).filter(|_| words.text.is_empty());
            open_kind = kind;
            add(&mut current, marked.mark, &words);
        }
    }
    if current.has_units || current.has_time {
        drafts.push(current);
    }
    drafts
}

fn add(draft: &mut Draft, mark: Mark, words: &Words) {
    match mark {
        Mark::Lead => {
            build::add_leads(&mut draft.task, words, false);
            draft.has_units = true;
        }
        Mark::Units => {
            build::add_leads(&mut draft.task, words, true);
            draft.has_units = true;
        }
        Mark::Coordinators => {
            build::add_coordinators(&mut draft.task, words);
            draft.has_units = true;
        }
        Mark::Time => {
            build::join(&mut draft.task.time_text, words);
            draft.has_time = true;
        }
        Mark::Product => build::join(&mut draft.task.product, words),
        Mark::Content => {
            let field = words.field(0.9);
            draft.task.further.push(("Nội dung".to_owned(), field));
        }
    }
}

/// Names, numbers and sections: one task of a clause bears its heading, several bear their own words.
fn settle(
    heading: &Line,
    mut drafts: Vec<Draft>,
    owner: Option<usize>,
    lines: &[Line],
    nodes: &[Node],
) -> Vec<Task> {
    let number = heading
        .label
        .as_ref()
        .map(|label| label.number().to_owned())
        .unwrap_or_default();
    let head_words = heading_words(heading);
    let units = heading_units(&head_words);
    let unit_heading = !units.is_empty() && drafts.iter().all(|draft| draft.task.lead_text.is_none());
    // Without a label for the lead and without a unit in the heading, a lone time is no task.
    if !unit_heading
        && drafts.iter().all(|draft| !draft.has_units)
        && drafts.len() < 2
        && !drafts.iter().any(|draft| draft.lines.is_empty())
    {
        drafts.clear();
    }
    let alone = drafts.len() == 1 && !unit_heading && !drafts.iter().any(|draft| draft.stands_alone());
    let parent = owner
        .and_then(|owner| nodes.get(owner))
        .and_then(|node| node.parent);
    let count = drafts.len();
    let mut tasks = Vec::new();
    for (index, draft) in drafts.into_iter().enumerate() {
        let mut task = draft.task;
        if alone || draft.lines.is_empty() {
            task.content = head_words.clone();
            task.no =
                Some(Field::new(number.clone(), heading.sources(0, 0), 0.9)).filter(|_| !number.is_empty());
            // A lettered clause belongs to the heading above it.
            let above = parent
                .and_then(|parent| nodes.get(parent))
                .and_then(|node| lines.get(node.line));
            let inner = matches!(
                heading.label.as_ref().map(|label| label.kind),
                Some(LabelKind::Letter | LabelKind::Bracketed)
            );
            task.section = above.filter(|_| inner).map(section);
            if alone && !draft.lines.is_empty() {
                let details = contents(&draft.lines);
                task.further.push(("Nội dung".to_owned(), details));
            }
        } else {
            task.content = contents(&draft.lines);
            let own = if count > 1 || unit_heading {
                format!("{number}.{}", index + 1)
            } else {
                number.clone()
            };
            task.no = Some(Field::new(
                own.trim_start_matches('.').to_owned(),
                Vec::new(),
                0.6,
            ));
            task.section = Some(section(heading));
        }
        if unit_heading {
            task.leads = units
                .iter()
                .map(|unit| {
                    let mut unit = unit.clone();
                    unit.remarks.push(Remark::LeadFromHeading);
                    unit
                })
                .collect();
        }
        tasks.push(task);
    }
    tasks
}

fn heading_words(heading: &Line) -> Field<String> {
    let end = marks(heading)
        .first()
        .map_or(heading.text.chars.len(), |marked| marked.at);
    heading.field(0, before_label(heading, end), 0.92)
}

fn section(heading: &Line) -> Field<String> {
    heading_words(heading).map(|words| match &heading.label {
        Some(label) => format!("{} {words}", label.text),
        None => words,
    })
}

/// What is to be done, from one or several lines; bullets are not part of it.
fn contents(lines: &[Line]) -> Field<String> {
    let mut sources = Vec::new();
    let mut texts: Vec<String> = Vec::new();
    for line in lines {
        let whole = line.whole(0.9);
        sources.extend(whole.sources);
        texts.push(if line.label.as_ref().is_some_and(Label::is_bullet) {
            whole.value
        } else {
            line.printed()
        });
    }
    let mut field = Field::new(texts.join("\n"), sources, 0.85);
    if let [_] = lines {
        field.confidence = 0.9;
    }
    debug_assert!(fold(&field.value).is_ascii());
    field
}
