#![doc = include_str!("../README.md")]

mod base;
mod client;
mod clock;
#[cfg(feature = "contract")]
pub mod contract;
mod outcome;
mod secret;
mod text;

pub use base::{Base, BaseError};
pub use client::{Answer, Http, HttpConfig, HttpError, Trouble};
pub use clock::Clock;
pub use outcome::{Look, Need, Reason, Receipt, SendError};
pub use secret::Secret;
pub use text::{chars, composed, count, same, squeeze};

pub use reqwest::multipart::{Form, Part};
pub use reqwest::{Client, RequestBuilder};
