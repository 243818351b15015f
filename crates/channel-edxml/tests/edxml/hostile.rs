//! Messages from enemies: an error, quickly, and nothing taken.

use std::io::{Cursor, Write};

use channel_edxml::{Limits, Message, ReadError, read};
use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::world::{file, report};

fn limits() -> Limits {
    Limits {
        message: 1 << 20,
        xml: 100_000,
        files: 50_000,
        count: 3,
        depth: 20,
        elements: 500,
        text: 2000,
    }
}

fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn too_large(bytes: &[u8], what: &str) {
    match read(bytes, &limits()) {
        Err(ReadError::TooLarge { what: told, .. }) => assert_eq!(told, what),
        other => unreachable!("{what}: {other:?}"),
    }
}

#[test]
fn types_and_entities_are_refused() {
    for xml in [
        r#"<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>"#,
        r#"<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>"#,
        "<a>&unknown;</a>",
        r#"<a b="&unknown;"/>"#,
    ] {
        assert_eq!(
            read(xml.as_bytes(), &limits()),
            Err(ReadError::Forbidden),
            "{xml}"
        );
        let packed = zip(&[("edoc.edxml", xml.as_bytes())]);
        assert_eq!(read(&packed, &limits()), Err(ReadError::Forbidden), "{xml}");
    }
}

#[test]
fn every_measure_has_its_limit() {
    let deep = format!("{}{}", "<a>".repeat(30), "</a>".repeat(30));
    too_large(deep.as_bytes(), "the depth of elements");
    let many = format!("<a>{}</a>", "<b/>".repeat(501));
    too_large(many.as_bytes(), "the number of elements");
    let long = format!("<a>{}</a>", "x".repeat(2001));
    too_large(long.as_bytes(), "a text");
    let entities = format!("<a>{}</a>", "&amp;".repeat(2001));
    too_large(entities.as_bytes(), "a text");
    too_large(&vec![b' '; (1 << 20) + 1], "the message");
    // A bomb: little packed, much unpacked.
    let bomb = vec![b' '; 5_000_000];
    too_large(&zip(&[("edoc.edxml", &bomb)]), "the XML");

    let mut heavy = report();
    heavy.attachments = vec![file("a", &[0; 30_000]), file("b", &[0; 30_000])];
    too_large(&heavy.to_package().unwrap(), "the files");
    too_large(&heavy.to_single_file().unwrap(), "the files");
    heavy.attachments = ["a", "b", "c", "d"].map(|id| file(id, b"")).into();
    too_large(&heavy.to_package().unwrap(), "the number of files");
    too_large(&heavy.to_single_file().unwrap(), "the number of files");
}

#[test]
fn what_is_no_message_is_told() {
    for (xml, missing) in [
        ("<a/>", "Envelope"),
        ("<Envelope/>", "Header"),
        ("<Envelope><Header/></Envelope>", "MessageHeader"),
        ("<Envelope><Header><Status/></Header></Envelope>", "StatusCode"),
    ] {
        assert_eq!(
            read(xml.as_bytes(), &limits()),
            Err(ReadError::Missing(missing)),
            "{xml}"
        );
    }
    for broken in [
        "", "x", "<a>", "<a></b>", "</a>", "<a/><b/>", "<a/>x", "PK", "<a b=1/>",
    ] {
        let read = read(broken.as_bytes(), &limits());
        assert!(matches!(read, Err(ReadError::Damaged(_))), "{broken}: {read:?}");
    }
    assert!(read(b"\xff\xfe<\0a\0", &limits()).is_err());
    assert_eq!(
        read(&zip(&[("deep/edoc.xml", b"<a/>")]), &limits()),
        Err(ReadError::Missing("the XML of the package"))
    );
}

#[test]
fn every_cut_and_every_changed_byte_is_borne() {
    for bytes in [report().to_package().unwrap(), report().to_single_file().unwrap()] {
        for at in (0..bytes.len()).step_by(11) {
            // A single file that is cut behind its last sign is whole.
            let cut = read(&bytes[..at], &limits());
            assert!(cut.is_err() || at + 1 == bytes.len(), "{at}");
            let mut changed = bytes.clone();
            changed[at] ^= 0x55;
            let _ = read(&changed, &limits());
        }
    }
}

proptest! {
    #[test]
    fn bytes_are_borne(bytes in proptest::collection::vec(any::<u8>(), 0..500), zip in any::<bool>()) {
        let mut bytes = bytes;
        if zip {
            bytes.splice(0..0, *b"PK\x03\x04");
        }
        prop_assert!(!matches!(read(&bytes, &limits()), Ok(Message::Document(_))));
    }

    #[test]
    fn nonsense_of_tags_is_borne(text in "(<|>|/|a|Envelope|Header|&|;|\"|'|=|!|\\[|\\]|-|\\?| ){0,80}") {
        let _ = read(text.as_bytes(), &limits());
    }
}
