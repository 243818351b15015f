//! Files of every kind to documents and plans. All of them are made by the tests themselves.
#![expect(clippy::unwrap_used, reason = "the builders serve tests alone")]

mod bad_input;
mod docx;
mod formats;
mod plan;
mod support;
mod tables;
mod variations;
