#![doc = include_str!("../README.md")]

pub mod calendar;
mod dates;
mod error;
mod grammar;
pub mod lunar;
pub mod period;
mod phrase;
mod reading;
mod state;
pub mod window;

pub use calendar::{Announcement, Calendar, CalendarData, DayOff, Holiday, HolidayRule, Weekdays};
pub use error::{ParseMonthError, ParsePeriodError};
pub use jiff::civil::{Date, Weekday};
pub use period::{Part, Period, PeriodWindow, Regime};
pub use phrase::phrase;
pub use reading::{Context, Reading, Remark, read};
pub use state::{Progress, Rules, State, Trigger, occurrence_state, state};
pub use window::{
    Bounds, DueRule, Flat, Frequency, HalfYear, Hours, Kind, Milestone, Month, Occurrence, Offset,
    OffsetUnit, PartOfDay, PeriodDay, Quarter, Recurrence, Section, Unit, When, Window,
};
