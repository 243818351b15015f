//! `loa report write`

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::{Subcommand, ValueEnum};
use schedule::Period;

use super::{Outcome, Place, out};
use crate::boot::App;
use crate::features::agency::{self, Agency};
use crate::features::report::{self, as_docx, as_pdf, as_xlsx};

#[derive(Debug, Subcommand)]
pub(super) enum ReportCommand {
    /// Write the report of a period as Word, PDF and Excel files: the frozen one, else the draft
    Write {
        /// 2025-Q1, 2025-H1, 2025-Q3, 2025; internal also 2025-Q2, 2025-Q4, 2025-9M, 2025-H2
        #[arg(long)]
        period: Period,
        /// Folder for the files; made when absent
        #[arg(long)]
        out: PathBuf,
        /// Windows from day 15 to day 14, or calendar periods
        #[arg(long, value_enum, default_value = "official")]
        regime: Windows,
        /// Symbol, name or id of the agency; needed when several work here
        #[arg(long)]
        agency: Option<String>,
    },
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Windows {
    Official,
    Internal,
}

impl ReportCommand {
    pub(super) async fn run(self, place: &Place) -> anyhow::Result<Outcome> {
        let Self::Write {
            period,
            out: folder,
            regime,
            agency,
        } = self;
        let regime = match regime {
            Windows::Official => report::Regime::Official,
            Windows::Internal => report::Regime::Internal,
        };
        let app = place.open().await?;
        let agency = chosen(&app, agency.as_deref()).await?;
        let at = (app.clock().today(), app.clock().now());
        let db = app.db().read();
        let (content, imprint) = report::of_period(db, agency.id, (regime, period), at).await?;
        std::fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
        let name = format!("bao-cao-{regime}-{period}");
        write(&folder, &format!("{name}.docx"), &as_docx(&content, &imprint)?)?;
        write(&folder, &format!("{name}.xlsx"), &as_xlsx(&content)?)?;
        write(&folder, &format!("{name}.pdf"), &as_pdf(&content, &imprint)?)?;
        eprintln!(
            "{}: {}, {} to {}{}",
            agency.short_name,
            period,
            content.window.first,
            content.window.last,
            if imprint.is_frozen { "" } else { ", draft" }
        );
        Ok(Outcome::Done)
    }
}

fn write(folder: &Path, name: &str, bytes: &[u8]) -> anyhow::Result<()> {
    let path = folder.join(name);
    std::fs::write(&path, bytes).with_context(|| path.display().to_string())?;
    out(&path.display().to_string())
}

/// The agency that was asked for, or the only one that works here.
async fn chosen(app: &App, asked: Option<&str>) -> anyhow::Result<Agency> {
    let all = agency::agencies(app.db().read()).await?;
    let mut hosted: Vec<Agency> = all.into_iter().filter(|agency| agency.hosted).collect();
    if let Some(asked) = asked {
        let folded = vietnamese::fold(asked);
        hosted.retain(|agency| {
            let names = [&agency.symbol, &agency.name, &agency.short_name];
            agency.id.to_string() == asked || names.iter().any(|name| vietnamese::fold(name) == folded)
        });
    }
    match hosted.len() {
        1 => hosted.pop().context("no agency"),
        0 => bail!("no such agency works here"),
        _ => {
            let names: Vec<String> = hosted
                .iter()
                .map(|agency| format!("{} ({})", agency.symbol, agency.name))
                .collect();
            bail!(
                "several agencies match, name one with --agency: {}",
                names.join(", ")
            )
        }
    }
}
