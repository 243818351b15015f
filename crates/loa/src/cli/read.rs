//! Commands that only read and touch no database: `schedule read`, `units read`.

use std::io::{BufRead, Write};

use anyhow::Context;
use clap::Subcommand;
use jiff::civil::Date;
use plan_reader::units::Role;
use serde::{Deserialize, Serialize};

use super::Outcome;

#[derive(Debug, Subcommand)]
pub(super) enum ScheduleCommand {
    /// Read time phrases from stdin, one JSON object a line
    Read {
        /// JSON lines in and out
        #[arg(long, required = true)]
        jsonl: bool,
    },
}

#[derive(Debug, Deserialize)]
struct Phrase {
    text: String,
    plan_year: Option<i16>,
    plan_period: Option<(Date, Date)>,
}

impl ScheduleCommand {
    pub(super) fn run(self) -> anyhow::Result<Outcome> {
        let Self::Read { .. } = self;
        each_line(|phrase: Phrase| {
            let context = schedule::Context {
                year: phrase.plan_year,
                period: phrase.plan_period,
            };
            schedule::read(&phrase.text, &context).window.flat()
        })
    }
}

#[derive(Debug, Subcommand)]
pub(super) enum UnitsCommand {
    /// Read lists of units from stdin, one JSON object a line
    Read {
        /// JSON lines in and out
        #[arg(long, required = true)]
        jsonl: bool,
    },
}

#[derive(Debug, Deserialize)]
struct Cell {
    text: String,
    #[serde(default)]
    role: Option<String>,
}

#[derive(Debug, Serialize)]
struct Units {
    units: Vec<UnitName>,
}

#[derive(Debug, Serialize)]
struct UnitName {
    name: String,
    collective: bool,
}

impl UnitsCommand {
    pub(super) fn run(self) -> anyhow::Result<Outcome> {
        let Self::Read { .. } = self;
        each_line(|cell: Cell| {
            let lead = cell.role.is_some_and(|role| role.starts_with("lead"));
            let role = if lead { Role::Lead } else { Role::Coordinator };
            let units = plan_reader::units::read(&cell.text, role);
            Units {
                units: units
                    .into_iter()
                    .map(|unit| UnitName {
                        name: unit.name,
                        collective: unit.collective,
                    })
                    .collect(),
            }
        })
    }
}

/// Answers each JSON line of stdin with one of stdout, in order.
fn each_line<I: for<'a> Deserialize<'a>, O: Serialize>(answer: impl Fn(I) -> O) -> anyhow::Result<Outcome> {
    let mut stdout = std::io::BufWriter::new(std::io::stdout().lock());
    for (index, line) in std::io::stdin().lock().lines().enumerate() {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        let input = serde_json::from_str(&line).with_context(|| format!("line {}", index + 1))?;
        serde_json::to_writer(&mut stdout, &answer(input))?;
        stdout.write_all(b"\n")?;
    }
    stdout.flush()?;
    Ok(Outcome::Done)
}
