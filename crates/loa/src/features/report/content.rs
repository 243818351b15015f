//! All that a report says on a day: what is shown, written, submitted and frozen.

use std::collections::BTreeMap;

use db::Instant;
use jiff::civil::Date;
use schedule::PeriodWindow;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::draft::{Drafter, Line, frame, lines, plain};
use super::figure::Cut;
use super::gather::Facts;
use super::model::{Answer, Details, Edited, Regime};
use super::sheet::{Sheet, sheets};
use super::tally::tally;
use super::template::{Library, Template};

/// All that a report says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Content {
    /// The template it was drafted by.
    pub template: String,
    /// Which windows it follows.
    pub regime: Regime,
    /// Its days.
    pub window: PeriodWindow,
    /// Which issue of the period.
    pub issue: i32,
    /// The last day of data.
    pub as_of: Date,
    /// When the data were read.
    pub cut_at: Instant,
    /// The agency as documents name it.
    pub issuer: String,
    /// The agency above it.
    pub superior: Option<String>,
    /// The agency in document numbers.
    pub symbol: String,
    /// Place before the date.
    pub place: String,
    /// Trích yếu.
    pub subject: String,
    /// The first sentence.
    pub opening: String,
    /// The last sentence.
    pub closing: String,
    /// Addressees, recipients, signer.
    pub details: Details,
    /// The outline with its text.
    pub sections: Vec<Section>,
    /// Figures and the rows behind them.
    pub cut: Cut,
    /// The annexes.
    pub sheets: Vec<Sheet>,
    /// Evidence of the window that nobody had looked at.
    pub waiting: usize,
}

/// A heading and its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Its key.
    pub key: String,
    /// From 1 to 3.
    pub level: u8,
    /// Its words.
    pub heading: String,
    /// Whether it has text of its own.
    pub has_text: bool,
    /// Its text.
    pub lines: Vec<Line>,
    /// The text is only the reason why there is none.
    pub is_note: bool,
    /// As drafted from the data.
    pub drafted: String,
    /// Who rewrote it, and when.
    pub edited: Option<(String, Instant)>,
    /// The data say something else than when it was rewritten.
    pub is_stale: bool,
}

impl Section {
    /// Its text as a person edits it.
    #[must_use]
    pub fn body(&self) -> String {
        plain(&self.lines)
    }

    /// The figures that its text tells, in their order.
    #[must_use]
    pub fn figures(&self) -> Vec<&str> {
        let spans = self.lines.iter().flat_map(|line| &line.spans);
        spans.filter_map(|span| span.figure.as_deref()).collect()
    }
}

/// What people decided about a report.
#[derive(Debug, Default)]
pub(super) struct Written {
    pub(super) issue: i32,
    pub(super) details: Details,
    pub(super) answers: BTreeMap<String, Answer>,
    pub(super) edited: Vec<Edited>,
}

impl Content {
    /// Drafts a report from facts and what people wrote.
    pub(super) fn draft(
        facts: &Facts,
        template: &Template,
        library: &Library,
        written: Written,
        now: Instant,
    ) -> Self {
        let cut = tally(facts, &written.answers, library);
        let drafter = Drafter::new(facts, &cut, library);
        let (subject, opening, closing) = frame(&drafter, template, facts.plan.is_some());
        let sections = template.sections.iter().map(|rule| {
            let (drafted_lines, is_full) = if rule.has_text() {
                drafter.section(rule)
            } else {
                (Vec::new(), true)
            };
            let drafted = plain(&drafted_lines);
            let edited = written.edited.iter().find(|edited| edited.section == rule.key);
            Section {
                key: rule.key.clone(),
                level: rule.level,
                heading: drafter.sentence(&rule.heading),
                has_text: rule.has_text(),
                is_note: !is_full && edited.is_none(),
                is_stale: edited.is_some_and(|edited| edited.basis != drafted),
                edited: edited.map(|edited| (edited.by.clone(), edited.at)),
                lines: match edited {
                    Some(edited) => lines(&edited.body, &drafted_lines),
                    None => drafted_lines,
                },
                drafted,
            }
        });
        let sections = sections.collect();
        let sheets = sheets(facts, &cut, template, &library.shared);
        Self {
            template: template.key.clone(),
            regime: facts.regime,
            window: facts.window,
            issue: written.issue,
            as_of: facts.as_of,
            cut_at: now,
            issuer: facts.agency.short_name.clone(),
            superior: facts.superior.as_ref().map(|agency| agency.short_name.clone()),
            symbol: facts.agency.symbol.clone(),
            place: facts.agency.place.clone(),
            subject,
            opening,
            closing,
            details: written.details,
            sections,
            cut,
            sheets,
            waiting: facts.waiting,
        }
    }

    /// Whether the window was over when the data were read.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.as_of >= self.window.last
    }

    /// A section by its key.
    #[must_use]
    pub fn section(&self, key: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.key == key)
    }
}

/// The hash of content as it is stored: what an approval is bound to.
#[must_use]
pub fn hash_of(stored: &str) -> String {
    hex::encode(Sha256::digest(stored.as_bytes()))
}
