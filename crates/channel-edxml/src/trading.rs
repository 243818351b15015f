use crate::codes::{Business, ReceiverKind};

/// What is done with a document (`Bussiness`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trading {
    /// New, withdrawn, updated, replaced.
    pub business: Business,
    /// Why.
    pub reason: String,
    /// Receivers that are taken off or put on.
    pub receivers: Vec<Receiver>,
    /// The document that it is done with.
    pub document_id: String,
    /// Who does it.
    pub staff: Staff,
    /// Whether it also goes on paper (`Paper`), as it is written.
    pub paper: String,
    /// What is replaced.
    pub replacements: Vec<Replacement>,
}

/// A receiver that an update is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receiver {
    /// Taken off or put on.
    pub kind: ReceiverKind,
    /// The agency.
    pub organ_id: String,
}

/// A document that is replaced, and for whom.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Replacement {
    /// Its id.
    pub document_id: String,
    /// The agencies.
    pub organ_ids: Vec<String>,
}

/// Who did something.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Staff {
    /// The department.
    pub department: String,
    /// The name.
    pub name: String,
    /// The telephone.
    pub mobile: String,
    /// The e-mail.
    pub email: String,
}

impl Default for Trading {
    fn default() -> Self {
        Self {
            business: Business::New,
            reason: String::new(),
            receivers: Vec::new(),
            document_id: String::new(),
            staff: Staff::default(),
            paper: "0".to_owned(),
            replacements: Vec::new(),
        }
    }
}
