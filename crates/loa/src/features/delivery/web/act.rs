//! What people do about deliveries.

use axum::extract::Path;
use axum::response::Response;
use serde::Deserialize;
use web::{Error, Form};

use super::{HOME, need};
use crate::desk::Desk;
use crate::features::delivery::decide::{self, DecideError, Decision};
use crate::features::delivery::model::{Cause, DeliveryId};

fn refused(error: DecideError) -> Error {
    match error {
        DecideError::Unknown => Error::NotFound,
        DecideError::Closed => Error::Conflict,
        DecideError::Database(error) => error.into(),
    }
}

async fn decided(desk: &Desk, id: DeliveryId, decision: Decision) -> web::Result<Response> {
    need(desk)?;
    let tx = desk.db().begin().await?;
    decide::decide(&tx, desk.actor(), id, decision, desk.now())
        .await
        .map_err(refused)?;
    tx.commit().await?;
    Ok(web::see_other(&format!("{HOME}/{id}")))
}

pub(super) async fn send(desk: Desk, Path(id): Path<DeliveryId>) -> web::Result<Response> {
    decided(&desk, id, Decision::Send).await
}

pub(super) async fn sent(desk: Desk, Path(id): Path<DeliveryId>) -> web::Result<Response> {
    decided(&desk, id, Decision::Sent).await
}

pub(super) async fn drop_it(desk: Desk, Path(id): Path<DeliveryId>) -> web::Result<Response> {
    decided(&desk, id, Decision::Drop).await
}

#[derive(Debug, Deserialize)]
pub(super) struct Again {
    cause: String,
}

pub(super) async fn send_again(desk: Desk, Form(input): Form<Again>) -> web::Result<Response> {
    need(&desk)?;
    let cause: Cause = input.cause.parse().map_err(|_| Error::BadRequest)?;
    let tx = desk.db().begin().await?;
    decide::send_again(&tx, desk.actor(), cause, desk.now())
        .await
        .map_err(refused)?;
    tx.commit().await?;
    Ok(web::see_other(HOME))
}
