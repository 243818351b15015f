//! From a document to elements. Names are those of the standard, "Bussiness" included.

use crate::date;
use crate::model::{Attachment, Document, Organ, OtherInfo, ResponseFor};
use crate::trading::{Staff, Trading};
use crate::xml::Element;

pub(crate) fn header(document: &Document) -> Element {
    Element::new("Header")
        .child(message_header(document))
        .child(trace_list(document))
        .list(document.signature.iter().map(|raw| Element {
            raw: Some(raw.trim().to_owned()),
            ..Element::new("Signature")
        }))
}

fn message_header(document: &Document) -> Element {
    let promulgation = Element::new("PromulgationInfo")
        .word("Place", &document.promulgation.place)
        .word("PromulgationDate", &date::write(document.promulgation.date));
    let signer = Element::new("SignerInfo")
        .word("Competence", &document.signer.competence)
        .word("Position", &document.signer.position)
        .word("FullName", &document.signer.full_name);
    let places = document
        .to_places
        .iter()
        .fold(Element::new("ToPlaces"), |list, place| list.word("Place", place));
    let due = document.due.map(date::write).unwrap_or_default();
    Element::new("MessageHeader")
        .child(organ("From", &document.from))
        .list(document.to.iter().map(|to| organ("To", to)))
        .child(
            Element::new("Code")
                .word("CodeNumber", &document.code.number)
                .word("CodeNotation", &document.code.notation),
        )
        .child(promulgation)
        .part(
            Element::new("DocumentType")
                .word("Type", &document.kind.code)
                .word("TypeName", &document.kind.name),
        )
        .word("Subject", &document.subject)
        .word("Content", &document.content)
        .part(signer)
        .word("DueDate", &due)
        .part(places)
        .child(other(&document.other))
        .list(document.response_for.iter().map(response_for))
        .word("SteeringType", document.steering.code())
        .word("DocumentId", &document.id)
}

pub(crate) fn organ(name: &str, organ: &Organ) -> Element {
    Element::new(name)
        .word("OrganId", &organ.id)
        .word("OrganizationInCharge", &organ.in_charge)
        .word("OrganName", &organ.name)
        .word("OrganAdd", &organ.address)
        .word("Email", &organ.email)
        .word("Telephone", &organ.telephone)
        .word("Fax", &organ.fax)
        .word("Website", &organ.website)
}

fn other(other: &OtherInfo) -> Element {
    let number = |number: Option<u32>| number.map(|n| n.to_string()).unwrap_or_default();
    let appendixes = other
        .appendixes
        .iter()
        .fold(Element::new("Appendixes"), |list, name| {
            list.word("Appendix", name)
        });
    Element::new("OtherInfo")
        .word("Priority", other.priority.code())
        .word("SphereOfPromulgation", &other.sphere)
        .word("TyperNotation", &other.typer)
        .word("PromulgationAmount", &number(other.copies))
        .word("PageAmount", &number(other.pages))
        .part(appendixes)
}

pub(crate) fn response_for(one: &ResponseFor) -> Element {
    Element::new("ResponseFor")
        .word("OrganId", &one.organ_id)
        .word("Code", &one.code)
        .word("PromulgationDate", &one.date.map(date::write).unwrap_or_default())
        .word("DocumentId", &one.document_id)
}

fn trace_list(document: &Document) -> Element {
    let traces = document.traces.iter().map(|trace| {
        Element::new("TraceHeader")
            .word("OrganId", &trace.organ_id)
            .word("Timestamp", &date::write_time(trace.at))
    });
    Element::new("TraceHeaderList")
        .list(traces)
        .child(business(&document.trading))
}

fn business(trading: &Trading) -> Element {
    let receivers = trading.receivers.iter().map(|receiver| {
        Element::new("Receiver")
            .word("ReceiverType", receiver.kind.code())
            .word("OrganId", &receiver.organ_id)
    });
    let receivers = Element::new("ReceiverList").list(receivers);
    let replacements = trading.replacements.iter().map(|one| {
        let organs = one
            .organ_ids
            .iter()
            .fold(Element::new("OrganIdList"), |list, id| list.word("OrganId", id));
        Element::new("ReplacementInfo")
            .word("DocumentId", &one.document_id)
            .part(organs)
    });
    Element::new("Bussiness")
        .word("BussinessDocType", trading.business.code())
        .word("BussinessDocReason", &trading.reason)
        .part(Element::new("BussinessDocumentInfo").part(receivers))
        .word("DocumentId", &trading.document_id)
        .part(staff(&trading.staff))
        .word("Paper", &trading.paper)
        .part(Element::new("ReplacementInfoList").list(replacements))
}

pub(crate) fn staff(staff: &Staff) -> Element {
    Element::new("StaffInfo")
        .word("Department", &staff.department)
        .word("Staff", &staff.name)
        .word("Mobile", &staff.mobile)
        .word("Email", &staff.email)
}

pub(crate) fn references(attachments: &[Attachment]) -> impl Iterator<Item = Element> {
    attachments.iter().map(|file| {
        Element::new("Reference")
            .word("ContentId", &format!("cid:{}", file.content_id))
            .word("ContentType", &file.content_type)
            .word("Description", &file.description)
            .word("AttachmentName", &file.name)
    })
}
