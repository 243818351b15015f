//! `loa config check`, `loa config print`

use clap::Subcommand;

use super::{Outcome, Place, out};
use crate::boot::config::DEFAULTS;

#[derive(Debug, Subcommand)]
pub(super) enum ConfigCommand {
    /// Say whether the configuration is right
    Check,
    /// Print the configuration in force, secrets left out
    Print {
        /// Print every key with its default and meaning instead
        #[arg(long)]
        default: bool,
    },
}

impl ConfigCommand {
    pub(super) fn run(self, place: &Place) -> anyhow::Result<Outcome> {
        match self {
            Self::Print { default: true } => out(DEFAULTS.trim_end())?,
            Self::Print { default: false } => out(toml::to_string(&place.config()?)?.trim_end())?,
            Self::Check => match place.config() {
                Ok(_) => eprintln!("loa: {} is right", place.config_file().display()),
                Err(error) => {
                    eprintln!("loa: {error}");
                    return Ok(Outcome::FoundWrong);
                }
            },
        }
        Ok(Outcome::Done)
    }
}
