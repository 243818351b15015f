//! What a period asks to be proved, read in a handful of queries.

use std::collections::HashMap;

use jiff::civil::Date;
use schedule::PeriodWindow;
use sea_orm::{ConnectionTrait, DbErr};

use super::model::{self, Days, Need, Standing};
use crate::features::agency::{AgencyId, UnitId};
use crate::features::evidence;
use crate::features::task::{self, TaskId, TaskState};

/// A period's needs with the tasks behind them.
#[derive(Debug)]
pub(super) struct Gathered {
    pub(super) needs: Vec<Need>,
    pub(super) tasks: HashMap<TaskId, TaskState>,
}

impl Gathered {
    /// The gaps that a filter lets through.
    pub(super) fn gaps(&self, unit: Option<UnitId>, proof: Option<Standing>) -> Vec<&Need> {
        let asked = |need: &&Need| {
            need.is_gap()
                && unit.is_none_or(|unit| need.unit == unit)
                && proof.is_none_or(|proof| need.proof == proof)
        };
        self.needs.iter().filter(asked).collect()
    }
}

/// Works out what the units seen have to prove in a period: nothing first, oldest day first.
pub(super) async fn gather(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    window: &PeriodWindow,
    today: Date,
    sees: impl Fn(UnitId) -> bool,
) -> Result<Gathered, DbErr> {
    let days = Days {
        first: window.first,
        last: window.last,
        as_of: window.last.min(today),
    };
    let calendar = task::calendar(db, agency).await?;
    let states = task::in_period(db, agency, days.as_of, Some(days.first.year()), &calendar).await?;
    let proofs = evidence::proofs(db, agency, "task").await?;
    let mut needs: Vec<Need> = states
        .iter()
        .flat_map(|state| {
            let proofs = proofs.get(&state.known.task.id.0);
            model::needs(state, proofs.map_or(&[], Vec::as_slice), days)
        })
        .filter(|need| sees(need.unit))
        .collect();
    needs.sort_by_key(|need| (need.proof, need.work.day().unwrap_or(Date::MAX)));
    let tasks = states.into_iter().map(|state| (state.known.task.id, state));
    Ok(Gathered {
        needs,
        tasks: tasks.collect(),
    })
}
