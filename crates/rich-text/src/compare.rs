//! Two versions side by side: which paragraphs came, went or changed, and which words in them.

use similar::{ChangeTag, DiffOp, TextDiff, capture_diff_slices};

use crate::model::Body;

/// What became of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// It stands as it stood.
    Same(String),
    /// It is new.
    Added(String),
    /// It is gone.
    Removed(String),
    /// Some of its words changed.
    Changed(Vec<Piece>),
}

/// Some words of a changed block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Where they stand.
    pub kind: PieceKind,
    /// The words.
    pub words: String,
}

/// In which version words stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PieceKind {
    /// In both.
    Same,
    /// In the new one only.
    Added,
    /// In the old one only.
    Removed,
}

/// Words that must be common for a block to count as changed and not as replaced.
const ALIKE: f32 = 0.4;

/// Compares two versions by what they show: words, links, and which picture stands where.
///
/// ```
/// use rich_text::{Change, compare, read_markdown};
/// let [old, new] = ["Một hai ba bốn\n\nCũ", "Một hai bảy bốn\n\nCũ"].map(|text| read_markdown(text, |_| None).body);
/// let changes = compare(&old, &new);
/// assert!(matches!(&changes[..], [Change::Changed(_), Change::Same(same)] if same == "Cũ"));
/// ```
#[must_use]
pub fn compare(old: &Body, new: &Body) -> Vec<Change> {
    let (before, after) = (lines(old), lines(new));
    let mut changes = Vec::new();
    for op in capture_diff_slices(similar::Algorithm::Patience, &before, &after) {
        match op {
            DiffOp::Equal { old_index, len, .. } => {
                changes.extend(before.iter().skip(old_index).take(len).cloned().map(Change::Same));
            }
            DiffOp::Delete {
                old_index, old_len, ..
            } => {
                changes.extend(
                    before
                        .iter()
                        .skip(old_index)
                        .take(old_len)
                        .cloned()
                        .map(Change::Removed),
                );
            }
            DiffOp::Insert {
                new_index, new_len, ..
            } => {
                changes.extend(
                    after
                        .iter()
                        .skip(new_index)
                        .take(new_len)
                        .cloned()
                        .map(Change::Added),
                );
            }
            DiffOp::Replace {
                old_index,
                old_len,
                new_index,
                new_len,
            } => {
                let old: Vec<_> = before.iter().skip(old_index).take(old_len).collect();
                let new: Vec<_> = after.iter().skip(new_index).take(new_len).collect();
                replaced(&old, &new, &mut changes);
            }
        }
    }
    changes
}

fn lines(body: &Body) -> Vec<String> {
    let markdown = body.blocks.iter().map(|block| {
        let alone = Body {
            blocks: vec![block.clone()],
        };
        match block {
            crate::Block::Picture(_) | crate::Block::Rule => alone.to_markdown().trim_end().to_owned(),
            _ => block.to_text(),
        }
    });
    markdown.collect()
}

/// Blocks that stand in each other's place: pairs that are alike are changes, the others came and went.
fn replaced(old: &[&String], new: &[&String], changes: &mut Vec<Change>) {
    let mut rest = new.iter();
    let mut held: Vec<&&String> = Vec::new();
    for before in old {
        let mut found = None;
        for after in rest.by_ref() {
            let diff = TextDiff::from_words(before.as_str(), after.as_str());
            if diff.ratio() >= ALIKE {
                found = Some(pieces(&diff));
                break;
            }
            held.push(after);
        }
        if let Some(pieces) = found {
            changes.extend(held.drain(..).map(|text| Change::Added((*text).clone())));
            changes.push(Change::Changed(pieces));
        } else {
            // Nothing after it is alike: it went, and the others are still to be matched.
            changes.push(Change::Removed((*before).clone()));
            rest = new
                .get(new.len() - held.len() - rest.len()..)
                .unwrap_or_default()
                .iter();
            held.clear();
        }
    }
    changes.extend(
        held.into_iter()
            .chain(rest)
            .map(|text| Change::Added((*text).clone())),
    );
}

fn pieces<'t>(diff: &TextDiff<'t, 't, 't, str>) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for change in diff.iter_all_changes() {
        let kind = match change.tag() {
            ChangeTag::Equal => PieceKind::Same,
            ChangeTag::Insert => PieceKind::Added,
            ChangeTag::Delete => PieceKind::Removed,
        };
        match pieces.last_mut() {
            Some(last) if last.kind == kind => last.words.push_str(change.value()),
            _ => pieces.push(Piece {
                kind,
                words: change.value().to_owned(),
            }),
        }
    }
    pieces
}
