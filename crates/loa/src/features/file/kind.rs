//! What a file is, by its content and never by its name.

/// The media type of some content: its first 8 kB are enough. Unknown content is `application/octet-stream`.
#[must_use]
pub fn sniff(head: &[u8]) -> &'static str {
    if let Some(kind) = infer::get(head) {
        return kind.mime_type();
    }
    let text = std::str::from_utf8(head).is_ok_and(|text| !text.contains('\0'))
        || std::str::from_utf8(head)
            .is_err_and(|error| error.error_len().is_none() && error.valid_up_to() > 0);
    if !text {
        return "application/octet-stream";
    }
    let start = String::from_utf8_lossy(head);
    let start = start.trim_start().to_ascii_lowercase();
    if start.starts_with("<!doctype html") || start.starts_with("<html") {
        "text/html"
    } else if start.starts_with("<?xml") || start.starts_with("<svg") {
        "text/xml"
    } else {
        "text/plain"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_does_not_decide() {
        assert_eq!(sniff(b"%PDF-1.7 ..."), "application/pdf");
        assert_eq!(sniff(b"\x89PNG\r\n\x1a\n"), "image/png");
        assert_eq!(sniff("Kế hoạch".as_bytes()), "text/plain");
        assert_eq!(sniff(b"  <!DOCTYPE html><html>"), "text/html");
        assert_eq!(sniff(b"<svg onload=alert(1)>"), "text/xml");
        assert_eq!(sniff(&[0, 1, 2, 3]), "application/octet-stream");
    }
}
