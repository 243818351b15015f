//! Rows of tasks, parts and marks.

mod calendar;
mod rows;
mod talk;
mod write;

use std::collections::HashMap;

use jiff::civil::Date;
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, QueryOrder};

use super::model::{Mark, Part, Task, TaskId};
use super::rule::Known;
use crate::features::agency::AgencyId;
use crate::features::plan::PlanId;

pub(super) use calendar::*;
use rows::{mark, part, task};
pub(super) use talk::*;
pub(super) use write::*;

/// Which tasks to load.
#[derive(Debug, Clone, Copy)]
pub(super) enum Which {
    /// Those of a year.
    Year(i16),
    /// Those of a day: of its year, of plans that still run, and old ones that are still owed.
    Of(Date),
    /// The old ones among those of a day.
    Before(Date),
    /// Those of a plan, ended ones too.
    Plan(PlanId),
    /// One, with its pieces.
    One(TaskId),
}

impl Which {
    fn condition(self) -> Condition {
        use task::Column;
        match self {
            Self::Year(year) => Condition::all().add(Column::Year.eq(i32::from(year))),
            Self::Of(day) => Condition::any()
                .add(Column::Year.eq(i32::from(day.year())))
                .add(Self::Before(day).condition()),
            Self::Before(day) => Condition::all()
                .add(Column::Year.lt(i32::from(day.year())))
                .add(Column::ClosedOn.is_null()),
            Self::Plan(plan) => Condition::all().add(Column::PlanId.eq(plan)),
            Self::One(id) => Condition::any()
                .add(Column::Id.eq(id))
                .add(Column::ParentId.eq(id)),
        }
    }
}

/// Tasks with parts and marks, in the plan's order: three queries however many there are.
pub(super) async fn load(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    which: Which,
) -> Result<Vec<Known>, DbErr> {
    let tasks = task::Entity::find()
        .filter(task::Column::AgencyId.eq(agency))
        .filter(which.condition())
        .order_by_asc(task::Column::Year)
        .order_by_asc(task::Column::Position)
        .order_by_asc(task::Column::Id)
        .all(db)
        .await?;
    if tasks.is_empty() {
        return Ok(Vec::new());
    }
    let wanted = || {
        sea_orm::sea_query::Query::select()
            .column(task::Column::Id)
            .from(task::Entity)
            .and_where(task::Column::AgencyId.eq(agency))
            .cond_where(which.condition())
            .to_owned()
    };
    let parts = part::Entity::find()
        .filter(part::Column::AgencyId.eq(agency))
        .filter(part::Column::TaskId.in_subquery(wanted()))
        .order_by_asc(part::Column::Id)
        .all(db)
        .await?;
    let marks = mark::Entity::find()
        .filter(mark::Column::AgencyId.eq(agency))
        .filter(mark::Column::TaskId.in_subquery(wanted()))
        .order_by_asc(mark::Column::DoneOn)
        .order_by_asc(mark::Column::Id)
        .all(db)
        .await?;
    let mut parts_of: HashMap<TaskId, Vec<Part>> = HashMap::new();
    for row in parts {
        parts_of.entry(row.task_id).or_default().push(row.into());
    }
    let mut marks_of: HashMap<TaskId, Vec<Mark>> = HashMap::new();
    for row in marks {
        marks_of.entry(row.task_id).or_default().push(row.into());
    }
    let known = |row: task::Model| {
        let mut parts = parts_of.remove(&row.id).unwrap_or_default();
        parts.sort_by_key(|part| part.role);
        Known {
            parts,
            marks: marks_of.remove(&row.id).unwrap_or_default(),
            evidence_on: None,
            task: row.into(),
        }
    };
    Ok(tasks.into_iter().map(known).collect())
}

/// Tasks that have not ended, newest year first.
pub(super) async fn open_tasks(db: &impl ConnectionTrait, agency: AgencyId) -> Result<Vec<Task>, DbErr> {
    use sea_orm::QuerySelect;
    let rows = task::Entity::find()
        .filter(task::Column::AgencyId.eq(agency))
        .filter(task::Column::EndedOn.is_null())
        .order_by_desc(task::Column::Year)
        .order_by_asc(task::Column::Position)
        .limit(2_000)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(Task::from).collect())
}

/// One task with parts and marks, and its pieces.
pub(super) async fn one(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    id: TaskId,
) -> Result<Option<(Known, Vec<Known>)>, DbErr> {
    let mut all = load(db, agency, Which::One(id)).await?;
    let Some(at) = all.iter().position(|known| known.task.id == id) else {
        return Ok(None);
    };
    let own = all.remove(at);
    Ok(Some((own, all)))
}

/// The years that have tasks, newest first.
pub(super) async fn years(db: &impl ConnectionTrait, agency: AgencyId) -> Result<Vec<i16>, DbErr> {
    use sea_orm::QuerySelect;
    let rows: Vec<i32> = task::Entity::find()
        .select_only()
        .column(task::Column::Year)
        .filter(task::Column::AgencyId.eq(agency))
        .distinct()
        .order_by_desc(task::Column::Year)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|year| i16::try_from(year).ok())
        .collect())
}
