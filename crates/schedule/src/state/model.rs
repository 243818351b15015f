//! What the rules look at, the numbers in them and what they answer.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What has happened to a task so far.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Progress {
    /// The day it was finished for good.
    pub done_on: Option<Date>,
    /// How much of it is done, 0 to 100, when somebody says so.
    pub percent_done: Option<u8>,
    /// The last day on which something was done for it.
    pub last_activity: Option<Date>,
    /// Due days of the occurrences that are done.
    pub done_occurrences: BTreeSet<Date>,
    /// The event that a triggered task waits for, or that ends an open one.
    pub trigger: Option<Trigger>,
}

/// The record that an awaited event has happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trigger {
    /// The day of the event.
    pub on: Date,
    /// By when the task is due, when a person set it; it goes before the window's own rule.
    #[serde(default)]
    pub due: Option<Date>,
}

/// The numbers in the rules; an agency may set its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Rules {
    /// Work towards a deadline without a first day begins this many days before it.
    pub lead_days: i32,
    /// A window is coming this many days before it opens.
    pub coming_days: i32,
    /// At risk when no more working days than this are left, the last one included.
    pub at_risk_working_days: i32,
    /// At risk when the share done is this many points behind the share of time gone.
    pub behind_points: i32,
    /// A standing task without a cadence is quiet after this many days without activity.
    pub quiet_after_days: i32,
    /// Working days after its trigger by which a task without a rule of its own is due; without
    /// this number it is open and never late.
    pub trigger_working_days: Option<i32>,
    /// Whether a last day on a day off moves to the next working day (Civil Code, Article 148.5).
    pub roll_forward: bool,
    /// Whether "trước ngày 15" leaves out the 15th.
    pub before_excludes_day: bool,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            lead_days: 30,
            coming_days: 7,
            at_risk_working_days: 3,
            behind_points: 30,
            quiet_after_days: 92,
            trigger_working_days: None,
            roll_forward: true,
            before_excludes_day: false,
        }
    }
}

/// Where a task stands on a day. In JSON an object with a `state`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum State {
    /// Its time has not come.
    NotYet {
        /// The day it opens.
        opens: Date,
    },
    /// It opens within days.
    Coming {
        /// The day it opens.
        opens: Date,
    },
    /// Open now.
    Due {
        /// The last day, after any move off a day off; `None` when it has no end.
        by: Option<Date>,
    },
    /// Open, and the time may not suffice.
    AtRisk {
        /// The last day.
        by: Date,
        /// Working days left, today included.
        working_days_left: i32,
    },
    /// Its last day has passed.
    Late {
        /// The last day.
        by: Date,
        /// Working days since then; 0 on a weekend right after it.
        working_days: i32,
    },
    /// A standing task with activity within its cadence.
    Healthy,
    /// A standing task without activity within its cadence: to be asked about, never late.
    Quiet {
        /// The last activity, or the day since which there could have been one.
        since: Date,
    },
    /// Waiting for its trigger.
    Asleep,
    /// Finished.
    Done {
        /// When.
        on: Date,
        /// Working days after the last day; 0 when on time.
        working_days_late: i32,
    },
    /// The plan's time is over and nothing is owed.
    Ended,
    /// It has no time of its own: a person must say when.
    Unscheduled,
}

impl State {
    /// Whether it is late.
    pub fn is_late(self) -> bool {
        matches!(self, Self::Late { .. })
    }

    /// Whether somebody has to act: open, at risk, late or quiet.
    pub fn wants_action(self) -> bool {
        matches!(
            self,
            Self::Due { .. } | Self::AtRisk { .. } | Self::Late { .. } | Self::Quiet { .. }
        )
    }
}
