//! The headings of a document by their numbers; styles are not looked at.

use super::Section;
use super::lines::Line;
use crate::text::LabelKind;

/// A heading or numbered clause, with the lines under it.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    pub(crate) level: u8,
    /// Index of its own line.
    pub(crate) line: usize,
    /// Index one past its last line.
    pub(crate) end: usize,
    /// Index of the node it stands under.
    pub(crate) parent: Option<usize>,
    /// Another node stands directly under it.
    pub(crate) has_children: bool,
}

/// Finds the numbered lines and what stands under each. `stop` is the line where the text ends (recipients, annex).
pub(crate) fn outline(lines: &[Line], start: usize, stop: usize) -> Vec<Node> {
    let mut nodes: Vec<Node> = Vec::new();
    let mut open: Vec<(LabelKind, usize)> = Vec::new();
    for (index, line) in lines.iter().enumerate().take(stop).skip(start) {
        let Some(label) = line.label.as_ref().filter(|label| !label.is_bullet()) else {
            continue;
        };
        let kept = open
            .iter()
            .position(|(kind, _)| same_rank(*kind, label.kind))
            .unwrap_or_else(|| {
                // A rank not open yet goes under everything open that ranks higher.
                open.iter()
                    .position(|(kind, _)| rank(*kind) >= rank(label.kind))
                    .unwrap_or(open.len())
            });
        for (_, node) in open.drain(kept..) {
            if let Some(node) = nodes.get_mut(node) {
                node.end = index;
            }
        }
        let parent = open.last().map(|(_, node)| *node);
        if let Some(parent) = parent.and_then(|parent| nodes.get_mut(parent)) {
            parent.has_children = true;
        }
        let level = u8::try_from(open.len() + 1).unwrap_or(u8::MAX);
        open.push((label.kind, nodes.len()));
        nodes.push(Node {
            level,
            line: index,
            end: stop,
            parent,
            has_children: false,
        });
    }
    nodes
}

fn same_rank(a: LabelKind, b: LabelKind) -> bool {
    a == b
}

fn rank(kind: LabelKind) -> u8 {
    match kind {
        LabelKind::Part => 0,
        LabelKind::Capital => 1,
        LabelKind::Roman | LabelKind::Article => 2,
        LabelKind::Decimal(depth) => 2 + depth.min(5),
        LabelKind::Letter => 8,
        LabelKind::Bracketed => 9,
        LabelKind::Dash => 10,
        LabelKind::Plus => 11,
    }
}

/// The nodes as sections of a plan.
pub(crate) fn sections(lines: &[Line], nodes: &[Node]) -> Vec<Section> {
    let block = |line: usize| {
        lines.get(line).map_or_else(
            || lines.last().map_or(0, |last| last.block + 1),
            |line| line.block,
        )
    };
    nodes
        .iter()
        .filter_map(|node| {
            let line = lines.get(node.line)?;
            Some(Section {
                level: node.level,
                label: line.label.as_ref()?.text.clone(),
                title: line.whole(0.95),
                first_block: line.block,
                end_block: block(node.end).max(line.block + 1),
            })
        })
        .collect()
}
