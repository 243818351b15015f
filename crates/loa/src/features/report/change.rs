//! What people do to a report: begin, rewrite, submit, freeze, issue again. Any change voids what was agreed to.

use std::collections::BTreeMap;

use db::Instant;
use jiff::civil::Date;
use schedule::Period;
use sea_orm::{ConnectionTrait, DbErr};
use serde_json::{Value, json};

use super::content::{Content, hash_of};
use super::model::{Answer, Details, Edited, Regime, Report, ReportId};
use super::read::{PeriodError, details_of_year, subject, template_of, window_of};
use super::store::{self, NewReport};
use crate::features::account::Role;
use crate::features::approval::{self, Standing, Step, Submission};
use crate::features::audit;
use crate::policy::Actor;

/// Longest text of a section, in characters.
pub const MAX_BODY: usize = 20_000;

/// Why nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum ChangeError {
    /// The agency has no such report, or the report no such section.
    #[error("no such report")]
    NotFound,
    /// It is frozen, or was changed meanwhile.
    #[error("the report is frozen or was changed meanwhile")]
    Conflict,
    /// Only what was agreed to, as it is, can be frozen.
    #[error("the report was not approved as it is now")]
    NotApproved,
    /// Only the newest issue, when frozen, can be issued again.
    #[error("only the newest frozen issue can be issued again")]
    NotFrozen,
    /// There is a report of the period.
    #[error("there is a report of this period already")]
    Exists(ReportId),
    /// There is no report of the period to be made.
    #[error(transparent)]
    Period(#[from] PeriodError),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbErr),
}

async fn record(
    tx: &impl ConnectionTrait,
    by: &Actor,
    action: &str,
    id: ReportId,
    detail: Value,
    now: Instant,
) -> Result<(), DbErr> {
    let actor = Some((by.person, by.name.as_str()));
    audit::record(tx, by.agency, actor, action, subject(id), detail, now).await
}

/// Begins a report of a period.
///
/// # Errors
/// [`ChangeError::Period`], [`ChangeError::Exists`], or the database.
pub async fn begin(
    tx: &impl ConnectionTrait,
    by: &Actor,
    (regime, period): (Regime, Period),
    (today, now): (Date, Instant),
) -> Result<ReportId, ChangeError> {
    window_of(regime, period, today)?;
    let there = store::issues(tx, by.agency, regime, period).await?;
    if let Some(last) = there.last() {
        return Err(ChangeError::Exists(last.id));
    }
    let template = template_of(regime.template())?;
    let new = NewReport {
        period,
        regime,
        issue: 1,
        reissue_reason: "",
        template: &template.key,
        details: details_of_year(tx, by.agency, template, period.year).await?,
        answers: BTreeMap::new(),
    };
    let id = store::insert(tx, by.agency, new, &by.name, now).await?;
    let detail = json!({ "period": period.to_string(), "regime": regime });
    record(tx, by, "report-begun", id, detail, now).await?;
    Ok(id)
}

/// Holds a report that is not frozen until the end of the transaction.
async fn hold(tx: &impl ConnectionTrait, by: &Actor, id: ReportId, now: Instant) -> Result<(), ChangeError> {
    if store::touch(tx, by.agency, id, None, now).await? {
        return Ok(());
    }
    let there = store::by_id(tx, by.agency, id).await?;
    Err(if there.is_some() {
        ChangeError::Conflict
    } else {
        ChangeError::NotFound
    })
}

/// Holds a report for a change: whatever was agreed to is void.
async fn take(tx: &impl ConnectionTrait, by: &Actor, id: ReportId, now: Instant) -> Result<(), ChangeError> {
    hold(tx, by, id, now).await?;
    approval::void(tx, by.agency, subject(id), now).await?;
    Ok(())
}

/// Rewrites a section.
///
/// # Errors
/// [`ChangeError::NotFound`], [`ChangeError::Conflict`] when frozen, or the database.
pub async fn edit_section(
    tx: &impl ConnectionTrait,
    by: &Actor,
    id: ReportId,
    (section, body, basis): (&str, &str, &str),
    now: Instant,
) -> Result<(), ChangeError> {
    take(tx, by, id, now).await?;
    let edited = Edited {
        section: section.to_owned(),
        body: body.to_owned(),
        basis: basis.to_owned(),
        by: by.name.clone(),
        at: now,
    };
    store::put_section(tx, by.agency, id, edited).await?;
    let detail = json!({ "section": section, "hash": hash_of(body) });
    record(tx, by, "report-section-edited", id, detail, now).await?;
    Ok(())
}

/// Takes a section back to what the data say.
///
/// # Errors
/// As [`edit_section`].
pub async fn redraft_section(
    tx: &impl ConnectionTrait,
    by: &Actor,
    id: ReportId,
    section: &str,
    now: Instant,
) -> Result<(), ChangeError> {
    take(tx, by, id, now).await?;
    store::drop_section(tx, by.agency, id, section).await?;
    record(
        tx,
        by,
        "report-section-redrafted",
        id,
        json!({ "section": section }),
        now,
    )
    .await?;
    Ok(())
}

/// Sets addressees, recipients and signer.
///
/// # Errors
/// As [`edit_section`].
pub async fn set_details(
    tx: &impl ConnectionTrait,
    by: &Actor,
    id: ReportId,
    details: Details,
    now: Instant,
) -> Result<(), ChangeError> {
    take(tx, by, id, now).await?;
    store::set_details(tx, by.agency, id, details).await?;
    record(tx, by, "report-details-set", id, json!({}), now).await?;
    Ok(())
}

/// Sets the figures that no data give.
///
/// # Errors
/// As [`edit_section`].
pub async fn set_answers(
    tx: &impl ConnectionTrait,
    by: &Actor,
    id: ReportId,
    answers: BTreeMap<String, Answer>,
    now: Instant,
) -> Result<(), ChangeError> {
    take(tx, by, id, now).await?;
    let detail = json!({ "answers": answers });
    store::set_answers(tx, by.agency, id, answers).await?;
    record(tx, by, "report-figures-set", id, detail, now).await?;
    Ok(())
}

/// Takes a submitted or approved report back to be written on; its figures follow the data again.
///
/// # Errors
/// As [`edit_section`].
pub async fn reopen(
    tx: &impl ConnectionTrait,
    by: &Actor,
    id: ReportId,
    now: Instant,
) -> Result<(), ChangeError> {
    take(tx, by, id, now).await?;
    record(tx, by, "report-reopened", id, json!({}), now).await?;
    Ok(())
}

/// Submits `content`, which is what `report` says now: from here on its figures stand still. A leader decides.
///
/// # Errors
/// [`ChangeError::Conflict`] when the report was changed since it was read, or the database.
pub async fn submit(
    tx: &impl ConnectionTrait,
    by: &Actor,
    report: &Report,
    content: &Content,
    title: String,
    now: Instant,
) -> Result<(), ChangeError> {
    if !store::touch(tx, by.agency, report.id, Some(report.changed_at), now).await? {
        return Err(ChangeError::Conflict);
    }
    let stored = serde_json::to_string(content).map_err(|error| DbErr::Json(error.to_string()))?;
    let hash = hash_of(&stored);
    store::put_cut(tx, by.agency, report.id, (stored, hash.clone()), now).await?;
    let submission = Submission {
        subject: subject(report.id),
        hash,
        title,
        href: report.href(),
        steps: vec![Step::Role(Role::Leader)],
    };
    approval::submit(tx, by.agency, submission, (by.person, &by.name), now).await?;
    Ok(())
}

/// Freezes a report: only what was approved, and only as it was approved.
///
/// # Errors
/// [`ChangeError::NotApproved`], [`ChangeError::Conflict`] when frozen already, or the database.
pub async fn freeze(
    tx: &impl ConnectionTrait,
    by: &Actor,
    id: ReportId,
    now: Instant,
) -> Result<(), ChangeError> {
    hold(tx, by, id, now).await?;
    let (stored, hash) = store::cut(tx, by.agency, id)
        .await?
        .ok_or(ChangeError::NotApproved)?;
    let standing = approval::standing(tx, by.agency, subject(id), &hash).await?;
    if !matches!(standing, Standing::Approved(_)) || hash_of(&stored) != hash {
        return Err(ChangeError::NotApproved);
    }
    store::freeze(tx, by.agency, id, &by.name, now).await?;
    record(tx, by, "report-frozen", id, json!({ "hash": hash }), now).await?;
    Ok(())
}

/// Writes the number and the day of issue, which come when the paper is signed.
///
/// # Errors
/// [`ChangeError::NotFrozen`] or the database.
pub async fn set_number(
    tx: &impl ConnectionTrait,
    by: &Actor,
    id: ReportId,
    (number, issued_on): (Option<String>, Option<Date>),
    now: Instant,
) -> Result<(), ChangeError> {
    let detail = json!({ "number": number, "on": issued_on.map(|on| on.to_string()) });
    if !store::set_number(tx, by.agency, id, (number, issued_on)).await? {
        return Err(ChangeError::NotFrozen);
    }
    record(tx, by, "report-number-set", id, detail, now).await?;
    Ok(())
}

/// Begins the next issue of a frozen report, with what people wrote in it; its figures follow the data.
///
/// # Errors
/// [`ChangeError::NotFrozen`] unless it is the newest issue and frozen, or the database.
pub async fn reissue(
    tx: &impl ConnectionTrait,
    by: &Actor,
    report: &Report,
    reason: &str,
    now: Instant,
) -> Result<ReportId, ChangeError> {
    let issues = store::issues(tx, by.agency, report.regime, report.period).await?;
    let newest = issues.last().ok_or(ChangeError::NotFound)?;
    if newest.id != report.id || newest.frozen.is_none() {
        return Err(ChangeError::NotFrozen);
    }
    let new = NewReport {
        period: newest.period,
        regime: newest.regime,
        issue: newest.issue.saturating_add(1),
        reissue_reason: reason,
        template: &newest.template,
        details: newest.details.clone(),
        answers: newest.answers.clone(),
    };
    let id = store::insert(tx, by.agency, new, &by.name, now).await?;
    for edited in store::sections(tx, by.agency, report.id).await? {
        store::put_section(tx, by.agency, id, edited).await?;
    }
    let detail = json!({ "replaces": report.id, "reason": reason });
    record(tx, by, "report-reissued", id, detail, now).await?;
    Ok(id)
}
