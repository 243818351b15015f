//! The demo year: an invented department, its people, plan, work and proof, its first quarter closed.
//!
//! Everything is made by the use cases that pages call, on the days it is said to have happened, so that the demo is
//! also the widest test of them. What happens is data: `year.toml` and `plan.md`.

mod story;
mod year;

pub use story::{Told, tell};
pub use year::Year;
