//! Pages of Loa against nginx serving the same bytes as files, one core each.

use std::net::SocketAddr;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, ensure};
use test_kit::Html;
use test_kit::client::Request;

use crate::load::{Seen, ask};
use crate::server::{Server, demo, free_address};
use crate::table::Line;

/// Connections at a time, and seconds for each page.
const CONNECTIONS: u32 = 16;
const SECONDS: u32 = 4;

/// The measurement.
pub fn measure(loa: &Path) -> anyhow::Result<Vec<Line>> {
    let folder = demo(loa, None)?;
    let server = Server::start(loa, folder.path(), None)?;
    let cookie = server.sign_in("lanhdao")?;
    let asset = asset(&server)?;
    let nginx = Nginx::start()?;
    let mut lines = Vec::new();
    let pair = |work: &str, path: &str, cookie: &str| -> anyhow::Result<(Line, Seen, f64)> {
        let bytes = server.page(path, cookie)?;
        let file = nginx.keep(&bytes)?;
        let ours = ask(
            &format!("http://{}{path}", server.address),
            cookie,
            CONNECTIONS,
            SECONDS,
        )?;
        let same = Request::get(&format!("/{file}")).send(nginx.address, "")?;
        ensure!(same.body == bytes, "nginx serves something else");
        let theirs = ask(
            &format!("http://{}/{file}", nginx.address),
            "",
            CONNECTIONS,
            SECONDS,
        )?;
        let ratio = ours.rate / theirs.rate;
        let work = format!("{work}, {} kB", bytes.len().div_ceil(1024));
        let line = Line::new(work, format!("{:.0}/s", ours.rate))
            .against(format!("nginx {:.0}/s", theirs.rate), ratio);
        Ok((line, ours, ratio))
    };
    let (line, _, ratio) = pair("kept page (a file of the interface)", &asset, "")?;
    lines.push(line.goal("≥ 0.8", ratio >= 0.8));
    let (line, ..) = pair("sign-in page, drawn each time", "/dang-nhap", "")?;
    lines.push(line);
    for (work, path) in [
        ("list of tasks from the database", "/lam-viec/nhiem-vu"),
        ("leader's page from the database", "/lam-viec/tong-quan"),
    ] {
        let (line, seen, _) = pair(work, path, &cookie)?;
        // The slower of the two known peers makes 50 pages a second on a core.
        lines.push(line.goal(
            format!("≥ 20 × 50/s, p99 {:.0} ms", seen.p99),
            seen.rate >= 1000.0,
        ));
    }
    Ok(lines)
}

/// The file of the interface whose size is nearest to a page's.
fn asset(server: &Server) -> anyhow::Result<String> {
    let page = String::from_utf8(server.page("/dang-nhap", "")?)?;
    let page = Html::parse(&page);
    let mut found = Vec::new();
    for element in page.all("link[href^='/assets/'], script[src^='/assets/']") {
        let path = element
            .attr("href")
            .or(element.attr("src"))
            .context("an address")?;
        found.push((server.page(path, "")?.len(), path.to_owned()));
    }
    found.sort_by_key(|(size, _)| size.abs_diff(12 << 10));
    let (_, path) = found.into_iter().next().context("no file of the interface")?;
    Ok(path)
}

/// An nginx with one process on the server's core.
struct Nginx {
    child: Child,
    address: SocketAddr,
    folder: tempfile::TempDir,
}

impl Nginx {
    fn start() -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        let address = free_address()?;
        let place = folder.path().display();
        let user = if std::fs::metadata("/proc/self")?.uid() == 0 {
            "user root;"
        } else {
            ""
        };
        let config = format!(
            "{user} worker_processes 1; pid {place}/nginx.pid; error_log {place}/error.log;\n\
             events {{ worker_connections 1024; }}\n\
             http {{ access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000;\n\
             open_file_cache max=100 inactive=60s; types {{ text/html html; }}\n\
             client_body_temp_path {place}/t1; proxy_temp_path {place}/t2; fastcgi_temp_path {place}/t3;\n\
             uwsgi_temp_path {place}/t4; scgi_temp_path {place}/t5;\n\
             server {{ listen {address}; root {place}/www; }} }}\n"
        );
        std::fs::create_dir(folder.path().join("www"))?;
        let file = folder.path().join("nginx.conf");
        std::fs::write(&file, config)?;
        let child = Command::new("taskset")
            .args(["-c", "0", "nginx", "-g", "daemon off;", "-c"])
            .arg(&file)
            .stderr(Stdio::null())
            .spawn()
            .context("nginx")?;
        let nginx = Self {
            child,
            address,
            folder,
        };
        let file = nginx.keep(b"ready")?;
        for _ in 0..500 {
            if Request::get(&format!("/{file}")).send(address, "").is_ok() {
                return Ok(nginx);
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        anyhow::bail!("nginx does not answer")
    }

    /// Makes a file of its own; its name. nginx keeps files open, so none is written twice.
    fn keep(&self, bytes: &[u8]) -> anyhow::Result<String> {
        let root = self.folder.path().join("www");
        let name = format!("{}.html", std::fs::read_dir(&root)?.count());
        std::fs::write(root.join(&name), bytes)?;
        Ok(name)
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        // TERM, so that the worker ends too.
        let pid = self.child.id().to_string();
        let _ = Command::new("kill").args(["-TERM", &pid]).status();
        let _ = self.child.wait();
    }
}
