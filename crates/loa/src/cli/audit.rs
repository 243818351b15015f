//! `loa audit verify`

use clap::Subcommand;

use super::{Outcome, Place};
use crate::features::{agency, audit};

#[derive(Debug, Subcommand)]
pub(super) enum AuditCommand {
    /// Recompute every hash of the audit log of each agency
    Verify,
}

impl AuditCommand {
    pub(super) async fn run(self, place: &Place) -> anyhow::Result<Outcome> {
        let app = place.open().await?;
        let mut outcome = Outcome::Done;
        for agency in agency::agencies(app.db().read())
            .await?
            .iter()
            .filter(|agency| agency.hosted)
        {
            match audit::verify(app.db().read(), agency.id).await? {
                Ok(count) => eprintln!("{}: audit: {count} entries, unbroken", agency.short_name),
                Err(broken) => {
                    eprintln!("{}: audit: {broken}", agency.short_name);
                    outcome = Outcome::FoundWrong;
                }
            }
        }
        Ok(outcome)
    }
}
