//! Refuses writes that another site started (cross-site request forgery).
//!
//! Browsers say where a request comes from: `Sec-Fetch-Site`, or `Origin` in older ones. A request with
//! neither is not from a browser, so it carries no cookie of a visitor unknowingly.

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::header::{HOST, ORIGIN};
use http::{HeaderMap, Method};

use crate::Error;

/// The layer: reading is free, writing is for our own pages only.
pub async fn same_origin(request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if reads || is_ours(request.headers()) {
        next.run(request).await
    } else {
        Error::Forbidden.into_response()
    }
}

fn is_ours(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match text("sec-fetch-site") {
        Some(site) => return matches!(site, "same-origin" | "none"),
        None if !headers.contains_key(ORIGIN) => return true,
        None => {}
    }
    let origin = text(ORIGIN.as_str()).and_then(|origin| origin.split_once("://"));
    match (origin, text(HOST.as_str())) {
        (Some((_, from)), Some(host)) => from.eq_ignore_ascii_case(host),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()))
            .collect()
    }

    #[test]
    fn our_own_pages_write_and_others_do_not() {
        assert!(is_ours(&headers(&[("sec-fetch-site", "same-origin")])));
        assert!(!is_ours(&headers(&[("sec-fetch-site", "cross-site")])));
        assert!(!is_ours(&headers(&[
            ("sec-fetch-site", "same-site"),
            ("origin", "https://a.vn"),
            ("host", "a.vn")
        ])));
        assert!(is_ours(&headers(&[("origin", "https://a.vn"), ("host", "A.vn")])));
        assert!(!is_ours(&headers(&[
            ("origin", "https://b.vn"),
            ("host", "a.vn")
        ])));
        assert!(!is_ours(&headers(&[("origin", "null"), ("host", "a.vn")])));
        assert!(is_ours(&headers(&[("host", "a.vn")])));
    }
}
