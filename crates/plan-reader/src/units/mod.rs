//! Lists of units in "Cơ quan chủ trì" and "Cơ quan phối hợp" cells.

use std::ops::Range;

/// Which column of a plan the cell stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Role {
    /// Who leads.
    Lead,
    /// Who takes part.
    Coordinator,
    /// Not known, or both.
    #[default]
    Any,
}

impl Role {
    /// The role that a column name says: "lead", "coordinators"; everything else, as "lead/coordinators", is [`Role::Any`].
    pub fn of(name: &str) -> Role {
        match name {
            "lead" | "leads" => Role::Lead,
            "coordinator" | "coordinators" => Role::Coordinator,
            _ => Role::Any,
        }
    }
}

/// One unit named in a cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    /// The name as the cell writes it, blanks and line breaks squeezed; a prefix shared by a list is written out.
    pub name: String,
    /// A group of units named as one ("Các sở, ban, ngành").
    pub collective: bool,
    /// Bytes of the cell that the name was read from.
    pub span: Range<usize>,
    /// How far the reading can be trusted, 0 to 1.
    pub confidence: f32,
    /// What of the task is the unit's, where the cell says so in brackets.
    pub scope: Option<String>,
}
