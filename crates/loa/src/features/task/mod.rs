//! Tasks: what the rows of a plan in force order, who owes them, and where they stand.
//!
//! - **State is never stored.** It follows from the window, the facts (ticks, marks, events, evidence) and the day,
//!   by the rules of the `schedule` crate; [`overview`] works out a whole year in a few queries.
//! - **Progress is never lost silently.** A task follows its row through amendments; a row that goes ends its task
//!   with a reason, and what was reported stays. Deadlines move only with a reason.
//! - Each unit has a part of its own, with its own tick and its own proof. The task is done when all leads are,
//!   or when everyone is, as the office says.
//! - What a unit reports is a fact with its own day; taking it back is an act in the history.

mod adoption;
mod change;
mod debts;
mod drift;
mod effect;
mod fan_out;
mod figures;
mod hand_over;
mod holiday;
mod ics;
mod model;
mod news;
mod overview;
mod rule;
mod stage;
mod store;
mod talk;
#[cfg(test)]
mod tests;
mod tick;
mod web;
mod window;
mod words;

use crate::boot::{Feature, SubjectSource, SubjectTitle};

pub use adoption::{AdoptError, Adopted, adopt};
pub use change::{Change, ChangeError, NewPiece, add_piece, change, create};
pub use debts::{Debt, DueItem, When, due_items, owed_by_unit};
pub use drift::{Drift, drift, refresh_units};
pub use effect::{Amended, Effect, effect, has_progress};
pub use fan_out::fan_out;
pub use figures::{Counts, Figures, TaskLine, progress};
pub use hand_over::{OpenPart, hand_over, open_parts};
pub use holiday::{Holiday, HolidayId, HolidayKind, NewHoliday, calendar, parse_holidays};
pub use model::{
    Alternative, Choice, DoneWhen, End, Extension, Mark, MarkId, Mode, NewTask, Part, PartId, Party, Role,
    Task, TaskId, Tick, TriggerRecord,
};
pub use news::{News, news};
pub use overview::{in_period, of_year, overview, rules, task};
pub use rule::{Day, Known, PartState, TaskState};
pub use stage::Stage;
pub use talk::{
    Comment, Difficulty, DifficultyId, DifficultyStatus, answer_difficulty, comment, difficulties,
    raise_difficulty,
};
pub use tick::{AssignError, Report, TickError, assign, tick, untick};
pub use web::task_path;
pub use words::{kind_key, state_badge, state_words, why, window_words};

/// This feature's place in the house.
pub const FEATURE: Feature = Feature {
    name: "task",
    routes: web::routes,
    nav: web::NAV,
    subjects: Some(SubjectSource {
        kind: "task",
        label: "task-subject",
        list: |db, agency| Box::pin(subjects(db, agency)),
    }),
    ..Feature::EMPTY
};

/// The tasks that evidence can prove: those not ended, this year's plan first.
async fn subjects(
    db: db::Db,
    agency: crate::features::agency::AgencyId,
) -> Result<Vec<SubjectTitle>, sea_orm::DbErr> {
    let tasks = store::open_tasks(db.read(), agency).await?;
    let title = |task: Task| SubjectTitle {
        id: task.id.0,
        title: web::numbered(&task),
        href: web::task_path(task.id),
    };
    Ok(tasks.into_iter().map(title).collect())
}
