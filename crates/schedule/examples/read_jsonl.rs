//! Reads JSON lines `{"text", "plan_year", "plan_period"}` and writes one flat record a line.
//!
//! `cargo run -p schedule --example read_jsonl < cells.jsonl`

use std::io::{BufRead, Write};

use schedule::{Context, Date, read};
use serde::Deserialize;

#[derive(Deserialize)]
struct Line {
    text: String,
    #[serde(default)]
    plan_year: Option<i16>,
    #[serde(default)]
    plan_period: Option<(Date, Date)>,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let line: Line = serde_json::from_str(&line?)?;
        let context = Context {
            year: line.plan_year,
            period: line.plan_period,
        };
        let flat = read(&line.text, &context).window.flat();
        writeln!(out, "{}", serde_json::to_string(&flat)?)?;
    }
    Ok(())
}
