//! A report as it is now: the figures of its cut when it was submitted, else what the data say today.

use db::Instant;
use jiff::civil::Date;
use schedule::{Period, PeriodWindow};
use sea_orm::{ConnectionTrait, DbErr};

use super::content::{Content, Written};
use super::document::Imprint;
use super::figure::{Row, RowKind};
use super::gather::{gather, in_window};
use super::model::{Details, Phase, Regime, Report, ReportId};
use super::store;
use super::tally::evidence_row;
use super::template::{Template, library};
use crate::features::agency::AgencyId;
use crate::features::approval;
use crate::features::audit::Subject;
use crate::features::evidence::Status;
use crate::features::plan::{self, InForce, ItemKind};

/// A report with all that it says.
#[derive(Debug, Clone, PartialEq)]
pub struct Opened {
    /// The report.
    pub report: Report,
    /// Where it stands.
    pub phase: Phase,
    /// What it says.
    pub content: Content,
    /// What the registrar added.
    pub imprint: Imprint,
}

/// Why there is no report of a period.
#[derive(Debug, thiserror::Error)]
pub enum PeriodError {
    /// The windows of the regime have no such period, as there is no official report of a second quarter.
    #[error("there is no such period in the {regime} windows")]
    NotReported {
        /// The regime.
        regime: Regime,
    },
    /// The first day of the window is still to come.
    #[error("the period begins on {first}")]
    NotBegun {
        /// The first day.
        first: Date,
    },
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// The window of a period that can be reported on today.
pub(super) fn window_of(regime: Regime, period: Period, today: Date) -> Result<PeriodWindow, PeriodError> {
    let window = regime
        .rule()
        .window(period)
        .ok_or(PeriodError::NotReported { regime })?;
    if window.first > today {
        return Err(PeriodError::NotBegun { first: window.first });
    }
    Ok(window)
}

/// The report as approval and history know it.
pub(super) fn subject(id: ReportId) -> Subject {
    Subject::new("report", id.0)
}

/// Where a report stands.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn phase(db: &impl ConnectionTrait, agency: AgencyId, report: &Report) -> Result<Phase, DbErr> {
    if report.frozen.is_some() {
        return Ok(Phase::Frozen);
    }
    let Some(hash) = store::cut_hash(db, agency, report.id).await? else {
        return Ok(Phase::Draft);
    };
    let standing = approval::standing(db, agency, subject(report.id), &hash).await?;
    Ok(Phase::of(report, standing))
}

/// A report with all that it says; none when the agency has no such report.
///
/// # Errors
/// [`DbErr`] when the database fails or what it holds cannot be read.
pub async fn open(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    id: ReportId,
    (today, now): (Date, Instant),
) -> Result<Option<Opened>, DbErr> {
    match store::by_id(db, agency, id).await? {
        Some(report) => Ok(Some(opened(db, agency, report, (today, now)).await?)),
        None => Ok(None),
    }
}

async fn opened(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    report: Report,
    (today, now): (Date, Instant),
) -> Result<Opened, DbErr> {
    let phase = phase(db, agency, &report).await?;
    let content = if phase.is_cut() {
        let (stored, _) = store::cut(db, agency, report.id)
            .await?
            .ok_or_else(|| DbErr::RecordNotFound("cut of a submitted report".to_owned()))?;
        serde_json::from_str(&stored).map_err(|error| DbErr::Json(error.to_string()))?
    } else {
        live(db, agency, &report, (today, now)).await?
    };
    let imprint = Imprint {
        number: report.number.clone(),
        issued_on: report.issued_on,
        is_frozen: phase == Phase::Frozen,
        replaces: replaced(db, agency, &report).await?,
    };
    Ok(Opened {
        report,
        phase,
        content,
        imprint,
    })
}

/// What a report says by the data of today.
pub(super) async fn live(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    report: &Report,
    (today, now): (Date, Instant),
) -> Result<Content, DbErr> {
    let window = report
        .window()
        .ok_or_else(|| DbErr::RecordNotFound("window of the period".to_owned()))?;
    let template = template_of(&report.template)?;
    let facts = gather(db, agency, (report.regime, window), today).await?;
    let written = Written {
        issue: report.issue,
        details: report.details.clone(),
        answers: report.answers.clone(),
        edited: store::sections(db, agency, report.id).await?,
    };
    Ok(Content::draft(&facts, template, library(), written, now))
}

pub(super) fn template_of(key: &str) -> Result<&'static Template, DbErr> {
    library()
        .template(key)
        .ok_or_else(|| DbErr::RecordNotFound(format!("report template {key}")))
}

async fn replaced(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    report: &Report,
) -> Result<Option<(Option<String>, Option<Date>)>, DbErr> {
    if report.issue < 2 {
        return Ok(None);
    }
    let all = store::issues(db, agency, report.regime, report.period).await?;
    let before = all.into_iter().rev().find(|one| one.issue < report.issue);
    Ok(before.map(|before| (before.number, before.issued_on)))
}

/// The report of a period as it would go out now: the newest frozen issue, else the draft, else one made from the
/// data alone.
///
/// # Errors
/// [`PeriodError`].
pub async fn of_period(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    (regime, period): (Regime, Period),
    (today, now): (Date, Instant),
) -> Result<(Content, Imprint), PeriodError> {
    let issues = store::issues(db, agency, regime, period).await?;
    let frozen = issues.iter().rev().find(|report| report.frozen.is_some());
    if let Some(report) = frozen.or(issues.last()) {
        let opened = opened(db, agency, report.clone(), (today, now)).await?;
        return Ok((opened.content, opened.imprint));
    }
    let window = window_of(regime, period, today)?;
    let template = template_of(regime.template())?;
    let facts = gather(db, agency, (regime, window), today).await?;
    let written = Written {
        issue: 1,
        details: details(template, facts.plan.as_ref()),
        ..Written::default()
    };
    let content = Content::draft(&facts, template, library(), written, now);
    Ok((content, Imprint::default()))
}

/// What a new report starts with: recipients of the template, the signer of the plan.
pub(super) fn details(template: &Template, plan: Option<&InForce>) -> Details {
    let of_plan = |kind| {
        let text = plan.and_then(|plan| plan.version.text(kind));
        text.map(vietnamese::squeeze).unwrap_or_default()
    };
    Details {
        addressees: template.addressees.clone(),
        recipients: template.recipients.clone(),
        signer_authority: of_plan(ItemKind::SignerAuthority),
        signer_position: of_plan(ItemKind::SignerPosition),
        signer_name: of_plan(ItemKind::SignerName),
    }
}

/// As [`details`], with the plan of a year.
pub(super) async fn details_of_year(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    template: &Template,
    year: i16,
) -> Result<Details, DbErr> {
    let plan = plan::in_force(db, agency, year).await?;
    Ok(details(template, plan.as_ref()))
}

/// Evidence of the window that counts now and was not in the cut: it goes into the next report or a re-issue.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn late_facts(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    content: &Content,
) -> Result<Vec<Row>, DbErr> {
    let counted: std::collections::HashSet<_> = content
        .cut
        .rows
        .iter()
        .filter(|row| row.kind == RowKind::Evidence)
        .map(|row| row.id)
        .collect();
    let accepted = in_window(db, agency, &content.window, Status::Accepted).await?;
    let late = accepted.iter().filter(|one| !counted.contains(&one.id.0));
    Ok(late.map(|one| evidence_row(one, &library().shared)).collect())
}
