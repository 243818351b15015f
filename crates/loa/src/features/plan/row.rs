//! Rows of the annex: what is to be done, by whom, when.

use std::collections::BTreeMap;

use schedule::Window;
use serde::{Deserialize, Serialize};

use super::item::{Hint, Read};
use super::model::RowId;
use crate::features::agency::{UnitId, UnitKind};

/// A row of the annex: a task.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// The same in every version that keeps it.
    pub id: RowId,
    /// Number as written.
    pub no: String,
    /// The group above it, as written; may be empty.
    pub section: String,
    /// What is to be done.
    pub content: String,
    /// The parts of which one is enough, when a person split them at "hoặc"; else empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<String>,
    /// Who leads; the first is the lead.
    pub leads: Vec<Party>,
    /// Who takes part.
    pub coordinators: Vec<Party>,
    /// The time as written.
    pub time_text: String,
    /// The time as understood.
    pub window: Window,
    /// The product as written; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub product: String,
    /// What the reader made of it, by field; empty when a person added the row.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub read: BTreeMap<RowField, Read>,
    /// Alternatives that the reader offers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub offered: Vec<String>,
    /// What the readers noticed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hints: Vec<Hint>,
    /// What the reader of times noticed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub time_remarks: Vec<schedule::Remark>,
    /// A person has looked at it.
    #[serde(default)]
    pub checked: bool,
}

db::text_enum! {
    /// A field of a row.
    pub enum RowField {
        /// Number.
        No = "no",
        /// Group.
        Section = "section",
        /// What is to be done.
        Content = "content",
        /// Who leads.
        Leads = "leads",
        /// Who takes part.
        Coordinators = "coordinators",
        /// When.
        Time = "time",
        /// Product.
        Product = "product",
    }
}

impl Row {
    /// A row without anything in it.
    #[must_use]
    pub fn empty() -> Self {
        Self {
            id: RowId::new(),
            no: String::new(),
            section: String::new(),
            content: String::new(),
            alternatives: Vec::new(),
            leads: Vec::new(),
            coordinators: Vec::new(),
            time_text: String::new(),
            window: schedule::When::Unknown.into(),
            product: String::new(),
            read: BTreeMap::new(),
            offered: Vec::new(),
            hints: Vec::new(),
            time_remarks: Vec::new(),
            checked: true,
        }
    }

    /// A field as one text: parties joined by semicolons.
    #[must_use]
    pub fn text(&self, field: RowField) -> String {
        match field {
            RowField::No => self.no.clone(),
            RowField::Section => self.section.clone(),
            RowField::Content => self.content.clone(),
            RowField::Leads => names(&self.leads),
            RowField::Coordinators => names(&self.coordinators),
            RowField::Time => self.time_text.clone(),
            RowField::Product => self.product.clone(),
        }
    }

    /// Fields that the reader was unsure of or a person must decide, in the order of the table.
    #[must_use]
    pub fn unsure(&self) -> Vec<RowField> {
        let unread = |field: &RowField| self.read.get(field).is_some_and(Read::is_unsure);
        let unresolved = |parties: &[Party]| parties.iter().any(|party| party.who == Who::Unresolved);
        let mut fields: Vec<RowField> = RowField::ALL
            .iter()
            .copied()
            .filter(|field| {
                unread(field)
                    || match field {
                        RowField::Leads => unresolved(&self.leads),
                        RowField::Coordinators => unresolved(&self.coordinators),
                        RowField::Time => self.window.when == schedule::When::Unknown,
                        _ => false,
                    }
            })
            .collect();
        fields.dedup();
        fields
    }

    /// Whether a person should look at it still.
    #[must_use]
    pub fn needs_look(&self) -> bool {
        !self.checked && (!self.unsure().is_empty() || self.hints.iter().any(Hint::is_open))
    }

    /// Whether a person changed what the reader read in a field.
    #[must_use]
    pub fn is_corrected(&self, field: RowField) -> bool {
        self.read
            .get(&field)
            .is_some_and(|read| read.text != self.text(field))
    }

    /// Where the row stands in the document.
    #[must_use]
    pub fn source(&self) -> Option<&plan_reader::Source> {
        let of = |field: RowField| self.read.get(&field).and_then(Read::source);
        of(RowField::Content).or_else(|| RowField::ALL.iter().find_map(|field| of(*field)))
    }
}

/// Names of parties as one text.
#[must_use]
pub fn names(parties: &[Party]) -> String {
    let names: Vec<&str> = parties.iter().map(|party| party.text.as_str()).collect();
    names.join("; ")
}

/// Who leads or takes part: the plan's words, and whom they mean here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// As the plan writes it.
    pub text: String,
    /// Whom it means.
    pub who: Who,
}

/// Whom a name in a plan means in the agency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Who {
    /// One of the agency's units.
    Unit(UnitId),
    /// A collective of its units.
    AllOf(UnitSet),
    /// Everybody who works there.
    Everyone,
    /// Somebody outside: nobody here owes it.
    Outside,
    /// Not known; a person decides.
    Unresolved,
}

/// A set of units that a collective names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum UnitSet {
    /// All of them.
    All,
    /// All of these kinds.
    Kinds(Vec<UnitKind>),
}

impl UnitSet {
    /// Whether a unit of a kind belongs to it.
    #[must_use]
    pub fn has(&self, kind: UnitKind) -> bool {
        match self {
            Self::All => kind != UnitKind::Leadership,
            Self::Kinds(kinds) => kinds.contains(&kind),
        }
    }
}
