//! Rows of deliveries.

use std::collections::HashMap;

use db::Instant;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{Condition, IntoActiveModel, QueryOrder};

use crate::features::agency::{AgencyId, PersonId};
use crate::features::delivery::model::{
    Cause, Delivery, DeliveryId, Item, Missed, NewDelivery, Recipient, State,
};

pub(super) mod delivery {
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

/// Adds a delivery, or finds the one that is there; whether it is fresh.
pub(in crate::features::delivery) async fn insert(
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
pub(in crate::features::delivery) async fn by_id(
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
pub(in crate::features::delivery) struct Change {
    pub(in crate::features::delivery) state: State,
    pub(in crate::features::delivery) cause: Option<Cause>,
    pub(in crate::features::delivery) detail: String,
    pub(in crate::features::delivery) outside_id: Option<String>,
    pub(in crate::features::delivery) attempts: i32,
    pub(in crate::features::delivery) deadline: Instant,
    pub(in crate::features::delivery) next_at: Option<Instant>,
}

impl Change {
    /// A change of state; the rest stays, but for the time of the next attempt.
    pub(in crate::features::delivery) fn of(delivery: &Delivery, state: State, cause: Option<Cause>) -> Self {
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
    pub(in crate::features::delivery) fn differs(&self, delivery: &Delivery) -> bool {
        (self.state, self.cause, self.next_at) != (delivery.state, delivery.cause, delivery.next_at)
    }
}

/// Moves a delivery on, but only from the state it was read in; false when someone was quicker. Confidential words
/// go as soon as the delivery no longer waits by itself: a secret is not kept for a person to decide about.
pub(in crate::features::delivery) async fn change(
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

/// What was prepared for an item and has not gone, or may not have.
pub(in crate::features::delivery) async fn waiting_for(
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
