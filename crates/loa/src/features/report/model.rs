//! Reports as stored, and where they stand.

use std::collections::BTreeMap;

use db::Instant;
use jiff::civil::Date;
use schedule::{Part, Period, PeriodWindow};
use serde::{Deserialize, Serialize};

use crate::features::approval::{Approval, Standing};

db::id!(
    /// A report of a period; each re-issue is one of its own.
    pub ReportId
);

db::text_enum! {
    /// Which windows a report follows.
    pub enum Regime {
        /// From day 15 to day 14, sent to the authority above (letter 581/BNV-CCHC).
        Official = "official",
        /// Calendar periods, to the agency's own leaders.
        Internal = "internal",
    }
}

impl Regime {
    /// Its windows.
    #[must_use]
    pub fn rule(self) -> schedule::Regime {
        match self {
            Self::Official => schedule::Regime::official(),
            Self::Internal => schedule::Regime::calendar(),
        }
    }

    /// The template that a report of it starts from.
    #[must_use]
    pub fn template(self) -> &'static str {
        match self {
            Self::Official => "cchc-2025",
            Self::Internal => "tuyen-truyen-2025",
        }
    }

    /// The period after this one, without a gap and without an overlap: its name and its days. The second quarter
    /// follows the first although the next official report is that of six months.
    #[must_use]
    pub fn next(self, window: &PeriodWindow) -> (Period, Date, Date) {
        let Period { year, part } = window.period;
        let (year, part) = match part {
            Part::FirstQuarter => (year, Part::SecondQuarter),
            Part::SecondQuarter => (year, Part::ThirdQuarter),
            Part::FirstHalf if self == Self::Internal => (year, Part::SecondHalf),
            Part::FirstHalf => (year, Part::ThirdQuarter),
            Part::ThirdQuarter | Part::NineMonths => (year, Part::FourthQuarter),
            Part::FourthQuarter => (year.saturating_add(1), Part::FirstQuarter),
            Part::SecondHalf | Part::Year => (year.saturating_add(1), Part::Year),
        };
        let first = window.last.tomorrow().unwrap_or(window.last);
        let months = match part {
            Part::FirstHalf | Part::SecondHalf => 6,
            Part::NineMonths => 9,
            Part::Year => 12,
            _ => 3,
        };
        let past = first.saturating_add(jiff::Span::new().months(months));
        (Period { year, part }, first, past.yesterday().unwrap_or(past))
    }
}

/// What a person decides about the paper itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Details {
    /// Kính gửi, one a line.
    pub addressees: Vec<String>,
    /// Nơi nhận, one a line.
    pub recipients: Vec<String>,
    /// "KT. Giám đốc", when somebody signs for somebody.
    pub signer_authority: String,
    /// "Phó Giám đốc".
    pub signer_position: String,
    /// The name.
    pub signer_name: String,
}

/// A figure that no data gives, filled in by a person.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The number or code; none when it is still unknown.
    pub value: Option<u64>,
    /// Why it is so, or why there is none.
    pub note: String,
}

/// A report, its sections and figures apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Its id.
    pub id: ReportId,
    /// Its period.
    pub period: Period,
    /// Which windows it follows.
    pub regime: Regime,
    /// 1, then 2 and on for each issue that replaces the one before it.
    pub issue: i32,
    /// Why it was issued again.
    pub reissue_reason: String,
    /// The template it is drafted by.
    pub template: String,
    /// The register number, once given.
    pub number: Option<String>,
    /// The day of issue, once given.
    pub issued_on: Option<Date>,
    /// Addressees, recipients, signer.
    pub details: Details,
    /// Figures filled in by hand, by key.
    pub answers: BTreeMap<String, Answer>,
    /// Who began it.
    pub created_by: String,
    /// When it was last changed.
    pub changed_at: Instant,
    /// Who froze it, and when.
    pub frozen: Option<(String, Instant)>,
}

impl Report {
    /// Its days and due day; none when the regime does not know the period any more.
    #[must_use]
    pub fn window(&self) -> Option<PeriodWindow> {
        self.regime.rule().window(self.period)
    }

    /// Its page.
    #[must_use]
    pub fn href(&self) -> String {
        format!("/lam-viec/bao-cao/{}", self.id)
    }
}

/// A section that a person rewrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edited {
    /// The section's key in the template.
    pub section: String,
    /// What the person wrote.
    pub body: String,
    /// The draft that the person had before them.
    pub basis: String,
    /// Who.
    pub by: String,
    /// When.
    pub at: Instant,
}

/// Where a report stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phase {
    /// Being written; figures follow the data.
    Draft,
    /// Sent back with a reason; figures follow the data again.
    Returned(String),
    /// Waits for a decision; figures as they were submitted.
    Submitted(Approval),
    /// Agreed to; figures as they were submitted.
    Approved(Approval),
    /// Frozen for good.
    Frozen,
}

impl Phase {
    /// Where a report stands, given where its submitted content stands.
    #[must_use]
    pub fn of(report: &Report, standing: Standing) -> Self {
        match standing {
            _ if report.frozen.is_some() => Self::Frozen,
            Standing::Open => Self::Draft,
            Standing::Waiting(approval) => Self::Submitted(approval),
            Standing::Approved(approval) => Self::Approved(approval),
            Standing::Returned(_, reason) => Self::Returned(reason),
        }
    }

    /// Whether its figures are those of a cut.
    #[must_use]
    pub fn is_cut(&self) -> bool {
        matches!(self, Self::Submitted(_) | Self::Approved(_) | Self::Frozen)
    }

    /// The end of its word keys.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Returned(_) => "returned",
            Self::Submitted(_) => "submitted",
            Self::Approved(_) => "approved",
            Self::Frozen => "frozen",
        }
    }

    /// The colour that goes with it; never the only sign.
    #[must_use]
    pub fn tone(&self) -> ui::Tone {
        match self {
            Self::Draft => ui::Tone::Neutral,
            Self::Returned(_) => ui::Tone::Warn,
            Self::Submitted(_) => ui::Tone::Info,
            Self::Approved(_) | Self::Frozen => ui::Tone::Good,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_period_begins_on_the_day_after() {
        let next = |regime: Regime, period: &str| {
            let window = regime.rule().window(period.parse().unwrap()).unwrap();
            let (period, first, last) = regime.next(&window);
            format!("{period} {first} {last}")
        };
        for (regime, period, expected) in [
            (Regime::Official, "2025-Q1", "2025-Q2 2025-03-15 2025-06-14"),
            (Regime::Official, "2025-H1", "2025-Q3 2025-06-15 2025-09-14"),
            (Regime::Official, "2025-Q3", "2025-Q4 2025-09-15 2025-12-14"),
            (Regime::Official, "2025", "2026 2025-12-15 2026-12-14"),
            (Regime::Internal, "2025-Q4", "2026-Q1 2026-01-01 2026-03-31"),
            (Regime::Internal, "2025-H1", "2025-H2 2025-07-01 2025-12-31"),
            (Regime::Internal, "2025-Q2", "2025-Q3 2025-07-01 2025-09-30"),
        ] {
            assert_eq!(next(regime, period), expected);
        }
    }
}
