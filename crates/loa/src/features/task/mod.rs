//! Tasks: what the rows of a plan in force order, who owes them, and where they stand.
//!
//! - **State is never stored.** It follows from the window, the facts (ticks, marks, events, evidence) and the day,
//!   by the rules of the `schedule` crate; [`overview`] works out a whole year in a few queries.
//! - **Progress is never lost silently.** A task follows its row through amendments; a row that goes ends its task
//!   with a reason, and what was reported stays. Deadlines move only with a reason.
//! - Each unit has a part of its own, with its own tick and its own proof. The task is done when all leads are,
//!   or when everyone is, as the office says.
//! - What a unit reports is a fact with its own day; taking it back is an act in the history.

mod change;
mod holiday;
mod model;
mod overview;
mod rule;
mod stage;
mod store;
mod talk;
#[cfg(test)]
mod tests;
mod tick;

pub use change::{Change, ChangeError, NewPiece, add_piece, change, create};
pub use holiday::{Holiday, HolidayId, HolidayKind, NewHoliday, calendar, parse_holidays};
pub use model::{
    Alternative, Choice, DoneWhen, End, Extension, Mark, MarkId, Mode, NewTask, Part, PartId, Party, Role,
    Task, TaskId, Tick, TriggerRecord, fan_out,
};
pub use overview::{
    Counts, Debt, DueItem, Figures, TaskLine, When, due_items, of_year, overview, owed_by_unit, progress,
    rules, task,
};
pub use rule::{Day, Known, PartState, TaskState};
pub use stage::Stage;
pub use talk::{
    Comment, Difficulty, DifficultyId, DifficultyStatus, answer_difficulty, comment, difficulties,
    raise_difficulty,
};
pub use tick::{AssignError, Report, TickError, assign, tick, untick};
