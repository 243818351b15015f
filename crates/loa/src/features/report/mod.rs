//! Reports of a period: drafted from the data, rewritten by people, approved, frozen.
//!
//! - **What a report says is data**: outlines, sentences, figures and tables are files in `templates/`.
//! - **A number knows its rows.** Every count is the sum over the rows behind it; a share is n of N, exact until it
//!   is written.
//! - While a report is written its figures follow the data. **Submitting cuts them**: what the leader agrees to is
//!   what is frozen, bound by a hash. Any edit voids the approval.
//! - A frozen report never changes, but for the number and day that the registrar adds. What comes to light later
//!   goes into the next report, or into a re-issue that says so.
//! - A part without data says why; it is not left out.

mod change;
mod content;
mod document;
mod draft;
mod figure;
mod gather;
mod model;
mod read;
mod sheet;
mod store;
mod tally;
mod template;
#[cfg(test)]
mod tests;
mod web;

use crate::boot::{Feature, NavEntry};
use crate::policy::Verb;

pub use change::{
    ChangeError, begin, edit_section, freeze, redraft_section, reissue, reopen, set_answers, set_details,
    set_number, submit,
};
pub use content::{Content, Section};
pub use document::{FileError, Imprint, as_docx, as_pdf, as_xlsx, paper};
pub use draft::{Line, Span};
pub use figure::{Cut, Figure, Row, RowKind, Value};
pub use model::{Answer, Details, Edited, Phase, Regime, Report, ReportId};
pub use read::{Opened, PeriodError, late_facts, of_period, open, phase};
pub use sheet::{Cell, Sheet, SheetKind};
pub use store::{by_id, issues, of_year};
pub use web::{days, period_words};

/// This feature's place in the house.
pub const FEATURE: Feature = Feature {
    name: "report",
    routes: web::routes,
    nav: &[NavEntry {
        label: "report-title",
        icon: "report",
        href: "/lam-viec/bao-cao",
        verb: Verb::ViewReport,
        position: 60,
    }],
    ..Feature::EMPTY
};
