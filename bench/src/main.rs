#![doc = include_str!("../README.md")]

mod docx;
mod lists;
mod load;
mod material;
mod pages;
mod report;
mod seed;
mod server;
mod start;
mod table;
mod writes;

use std::path::PathBuf;

use clap::{Parser, ValueEnum};

use table::Line;

/// Measures Loa against peers and limits in the same run.
#[derive(Debug, Parser)]
struct Asked {
    /// The program to measure
    #[arg(long)]
    loa: PathBuf,
    /// What to measure; all when left out
    parts: Vec<Part>,
}

/// A measurement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// Pages against nginx
    Pages,
    /// Small durable writes against raw batched inserts
    Writes,
    /// Reading plans against pandoc
    Docx,
    /// A report as Word, PDF and Excel
    Report,
    /// Start and memory
    Start,
    /// Lists and boards over a large database
    Lists,
}

impl Part {
    async fn measure(self, loa: &std::path::Path) -> anyhow::Result<Vec<Line>> {
        match self {
            Self::Pages => pages::measure(loa),
            Self::Writes => writes::measure().await,
            Self::Docx => docx::measure(loa),
            Self::Report => report::measure(loa),
            Self::Start => start::measure(loa),
            Self::Lists => lists::measure(loa).await,
        }
    }
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let asked = Asked::parse();
    let parts = if asked.parts.is_empty() {
        Part::value_variants()
    } else {
        &asked.parts
    };
    table::begin()?;
    let mut lines = Vec::new();
    for part in parts {
        for line in part.measure(&asked.loa).await? {
            table::print(&line)?;
            lines.push(line);
        }
    }
    table::end(&lines)
}
