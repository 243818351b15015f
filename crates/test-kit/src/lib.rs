#![doc = include_str!("../README.md")]
// Everything here is called by tests, where a panic with a clear message is how one says no.
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test without its answer must fail"
)]

pub mod client;
mod element;
mod html;
mod http;
pub mod mail;
mod random;

pub use element::Element;
pub use html::Html;
pub use random::Random;

/// A variable set by `scripts/with-servers`.
fn server(variable: &str) -> String {
    std::env::var(variable).unwrap_or_else(|_| {
        panic!("{variable} is not set: run `make test`, or `scripts/with-servers cargo test …`")
    })
}
