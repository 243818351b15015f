//! What changed between two versions.

use std::collections::BTreeMap;

use super::item::Item;
use super::model::{ItemId, RowId};
use super::row::{Row, RowField};

/// What happened to a row.
#[derive(Debug, Clone, PartialEq)]
#[expect(
    clippy::large_enum_variant,
    reason = "few are alive at a time, and callers match on rows"
)]
pub enum RowChange {
    /// It is new.
    Added(Row),
    /// It is gone.
    Removed(Row),
    /// It says something else in these fields, or means someone or some time else.
    Changed {
        /// Before.
        old: Row,
        /// After.
        new: Row,
        /// Which fields.
        fields: Vec<RowField>,
    },
}

impl RowChange {
    /// Which row.
    #[must_use]
    pub fn id(&self) -> RowId {
        match self {
            Self::Added(row) | Self::Removed(row) => row.id,
            Self::Changed { new, .. } => new.id,
        }
    }
}

/// The rows that differ: in the order of the new version, then what is gone in the order of the old one.
#[must_use]
pub fn compare(old: &[Row], new: &[Row]) -> Vec<RowChange> {
    let before: BTreeMap<RowId, &Row> = old.iter().map(|row| (row.id, row)).collect();
    let after: BTreeMap<RowId, &Row> = new.iter().map(|row| (row.id, row)).collect();
    let kept = new.iter().filter_map(|row| match before.get(&row.id) {
        None => Some(RowChange::Added(row.clone())),
        Some(old) => {
            let fields = changed(old, row);
            (!fields.is_empty()).then(|| RowChange::Changed {
                old: (*old).clone(),
                new: row.clone(),
                fields,
            })
        }
    });
    let gone = old
        .iter()
        .filter(|row| !after.contains_key(&row.id))
        .map(|row| RowChange::Removed(row.clone()));
    kept.chain(gone).collect()
}

fn changed(old: &Row, new: &Row) -> Vec<RowField> {
    let differs = |field: &RowField| match field {
        RowField::Content => old.content != new.content || old.alternatives != new.alternatives,
        RowField::Leads => old.leads != new.leads,
        RowField::Coordinators => old.coordinators != new.coordinators,
        RowField::Time => old.time_text != new.time_text || old.window != new.window,
        _ => old.text(*field) != new.text(*field),
    };
    RowField::ALL.iter().copied().filter(differs).collect()
}

/// What happened to an entry of the text.
#[derive(Debug, Clone, PartialEq)]
pub struct ItemChange {
    /// Before; none when it is new.
    pub old: Option<Item>,
    /// After; none when it is gone.
    pub new: Option<Item>,
}

/// The entries that differ, in the order of the new version, then what is gone.
#[must_use]
pub fn compare_items(old: &[Item], new: &[Item]) -> Vec<ItemChange> {
    let before: BTreeMap<ItemId, &Item> = old.iter().map(|item| (item.id, item)).collect();
    let kept = new.iter().filter_map(|item| {
        let was = before.get(&item.id).copied();
        let same = was.is_some_and(|was| was.text == item.text && was.detail == item.detail);
        (!same).then(|| ItemChange {
            old: was.cloned(),
            new: Some(item.clone()),
        })
    });
    let gone = old
        .iter()
        .filter(|item| !new.iter().any(|other| other.id == item.id))
        .map(|item| ItemChange {
            old: Some(item.clone()),
            new: None,
        });
    kept.chain(gone)
        .filter(|change| {
            let blank = |item: &Option<Item>| item.as_ref().is_none_or(|item| item.text.is_empty());
            !(blank(&change.old) && blank(&change.new))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::plan::{Party, Who};

    fn row(no: &str, content: &str) -> Row {
        Row {
            no: no.to_owned(),
            content: content.to_owned(),
            ..Row::empty()
        }
    }

    #[test]
    fn a_row_is_followed_through_a_change_of_words_units_or_place() {
        let first = row("1", "Phát động cuộc thi");
        let second = row("2", "Tổ chức tọa đàm");
        let mut reworded = second.clone();
        reworded.no = "1".to_owned();
        reworded.leads.push(Party {
            text: "Văn phòng".to_owned(),
            who: Who::Unresolved,
        });
        let third = row("2", "Đăng tin");
        let changes = compare(
            &[first.clone(), second.clone()],
            &[reworded.clone(), third.clone()],
        );
        assert_eq!(
            changes,
            [
                RowChange::Changed {
                    old: second,
                    new: reworded,
                    fields: vec![RowField::No, RowField::Leads],
                },
                RowChange::Added(third),
                RowChange::Removed(first),
            ]
        );
    }

    #[test]
    fn marking_as_checked_changes_nothing() {
        let old = row("1", "Phát động cuộc thi");
        let new = Row {
            checked: false,
            ..old.clone()
        };
        assert_eq!(compare(&[old], &[new]), []);
    }
}
