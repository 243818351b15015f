//! A `loa serve` of its own, on one core, that ends with its value.

use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, bail, ensure};
use test_kit::client::Request;

/// The core of the server; the load comes from another one.
const CORE: &str = "0";
/// How long a start may take.
const PATIENCE: Duration = Duration::from_secs(60);
/// The password of everyone in the demo.
const PASSWORD: &str = "tuyên truyền 2025";

/// A data folder with the demo year.
pub fn demo(loa: &Path, database: Option<&str>) -> anyhow::Result<tempfile::TempDir> {
    let folder = tempfile::tempdir()?;
    let mut command = Command::new(loa);
    command.arg("demo").arg("--data-dir").arg(folder.path());
    if let Some(url) = database {
        command.env("LOA_DATABASE__URL", url);
    }
    let told = command.output().with_context(|| loa.display().to_string())?;
    ensure!(
        told.status.success(),
        "loa demo: {}",
        String::from_utf8_lossy(&told.stderr)
    );
    Ok(folder)
}

/// A running server.
#[derive(Debug)]
pub struct Server {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
    /// From its start to the first byte of a page.
    pub first_byte: Duration,
}

impl Server {
    /// Starts `loa serve` and waits for its first page.
    pub fn start(loa: &Path, folder: &Path, database: Option<&str>) -> anyhow::Result<Self> {
        let address = free_address()?;
        let mut command = Command::new("taskset");
        command
            .args(["-c", CORE])
            .arg(loa)
            .arg("--data-dir")
            .arg(folder)
            .args(["serve", "--listen", &address.to_string()])
            .env("LOA_LOG__LEVEL", "error")
            .stdout(Stdio::null());
        if let Some(url) = database {
            command.env("LOA_DATABASE__URL", url);
        }
        let begun = Instant::now();
        let child = command.spawn()?;
        let mut server = Self {
            child,
            address,
            first_byte: Duration::ZERO,
        };
        while Request::get("/dang-nhap").send(address, "").is_err() {
            if let Some(status) = server.child.try_wait()? {
                bail!("loa serve ended: {status}");
            }
            ensure!(begun.elapsed() < PATIENCE, "loa serve does not answer");
            std::thread::sleep(Duration::from_millis(1));
        }
        server.first_byte = begun.elapsed();
        Ok(server)
    }

    /// Signs in as somebody of the demo; the cookie.
    pub fn sign_in(&self, name: &str) -> anyhow::Result<String> {
        let email = format!("{name}@vidu.example.vn");
        let form = Request::form("/dang-nhap", &[("email", &email), ("password", PASSWORD)]);
        let answer = form.send(self.address, "")?;
        ensure!(answer.status == 303, "{name} cannot sign in: {}", answer.status);
        Ok(answer.cookie().context("no cookie")?.to_owned())
    }

    /// A page that must be there.
    pub fn page(&self, path: &str, cookie: &str) -> anyhow::Result<Vec<u8>> {
        let answer = Request::get(path).send(self.address, cookie)?;
        ensure!(answer.status == 200, "{path}: {}", answer.status);
        Ok(answer.body)
    }

    /// A memory figure of the process in megabytes: `VmRSS` now, `VmHWM` at its highest.
    pub fn memory(&self, figure: &str) -> anyhow::Result<f64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find(|line| line.starts_with(figure));
        let kilobytes: f64 = line
            .and_then(|line| line.split_whitespace().nth(1))
            .context("a figure of memory")?
            .parse()?;
        Ok(kilobytes / 1024.0)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An address that nobody listens on.
pub fn free_address() -> anyhow::Result<SocketAddr> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?)
}
