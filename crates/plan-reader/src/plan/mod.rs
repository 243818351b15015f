//! The structured plan: what a document orders, every field with its value, its source and how sure it is.

mod citation;
mod closing;
mod field;
mod json;
mod letterhead;
pub(crate) mod lines;
mod lists;
mod model;
mod names;
pub(crate) mod outline;
mod period;
mod read;
mod remark;
mod reporting;
mod targets;
mod title;
mod typos;

pub use field::Field;
pub(crate) use letterhead::has_motto;
pub use model::{
    Cadence, Comparison, DocumentKind, Issue, LegalBasis, Period, Plan, ReportingDuty, Section, Signer,
    Target, Task,
};
pub(crate) use read::read;
pub use remark::{Remark, TableRole, TypoReason};
pub(crate) use title::is_kind;
