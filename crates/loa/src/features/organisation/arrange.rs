//! Ending units: closing, merging into one, splitting into several, in one step whose effect is shown before.

use std::collections::BTreeSet;

use jiff::civil::Date;
use sea_orm::{ConnectionTrait, DbErr};
use serde_json::json;
use web::FieldErrors;

use super::agency::{LONGEST, SaveError, clean};
use super::settle::settle;
use super::unit::{Act, found, is_taken};
use crate::features::account::{self, Role};
use crate::features::agency::{
    self, AgencyId, NewUnit, Person, PersonId, Transfer, Unit, UnitId, parse_units,
};
use crate::features::task::{self, OpenPart};

/// Most units that one step ends or founds.
const MOST: usize = 50;

/// A unit that goes on: one that is there, or one to be founded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Successor {
    /// One that is there.
    Known(UnitId),
    /// One to be founded, by its place in the list.
    New(usize),
}

impl std::fmt::Display for Successor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Known(id) => id.fmt(f),
            Self::New(at) => write!(f, "moi-{at}"),
        }
    }
}

impl std::str::FromStr for Successor {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        match text.strip_prefix("moi-") {
            Some(at) => at.parse().map(Self::New).map_err(|_| ()),
            None => text.parse().map(Self::Known).map_err(|_| ()),
        }
    }
}

/// What was typed, before it is known whether it can be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Wish {
    /// Units that end.
    pub(super) closing: Vec<String>,
    /// The first day without them.
    pub(super) from: String,
    /// Units that are there and go on.
    pub(super) into: Vec<String>,
    /// Names of units to be founded, one a line.
    pub(super) founded: String,
    /// The decision that orders it.
    pub(super) basis: String,
    /// Who takes over the work of a unit, when several go on: pairs of unit and successor.
    pub(super) heirs: Vec<(String, String)>,
    /// Where people go: pairs of person and successor.
    pub(super) to: Vec<(String, String)>,
    /// Who heads the unit that they go to.
    pub(super) heads: Vec<String>,
}

/// What a step would do.
#[derive(Debug, Clone)]
pub(super) struct Effect {
    /// The first day without the units.
    pub(super) from: Date,
    /// The units that end.
    pub(super) closing: Vec<Closing>,
    /// The units to be founded.
    pub(super) founded: Vec<NewUnit>,
    /// All units that go on.
    pub(super) successors: Vec<Successor>,
}

/// A unit that ends.
#[derive(Debug, Clone)]
pub(super) struct Closing {
    /// The unit.
    pub(super) unit: Unit,
    /// Who takes over its work; none when nobody does.
    pub(super) heir: Option<Successor>,
    /// What it owes.
    pub(super) owed: Vec<OpenPart>,
    /// Its people, and those who head it.
    pub(super) people: Vec<Moving>,
}

/// Somebody whose unit ends.
#[derive(Debug, Clone)]
pub(super) struct Moving {
    /// Who.
    pub(super) person: Person,
    /// Where to; none when it was not said.
    pub(super) to: Option<Successor>,
    /// Whether the person heads the unit there.
    pub(super) heads: bool,
}

/// The units of a wish, when they can be what it says.
struct Cast {
    from: Date,
    closing: Vec<Unit>,
    founded: Vec<NewUnit>,
    successors: Vec<Successor>,
}

fn cast(wish: &Wish, all: &[Unit]) -> Result<Cast, FieldErrors> {
    let mut errors = FieldErrors::new();
    let find = |text: &String| {
        let id: UnitId = text.parse().ok()?;
        all.iter().find(|unit| unit.id == id && unit.valid_to.is_none())
    };
    let unique = |texts: &[String]| -> Vec<String> {
        let mut seen = BTreeSet::new();
        texts
            .iter()
            .filter(|text| seen.insert((*text).clone()))
            .cloned()
            .collect()
    };
    let named = unique(&wish.closing);
    let closing: Vec<Unit> = named.iter().filter_map(find).cloned().collect();
    if closing.is_empty() || closing.len() != named.len() || closing.len() > MOST {
        errors.add("closing", "organisation-closing-needed");
    }
    let from = ui::parse_date(&wish.from).filter(|day| day.year() <= 2100);
    if from.is_none() {
        errors.add("from", "organisation-day-needed");
    }
    let from = from.unwrap_or(Date::MAX);
    if closing.iter().any(|unit| unit.valid_from >= from) {
        errors.add("from", "organisation-day-early");
    }
    if wish.basis.chars().count() > LONGEST {
        errors.add("basis", "organisation-too-long");
    }
    let into = unique(&wish.into);
    let known: Vec<&Unit> = into.iter().filter_map(find).collect();
    let goes_on = |unit: &&Unit| unit.valid_from <= from && closing.iter().all(|one| one.id != unit.id);
    if known.len() != into.len() || !known.iter().all(goes_on) {
        errors.add("into", "organisation-into-wrong");
    }
    let founded = parse_units(&wish.founded, from);
    let mut names = BTreeSet::new();
    for new in &founded {
        let own_name = !names.insert(vietnamese::fold(&new.name));
        // A unit that ends may give its name to one that begins.
        let others: Vec<Unit> = all
            .iter()
            .filter(|unit| closing.iter().all(|one| one.id != unit.id))
            .cloned()
            .collect();
        if own_name || is_taken(&others, &new.name, None, from) {
            errors.add("founded", "organisation-unit-taken");
        } else if new.name.chars().count() > LONGEST {
            errors.add("founded", "organisation-too-long");
        }
    }
    if founded.len() > MOST {
        errors.add("founded", "organisation-list-long");
    }
    let known = known.into_iter().map(|unit| Successor::Known(unit.id));
    let successors = known.chain((0..founded.len()).map(Successor::New)).collect();
    errors.or(Cast {
        from,
        closing,
        founded,
        successors,
    })
}

/// What a wish would do: nothing is changed.
pub(super) async fn effect(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    wish: &Wish,
    today: Date,
) -> Result<Effect, SaveError> {
    let all = agency::units(db, agency).await?;
    let Cast {
        from,
        closing,
        founded,
        successors,
    } = cast(wish, &all).map_err(SaveError::Fields)?;
    let ids: Vec<UnitId> = closing.iter().map(|unit| unit.id).collect();
    let mut owed = task::open_parts(db, agency, &ids, today).await?;
    let everyone = agency::people(db, agency, today).await?;
    let roles = account::roles_of_all(db, agency).await?;
    let goes_on = |place: &Successor| match place {
        Successor::Known(id) => {
            let mut units = all.iter();
            units.any(|unit| unit.id == *id && unit.valid_to.is_none() && !ids.contains(id))
        }
        Successor::New(at) => *at < founded.len(),
    };
    let said = |pairs: &[(String, String)], key: &str| -> Option<Successor> {
        let (_, place) = pairs.iter().find(|(of, _)| of == key)?;
        place.parse().ok()
    };
    let several = closing.len() > 1;
    let asked_before = !wish.to.is_empty();
    let closing = closing
        .into_iter()
        .map(|unit| {
            let key = unit.id.to_string();
            let heir = said(&wish.heirs, &key).filter(|heir| successors.contains(heir));
            let heir = heir.or(successors.first().copied());
            let head = (Role::UnitHead, Some(unit.id));
            let people = everyone.iter().filter_map(|person| {
                let is_head = roles.get(&person.id).is_some_and(|held| held.contains(&head));
                if person.unit != Some(unit.id) && !is_head {
                    return None;
                }
                let key = person.id.to_string();
                let to = said(&wish.to, &key).filter(|place| goes_on(place));
                let to = if asked_before { to } else { to.or(heir) };
                // The head of the only unit that ends goes on as head; of several, somebody must be chosen.
                let heads = if asked_before {
                    wish.heads.contains(&key)
                } else {
                    is_head && !several
                };
                Some(Moving {
                    person: person.clone(),
                    to,
                    heads,
                })
            });
            let people: Vec<Moving> = people.collect();
            let (own, others) = owed.drain(..).partition(|part| part.unit == unit.id);
            owed = others;
            Closing {
                people,
                owed: own,
                heir,
                unit,
            }
        })
        .collect();
    Ok(Effect {
        from,
        closing,
        founded,
        successors,
    })
}

/// Whether somebody is left without a unit.
pub(super) fn check(effect: &Effect) -> FieldErrors {
    let mut errors = FieldErrors::new();
    for moving in effect.closing.iter().flat_map(|closing| &closing.people) {
        if moving.to.is_none() {
            errors.add(&format!("to-{}", moving.person.id), "organisation-to-needed");
        }
    }
    errors
}

/// Carries it out: at once when its day has come, else on its day.
pub(super) async fn carry_out(act: Act<'_>, wish: &Wish) -> Result<(), SaveError> {
    let (tx, agency) = (act.tx, act.agency);
    let effect = effect(tx, agency, wish, act.today).await?;
    check(&effect).or(()).map_err(SaveError::Fields)?;
    let last = effect
        .from
        .yesterday()
        .map_err(|_| SaveError::field("from", "organisation-day-needed"))?;
    let mut ids = Vec::new();
    for new in &effect.founded {
        ids.push(found(act, new.clone()).await?);
    }
    let unit_of = |place: Successor| match place {
        Successor::Known(id) => Some(id),
        Successor::New(at) => ids.get(at).copied(),
    };
    let named = name_of(&effect, &agency::units(tx, agency).await?);
    for closing in &effect.closing {
        let heir = closing.heir.into_iter();
        let others = effect
            .successors
            .iter()
            .copied()
            .filter(|one| Some(*one) != closing.heir);
        let line: Vec<Successor> = heir.chain(others).collect();
        let successors: Vec<UnitId> = line.iter().copied().filter_map(unit_of).collect();
        agency::end_unit(tx, agency, closing.unit.id, last, &successors).await?;
        agency::clear_transfers(tx, agency, closing.unit.id).await?;
        for moving in &closing.people {
            let to = moving.to.and_then(unit_of);
            let to = to.ok_or_else(|| SaveError::field("closing", "organisation-to-needed"))?;
            let new = Transfer {
                person: moving.person.id,
                to,
                heads: moving.heads,
            };
            agency::add_transfer(tx, agency, closing.unit.id, &new).await?;
        }
        let detail = json!({
            "name": closing.unit.name, "last": last, "basis": clean(&wish.basis),
            "into": line.iter().map(|one| named(*one)).collect::<Vec<_>>(),
            "people": closing.people.len(), "tasks": closing.owed.len(),
        });
        act.record(closing.unit.id, "unit-ended", detail).await?;
    }
    place(act, &effect, &ids).await?;
    if effect.from <= act.today {
        settle(tx, agency, act.by, (act.today, act.now)).await?;
    }
    Ok(())
}

/// What a unit that goes on is called.
pub(super) fn name_of<'a>(effect: &'a Effect, all: &[Unit]) -> impl Fn(Successor) -> String + use<'a> {
    let all: Vec<(UnitId, String)> = all.iter().map(|unit| (unit.id, unit.name.clone())).collect();
    move |place| {
        let name = match place {
            Successor::Known(id) => all.iter().find(|(known, _)| *known == id).map(|(_, name)| name),
            Successor::New(at) => effect.founded.get(at).map(|new| &new.name),
        };
        name.cloned().unwrap_or_default()
    }
}

/// Founded units stand where the first that ends stood.
async fn place(act: Act<'_>, effect: &Effect, founded: &[UnitId]) -> Result<(), DbErr> {
    let Some(first) = effect.closing.first().filter(|_| !founded.is_empty()) else {
        return Ok(());
    };
    let all = agency::units(act.tx, act.agency).await?;
    let mut order: Vec<UnitId> = all
        .iter()
        .map(|unit| unit.id)
        .filter(|id| !founded.contains(id))
        .collect();
    let at = order
        .iter()
        .position(|id| *id == first.unit.id)
        .unwrap_or(order.len());
    order.splice(at..at, founded.iter().copied());
    agency::place_units(act.tx, act.agency, &order).await
}

/// Takes back an end whose day has not come; false when there is none.
pub(super) async fn cancel(act: Act<'_>, unit: &Unit) -> Result<bool, DbErr> {
    if unit.valid_to.is_none_or(|last| last < act.today) {
        return Ok(false);
    }
    agency::reopen_unit(act.tx, act.agency, unit.id).await?;
    agency::clear_transfers(act.tx, act.agency, unit.id).await?;
    act.record(unit.id, "unit-end-cancelled", json!({ "name": unit.name }))
        .await?;
    Ok(true)
}

/// Who works in a unit or heads it today.
pub(super) async fn members(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    unit: UnitId,
    today: Date,
) -> Result<(Vec<Person>, Vec<PersonId>), DbErr> {
    let people = agency::people(db, agency, today).await?;
    let holders = account::holders(db, agency, Role::UnitHead).await?;
    let heads: Vec<PersonId> = holders
        .into_iter()
        .filter(|(_, of)| *of == Some(unit))
        .map(|(person, _)| person)
        .collect();
    Ok((people, heads))
}
