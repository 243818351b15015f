//! Answers that are files.

use std::fmt::Write;

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, HeaderValue, X_CONTENT_TYPE_OPTIONS};

/// The media type of Word files.
pub const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
/// The media type of Excel files.
pub const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// The media type of PDF files.
pub const PDF: &str = "application/pdf";

/// A file to keep: the browser saves it under `name`, which may be in any script.
pub fn attachment(name: &str, media_type: &str, body: impl Into<Body>) -> Response {
    answer("attachment", name, media_type, body)
}

/// A file to look at in the browser. Only for media types that cannot carry script.
pub fn inline(name: &str, media_type: &str, body: impl Into<Body>) -> Response {
    answer("inline", name, media_type, body)
}

fn answer(how: &str, name: &str, media_type: &str, body: impl Into<Body>) -> Response {
    let mut response = body.into().into_response();
    let headers = response.headers_mut();
    if let Ok(value) = HeaderValue::from_str(media_type) {
        headers.insert(CONTENT_TYPE, value);
    }
    if let Ok(value) = HeaderValue::from_str(&disposition(how, name)) {
        headers.insert(CONTENT_DISPOSITION, value);
    }
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

/// RFC 6266: a plain name for old programs, the full one percent-encoded.
fn disposition(how: &str, name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') {
                c
            } else {
                '_'
            }
        })
        .collect();
    let mut encoded = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_') {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    format!("{how}; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_cannot_break_out_of_the_header() {
        assert_eq!(
            disposition("attachment", "Báo cáo\"\r\nX: 1.docx"),
            "attachment; filename=\"B_o_c_o___X__1.docx\"; filename*=UTF-8''B%C3%A1o%20c%C3%A1o%22%0D%0AX%3A%201.docx"
        );
    }
}
