//! What can go wrong when a short code is parsed.

use thiserror::Error;

/// The text is not a month, quarter or half-year code such as `2025-06`, `2025-Q2`, `2025-H1`.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("not a month, quarter or half-year code: {0:?}")]
pub struct ParseMonthError(pub String);

/// The text is not a report period such as `2025-Q1`, `2025-H1`, `2025-9M`, `2025`.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("not a report period: {0:?}")]
pub struct ParsePeriodError(pub String);
