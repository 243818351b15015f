//! Load by `wrk`, from a core of its own.

use std::process::Command;

use anyhow::{Context, bail, ensure};

/// The core of the load.
const CORE: &str = "1";

/// What `wrk` saw.
#[derive(Debug, Clone, Copy)]
pub struct Seen {
    /// Answers a second.
    pub rate: f64,
    /// Milliseconds within which 99 of 100 answers came.
    pub p99: f64,
}

/// Asks for a page again and again over some connections for some seconds. Any answer but 200 is an error.
pub fn ask(url: &str, cookie: &str, connections: u32, seconds: u32) -> anyhow::Result<Seen> {
    let out = Command::new("taskset")
        .args(["-c", CORE, "wrk", "-t1", "--latency"])
        .arg(format!("-c{connections}"))
        .arg(format!("-d{seconds}s"))
        .args(["-H", &format!("Cookie: {cookie}"), url])
        .output()
        .context("wrk")?;
    ensure!(
        out.status.success(),
        "wrk: {}",
        String::from_utf8_lossy(&out.stderr)
    );
    let text = String::from_utf8_lossy(&out.stdout);
    if text.contains("Non-2xx") || text.contains("Socket errors") {
        bail!("{url}: {text}");
    }
    let after = |label: &str| {
        let line = text.lines().find_map(|line| line.trim().strip_prefix(label));
        line.map(str::trim).with_context(|| format!("{label} in {text}"))
    };
    Ok(Seen {
        rate: after("Requests/sec:")?.parse()?,
        p99: milliseconds(after("99%")?)?,
    })
}

/// `wrk` writes "731.00us", "3.21ms", "1.02s".
fn milliseconds(text: &str) -> anyhow::Result<f64> {
    let (number, factor) = if let Some(number) = text.strip_suffix("us") {
        (number, 0.001)
    } else if let Some(number) = text.strip_suffix("ms") {
        (number, 1.0)
    } else {
        (text.strip_suffix('s').context("a time")?, 1000.0)
    };
    Ok(number.parse::<f64>()? * factor)
}

#[cfg(test)]
mod tests {
    use super::milliseconds;

    #[test]
    fn times_of_wrk() {
        assert!((milliseconds("731.00us").unwrap() - 0.731).abs() < 1e-9);
        assert!((milliseconds("3.21ms").unwrap() - 3.21).abs() < 1e-9);
        assert!((milliseconds("1.02s").unwrap() - 1020.0).abs() < 1e-9);
        assert!(milliseconds("1.02m").is_err());
    }
}
