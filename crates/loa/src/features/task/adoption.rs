//! Putting a version of a plan in force: tasks are made, changed and ended in its transaction.

use db::Instant;
use jiff::civil::Date;
use sea_orm::{ConnectionTrait, DbErr};
use serde_json::json;

use super::drift::fit_parts;
use super::effect::{Amended, alternatives, effect, ends, fan_out_day, owed_from, parties};
use super::fan_out::fan_out;
use super::model::{End, NewTask, Task};
use super::rule::Known;
use super::store;
use super::tick::{record, settle};
use crate::features::agency::{self, Unit};
use crate::features::plan::{self, Plan, PutInForceError, Row, VersionId, VersionStatus};
use crate::policy::Actor;

/// What was made, changed and ended.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Adopted {
    /// The year of the plan.
    pub year: i16,
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
        from: owed_from(&effect.plan, &effect.version, today),
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
        year: effect.plan.year,
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
        settle(self.tx, self.by.agency, task.id).await
    }

    async fn fit_parts(&self, known: &Known, task: &Task) -> Result<(), DbErr> {
        let meant = fan_out(&task.parties, self.units, self.day);
        fit_parts(self.tx, self.by.agency, (known, self.units), &meant, self.today).await
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
            settle(self.tx, self.by.agency, task.id).await?;
        }
        Ok(())
    }
}
