//! Exchange by folders: once, whatever the carrier does.

use std::fs;

use channel_edxml::contract::{Axis, Misbehaviour};
use channel_edxml::{Folder, FolderError, Message, ReadError, Sent, Status, StatusCode};
use jiff::civil::datetime;

use crate::world::{SNV, SXD, organ, report, request};

struct Pair {
    axis: Axis,
    ours: Folder,
    theirs: Folder,
    root: tempfile::TempDir,
}

fn pair() -> Pair {
    let root = tempfile::tempdir().unwrap();
    let mut axis = Axis::default();
    let ours = axis.join(SXD, root.path().join("ours")).unwrap();
    let theirs = axis.join(SNV, root.path().join("theirs")).unwrap();
    Pair {
        axis,
        ours,
        theirs,
        root,
    }
}

const AT: jiff::civil::DateTime = datetime(2026, 3, 17, 9, 0, 0, 0);

fn statuses(folder: &Folder) -> Vec<StatusCode> {
    let incoming = folder.receive(100).unwrap();
    let codes = incoming.iter().filter_map(|one| match &one.message {
        Ok(Message::Status(status)) => Some(status.code.clone()),
        _ => None,
    });
    codes.collect()
}

#[test]
fn a_report_goes_and_its_statuses_come_back() {
    let mut pair = pair();
    assert_eq!(pair.ours.look(&report().id).unwrap(), Sent::NotThere);
    let receipt = pair.ours.send(&report()).unwrap();
    pair.axis.carry(AT).unwrap();
    assert_eq!(statuses(&pair.ours), [StatusCode::Arrived]);

    let incoming = pair.theirs.receive(100).unwrap();
    assert_eq!(incoming.len(), 1);
    assert_eq!(incoming[0].hash, receipt.hash);
    let Ok(Message::Document(got)) = &incoming[0].message else {
        unreachable!("{incoming:?}");
    };
    assert_eq!(**got, report());
    let status = Status::of(got, organ(SNV, "Sở Nội vụ"), StatusCode::Received, AT);
    pair.theirs.send_status(&status).unwrap();
    pair.theirs.set_aside(&incoming[0]).unwrap();
    assert!(pair.theirs.receive(100).unwrap().is_empty());
    pair.axis.carry(AT).unwrap();
    let mut codes = statuses(&pair.ours);
    codes.sort_by_key(|code| code.code().to_owned());
    assert_eq!(codes, [StatusCode::Arrived, StatusCode::Received]);
}

#[test]
fn the_same_document_is_laid_out_once_even_after_it_was_carried_away() {
    let mut pair = pair();
    let first = pair.ours.send(&report()).unwrap();
    assert_eq!(pair.ours.send(&report()).unwrap(), first);
    pair.axis.carry(AT).unwrap();
    assert_eq!(pair.ours.send(&report()).unwrap(), first);
    assert_eq!(pair.ours.look(&report().id).unwrap(), Sent::There(first));
    pair.axis.carry(AT).unwrap();
    assert_eq!(pair.axis.carried(), 1);
    // Another text under the same number is not sent over it.
    let mut other = report();
    other.subject = "Khác".to_owned();
    let error = pair.ours.send(&other).unwrap_err();
    assert!(matches!(error, FolderError::Conflict(_)), "{error}");
    pair.ours.send(&request()).unwrap();
}

#[test]
fn a_crash_between_message_and_note_lays_out_the_same_file_again() {
    let pair = pair();
    let receipt = pair.ours.send(&report()).unwrap();
    fs::remove_file(pair.root.path().join("ours/sent").join(&receipt.file)).unwrap();
    assert_eq!(pair.ours.send(&report()).unwrap(), receipt);
    let outbox = fs::read_dir(pair.root.path().join("ours/outbox")).unwrap();
    assert_eq!(outbox.count(), 1);
}

#[test]
fn what_is_brought_twice_has_one_hash_and_what_is_cut_stays_aside() {
    let mut pair = pair();
    pair.axis.misbehave([Misbehaviour::Twice]);
    pair.ours.send(&report()).unwrap();
    pair.axis.carry(AT).unwrap();
    let incoming = pair.theirs.receive(100).unwrap();
    assert_eq!(incoming.len(), 2);
    assert_eq!(incoming[0].hash, incoming[1].hash);
    for one in &incoming {
        pair.theirs.set_aside(one).unwrap();
    }

    pair.axis
        .misbehave([Misbehaviour::Cut, Misbehaviour::Lose, Misbehaviour::Silent]);
    for number in ["08", "09", "10"] {
        let mut next = report();
        next.id = format!("{SXD},{number}");
        pair.ours.send(&next).unwrap();
        pair.axis.carry(AT).unwrap();
    }
    let incoming = pair.theirs.receive(100).unwrap();
    let told: Vec<bool> = incoming.iter().map(|one| one.message.is_ok()).collect();
    assert_eq!(told, [false, true]);
    pair.theirs.set_aside(&incoming[0]).unwrap();
    let broken = fs::read_dir(pair.root.path().join("theirs/broken")).unwrap();
    assert_eq!(broken.count(), 1);
    // Neither the cut, nor the lost, nor the silent one was confirmed.
    assert_eq!(statuses(&pair.ours), [StatusCode::Arrived]);
}

#[test]
fn half_written_hidden_and_odd_files_are_left_alone() {
    let pair = pair();
    let inbox = pair.root.path().join("ours/inbox");
    for name in [".hidden.zip", "a.zip.part", "b.tmp"] {
        fs::write(inbox.join(name), "x").unwrap();
    }
    fs::create_dir(inbox.join("folder.zip")).unwrap();
    fs::write(inbox.join("c.zip"), "not a zip").unwrap();
    let incoming = pair.ours.receive(100).unwrap();
    assert_eq!(incoming.len(), 1);
    assert!(matches!(incoming[0].message, Err(ReadError::Damaged(_))));
}
