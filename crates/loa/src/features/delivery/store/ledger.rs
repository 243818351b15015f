//! Deliveries as lists and counts.

use std::collections::HashMap;

use db::Instant;
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, QueryOrder, QuerySelect};

use super::deliveries::delivery::{Column, Entity};
use crate::features::agency::AgencyId;
use crate::features::delivery::model::{Cause, Delivery, DeliveryId, Missed, State};

/// What a job should look at, of all agencies: due on a channel that is ready, past its deadline, or left behind.
pub(in crate::features::delivery) async fn waiting(
    db: &impl ConnectionTrait,
    ready: &[&str],
    now: Instant,
    abandoned: Instant,
    limit: u64,
) -> Result<Vec<(AgencyId, DeliveryId)>, DbErr> {
    let due = Condition::any()
        .add(Column::NextAt.is_null())
        .add(Column::NextAt.lte(now));
    let missed = Condition::all()
        .add(Column::Deadline.lte(now))
        .add(Column::Policy.ne(Missed::Late));
    let queued = Condition::all().add(Column::State.eq(State::Queued)).add(
        Condition::any()
            .add(
                Condition::all()
                    .add(Column::Channel.is_in(ready.iter().copied()))
                    .add(due),
            )
            .add(missed),
    );
    let left = Condition::all()
        .add(Column::State.eq(State::Sending))
        .add(Column::ChangedAt.lte(abandoned));
    Entity::find()
        .select_only()
        .column(Column::AgencyId)
        .column(Column::Id)
        .filter(Condition::any().add(queued).add(left))
        .order_by_asc(Column::QueuedAt)
        .limit(limit)
        .into_tuple()
        .all(db)
        .await
}

/// What to list; empty fields ask for everything.
#[derive(Debug, Clone, Default)]
pub(in crate::features::delivery) struct Filter {
    pub(in crate::features::delivery) state: Option<State>,
    pub(in crate::features::delivery) cause: Option<Cause>,
    pub(in crate::features::delivery) channel: Option<String>,
    pub(in crate::features::delivery) words: String,
    /// Those whose words are still there, so that they can be sent again.
    pub(in crate::features::delivery) sendable: bool,
}

fn condition(agency: AgencyId, filter: &Filter) -> Condition {
    let mut condition = Condition::all()
        .add(Column::AgencyId.eq(agency))
        .add_option(filter.state.map(|state| Column::State.eq(state)))
        .add_option(filter.cause.map(|cause| Column::Cause.eq(cause)))
        .add_option(filter.sendable.then(|| Column::Confidential.eq(false)))
        .add_option(
            filter
                .channel
                .as_ref()
                .map(|channel| Column::Channel.eq(channel.as_str())),
        );
    let folded = vietnamese::fold(&filter.words);
    for word in folded.split_whitespace().take(8) {
        condition = condition.add(Column::Folded.contains(word));
    }
    condition
}

/// The ledger, newest first.
pub(in crate::features::delivery) async fn list(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    filter: &Filter,
    (offset, limit): (u64, u64),
) -> Result<Vec<Delivery>, DbErr> {
    let rows = Entity::find()
        .filter(condition(agency, filter))
        .order_by_desc(Column::QueuedAt)
        .order_by_desc(Column::Id)
        .offset(offset)
        .limit(limit)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(Delivery::from).collect())
}

/// How many the list has.
pub(in crate::features::delivery) async fn count(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    filter: &Filter,
) -> Result<u64, DbErr> {
    Entity::find().filter(condition(agency, filter)).count(db).await
}

/// How many deliveries stand where, and why.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally(HashMap<(State, Option<Cause>), u64>);

impl Tally {
    /// Those in a state.
    #[must_use]
    pub fn of(&self, state: State) -> u64 {
        let counts = self.0.iter().filter(|((at, _), _)| *at == state);
        counts.map(|(_, count)| count).sum()
    }

    /// Those in a state for a cause.
    #[must_use]
    pub fn of_cause(&self, state: State, cause: Cause) -> u64 {
        self.0.get(&(state, Some(cause))).copied().unwrap_or_default()
    }

    /// Those about which a person has to do something.
    #[must_use]
    pub fn asking(&self) -> u64 {
        State::ALL
            .iter()
            .filter(|state| state.asks())
            .map(|state| self.of(*state))
            .sum()
    }
}

/// Counts an agency's deliveries.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn tally(db: &impl ConnectionTrait, agency: AgencyId) -> Result<Tally, DbErr> {
    let rows: Vec<(State, Option<Cause>, i64)> = Entity::find()
        .select_only()
        .column(Column::State)
        .column(Column::Cause)
        .column_as(Column::Id.count(), "count")
        .filter(Column::AgencyId.eq(agency))
        .group_by(Column::State)
        .group_by(Column::Cause)
        .into_tuple()
        .all(db)
        .await?;
    let counted = rows
        .into_iter()
        .map(|(state, cause, count)| ((state, cause), u64::try_from(count).unwrap_or_default()));
    Ok(Tally(counted.collect()))
}
