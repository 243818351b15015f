//! What a registrar would send a document back for.

mod rule;

use serde::{Deserialize, Serialize};

use crate::model::{Addressees, Annex, Block, Document, Form, Layout, LayoutItem, LayoutRanges, Number};

pub use rule::Rule;

/// Something about a document that breaks Decree 30/2020/NĐ-CP, or that is worth a second look.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Remark {
    /// How bad it is.
    pub severity: Severity,
    /// What it is. Its code is the key under which callers keep their words for it.
    #[serde(flatten)]
    pub rule: Rule,
}

/// How bad a remark is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// True of every draft, such as a number that is not given yet.
    Note,
    /// Unusual; a person should look.
    Warning,
    /// The registrar would send it back.
    Error,
}

/// Checks a document against Decree 30/2020/NĐ-CP. An empty answer means that nothing was found.
///
/// ```
/// use jiff::civil::date;
/// use official_document::{Document, Kind, Letterhead, Metadata, Rule, check};
///
/// let plan = Document::new(
///     Kind::PLAN,
///     Letterhead { issuer: "Sở Xây dựng".into(), ..Letterhead::default() },
///     "Tuyên truyền cải cách hành chính năm 2026",
///     Metadata::new("Sở Xây dựng", date(2026, 1, 5)),
/// )
/// .to("Sở Nội vụ");
/// let remarks = check(&plan);
/// assert!(remarks.iter().any(|remark| remark.rule == Rule::AddresseesRefused));
/// ```
pub fn check(document: &Document) -> Vec<Remark> {
    let mut found = check_layout(&document.layout, &LayoutRanges::decree_30());
    let mut add = |rule: Rule| {
        found.push(Remark {
            severity: rule.severity(),
            rule,
        })
    };
    letterhead(document, &mut add);
    opening(document, &mut add);
    if document.body.is_empty() {
        add(Rule::BodyEmpty);
    }
    blocks(&document.body, &mut add);
    for (nth, annex) in (1..).zip(&document.annexes) {
        let Annex { title, body, .. } = annex;
        if is_blank(title) {
            add(Rule::AnnexTitleMissing { annex: nth });
        }
        blocks(body, &mut add);
    }
    ending(document, &mut add);
    found
}

/// Checks the measures of the page against these ranges.
pub fn check_layout(layout: &Layout, ranges: &LayoutRanges) -> Vec<Remark> {
    let outside = |&(item, range): &(LayoutItem, crate::model::Range)| {
        let value = layout.get(item);
        let rule = Rule::OutOfRange {
            item,
            value,
            min: range.min,
            max: range.max,
        };
        (!(range.min..=range.max).contains(&value)).then(|| Remark {
            severity: rule.severity(),
            rule,
        })
    };
    ranges.0.iter().filter_map(outside).collect()
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

fn letterhead(document: &Document, add: &mut impl FnMut(Rule)) {
    let head = &document.letterhead;
    if is_blank(&head.issuer) {
        add(Rule::IssuerMissing);
    }
    if is_blank(&head.place) {
        add(Rule::PlaceMissing);
    }
    match head
        .number
        .as_deref()
        .map(str::trim)
        .filter(|number| !number.is_empty())
    {
        None => add(Rule::NumberBlank),
        Some(number) if number.len() == 1 => add(Rule::LeadingZero {
            number: number.to_owned(),
        }),
        Some(_) => {}
    }
    if head.date.day().is_none() {
        add(Rule::DateBlank);
    }
    let symbol = head.symbol.trim();
    let abbreviation = document.kind.abbreviation.trim();
    if symbol.is_empty() {
        add(Rule::SymbolMissing);
    } else if symbol.contains(char::is_whitespace) {
        add(Rule::SymbolSpace {
            symbol: symbol.to_owned(),
        });
    }
    if !symbol.is_empty() && !abbreviation.is_empty() && !symbol.starts_with(&format!("{abbreviation}-")) {
        add(Rule::SymbolKind {
            symbol: symbol.to_owned(),
            expected: format!("{abbreviation}-"),
        });
    }
}

fn opening(document: &Document, add: &mut impl FnMut(Rule)) {
    if is_blank(&document.subject) {
        add(Rule::SubjectMissing);
    } else if document.subject.trim_end().ends_with(['.', ';']) {
        add(Rule::SubjectStop);
    }
    match document.kind.addressees {
        Addressees::Refused if !document.addressees.is_empty() => add(Rule::AddresseesRefused),
        Addressees::Required if document.addressees.is_empty() => add(Rule::AddresseesMissing),
        Addressees::Refused | Addressees::Required | Addressees::Allowed => {}
    }
    if document.kind.form == Form::Decision {
        if document.bases.is_empty() {
            add(Rule::BasesMissing);
        }
        if document.authority.as_deref().is_none_or(is_blank) {
            add(Rule::AuthorityMissing);
        }
    }
}

fn blocks(blocks: &[Block], add: &mut impl FnMut(Rule)) {
    let mut deepest = 3;
    let mut points = 0;
    for block in blocks {
        match block {
            Block::Heading { level, text, .. } => {
                if is_blank(text) {
                    add(Rule::HeadingEmpty);
                }
                if *level > deepest {
                    add(Rule::HeadingSkips {
                        heading: text.clone(),
                    });
                }
                deepest = level.saturating_add(1);
                points = 0;
            }
            Block::Article { .. } | Block::Division { .. } => points = 0,
            Block::Point { number, .. } if *number != Number::None => {
                points += 1;
                if points == 24 {
                    add(Rule::TooManyPoints);
                }
            }
            Block::Table(table) => {
                if table.rows.is_empty() {
                    add(Rule::TableEmpty);
                }
                if table.header.is_empty() {
                    add(Rule::TableHeaderMissing);
                }
            }
            Block::Point { .. }
            | Block::Paragraph { .. }
            | Block::Centered { .. }
            | Block::Figure(_)
            | Block::PageBreak => {}
        }
    }
}

fn ending(document: &Document, add: &mut impl FnMut(Rule)) {
    const DEGREES: [&str; 10] = [
        "GS.",
        "PGS.",
        "TS.",
        "ThS.",
        "Ths.",
        "CN.",
        "KS.",
        "KTS.",
        "BS.",
        "Luật sư",
    ];
    match &document.signer {
        None => add(Rule::SignerMissing),
        Some(signer) => {
            if signer.title_lines().is_empty() {
                add(Rule::SignerPositionMissing);
            }
            let name = signer.name.trim();
            if name.is_empty() {
                add(Rule::SignerNameMissing);
            }
            if DEGREES.iter().any(|degree| name.starts_with(degree)) {
                add(Rule::SignerDegree {
                    name: name.to_owned(),
                });
            }
        }
    }
    match document.recipients.last() {
        None => add(Rule::RecipientsMissing),
        Some(last) if !last.trim_start_matches(['-', ' ']).starts_with("Lưu") => add(Rule::ArchiveMissing),
        Some(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::model::{Kind, Letterhead, Metadata, Signer, Table};

    fn sound() -> Document {
        Document::new(
            Kind::PLAN,
            Letterhead {
                superior: Some("UBND tỉnh Hòa Giang".into()),
                issuer: "Sở Xây dựng".into(),
                number: Some("12".into()),
                symbol: "KH-SXD".into(),
                place: "Hòa Giang".into(),
                date: date(2026, 3, 5).into(),
            },
            "Tuyên truyền cải cách hành chính năm 2026",
            Metadata::new("Sở Xây dựng", date(2026, 3, 5)),
        )
        .block(Block::heading(1, "Mục đích"))
        .block(Block::paragraph("Nâng cao nhận thức."))
        .signed_by(Signer::new("Giám đốc", "Nguyễn Văn An"))
        .recipient("Sở Nội vụ")
        .recipient("Lưu: VT, VP")
    }

    fn codes(document: &Document) -> Vec<&'static str> {
        check(document).iter().map(|remark| remark.rule.code()).collect()
    }

    #[test]
    fn a_sound_plan_has_no_remarks() {
        assert_eq!(check(&sound()), []);
    }

    /// Makes a sound document unsound.
    type Spoil = fn(&mut Document);

    #[test]
    fn each_defect_is_named() {
        let cases: [(Spoil, &str); 17] = [
            (|d| d.addressees.push("Sở Nội vụ".into()), "addressees-refused"),
            (|d| d.signer = None, "signer-missing"),
            (
                |d| d.signer = Some(Signer::new("", "An")),
                "signer-position-missing",
            ),
            (
                |d| d.signer = Some(Signer::new("Giám đốc", "TS. Nguyễn Văn An")),
                "signer-degree",
            ),
            (|d| d.letterhead.number = Some("5".into()), "leading-zero"),
            (|d| d.letterhead.number = None, "number-blank"),
            (|d| d.letterhead.date = None.into(), "date-blank"),
            (|d| d.letterhead.symbol = "BC-SXD".into(), "symbol-kind"),
            (|d| d.letterhead.symbol = "KH - SXD".into(), "symbol-space"),
            (|d| d.letterhead.place.clear(), "place-missing"),
            (|d| d.subject = "Tuyên truyền.".into(), "subject-stop"),
            (|d| d.layout.margin_left = 29.0, "out-of-range"),
            (|d| d.layout.body_size = f32::NAN, "out-of-range"),
            (|d| d.body.clear(), "body-empty"),
            (|d| d.body.push(Block::heading(3, "Sâu")), "heading-skips"),
            (|d| d.body.push(Table::default().into()), "table-empty"),
            (|d| d.recipients.truncate(1), "archive-missing"),
        ];
        for (spoil, code) in cases {
            let mut document = sound();
            spoil(&mut document);
            assert!(codes(&document).contains(&code), "{code} not found");
        }
    }

    #[test]
    fn codes_are_those_of_the_json() {
        let rule = Rule::HeadingSkips {
            heading: "Sâu".into(),
        };
        let json = serde_json::to_value(Remark {
            severity: rule.severity(),
            rule: rule.clone(),
        })
        .unwrap();
        assert_eq!(json["rule"], rule.code());
        assert_eq!(json["severity"], "warning");
    }

    #[test]
    fn a_letter_needs_addressees_and_a_decision_its_bases() {
        let mut document = sound();
        document.kind = Kind::LETTER;
        assert!(codes(&document).contains(&"addressees-missing"));
        document.kind = Kind::DECISION;
        assert!(codes(&document).contains(&"bases-missing"));
        assert!(codes(&document).contains(&"authority-missing"));
    }
}
