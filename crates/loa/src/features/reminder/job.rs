//! Every morning at seven where the agency is.

use db::Instant;
use jobs::{Job, JobError, Options, Runner, Turn};
use serde::{Deserialize, Serialize};

use super::compose::morning;
use super::publish;
use crate::boot::App;
use crate::features::agency::{self, AgencyId};

/// Begins the morning: a job for each agency.
#[derive(Debug, Serialize, Deserialize)]
struct Morning {}

impl Job for Morning {
    type State = App;
    const KIND: &'static str = "reminder-morning";

    async fn run(self, app: App, turn: Turn) -> Result<(), JobError> {
        let day = app.clock().day_of(turn.now);
        // After a pause in the night yesterday's morning comes round: today's is near.
        if turn.now < morning(day, app.clock().zone()) {
            return Ok(());
        }
        let agencies = agency::agencies(app.db().read()).await?;
        let tx = app.db().begin().await?;
        for one in agencies.into_iter().filter(|one| one.hosted) {
            let job = Tell { agency: one.id };
            let options = Options::default().unique(one.id.to_string());
            jobs::enqueue_with(&tx, &job, turn.now, options).await?;
        }
        turn.finish(&tx).await?;
        tx.commit().await?;
        Ok(())
    }
}

/// Tells the people of an agency.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Tell {
    pub(super) agency: AgencyId,
}

impl Job for Tell {
    type State = App;
    const KIND: &'static str = "reminder-tell";

    async fn run(self, app: App, turn: Turn) -> Result<(), JobError> {
        let now: Instant = turn.now;
        let day = app.clock().day_of(now);
        let told = publish::tell(&app, self.agency, day, now).await?;
        tracing::info!(agency.id = %self.agency, "Told {told} people of their day {day}");
        Ok(())
    }
}

/// Teaches the runner.
pub(super) fn teach(runner: Runner<App>) -> Runner<App> {
    let runner = runner.add::<Tell>();
    match "0 7 * * *".parse() {
        Ok(every_morning) => runner.schedule::<Morning>("reminder-morning", every_morning, |_| Morning {}),
        Err(_) => runner.add::<Morning>(),
    }
}
