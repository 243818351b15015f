//! Rows of attempts.

use db::Instant;
use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::{IntoActiveModel, QueryOrder};

use crate::features::delivery::model::{Attempt, AttemptId, DeliveryId, Outcome};

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

pub(in crate::features::delivery) async fn begin_attempt(
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

pub(in crate::features::delivery) async fn close_attempt(
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
pub(in crate::features::delivery) async fn open_attempt(
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
pub(in crate::features::delivery) async fn attempts(
    db: &impl ConnectionTrait,
    delivery: DeliveryId,
) -> Result<Vec<Attempt>, DbErr> {
    let rows = attempt::Entity::find()
        .filter(attempt::Column::DeliveryId.eq(delivery))
        .order_by_asc(attempt::Column::Number)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(Attempt::from).collect())
}
