#![doc = include_str!("../README.md")]

mod check;
mod clean;
mod compose;
mod docx;
mod error;
mod model;
#[cfg(feature = "pdf")]
mod pdf;

pub use check::{Remark, Rule, Severity, check, check_layout};
pub use docx::docx;
pub use error::{TableProblem, WriteError};
pub use model::*;
#[cfg(feature = "pdf")]
pub use pdf::{Fonts, docx_with_fonts, pdf};
