//! `kill -9` loses nothing that was acknowledged and doubles nothing that is sent again.
//!
//! A real `loa serve` works on plan imports, evidence with files, ticks, comments and the morning's digests while
//! it is killed at random moments. After each kill it must start on the same folder, have everything that was
//! answered, verify both hash chains, and carry out exactly once what the client, left without an answer, sends
//! again. What this cannot show is a power cut: the kernel outlives the process and keeps what was written.
//!
//! `LOA_CRASH_KILLS` is the number of kills on each database (5), `LOA_CRASH_SEED` repeats a run,
//! `LOA_CRASH_PROGRAM` is another build of the program.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "everything here is a test"
)]

mod server;
mod work;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use db::Backend::{self, Postgres, Sqlite};
use rstest::rstest;
use sha2::{Digest, Sha256};
use test_kit::Random;
use test_kit::client::{Answer, Request};

use server::{Place, Server};
use work::{Deed, Ground, Kind};

/// People at work at the same time.
const PEOPLE: usize = 4;
/// The latest moment of a kill: a start takes about a third of this.
const LATEST_KILL_MS: usize = 2_500;

fn setting(name: &str, usual: u64) -> u64 {
    match std::env::var(name) {
        Ok(text) => text.parse().unwrap_or_else(|_| panic!("{name} is a number")),
        Err(_) => usual,
    }
}

#[rstest]
#[tokio::test]
async fn a_killed_server_loses_and_doubles_nothing(#[values(Sqlite, Postgres)] backend: Backend) {
    let kills = u32::try_from(setting("LOA_CRASH_KILLS", 5)).unwrap();
    let seed = setting("LOA_CRASH_SEED", u64::from(std::process::id()));
    println!("{backend:?}: {kills} kills, LOA_CRASH_SEED={seed}");
    let program =
        std::env::var_os("LOA_CRASH_PROGRAM").map_or(env!("CARGO_BIN_EXE_loa").into(), PathBuf::from);
    let place = Place::with_demo(&program, backend).await;
    let db = place.database().await;
    let ground = Ground::survey(&db).await;
    let mut random = Random::seeded(seed);
    // Everything that was ever sent: each must be there once, whatever happens later.
    let mut expected = BTreeMap::new();
    let mut sums = Sums::default();
    for round in 1..=kills {
        let kill_after = Duration::from_millis(random.below(LATEST_KILL_MS) as u64);
        let server = place.start(round, Some(kill_after));
        let mut done = Vec::new();
        if server.is_up() {
            done = work_until_killed(&server, &ground, round, random.number());
        }
        server.finish();
        sums.add(&done);

        let server = place.start(round, None);
        assert!(server.is_up());
        let cookie = work::sign_in(server.address).unwrap();
        for (deed, answer) in &done {
            let place = match answer {
                Some(place) => place.clone(),
                // Nobody knows whether it was carried out: a person sends the form again.
                None => acknowledged(deed, &deed.request.send(server.address, &cookie).unwrap()),
            };
            assert_shows(deed, &place, &server, &cookie);
            expected.insert((deed.kind, deed.name.clone()), 1);
        }
        assert_eq!(work::counted(&db).await, expected, "round {round}");
        place.verify(round);
        server.finish();
    }
    assert_files_are_whole(&place, &work::hashes(&db).await);
    work::assert_no_letter_came_twice().await;
    assert!(work::told(&db).await > 0, "the morning's jobs ran");
    println!("{backend:?}: {sums}");
    assert!(sums.acknowledged > 0);
    db.close().await;
}

/// What was done before the kill: each deed with where its answer led, or none when there was no answer.
fn work_until_killed(server: &Server, ground: &Ground, round: u32, seed: u64) -> Vec<(Deed, Option<String>)> {
    let done = Mutex::new(Vec::new());
    let numbers = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for person in 0..PEOPLE {
            let (done, numbers) = (&done, &numbers);
            let mut random = Random::seeded(seed.wrapping_add(person as u64));
            scope.spawn(move || {
                let Ok(cookie) = work::sign_in(server.address) else {
                    assert!(server.is_killed());
                    return;
                };
                while !server.is_killed() {
                    let number = numbers.fetch_add(1, Ordering::Relaxed);
                    let name = format!("Crash {round}-{number}");
                    let deed = ground.deed(&name, Place::day(round), &mut random);
                    let answer = deed.request.send(server.address, &cookie);
                    let led_to = answer.map(|answer| acknowledged(&deed, &answer));
                    if let Err(error) = &led_to {
                        assert!(server.is_killed(), "{deed:?} without a kill: {error}");
                    }
                    done.lock().unwrap().push((deed, led_to.ok()));
                }
            });
        }
    });
    done.into_inner().unwrap()
}

/// Where the answer to a write leads; any other answer than a redirect is a failure.
fn acknowledged(deed: &Deed, answer: &Answer) -> String {
    assert_eq!(
        answer.status,
        303,
        "{:?} {}: {}",
        deed.kind,
        deed.name,
        answer.text()
    );
    answer.location().to_owned()
}

/// The page that the answer led to shows the deed, and gives its file back byte for byte.
fn assert_shows(deed: &Deed, place: &str, server: &Server, cookie: &str) {
    let path = place.split('#').next().unwrap_or_default();
    let page = Request::get(path).send(server.address, cookie).unwrap();
    assert_eq!(page.status, 200, "{path}");
    let text = page.text();
    match (&deed.file, deed.kind) {
        (Some(bytes), Kind::Evidence) => {
            assert!(text.contains(&deed.name), "{path}");
            let start = text.find(&format!("{path}/tep/")).expect("a link to the file");
            let link: String = text[start..].chars().take_while(|c| *c != '"').collect();
            let file = Request::get(&link).send(server.address, cookie).unwrap();
            assert_eq!((file.status, &file.body == bytes), (200, true), "{link}");
        }
        (_, Kind::Comment | Kind::Tick) => assert!(text.contains(&deed.name), "{path}"),
        _ => {}
    }
}

/// Every file that the books speak of is there with the bytes that its hash says.
fn assert_files_are_whole(place: &Place, hashes: &[String]) {
    for hash in hashes {
        let path = place
            .data_dir()
            .join("files")
            .join(&hash[..2])
            .join(&hash[2..4])
            .join(hash);
        let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert_eq!(&hex::encode(Sha256::digest(&bytes)), hash);
    }
}

/// How much was at stake.
#[derive(Default)]
struct Sums {
    acknowledged: usize,
    unanswered: usize,
}

impl Sums {
    fn add(&mut self, done: &[(Deed, Option<String>)]) {
        let answered = done.iter().filter(|(_, answer)| answer.is_some()).count();
        self.acknowledged += answered;
        self.unanswered += done.len() - answered;
    }
}

impl std::fmt::Display for Sums {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{} writes acknowledged, all there; {} cut off, all carried out once when sent again",
            self.acknowledged, self.unanswered
        )
    }
}
