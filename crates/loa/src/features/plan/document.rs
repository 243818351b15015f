//! A version as an official document with its annex.

use jiff::civil::Date;
use official_document::{
    Align, Annex, Authority, Block, Cell, Column, Document, IssueDate, Kind, Letterhead, Metadata,
    Row as Line, Signer, Table,
};
use ui::Translator;

use super::item::ItemKind;
use super::model::{Plan, Version};
use super::row::{Row, RowField};
use crate::features::agency::Agency;

/// Columns of the annex, each with its part of the width.
const COLUMNS: [(RowField, f32); 5] = [
    (RowField::No, 0.6),
    (RowField::Content, 5.0),
    (RowField::Leads, 2.2),
    (RowField::Coordinators, 2.4),
    (RowField::Time, 1.8),
];
/// Groups of the text in the order in which plans write them.
const GROUPS: [ItemKind; 7] = [
    ItemKind::Target,
    ItemKind::Audience,
    ItemKind::Scope,
    ItemKind::ReformArea,
    ItemKind::Content,
    ItemKind::Form,
    ItemKind::ReportingDuty,
];

/// The document. `t` speaks Vietnamese: it says the headings of the text.
pub fn official(
    t: Translator,
    (plan, version, rows): (&Plan, &Version, &[Row]),
    (own, parent): (&Agency, Option<&Agency>),
    today: Date,
) -> Document {
    let text = |kind: ItemKind| version.text(kind).unwrap_or_default().trim().to_owned();
    let or = |text: String, other: &str| {
        if text.is_empty() { other.to_owned() } else { text }
    };
    let number = text(ItemKind::Number);
    let (register, symbol) = match number.split_once('/') {
        Some((register, symbol)) => (Some(register.trim().to_owned()), symbol.trim().to_owned()),
        None => (None, format!("KH-{}", own.symbol)),
    };
    let letterhead = Letterhead {
        superior: Some(or(
            text(ItemKind::Superior),
            parent.map_or("", |parent| parent.name.as_str()),
        ))
        .filter(|name| !name.is_empty()),
        issuer: or(text(ItemKind::Issuer), &own.name),
        number: register.filter(|register| !register.is_empty()),
        symbol,
        place: or(text(ItemKind::Place), &own.place),
        date: version.date().map_or(IssueDate::Year(plan.year), IssueDate::Day),
    };
    let title = or(text(ItemKind::Title), &plan.title);
    let metadata = Metadata::new(&own.name, version.date().unwrap_or(today));
    let mut document = Document::new(Kind::PLAN, letterhead, subject(&title), metadata);
    for basis in version.items_of(ItemKind::LegalBasis) {
        document = document.basis(basis_line(t, &basis.text));
    }
    for kind in GROUPS {
        let mut items = version
            .items_of(kind)
            .filter(|item| !item.text.is_empty())
            .peekable();
        if items.peek().is_none() {
            continue;
        }
        document = document.block(Block::heading(1, t.say(&format!("plan-document-{kind}"))));
        for item in items {
            document = document.block(Block::dash(item.text.clone()));
        }
    }
    document = document.block(Block::paragraph(t.say("plan-document-annex-line")));
    let signer = signer(
        &text(ItemKind::SignerAuthority),
        text(ItemKind::SignerPosition),
        text(ItemKind::SignerName),
    );
    document = document.signed_by(signer);
    for recipient in version.items_of(ItemKind::Recipient) {
        document = document.recipient(recipient.text.clone());
    }
    document.annex(annex(t, rows))
}

/// The title without the word of the kind, which the layout prints itself.
fn subject(title: &str) -> String {
    let kind = "Kế hoạch";
    let rest = title
        .split_at_checked(kind.len())
        .filter(|(head, _)| vietnamese::fold(head) == vietnamese::fold(kind))
        .map_or(title, |(_, rest)| rest.trim_start());
    let mut letters = rest.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => title.to_owned(),
    }
}

fn basis_line(t: Translator, text: &str) -> String {
    let opens = ["can cu", "thuc hien", "theo ", "xet "];
    let folded = vietnamese::fold(text);
    if opens.iter().any(|open| folded.starts_with(open)) {
        text.to_owned()
    } else {
        t.say_with("plan-document-basis", &[("basis", text.into())])
    }
}

fn signer(authority: &str, position: String, name: String) -> Signer {
    let mut signer = Signer::new(position, name);
    for line in authority.lines() {
        let known = [
            Authority::OnBehalf,
            Authority::For,
            Authority::ByOrder,
            Authority::ByDelegation,
            Authority::Acting,
        ];
        for right in known {
            if let Some(of) = line.trim().strip_prefix(right.abbreviation()) {
                signer = signer.acting_for(right, of.trim());
            }
        }
    }
    signer
}

fn annex(t: Translator, rows: &[Row]) -> Annex {
    let with_product = rows.iter().any(|row| !row.product.is_empty());
    let mut columns: Vec<(RowField, f32)> = COLUMNS.to_vec();
    if with_product {
        columns.push((RowField::Product, 1.8));
    }
    let count = u16::try_from(columns.len()).unwrap_or(1);
    let mut table = Table::new(columns.iter().map(|(field, share)| Column {
        share: *share,
        align: if *field == RowField::No {
            Align::Center
        } else {
            Align::Left
        },
    }))
    .header(Line::new(columns.iter().map(|(field, _)| {
        Cell::new(t.say(&format!("plan-row-{field}"))).align(Align::Center)
    })));
    let mut section = "";
    for row in rows {
        if row.section != section {
            section = &row.section;
            if !section.is_empty() {
                table = table.row(Line::new([Cell::new(section).across(count)]).bold());
            }
        }
        table = table.row(Line::new(
            columns.iter().map(|(field, _)| Cell::new(row.text(*field))),
        ));
    }
    Annex::new(t.say("plan-document-annex"))
        .landscape()
        .block(Block::Table(table))
}
