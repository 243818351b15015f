//! What a visitor may be told when a page cannot be had.

use std::sync::Arc;

use axum::response::{IntoResponse, Response};
use http::StatusCode;

/// The result of a handler.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why there is no page. `?` turns anything unexpected into `Internal`.
#[derive(Debug)]
pub enum Error {
    /// Sign in first; then go on to the page that was asked for.
    SignIn,
    /// Signed in, but not allowed.
    Forbidden,
    /// Not there, or not for this agency to know of.
    NotFound,
    /// Someone else changed it meanwhile, or its state does not permit this any more.
    Conflict,
    /// The request is larger than allowed.
    TooLarge,
    /// The request makes no sense, such as a broken address.
    BadRequest,
    /// Too many tries.
    TooMany,
    /// Out of order for a moment.
    Unavailable,
    /// Our fault; the cause is for the log only.
    Internal(anyhow::Error),
}

impl<E: Into<anyhow::Error>> From<E> for Error {
    fn from(error: E) -> Self {
        Self::Internal(error.into())
    }
}

impl Error {
    /// The status of the answer.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        match self {
            Self::SignIn => StatusCode::UNAUTHORIZED,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Conflict => StatusCode::CONFLICT,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::BadRequest => StatusCode::BAD_REQUEST,
            Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// A short name, the same in words files and logs.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::SignIn => "sign-in",
            Self::Forbidden => "forbidden",
            Self::NotFound => "not-found",
            Self::Conflict => "conflict",
            Self::TooLarge => "too-large",
            Self::BadRequest => "bad-request",
            Self::TooMany => "too-many",
            Self::Unavailable => "unavailable",
            Self::Internal(_) => "internal",
        }
    }
}

/// The error of a response, for the layer that makes it a page, a fragment or JSON.
#[derive(Debug, Clone)]
pub struct Reported(pub Arc<Error>);

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(Reported(Arc::new(self)));
        response
    }
}
