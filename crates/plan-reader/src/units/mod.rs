//! Lists of units in "Cơ quan chủ trì" and "Cơ quan phối hợp" cells.
//!
//! A cell is a list without rules: names are parted by semicolons, commas, "và", line breaks, bullets or nothing at all, and commas and "và" stand
//! inside names too ("Sở Văn hóa, Thể thao và Du lịch"). The reader knows the nouns that open a name, the fields of work that follow them and the common
//! nouns that make a group ("các sở, ban, ngành"), and decides at each separator. Names are kept as written.
//!
//! ```
//! use plan_reader::units::{Role, read};
//!
//! let units = read("Sở Văn hóa, Thể thao và Du lịch, các sở, ngành; UBND các xã, phường", Role::Lead);
//! let names: Vec<&str> = units.iter().map(|unit| unit.name.as_str()).collect();
//! assert_eq!(names, ["Sở Văn hóa, Thể thao và Du lịch", "các sở, ngành", "UBND các xã, phường"]);
//! assert!(!units[0].collective && units[1].collective);
//! ```

use std::ops::Range;

use serde::{Deserialize, Serialize};

mod decide;
mod draft;
mod fields;
mod finish;
mod grow;
mod label;
mod lexicon;
mod lists;
pub mod matching;
mod merge;
mod scan;
mod sight;
mod token;
mod words;

/// Which column of a plan the cell stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Who leads (chủ trì).
    Lead,
    /// Who takes part (phối hợp).
    Coordinator,
    /// Not known, or both.
    #[default]
    Any,
}

impl Role {
    /// The role that a column name says: "lead", "coordinators"; everything else, as "lead/coordinators", is [`Role::Any`].
    #[must_use]
    pub fn of(name: &str) -> Role {
        match name {
            "lead" | "leads" => Role::Lead,
            "coordinator" | "coordinators" => Role::Coordinator,
            _ => Role::Any,
        }
    }
}

/// One unit named in a cell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Unit {
    /// The name as the cell writes it, blanks and line breaks squeezed; a head shared by a list is written out.
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

/// The units named in a cell, in order. A cell that only points to another document names none.
///
/// `role` decides where one cell names both sides ("Sở A chủ trì, phối hợp với Sở B").
#[must_use]
pub fn read(text: &str, role: Role) -> Vec<Unit> {
    let tokens = token::tokens(text);
    let drafts = scan::scan(text, &tokens);
    finish::units(text, &tokens, drafts, role)
}
