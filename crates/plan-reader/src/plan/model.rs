use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Field, Remark};

/// A plan as its document orders it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Plan {
    /// Kind and subject, for example "Kế hoạch Tuyên truyền cải cách hành chính năm 2025".
    pub title: Option<Field<String>>,
    /// The kind of document the plan is.
    pub kind: Option<Field<DocumentKind>>,
    /// The subject without the kind (trích yếu).
    pub subject: Option<Field<String>>,
    /// The document that issues the plan, when the plan is attached to another (a decision).
    pub issued_by: Option<Issue>,
    /// The agency that issues it, abbreviations and capitals resolved for comparison, see [`Plan::issuer_text`].
    pub issuer: Option<Field<String>>,
    /// The issuer as the letterhead writes it.
    pub issuer_text: Option<Field<String>>,
    /// The agency above the issuer in the letterhead.
    pub superior: Option<Field<String>>,
    /// Number and symbol, for example `19/KH-UBND`; none when the number is blank.
    pub number: Option<Field<String>>,
    /// The symbol alone, for example `KH-SXD`, also when the number is blank.
    pub symbol: Option<Field<String>>,
    /// Place of the letterhead.
    pub place: Option<Field<String>>,
    /// Date of the letterhead; none when day or month are blank.
    pub date: Option<Field<Date>>,
    /// The year the plan is for.
    pub year: Option<Field<i16>>,
    /// The days the plan covers, both included.
    pub period: Option<Field<Period>>,
    /// The documents it rests on.
    pub legal_basis: Vec<Field<LegalBasis>>,
    /// Its headings in order.
    pub sections: Vec<Section>,
    /// Measurable targets.
    pub targets: Vec<Field<Target>>,
    /// Whom it addresses.
    pub audiences: Vec<Field<String>>,
    /// Its scope.
    pub scope: Vec<Field<String>>,
    /// What it tells, apart from the reform areas.
    pub contents: Vec<Field<String>>,
    /// The numbered fields of reform it names.
    pub reform_areas: Vec<Field<String>>,
    /// The forms of communication it orders.
    pub forms: Vec<Field<String>>,
    /// Who reports to whom, how often.
    pub reporting_duties: Vec<Field<ReportingDuty>>,
    /// The recipients.
    pub recipients: Vec<Field<String>>,
    /// Who signs.
    pub signer: Option<Signer>,
    /// The tasks.
    pub tasks: Vec<Task>,
    /// What a person should know about the plan as a whole, suspected typing errors among them.
    pub remarks: Vec<Remark>,
}

/// The document a plan is attached to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Issue {
    /// Its kind, most often a decision.
    pub kind: Field<DocumentKind>,
    /// Its subject.
    pub subject: Option<Field<String>>,
}

/// Kinds of official documents (tên loại).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DocumentKind {
    /// Kế hoạch.
    Plan,
    /// Quyết định.
    Decision,
    /// Nghị quyết.
    Resolution,
    /// Chỉ thị.
    Directive,
    /// Chương trình.
    Programme,
    /// Đề án.
    Scheme,
    /// Phương án.
    Scenario,
    /// Hướng dẫn.
    Guidance,
    /// Thông báo.
    Notice,
    /// Báo cáo.
    Report,
    /// Tờ trình.
    Proposal,
    /// Công văn.
    Letter,
    /// Luật, nghị định, thông tư and other legal rules.
    Law,
    /// Another kind.
    Other,
}

/// Days, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
}

/// A document that a plan rests on; identity is issuer, number, symbol and date together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LegalBasis {
    /// Its kind.
    pub kind: DocumentKind,
    /// Number and symbol, when it has one.
    pub number: Option<String>,
    /// Its date.
    pub date: Option<Date>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// Its subject, or the name of the law.
    pub about: Option<String>,
}

/// A heading, found by its number and not by its style.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Section {
    /// Depth from 1.
    pub level: u8,
    /// The number as written, for example `III.` or `a)`.
    pub label: String,
    /// The heading.
    pub title: Field<String>,
    /// Index of the block where it begins.
    pub first_block: u32,
    /// Index one past its last block.
    pub end_block: u32,
}

/// A measurable target.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Target {
    /// The percentage.
    pub percent: f64,
    /// Whether it is a least, a most or an exact value.
    pub comparison: Comparison,
    /// Of whom or what the share is taken.
    pub of: String,
    /// What they reach.
    pub reaches: String,
    /// Until when, as written.
    pub by: Option<String>,
}

/// How a target compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Comparison {
    /// At least (also when nothing is said).
    AtLeast,
    /// More than.
    MoreThan,
    /// At most.
    AtMost,
    /// Less than.
    LessThan,
}

/// A duty to report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReportingDuty {
    /// How often.
    pub cadences: Vec<Cadence>,
    /// Who reports, as written.
    pub by: Option<String>,
    /// To whom, as written.
    pub to: Option<String>,
    /// By when, as written ("trước ngày 15 tháng 11").
    pub due: Option<String>,
    /// The sentence.
    pub text: String,
}

/// How often a report is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cadence {
    /// Hằng tuần.
    Week,
    /// Hằng tháng.
    Month,
    /// Quý.
    Quarter,
    /// 6 tháng.
    HalfYear,
    /// 9 tháng.
    NineMonths,
    /// Năm.
    Year,
    /// Đột xuất.
    OnDemand,
}

/// Who signs.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Signer {
    /// On whose behalf (TM. ỦY BAN NHÂN DÂN; KT. CHỦ TỊCH), lines parted by line feeds.
    pub authority: Option<Field<String>>,
    /// Position of the one who signs.
    pub position: Option<Field<String>>,
    /// Name.
    pub name: Option<Field<String>>,
}

/// One task: a row of the annex, or a clause of prose.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Task {
    /// Number as written, without the trailing full stop or bracket.
    pub no: Option<Field<String>>,
    /// The group row or heading above.
    pub section: Option<Field<String>>,
    /// What is to be done.
    pub content: Field<String>,
    /// The parts parted by "hoặc", when either one fulfils the task.
    pub alternatives: Vec<String>,
    /// The units in the lead; the first is the lead.
    pub leads: Vec<Field<crate::units::Unit>>,
    /// The cell or label the leads were read from.
    pub lead_text: Option<Field<String>>,
    /// The coordinating units.
    pub coordinators: Vec<Field<crate::units::Unit>>,
    /// The cell or label the coordinators were read from.
    pub coordinators_text: Option<Field<String>>,
    /// The time as written.
    pub time_text: Option<Field<String>>,
    /// What the time phrase says, read with the plan's year and period.
    pub time: Option<schedule::Reading>,
    /// The product or result as written.
    pub product: Option<Field<String>>,
    /// Further columns with their headings.
    pub further: Vec<(String, Field<String>)>,
    /// What a person should know about it.
    pub remarks: Vec<Remark>,
}

impl Default for Field<String> {
    fn default() -> Self {
        Self::new(String::new(), Vec::new(), 0.0)
    }
}
