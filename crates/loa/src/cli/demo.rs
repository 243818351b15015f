//! `loa demo`: an invented department's year, to click through.

use clap::Args;

use super::{Outcome, Place, out};
use crate::features::demo::{Year, tell};

#[derive(Debug, Args)]
pub(super) struct Demo {}

impl Demo {
    pub(super) async fn run(self, place: &Place) -> anyhow::Result<Outcome> {
        let year = Year::embedded()?;
        let config = place.config_file();
        if !config.exists() {
            std::fs::create_dir_all(&place.data_dir)?;
            std::fs::write(&config, format!("[time]\nstarting_on = \"{}\"\n", year.today))?;
        }
        let app = place.open().await?;
        eprintln!("loa: telling the demo year …");
        let told = tell(&app).await?;
        out(&format!("Demo: {}", place.data_dir.display()))?;
        out(&format!("Password of everyone: {}", told.password))?;
        for person in &told.people {
            out(&format!(
                "  {:<28} {} ({})",
                person.email, person.name, person.title
            ))?;
        }
        app.db().clone().close().await;
        Ok(Outcome::Done)
    }
}
