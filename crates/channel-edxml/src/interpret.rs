//! From elements to a document. Senders differ in names of the frame and in what they leave out.

use crate::codes::{Business, Priority, ReceiverKind, Steering};
use crate::date;
use crate::error::ReadError;
use crate::model::{
    Attachment, Code, Document, DocumentKind, Organ, OtherInfo, Promulgation, ResponseFor, Signer, Trace,
};
use crate::trading::{Receiver, Replacement, Staff, Trading};
use crate::xml::Element;

/// The envelope, whether it is the root or lies in another.
pub(crate) fn envelope(root: &Element) -> Result<&Element, ReadError> {
    let names = ["Envelope", "edXMLEnvelope"];
    if names.contains(&root.name.as_str()) {
        return Ok(root);
    }
    root.find(&names).ok_or(ReadError::Missing("Envelope"))
}

pub(crate) fn header(envelope: &Element) -> Result<&Element, ReadError> {
    envelope
        .find(&["Header", "edXMLHeader"])
        .ok_or(ReadError::Missing("Header"))
}

pub(crate) fn document(header: &Element, attachments: Vec<Attachment>) -> Result<Document, ReadError> {
    let message = header
        .get("MessageHeader")
        .ok_or(ReadError::Missing("MessageHeader"))?;
    let part = |name: &'static str| message.get(name).ok_or(ReadError::Missing(name));
    let nothing = Element::default();
    let or_empty = |name: &str| message.get(name).unwrap_or(&nothing);
    let promulgation = part("PromulgationInfo")?;
    let (code, kind, signer) = (or_empty("Code"), or_empty("DocumentType"), or_empty("SignerInfo"));
    let to: Vec<Organ> = message.all("To").map(organ).collect();
    if to.is_empty() {
        return Err(ReadError::Missing("To"));
    }
    let traces = header.get("TraceHeaderList").unwrap_or(&nothing);
    let signature = header.find(&["Signature", "DigitalSignature"]);
    Ok(Document {
        id: message.text_of("DocumentId"),
        from: organ(part("From")?),
        to,
        code: Code {
            number: code.text_of("CodeNumber"),
            notation: code.text_of("CodeNotation"),
        },
        promulgation: Promulgation {
            place: promulgation.text_of("Place"),
            date: date::read(&promulgation.text_of("PromulgationDate"))?,
        },
        kind: DocumentKind {
            code: kind.text_of("Type"),
            name: kind.text_of("TypeName"),
        },
        subject: message.text_of("Subject"),
        content: message.text_of("Content"),
        signer: Signer {
            competence: signer.text_of("Competence"),
            position: signer.text_of("Position"),
            full_name: signer.text_of("FullName"),
        },
        due: day(message, "DueDate")?,
        to_places: words(or_empty("ToPlaces"), "Place"),
        other: other(or_empty("OtherInfo")),
        response_for: message
            .all("ResponseFor")
            .map(response_for)
            .collect::<Result<_, _>>()?,
        steering: Steering::read(&message.text_of("SteeringType")),
        traces: traces
            .all("TraceHeader")
            .map(|trace| {
                Ok(Trace {
                    organ_id: trace.text_of("OrganId"),
                    at: date::read_time(&trace.text_of("Timestamp"))?,
                })
            })
            .collect::<Result<_, _>>()?,
        trading: traces.get("Bussiness").map(trading).unwrap_or_default(),
        // An empty element says that there is none.
        signature: signature
            .filter(|one| !one.children.is_empty())
            .and_then(|one| one.raw.clone()),
        attachments,
    })
}

/// What the manifest says of files, before their bytes are fetched.
pub(crate) fn references(envelope: &Element) -> Vec<Attachment> {
    let manifest = envelope
        .find(&["Body", "edXMLBody"])
        .and_then(|body| body.find(&["Manifest", "edXMLManifest"]));
    let references = manifest
        .into_iter()
        .flat_map(|manifest| manifest.all("Reference"));
    references
        .map(|one| Attachment {
            content_id: content_id(&one.text_of("ContentId")),
            content_type: one.text_of("ContentType"),
            description: one.text_of("Description"),
            name: one.text_of("AttachmentName"),
            bytes: Vec::new(),
        })
        .collect()
}

/// Some write `cid:` before it.
pub(crate) fn content_id(text: &str) -> String {
    let text = text.trim();
    text.strip_prefix("cid:").unwrap_or(text).to_owned()
}

pub(crate) fn organ(element: &Element) -> Organ {
    Organ {
        id: element.text_of("OrganId"),
        in_charge: element.text_of("OrganizationInCharge"),
        name: element.text_of("OrganName"),
        address: element.text_of("OrganAdd"),
        email: element.text_of("Email"),
        telephone: element.text_of("Telephone"),
        fax: element.text_of("Fax"),
        website: element.text_of("Website"),
    }
}

fn other(element: &Element) -> OtherInfo {
    let number = |name: &str| element.text_of(name).parse().ok();
    let priority = element.text_of("Priority");
    OtherInfo {
        priority: if priority.is_empty() {
            Priority::Normal
        } else {
            Priority::read(&priority)
        },
        sphere: element.text_of("SphereOfPromulgation"),
        typer: element.text_of("TyperNotation"),
        copies: number("PromulgationAmount"),
        pages: number("PageAmount"),
        appendixes: element
            .get("Appendixes")
            .map(|list| words(list, "Appendix"))
            .unwrap_or_default(),
    }
}

pub(crate) fn response_for(element: &Element) -> Result<ResponseFor, ReadError> {
    Ok(ResponseFor {
        organ_id: element.text_of("OrganId"),
        code: element.text_of("Code"),
        date: day(element, "PromulgationDate")?,
        document_id: element.text_of("DocumentId"),
    })
}

fn trading(element: &Element) -> Trading {
    let receivers = element
        .get("BussinessDocumentInfo")
        .and_then(|info| info.get("ReceiverList"));
    let replacements = element.get("ReplacementInfoList");
    let reason = element
        .find(&["BussinessDocReason", "Reason"])
        .map_or_else(String::new, |reason| reason.text.trim().to_owned());
    Trading {
        business: Business::read(&element.text_of("BussinessDocType")),
        reason,
        receivers: receivers
            .into_iter()
            .flat_map(|list| list.all("Receiver"))
            .map(|one| Receiver {
                kind: ReceiverKind::read(&one.text_of("ReceiverType")),
                organ_id: one.text_of("OrganId"),
            })
            .collect(),
        document_id: element.text_of("DocumentId"),
        staff: element.get("StaffInfo").map(staff).unwrap_or_default(),
        paper: element.text_of("Paper"),
        replacements: replacements
            .into_iter()
            .flat_map(|list| list.all("ReplacementInfo"))
            .map(|one| Replacement {
                document_id: one.text_of("DocumentId"),
                organ_ids: one
                    .get("OrganIdList")
                    .map(|list| words(list, "OrganId"))
                    .unwrap_or_default(),
            })
            .collect(),
    }
}

pub(crate) fn staff(element: &Element) -> Staff {
    Staff {
        department: element.text_of("Department"),
        name: element.text_of("Staff"),
        mobile: element.text_of("Mobile"),
        email: element.text_of("Email"),
    }
}

fn words(list: &Element, name: &str) -> Vec<String> {
    let texts = list.all(name).map(|one| one.text.trim().to_owned());
    texts.filter(|text| !text.is_empty()).collect()
}

fn day(element: &Element, name: &str) -> Result<Option<jiff::civil::Date>, ReadError> {
    match element.text_of(name) {
        text if text.is_empty() => Ok(None),
        text => date::read(&text).map(Some),
    }
}
