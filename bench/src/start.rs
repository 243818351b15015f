//! How soon a server answers, and how much memory it takes.

use std::path::Path;
use std::time::Duration;

use anyhow::ensure;
use test_kit::client::Request;

use crate::material;
use crate::server::{Server, demo};
use crate::table::Line;

/// Starts, of which the middle one counts.
const STARTS: usize = 7;
/// How long a server rests before it counts as idle.
const REST: Duration = Duration::from_secs(5);

/// The measurement.
pub fn measure(loa: &Path) -> anyhow::Result<Vec<Line>> {
    let folder = demo(loa, None)?;
    let mut starts = Vec::new();
    for _ in 0..STARTS {
        starts.push(Server::start(loa, folder.path(), None)?.first_byte.as_secs_f64() * 1000.0);
    }
    let first_byte = middle(&mut starts);
    let server = Server::start(loa, folder.path(), None)?;
    let cookie = server.sign_in("vanphong")?;
    server.page("/lam-viec/tong-quan", &cookie)?;
    std::thread::sleep(REST);
    let idle = server.memory("VmRSS")?;
    let plan = material::long_plan()?;
    let file = ("file", "ke-hoach.docx", plan.as_slice());
    let import = Request::upload("/lam-viec/ke-hoach/moi", &[("plan", "")], file);
    let answer = import.send(server.address, &cookie)?;
    ensure!(answer.status == 303, "the plan was not read: {}", answer.status);
    let most = server.memory("VmHWM")?;
    Ok(vec![
        Line::new("start: first byte of a page", format!("{first_byte:.0} ms"))
            .goal("< 300 ms", first_byte < 300.0),
        Line::new("memory, idle after a visit", format!("{idle:.0} MB")).goal("< 80 MB", idle < 80.0),
        Line::new(
            "memory at most, after importing the 20-page plan",
            format!("{most:.0} MB"),
        )
        .goal("< 200 MB", most < 200.0),
    ])
}

/// The middle one.
pub fn middle(figures: &mut [f64]) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or(f64::NAN)
}
