//! `loa audit verify`

use clap::Subcommand;

use super::{Outcome, Place};
use crate::features::{agency, audit, evidence};

#[derive(Debug, Subcommand)]
pub(super) enum AuditCommand {
    /// Recompute every hash of the audit log and the evidence ledger of each agency
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
            let chains = [
                ("audit", audit::verify(app.db().read(), agency.id).await?),
                ("evidence", evidence::verify(app.db().read(), agency.id).await?),
            ];
            for (chain, verified) in chains {
                match verified {
                    Ok(count) => eprintln!("{}: {chain}: {count} entries, unbroken", agency.short_name),
                    Err(broken) => {
                        eprintln!("{}: {chain}: {broken}", agency.short_name);
                        outcome = Outcome::FoundWrong;
                    }
                }
            }
        }
        Ok(outcome)
    }
}
