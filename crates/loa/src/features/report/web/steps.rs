//! Submitting, taking back, freezing, the number, issuing again.

use axum::extract::Path;
use axum::response::Response;
use serde::Deserialize;
use web::{Error, FieldErrors, Form};

use super::show::{Typed, again};
use super::{clean, load_to_edit, period_words, refused};
use crate::desk::Desk;
use crate::features::report::change::{self, ChangeError};
use crate::features::report::model::{Phase, ReportId};

fn back(id: ReportId) -> Response {
    web::see_other(&format!("/lam-viec/bao-cao/{id}"))
}

/// The name of a period within a sentence.
fn within(words: &str) -> String {
    let mut chars = words.chars();
    match chars.next() {
        Some(first) => first.to_lowercase().chain(chars).collect(),
        None => String::new(),
    }
}

pub(super) async fn submit(desk: Desk, Path(id): Path<ReportId>) -> web::Result<Response> {
    let opened = load_to_edit(&desk, id).await?;
    if opened.phase.is_cut() {
        return Err(Error::Conflict);
    }
    let report = &opened.report;
    let kind = desk.words().say(&format!("report-{}", report.regime));
    let period = within(&period_words(desk.words(), report.period));
    let title = desk.words().say_with(
        "report-submission",
        &[("kind", kind.into()), ("period", period.into())],
    );
    let tx = desk.db().begin().await?;
    change::submit(&tx, desk.actor(), report, &opened.content, title, desk.now())
        .await
        .map_err(refused)?;
    tx.commit().await?;
    Ok(back(id))
}

pub(super) async fn reopen(desk: Desk, Path(id): Path<ReportId>) -> web::Result<Response> {
    load_to_edit(&desk, id).await?;
    let tx = desk.db().begin().await?;
    change::reopen(&tx, desk.actor(), id, desk.now())
        .await
        .map_err(refused)?;
    tx.commit().await?;
    Ok(back(id))
}

pub(super) async fn freeze(desk: Desk, Path(id): Path<ReportId>) -> web::Result<Response> {
    load_to_edit(&desk, id).await?;
    let tx = desk.db().begin().await?;
    change::freeze(&tx, desk.actor(), id, desk.now())
        .await
        .map_err(refused)?;
    tx.commit().await?;
    Ok(back(id))
}

#[derive(Debug, Deserialize)]
pub(super) struct NumberInput {
    #[serde(default)]
    number: String,
    #[serde(default)]
    issued_on: String,
}

/// The register number: what stands before the stroke.
fn parse_number(text: &str) -> Result<Option<String>, ()> {
    let text = clean(text, 40);
    let number = text.split('/').next().unwrap_or_default().trim();
    let is_number = number.chars().all(|c| c.is_ascii_alphanumeric()) && number.len() <= 20;
    match number {
        "" => Ok(None),
        _ if is_number => Ok(Some(number.to_owned())),
        _ => Err(()),
    }
}

pub(super) async fn number(
    desk: Desk,
    Path(id): Path<ReportId>,
    Form(input): Form<NumberInput>,
) -> web::Result<Response> {
    let opened = load_to_edit(&desk, id).await?;
    let mut errors = FieldErrors::new();
    let number = parse_number(&input.number).unwrap_or_else(|()| {
        errors.add("number", "report-number-wrong");
        None
    });
    let issued_on = ui::parse_date(&input.issued_on);
    if issued_on.is_none() && !input.issued_on.trim().is_empty() {
        errors.add("issued_on", "report-date-wrong");
    }
    if issued_on.is_some_and(|day| day < opened.content.window.first) {
        errors.add("issued_on", "report-date-early");
    }
    if !errors.is_empty() {
        let typed = Typed {
            number: Some(clean(&input.number, 40)),
            issued_on: Some(clean(&input.issued_on, 40)),
            ..Typed::default()
        };
        return again(&desk, opened, typed, &errors).await;
    }
    let tx = desk.db().begin().await?;
    change::set_number(&tx, desk.actor(), id, (number, issued_on), desk.now())
        .await
        .map_err(refused)?;
    tx.commit().await?;
    Ok(back(id))
}

#[derive(Debug, Deserialize)]
pub(super) struct ReissueInput {
    #[serde(default)]
    reason: String,
}

pub(super) async fn reissue(
    desk: Desk,
    Path(id): Path<ReportId>,
    Form(input): Form<ReissueInput>,
) -> web::Result<Response> {
    let opened = load_to_edit(&desk, id).await?;
    let reason = clean(&input.reason, 500);
    if reason.is_empty() && opened.phase == Phase::Frozen {
        let errors = FieldErrors::one("reason", "report-reason-needed");
        return again(&desk, opened, Typed::default(), &errors).await;
    }
    let tx = desk.db().begin().await?;
    let new = match change::reissue(&tx, desk.actor(), &opened.report, &reason, desk.now()).await {
        Err(ChangeError::Database(error)) if db::classify(&error).is_some() => return Err(Error::Conflict),
        result => result.map_err(refused)?,
    };
    tx.commit().await?;
    Ok(back(new))
}

#[cfg(test)]
mod tests {
    use super::parse_number;

    #[test]
    fn the_number_is_what_stands_before_the_stroke() {
        assert_eq!(parse_number(" 12/BC-SXD "), Ok(Some("12".to_owned())));
        assert_eq!(parse_number(""), Ok(None));
        assert_eq!(parse_number("mười hai"), Err(()));
    }
}
