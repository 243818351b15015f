//! A second reading of a plan: which of its rows and entries are those of the version before.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::item::Item;
use super::model::{ItemId, RowId};
use super::reading::Reading;
use super::row::{Party, Row, Who};

/// Least likeness of two texts to be the same thing, reworded.
const LIKE: f64 = 0.6;
/// Pairs compared word by word at most; larger tables are matched by number and exact text.
const MOST_PAIRS: usize = 40_000;

/// Gives rows and entries of a new reading the ids they have in the version before, and people's choice of
/// units for names that are written as before.
pub fn carry(reading: &mut Reading, items: &[Item], rows: &[Row]) {
    let old: Vec<(RowId, String, String)> = rows
        .iter()
        .map(|row| {
            (
                row.id,
                key(&row.content),
                format!("{} {}", key(&row.section), row.no),
            )
        })
        .collect();
    let new: Vec<(String, String)> = reading
        .rows
        .iter()
        .map(|row| (key(&row.content), format!("{} {}", key(&row.section), row.no)))
        .collect();
    for (row, id) in reading.rows.iter_mut().zip(matched(&old, &new)) {
        if let Some(id) = id {
            row.id = id;
        }
    }
    let chosen: HashMap<String, Who> = rows
        .iter()
        .flat_map(|row| row.leads.iter().chain(&row.coordinators))
        .filter(|party| party.who != Who::Unresolved)
        .map(|party| (key(&party.text), party.who.clone()))
        .collect();
    let resolve = |party: &mut Party| {
        if let Some(who) = chosen.get(&key(&party.text)) {
            party.who = who.clone();
        }
    };
    for row in &mut reading.rows {
        row.leads
            .iter_mut()
            .chain(row.coordinators.iter_mut())
            .for_each(resolve);
    }
    carry_items(&mut reading.items, items);
}

fn carry_items(new: &mut [Item], old: &[Item]) {
    let kinds: BTreeMap<_, Vec<usize>> =
        new.iter()
            .enumerate()
            .fold(BTreeMap::new(), |mut kinds, (at, item)| {
                kinds.entry(item.kind).or_insert_with(Vec::new).push(at);
                kinds
            });
    for (kind, places) in kinds {
        let of_kind: Vec<(ItemId, String, String)> = old
            .iter()
            .filter(|item| item.kind == kind)
            .map(|item| {
                let name = if kind.is_single() { kind.word() } else { "" };
                (item.id, key(&item.text), name.to_owned())
            })
            .collect();
        let texts: Vec<(String, String)> = places
            .iter()
            .filter_map(|at| new.get(*at))
            .map(|item| {
                let name = if kind.is_single() { kind.word() } else { "" };
                (key(&item.text), name.to_owned())
            })
            .collect();
        for (at, id) in places.iter().zip(matched(&of_kind, &texts)) {
            if let (Some(item), Some(id)) = (new.get_mut(*at), id) {
                item.id = id;
            }
        }
    }
}

fn key(text: &str) -> String {
    vietnamese::fold(text)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// For each new thing the old one that it is: the same text first, then the most alike, then the same name.
fn matched<I: Copy + Eq + std::hash::Hash>(
    old: &[(I, String, String)],
    new: &[(String, String)],
) -> Vec<Option<I>> {
    let mut found: Vec<Option<I>> = vec![None; new.len()];
    let mut taken: HashSet<I> = HashSet::new();
    let mut by_text: HashMap<&str, Vec<I>> = HashMap::new();
    for (id, text, _) in old.iter().rev() {
        by_text.entry(text).or_default().push(*id);
    }
    for (slot, (text, _)) in found.iter_mut().zip(new) {
        if let Some(id) = by_text.get_mut(text.as_str()).and_then(Vec::pop) {
            taken.insert(id);
            *slot = Some(id);
        }
    }
    let open_old = old.len().saturating_sub(taken.len());
    let open_new = found.iter().filter(|slot| slot.is_none()).count();
    if open_old * open_new <= MOST_PAIRS {
        let mut alike: Vec<(f64, usize, I)> = Vec::new();
        for (at, (text, name)) in new.iter().enumerate() {
            if found.get(at).is_some_and(Option::is_some) {
                continue;
            }
            for (id, old_text, old_name) in old.iter().filter(|(id, ..)| !taken.contains(id)) {
                let same_name = if !name.trim().is_empty() && name == old_name {
                    0.05
                } else {
                    0.0
                };
                let likeness = strsim::sorensen_dice(text, old_text);
                if likeness >= LIKE {
                    alike.push((likeness + same_name, at, *id));
                }
            }
        }
        alike.sort_by(|a, b| b.0.total_cmp(&a.0));
        for (_, at, id) in alike {
            if let Some(slot) = found.get_mut(at).filter(|slot| slot.is_none())
                && taken.insert(id)
            {
                *slot = Some(id);
            }
        }
    }
    // A title, a number: one of its kind, whatever it says now. A large table: the same number.
    let by_name: HashMap<&str, I> = old
        .iter()
        .filter(|(id, _, name)| !taken.contains(id) && !name.trim().is_empty())
        .map(|(id, _, name)| (name.as_str(), *id))
        .collect();
    let large = open_old * open_new > MOST_PAIRS;
    for (slot, (_, name)) in found.iter_mut().zip(new) {
        let single = new.len() == 1 && old.len() == 1;
        if slot.is_none()
            && (large || single)
            && let Some(id) = by_name.get(name.as_str())
            && taken.insert(*id)
        {
            *slot = Some(*id);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::plan::item::ItemKind;

    fn row(no: &str, content: &str) -> Row {
        Row {
            no: no.to_owned(),
            content: content.to_owned(),
            ..Row::empty()
        }
    }

    #[test]
    fn rows_keep_their_ids_when_moved_or_reworded_and_new_ones_get_their_own() {
        let old = [
            row("1", "Phát động cuộc thi tìm hiểu cải cách hành chính năm 2025"),
            row("2", "Tổ chức tọa đàm"),
            row("3", "Đăng tin"),
        ];
        let mut reading = Reading {
            rows: vec![
                row("1", "Đăng tin"),
                row("2", "Viết bài về chuyển đổi số"),
                row(
                    "3",
                    "Phát động cuộc thi trực tuyến tìm hiểu cải cách hành chính năm 2025",
                ),
            ],
            items: vec![Item::written(ItemKind::Number, "07/KH-SXD")],
            ..Reading::default()
        };
        let number = Item::written(ItemKind::Number, "");
        carry(&mut reading, std::slice::from_ref(&number), &old);
        assert_eq!(reading.rows[0].id, old[2].id);
        assert_eq!(reading.rows[2].id, old[0].id);
        assert!(old.iter().all(|row| row.id != reading.rows[1].id));
        assert_eq!(reading.items[0].id, number.id);
    }
}
