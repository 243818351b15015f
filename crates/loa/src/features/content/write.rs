//! Beginning an item, saving versions, commenting.

use db::Instant;
use sea_orm::{ConnectionTrait, DbErr};
use serde_json::json;

use super::model::{Item, ItemId, NewVersion};
use super::store;
use crate::features::agency::UnitId;
use crate::features::approval;
use crate::features::audit::{self, Subject};
use crate::policy::Actor;

/// Why a version was not saved.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// A colleague saved another version first.
    #[error("version {number} was saved by {by} meanwhile")]
    Overtaken {
        /// The newest version.
        number: i32,
        /// Who saved it.
        by: String,
    },
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// The item as audit log and approval know it.
pub(super) fn subject(item: ItemId) -> Subject {
    Subject::new("content", item.0)
}

/// Begins an item with its first version.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn create(
    tx: &impl ConnectionTrait,
    by: &Actor,
    unit: UnitId,
    first: &NewVersion,
    now: Instant,
) -> Result<ItemId, DbErr> {
    let id = store::insert(tx, by, unit, first, now).await?;
    let detail = json!({ "title": first.title });
    audit::record(tx, by.agency, by.by(), "content-begun", subject(id), detail, now).await?;
    Ok(id)
}

/// Saves the next version on top of `base`, the one that the writer had before them. An approval of an earlier
/// version is void from then on. Saving what is there already changes nothing.
///
/// # Errors
/// [`SaveError`].
pub async fn save(
    tx: &impl ConnectionTrait,
    by: &Actor,
    item: &Item,
    base: i32,
    next: &NewVersion,
    now: Instant,
) -> Result<i32, SaveError> {
    let there = store::version(tx, by.agency, item.id, item.version).await?;
    let is_same = base == item.version && there.is_some_and(|there| there.hash == next.hash());
    if is_same {
        store::set_links(tx, item.id, next).await?;
        return Ok(item.version);
    }
    if base != item.version || !store::advance(tx, by.agency, item, next, now).await? {
        let newest = store::newest(tx, by.agency, item.id).await?;
        let (number, by) = newest.map_or((item.version, String::new()), |one| (one.number, one.author_name));
        return Err(SaveError::Overtaken { number, by });
    }
    store::set_links(tx, item.id, next).await?;
    let number = item.version + 1;
    store::insert_version(tx, by, item.id, number, next, now).await?;
    approval::void(tx, by.agency, subject(item.id), now).await?;
    let detail = json!({ "title": next.title, "version": number });
    audit::record(
        tx,
        by.agency,
        by.by(),
        "content-saved",
        subject(item.id),
        detail,
        now,
    )
    .await?;
    Ok(number)
}

/// Writes a comment on the newest version.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn comment(
    tx: &impl ConnectionTrait,
    by: &Actor,
    item: &Item,
    body: &str,
    now: Instant,
) -> Result<(), DbErr> {
    store::add_comment(tx, by, item, body, now).await
}
