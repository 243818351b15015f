use regex::Regex;

/// A pattern written in this crate. All of them are built by tests, so a faulty one cannot be released.
#[expect(
    clippy::expect_used,
    reason = "patterns are constants of this crate, each built by a test"
)]
pub(crate) fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a pattern of this crate is well formed")
}
