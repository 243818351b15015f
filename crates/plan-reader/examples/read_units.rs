//! Reads JSON lines {"text", "role"} and answers {"units": [{"name", "collective", ...}]}, one line each.

use std::io::{BufRead, Write};

use plan_reader::units::{Role, read};

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        let row: serde_json::Value = serde_json::from_str(&line)?;
        let field = |name: &str| {
            row.get(name)
                .and_then(serde_json::Value::as_str)
                .unwrap_or_default()
        };
        let units = read(field("text"), Role::of(field("role")));
        writeln!(out, "{}", serde_json::json!({ "units": units }))?;
    }
    Ok(())
}
