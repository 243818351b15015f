//! Tasks, the parts of units in them, and what was reported: facts, no states.

use crate::features::agency::{PersonId, UnitId};
use crate::features::plan::{PlanId, RowId, Who};
use db::Instant;
use jiff::civil::Date;
use schedule::{Recurrence, Window};
use serde::{Deserialize, Serialize};

db::id!(
    /// A task.
    pub TaskId
);
db::id!(
    /// The part of one unit in a task.
    pub PartId
);
db::id!(
    /// Something done for a task that comes again or goes on.
    pub MarkId
);

db::text_enum! {
    /// What a unit is to a task.
    pub enum Role {
        /// Cơ quan chủ trì.
        Lead = "lead",
        /// Cơ quan phối hợp.
        Coordinator = "coordinator",
    }
}

db::text_enum! {
    /// How far a unit says that its part is.
    pub enum Tick {
        /// Chưa làm.
        NotStarted = "not-started",
        /// Đang làm.
        Doing = "doing",
        /// Đã xong.
        Done = "done",
    }
}

db::text_enum! {
    /// Whose ticks finish the task.
    pub enum DoneWhen {
        /// All units in the lead.
        Leads = "leads",
        /// Every unit, coordinators too.
        Everyone = "everyone",
    }
}

/// One name in the lead or coordinator cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// In which cell.
    pub role: Role,
    /// As written.
    pub text: String,
    /// Who is meant.
    pub who: Who,
}

/// One of several ways to fulfil a task ("hoặc").
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alternative {
    /// What is done.
    pub text: String,
    /// Its own time, when it differs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<Window>,
}

/// The way that was chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Place among the alternatives, from 0.
    pub which: usize,
    /// Why.
    pub reason: String,
    /// Who chose.
    pub by: String,
    /// When.
    pub at: Instant,
}

/// The record that the awaited event has come, with the letter that says so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TriggerRecord {
    /// Number and symbol of the letter; may be empty for an event without one.
    pub number: String,
    /// The day of the letter or event.
    pub on: Date,
    /// Who sent it.
    pub issuer: String,
    /// By when the task is due, as the letter says.
    pub due: Option<Date>,
    /// Who recorded it.
    pub by: String,
    /// When.
    pub at: Instant,
}

/// A later deadline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extension {
    /// The deadline before.
    pub was: Option<Date>,
    /// The new one.
    pub until: Date,
    /// Why.
    pub reason: String,
    /// Who decided.
    pub by: String,
    /// When.
    pub at: Instant,
}

/// The end of a task that is not owed any more although it was not done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct End {
    /// From which day.
    pub on: Date,
    /// Why.
    pub reason: String,
}

/// A task as stored.
#[derive(Debug, Clone, PartialEq)]
pub struct Task {
    /// Its id.
    pub id: TaskId,
    /// The year of its plan.
    pub year: i16,
    /// Its plan; none for a task that came up without one.
    pub plan: Option<PlanId>,
    /// The row of the plan, the same through all versions.
    pub row: Option<RowId>,
    /// The task it is a piece of.
    pub parent: Option<TaskId>,
    /// Place in the plan.
    pub position: i32,
    /// Number as written.
    pub no: String,
    /// The group it stands under.
    pub section: String,
    /// What is to be done.
    pub content: String,
    /// The product or result, as written.
    pub product: String,
    /// The time as written.
    pub time_text: String,
    /// The time as read.
    pub window: Window,
    /// First day of the plan.
    pub applies_from: Option<Date>,
    /// Last day of the plan.
    pub applies_to: Option<Date>,
    /// Who is named.
    pub parties: Vec<Party>,
    /// Whose ticks finish it.
    pub done_when: DoneWhen,
    /// Ways to fulfil it.
    pub alternatives: Vec<Alternative>,
    /// The way chosen.
    pub choice: Option<Choice>,
    /// The awaited event, when it came.
    pub trigger: Option<TriggerRecord>,
    /// How often something is expected of a standing task, when the office says so.
    pub cadence: Option<Recurrence>,
    /// Later deadlines, in order.
    pub extensions: Vec<Extension>,
    /// Its end, when it is not owed any more.
    pub ended: Option<End>,
    /// When it was last changed.
    pub changed_at: Instant,
}

/// A task to be made.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the same fields as the task itself")]
pub struct NewTask {
    pub year: i16,
    pub plan: Option<PlanId>,
    pub row: Option<RowId>,
    pub parent: Option<TaskId>,
    pub position: i32,
    pub no: String,
    pub section: String,
    pub content: String,
    pub product: String,
    pub time_text: String,
    pub window: Window,
    pub applies_from: Option<Date>,
    pub applies_to: Option<Date>,
    pub parties: Vec<Party>,
    pub alternatives: Vec<Alternative>,
}

impl NewTask {
    /// A task of a year with a content and a time; the rest is empty.
    #[must_use]
    pub fn of(year: i16, content: &str, window: Window) -> Self {
        Self {
            year,
            plan: None,
            row: None,
            parent: None,
            position: 0,
            no: String::new(),
            section: String::new(),
            content: content.to_owned(),
            product: String::new(),
            time_text: String::new(),
            window,
            applies_from: None,
            applies_to: None,
            parties: Vec::new(),
            alternatives: Vec::new(),
        }
    }
}

/// The part of one unit in a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its id.
    pub id: PartId,
    /// The task.
    pub task: TaskId,
    /// The unit.
    pub unit: UnitId,
    /// Lead or coordinator.
    pub role: Role,
    /// Whether a collective brought the unit in.
    pub fanned_out: bool,
    /// How far it is.
    pub tick: Tick,
    /// The day it was done, when it is.
    pub done_on: Option<Date>,
    /// 0 to 100, when somebody says so.
    pub percent: Option<u8>,
    /// A number that was reported with it: posters, participants.
    pub amount: Option<i64>,
    /// What was said with it.
    pub note: String,
    /// The person of the unit who does it.
    pub assignee: Option<PersonId>,
    /// Who ticked, and when.
    pub ticked: Option<(String, Instant)>,
    /// The day from which the unit is not part of it any more.
    pub left_on: Option<Date>,
    /// The unit that took it over, when this one ended.
    pub heir: Option<UnitId>,
}

/// Something a unit did for a task that comes again or goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Its id.
    pub id: MarkId,
    /// The task.
    pub task: TaskId,
    /// The unit.
    pub unit: UnitId,
    /// The due day of the occurrence it fulfils; none for a standing task.
    pub due_on: Option<Date>,
    /// The day it was done.
    pub done_on: Date,
    /// A number that was reported with it.
    pub amount: Option<i64>,
    /// What was said with it.
    pub note: String,
    /// Who reported it.
    pub by: String,
    /// When.
    pub at: Instant,
}

/// What finishing means for a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Done once, for good: each unit has one tick.
    Once,
    /// Comes again, or has several days of its own: each occurrence has a tick for each unit.
    Again,
    /// Goes on: each thing done is noted, nothing is ever late.
    Standing,
}
