//! `loa plan read`, `loa plan import`, `loa plan export`

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use bytes::Bytes;
use clap::Subcommand;
use ui::Lang;

use super::{Outcome, Place, out};
use crate::boot::{App, catalogue};
use crate::features::agency::{self, Agency};
use crate::features::plan::upload::{self, MOST_BYTES, Stored, UploadError};
use crate::features::plan::{self, PlanId};

#[derive(Debug, Subcommand)]
pub(super) enum PlanCommand {
    /// Show what Loa makes of a plan document; touches no database
    Read {
        /// docx, xlsx, pdf with text, html, md or txt
        file: PathBuf,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Read a plan document into a draft plan and print its id
    Import {
        /// docx, xlsx, pdf with text, html, md or txt
        file: PathBuf,
        /// Symbol of the agency, when there are several
        #[arg(long)]
        agency: Option<String>,
        /// Id of the plan that the document amends
        #[arg(long)]
        amends: Option<PlanId>,
    },
    /// Write a plan with its annex as a Word file
    Export {
        /// Id of the plan
        id: PlanId,
        /// File to write; named after the plan by default
        #[arg(long)]
        out: Option<PathBuf>,
    },
}

impl PlanCommand {
    pub(super) async fn run(self, place: &Place) -> anyhow::Result<Outcome> {
        match self {
            Self::Read { file, json } => read(&file, json)?,
            Self::Import { file, agency, amends } => {
                import(&place.open().await?, &file, agency.as_deref(), amends).await?
            }
            Self::Export { id, out } => export(&place.open().await?, id, out).await?,
        }
        Ok(Outcome::Done)
    }
}

fn read(file: &Path, json: bool) -> anyhow::Result<()> {
    let bytes = std::fs::read(file).with_context(|| file.display().to_string())?;
    let document =
        plan_reader::read_document(&bytes, name_of(file).as_deref(), &plan_reader::Limits::default())?;
    let plan = plan_reader::read_plan(&document);
    if json {
        out(&serde_json::to_string(&plan.to_json())?)
    } else {
        out(&serde_json::to_string_pretty(&plan.to_json())?)
    }
}

fn name_of(file: &Path) -> Option<String> {
    file.file_name().map(|name| name.to_string_lossy().into_owned())
}

async fn hosted(app: &App) -> anyhow::Result<Vec<Agency>> {
    let mut agencies = agency::agencies(app.db().read()).await?;
    agencies.retain(|agency| agency.hosted);
    Ok(agencies)
}

async fn import(app: &App, path: &Path, symbol: Option<&str>, amends: Option<PlanId>) -> anyhow::Result<()> {
    let mut agencies = hosted(app).await?;
    if let Some(symbol) = symbol {
        agencies.retain(|agency| agency.symbol == symbol);
    }
    let [agency] = agencies.as_slice() else {
        bail!("say which agency by --agency SYMBOL; {} fit", agencies.len());
    };
    let size = std::fs::metadata(path)
        .with_context(|| path.display().to_string())?
        .len();
    if size > MOST_BYTES {
        bail!("{}: larger than {} MB", path.display(), MOST_BYTES >> 20);
    }
    let bytes = Bytes::from(std::fs::read(path).with_context(|| path.display().to_string())?);
    let head = bytes.slice(..bytes.len().min(8192));
    let hash = app.files().keep_bytes(bytes).await?;
    let name = name_of(path).unwrap_or_default();
    let stored = Stored {
        hash: &hash,
        size,
        head: &head,
        name: &name,
    };
    let now = app.clock().now();
    let kept = upload::keep(app, agency.id, stored, amends, None, now).await?;
    match upload::read(app, agency.id, kept, None, now).await {
        Ok((plan, _)) => out(&plan.to_string()),
        Err(UploadError::Unreadable(failure)) => {
            let words = plan::failure_words(catalogue().translator(Lang::Vi), &failure);
            bail!("{}: {words}", path.display())
        }
        Err(error) => Err(error.into()),
    }
}

async fn export(app: &App, id: PlanId, to: Option<PathBuf>) -> anyhow::Result<()> {
    for agency in hosted(app).await? {
        if let Some((name, bytes)) = plan::docx(app, agency.id, id).await? {
            let path = to.unwrap_or_else(|| PathBuf::from(name));
            std::fs::write(&path, bytes).with_context(|| path.display().to_string())?;
            return out(&path.display().to_string());
        }
    }
    bail!("there is no plan {id}")
}
