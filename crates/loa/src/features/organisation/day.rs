//! In the first minutes of each day: names that begin, units that ended.

use jobs::{Job, JobError, Runner, Turn};
use serde::{Deserialize, Serialize};

use super::settle;
use crate::boot::App;
use crate::features::agency;

#[derive(Debug, Serialize, Deserialize)]
struct Dawn {}

impl Job for Dawn {
    type State = App;
    const KIND: &'static str = "organisation-dawn";

    async fn run(self, app: App, turn: Turn) -> Result<(), JobError> {
        let day = app.clock().day_of(turn.now);
        for one in agency::agencies(app.db().read()).await? {
            if one.hosted {
                let tx = app.db().begin().await?;
                settle(&tx, one.id, None, (day, turn.now)).await?;
                tx.commit().await?;
            }
        }
        let tx = app.db().begin().await?;
        turn.finish(&tx).await?;
        tx.commit().await?;
        Ok(())
    }
}

/// Teaches the runner.
pub(super) fn teach(runner: Runner<App>) -> Runner<App> {
    match "5 0 * * *".parse() {
        Ok(every_night) => runner.schedule::<Dawn>("organisation-dawn", every_night, |_| Dawn {}),
        Err(_) => runner.add::<Dawn>(),
    }
}
