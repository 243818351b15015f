//! Beginning a report: which windows, which period.

use std::collections::HashSet;

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use schedule::Period;
use serde::Deserialize;
use ui::{Choice, Errors, Page};
use web::{FieldErrors, Form};

use super::{days, period_words, refused};
use crate::desk::{Desk, said};
use crate::features::report::change::{ChangeError, begin};
use crate::features::report::model::{Regime, ReportId};
use crate::features::report::read::PeriodError;
use crate::features::report::store;
use crate::policy::{Scope, Verb};

#[derive(Debug, Default, Clone, Deserialize)]
pub(super) struct Input {
    #[serde(default)]
    ky: String,
    #[serde(default)]
    loai: String,
}

#[derive(Template)]
#[template(path = "features/report/web/new.html")]
struct NewPage {
    page: Page,
    choices: Vec<Choice>,
    chosen: String,
    existing: Option<ReportId>,
    errors: Errors,
}

/// One value for both: "official:2025-Q1".
fn value(regime: Regime, period: Period) -> String {
    format!("{regime}:{period}")
}

fn parse(input: &Input) -> Option<(Regime, Period)> {
    let (regime, period) = match input.ky.split_once(':') {
        Some(both) => both,
        None => (input.loai.as_str(), input.ky.as_str()),
    };
    Some((regime.parse().ok()?, period.parse().ok()?))
}

async fn render(
    desk: &Desk,
    input: &Input,
    existing: Option<ReportId>,
    errors: &FieldErrors,
) -> web::Result<NewPage> {
    let today = desk.today();
    let page = desk
        .page("report-new")
        .crumb(desk.words().say("report-title"), "/lam-viec/bao-cao");
    let years = [
        today.year(),
        today.year().saturating_sub(1),
        today.year().saturating_add(1),
    ];
    let mut reported = HashSet::new();
    for year in years {
        for report in store::of_year(desk.db().read(), desk.agency(), year).await? {
            reported.insert((report.regime, report.period));
        }
    }
    let mut choices = Vec::new();
    let mut latest = None;
    for regime in Regime::ALL {
        for year in years {
            // What has begun, the newest first.
            let windows = regime.rule().windows(year).into_iter().rev();
            for window in windows.filter(|window| window.first <= today) {
                let words = period_words(page.tr(), window.period);
                let choice = Choice::new(value(*regime, window.period), words)
                    .hint(days(window.first, window.last))
                    .group(page.t(&format!("report-{regime}")));
                let is_wanted = window.last < today && !reported.contains(&(*regime, window.period));
                if *regime == Regime::Official && is_wanted {
                    latest = latest.max(Some((window.last, value(*regime, window.period))));
                }
                choices.push(choice);
            }
        }
    }
    Ok(NewPage {
        chosen: parse(input)
            .map(|(regime, period)| value(regime, period))
            .or(latest.map(|(_, value)| value))
            .unwrap_or_default(),
        page,
        choices,
        existing,
        errors: said(desk.words(), errors),
    })
}

pub(super) async fn form(desk: Desk, Query(input): Query<Input>) -> web::Result<Response> {
    desk.need(Verb::EditReport, Scope::Agency)?;
    web::html(&render(&desk, &input, None, &FieldErrors::new()).await?)
}

pub(super) async fn create(desk: Desk, Form(input): Form<Input>) -> web::Result<Response> {
    desk.need(Verb::EditReport, Scope::Agency)?;
    let wrong = async |existing, key: &str| {
        let errors = FieldErrors::one("ky", key);
        web::invalid(&render(&desk, &input, existing, &errors).await?)
    };
    let Some(which) = parse(&input) else {
        return wrong(None, "report-period-needed").await;
    };
    let tx = desk.db().begin().await?;
    match begin(&tx, desk.actor(), which, (desk.today(), desk.now())).await {
        Ok(id) => {
            tx.commit().await?;
            Ok(web::see_other(&format!("/lam-viec/bao-cao/{id}")))
        }
        Err(ChangeError::Exists(id)) => wrong(Some(id), "report-exists").await,
        Err(ChangeError::Period(PeriodError::NotReported { .. })) => wrong(None, "report-not-reported").await,
        Err(ChangeError::Period(PeriodError::NotBegun { .. })) => wrong(None, "report-not-begun").await,
        Err(error) => Err(refused(error)),
    }
}
