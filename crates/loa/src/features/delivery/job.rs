//! Jobs: one for each attempt, and a look around every minute.

use jobs::{Job, JobError, Runner, Turn};
use serde::{Deserialize, Serialize};

use super::model::DeliveryId;
use super::send;
use crate::boot::App;
use crate::features::agency::AgencyId;

/// Makes an attempt at a delivery.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Send {
    pub(super) agency: AgencyId,
    pub(super) delivery: DeliveryId,
}

impl Job for Send {
    type State = App;
    const KIND: &'static str = "delivery-send";

    async fn run(self, app: App, turn: Turn) -> Result<(), JobError> {
        send::attempt(&app, self.agency, self.delivery, &turn).await
    }
}

/// Looks for what waits without a job: held back, or left by a program that died.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Sweep {}

impl Job for Sweep {
    type State = App;
    const KIND: &'static str = "delivery-sweep";
    const ATTEMPTS: i32 = 3;

    async fn run(self, app: App, turn: Turn) -> Result<(), JobError> {
        send::sweep(&app, &turn).await
    }
}

/// Teaches the runner.
pub(super) fn teach(runner: Runner<App>) -> Runner<App> {
    let runner = runner.add::<Send>();
    match "* * * * *".parse() {
        Ok(every_minute) => runner.schedule::<Sweep>("delivery-sweep", every_minute, |_| Sweep {}),
        Err(_) => runner.add::<Sweep>(),
    }
}
