//! `loa agency add`, `list`

use std::path::PathBuf;

use anyhow::{Context, bail};
use clap::{Args, Subcommand};
use ui::Lang;

use super::user::print_link;
use super::{Outcome, Place, out};
use crate::boot::{App, catalogue};
use crate::features::agency;
use crate::features::setup::{FirstRun, SetUpError, add_agency};

#[derive(Debug, Subcommand)]
pub(super) enum AgencyCommand {
    /// Add a further agency with its units and first administrator, and print the invitation link
    Add(Box<Add>),
    /// List the agencies of this installation
    List {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
}

#[derive(Debug, Args)]
pub(super) struct Add {
    /// Full name
    #[arg(long)]
    name: String,
    /// Name in running text and letterheads; the full name when left out
    #[arg(long, default_value = "")]
    short_name: String,
    /// Symbol in document numbers
    #[arg(long)]
    symbol: String,
    /// Place before the date of documents
    #[arg(long)]
    place: String,
    /// Agency above it: one of this installation by name or symbol, else any name
    #[arg(long, default_value = "")]
    parent: String,
    /// File with its units, one a line
    #[arg(long)]
    units: Option<PathBuf>,
    /// Full name of its first administrator, family name first
    #[arg(long)]
    person: String,
    /// Position of the administrator
    #[arg(long, default_value = "")]
    title: String,
    /// The address that the administrator signs in with
    #[arg(long)]
    email: String,
    /// As JSON
    #[arg(long)]
    json: bool,
}

impl AgencyCommand {
    pub(super) async fn run(self, place: &Place) -> anyhow::Result<Outcome> {
        let app = place.open().await?;
        match self {
            Self::Add(new) => new.run(&app).await,
            Self::List { json } => list(&app, json).await,
        }
    }
}

impl Add {
    async fn run(self, app: &App) -> anyhow::Result<Outcome> {
        let units = match &self.units {
            Some(file) => std::fs::read_to_string(file).with_context(|| file.display().to_string())?,
            None => String::new(),
        };
        let input = FirstRun {
            name: self.name,
            short_name: self.short_name,
            symbol: self.symbol,
            place: self.place,
            parent: self.parent,
            units,
            person: self.person,
            title: self.title,
            email: self.email,
            password: String::new(),
        };
        match add_agency(app, &input).await {
            Ok((id, link)) if self.json => {
                let line = serde_json::json!({
                    "id": id, "name": input.name.trim(), "symbol": input.symbol.trim(),
                    "link": app.config().public_address(&link.path),
                    "until": link.expires_at.timestamp().to_string(),
                });
                out(&line.to_string())?;
                Ok(Outcome::Done)
            }
            Ok((_, link)) => {
                print_link(app, &link)?;
                Ok(Outcome::Done)
            }
            Err(SetUpError::Fields(errors)) => {
                let words = catalogue().translator(Lang::En);
                let said: Vec<String> = errors
                    .iter()
                    .map(|(field, key)| format!("{field}: {}", words.say(key)))
                    .collect();
                bail!("nothing was added; {}", said.join("; "))
            }
            Err(error) => Err(error.into()),
        }
    }
}

async fn list(app: &App, json: bool) -> anyhow::Result<Outcome> {
    let all = agency::agencies(app.db().read()).await?;
    for home in &all {
        if json {
            let parent = home.parent.and_then(|id| all.iter().find(|one| one.id == id));
            let line = serde_json::json!({
                "id": home.id, "name": home.name, "short_name": home.short_name, "symbol": home.symbol,
                "place": home.place, "hosted": home.hosted, "parent": parent.map(|parent| &parent.name),
            });
            out(&line.to_string())?;
        } else {
            out(&format!("{}\t{}", home.symbol, home.name))?;
        }
    }
    Ok(Outcome::Done)
}
