//! What people feed the gauges with: n of N on a day, from where. Values are added, never changed.

use db::Instant;
use jiff::civil::Date;
use sea_orm::{ConnectionTrait, DbErr};

use super::item::{Item, ItemKind, Target};
use super::model::{PlanId, TargetId};
use super::store;
use crate::features::agency::{AgencyId, PersonId};
use crate::features::audit::{self, Subject};

db::id!(
    /// A value that a gauge was fed with.
    pub TargetValueId
);

/// A value of a target: always n and N, never a bare percentage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetValue {
    /// Its id.
    pub id: TargetValueId,
    /// Of which target.
    pub target: TargetId,
    /// n: how many have reached it.
    pub reached: i64,
    /// N: of how many.
    pub total: i64,
    /// The day that it tells of.
    pub as_of: Date,
    /// From where it is known.
    pub source: String,
    /// Who fed it.
    pub by: PersonId,
    /// The name then.
    pub by_name: String,
    /// When it was fed.
    pub at: Instant,
}

/// A value to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTargetValue {
    /// Of which target.
    pub target: TargetId,
    /// n: how many have reached it.
    pub reached: i64,
    /// N: of how many.
    pub total: i64,
    /// The day that it tells of.
    pub as_of: Date,
    /// From where it is known.
    pub source: String,
}

/// Why a value was not recorded.
#[derive(Debug, thiserror::Error)]
pub enum TargetValueError {
    /// The plan has no such target, or the agency no such plan.
    #[error("no such target")]
    NotFound,
    /// N is not above zero, or n not from 0 to N.
    #[error("n must be from 0 to N, and N above 0")]
    OutOfRange,
    /// The day is still to come.
    #[error("the day is still to come")]
    InFuture,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// The targets of a plan, as the version in force has them, else its newest.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn targets(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    plan: PlanId,
) -> Result<Vec<Target>, DbErr> {
    let version = match store::version_in_force(db, agency, plan).await? {
        Some(version) => Some(version),
        None => store::versions(db, agency, plan).await?.into_iter().next(),
    };
    Ok(version.map_or_else(Vec::new, |version| {
        version
            .items_of(ItemKind::Target)
            .filter_map(Item::target)
            .collect()
    }))
}

/// Records a value, with its audit entry.
///
/// # Errors
/// [`TargetValueError`]: no such target, wrong numbers or day, or the database.
pub async fn record_target_value(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    plan: PlanId,
    new: NewTargetValue,
    (by, by_name): (PersonId, &str),
    (today, now): (Date, Instant),
) -> Result<TargetValueId, TargetValueError> {
    if new.total <= 0 || !(0..=new.total).contains(&new.reached) {
        return Err(TargetValueError::OutOfRange);
    }
    if new.as_of > today {
        return Err(TargetValueError::InFuture);
    }
    let known = targets(tx, agency, plan).await?;
    if !known.iter().any(|target| target.id == new.target) {
        return Err(TargetValueError::NotFound);
    }
    let id = TargetValueId::new();
    let value = TargetValue {
        id,
        target: new.target,
        reached: new.reached,
        total: new.total,
        as_of: new.as_of,
        source: new.source,
        by,
        by_name: by_name.to_owned(),
        at: now,
    };
    let detail = serde_json::json!({
        "target": value.target, "n": value.reached, "total": value.total,
        "as_of": value.as_of.to_string(), "source": value.source,
    });
    store::add_target_value(tx, agency, plan, value).await?;
    let subject = Subject::new("plan", plan.0);
    audit::record(
        tx,
        agency,
        Some((by, by_name)),
        "plan-target-fed",
        subject,
        detail,
        now,
    )
    .await?;
    Ok(id)
}

/// All values of a plan's targets: the newest day first, of one day the one fed last first.
///
/// The first of a target is its present value.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn target_values(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    plan: PlanId,
) -> Result<Vec<TargetValue>, DbErr> {
    store::target_values_of(db, agency, plan).await
}
