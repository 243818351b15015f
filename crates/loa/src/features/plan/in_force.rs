//! The plan that is carried out, and putting a version in force.

use db::Instant;
use jiff::civil::Date;
use sea_orm::{ConnectionTrait, DbErr};

use super::item::{Item, ItemKind, ReportingDuty, Target};
use super::model::{Plan, PlanId, PlanStatus, Version, VersionId, VersionStatus};
use super::row::Row;
use super::store;
use crate::features::agency::{AgencyId, PersonId};
use crate::features::audit::{self, Subject};

/// The plan that an agency carries out in a year.
#[derive(Debug, Clone, PartialEq)]
pub struct InForce {
    /// The plan.
    pub plan: Plan,
    /// Its version in force, with all entries.
    pub version: Version,
    /// Number and symbol, when given already.
    pub number: Option<String>,
    /// Its date, when given already.
    pub date: Option<Date>,
    /// Its rows in order.
    pub rows: Vec<Row>,
    /// Its targets.
    pub targets: Vec<Target>,
    /// Its duties to report.
    pub reporting_duties: Vec<ReportingDuty>,
    /// Its forms of communication.
    pub forms: Vec<String>,
    /// Its audiences.
    pub audiences: Vec<String>,
    /// Its reform areas.
    pub reform_areas: Vec<String>,
}

/// Why a version was not put in force.
#[derive(Debug, thiserror::Error)]
pub enum PutInForceError {
    /// The agency has no such version.
    #[error("no such version")]
    NotFound,
    /// It is in force already, or was.
    #[error("only a draft can be put in force")]
    NotDraft,
    /// It has no rows.
    #[error("a plan without rows cannot be carried out")]
    NoRows,
    /// Another plan of the year is in force; it must be closed first.
    #[error("another plan of the year is in force")]
    AnotherInForce(PlanId),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// The plan in force in a year, if any.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn in_force(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    year: i16,
) -> Result<Option<InForce>, DbErr> {
    let Some(plan) = store::plan_in_force(db, agency, year).await? else {
        return Ok(None);
    };
    let Some(version) = store::version_in_force(db, agency, plan.id).await? else {
        return Ok(None);
    };
    let rows = store::rows(db, agency, version.id).await?;
    let texts = |kind| version.items_of(kind).map(|item| item.text.clone()).collect();
    Ok(Some(InForce {
        number: version.text(ItemKind::Number).map(str::to_owned),
        date: version.date(),
        rows,
        targets: version
            .items_of(ItemKind::Target)
            .filter_map(Item::target)
            .collect(),
        reporting_duties: version
            .items_of(ItemKind::ReportingDuty)
            .filter_map(Item::duty)
            .collect(),
        forms: texts(ItemKind::Form),
        audiences: texts(ItemKind::Audience),
        reform_areas: texts(ItemKind::ReformArea),
        plan,
        version,
    }))
}

/// The rows of a version in order.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn version_rows(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    version: VersionId,
) -> Result<Vec<Row>, DbErr> {
    store::rows(db, agency, version).await
}

/// Makes a draft version the one that is carried out; the one before it is superseded. With its audit entry.
///
/// Tasks are made by those who carry it out, in the same transaction.
///
/// # Errors
/// [`PutInForceError`]: not there, not a draft, empty, another plan of the year, or the database.
pub async fn put_in_force(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    version: VersionId,
    (by, by_name): (PersonId, &str),
    now: Instant,
) -> Result<(), PutInForceError> {
    let version = store::lock_version(tx, agency, version)
        .await?
        .ok_or(PutInForceError::NotFound)?;
    if version.status != VersionStatus::Draft {
        return Err(PutInForceError::NotDraft);
    }
    let plan = store::find_plan(tx, agency, version.plan)
        .await?
        .ok_or(PutInForceError::NotFound)?;
    if store::row_count(tx, agency, version.id).await? == 0 {
        return Err(PutInForceError::NoRows);
    }
    if let Some(other) = store::plan_in_force(tx, agency, plan.year).await?
        && other.id != plan.id
    {
        return Err(PutInForceError::AnotherInForce(other.id));
    }
    let before = store::version_in_force(tx, agency, plan.id).await?;
    if let Some(before) = &before {
        store::set_version_status(tx, agency, before.id, VersionStatus::Superseded, None).await?;
    }
    store::set_version_status(tx, agency, version.id, VersionStatus::InForce, Some((by, now))).await?;
    store::set_plan_status(tx, agency, plan.id, PlanStatus::InForce).await?;
    let detail = serde_json::json!({
        "version": version.id, "no": version.no, "before": before.map(|before| before.id),
    });
    let subject = Subject::new("plan", plan.id.0);
    audit::record(
        tx,
        agency,
        Some((by, by_name)),
        "plan-put-in-force",
        subject,
        detail,
        now,
    )
    .await?;
    Ok(())
}

/// A version of the agency.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn version(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    id: VersionId,
) -> Result<Option<Version>, DbErr> {
    store::find_version(db, agency, id).await
}

/// A plan of the agency.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn plan(db: &impl ConnectionTrait, agency: AgencyId, id: PlanId) -> Result<Option<Plan>, DbErr> {
    store::find_plan(db, agency, id).await
}

/// The draft version of a plan, if it has one.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn draft(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    plan: PlanId,
) -> Result<Option<Version>, DbErr> {
    store::draft_of(db, agency, plan).await
}
