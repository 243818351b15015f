//! The tables.

use db::{CivilDate, Instant, Json};
use schedule::{Kind, Recurrence, Window};
use sea_orm::entity::prelude::*;

use crate::features::agency::{AgencyId, PersonId, UnitId};
use crate::features::plan::{PlanId, RowId};
use crate::features::task::model::{
    Alternative, Choice, DoneWhen, End, Extension, Mark, MarkId, Part, PartId, Party, Role, Task, TaskId,
    Tick, TriggerRecord,
};

pub(super) mod task {
    use super::*;

    #[derive(Debug, Clone, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "task")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: TaskId,
        pub agency_id: AgencyId,
        pub year: i32,
        pub plan_id: Option<PlanId>,
        pub row_id: Option<RowId>,
        pub parent_id: Option<TaskId>,
        pub position: i32,
        pub no: String,
        pub section: String,
        pub content: String,
        pub folded_content: String,
        pub product: String,
        pub time_text: String,
        pub time_window: Json<Window>,
        pub kind: String,
        pub start_on: Option<CivilDate>,
        pub end_on: Option<CivilDate>,
        pub applies_from: Option<CivilDate>,
        pub applies_to: Option<CivilDate>,
        pub parties: Json<Vec<Party>>,
        pub done_when: DoneWhen,
        pub alternatives: Json<Vec<Alternative>>,
        pub choice: Option<Json<Choice>>,
        pub trigger_record: Option<Json<TriggerRecord>>,
        pub cadence: Option<Json<Recurrence>>,
        pub extensions: Json<Vec<Extension>>,
        pub ended_on: Option<CivilDate>,
        pub ended_reason: Option<String>,
        pub closed_on: Option<CivilDate>,
        pub created_at: Instant,
        pub changed_at: Instant,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod part {
    use super::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "task_part")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: PartId,
        pub agency_id: AgencyId,
        pub task_id: TaskId,
        pub unit_id: UnitId,
        pub role: Role,
        pub fanned_out: bool,
        pub tick: Tick,
        pub done_on: Option<CivilDate>,
        pub percent: Option<i32>,
        pub amount: Option<i64>,
        pub note: String,
        pub assignee_id: Option<PersonId>,
        pub ticked_by: Option<PersonId>,
        pub ticked_by_name: String,
        pub ticked_at: Option<Instant>,
        pub left_on: Option<CivilDate>,
        pub heir_id: Option<UnitId>,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod mark {
    use super::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "task_mark")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: MarkId,
        pub agency_id: AgencyId,
        pub task_id: TaskId,
        pub unit_id: UnitId,
        pub due_on: Option<CivilDate>,
        pub done_on: CivilDate,
        pub amount: Option<i64>,
        pub note: String,
        pub marked_by: Option<PersonId>,
        pub marked_by_name: String,
        pub marked_at: Instant,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// The stored word of a kind: the one that its JSON has.
pub(super) fn kind_word(kind: Kind) -> String {
    match serde_json::to_value(kind) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

impl From<task::Model> for Task {
    fn from(row: task::Model) -> Self {
        let ended = row.ended_on.map(|on| End {
            on: on.0,
            reason: row.ended_reason.unwrap_or_default(),
        });
        Self {
            id: row.id,
            year: i16::try_from(row.year).unwrap_or(i16::MAX),
            plan: row.plan_id,
            row: row.row_id,
            parent: row.parent_id,
            position: row.position,
            no: row.no,
            section: row.section,
            content: row.content,
            product: row.product,
            time_text: row.time_text,
            window: row.time_window.0,
            applies_from: row.applies_from.map(|day| day.0),
            applies_to: row.applies_to.map(|day| day.0),
            parties: row.parties.0,
            done_when: row.done_when,
            alternatives: row.alternatives.0,
            choice: row.choice.map(|json| json.0),
            trigger: row.trigger_record.map(|json| json.0),
            cadence: row.cadence.map(|json| json.0),
            extensions: row.extensions.0,
            ended,
            changed_at: row.changed_at,
        }
    }
}

impl From<part::Model> for Part {
    fn from(row: part::Model) -> Self {
        Self {
            id: row.id,
            task: row.task_id,
            unit: row.unit_id,
            role: row.role,
            fanned_out: row.fanned_out,
            tick: row.tick,
            done_on: row.done_on.map(|day| day.0),
            percent: row.percent.and_then(|percent| u8::try_from(percent).ok()),
            amount: row.amount,
            note: row.note,
            assignee: row.assignee_id,
            ticked: row.ticked_at.map(|at| (row.ticked_by_name, at)),
            left_on: row.left_on.map(|day| day.0),
            heir: row.heir_id,
        }
    }
}

impl From<mark::Model> for Mark {
    fn from(row: mark::Model) -> Self {
        Self {
            id: row.id,
            task: row.task_id,
            unit: row.unit_id,
            due_on: row.due_on.map(|day| day.0),
            done_on: row.done_on.0,
            amount: row.amount,
            note: row.note,
            by: row.marked_by_name,
            at: row.marked_at,
        }
    }
}
