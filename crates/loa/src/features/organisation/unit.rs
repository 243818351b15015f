//! One unit: adding, changing, renaming from a day on, its place and its heads; and lists of units.

use std::collections::BTreeSet;

use db::{Instant, Tx};
use jiff::civil::Date;
use sea_orm::DbErr;
use serde::Deserialize;
use serde_json::json;
use web::FieldErrors;

use super::agency::{SaveError, check, clean, first_day};
use crate::features::account::{self, Role};
use crate::features::agency::{
    self, AgencyId, NewUnit, PersonId, Unit, UnitId, UnitKind, UnitName, parse_units,
};
use crate::features::audit::{self, Subject};

/// Most other names of a unit.
const MOST_ALIASES: usize = 30;
/// Most lines of a list.
pub(super) const MOST_LINES: usize = 300;

/// A unit, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(super) struct UnitInput {
    pub(super) name: String,
    pub(super) short_name: String,
    pub(super) kind: String,
    pub(super) parent: String,
    /// One a line.
    pub(super) aliases: String,
    /// The first day; only of a new unit and of a new name.
    pub(super) from: String,
}

/// Who does it, where and when.
#[derive(Debug, Clone, Copy)]
pub(super) struct Act<'a> {
    pub(super) tx: &'a Tx,
    pub(super) agency: AgencyId,
    pub(super) by: audit::By<'a>,
    pub(super) today: Date,
    pub(super) now: Instant,
}

impl Act<'_> {
    pub(super) async fn record(
        &self,
        unit: UnitId,
        action: &str,
        detail: serde_json::Value,
    ) -> Result<(), DbErr> {
        let subject = Subject::new("unit", unit.0);
        audit::record(self.tx, self.agency, self.by, action, subject, detail, self.now).await
    }
}

impl UnitInput {
    /// What is known of a unit, ready to be changed.
    pub(super) fn of(unit: &Unit) -> Self {
        Self {
            name: unit.name.clone(),
            short_name: unit.short_name.clone(),
            kind: unit.kind.to_string(),
            parent: unit.parent.map(|parent| parent.to_string()).unwrap_or_default(),
            aliases: unit.aliases.join("\n"),
            from: String::new(),
        }
    }

    /// Reads the form; `own` is the unit when it exists already.
    fn parse(&self, all: &[Unit], own: Option<&Unit>, from: Date) -> Result<NewUnit, FieldErrors> {
        let mut errors = check(&[("name", &self.name)], &[("short_name", &self.short_name)]);
        let mut new = NewUnit::named(&self.name, from);
        if own.is_none_or(|own| own.valid_to.is_none()) && is_taken(all, &new.name, own, from) {
            errors.add("name", "organisation-unit-taken");
        }
        let short_name = clean(&self.short_name);
        if !short_name.is_empty() {
            new.short_name = short_name;
        }
        if let Ok(kind) = self.kind.parse() {
            new.kind = kind;
        }
        if !self.parent.is_empty() {
            let parent: Option<UnitId> = self.parent.parse().ok();
            match parent.filter(|id| may_stand_under(all, own.map(|own| own.id), *id)) {
                Some(parent) => new.parent = Some(parent),
                None => errors.add("parent", "organisation-parent-wrong"),
            }
        }
        let mut seen = BTreeSet::from([vietnamese::fold(&new.name)]);
        for alias in self.aliases.lines().map(clean).filter(|alias| !alias.is_empty()) {
            if alias.chars().count() > super::agency::LONGEST {
                errors.add("aliases", "organisation-too-long");
            }
            if seen.insert(vietnamese::fold(&alias)) {
                new.aliases.push(alias);
            }
        }
        if new.aliases.len() > MOST_ALIASES {
            errors.add("aliases", "organisation-aliases-many");
        }
        errors.or(new)
    }
}

/// Whether another unit that has no end has this name, or had it until after `from`.
pub(super) fn is_taken(all: &[Unit], name: &str, own: Option<&Unit>, from: Date) -> bool {
    let folded = vietnamese::fold(name);
    all.iter().any(|unit| {
        own.is_none_or(|own| own.id != unit.id)
            && unit.valid_to.is_none_or(|end| end >= from)
            && vietnamese::fold(&unit.name) == folded
    })
}

/// A unit stands under another one of the agency, and never under itself.
fn may_stand_under(all: &[Unit], own: Option<UnitId>, parent: UnitId) -> bool {
    let mut at = Some(parent);
    for _ in 0..=all.len() {
        match at {
            Some(id) if Some(id) == own => return false,
            Some(id) => match all.iter().find(|unit| unit.id == id) {
                Some(unit) => at = unit.parent,
                None => return false,
            },
            None => return true,
        }
    }
    false
}

/// Adds a unit.
pub(super) async fn add(act: Act<'_>, input: &UnitInput) -> Result<UnitId, SaveError> {
    let all = agency::units(act.tx, act.agency).await?;
    let from = if input.from.trim().is_empty() {
        act.today
    } else {
        ui::parse_date(&input.from)
            .filter(|day| (1945..=2100).contains(&day.year()))
            .ok_or_else(|| SaveError::field("from", "organisation-day-needed"))?
    };
    let new = input.parse(&all, None, from).map_err(SaveError::Fields)?;
    Ok(found(act, new).await?)
}

/// Adds a unit that was checked.
pub(super) async fn found(act: Act<'_>, new: NewUnit) -> Result<UnitId, DbErr> {
    let detail = json!({ "name": new.name, "from": new.valid_from });
    let id = agency::add_unit(act.tx, act.agency, new).await?;
    act.record(id, "unit-added", detail).await?;
    Ok(id)
}

/// Changes a unit; its name is mended for all the days since it is called so.
pub(super) async fn change(act: Act<'_>, unit: &Unit, input: &UnitInput) -> Result<(), SaveError> {
    let all = agency::units(act.tx, act.agency).await?;
    let new = input
        .parse(&all, Some(unit), unit.valid_from)
        .map_err(SaveError::Fields)?;
    let name = UnitName {
        unit: unit.id,
        from: unit.valid_from,
        name: new.name.clone(),
        short_name: new.short_name.clone(),
    };
    agency::change_unit(act.tx, act.agency, unit.id, &new).await?;
    agency::correct_unit(act.tx, act.agency, &name, act.today).await?;
    let detail = json!({
        "was": unit.name, "name": new.name, "short_name": new.short_name, "kind": new.kind, "aliases": new.aliases,
    });
    Ok(act.record(unit.id, "unit-changed", detail).await?)
}

/// Calls a unit otherwise from a day on.
pub(super) async fn rename(act: Act<'_>, unit: &Unit, input: &UnitInput) -> Result<(), SaveError> {
    let mut errors = check(&[("name", &input.name)], &[("short_name", &input.short_name)]);
    let from = first_day(&mut errors, &input.from, unit.valid_from);
    if unit.valid_to.is_some_and(|end| end < from) {
        errors.add("from", "organisation-day-ended");
    }
    let all = agency::units(act.tx, act.agency).await?;
    let typed = NewUnit::named(&input.name, from);
    if is_taken(&all, &typed.name, Some(unit), from) {
        errors.add("name", "organisation-unit-taken");
    }
    let short_name = clean(&input.short_name);
    let new = UnitName {
        unit: unit.id,
        from,
        short_name: if short_name.is_empty() {
            typed.short_name
        } else {
            short_name
        },
        name: typed.name,
    };
    let named = agency::units_named_on(act.tx, act.agency, from).await?;
    if named.iter().any(|one| {
        UnitName {
            from,
            ..UnitName::of(one)
        } == new
    }) {
        errors.add("name", "organisation-same-name");
    }
    errors.or(()).map_err(SaveError::Fields)?;
    agency::rename_unit(act.tx, act.agency, unit, &new, act.today).await?;
    let detail = json!({ "from": from, "was": unit.name, "name": new.name, "short_name": new.short_name });
    Ok(act.record(unit.id, "unit-renamed", detail).await?)
}

/// Moves a unit before or after its neighbour among those that stand under the same one.
pub(super) async fn shift(act: Act<'_>, unit: &Unit, up: bool) -> Result<(), DbErr> {
    let all = agency::units(act.tx, act.agency).await?;
    let beside: Vec<UnitId> = all
        .iter()
        .filter(|other| other.parent == unit.parent && other.valid_to.is_none_or(|end| act.today <= end))
        .map(|other| other.id)
        .collect();
    let at = beside.iter().position(|id| *id == unit.id);
    let other = at.and_then(|at| if up { at.checked_sub(1) } else { Some(at + 1) });
    let Some(other) = other.and_then(|other| beside.get(other)) else {
        return Ok(());
    };
    let order: Vec<UnitId> = all
        .iter()
        .map(|one| match one.id {
            id if id == unit.id => *other,
            id if id == *other => unit.id,
            id => id,
        })
        .collect();
    agency::place_units(act.tx, act.agency, &order).await?;
    act.record(unit.id, "units-ordered", json!({ "name": unit.name, "up": up }))
        .await
}

/// Makes exactly these people the heads of a unit.
pub(super) async fn set_heads(act: Act<'_>, unit: &Unit, heads: &[PersonId]) -> Result<(), SaveError> {
    let people = agency::people(act.tx, act.agency, act.today).await?;
    if heads
        .iter()
        .any(|head| !people.iter().any(|person| person.id == *head))
    {
        return Err(SaveError::field("heads", "organisation-person-unknown"));
    }
    let role = (Role::UnitHead, Some(unit.id));
    let mut roles = account::roles_of_all(act.tx, act.agency).await?;
    let mut names = Vec::new();
    for person in people {
        let mut held = roles.remove(&person.id).unwrap_or_default();
        let (is, should) = (held.contains(&role), heads.contains(&person.id));
        if should {
            names.push(person.full_name);
        }
        if is == should {
            continue;
        }
        held.retain(|one| *one != role);
        if should {
            held.push(role);
        }
        give_roles(act, person.id, held).await?;
    }
    let detail = json!({ "unit": unit.name, "heads": names });
    Ok(act.record(unit.id, "unit-heads-set", detail).await?)
}

/// Gives somebody exactly these roles; nobody is left without one.
pub(super) async fn give_roles(
    act: Act<'_>,
    person: PersonId,
    mut roles: Vec<(Role, Option<UnitId>)>,
) -> Result<(), DbErr> {
    if roles.is_empty() {
        roles.push((Role::Staff, None));
    }
    account::replace_roles(act.tx, act.agency, person, &roles, act.now).await
}

/// A line of a pasted list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Line {
    /// A unit to be added.
    New(String, UnitKind),
    /// A name that a unit goes by already.
    Known(String, UnitId),
    /// A name that stands in the list already.
    Twice(String),
    /// A name that is too long.
    Long(String),
}

/// Reads a list: what is new, what is there. `known` are today's units with all their names.
pub(super) fn read_list(list: &str, known: &[Unit], from: Date) -> Vec<Line> {
    let mut seen = BTreeSet::new();
    let line = |new: NewUnit| {
        let folded = vietnamese::fold(&new.name);
        let called = |unit: &&Unit| {
            let names = [&unit.name, &unit.short_name].into_iter().chain(&unit.aliases);
            names
                .map(|name| vietnamese::fold(name))
                .any(|name| name == folded)
        };
        if new.name.chars().count() > super::agency::LONGEST {
            Line::Long(new.name.chars().take(60).collect())
        } else if !seen.insert(folded.clone()) {
            Line::Twice(new.name)
        } else if let Some(unit) = known.iter().find(called) {
            Line::Known(new.name, unit.id)
        } else {
            Line::New(new.name, new.kind)
        }
    };
    parse_units(list, from)
        .into_iter()
        .take(MOST_LINES + 1)
        .map(line)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_says_what_is_new_and_what_is_there() {
        let day = "2025-01-01".parse().unwrap();
        let known = Unit {
            id: UnitId::new(),
            parent: None,
            name: "Phòng Quản lý xây dựng".to_owned(),
            short_name: "P. QLXD".to_owned(),
            kind: UnitKind::Division,
            aliases: vec!["Phòng Xây dựng".to_owned()],
            position: 0,
            valid_from: day,
            valid_to: None,
            successor: None,
        };
        let list = "1. Văn phòng\n2. P. QLXD\n3. phòng xây dựng\n4. VĂN PHÒNG";
        let lines = read_list(list, std::slice::from_ref(&known), day);
        assert_eq!(
            lines,
            [
                Line::New("Văn phòng".to_owned(), UnitKind::Office),
                Line::Known("P. QLXD".to_owned(), known.id),
                Line::Known("phòng xây dựng".to_owned(), known.id),
                Line::Twice("VĂN PHÒNG".to_owned()),
            ]
        );
    }

    #[test]
    fn no_unit_stands_under_itself() {
        let day = "2025-01-01".parse().unwrap();
        let mut units: Vec<Unit> = (0..3)
            .map(|position| Unit {
                id: UnitId::new(),
                parent: None,
                name: format!("Phòng {position}"),
                short_name: String::new(),
                kind: UnitKind::Division,
                aliases: Vec::new(),
                position,
                valid_from: day,
                valid_to: None,
                successor: None,
            })
            .collect();
        units[1].parent = Some(units[0].id);
        units[2].parent = Some(units[1].id);
        let ids: Vec<UnitId> = units.iter().map(|unit| unit.id).collect();
        assert!(may_stand_under(&units, None, ids[2]));
        assert!(may_stand_under(&units, Some(ids[2]), ids[0]));
        assert!(!may_stand_under(&units, Some(ids[0]), ids[0]));
        assert!(!may_stand_under(&units, Some(ids[0]), ids[2]));
        assert!(!may_stand_under(&units, Some(ids[0]), UnitId::new()));
    }
}
