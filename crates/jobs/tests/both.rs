//! The queue on both databases.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use std::sync::{Arc, Mutex};
use std::time::Duration;

use db::Backend::{self, Postgres, Sqlite};
use db::testing::TestDb;
use db::{Db, Instant};
use jobs::{Job, JobError, KindStats, Options, Priority, Ran, Runner, Turn};
use rstest::rstest;
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};
use tokio::sync::Semaphore;

/// What the jobs of these tests share.
#[derive(Clone)]
struct World {
    db: Db,
    log: Arc<Mutex<Vec<String>>>,
    /// One permit for each line of the log.
    logged: Arc<Semaphore>,
    /// Lets a [`Gate`] job end.
    gate: Arc<Semaphore>,
}

impl World {
    fn new(test: &TestDb) -> Self {
        Self {
            db: test.db().clone(),
            log: Arc::default(),
            logged: Arc::new(Semaphore::new(0)),
            gate: Arc::new(Semaphore::new(0)),
        }
    }

    fn say(&self, line: impl Into<String>) {
        self.log.lock().unwrap().push(line.into());
        self.logged.add_permits(1);
    }

    fn log(&self) -> Vec<String> {
        self.log.lock().unwrap().clone()
    }

    async fn wait_for_lines(&self, count: u32) {
        let wait = self.logged.acquire_many(count);
        tokio::time::timeout(Duration::from_secs(20), wait)
            .await
            .unwrap_or_else(|_| panic!("only {:?}", self.log()))
            .unwrap()
            .forget();
    }

    async fn enqueue<J: Job>(&self, job: &J, now: Instant, options: Options) -> bool {
        let tx = self.db.begin().await.unwrap();
        let id = jobs::enqueue_with(&tx, job, now, options).await.unwrap();
        tx.commit().await.unwrap();
        id.is_some()
    }

    fn runner(&self) -> Runner<Self> {
        Runner::new(self.db.clone(), self.clone())
            .add::<Note>()
            .add::<Flaky>()
            .add::<Broken>()
            .add::<Panics>()
            .add::<Gate>()
            .add::<Stamp>()
    }

    async fn stats(&self, now: Instant) -> Vec<KindStats> {
        jobs::stats(&self.db, now).await.unwrap()
    }
}

#[derive(Serialize, Deserialize)]
struct Note(String);

impl Job for Note {
    type State = World;
    const KIND: &'static str = "note";
    async fn run(self, world: World, _turn: Turn) -> Result<(), JobError> {
        world.say(self.0);
        Ok(())
    }
}

/// Fails this often before it succeeds.
#[derive(Serialize, Deserialize)]
struct Flaky(i32);

impl Job for Flaky {
    type State = World;
    const KIND: &'static str = "flaky";
    const ATTEMPTS: i32 = 3;
    async fn run(self, world: World, turn: Turn) -> Result<(), JobError> {
        world.say(format!("attempt {}", turn.attempt));
        if turn.attempt <= self.0 {
            return Err(JobError::retry("not yet"));
        }
        Ok(())
    }
}

#[derive(Serialize, Deserialize)]
struct Broken;

impl Job for Broken {
    type State = World;
    const KIND: &'static str = "broken";
    async fn run(self, _world: World, _turn: Turn) -> Result<(), JobError> {
        Err(JobError::fail("no such plan"))
    }
}

#[derive(Serialize, Deserialize)]
struct Panics;

impl Job for Panics {
    type State = World;
    const KIND: &'static str = "panics";
    const ATTEMPTS: i32 = 2;
    async fn run(self, world: World, _turn: Turn) -> Result<(), JobError> {
        world.say("about to panic");
        panic!("out of bounds")
    }
}

/// Begins, and ends only when the gate opens.
#[derive(Serialize, Deserialize)]
struct Gate;

impl Job for Gate {
    type State = World;
    const KIND: &'static str = "gate";
    const ATTEMPTS: i32 = 3;
    async fn run(self, world: World, turn: Turn) -> Result<(), JobError> {
        world.say(format!("begun {}", turn.attempt));
        world.gate.acquire().await.unwrap().forget();
        world.say("ended");
        Ok(())
    }
}

/// Writes a row and itself away in one transaction.
#[derive(Serialize, Deserialize)]
struct Stamp;

impl Job for Stamp {
    type State = World;
    const KIND: &'static str = "stamp";
    async fn run(self, world: World, turn: Turn) -> Result<(), JobError> {
        world.say(format!("stamping {}", turn.attempt));
        if turn.attempt == 1 {
            world.gate.acquire().await.unwrap().forget();
        }
        let tx = world.db.begin().await?;
        jobs::enqueue(&tx, &Note(format!("stamped by {}", turn.attempt)), turn.now).await?;
        turn.finish(&tx).await?;
        tx.commit().await?;
        Ok(())
    }
}

async fn test_db(backend: Backend) -> TestDb {
    TestDb::new(backend, &[jobs::migration("0001_job.sql")]).await
}

fn at(seconds: i64) -> Instant {
    let base = 1_740_787_200; // 1 March 2025, 00:00 UTC
    jiff::Timestamp::from_second(base + seconds).unwrap().into()
}

/// Time that goes on from [`at`] 0 with the machine's.
fn clock() -> jobs::Clock {
    let start = std::time::Instant::now();
    Arc::new(move || {
        let now = at(0).timestamp();
        now.checked_add(start.elapsed()).unwrap().into()
    })
}

fn done(count: usize) -> Ran {
    Ran {
        done: count,
        ..Ran::default()
    }
}

/// Runs until the job has begun, then drops it: what is left is as after `kill -9`.
async fn crash_at(world: &World, now: Instant) {
    let runner = world.runner();
    tokio::select! {
        _ = runner.run_pending(now) => panic!("the job should hang"),
        () = world.wait_for_lines(1) => {}
    }
}

#[rstest]
#[tokio::test]
async fn a_job_runs_once_when_its_change_was_committed(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = test_db(backend).await;
    let world = World::new(&test);
    let tx = world.db.begin().await.unwrap();
    jobs::enqueue(&tx, &Note("lost".to_owned()), at(0)).await.unwrap();
    drop(tx);
    world
        .enqueue(&Note("kept".to_owned()), at(0), Options::default())
        .await;
    let runner = world.runner();
    assert_eq!(runner.run_pending(at(0)).await.unwrap(), done(1));
    assert_eq!(runner.run_pending(at(0)).await.unwrap(), done(0));
    assert_eq!(world.log(), ["kept"]);
    assert_eq!(world.stats(at(0)).await, []);
}

#[rstest]
#[tokio::test]
async fn nothing_runs_before_its_time(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = test_db(backend).await;
    let world = World::new(&test);
    world
        .enqueue(&Note("later".to_owned()), at(0), Options::default().at(at(60)))
        .await;
    let runner = world.runner();
    assert_eq!(runner.run_pending(at(59)).await.unwrap(), done(0));
    assert_eq!(runner.run_pending(at(60)).await.unwrap(), done(1));
}

#[rstest]
#[tokio::test]
async fn urgent_jobs_go_first(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = test_db(backend).await;
    let world = World::new(&test);
    for (text, priority) in [
        ("low", Priority::Low),
        ("first normal", Priority::Normal),
        ("second normal", Priority::Normal),
        ("high", Priority::High),
    ] {
        world
            .enqueue(
                &Note(text.to_owned()),
                at(0),
                Options::default().priority(priority),
            )
            .await;
    }
    world.runner().run_pending(at(0)).await.unwrap();
    assert_eq!(world.log(), ["high", "first normal", "second normal", "low"]);
}

#[rstest]
#[tokio::test]
async fn a_failed_job_comes_back_later_and_later(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = test_db(backend).await;
    let world = World::new(&test);
    world.enqueue(&Flaky(2), at(0), Options::default()).await;
    let runner = world.runner();
    let retried = Ran {
        retried: 1,
        ..Ran::default()
    };
    assert_eq!(runner.run_pending(at(0)).await.unwrap(), retried);
    assert_eq!(runner.run_pending(at(9)).await.unwrap(), done(0));
    assert_eq!(runner.run_pending(at(12)).await.unwrap(), retried);
    assert_eq!(runner.run_pending(at(12 + 19)).await.unwrap(), done(0));
    assert_eq!(runner.run_pending(at(12 + 24)).await.unwrap(), done(1));
    assert_eq!(world.log(), ["attempt 1", "attempt 2", "attempt 3"]);
}

#[rstest]
#[tokio::test]
async fn a_job_that_never_succeeds_is_kept_with_its_reason(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = test_db(backend).await;
    let world = World::new(&test);
    world.enqueue(&Flaky(99), at(0), Options::default()).await;
    world.enqueue(&Panics, at(1), Options::default()).await;
    world.enqueue(&Broken, at(2), Options::default()).await;
    let runner = world.runner();
    for day in 0..5 {
        runner.run_pending(at(2 + day * 86_400)).await.unwrap();
    }
    let dead = jobs::dead(&world.db, 10).await.unwrap();
    let dead: Vec<_> = dead
        .iter()
        .map(|job| (job.kind.as_str(), job.attempts, job.reason.as_str()))
        .collect();
    assert_eq!(
        dead,
        [
            ("broken", 1, "no such plan"),
            ("panics", 2, "panicked: out of bounds"),
            ("flaky", 3, "not yet"),
        ]
    );
}

#[rstest]
#[tokio::test]
async fn a_dead_job_is_revived_or_discarded_by_a_person(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = test_db(backend).await;
    let world = World::new(&test);
    world.enqueue(&Broken, at(0), Options::default()).await;
    world.enqueue(&Broken, at(0), Options::default()).await;
    let runner = world.runner();
    runner.run_pending(at(0)).await.unwrap();
    let dead = jobs::dead(&world.db, 10).await.unwrap();

    let tx = world.db.begin().await.unwrap();
    assert!(jobs::revive(&tx, dead[0].id, at(5)).await.unwrap());
    assert!(jobs::discard(&tx, dead[1].id).await.unwrap());
    assert!(
        !jobs::discard(&tx, dead[0].id).await.unwrap(),
        "it is not dead any more"
    );
    tx.commit().await.unwrap();

    assert_eq!(runner.run_pending(at(5)).await.unwrap().dead, 1);
    assert_eq!(jobs::dead(&world.db, 10).await.unwrap()[0].attempts, 1);
}

#[rstest]
#[tokio::test]
async fn a_crashed_worker_loses_its_job_when_the_lease_ends(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = test_db(backend).await;
    let world = World::new(&test);
    world.enqueue(&Gate, at(0), Options::default()).await;
    crash_at(&world, at(0)).await;
    world.gate.add_permits(1);
    let runner = world.runner();
    assert_eq!(runner.run_pending(at(59)).await.unwrap(), done(0));
    assert_eq!(runner.run_pending(at(60)).await.unwrap(), done(1));
    assert_eq!(world.log(), ["begun 1", "begun 2", "ended"]);
}

#[rstest]
#[tokio::test]
async fn a_job_that_kills_its_worker_is_given_up(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = test_db(backend).await;
    let world = World::new(&test);
    world.enqueue(&Gate, at(0), Options::default()).await;
    for attempt in 0..3 {
        crash_at(&world, at(attempt * 60)).await;
    }
    assert_eq!(world.runner().run_pending(at(180)).await.unwrap().dead, 1);
    assert_eq!(world.log(), ["begun 1", "begun 2", "begun 3"]);
    let dead = jobs::dead(&world.db, 1).await.unwrap();
    assert_eq!(dead[0].reason, "no attempt came to an end");
}

#[rstest]
#[tokio::test]
async fn the_effect_and_the_end_of_a_job_are_one(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = test_db(backend).await;
    let world = World::new(&test);
    world.enqueue(&Stamp, at(0), Options::default()).await;
    let slow = world.runner();
    let slow = slow.run_pending(at(0));
    let quick = async {
        world.wait_for_lines(1).await;
        // The lease of the first worker is over, although it still lives.
        let ran = world.runner().run_pending(at(60)).await.unwrap();
        world.gate.add_permits(1);
        ran
    };
    let (slow, quick) = tokio::join!(slow, quick);
    assert_eq!(quick, done(2));
    assert_eq!(slow.unwrap(), done(0));
    assert_eq!(world.log(), ["stamping 1", "stamping 2", "stamped by 2"]);
    assert_eq!(world.stats(at(60)).await, []);
}

#[rstest]
#[tokio::test]
async fn a_key_holds_until_its_job_has_begun(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = test_db(backend).await;
    let world = World::new(&test);
    let key = || Options::default().unique("plan 7");
    assert!(world.enqueue(&Gate, at(0), key()).await);
    assert!(!world.enqueue(&Gate, at(1), key()).await);
    assert!(
        world
            .enqueue(&Note("other kind".to_owned()), at(100), key())
            .await
    );
    crash_at(&world, at(1)).await;
    // The running one may have read what has changed since: a new one is needed.
    assert!(world.enqueue(&Gate, at(2), key()).await);
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn several_servers_never_do_the_same_job(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = test_db(backend).await;
    let world = World::new(&test);
    let tx = world.db.begin().await.unwrap();
    for number in 0..100 {
        jobs::enqueue(&tx, &Note(number.to_string()), at(0))
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();
    let servers = (0..4).map(|_| {
        let world = world.clone();
        tokio::spawn(async move { world.runner().run_pending(at(0)).await.unwrap().done })
    });
    let counts: Vec<_> = futures::future::try_join_all(servers).await.unwrap();
    assert_eq!(counts.iter().sum::<usize>(), 100, "{counts:?}");
    let mut log = world.log();
    log.sort_unstable();
    log.dedup();
    assert_eq!(log.len(), 100);
}

#[rstest]
#[tokio::test]
async fn an_older_server_leaves_new_kinds_alone(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = test_db(backend).await;
    let world = World::new(&test);
    world.enqueue(&Broken, at(0), Options::default()).await;
    let older = Runner::new(world.db.clone(), world.clone()).add::<Note>();
    assert_eq!(older.run_pending(at(0)).await.unwrap(), done(0));
    assert_eq!(world.stats(at(30)).await[0].lag, Duration::from_secs(30));
}

#[rstest]
#[tokio::test]
async fn a_payload_that_cannot_be_read_is_kept(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = test_db(backend).await;
    let world = World::new(&test);
    world.enqueue(&Flaky(0), at(0), Options::default()).await;
    let tx = world.db.begin().await.unwrap();
    tx.execute_unprepared("UPDATE job SET payload = '\"many\"'")
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert_eq!(world.runner().run_pending(at(0)).await.unwrap().dead, 1);
    let dead = jobs::dead(&world.db, 1).await.unwrap();
    assert_eq!(dead[0].payload, "\"many\"");
    assert!(dead[0].reason.contains("invalid type"), "{}", dead[0].reason);
}

#[rstest]
#[tokio::test]
async fn the_counts_tell_waiting_running_and_dead(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = test_db(backend).await;
    let world = World::new(&test);
    world.enqueue(&Broken, at(0), Options::default()).await;
    world.runner().run_pending(at(0)).await.unwrap();
    world.enqueue(&Gate, at(0), Options::default()).await;
    crash_at(&world, at(0)).await;
    world
        .enqueue(&Note("due".to_owned()), at(10), Options::default())
        .await;
    world
        .enqueue(&Note("later".to_owned()), at(10), Options::default().at(at(500)))
        .await;
    let count = |kind: &str, waiting, running, dead, lag| KindStats {
        kind: kind.to_owned(),
        waiting,
        running,
        dead,
        lag: Duration::from_secs(lag),
    };
    assert_eq!(
        world.stats(at(25)).await,
        [
            count("broken", 0, 0, 1, 0),
            count("gate", 0, 1, 0, 0),
            count("note", 2, 0, 0, 15),
        ]
    );
}

#[rstest]
#[tokio::test]
async fn a_schedule_writes_one_job_for_each_time(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = test_db(backend).await;
    let world = World::new(&test);
    let server = |rule: &str| {
        let zone = jiff::tz::TimeZone::get("Asia/Ho_Chi_Minh").unwrap();
        let rule = rule.parse().unwrap();
        let job = |at: Instant| Note(at.to_string());
        world.runner().zone(zone).schedule("digest", rule, job)
    };
    // 00:00 UTC is 07:00 in the agency: that time has passed already when the server comes up.
    let (one, two) = (server("0 7 * * *"), server("0 7 * * *"));
    let both = async |now| {
        let (a, b) = tokio::join!(one.run_pending(now), two.run_pending(now));
        a.unwrap().done + b.unwrap().done
    };
    assert_eq!(both(at(0)).await, 0);
    assert_eq!(both(at(86_399)).await, 0);
    assert_eq!(both(at(86_400)).await, 1);
    assert_eq!(both(at(86_401)).await, 0);
    // Nobody was there for three days: it catches up once.
    assert_eq!(both(at(5 * 86_400 - 1)).await, 1);
    assert_eq!(both(at(5 * 86_400)).await, 1);
    assert_eq!(
        world.log(),
        [
            "2025-03-02T00:00:00Z",
            "2025-03-03T00:00:00Z",
            "2025-03-06T00:00:00Z"
        ]
    );
    // Another rule counts from now, and writes nothing for the past.
    let changed = server("30 7 * * *");
    assert_eq!(changed.run_pending(at(5 * 86_400 + 3600)).await.unwrap(), done(0));
    assert_eq!(changed.run_pending(at(6 * 86_400 + 1800)).await.unwrap(), done(1));
}

#[rstest]
#[tokio::test]
async fn a_running_server_takes_up_jobs_as_they_come(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = test_db(backend).await;
    let world = World::new(&test);
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let server = world.runner().run(clock(), async { drop(stopped.await) });
    let story = async {
        // Another process on PostgreSQL; on SQLite the same one.
        let elsewhere = match backend {
            Postgres => World {
                db: Db::connect(test.url()).await.unwrap(),
                ..world.clone()
            },
            Sqlite => world.clone(),
        };
        for number in 0..20 {
            let note = Note(number.to_string());
            elsewhere.enqueue(&note, at(0), Options::default()).await;
            world.wait_for_lines(1).await;
        }
        stop.send(()).unwrap();
    };
    tokio::join!(server, story);
    assert_eq!(world.log().len(), 20);
}

#[rstest]
#[tokio::test]
async fn a_stopping_server_lets_running_jobs_end(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = test_db(backend).await;
    let world = World::new(&test);
    world.enqueue(&Gate, at(0), Options::default()).await;
    let watcher = world.clone();
    let stop = async move {
        watcher.wait_for_lines(1).await;
        watcher.gate.add_permits(1);
    };
    world.runner().run(clock(), stop).await;
    assert_eq!(world.log(), ["begun 1", "ended"]);
    assert_eq!(world.stats(at(0)).await, []);
}

#[rstest]
#[tokio::test]
async fn a_stopping_server_gives_back_what_does_not_end(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = test_db(backend).await;
    let world = World::new(&test);
    world.enqueue(&Gate, at(0), Options::default()).await;
    let watcher = world.clone();
    let stop = async move { watcher.wait_for_lines(1).await };
    world.runner().grace(Duration::ZERO).run(clock(), stop).await;
    world.gate.add_permits(1);
    // At once, and the attempt that was cut short does not count.
    assert_eq!(world.runner().run_pending(at(30)).await.unwrap(), done(1));
    assert_eq!(world.log(), ["begun 1", "begun 1", "ended"]);
}

#[rstest]
#[tokio::test]
async fn a_long_job_keeps_its_lease(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = test_db(backend).await;
    let world = World::new(&test);
    let lease = Duration::from_millis(300);
    world.enqueue(&Gate, at(0), Options::default()).await;
    let now = clock();
    let (rival, rival_clock) = (world.clone(), now.clone());
    let stop = async move {
        rival.wait_for_lines(1).await;
        // For several leases another server asks for work.
        let runner = rival.runner().lease(lease);
        let end = std::time::Instant::now() + lease * 4;
        while std::time::Instant::now() < end {
            assert_eq!(runner.run_pending(rival_clock()).await.unwrap(), done(0));
        }
        rival.gate.add_permits(1);
    };
    world.runner().lease(lease).run(now, stop).await;
    assert_eq!(world.log(), ["begun 1", "ended"]);
}
