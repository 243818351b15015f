//! What is written is read again, and what others write, too.

use channel_edxml::{
    Document, Fault, Limits, Message, ReadError, Reply, ReplyError, Status, StatusCode, Steering, WriteError,
    read, safe_name,
};
use jiff::civil::datetime;
use proptest::prelude::*;

use crate::world::{SNV, SXD, file, organ, report, request};

fn document(bytes: &[u8]) -> Document {
    match read(bytes, &Limits::default()).unwrap() {
        Message::Document(document) => *document,
        Message::Status(status) => unreachable!("{status:?}"),
    }
}

#[test]
fn both_forms_come_back_whole() {
    for one in [report(), request()] {
        assert_eq!(document(&one.to_package().unwrap()), one);
        assert_eq!(document(&one.to_single_file().unwrap()), one);
    }
    // Equal documents make equal bytes.
    assert_eq!(report().to_package().unwrap(), report().to_package().unwrap());
}

#[test]
fn the_words_of_the_standard_are_written() {
    let xml = String::from_utf8(report().to_single_file().unwrap()).unwrap();
    for part in [
        "xmlns:edXML=\"http://www.mic.gov.vn/TBT/QCVN_102_2016\"",
        "<edXML:Bussiness>",
        "<edXML:BussinessDocType>2</edXML:BussinessDocType>",
        "<edXML:SteeringType>3</edXML:SteeringType>",
        "<edXML:PromulgationDate>2026/03/16</edXML:PromulgationDate>",
        "<edXML:Timestamp>2026/03/16 08:05:07</edXML:Timestamp>",
        "<edXML:DocumentId>000.00.16.H37,2026/03/16,07/BC-SXD</edXML:DocumentId>",
        "<edXML:Code>120/SNV-CCHC</edXML:Code>",
        "Số 1 &lt;Trần Phú&gt; &amp; 2",
        // The signature stands as it came, with its own blanks and quotation marks.
        "<ds:SignedInfo  a='1'/>\n<ds:SignatureValue>",
    ] {
        assert!(xml.contains(part), "{part} is not in {xml}");
    }
}

#[test]
fn others_write_it_differently() {
    let xml = r#"<?xml version="1.0" encoding="utf-8"?>
<edXML xmlns="http://www.mic.gov.vn/TBT/QCVN_102_2016"><x:edXMLEnvelope xmlns:x="u"><x:edXMLHeader>
 <x:MessageHeader>
  <x:From><x:OrganId> 000.00.19.H37 </x:OrganId></x:From><x:To><x:OrganId>000.00.16.H37</x:OrganId></x:To>
  <x:PromulgationInfo><x:PromulgationDate>16/03/2026</x:PromulgationDate></x:PromulgationInfo>
  <x:Subject>Hỏi &amp; đáp &#272;<![CDATA[<b>]]></x:Subject><x:SteeringType>0</x:SteeringType><x:Unknown><y/></x:Unknown>
 </x:MessageHeader>
 <x:TraceHeaderList id="1" actor="a"><x:Bussiness><x:BussinessDocType>7</x:BussinessDocType><x:Reason>r</x:Reason></x:Bussiness>
 </x:TraceHeaderList><x:DigitalSignature />
</x:edXMLHeader><x:edXMLBody><x:edXMLManifest><x:Reference><x:ContentId>cid:a b</x:ContentId>
<x:AttachmentName>..\..\x.pdf</x:AttachmentName></x:Reference></x:edXMLManifest></x:edXMLBody></x:edXMLEnvelope>
<AttachmentEncoded><Attachment><ContentId>a b</ContentId><ContentTransferEncoded>
 JVBE
 Rg==
</ContentTransferEncoded></Attachment></AttachmentEncoded></edXML>"#;
    let one = document(format!("\u{feff}{xml}").as_bytes());
    assert_eq!(one.from.id, SNV);
    assert_eq!(one.subject, "Hỏi & đáp Đ<b>");
    assert_eq!(one.steering, Steering::Other("0".to_owned()));
    assert_eq!(one.trading.business.code(), "7");
    assert_eq!(one.trading.reason, "r");
    assert_eq!(one.signature, None);
    assert_eq!(one.attachments[0].bytes, b"%PDF");
    assert_eq!(safe_name(&one.attachments[0].name), "x.pdf");
}

#[test]
fn a_status_comes_back() {
    let mut status = Status::of(
        &report(),
        organ(SNV, "Sở Nội vụ"),
        StatusCode::Received,
        datetime(2026, 3, 17, 9, 0, 0, 0),
    );
    status.description = "Đã tiếp nhận".to_owned();
    status.staff.name = "Hoa".to_owned();
    let bytes = status.to_xml().unwrap();
    assert_eq!(
        read(&bytes, &Limits::default()),
        Ok(Message::Status(Box::new(status.clone())))
    );
    assert!(status.code.is_received());
    // In the envelope of another standard, without the zero.
    let xml = String::from_utf8(bytes).unwrap();
    let soap = xml
        .replace("edXML:Envelope", "SOAP-ENV:Envelope")
        .replace("StatusCode>03<", "StatusCode>3<");
    assert_eq!(
        read(soap.as_bytes(), &Limits::default()),
        Ok(Message::Status(Box::new(status.clone())))
    );
    status.from.id.clear();
    assert_eq!(
        status.to_xml(),
        Err(WriteError::Faults(vec![Fault::Missing("From/OrganId")]))
    );
}

#[test]
fn what_is_not_fit_is_not_written() {
    let mut one = report();
    one.subject = " ".to_owned();
    one.to.clear();
    one.attachments.push(file("tep-1", b""));
    one.attachments.push(file("../x", b""));
    one.signature = Some("<a/><b/>".to_owned());
    let faults = vec![
        Fault::Missing("Subject"),
        Fault::Missing("To/OrganId"),
        Fault::ContentId("tep-1".to_owned()),
        Fault::ContentId("../x".to_owned()),
        Fault::Signature,
    ];
    assert_eq!(one.to_package(), Err(WriteError::Faults(faults.clone())));
    assert_eq!(one.to_single_file(), Err(WriteError::Faults(faults)));
}

#[test]
fn a_file_that_is_named_but_missing_is_told() {
    let xml = String::from_utf8(report().to_single_file().unwrap()).unwrap();
    let without = xml.split("<edXML:AttachmentEncoded>").next().unwrap().to_owned() + "</edXML:edXML>";
    assert!(matches!(
        read(without.as_bytes(), &Limits::default()),
        Err(ReadError::NoFile(name)) if name.contains("quý I")
    ));
}

#[test]
fn the_library_answers_in_its_own_way() {
    let good = r#"{"data":[1],"ErrorDesc":"Thanh cong","ErrorCode":"0","status":"OK"}"#;
    let reply = Reply::read(good.as_bytes()).unwrap();
    assert_eq!(
        (reply.said.as_str(), reply.data[0].as_i64()),
        ("Thanh cong", Some(1))
    );
    for refused in [
        r#"{"ErrorDesc":"Sai","ErrorCode":"-1","status":"OK"}"#,
        r#"{"ErrorDesc":"Sai","ErrorCode":"0","status":"FAIL"}"#,
        r#"{"ErrorDesc":"Sai","ErrorCode":7,"status":"FAIL"}"#,
    ] {
        let read = Reply::read(refused.as_bytes());
        assert!(matches!(read, Err(ReplyError::Refused { .. })), "{refused}");
    }
    for strange in ["", "{}", "[]", "OK", r#"{"ErrorCode":"0"}"#, r#"{"status":"OK"}"#] {
        assert_eq!(
            Reply::read(strange.as_bytes()),
            Err(ReplyError::Strange),
            "{strange}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_words_and_bytes_come_back(
        subject in "[\\PC&<>\"']{1,80}", content in "(\\PC|\n|\t){0,80}", name in "\\PC{0,40}",
        bytes in proptest::collection::vec(any::<u8>(), 0..300),
    ) {
        prop_assume!(!subject.trim().is_empty());
        use unicode_normalization::UnicodeNormalization;
        let plain = |text: &str| {
            let text: String = text.nfc().filter(|c| !matches!(c, '\u{FFFE}' | '\u{FFFF}')).collect();
            text.trim().to_owned()
        };
        let mut one = report();
        one.subject = plain(&subject);
        one.content = plain(&content);
        prop_assume!(!one.subject.is_empty());
        one.attachments = vec![file("tep", &bytes)];
        one.attachments[0].name = plain(&name);
        prop_assert_eq!(&document(&one.to_package().unwrap()), &one);
        prop_assert_eq!(&document(&one.to_single_file().unwrap()), &one);
    }

    #[test]
    fn names_of_files_are_made_safe(name in "(\\PC|/|\\\\|\u{202e}|\u{0}|\\.){0,300}") {
        let safe = safe_name(&name);
        prop_assert!(!safe.is_empty() && safe.len() <= 200);
        let bad = safe.contains(['/', '\\', '\u{0}', '\u{202e}', ':']) || safe.starts_with('.');
        prop_assert!(!bad, "{:?}", safe);
    }
}

#[test]
fn ids_name_the_sender_day_and_number() {
    assert_eq!(report().id, format!("{SXD},2026/03/16,07/BC-SXD"));
}
