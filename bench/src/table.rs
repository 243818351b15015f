//! What is printed: a line for each figure, and at the end how many goals were reached.

use std::io::Write;

/// One measured figure.
#[derive(Debug, Clone)]
pub struct Line {
    /// What was done.
    work: String,
    /// Loa's figure.
    ours: String,
    /// The peer's figure, or what is compared.
    peer: String,
    /// The ratio, where there is a peer.
    ratio: String,
    /// The goal in words, and whether it was reached; none for a figure that is only told.
    goal: Option<(String, bool)>,
}

impl Line {
    /// A figure that stands for itself.
    pub fn new(work: impl Into<String>, ours: impl Into<String>) -> Self {
        Self {
            work: work.into(),
            ours: ours.into(),
            peer: String::new(),
            ratio: String::new(),
            goal: None,
        }
    }

    /// The peer's figure and the ratio to it.
    pub fn against(mut self, peer: impl Into<String>, ratio: f64) -> Self {
        self.peer = peer.into();
        self.ratio = if ratio >= 10.0 {
            format!("{ratio:.0}")
        } else {
            format!("{ratio:.2}")
        };
        self
    }

    /// Words in the peer's column.
    pub fn note(mut self, words: impl Into<String>) -> Self {
        self.peer = words.into();
        self
    }

    /// The goal.
    pub fn goal(mut self, goal: impl Into<String>, reached: bool) -> Self {
        self.goal = Some((goal.into(), reached));
        self
    }
}

/// The load of the machine during the last minute, and its cores.
fn machine() -> String {
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().unwrap_or("?").to_owned();
    let cores = std::thread::available_parallelism().map_or(0, std::num::NonZero::get);
    format!("{cores} cores, load {load}")
}

/// The head of the table.
pub fn begin() -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{}", machine())?;
    row(&mut out, ["", "Loa", "peer", "ratio", "goal"])?;
    Ok(())
}

/// A line.
pub fn print(line: &Line) -> anyhow::Result<()> {
    let goal = match &line.goal {
        Some((goal, true)) => format!("{goal}: reached"),
        Some((goal, false)) => format!("{goal}: MISSED"),
        None => String::new(),
    };
    let mut out = std::io::stdout().lock();
    row(&mut out, [&line.work, &line.ours, &line.peer, &line.ratio, &goal])
}

fn row(out: &mut impl Write, [work, ours, peer, ratio, goal]: [&str; 5]) -> anyhow::Result<()> {
    writeln!(out, "{work:<56} {ours:>14} {peer:>24} {ratio:>7}  {goal}")?;
    out.flush()?;
    Ok(())
}

/// The foot.
pub fn end(lines: &[Line]) -> anyhow::Result<()> {
    let goals: Vec<bool> = lines
        .iter()
        .filter_map(|line| line.goal.as_ref().map(|(_, reached)| *reached))
        .collect();
    let reached = goals.iter().filter(|reached| **reached).count();
    let mut out = std::io::stdout().lock();
    writeln!(out, "{reached} of {} goals reached; {}", goals.len(), machine())?;
    Ok(())
}
