//! What an e-mail address looks like: asked wherever somebody types one.

/// Whether a text looks like an e-mail address: something on both sides of one `@`, a dot in the host, no blanks.
/// Blanks around it do not matter. More can only be found out by sending.
#[must_use]
pub fn looks_like_email(text: &str) -> bool {
    let text = text.trim();
    text.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && !host.contains('@') && !text.contains(char::is_whitespace)
    })
}

#[cfg(test)]
mod tests {
    use super::looks_like_email;

    #[test]
    fn addresses_are_told_from_other_words() {
        for right in ["an@so.example.vn", " An.Nguyen@vidu.gov.vn "] {
            assert!(looks_like_email(right), "{right}");
        }
        for wrong in [
            "",
            "an",
            "@so.vn",
            "an@so",
            "an@so.vn, binh@so.vn",
            "an @so.vn",
            "an@b@so.vn",
        ] {
            assert!(!looks_like_email(wrong), "{wrong}");
        }
    }
}
