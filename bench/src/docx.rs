//! Reading Word plans, against pandoc reading the same file.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};

use crate::material;
use crate::start::middle;
use crate::table::Line;

const TIMES: usize = 9;
/// How long plans are read in one go.
const GO: Duration = Duration::from_secs(4);

/// The measurement.
pub fn measure(loa: &Path) -> anyhow::Result<Vec<Line>> {
    let folder = tempfile::tempdir()?;
    let long = material::long_plan()?;
    let file = folder.path().join("ke-hoach.docx");
    std::fs::write(&file, &long)?;
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..TIMES {
        ours.push(time(
            Command::new(loa).args(["plan", "read", "--json"]).arg(&file),
        )?);
        theirs.push(time(
            Command::new("pandoc")
                .args(["-f", "docx", "-t", "json"])
                .arg(&file),
        )?);
    }
    let (ours, theirs) = (middle(&mut ours), middle(&mut theirs));
    let ratio = theirs / ours;
    let usual = material::usual_plan()?;
    let rate = plans_a_minute(&usual)?;
    Ok(vec![
        Line::new("20-page docx, 300 tasks: loa plan read", format!("{ours:.0} ms"))
            .against(format!("pandoc {theirs:.0} ms"), ratio)
            .goal("≥ 20 times faster", ratio >= 20.0),
        Line::new(
            "the same within the server",
            format!("{:.1} ms", 60_000.0 / plans_a_minute(&long)?),
        ),
        Line::new("plans of 20 tasks read on one core", format!("{rate:.0}/min"))
            .goal("≥ 1000/min", rate >= 1000.0),
    ])
}

/// Milliseconds of a whole run of a program.
fn time(command: &mut Command) -> anyhow::Result<f64> {
    let begun = Instant::now();
    let status = command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .with_context(|| format!("{command:?}"))?;
    ensure!(status.success(), "{command:?}: {status}");
    Ok(begun.elapsed().as_secs_f64() * 1000.0)
}

/// How often one thread reads a file into a plan in a minute.
fn plans_a_minute(bytes: &[u8]) -> anyhow::Result<f64> {
    let limits = plan_reader::Limits::default();
    let begun = Instant::now();
    let mut read = 0_u32;
    while begun.elapsed() < GO {
        let document = plan_reader::read_document(bytes, Some("ke-hoach.docx"), &limits)?;
        let plan = plan_reader::read_plan(&document);
        ensure!(!plan.tasks.is_empty(), "no tasks were read");
        read += 1;
    }
    Ok(f64::from(read) * 60.0 / begun.elapsed().as_secs_f64())
}
