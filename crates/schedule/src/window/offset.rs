//! A length of time counted from an event, and hours of a day.

use jiff::civil::Time;
use serde::{Deserialize, Serialize};

/// In what a term is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OffsetUnit {
    /// Giờ; a term in hours ends on the day its last hour falls on at the latest.
    Hours,
    /// Ngày.
    Days,
    /// Ngày làm việc.
    WorkingDays,
    /// Tuần.
    Weeks,
    /// Tháng.
    Months,
    /// Năm.
    Years,
}

/// A term counted from an event: after it, or before it when negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Offset {
    /// How many; negative for a term before the event. 0 is "at once" (ngay).
    pub amount: i32,
    /// Of what.
    pub unit: OffsetUnit,
}

impl Offset {
    /// So many days after.
    pub fn days(amount: i32) -> Self {
        Self {
            amount,
            unit: OffsetUnit::Days,
        }
    }

    /// So many working days after.
    pub fn working_days(amount: i32) -> Self {
        Self {
            amount,
            unit: OffsetUnit::WorkingDays,
        }
    }
}

/// Hours of the day, as far as the text names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Hours {
    /// From.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Time>,
    /// To.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Time>,
}

/// Part of a day that a text names instead of or beside the hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PartOfDay {
    /// Sáng.
    Morning,
    /// Trưa.
    Noon,
    /// Chiều.
    Afternoon,
    /// Tối, đêm.
    Evening,
}
