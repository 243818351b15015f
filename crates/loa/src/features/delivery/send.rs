//! One attempt at a delivery: recorded, made, and its outcome recorded.

use db::{Instant, Tx};
use jobs::{JobError, Turn};
use sea_orm::{ConnectionTrait, DbErr};

use super::channel::{Channel, Failure, Look, Parcel, Receipt};
use super::model::{
    ABANDONED, Attempt, Cause, Delivery, DeliveryId, MOST_ATTEMPTS, Missed, Outcome, State, after, next_try,
};
use super::publish::enqueue;
use super::store::{self, Change};
use crate::boot::{App, instance};
use crate::features::agency::AgencyId;

/// Deliveries that one look around takes up.
const MANY: u64 = 500;

/// What the record said before the call.
enum Begun {
    /// Sent, decided, held back, or somebody else is at it.
    Nothing,
    /// Go on: the attempt is on record.
    Attempt(Box<Delivery>, Attempt),
    /// An earlier attempt never came to an end.
    Interrupted(Box<Delivery>, Attempt),
}

/// Makes the next attempt at a delivery, if there is one to be made.
pub(super) async fn attempt(
    app: &App,
    agency: AgencyId,
    id: DeliveryId,
    turn: &Turn,
) -> Result<(), JobError> {
    match begin(app, agency, id, turn).await? {
        Begun::Nothing => Ok(()),
        Begun::Interrupted(delivery, attempt) => {
            let failure = Failure::Unknown(String::new());
            close(app, &delivery, &attempt, (Err(failure), Cause::Interrupted), turn).await
        }
        Begun::Attempt(delivery, attempt) => {
            let Some(channel) = app.channels().get(&delivery.channel) else {
                return Err(JobError::retry("the channel is gone"));
            };
            let result = match Parcel::of(&delivery, app.sealing(), turn.now) {
                Ok(parcel) => channel.send(&parcel).await,
                // Sealed under another key, as after a move without it: nobody can read it any more.
                Err(error) => Err(Failure::Refused(error.to_string())),
            };
            close(app, &delivery, &attempt, (result, Cause::NoAnswer), turn).await
        }
    }
}

async fn begin(app: &App, agency: AgencyId, id: DeliveryId, turn: &Turn) -> Result<Begun, DbErr> {
    let now = turn.now;
    let tx = app.db().begin().await?;
    let Some(delivery) = store::by_id(&tx, agency, id).await? else {
        return Ok(Begun::Nothing);
    };
    if delivery.state == State::Sending {
        let open = store::open_attempt(&tx, id).await?;
        // The same job again means that its worker is gone. Another job's attempt gets the time that it may take.
        let open = open.filter(|one| one.job == turn.id || now >= after(one.begun_at, ABANDONED));
        return Ok(open.map_or(Begun::Nothing, |open| {
            Begun::Interrupted(Box::new(delivery), open)
        }));
    }
    if delivery.state != State::Queued || delivery.next_at.is_some_and(|next| now < next) {
        return Ok(Begun::Nothing);
    }
    if let Some(change) = held_back(app, &tx, &delivery, now).await? {
        if change.differs(&delivery) {
            store::change(&tx, &delivery, &[State::Queued], change, now).await?;
            tx.commit().await?;
        }
        return Ok(Begun::Nothing);
    }
    let number = delivery.attempts + 1;
    let sending = Change {
        attempts: number,
        ..Change::of(&delivery, State::Sending, None)
    };
    if !store::change(&tx, &delivery, &[State::Queued], sending, now).await? {
        return Ok(Begun::Nothing);
    }
    let attempt = store::begin_attempt(&tx, id, number, (turn.id, turn.attempt), now).await?;
    tx.commit().await?;
    let delivery = Delivery {
        attempts: number,
        ..delivery
    };
    Ok(Begun::Attempt(Box::new(delivery), attempt))
}

/// What becomes of a delivery that must not be sent now; none when nothing speaks against it.
async fn held_back(
    app: &App,
    db: &impl ConnectionTrait,
    delivery: &Delivery,
    now: Instant,
) -> Result<Option<Change>, DbErr> {
    if now >= delivery.deadline {
        let to = |state| Some(Change::of(delivery, state, Some(Cause::Missed)));
        match delivery.policy {
            Missed::Late => {}
            Missed::Ask => return Ok(to(State::NeedsPerson)),
            Missed::Drop => return Ok(to(State::Dropped)),
        }
    }
    let queued = |cause| Some(Change::of(delivery, State::Queued, Some(cause)));
    if instance::fence(db).await?.is_some() {
        return Ok(queued(Cause::Fenced));
    }
    let ready = app.channels().get(&delivery.channel).map(Channel::missing) == Some(None);
    Ok(if ready { None } else { queued(Cause::Unconfigured) })
}

/// Records how an attempt ended.
async fn close(
    app: &App,
    delivery: &Delivery,
    attempt: &Attempt,
    (result, doubt): (Result<Receipt, Failure>, Cause),
    turn: &Turn,
) -> Result<(), JobError> {
    let result = match result {
        Err(Failure::Unknown(said)) => look(app, delivery, said, turn.now).await,
        result => result,
    };
    let now = app.clock().now().max(turn.now);
    let (outcome, change) = judge(delivery, &result, doubt, now);
    let (state, next_at) = (change.state, change.next_at);
    let tx: Tx = app.db().begin().await?;
    store::close_attempt(&tx, attempt.id, outcome, &change.detail, now).await?;
    if store::change(&tx, delivery, &[State::Sending], change, now).await?
        && state == State::Queued
        && let Some(at) = next_at
    {
        enqueue(&tx, delivery.agency, delivery.id, at, now).await?;
    }
    turn.finish(&tx).await?;
    tx.commit().await?;
    if state.asks() {
        tracing::warn!(delivery.id = %delivery.id, "A delivery needs a person: {state}");
    }
    Ok(())
}

/// An unknown outcome is looked for on the channel before a person is asked.
async fn look(app: &App, delivery: &Delivery, said: String, now: Instant) -> Result<Receipt, Failure> {
    let Some(channel) = app.channels().get(&delivery.channel) else {
        return Err(Failure::Unknown(said));
    };
    let Ok(parcel) = Parcel::of(delivery, app.sealing(), now) else {
        return Err(Failure::Unknown(said));
    };
    match channel.look(&parcel).await {
        Look::There(receipt) => Ok(receipt),
        Look::NotThere => Err(Failure::Retry(said)),
        Look::CannotTell => Err(Failure::Unknown(said)),
    }
}

/// What a result means for attempt and delivery.
fn judge(
    delivery: &Delivery,
    result: &Result<Receipt, Failure>,
    doubt: Cause,
    now: Instant,
) -> (Outcome, Change) {
    let to = |state, cause, detail: &str| Change {
        detail: detail.to_owned(),
        ..Change::of(delivery, state, cause)
    };
    match result {
        Ok(receipt) => {
            let change = Change {
                outside_id: Some(receipt.outside_id.clone()),
                ..to(State::Sent, None, &receipt.reply)
            };
            (Outcome::Sent, change)
        }
        Err(Failure::Retry(said)) if delivery.attempts < MOST_ATTEMPTS => {
            let change = Change {
                next_at: Some(next_try(delivery.attempts, now, delivery.deadline)),
                ..to(State::Queued, Some(Cause::Temporary), said)
            };
            (Outcome::Retry, change)
        }
        Err(Failure::Retry(said)) => (Outcome::Retry, to(State::Failed, Some(Cause::Temporary), said)),
        Err(Failure::Refused(said)) => (Outcome::Refused, to(State::Failed, Some(Cause::Refused), said)),
        Err(Failure::Unknown(said)) => (Outcome::Unknown, to(State::Unknown, Some(doubt), said)),
    }
}

/// Gives a job to everything that should be looked at and may have none.
pub(super) async fn sweep(app: &App, turn: &Turn) -> Result<(), JobError> {
    let now = turn.now;
    let fenced = instance::fence(app.db().read()).await?.is_some();
    let ready: Vec<&str> = app
        .channels()
        .iter()
        .filter(|channel| !fenced && channel.missing().is_none())
        .map(Channel::name)
        .collect();
    let waiting = store::waiting(app.db().read(), &ready, now, after_abandoned(now), MANY).await?;
    if waiting.is_empty() {
        return Ok(());
    }
    let tx = app.db().begin().await?;
    for (agency, id) in waiting {
        enqueue(&tx, agency, id, now, now).await?;
    }
    turn.finish(&tx).await?;
    tx.commit().await?;
    Ok(())
}

/// What began before this and has not ended never will.
fn after_abandoned(now: Instant) -> Instant {
    after(now, -ABANDONED)
}
