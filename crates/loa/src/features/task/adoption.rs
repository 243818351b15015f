//! Putting a version of a plan in force: what that does to tasks, shown first, then done in one transaction.

use db::Instant;
use jiff::civil::{Date, date};
use schedule::Window;
use sea_orm::{ConnectionTrait, DbErr};
use serde_json::json;

use super::model::{Alternative, End, NewTask, Part, Party, Role, Task, TaskId, Tick, fan_out};
use super::rule::Known;
use super::store::{self, Which};
use super::tick::{record, settle};
use crate::features::agency::{self, AgencyId, Unit, UnitId};
use crate::features::plan::{self, Plan, PutInForceError, Row, RowField, Version, VersionId, VersionStatus};
use crate::policy::Actor;

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

/// What was made, changed and ended.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Adopted {
    /// Tasks made.
    pub added: usize,
    /// Tasks changed.
    pub changed: usize,
    /// Tasks ended.
    pub ended: usize,
}

/// Why a version was not put in force.
#[derive(Debug, thiserror::Error)]
pub enum AdoptError {
    /// The agency has no such version.
    #[error("no such version")]
    NotFound,
    /// Something was reported on a task whose row is gone, and no reason is given.
    #[error("a reason is needed for tasks that end")]
    NoReason,
    /// The plan refuses.
    #[error(transparent)]
    Plan(#[from] PutInForceError),
    /// The database failed.
    #[error(transparent)]
    Db(#[from] DbErr),
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
fn fan_out_day(plan: &Plan, version: &Version, units: &[Unit], first: bool, today: Date) -> Date {
    let begins = begins(plan, version);
    let exist = |day: Date| units.iter().any(|unit| unit.valid_from <= day);
    if first && exist(begins) {
        begins
    } else {
        today.max(begins)
    }
}

/// The first day of a plan: the day of its letterhead, else of its year.
fn begins(plan: &Plan, version: &Version) -> Date {
    let first = Date::new(plan.year, 1, 1).unwrap_or(date(1, 1, 1));
    version
        .date()
        .filter(|day| day.year() == plan.year)
        .unwrap_or(first)
}

/// The last day of a plan: of its year, or of the last of its rows when they go beyond.
fn ends(plan: &Plan, rows: &[Row]) -> Date {
    let last = Date::new(plan.year, 12, 31).unwrap_or(Date::MAX);
    let ends = rows.iter().filter_map(|row| row.window.end());
    ends.fold(last, Date::max)
}

fn parties(row: &Row) -> Vec<Party> {
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

fn alternatives(row: &Row) -> Vec<Alternative> {
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

/// Puts a version in force and makes, changes and ends tasks accordingly, with all their audit entries.
/// `ended_reason` is what tasks of removed rows will say; it must not be blank when something was reported on one.
///
/// # Errors
/// [`AdoptError`].
pub async fn adopt(
    tx: &impl ConnectionTrait,
    by: &Actor,
    version: VersionId,
    ended_reason: &str,
    today: Date,
    now: Instant,
) -> Result<Adopted, AdoptError> {
    // First, because it locks the version against a second click.
    plan::put_in_force(tx, by.agency, version, (by.person, &by.name), now).await?;
    let effect = effect(tx, by.agency, version, today)
        .await?
        .ok_or(AdoptError::NotFound)?;
    debug_assert_eq!(effect.version.status, VersionStatus::InForce);
    if ended_reason.trim().is_empty() && effect.ended_with_progress().next().is_some() {
        return Err(AdoptError::NoReason);
    }
    let rows = plan::version_rows(tx, by.agency, version).await?;
    let units = agency::units(tx, by.agency).await?;
    let carry = Carry {
        tx,
        by,
        units: &units,
        rows: &rows,
        from: begins(&effect.plan, &effect.version),
        to: ends(&effect.plan, &rows),
        today,
        now,
        day: fan_out_day(
            &effect.plan,
            &effect.version,
            &units,
            effect.changed.is_empty() && effect.ended.is_empty() && effect.kept == 0,
            today,
        ),
    };
    let done = Adopted {
        added: effect.added.len(),
        changed: effect.changed.len(),
        ended: effect.ended.len(),
    };
    for (row, _) in effect.added {
        carry.make(&effect.plan, row).await?;
    }
    for amended in effect.changed {
        carry.amend(amended).await?;
    }
    for known in effect.ended {
        carry.end(known.task, ended_reason.trim()).await?;
    }
    Ok(done)
}

/// What carrying out needs at each step.
struct Carry<'a, C> {
    tx: &'a C,
    by: &'a Actor,
    units: &'a [Unit],
    rows: &'a [Row],
    from: Date,
    to: Date,
    today: Date,
    now: Instant,
    day: Date,
}

impl<C: ConnectionTrait> Carry<'_, C> {
    fn position(&self, row: &Row) -> i32 {
        let at = self.rows.iter().position(|known| known.id == row.id);
        at.and_then(|at| i32::try_from(at).ok()).unwrap_or(i32::MAX)
    }

    async fn make(&self, plan: &Plan, row: Row) -> Result<(), DbErr> {
        let parties = parties(&row);
        let meant = fan_out(&parties, self.units, self.day);
        let new = NewTask {
            year: plan.year,
            plan: Some(plan.id),
            row: Some(row.id),
            parent: None,
            position: self.position(&row),
            alternatives: alternatives(&row),
            applies_from: Some(self.from),
            applies_to: Some(self.to),
            parties,
            no: row.no,
            section: row.section,
            content: row.content,
            product: row.product,
            time_text: row.time_text,
            window: row.window,
        };
        super::change::create(self.tx, self.by, new, &meant, self.now).await?;
        Ok(())
    }

    async fn amend(&self, amended: Amended) -> Result<(), DbErr> {
        let Amended {
            known, row, fields, ..
        } = amended;
        let before = known.task.clone();
        let mut task = known.task.clone();
        let named = parties(&row);
        task.position = self.position(&row);
        task.applies_to = Some(self.to);
        task.ended = None;
        let ways = alternatives(&row);
        // The choice follows its words; a way that is gone was not chosen.
        task.choice = task.choice.and_then(|mut choice| {
            let text = &before.alternatives.get(choice.which)?.text;
            choice.which = ways.iter().position(|way| way.text == *text)?;
            Some(choice)
        });
        task.alternatives = ways;
        if task.window != row.window {
            // The plan itself now says when; what was postponed before is in the history.
            task.extensions.clear();
        }
        task.no = row.no;
        task.section = row.section;
        task.content = row.content;
        task.product = row.product;
        task.time_text = row.time_text;
        task.window = row.window;
        let parties_changed = task.parties != named;
        task.parties = named;
        store::save(self.tx, self.by.agency, &task, self.now).await?;
        if parties_changed {
            self.fit_parts(&known, &task).await?;
        }
        let fields: Vec<_> = fields
            .iter()
            .map(|(field, before, after)| json!({ "field": field, "before": before, "after": after }))
            .collect();
        let lost = before
            .choice
            .filter(|_| task.choice.is_none())
            .map(|choice| choice.reason);
        let detail = json!({ "fields": fields, "extensions": before.extensions, "choice_dropped": lost });
        record(self.tx, self.by, task.id, "task-amended", detail, self.now).await?;
        settle(self.tx, self.by, task.id).await
    }

    async fn fit_parts(&self, known: &Known, task: &Task) -> Result<(), DbErr> {
        let meant = fan_out(&task.parties, self.units, self.day);
        fit_parts(self.tx, self.by.agency, known, &meant, self.today).await
    }

    async fn end(&self, mut task: Task, reason: &str) -> Result<(), DbErr> {
        let (_, pieces) = store::one(self.tx, self.by.agency, task.id).await?.unzip();
        let mut all: Vec<Task> = pieces.into_iter().flatten().map(|known| known.task).collect();
        all.retain(|piece| piece.ended.is_none());
        let end = End {
            on: self.today,
            reason: reason.to_owned(),
        };
        task.ended = Some(end.clone());
        all.push(task);
        for mut task in all {
            task.ended = Some(end.clone());
            store::save(self.tx, self.by.agency, &task, self.now).await?;
            let detail = json!({ "on": self.today, "note": reason });
            record(self.tx, self.by, task.id, "task-ended", detail, self.now).await?;
            settle(self.tx, self.by, task.id).await?;
        }
        Ok(())
    }
}

/// Brings the parts of a task in line with the units that are meant: nobody's report is removed.
async fn fit_parts(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    known: &Known,
    meant: &[(UnitId, Role, bool)],
    today: Date,
) -> Result<(), DbErr> {
    let mut new = Vec::new();
    for (unit, role, fanned_out) in meant {
        match known.parts.iter().find(|part| part.unit == *unit) {
            None => new.push((*unit, *role, *fanned_out)),
            Some(part) => {
                let fitted = Part {
                    role: *role,
                    fanned_out: *fanned_out,
                    left_on: None,
                    ..part.clone()
                };
                if fitted != *part {
                    store::save_part(tx, agency, &fitted, None).await?;
                }
            }
        }
    }
    store::add_parts(tx, agency, known.task.id, &new).await?;
    for part in known.parts.iter().filter(|part| part.left_on.is_none()) {
        if !meant.iter().any(|(unit, ..)| *unit == part.unit) {
            let left = Part {
                left_on: Some(today),
                ..part.clone()
            };
            store::save_part(tx, agency, &left, None).await?;
        }
    }
    Ok(())
}

/// A task whose units are not those that its plan means today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drift {
    /// The task.
    pub task: TaskId,
    /// Units that should come in.
    pub joining: Vec<UnitId>,
    /// Units that should leave.
    pub leaving: Vec<UnitId>,
}

/// Tasks whose collectives mean other units today, because units were founded, merged or ended.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn drift(db: &impl ConnectionTrait, agency: AgencyId, today: Date) -> Result<Vec<Drift>, DbErr> {
    let units = agency::units(db, agency).await?;
    let all = store::load(db, agency, Which::Of(today)).await?;
    let drifted = all.iter().filter_map(|known| drift_of(known, &units, today));
    Ok(drifted.map(|(drift, _)| drift).collect())
}

type Meant = Vec<(UnitId, Role, bool)>;

fn drift_of(known: &Known, units: &[Unit], today: Date) -> Option<(Drift, Meant)> {
    if known.task.parties.is_empty() || known.task.ended.is_some() {
        return None;
    }
    let meant = fan_out(&known.task.parties, units, today);
    let live: Vec<&Part> = known.parts.iter().filter(|part| part.left_on.is_none()).collect();
    let joining: Vec<UnitId> = meant
        .iter()
        .map(|(unit, ..)| *unit)
        .filter(|unit| !live.iter().any(|part| part.unit == *unit))
        .collect();
    let leaving: Vec<UnitId> = live
        .iter()
        .map(|part| part.unit)
        .filter(|unit| !meant.iter().any(|(known, ..)| known == unit))
        .collect();
    let drifted = !(joining.is_empty() && leaving.is_empty());
    let task = known.task.id;
    drifted.then_some((
        Drift {
            task,
            joining,
            leaving,
        },
        meant,
    ))
}

/// Brings the units of all open tasks in line with what their plans mean today; the number of tasks changed.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn refresh_units(
    tx: &impl ConnectionTrait,
    by: &Actor,
    today: Date,
    now: Instant,
) -> Result<usize, DbErr> {
    let units = agency::units(tx, by.agency).await?;
    let names = |ids: &[UnitId]| -> Vec<String> {
        let known = units.iter().filter(|unit| ids.contains(&unit.id));
        known.map(|unit| unit.name.clone()).collect()
    };
    let mut changed = 0;
    for known in store::load(tx, by.agency, Which::Of(today)).await? {
        let Some((drift, meant)) = drift_of(&known, &units, today) else {
            continue;
        };
        fit_parts(tx, by.agency, &known, &meant, today).await?;
        let detail = json!({ "joining": names(&drift.joining), "leaving": names(&drift.leaving) });
        record(tx, by, drift.task, "task-units-refreshed", detail, now).await?;
        settle(tx, by, drift.task).await?;
        changed += 1;
    }
    Ok(changed)
}
