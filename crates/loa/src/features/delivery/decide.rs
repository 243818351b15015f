//! What people decide about deliveries.

use db::{Instant, Tx};
use sea_orm::DbErr;
use serde_json::json;

use super::model::{Cause, Delivery, DeliveryId, SECOND_CHANCE, State, after};
use super::publish::enqueue;
use super::store::{self, Change, Filter};
use crate::features::audit::{self, Subject};
use crate::policy::Actor;

/// Deliveries that are sent again at one stroke.
const MANY: u64 = 1_000;

/// A decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Decision {
    /// Send it (again).
    Send,
    /// It has arrived: take it as sent.
    Sent,
    /// It is not to be sent any more.
    Drop,
}

impl Decision {
    /// Where it can be taken.
    pub(super) fn fits(self, delivery: &Delivery) -> bool {
        match self {
            Self::Send => {
                let later = delivery.state == State::Queued && delivery.next_at.is_some();
                // The words of a confidential one are gone.
                later || (delivery.state.asks() && !delivery.confidential)
            }
            Self::Sent => delivery.state == State::Unknown,
            Self::Drop => delivery.state.asks() || delivery.state == State::Queued,
        }
    }
}

/// Why a decision was not taken.
#[derive(Debug, thiserror::Error)]
pub(super) enum DecideError {
    /// There is no such delivery in this agency.
    #[error("no such delivery")]
    Unknown,
    /// It stands elsewhere by now.
    #[error("nothing to be decided any more")]
    Closed,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// Takes a decision.
pub(super) async fn decide(
    tx: &Tx,
    by: &Actor,
    id: DeliveryId,
    decision: Decision,
    now: Instant,
) -> Result<(), DecideError> {
    let delivery = store::by_id(tx, by.agency, id)
        .await?
        .ok_or(DecideError::Unknown)?;
    if !decision.fits(&delivery) {
        return Err(DecideError::Closed);
    }
    let (change, action) = match decision {
        Decision::Send => {
            let change = Change {
                deadline: delivery.deadline.max(after(now, SECOND_CHANCE)),
                ..Change::of(&delivery, State::Queued, None)
            };
            (change, "delivery-sent-again")
        }
        Decision::Sent => (
            Change::of(&delivery, State::Sent, Some(Cause::Person)),
            "delivery-taken-as-sent",
        ),
        Decision::Drop => (
            Change::of(&delivery, State::Dropped, Some(Cause::Person)),
            "delivery-dropped",
        ),
    };
    let actor = Some((by.person, by.name.as_str()));
    let detail = json!({ "was": delivery.state, "item": delivery.item_kind, "channel": delivery.channel });
    audit::record(
        tx,
        by.agency,
        actor,
        action,
        Subject::new("delivery", id.0),
        detail,
        now,
    )
    .await?;
    if !store::change(tx, &delivery, &[delivery.state], change, now).await? {
        return Err(DecideError::Closed);
    }
    if decision == Decision::Send {
        enqueue(tx, by.agency, id, now, now).await?;
    }
    Ok(())
}

/// Sends again all that failed for one cause; gives their number. What is unknown is decided one by one.
pub(super) async fn send_again(
    tx: &Tx,
    by: &Actor,
    cause: Cause,
    now: Instant,
) -> Result<usize, DecideError> {
    let filter = Filter {
        state: Some(State::Failed),
        cause: Some(cause),
        sendable: true,
        ..Filter::default()
    };
    let failed = store::list(tx, by.agency, &filter, (0, MANY)).await?;
    for delivery in &failed {
        decide(tx, by, delivery.id, Decision::Send, now).await?;
    }
    Ok(failed.len())
}
