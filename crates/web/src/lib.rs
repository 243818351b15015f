#![doc = include_str!("../README.md")]

mod address;
pub mod download;
mod error;
mod form;
mod origin;
mod upload;
pub mod xlsx;

pub use address::{FailureLimit, client_address, network};
pub use error::{Error, Reported, Result};
pub use form::{FieldErrors, Form};
pub use origin::same_origin;
pub use upload::{Incoming, Upload, UploadError, UploadLimits};

use askama::Template;
use axum::response::{Html, IntoResponse, Redirect, Response};

/// Renders a page or fragment.
///
/// # Errors
/// [`Error::Internal`] when the template fails.
pub fn html(template: &impl Template) -> Result<Response> {
    Ok(Html(template.render()?).into_response())
}

/// The same page again because of a wrong form: 422, so that scripts and readers know.
///
/// # Errors
/// [`Error::Internal`] when the template fails.
pub fn invalid(template: &impl Template) -> Result<Response> {
    let mut response = html(template)?;
    *response.status_mut() = http::StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

/// After a write: go and look (303), so that a reload does not write again.
#[must_use]
pub fn see_other(path: &str) -> Response {
    Redirect::to(path).into_response()
}
