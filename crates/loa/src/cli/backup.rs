//! `loa backup`, `loa restore`, `loa db copy`, `loa fence`

use std::path::PathBuf;

use clap::{Args, Subcommand};
use indicatif::{ProgressBar, ProgressStyle};

use super::{Outcome, Place, out};
use crate::boot::backup::{back_up, copy_database, restore};
use crate::boot::instance;
use crate::features::agency;

#[derive(Debug, Args)]
pub(super) struct Backup {
    /// A folder that is empty or does not exist yet
    folder: PathBuf,
}

impl Backup {
    pub(super) async fn run(self, place: &Place) -> anyhow::Result<Outcome> {
        let app = place.open().await?;
        let bar = progress_bar();
        let manifest = back_up(&app, &self.folder, &mut |what, n| {
            bar.set_message(format!("{what} {n}"))
        })
        .await?;
        bar.finish_and_clear();
        let rows: u64 = manifest.tables.iter().map(|table| table.rows).sum();
        let (tables, files) = (manifest.tables.len(), manifest.files.len());
        eprintln!("loa: restored and compared: {rows} rows of {tables} tables, {files} files");
        Ok(Outcome::Done)
    }
}

#[derive(Debug, Args)]
pub(super) struct Restore {
    /// The folder of a backup
    folder: PathBuf,
}

impl Restore {
    pub(super) async fn run(self, place: &Place) -> anyhow::Result<Outcome> {
        let app = place.open().await?;
        anyhow::ensure!(
            agency::agencies(app.db().read()).await?.is_empty(),
            "{} has data already: restore into an empty data folder",
            place.data_dir.display()
        );
        let bar = progress_bar();
        let manifest = restore(&app, &self.folder, &mut |what, n| {
            bar.set_message(format!("{what} {n}"))
        })
        .await?;
        bar.finish_and_clear();
        let rows: u64 = manifest.tables.iter().map(|table| table.rows).sum();
        eprintln!(
            "loa: restored {rows} rows and {} files; nothing is sent until `loa fence lift`",
            manifest.files.len()
        );
        app.db().clone().close().await;
        Ok(Outcome::Done)
    }
}

#[derive(Debug, Subcommand)]
pub(super) enum DbCommand {
    /// Copy everything into an empty database, such as from SQLite to PostgreSQL
    Copy {
        /// sqlite:PATH or postgres://…
        #[arg(long)]
        from: String,
        /// sqlite:PATH or postgres://…
        #[arg(long)]
        to: String,
    },
}

impl DbCommand {
    pub(super) async fn run(self, place: &Place) -> anyhow::Result<Outcome> {
        let Self::Copy { from, to } = self;
        let zone = jiff::tz::TimeZone::get(&place.config()?.time.zone)?;
        let now = crate::clock::Clock::system(zone).now();
        let bar = progress_bar();
        let copied = copy_database(&from, &to, now, &mut |what, n| {
            bar.set_message(format!("{what} {n}"))
        })
        .await?;
        bar.finish_and_clear();
        let rows: u64 = copied.iter().map(|table| table.rows).sum();
        eprintln!("loa: copied and compared {rows} rows of {} tables", copied.len());
        Ok(Outcome::Done)
    }
}

#[derive(Debug, Subcommand)]
pub(super) enum FenceCommand {
    /// Say whether the fence stands and why
    Show,
    /// Let this server send again
    Lift,
}

impl FenceCommand {
    pub(super) async fn run(self, place: &Place) -> anyhow::Result<Outcome> {
        let app = place.open().await?;
        match self {
            Self::Show => match instance::fence(app.db().read()).await? {
                Some(why) => out(&why)?,
                None => eprintln!("loa: no fence"),
            },
            Self::Lift => {
                let tx = app.db().begin().await?;
                let stood = instance::lift_fence(&tx).await?;
                tx.commit().await?;
                eprintln!(
                    "loa: {}",
                    if stood {
                        "this server may send again"
                    } else {
                        "no fence stood"
                    }
                );
            }
        }
        Ok(Outcome::Done)
    }
}

/// Shown on a terminal only.
pub(super) fn progress_bar() -> ProgressBar {
    let bar = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}") {
        bar.set_style(style);
    }
    bar
}
