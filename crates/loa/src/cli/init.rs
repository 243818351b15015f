//! `loa init`: the first run in a terminal.

use std::io::{BufRead, Write};

use anyhow::Context;
use clap::Args;
use ui::Lang;

use super::{Outcome, Place};
use crate::boot::catalogue;
use crate::features::setup::{FirstRun, SetUpError, set_up};

#[derive(Debug, Args)]
pub(super) struct Init {
    /// Read the answers from a TOML file instead of asking
    #[arg(long)]
    answers: Option<std::path::PathBuf>,
}

impl Init {
    pub(super) async fn run(self, place: &Place) -> anyhow::Result<Outcome> {
        let app = place.open().await?;
        let input = match self.answers {
            Some(file) => {
                let text = std::fs::read_to_string(&file).with_context(|| file.display().to_string())?;
                toml::from_str(&text).with_context(|| file.display().to_string())?
            }
            None => ask()?,
        };
        match set_up(&app, &input).await {
            Ok(_) => Ok(Outcome::Done),
            Err(SetUpError::Fields(errors)) => {
                let words = catalogue().translator(Lang::Vi);
                for (field, key) in errors.iter() {
                    eprintln!("loa: {field}: {}", words.say(key));
                }
                anyhow::bail!("nothing was set up")
            }
            Err(error) => Err(error.into()),
        }
    }
}

fn ask() -> anyhow::Result<FirstRun> {
    let words = catalogue().translator(Lang::Vi);
    let line = |key: &str| -> anyhow::Result<String> {
        eprint!("{}: ", words.say(key));
        std::io::stderr().flush()?;
        let mut answer = String::new();
        std::io::stdin().lock().read_line(&mut answer)?;
        Ok(answer.trim().to_owned())
    };
    let mut input = FirstRun {
        name: line("setup-name")?,
        short_name: line("setup-short-name")?,
        symbol: line("setup-symbol")?,
        place: line("setup-place")?,
        parent: line("setup-parent")?,
        ..FirstRun::default()
    };
    eprintln!("{} ({})", words.say("setup-units"), words.say("setup-units-end"));
    loop {
        let unit = line("setup-unit")?;
        if unit.is_empty() {
            break;
        }
        input.units.push_str(&unit);
        input.units.push('\n');
    }
    input.person = line("setup-person")?;
    input.title = line("setup-person-title")?;
    input.email = line("account-email")?;
    input.password = rpassword::prompt_password(format!("{}: ", words.say("account-password")))?;
    Ok(input)
}
