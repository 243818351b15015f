use jiff::civil::{Date, DateTime};

use crate::codes::{Priority, Steering};
use crate::error::Fault;
use crate::naming::{document_id, is_content_id};
use crate::trading::Trading;

/// A document between agencies. Empty texts are not written.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Its id between all agencies; see [`document_id`].
    pub id: String,
    /// Who sends it.
    pub from: Organ,
    /// Who gets it.
    pub to: Vec<Organ>,
    /// Its number and notation.
    pub code: Code,
    /// Where and when it was issued.
    pub promulgation: Promulgation,
    /// What kind of paper it is.
    pub kind: DocumentKind,
    /// Trích yếu.
    pub subject: String,
    /// What it is about, in more words.
    pub content: String,
    /// Who signed it.
    pub signer: Signer,
    /// When an answer is due.
    pub due: Option<Date>,
    /// Nơi nhận.
    pub to_places: Vec<String>,
    /// The rest of its outer form.
    pub other: OtherInfo,
    /// What it answers.
    pub response_for: Vec<ResponseFor>,
    /// What it is to its receiver.
    pub steering: Steering,
    /// Through whose hands it went.
    pub traces: Vec<Trace>,
    /// What is done with it.
    pub trading: Trading,
    /// The XML signature as it came, letter by letter. It is neither made nor checked here.
    pub signature: Option<String>,
    /// Its files.
    pub attachments: Vec<Attachment>,
}

/// An agency as documents name it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Organ {
    /// Its code on the axis, such as `000.00.16.H37`.
    pub id: String,
    /// The agency in charge of it.
    pub in_charge: String,
    /// Its name.
    pub name: String,
    /// Its address.
    pub address: String,
    /// Its e-mail.
    pub email: String,
    /// Its telephone.
    pub telephone: String,
    /// Its fax.
    pub fax: String,
    /// Its site.
    pub website: String,
}

/// Số và ký hiệu.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Code {
    /// The number.
    pub number: String,
    /// The notation, such as `BC-SXD`.
    pub notation: String,
}

/// Where and when a document was issued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promulgation {
    /// The place.
    pub place: String,
    /// The day.
    pub date: Date,
}

/// What kind of paper a document is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DocumentKind {
    /// Its number in the catalogue.
    pub code: String,
    /// Its name, such as `Báo cáo`.
    pub name: String,
}

/// Who signed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Signer {
    /// By what right, such as `KT.`.
    pub competence: String,
    /// The position.
    pub position: String,
    /// The name.
    pub full_name: String,
}

/// The rest of a document's outer form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherInfo {
    /// How much it presses.
    pub priority: Priority,
    /// Who may see it.
    pub sphere: String,
    /// Who typed it.
    pub typer: String,
    /// Copies.
    pub copies: Option<u32>,
    /// Pages.
    pub pages: Option<u32>,
    /// Names of annexes.
    pub appendixes: Vec<String>,
}

/// A document that is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResponseFor {
    /// Who sent it.
    pub organ_id: String,
    /// Its number and notation in one.
    pub code: String,
    /// When it was issued.
    pub date: Option<Date>,
    /// Its id.
    pub document_id: String,
}

/// One hand through which a document went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace {
    /// The agency.
    pub organ_id: String,
    /// When, in the time of Việt Nam.
    pub at: DateTime,
}

/// A file of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its name in the package: letters, digits and `.-_`.
    pub content_id: String,
    /// Its type, such as `application/pdf`.
    pub content_type: String,
    /// What it is.
    pub description: String,
    /// Its name for people. From outside it may hold anything: see [`crate::safe_name`].
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Default for OtherInfo {
    fn default() -> Self {
        Self {
            priority: Priority::Normal,
            sphere: String::new(),
            typer: String::new(),
            copies: None,
            pages: None,
            appendixes: Vec::new(),
        }
    }
}

impl Document {
    /// A new document with the usual id.
    #[must_use]
    pub fn new(from: Organ, to: Vec<Organ>, code: Code, promulgation: Promulgation, subject: &str) -> Self {
        Self {
            id: document_id(&from.id, promulgation.date, &code),
            from,
            to,
            code,
            promulgation,
            kind: DocumentKind::default(),
            subject: subject.to_owned(),
            content: String::new(),
            signer: Signer::default(),
            due: None,
            to_places: Vec::new(),
            other: OtherInfo::default(),
            response_for: Vec::new(),
            steering: Steering::None,
            traces: Vec::new(),
            trading: Trading::default(),
            signature: None,
            attachments: Vec::new(),
        }
    }

    /// The same as a report that answers a request.
    #[must_use]
    pub fn reporting_on(mut self, request: &Self) -> Self {
        self.response_for.push(request.reference());
        self.steering = Steering::Report;
        self
    }

    /// How others refer to it.
    #[must_use]
    pub fn reference(&self) -> ResponseFor {
        ResponseFor {
            organ_id: self.from.id.clone(),
            code: format!("{}/{}", self.code.number, self.code.notation),
            date: Some(self.promulgation.date),
            document_id: self.id.clone(),
        }
    }

    /// Everything that is wrong with it before it is written.
    #[must_use]
    pub fn faults(&self) -> Vec<Fault> {
        let wanted = [
            ("DocumentId", self.id.as_str()),
            ("From/OrganId", &self.from.id),
            ("From/OrganName", &self.from.name),
            ("Code/CodeNotation", &self.code.notation),
            ("Subject", &self.subject),
        ];
        let empty = |text: &str| text.trim().is_empty();
        let mut faults: Vec<Fault> = wanted
            .into_iter()
            .filter(|(_, text)| empty(text))
            .map(|(part, _)| Fault::Missing(part))
            .collect();
        if self.to.is_empty() || self.to.iter().any(|organ| empty(&organ.id)) {
            faults.push(Fault::Missing("To/OrganId"));
        }
        for (n, file) in self.attachments.iter().enumerate() {
            let twin = self
                .attachments
                .iter()
                .take(n)
                .any(|other| other.content_id == file.content_id);
            if twin || !is_content_id(&file.content_id) {
                faults.push(Fault::ContentId(file.content_id.clone()));
            }
        }
        if self
            .signature
            .as_deref()
            .is_some_and(|raw| !crate::xml::is_element(raw))
        {
            faults.push(Fault::Signature);
        }
        faults
    }
}
