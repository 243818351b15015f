//! What agencies and units are called from which day on: documents keep the names of their own day.
//!
//! The rows of agencies and units say what is right today. Once a name has changed, the table of names holds the
//! whole history, the first name too; a name of a later day waits there until [`bring_names_in_force`].

use std::collections::BTreeSet;

use db::Instant;
use jiff::civil::Date;
use sea_orm::{ConnectionTrait, DbErr};

use super::model::{Agency, AgencyId, NewAgency, Unit, UnitId, heir};
use super::store;

/// What an agency is called from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the same fields as the agency itself")]
pub struct AgencyName {
    /// The first day.
    pub from: Date,
    pub name: String,
    pub short_name: String,
    pub symbol: String,
    pub place: String,
    pub parent: Option<AgencyId>,
}

/// What a unit is called from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the same fields as the unit itself")]
pub struct UnitName {
    pub unit: UnitId,
    /// The first day.
    pub from: Date,
    pub name: String,
    pub short_name: String,
}

impl AgencyName {
    /// What the agency's own row says, from its first day.
    #[must_use]
    pub fn of(agency: &Agency) -> Self {
        Self {
            from: agency.valid_from,
            name: agency.name.clone(),
            short_name: agency.short_name.clone(),
            symbol: agency.symbol.clone(),
            place: agency.place.clone(),
            parent: agency.parent,
        }
    }

    fn put_on(self, agency: Agency) -> Agency {
        Agency {
            name: self.name,
            short_name: self.short_name,
            symbol: self.symbol,
            place: self.place,
            parent: self.parent,
            ..agency
        }
    }
}

impl UnitName {
    /// What the unit's own row says, from its first day.
    #[must_use]
    pub fn of(unit: &Unit) -> Self {
        Self {
            unit: unit.id,
            from: unit.valid_from,
            name: unit.name.clone(),
            short_name: unit.short_name.clone(),
        }
    }
}

/// The last of a history, oldest first, that began by a day; the first one for days before.
fn right_on<T>(history: &[T], from: impl Fn(&T) -> Date, day: Date) -> Option<&T> {
    let begun = history.iter().rev().find(|one| from(one) <= day);
    begun.or_else(|| history.first())
}

/// The agency as it was called on a day.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn name_on(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    day: Date,
) -> Result<Option<Agency>, DbErr> {
    let Some(known) = store::agency(db, agency).await? else {
        return Ok(None);
    };
    let names = store::agency_names(db, agency).await?;
    Ok(Some(match right_on(&names, |name| name.from, day) {
        Some(name) => name.clone().put_on(known),
        None => known,
    }))
}

/// All units, ended ones too, as they were called on a day, in the agency's order.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn units_named_on(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    day: Date,
) -> Result<Vec<Unit>, DbErr> {
    let names = store::all_unit_names(db, agency).await?;
    let mut units = store::units(db, agency).await?;
    for unit in &mut units {
        let own: Vec<&UnitName> = names.iter().filter(|name| name.unit == unit.id).collect();
        if let Some(name) = right_on(&own, |name| name.from, day) {
            unit.name.clone_from(&name.name);
            unit.short_name.clone_from(&name.short_name);
        }
    }
    Ok(units)
}

/// The units of a day with every name that a plan may call them by: aliases, names of before, and names of the
/// units that they took over from.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn units_known_as(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    day: Date,
) -> Result<Vec<Unit>, DbErr> {
    let all = store::units(db, agency).await?;
    let names = store::all_unit_names(db, agency).await?;
    let mut here: Vec<Unit> = all.iter().filter(|unit| unit.is_there_on(day)).cloned().collect();
    let taken: BTreeSet<String> = here.iter().map(|unit| vietnamese::fold(&unit.name)).collect();
    for unit in &mut here {
        let own = all.iter().filter(|old| heir(old.id, &all, day) == Some(unit.id));
        let called = own.flat_map(|old| {
            let before = names.iter().filter(|name| name.unit == old.id);
            let before = before.flat_map(|name| [&name.name, &name.short_name]);
            let ended =
                (old.id != unit.id).then(|| [&old.name, &old.short_name].into_iter().chain(&old.aliases));
            before.chain(ended.into_iter().flatten())
        });
        for name in called {
            let folded = vietnamese::fold(name);
            let known = std::iter::once(&unit.name).chain(&unit.aliases);
            // A name that another unit has today means that unit.
            if !taken.contains(&folded)
                && known
                    .map(|known| vietnamese::fold(known))
                    .all(|known| known != folded)
            {
                unit.aliases.push(name.clone());
            }
        }
    }
    Ok(here)
}

/// All that the agency was and will be called, oldest first; at least what it is called now.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn agency_names(db: &impl ConnectionTrait, agency: &Agency) -> Result<Vec<AgencyName>, DbErr> {
    let names = store::agency_names(db, agency.id).await?;
    Ok(if names.is_empty() {
        vec![AgencyName::of(agency)]
    } else {
        names
    })
}

/// All that a unit was and will be called, oldest first; at least what it is called now.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn unit_names(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    unit: &Unit,
) -> Result<Vec<UnitName>, DbErr> {
    let names = store::unit_names(db, agency, unit.id).await?;
    Ok(if names.is_empty() {
        vec![UnitName::of(unit)]
    } else {
        names
    })
}

/// Calls an agency otherwise from a day on. What it was called until then stays in the history.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn rename_agency(
    tx: &impl ConnectionTrait,
    agency: &Agency,
    new: &AgencyName,
    today: Date,
) -> Result<(), DbErr> {
    if store::agency_names(tx, agency.id).await?.is_empty() {
        store::put_agency_name(tx, agency.id, &AgencyName::of(agency)).await?;
    }
    store::put_agency_name(tx, agency.id, new).await?;
    settle_agency(tx, agency.id, today).await?;
    Ok(())
}

/// Mends what an agency is called now, for all the days since it is called so: nothing was renamed.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn correct_agency(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    new: &AgencyName,
    today: Date,
) -> Result<(), DbErr> {
    let names = store::agency_names(tx, agency).await?;
    if let Some(now) = right_on(&names, |name| name.from, today) {
        let mended = AgencyName {
            from: now.from,
            ..new.clone()
        };
        store::put_agency_name(tx, agency, &mended).await?;
    }
    store::set_name(tx, agency, new).await
}

/// Forgets a name of an agency whose day has not come; false when there is no such name.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn drop_coming_agency_name(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    from: Date,
    today: Date,
) -> Result<bool, DbErr> {
    let names = store::agency_names(tx, agency).await?;
    let there = from > today && names.iter().any(|name| name.from == from);
    if there {
        store::drop_agency_name(tx, agency, from).await?;
    }
    Ok(there)
}

/// Calls a unit otherwise from a day on. What it was called until then stays in the history.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn rename_unit(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    unit: &Unit,
    new: &UnitName,
    today: Date,
) -> Result<(), DbErr> {
    if store::unit_names(tx, agency, unit.id).await?.is_empty() {
        store::put_unit_name(tx, agency, &UnitName::of(unit)).await?;
    }
    store::put_unit_name(tx, agency, new).await?;
    settle_units(tx, agency, today).await?;
    Ok(())
}

/// Mends what a unit is called now, for all the days since it is called so: nothing was renamed.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn correct_unit(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    new: &UnitName,
    today: Date,
) -> Result<(), DbErr> {
    let names = store::unit_names(tx, agency, new.unit).await?;
    if let Some(now) = right_on(&names, |name| name.from, today) {
        let mended = UnitName {
            from: now.from,
            ..new.clone()
        };
        store::put_unit_name(tx, agency, &mended).await?;
    }
    store::set_unit_name(tx, agency, new).await
}

/// Forgets a name of a unit whose day has not come; false when there is no such name.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn drop_coming_unit_name(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    unit: UnitId,
    (from, today): (Date, Date),
) -> Result<bool, DbErr> {
    let names = store::unit_names(tx, agency, unit).await?;
    let there = from > today && names.iter().any(|name| name.from == from);
    if there {
        store::drop_unit_name(tx, agency, unit, from).await?;
    }
    Ok(there)
}

/// Brings the rows of an agency and its units in line with what they are called today; how many changed.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn bring_names_in_force(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    today: Date,
) -> Result<usize, DbErr> {
    Ok(settle_agency(tx, agency, today).await? + settle_units(tx, agency, today).await?)
}

async fn settle_agency(tx: &impl ConnectionTrait, agency: AgencyId, today: Date) -> Result<usize, DbErr> {
    let known = store::agency(tx, agency).await?;
    let right = name_on(tx, agency, today).await?;
    match right.filter(|right| known.as_ref() != Some(right)) {
        Some(right) => {
            store::set_name(tx, agency, &AgencyName::of(&right)).await?;
            Ok(1)
        }
        None => Ok(0),
    }
}

async fn settle_units(tx: &impl ConnectionTrait, agency: AgencyId, today: Date) -> Result<usize, DbErr> {
    let known = store::units(tx, agency).await?;
    let mut changed = 0;
    for right in units_named_on(tx, agency, today).await? {
        if !known.contains(&right) {
            store::set_unit_name(tx, agency, &UnitName::of(&right)).await?;
            changed += 1;
        }
    }
    Ok(changed)
}

/// The row of an agency that is not hosted here and has this name. Rows of others are shared but never changed:
/// a name that is new is a new row.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn outside(
    tx: &impl ConnectionTrait,
    (name, short_name): (&str, &str),
    (from, now): (Date, Instant),
) -> Result<AgencyId, DbErr> {
    if let Some(known) = store::unhosted_named(tx, name, short_name).await? {
        return Ok(known);
    }
    let new = NewAgency {
        parent: None,
        name: name.to_owned(),
        short_name: short_name.to_owned(),
        symbol: String::new(),
        place: String::new(),
        hosted: false,
        valid_from: from,
    };
    store::add(tx, new, now).await
}
