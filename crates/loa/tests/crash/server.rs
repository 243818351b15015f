//! A real `loa serve` on a folder of its own, to be killed and started again.

use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use db::testing::TestDb;
use db::{Backend, Db};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use test_kit::client::Request;

/// How long a start may take on a busy machine, schema and all.
const PATIENCE: Duration = Duration::from_secs(120);
/// The day on which the demo year stands.
const FIRST_DAY: Date = date(2025, 4, 16);

/// A data folder with the demo year, and a database on either side.
pub struct Place {
    program: PathBuf,
    folder: tempfile::TempDir,
    postgres: Option<TestDb>,
    zone: String,
}

impl Place {
    pub async fn with_demo(program: &Path, backend: Backend) -> Self {
        let postgres = match backend {
            Backend::Postgres => Some(TestDb::new(backend, &[]).await),
            Backend::Sqlite => None,
        };
        let place = Self {
            program: program.to_owned(),
            folder: tempfile::tempdir().unwrap(),
            postgres,
            zone: zone_of_the_morning(),
        };
        let told = place.command(0).arg("demo").output().unwrap();
        assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
        place
    }

    pub fn data_dir(&self) -> &Path {
        self.folder.path()
    }

    /// A connection beside the server's own, to count rows.
    pub async fn database(&self) -> Db {
        let url = match &self.postgres {
            Some(test) => test.url().to_owned(),
            None => format!("sqlite:{}", self.data_dir().join("loa.db").display()),
        };
        Db::connect(&url).await.unwrap()
    }

    /// The day of a round: each start lands on the next day, so that each has its morning's jobs.
    pub fn day(round: u32) -> Date {
        FIRST_DAY.saturating_add(i64::from(round).days())
    }

    fn command(&self, round: u32) -> Command {
        let mut command = Command::new(&self.program);
        let mail = test_kit::mail::address();
        command
            .arg("--data-dir")
            .arg(self.data_dir())
            .env("LOA_TIME__ZONE", &self.zone)
            .env("LOA_TIME__STARTING_ON", Self::day(round).to_string())
            .env("LOA_MAIL__HOST", mail.ip().to_string())
            .env("LOA_MAIL__PORT", mail.port().to_string())
            .env("LOA_MAIL__SECURITY", "none")
            .env("LOA_LOG__LEVEL", "warn")
            .stdout(Stdio::null());
        if let Some(test) = &self.postgres {
            command.env("LOA_DATABASE__URL", test.url());
        }
        command
    }

    /// `loa audit verify`: the chains of audit log and evidence, and the rows that they vouch for.
    pub fn verify(&self, round: u32) {
        let found = self.command(round).args(["audit", "verify"]).output().unwrap();
        assert!(
            found.status.success(),
            "{}",
            String::from_utf8_lossy(&found.stderr)
        );
    }

    /// Starts a server that a watch thread kills after a while, if one is given.
    pub fn start(&self, round: u32, kill_after: Option<Duration>) -> Server {
        let address = free_address();
        let child = self
            .command(round)
            .args(["serve", "--listen", &address.to_string()])
            .stderr(Stdio::inherit())
            .spawn()
            .unwrap();
        let server = Server {
            address,
            child: Arc::new(std::sync::Mutex::new(child)),
            killed: Arc::default(),
            killer: None,
        };
        match kill_after {
            Some(time) => server.killed_after(time),
            None => server,
        }
    }
}

/// Nine in the morning is when the day's digests are due, and no day may end while the test runs: a zone in which
/// it is now between ten and eleven.
#[expect(clippy::disallowed_methods, reason = "the server runs by the machine's clock")]
fn zone_of_the_morning() -> String {
    let hour = i64::from(
        jiff::Timestamp::now()
            .to_zoned_datetime(jiff::tz::TimeZone::UTC)
            .time()
            .hour(),
    );
    let ahead = (10 - hour + 12).rem_euclid(24) - 12;
    // The names of these zones count westwards.
    match ahead {
        0 => "Etc/UTC".to_owned(),
        ahead if ahead > 0 => format!("Etc/GMT-{ahead}"),
        behind => format!("Etc/GMT+{}", -behind),
    }
}

fn free_address() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
}

/// A running server.
pub struct Server {
    pub address: SocketAddr,
    child: Arc<std::sync::Mutex<Child>>,
    killed: Arc<AtomicBool>,
    killer: Option<std::thread::JoinHandle<()>>,
}

impl Server {
    fn killed_after(mut self, time: Duration) -> Self {
        let (child, killed) = (self.child.clone(), self.killed.clone());
        self.killer = Some(std::thread::spawn(move || {
            std::thread::sleep(time);
            killed.store(true, Ordering::SeqCst);
            child.lock().unwrap().kill().unwrap();
        }));
        self
    }

    /// Waits until it answers; false when it was killed before.
    pub fn is_up(&self) -> bool {
        let begun = Instant::now();
        loop {
            if Request::get("/dang-nhap").send(self.address, "").is_ok() {
                return true;
            }
            if self.killed.load(Ordering::SeqCst) {
                return false;
            }
            if let Some(status) = self.child.lock().unwrap().try_wait().unwrap() {
                assert!(
                    self.killed.load(Ordering::SeqCst),
                    "the server ended by itself: {status}"
                );
            }
            assert!(begun.elapsed() < PATIENCE, "the server does not start");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Whether its end was ordered.
    pub fn is_killed(&self) -> bool {
        self.killed.load(Ordering::SeqCst)
    }

    /// Waits for the ordered end, or ends it now: SIGKILL both.
    pub fn finish(mut self) {
        match self.killer.take() {
            Some(killer) => killer.join().unwrap(),
            None => {
                self.killed.store(true, Ordering::SeqCst);
                self.child.lock().unwrap().kill().unwrap();
            }
        }
        self.child.lock().unwrap().wait().unwrap();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Ok(mut child) = self.child.lock() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}
