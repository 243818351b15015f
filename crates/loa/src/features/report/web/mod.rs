//! Pages of reports.

mod details;
mod figure;
mod files;
mod list;
mod new;
mod section;
mod show;
mod steps;

use axum::Router;
use axum::routing::{get, post};
use jiff::civil::Date;
use schedule::{Part, Period};
use ui::Translator;
use web::Error;

use super::change::ChangeError;
use super::model::ReportId;
use super::read::{Opened, open};
use crate::boot::App;
use crate::desk::Desk;
use crate::policy::{Scope, Verb};

pub(super) fn routes() -> Router<App> {
    let one = "/lam-viec/bao-cao/{id}";
    Router::new()
        .route("/lam-viec/bao-cao", get(list::list).post(new::create))
        .route("/lam-viec/bao-cao.xlsx", get(list::export))
        .route("/lam-viec/bao-cao/moi", get(new::form))
        .route(one, get(show::show))
        .route(
            &format!("{one}/muc/{{section}}"),
            get(section::form).post(section::save),
        )
        .route(&format!("{one}/muc/{{section}}/ban-soan"), post(section::redraft))
        .route(&format!("{one}/the-thuc"), get(details::form).post(details::save))
        .route(
            &format!("{one}/bieu-so"),
            get(details::answers_form).post(details::save_answers),
        )
        .route(&format!("{one}/so-lieu/{{figure}}"), get(figure::show))
        .route(&format!("{one}/so-lieu/{{figure}}/tep.xlsx"), get(figure::export))
        .route(&format!("{one}/trinh-duyet"), post(steps::submit))
        .route(&format!("{one}/mo-lai"), post(steps::reopen))
        .route(&format!("{one}/chot-so-lieu"), post(steps::freeze))
        .route(&format!("{one}/so-van-ban"), post(steps::number))
        .route(&format!("{one}/tai-phat-hanh"), post(steps::reissue))
        .route(&format!("{one}/tep/{{format}}"), get(files::download))
}

/// The report that is asked for, with the right to read it.
async fn load(desk: &Desk, id: ReportId) -> web::Result<Opened> {
    desk.need(Verb::ViewReport, Scope::Agency)?;
    let at = (desk.today(), desk.now());
    open(desk.db().read(), desk.agency(), id, at)
        .await?
        .ok_or(Error::NotFound)
}

/// The report that is asked for, with the right to write it.
async fn load_to_edit(desk: &Desk, id: ReportId) -> web::Result<Opened> {
    desk.need(Verb::EditReport, Scope::Agency)?;
    load(desk, id).await
}

/// What a visitor is told when a change was refused.
fn refused(error: ChangeError) -> Error {
    match error {
        ChangeError::NotFound => Error::NotFound,
        ChangeError::Conflict
        | ChangeError::NotApproved
        | ChangeError::NotFrozen
        | ChangeError::Exists(_) => Error::Conflict,
        ChangeError::Period(_) => Error::BadRequest,
        ChangeError::Database(error) => error.into(),
    }
}

/// The period in the visitor's language: "Quý I năm 2025".
#[must_use]
pub fn period_words(words: Translator, period: Period) -> String {
    let key = match period.part {
        Part::FirstQuarter => "report-period-q1",
        Part::SecondQuarter => "report-period-q2",
        Part::FirstHalf => "report-period-h1",
        Part::ThirdQuarter => "report-period-q3",
        Part::NineMonths => "report-period-9m",
        Part::FourthQuarter => "report-period-q4",
        Part::SecondHalf => "report-period-h2",
        Part::Year => "report-period-year",
    };
    words.say_with(key, &[("year", period.year.to_string().into())])
}

/// A window as "15/12/2024 – 14/03/2025".
#[must_use]
pub fn days(first: Date, last: Date) -> String {
    format!("{} – {}", ui::date(first), ui::date(last))
}

/// Words as they are kept: composed, trimmed, without control characters but line feeds, at most `most` characters.
fn clean(text: &str, most: usize) -> String {
    let composed = vietnamese::nfc(text.trim());
    let kept = composed.chars().filter(|c| *c == '\n' || !c.is_control());
    kept.take(most).collect()
}
