//! What became of a document: the receipt between agencies.

use jiff::civil::DateTime;

use crate::codes::StatusCode;
use crate::error::{Fault, ReadError, WriteError};
use crate::model::{Document, Organ, ResponseFor};
use crate::trading::Staff;
use crate::xml::{Element, print};
use crate::{compose, date, interpret};

/// What became of a document, told by its receiver.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// Which document.
    pub response_for: ResponseFor,
    /// Who tells.
    pub from: Organ,
    /// What.
    pub code: StatusCode,
    /// In words.
    pub description: String,
    /// When, in the time of Việt Nam.
    pub at: DateTime,
    /// Who did it.
    pub staff: Staff,
}

impl Status {
    /// A status of a document that was received.
    #[must_use]
    pub fn of(document: &Document, from: Organ, code: StatusCode, at: DateTime) -> Self {
        Self {
            response_for: document.reference(),
            from,
            code,
            description: String::new(),
            at,
            staff: Staff::default(),
        }
    }

    /// As XML.
    ///
    /// # Errors
    /// [`WriteError`] when the document or the teller is not named.
    pub fn to_xml(&self) -> Result<Vec<u8>, WriteError> {
        let wanted = [
            ("ResponseFor/DocumentId", &self.response_for.document_id),
            ("ResponseFor/OrganId", &self.response_for.organ_id),
            ("From/OrganId", &self.from.id),
        ];
        let missing = wanted.into_iter().filter(|(_, text)| text.trim().is_empty());
        let faults: Vec<Fault> = missing.map(|(part, _)| Fault::Missing(part)).collect();
        if !faults.is_empty() {
            return Err(WriteError::Faults(faults));
        }
        let status = Element::new("Status")
            .child(compose::response_for(&self.response_for))
            .child(compose::organ("From", &self.from))
            .word("StatusCode", self.code.code())
            .word("Description", &self.description)
            .word("Timestamp", &date::write_time(self.at))
            .part(compose::staff(&self.staff));
        let envelope = Element::new("Envelope")
            .child(Element::new("Header").child(status))
            .child(Element::new("Body"));
        Ok(print(&envelope).into_bytes())
    }

    pub(crate) fn read(status: &Element) -> Result<Self, ReadError> {
        let part = |name: &'static str| status.get(name).ok_or(ReadError::Missing(name));
        let code = status.text_of("StatusCode");
        if code.is_empty() {
            return Err(ReadError::Missing("StatusCode"));
        }
        // Some leave the zero away.
        let code = if code.len() == 1 { format!("0{code}") } else { code };
        Ok(Self {
            response_for: interpret::response_for(part("ResponseFor")?)?,
            from: interpret::organ(part("From")?),
            code: StatusCode::read(&code),
            description: status.text_of("Description"),
            at: date::read_time(&status.text_of("Timestamp"))?,
            staff: status.get("StaffInfo").map(interpret::staff).unwrap_or_default(),
        })
    }
}
