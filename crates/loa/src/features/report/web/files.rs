//! Word, PDF and Excel files of a report.

use axum::extract::Path;
use axum::response::Response;
use web::Error;
use web::download::{DOCX, PDF, XLSX, attachment};

use super::{load, period_words};
use crate::desk::Desk;
use crate::features::report::document::{FileError, as_docx, as_pdf, as_xlsx};
use crate::features::report::model::ReportId;
use crate::policy::{Scope, Verb};

pub(super) async fn download(
    desk: Desk,
    Path((id, format)): Path<(ReportId, String)>,
) -> web::Result<Response> {
    desk.need(Verb::Export, Scope::Agency)?;
    let opened = load(&desk, id).await?;
    let report = &opened.report;
    let issue = if report.issue > 1 {
        format!("-lan-{}", report.issue)
    } else {
        String::new()
    };
    let kind = desk.words().say(&format!("report-{}", report.regime));
    let period = period_words(desk.words(), report.period);
    let name = format!(
        "{}{issue}.{format}",
        vietnamese::slug(&format!("{kind} {period}"))
    );
    let media_type = match format.as_str() {
        "docx" => DOCX,
        "pdf" => PDF,
        "xlsx" => XLSX,
        _ => return Err(Error::NotFound),
    };
    let (content, imprint) = (opened.content, opened.imprint);
    let made = tokio::task::spawn_blocking(move || match format.as_str() {
        "docx" => as_docx(&content, &imprint),
        "pdf" => as_pdf(&content, &imprint),
        _ => as_xlsx(&content),
    });
    match made.await? {
        Ok(bytes) => Ok(attachment(&name, media_type, bytes)),
        Err(FileError::Fonts(missing)) => {
            tracing::error!("{missing}");
            Err(Error::Unavailable)
        }
        Err(error) => Err(error.into()),
    }
}
