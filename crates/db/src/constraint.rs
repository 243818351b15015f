//! Database errors in words of ours, recognised in one place.

use sea_orm::{DbErr, SqlErr};

/// A constraint that a write ran into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Constraint {
    /// A unique index. Holds what the database said, which names the index `<table>_<column>_key` on
    /// PostgreSQL and `table.column` on SQLite; ask with [`Constraint::is_unique`].
    Unique(String),
    /// A row that is pointed to, or that should be.
    ForeignKey,
}

impl Constraint {
    /// Whether this is the unique constraint over `column` (the first of several) of `table`.
    #[must_use]
    pub fn is_unique(&self, table: &str, column: &str) -> bool {
        match self {
            Self::Unique(message) => {
                message.contains(&format!("{table}_{column}_key"))
                    || message.contains(&format!("{table}.{column}"))
            }
            Self::ForeignKey => false,
        }
    }
}

/// The constraint behind an error, if it is one.
#[must_use]
pub fn classify(error: &DbErr) -> Option<Constraint> {
    match error.sql_err()? {
        SqlErr::UniqueConstraintViolation(message) => Some(Constraint::Unique(message)),
        SqlErr::ForeignKeyConstraintViolation(_) => Some(Constraint::ForeignKey),
        _ => None,
    }
}
