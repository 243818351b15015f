//! Comments, and difficulties (khó khăn, vướng mắc) told to the office and the leaders.

use db::Instant;
use jiff::civil::Date;
use sea_orm::{ConnectionTrait, DbErr};
use serde_json::json;

use super::model::TaskId;
use super::store;
use crate::features::agency::{AgencyId, UnitId};
use crate::features::audit::{self, Subject};
use crate::policy::Actor;

db::id!(
    /// A difficulty.
    pub DifficultyId
);

db::text_enum! {
    /// What became of a difficulty.
    pub enum DifficultyStatus {
        /// Nobody has answered.
        Open = "open",
        /// Answered.
        Answered = "answered",
    }
}

/// Longest comment, difficulty or answer, in characters.
pub const MAX_TEXT: usize = 4_000;

/// A remark on a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// Who wrote it.
    pub author: String,
    /// The words.
    pub body: String,
    /// When.
    pub at: Instant,
}

/// Something that stands in the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difficulty {
    /// Its id.
    pub id: DifficultyId,
    /// The task it is about; none when it is about the plan as a whole.
    pub task: Option<TaskId>,
    /// The unit that has it.
    pub unit: Option<UnitId>,
    /// The words.
    pub body: String,
    /// Since when; decides the report period.
    pub raised_on: Date,
    /// Who told it.
    pub raised_by: String,
    /// Open or answered.
    pub status: DifficultyStatus,
    /// The answer.
    pub answer: String,
    /// When it was answered.
    pub answered_on: Option<Date>,
    /// Who answered.
    pub answered_by: String,
}

/// Writes a comment.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn comment(
    tx: &impl ConnectionTrait,
    by: &Actor,
    task: TaskId,
    body: &str,
    now: Instant,
) -> Result<(), DbErr> {
    store::add_comment(tx, by.agency, task, (by.person, &by.name), body, now).await
}

/// Tells a difficulty.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn raise_difficulty(
    tx: &impl ConnectionTrait,
    by: &Actor,
    (task, unit): (Option<TaskId>, Option<UnitId>),
    body: &str,
    today: Date,
    now: Instant,
) -> Result<DifficultyId, DbErr> {
    let author = (by.person, by.name.as_str());
    let id = store::add_difficulty(tx, by.agency, task, unit, author, body, today, now).await?;
    if let Some(task) = task {
        note(tx, by, task, "task-difficulty-raised", body, now).await?;
    }
    Ok(id)
}

/// Answers a difficulty; false when it is not there or was answered before.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn answer_difficulty(
    tx: &impl ConnectionTrait,
    by: &Actor,
    id: DifficultyId,
    answer: &str,
    today: Date,
    now: Instant,
) -> Result<bool, DbErr> {
    let Some(known) = store::difficulty(tx, by.agency, id).await? else {
        return Ok(false);
    };
    let answered = store::answer_difficulty(tx, by.agency, id, &by.name, answer, today).await?;
    if let Some(task) = known.task.filter(|_| answered) {
        note(tx, by, task, "task-difficulty-answered", answer, now).await?;
    }
    Ok(answered)
}

async fn note(
    tx: &impl ConnectionTrait,
    by: &Actor,
    task: TaskId,
    action: &str,
    words: &str,
    now: Instant,
) -> Result<(), DbErr> {
    let actor = Some((by.person, by.name.as_str()));
    let subject = Subject::new("task", task.0);
    audit::record(
        tx,
        by.agency,
        actor,
        action,
        subject,
        json!({ "note": words }),
        now,
    )
    .await
}

/// Difficulties that were told between two days, newest first: what a report needs.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn difficulties(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    from: Date,
    to: Date,
) -> Result<Vec<Difficulty>, DbErr> {
    store::difficulties(db, agency, None, from, to).await
}
