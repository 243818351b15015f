//! Calls of the service: signed, repeated, and sometimes from somebody else.

use channel_zalo::webhook::{Signatures, WebhookError};
use proptest::prelude::*;

fn signatures() -> Signatures {
    Signatures::new("4021", "oa-secret".into())
}

const BODY: &str = r#"{"app_id":"4021","oa_id":"5790","sender":{"id":"871"},"recipient":{"id":"5790"},
"user_id_by_app":"9","event_name":"user_send_text","message":{"text":"Chào Sở","msg_id":"m1"},"timestamp":"1741564800000"}"#;

#[test]
fn the_signature_is_a_plain_hash_of_the_raw_bytes() {
    // Worked out with sha256sum over 4021 + body + timestamp + oa-secret.
    let body = br#"{"event_name":"follow","follower":{"id":"1"},"timestamp":"5"}"#;
    let header = "mac=72a8c9ffb74e1a8d4350caa71ddb9ccecb77b0b237f6f23cbd851ebc7619e878";
    assert_eq!(signatures().sign(body, "5"), header);
    let event = signatures().read(header, body).unwrap();
    assert_eq!(
        (event.name.as_str(), event.sender.as_deref()),
        ("follow", Some("1"))
    );
    // The same JSON with another blank is another call.
    let spaced = br#"{"event_name": "follow","follower":{"id":"1"},"timestamp":"5"}"#;
    assert_eq!(signatures().read(header, spaced), Err(WebhookError::Signature));
}

#[test]
fn an_event_is_read_and_repetitions_have_one_key() {
    let header = signatures().sign(BODY.as_bytes(), "1741564800000");
    let event = signatures().read(&header, BODY.as_bytes()).unwrap();
    assert_eq!(event.text.as_deref(), Some("Chào Sở"));
    assert_eq!(event.at.unwrap().to_string(), "2025-03-10T00:00:00Z");
    assert_eq!(event.key(), "user_send_text:m1");

    let again = BODY.replacen("{\"app_id\"", "{\"num_retry\":2,\"app_id\"", 1);
    let header = signatures().sign(again.as_bytes(), "1741564800000");
    let repeated = signatures().read(&header, again.as_bytes()).unwrap();
    assert_eq!(repeated.repetition, 2);
    assert_eq!(repeated.key(), event.key());

    // Seen is another event than sent, about the same message.
    let seen = BODY.replace("user_send_text", "user_seen_message");
    let header = signatures().sign(seen.as_bytes(), "1741564800000");
    assert_ne!(
        signatures().read(&header, seen.as_bytes()).unwrap().key(),
        event.key()
    );
}

#[test]
fn events_without_a_message_are_told_apart_by_person_and_time() {
    let key = |body: &str, stamp: &str| {
        let header = signatures().sign(body.as_bytes(), stamp);
        signatures()
            .read(&header, body.as_bytes())
            .unwrap()
            .key()
            .to_owned()
    };
    let follow = |who: &str, stamp: &str| {
        format!(r#"{{"event_name":"follow","follower":{{"id":"{who}"}},"timestamp":"{stamp}"}}"#)
    };
    assert_eq!(key(&follow("1", "5"), "5"), key(&follow("1", "5"), "5"));
    assert_ne!(key(&follow("1", "5"), "5"), key(&follow("2", "5"), "5"));
    assert_ne!(key(&follow("1", "5"), "5"), key(&follow("1", "6"), "6"));
    // Neither person nor message; a number as timestamp.
    let changed = r#"{"event_name":"change_template_status","timestamp":7,"template":1}"#;
    let repeated = r#"{"event_name":"change_template_status","timestamp":7,"template":1,"num_retry":1}"#;
    assert_eq!(key(changed, "7"), key(repeated, "7"));
}

#[test]
fn strangers_are_not_believed() {
    let body = BODY.as_bytes();
    let good = signatures().sign(body, "1741564800000");
    for wrong in ["", "mac=", "mac=zz", "mac=00", &good.replace("mac=", "sha1=")] {
        assert_eq!(
            signatures().read(wrong, body),
            Err(WebhookError::Signature),
            "{wrong}"
        );
    }
    let other = Signatures::starting_with("5790", "oa-secret".into());
    assert_eq!(other.read(&good, body), Err(WebhookError::Signature));
    assert!(other.read(&other.sign(body, "1741564800000"), body).is_ok());
    let flood = vec![b' '; channel_zalo::webhook::LONGEST + 1];
    assert_eq!(signatures().read(&good, &flood), Err(WebhookError::TooLong));
    // Signed, but not an event.
    for odd in ["{}", "[]", "7", r#"{"event_name":7.5e300,"timestamp":""}"#] {
        let header = signatures().sign(odd.as_bytes(), "");
        let read = signatures().read(&header, odd.as_bytes());
        assert!(
            matches!(read, Err(WebhookError::NotAnEvent) | Ok(_)),
            "{odd}: {read:?}"
        );
    }
    assert_eq!(
        signatures().read(&signatures().sign(b"{}", ""), b"{}"),
        Err(WebhookError::NotAnEvent)
    );
}

proptest! {
    #[test]
    fn hostile_bytes_do_no_harm(body in proptest::collection::vec(any::<u8>(), 0..400), header in ".{0,80}") {
        let read = signatures().read(&header, &body);
        prop_assert!(read.is_err());
    }

    #[test]
    fn signed_nonsense_does_no_harm(name in ".{0,20}", id in ".{0,20}", stamp in any::<i64>(), text in ".{0,40}") {
        let body = serde_json::json!({
            "event_name": name, "sender": {"id": id}, "message": {"text": text}, "timestamp": stamp,
        }).to_string();
        let header = signatures().sign(body.as_bytes(), &stamp.to_string());
        let read = signatures().read(&header, body.as_bytes());
        prop_assert_eq!(read.is_ok(), !name.is_empty());
    }
}
