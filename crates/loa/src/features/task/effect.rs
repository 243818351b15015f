//! What putting a version of a plan in force does to tasks, shown before it is done.

use jiff::civil::{Date, date};
use schedule::Window;
use sea_orm::{ConnectionTrait, DbErr};

use super::fan_out::fan_out;
use super::model::{Alternative, Part, Party, Role, Tick};
use super::rule::Known;
use super::store::{self, Which};
use crate::features::agency::{self, AgencyId, Unit, UnitId};
use crate::features::plan::{self, Plan, Row, RowField, Version, VersionId};

/// What putting a version in force does to tasks.
#[derive(Debug, Clone, PartialEq)]
pub struct Effect {
    /// The plan.
    pub plan: Plan,
    /// The version.
    pub version: Version,
    /// Tasks to be made, with how many units each falls to.
    pub added: Vec<(Row, usize)>,
    /// Tasks that change.
    pub changed: Vec<Amended>,
    /// Tasks that end because their row is gone.
    pub ended: Vec<Known>,
    /// Tasks that stay as they are.
    pub kept: usize,
}

/// A task that an amendment changes.
#[derive(Debug, Clone, PartialEq)]
pub struct Amended {
    /// The task as it is.
    pub known: Known,
    /// The row that it will follow.
    pub row: Row,
    /// Field, before, after.
    pub fields: Vec<(RowField, String, String)>,
    /// Units that come in.
    pub joining: Vec<UnitId>,
    /// Units that leave; what they reported stays.
    pub leaving: Vec<UnitId>,
    /// Whether it had ended and is owed again.
    pub revived: bool,
}

impl Effect {
    /// Tasks that end although something was reported on them: a reason is asked for.
    pub fn ended_with_progress(&self) -> impl Iterator<Item = &Known> {
        self.ended.iter().filter(|known| has_progress(known))
    }
}

/// Whether something was reported on a task.
#[must_use]
pub fn has_progress(known: &Known) -> bool {
    let said = |part: &Part| part.tick != Tick::NotStarted || part.ticked.is_some();
    !known.marks.is_empty()
        || known.parts.iter().any(said)
        || known.evidence_on.is_some()
        || known.task.choice.is_some()
        || known.task.trigger.is_some()
}

/// What putting a version in force would do today. `None` when the agency has no such version.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn effect(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    version: VersionId,
    today: Date,
) -> Result<Option<Effect>, DbErr> {
    let Some(version) = plan::version(db, agency, version).await? else {
        return Ok(None);
    };
    let Some(of_plan) = plan::plan(db, agency, version.plan).await? else {
        return Ok(None);
    };
    let rows = plan::version_rows(db, agency, version.id).await?;
    let units = agency::units(db, agency).await?;
    let mut tasks = store::load(db, agency, Which::Plan(of_plan.id)).await?;
    tasks.retain(|known| known.task.parent.is_none() && known.task.row.is_some());
    let day = fan_out_day(&of_plan, &version, &units, tasks.is_empty(), today);
    let mut effect = Effect {
        plan: of_plan,
        version,
        added: Vec::new(),
        changed: Vec::new(),
        ended: Vec::new(),
        kept: 0,
    };
    for row in rows {
        let at = tasks.iter().position(|known| known.task.row == Some(row.id));
        let Some(at) = at else {
            let count = fan_out(&parties(&row), &units, day).len();
            effect.added.push((row, count));
            continue;
        };
        let known = tasks.remove(at);
        match amended(known, row, &units, day) {
            Some(amended) => effect.changed.push(amended),
            None => effect.kept += 1,
        }
    }
    effect.ended = tasks
        .into_iter()
        .filter(|known| known.task.ended.is_none())
        .collect();
    Ok(Some(effect))
}

/// Collectives mean the units of the day the plan begins; in an amendment those of today. Where nothing existed
/// on that day yet, today's units are meant.
pub(super) fn fan_out_day(plan: &Plan, version: &Version, units: &[Unit], first: bool, today: Date) -> Date {
    let begins = begins(plan, version);
    let exist = |day: Date| units.iter().any(|unit| unit.valid_from <= day);
    if first && exist(begins) {
        begins
    } else {
        today.max(begins)
    }
}

/// The first day of a plan: the day of its letterhead, else of its year.
pub(super) fn begins(plan: &Plan, version: &Version) -> Date {
    let first = Date::new(plan.year, 1, 1).unwrap_or(date(1, 1, 1));
    version
        .date()
        .filter(|day| day.year() == plan.year)
        .unwrap_or(first)
}

/// The day from which a plan's rows are owed: that of its letterhead, else of its coming into force.
pub(super) fn owed_from(plan: &Plan, version: &Version, today: Date) -> Date {
    let dated = version.date().filter(|day| day.year() == plan.year);
    dated.unwrap_or_else(|| {
        if today.year() == plan.year {
            today
        } else {
            begins(plan, version)
        }
    })
}

/// The last day of a plan: of its year, or of the last of its rows when they go beyond.
pub(super) fn ends(plan: &Plan, rows: &[Row]) -> Date {
    let last = Date::new(plan.year, 12, 31).unwrap_or(Date::MAX);
    let ends = rows.iter().filter_map(|row| row.window.end());
    ends.fold(last, Date::max)
}

pub(super) fn parties(row: &Row) -> Vec<Party> {
    let of = |role: Role, named: &[plan::Party]| -> Vec<Party> {
        let party = |party: &plan::Party| Party {
            role,
            text: party.text.clone(),
            who: party.who.clone(),
        };
        named.iter().map(party).collect()
    };
    let mut all = of(Role::Lead, &row.leads);
    all.extend(of(Role::Coordinator, &row.coordinators));
    all
}

pub(super) fn alternatives(row: &Row) -> Vec<Alternative> {
    let way = |text: &String| Alternative {
        text: text.clone(),
        window: None,
    };
    row.alternatives.iter().map(way).collect()
}

fn texts(parties: &[Party], role: Role) -> String {
    let of_role = parties.iter().filter(|party| party.role == role);
    of_role
        .map(|party| party.text.as_str())
        .collect::<Vec<_>>()
        .join("; ")
}

/// The time as written, with what it was read as when the words alone do not show the change.
fn time(text: &str, window: &Window, other: &str) -> String {
    if text == other {
        let read = schedule::phrase(window);
        format!("{text} ({read})")
    } else {
        text.to_owned()
    }
}

fn amended(known: Known, row: Row, units: &[Unit], day: Date) -> Option<Amended> {
    let task = &known.task;
    let named = parties(&row);
    let mut fields = Vec::new();
    let mut compare = |field: RowField, before: String, after: String| {
        if before != after {
            fields.push((field, before, after));
        }
    };
    compare(RowField::No, task.no.clone(), row.no.clone());
    compare(RowField::Section, task.section.clone(), row.section.clone());
    let ways = |all: &[Alternative], content: &str| {
        let texts: Vec<&str> = all.iter().map(|way| way.text.as_str()).collect();
        if texts.is_empty() {
            content.to_owned()
        } else {
            format!("{content} [{}]", texts.join(" | "))
        }
    };
    compare(
        RowField::Content,
        ways(&task.alternatives, &task.content),
        ways(&alternatives(&row), &row.content),
    );
    for (role, field) in [
        (Role::Lead, RowField::Leads),
        (Role::Coordinator, RowField::Coordinators),
    ] {
        compare(field, texts(&task.parties, role), texts(&named, role));
    }
    if task.time_text != row.time_text || task.window != row.window {
        compare(
            RowField::Time,
            time(&task.time_text, &task.window, &row.time_text),
            time(&row.time_text, &row.window, &task.time_text),
        );
    }
    compare(RowField::Product, task.product.clone(), row.product.clone());
    let (mut joining, mut leaving) = (Vec::new(), Vec::new());
    if task.parties != named {
        let meant = fan_out(&named, units, day);
        let live = |unit: UnitId| known.parts.iter().any(|p| p.unit == unit && p.left_on.is_none());
        joining = meant
            .iter()
            .map(|(unit, ..)| *unit)
            .filter(|unit| !live(*unit))
            .collect();
        leaving = known
            .parts
            .iter()
            .filter(|part| part.left_on.is_none() && !meant.iter().any(|(unit, ..)| *unit == part.unit))
            .map(|part| part.unit)
            .collect();
    }
    let revived = task.ended.is_some();
    let same = fields.is_empty() && task.parties == named && task.window == row.window && !revived;
    (!same).then_some(Amended {
        known,
        row,
        fields,
        joining,
        leaving,
        revived,
    })
}
