//! `loa doctor`: looks at everything an operator would be asked about, and says what to mend.

use clap::Args;
use serde::Serialize;

use super::{Outcome, Place, out};
use crate::boot::{App, Config, instance};
use crate::features::{agency, audit, delivery, evidence};

#[derive(Debug, Args)]
pub(super) struct Doctor {
    /// As JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Serialize)]
struct Finding {
    what: &'static str,
    good: bool,
    text: String,
}

impl Doctor {
    pub(super) async fn run(self, place: &Place) -> anyhow::Result<Outcome> {
        let findings = look(place).await;
        if self.json {
            out(&serde_json::to_string(&findings)?)?;
        } else {
            for finding in &findings {
                out(&format!(
                    "{} {}: {}",
                    if finding.good { "ok " } else { "BAD" },
                    finding.what,
                    finding.text
                ))?;
            }
        }
        let well = findings.iter().all(|finding| finding.good);
        Ok(if well { Outcome::Done } else { Outcome::FoundWrong })
    }
}

async fn look(place: &Place) -> Vec<Finding> {
    let bad = |what, text: String| {
        vec![Finding {
            what,
            good: false,
            text,
        }]
    };
    let config = match place.config() {
        Ok(config) => config,
        Err(error) => return bad("configuration", error.to_string()),
    };
    let mut findings = vec![Finding {
        what: "configuration",
        good: true,
        text: place.config_file().display().to_string(),
    }];
    findings.push(mail(&config));
    match App::open(config, &place.data_dir).await {
        Ok(app) => findings.extend(
            data(&app)
                .await
                .unwrap_or_else(|error| bad("data", format!("{error:#}"))),
        ),
        Err(error) => findings.extend(bad("data", error.to_string())),
    }
    findings
}

fn mail(config: &Config) -> Finding {
    let text = if config.mail.host.is_empty() {
        "no SMTP server is set: reminders stay inside Loa ([mail] host)".to_owned()
    } else {
        format!(
            "{}:{} ({})",
            config.mail.host, config.mail.port, config.mail.security
        )
    };
    Finding {
        what: "mail",
        good: true,
        text,
    }
}

async fn data(app: &App) -> anyhow::Result<Vec<Finding>> {
    let mut findings = Vec::new();
    let mut tell = |what, good, text: String| findings.push(Finding { what, good, text });
    app.db().check_writable().await?;
    tell(
        "database",
        true,
        format!("{:?}, takes writes", app.db().backend()),
    );
    match app.files().check_writable().await {
        Ok(()) => tell(
            "files",
            true,
            format!("{} files, takes writes", app.files().all().await?.len()),
        ),
        Err(error) => tell("files", false, error.to_string()),
    }
    match instance::fence(app.db().read()).await? {
        Some(why) => tell(
            "fence",
            false,
            format!("nothing is sent ({why}): look around, then `loa fence lift`"),
        ),
        None => tell("fence", true, "none".to_owned()),
    }
    let dead = jobs::dead(app.db(), 1000).await?;
    tell("jobs", dead.is_empty(), format!("{} given up", dead.len()));
    let hosted: Vec<_> = agency::agencies(app.db().read())
        .await?
        .into_iter()
        .filter(|one| one.hosted)
        .collect();
    tell(
        "agencies",
        !hosted.is_empty(),
        format!("{} hosted here", hosted.len()),
    );
    for one in hosted {
        let deliveries = delivery::tally(app.db().read(), one.id).await?;
        let (asking, waiting) = (deliveries.asking(), deliveries.of(delivery::State::Queued));
        tell(
            "deliveries",
            asking == 0,
            format!("{}: {waiting} waiting, {asking} need a person", one.short_name),
        );
        for verified in [
            audit::verify(app.db().read(), one.id).await?,
            evidence::verify(app.db().read(), one.id).await?,
        ] {
            match verified {
                Ok(count) => tell(
                    "chain",
                    true,
                    format!("{}: {count} entries, unbroken", one.short_name),
                ),
                Err(broken) => tell("chain", false, format!("{}: {broken}", one.short_name)),
            }
        }
    }
    Ok(findings)
}
