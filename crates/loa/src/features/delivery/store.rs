//! Rows of deliveries and attempts.

use std::collections::HashMap;

use db::Instant;
use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{Condition, IntoActiveModel, QueryOrder, QuerySelect};

use super::model::{
    Attempt, AttemptId, Cause, Delivery, DeliveryId, Item, Missed, NewDelivery, Outcome, Recipient, State,
};
use crate::features::agency::{AgencyId, PersonId};

mod delivery {
    use super::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "delivery")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: DeliveryId,
        pub agency_id: AgencyId,
        pub item_kind: String,
        pub item_id: Uuid,
        pub channel: String,
        pub version: String,
        pub recipient: String,
        pub recipient_name: String,
        pub person_id: Option<PersonId>,
        pub subject: String,
        pub body_text: String,
        pub body_html: Option<String>,
        pub confidential: bool,
        pub reason: String,
        pub folded: String,
        pub policy: Missed,
        pub deadline: Instant,
        pub state: State,
        pub cause: Option<Cause>,
        pub detail: String,
        pub outside_id: Option<String>,
        pub attempts: i32,
        pub next_at: Option<Instant>,
        pub queued_at: Instant,
        pub changed_at: Instant,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod attempt {
    use super::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "delivery_attempt")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: AttemptId,
        pub delivery_id: DeliveryId,
        pub number: i32,
        pub job_id: Uuid,
        pub job_turn: i32,
        pub begun_at: Instant,
        pub ended_at: Option<Instant>,
        pub outcome: Option<Outcome>,
        pub detail: String,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

use delivery::{Column, Entity};

impl From<delivery::Model> for Delivery {
    fn from(row: delivery::Model) -> Self {
        Self {
            id: row.id,
            agency: row.agency_id,
            item_kind: row.item_kind,
            item_id: row.item_id,
            channel: row.channel,
            version: row.version,
            recipient: Recipient {
                address: row.recipient,
                name: row.recipient_name,
                person: row.person_id,
            },
            subject: row.subject,
            text: row.body_text,
            html: row.body_html,
            confidential: row.confidential,
            reason: row.reason,
            policy: row.policy,
            deadline: row.deadline,
            state: row.state,
            cause: row.cause,
            detail: row.detail,
            outside_id: row.outside_id,
            attempts: row.attempts,
            next_at: row.next_at,
            queued_at: row.queued_at,
            changed_at: row.changed_at,
        }
    }
}

impl From<attempt::Model> for Attempt {
    fn from(row: attempt::Model) -> Self {
        Self {
            id: row.id,
            number: row.number,
            job: row.job_id,
            turn: row.job_turn,
            begun_at: row.begun_at,
            ended_at: row.ended_at,
            outcome: row.outcome,
            detail: row.detail,
        }
    }
}

/// Adds a delivery, or finds the one that is there; whether it is fresh.
pub(super) async fn insert(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    new: NewDelivery,
    now: Instant,
) -> Result<(DeliveryId, bool), DbErr> {
    let same = Condition::all()
        .add(Column::AgencyId.eq(agency))
        .add(Column::ItemId.eq(new.item.id))
        .add(Column::ItemKind.eq(new.item.kind))
        .add(Column::Channel.eq(new.channel))
        .add(Column::Version.eq(new.version.as_str()))
        .add(Column::Recipient.eq(new.recipient.address.as_str()));
    let id = DeliveryId::new();
    let words = format!("{} {} {}", new.recipient.name, new.recipient.address, new.subject);
    let row = delivery::Model {
        id,
        agency_id: agency,
        item_kind: new.item.kind.to_owned(),
        item_id: new.item.id,
        channel: new.channel.to_owned(),
        version: new.version,
        folded: vietnamese::fold(&words),
        recipient: new.recipient.address,
        recipient_name: new.recipient.name,
        person_id: new.recipient.person,
        subject: new.subject,
        body_text: new.text,
        body_html: new.html,
        confidential: new.confidential.is_some(),
        reason: new.reason.to_owned(),
        policy: new.policy,
        deadline: new.deadline,
        state: State::Queued,
        cause: None,
        detail: String::new(),
        outside_id: None,
        attempts: 0,
        next_at: None,
        queued_at: now,
        changed_at: now,
    };
    let unique = [
        Column::ItemId,
        Column::ItemKind,
        Column::Channel,
        Column::Version,
        Column::Recipient,
        Column::AgencyId,
    ];
    let written = Entity::insert(row.into_active_model())
        .on_conflict(OnConflict::columns(unique).do_nothing().to_owned())
        .exec_without_returning(tx)
        .await?;
    if written > 0 {
        return Ok((id, true));
    }
    let found = Entity::find().filter(same).one(tx).await?;
    let found = found.ok_or_else(|| DbErr::RecordNotFound("the delivery in the way".to_owned()))?;
    Ok((found.id, false))
}

/// One delivery of the agency.
pub(super) async fn by_id(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    id: DeliveryId,
) -> Result<Option<Delivery>, DbErr> {
    let found = Entity::find_by_id(id)
        .filter(Column::AgencyId.eq(agency))
        .one(db)
        .await?;
    Ok(found.map(Delivery::from))
}

/// Where a delivery goes next.
#[derive(Debug, Clone)]
pub(super) struct Change {
    pub(super) state: State,
    pub(super) cause: Option<Cause>,
    pub(super) detail: String,
    pub(super) outside_id: Option<String>,
    pub(super) attempts: i32,
    pub(super) deadline: Instant,
    pub(super) next_at: Option<Instant>,
}

impl Change {
    /// A change of state; the rest stays, but for the time of the next attempt.
    pub(super) fn of(delivery: &Delivery, state: State, cause: Option<Cause>) -> Self {
        Self {
            state,
            cause,
            detail: delivery.detail.clone(),
            outside_id: delivery.outside_id.clone(),
            attempts: delivery.attempts,
            deadline: delivery.deadline,
            next_at: None,
        }
    }

    /// Whether anything would be written.
    pub(super) fn differs(&self, delivery: &Delivery) -> bool {
        (self.state, self.cause, self.next_at) != (delivery.state, delivery.cause, delivery.next_at)
    }
}

/// Moves a delivery on, but only from the state it was read in; false when someone was quicker. Confidential words
/// go as soon as the delivery no longer waits by itself: a secret is not kept for a person to decide about.
pub(super) async fn change(
    tx: &impl ConnectionTrait,
    delivery: &Delivery,
    from: &[State],
    to: Change,
    now: Instant,
) -> Result<bool, DbErr> {
    let over = !matches!(to.state, State::Queued | State::Sending);
    let mut update = Entity::update_many()
        .col_expr(Column::State, Expr::value(to.state))
        .col_expr(Column::Cause, Expr::value(to.cause))
        .col_expr(Column::Detail, Expr::value(to.detail))
        .col_expr(Column::OutsideId, Expr::value(to.outside_id))
        .col_expr(Column::Attempts, Expr::value(to.attempts))
        .col_expr(Column::Deadline, Expr::value(to.deadline))
        .col_expr(Column::NextAt, Expr::value(to.next_at))
        .col_expr(Column::ChangedAt, Expr::value(now));
    if over && delivery.confidential {
        update = update
            .col_expr(Column::BodyText, Expr::value(""))
            .col_expr(Column::BodyHtml, Expr::value(None::<String>));
    }
    let done = update
        .filter(Column::AgencyId.eq(delivery.agency))
        .filter(Column::Id.eq(delivery.id))
        .filter(Column::State.is_in(from.iter().copied()))
        .filter(Column::Attempts.eq(delivery.attempts))
        .exec(tx)
        .await?;
    Ok(done.rows_affected == 1)
}

pub(super) async fn begin_attempt(
    tx: &impl ConnectionTrait,
    delivery: DeliveryId,
    number: i32,
    (job, turn): (Uuid, i32),
    now: Instant,
) -> Result<Attempt, DbErr> {
    let row = attempt::Model {
        id: AttemptId::new(),
        delivery_id: delivery,
        number,
        job_id: job,
        job_turn: turn,
        begun_at: now,
        ended_at: None,
        outcome: None,
        detail: String::new(),
    };
    attempt::Entity::insert(row.clone().into_active_model())
        .exec_without_returning(tx)
        .await?;
    Ok(row.into())
}

pub(super) async fn close_attempt(
    tx: &impl ConnectionTrait,
    id: AttemptId,
    outcome: Outcome,
    detail: &str,
    now: Instant,
) -> Result<(), DbErr> {
    let row = attempt::ActiveModel {
        id: Set(id),
        ended_at: Set(Some(now)),
        outcome: Set(Some(outcome)),
        detail: Set(detail.to_owned()),
        ..Default::default()
    };
    attempt::Entity::update(row).exec(tx).await?;
    Ok(())
}

/// The attempt that has no end.
pub(super) async fn open_attempt(
    db: &impl ConnectionTrait,
    delivery: DeliveryId,
) -> Result<Option<Attempt>, DbErr> {
    let found = attempt::Entity::find()
        .filter(attempt::Column::DeliveryId.eq(delivery))
        .filter(attempt::Column::EndedAt.is_null())
        .order_by_desc(attempt::Column::Number)
        .one(db)
        .await?;
    Ok(found.map(Attempt::from))
}

/// All attempts at a delivery, in order.
pub(super) async fn attempts(db: &impl ConnectionTrait, delivery: DeliveryId) -> Result<Vec<Attempt>, DbErr> {
    let rows = attempt::Entity::find()
        .filter(attempt::Column::DeliveryId.eq(delivery))
        .order_by_asc(attempt::Column::Number)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(Attempt::from).collect())
}

/// What a job should look at, of all agencies: due on a channel that is ready, past its deadline, or left behind.
pub(super) async fn waiting(
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

/// What was prepared for an item and has not gone, or may not have.
pub(super) async fn waiting_for(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    item: Item,
) -> Result<Vec<Delivery>, DbErr> {
    let waiting = State::ALL
        .iter()
        .filter(|state| **state == State::Queued || state.asks());
    let rows = Entity::find()
        .filter(Column::AgencyId.eq(agency))
        .filter(Column::ItemId.eq(item.id))
        .filter(Column::ItemKind.eq(item.kind))
        .filter(Column::State.is_in(waiting.copied()))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(Delivery::from).collect())
}

/// The newest delivery of each of these items of a kind.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn latest(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    kind: &str,
    items: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, Delivery>, DbErr> {
    let rows = Entity::find()
        .filter(Column::AgencyId.eq(agency))
        .filter(Column::ItemId.is_in(items))
        .filter(Column::ItemKind.eq(kind))
        .order_by_asc(Column::QueuedAt)
        .order_by_asc(Column::Id)
        .all(db)
        .await?;
    let newest_last = rows.into_iter().map(|row| (row.item_id, Delivery::from(row)));
    Ok(newest_last.collect())
}

/// How many deliveries of an item were queued since.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn queued_since(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    item: Item,
    since: Instant,
) -> Result<u64, DbErr> {
    Entity::find()
        .filter(Column::AgencyId.eq(agency))
        .filter(Column::ItemId.eq(item.id))
        .filter(Column::ItemKind.eq(item.kind))
        .filter(Column::QueuedAt.gte(since))
        .count(db)
        .await
}

/// What to list; empty fields ask for everything.
#[derive(Debug, Clone, Default)]
pub(super) struct Filter {
    pub(super) state: Option<State>,
    pub(super) cause: Option<Cause>,
    pub(super) channel: Option<String>,
    pub(super) words: String,
    /// Those whose words are still there, so that they can be sent again.
    pub(super) sendable: bool,
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
pub(super) async fn list(
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
pub(super) async fn count(
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
