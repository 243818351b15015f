//! The structured plan: what a document orders, every field with its value, its source and how sure it is.

mod field;
mod json;
mod model;
mod read;
mod remark;

pub use field::Field;
pub use model::{
    Cadence, Comparison, DocumentKind, Issue, LegalBasis, Period, Plan, ReportingDuty, Section, Signer,
    Target, Task,
};
pub(crate) use read::read;
pub use remark::{Remark, TableRole, TypoReason};
