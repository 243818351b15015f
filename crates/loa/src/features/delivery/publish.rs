//! Queueing: the one function that everybody calls who wants something sent.

use db::{Instant, Tx};
use jobs::Options;
use sea_orm::DbErr;

use super::job::Send;
use super::model::{Cause, DeliveryId, Item, NewDelivery, State};
use super::store::{self, Change};
use crate::features::agency::AgencyId;

/// Longest subject and body in characters; what is longer is cut rather than refused, with dots.
const MOST_SUBJECT: usize = 300;
const MOST_BODY: usize = 200_000;

/// Queues a delivery in the transaction of whatever causes it; it is sent after the commit. The same item, version,
/// channel and recipient again is the same delivery: nothing is added, nothing is sent a second time.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn queue(
    tx: &Tx,
    agency: AgencyId,
    mut new: NewDelivery,
    now: Instant,
) -> Result<DeliveryId, DbErr> {
    new.recipient.address = new.recipient.address.trim().to_owned();
    new.subject = cut(&new.subject.replace(char::is_control, " "), MOST_SUBJECT);
    new.text = cut(&new.text, MOST_BODY);
    new.html = new.html.filter(|html| html.len() <= 4 * MOST_BODY);
    let new = new
        .sealed()
        .map_err(|error| DbErr::Custom(format!("letter: {error}")))?;
    let (id, fresh) = store::insert(tx, agency, new, now).await?;
    if fresh {
        enqueue(tx, agency, id, now, now).await?;
    }
    Ok(id)
}

/// Takes back what was prepared for an item and has not gone, because something newer stands in its place; what is
/// being sent at this moment goes.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn withdraw(tx: &Tx, agency: AgencyId, item: Item, now: Instant) -> Result<(), DbErr> {
    for delivery in store::waiting_for(tx, agency, item).await? {
        let dropped = Change::of(&delivery, State::Dropped, Some(Cause::Replaced));
        store::change(tx, &delivery, &[delivery.state], dropped, now).await?;
    }
    Ok(())
}

/// Writes the job that makes the next attempt.
pub(super) async fn enqueue(
    tx: &Tx,
    agency: AgencyId,
    id: DeliveryId,
    at: Instant,
    now: Instant,
) -> Result<(), DbErr> {
    let options = Options::default().at(at).unique(id.to_string());
    let job = Send { agency, delivery: id };
    jobs::enqueue_with(tx, &job, now, options).await?;
    Ok(())
}

fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let kept: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{kept}…")
}
