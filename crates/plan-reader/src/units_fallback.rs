//! The units named in a cell.

use serde::{Deserialize, Serialize};

/// What the units of a cell do in a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Chủ trì.
    Lead,
    /// Phối hợp.
    Coordinator,
}

/// A unit, or a set of units named as one ("Các sở, ban, ngành").
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Unit {
    /// Its name as written.
    pub name: String,
    /// It stands for several units.
    pub collective: bool,
    /// First and one past the last character in the text it was read from.
    pub span: (u32, u32),
    /// How sure the reading is, 0 to 1.
    pub confidence: f32,
}

/// The units named in a text.
#[must_use]
pub fn read(text: &str, _role: Role) -> Vec<Unit> {
    let mut units = Vec::new();
    let mut at = 0;
    for piece in text.split([';', '\n']) {
        let length = piece.chars().count() as u32;
        let name = piece.trim().trim_end_matches(['.', ',']).trim();
        if !name.is_empty() {
            let folded = name.to_lowercase();
            let collective = folded.starts_with("các ") || folded.starts_with("toàn thể");
            units.push(Unit {
                name: name.to_owned(),
                collective,
                span: (at, at + length),
                confidence: 0.6,
            });
        }
        at += length + 1;
    }
    units
}
