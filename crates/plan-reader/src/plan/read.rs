//! A document to a plan: each part of the grammar in turn.

use super::lines::{Line, lines};
use super::{
    Issue, Plan, citation, closing, letterhead, lists, names, outline, period, reporting, targets, title,
    typos,
};
use crate::document::Document;
use crate::text::fold;
use crate::{Field, Remark, tasks};

/// Reads what a document orders.
pub(crate) fn read(document: &Document) -> Plan {
    let tables = tasks::find(document);
    let all = lines(document, |block, row| tables.is_prose(block, row));
    let titles = title::titles(&all);
    let mut plan = Plan::default();
    let main = titles.first();
    let head_block = main
        .and_then(|title| all.get(title.first))
        .map_or_else(|| first_text(&all), |line| line.block);
    let head = letterhead::read(document, head_block);
    let running: String = all.iter().map(Line::words).collect::<Vec<_>>().join("\n");
    plan.place = head.place;
    plan.date = head.date;
    plan.number = head.number;
    plan.symbol = head.symbol;
    plan.superior = head.superior;
    plan.remarks = head.remarks;
    plan.issuer_text = main.and_then(|title| title.authority.clone()).or(head.issuer);
    let mut year = head.year;
    if let Some(note) = annex_note(&all, &titles) {
        from_note(&mut plan, &mut year, note);
    }
    if plan.issuer_text.is_none() && plan.number.is_none() && plan.date.is_none() {
        plan.remarks.push(Remark::NoLetterhead);
    }
    plan.issuer = plan
        .issuer_text
        .clone()
        .map(|issuer| issuer.map(|name| names::sentence_case(&name, &running)));

    let own = titles.last();
    if let Some(own) = own {
        plan.kind = Some(own.kind.clone());
        plan.subject.clone_from(&own.subject);
        plan.title = Some(full_title(own));
    }
    if let (true, Some(main)) = (titles.len() > 1, main) {
        plan.issued_by = Some(Issue {
            kind: main.kind.clone(),
            subject: main.subject.clone(),
        });
    }
    (plan.year, plan.period) = period::read(
        plan.title.as_ref(),
        plan.date.as_ref().map(|date| date.value),
        year,
    );

    let start = own.map_or(0, |own| own.end);
    let close = closing::read(document);
    let stop = body_end(&all, start, close.block);
    let nodes = outline::outline(&all, start, stop);
    plan.sections = outline::sections(&all, &nodes);
    let basis_from = main.map_or(0, |main| main.end);
    plan.legal_basis = legal_basis(&all, basis_from, stop);
    plan.targets = targets::read(&all, &nodes, start, stop);
    lists::read(&mut plan, &all, &nodes);
    plan.reporting_duties = reporting::read(&all, &nodes, start, stop);
    plan.recipients = close.recipients;
    plan.signer = close.signer;
    tasks::read(&mut plan, document, &tables, &all, &nodes);
    typos::read(&mut plan, document);
    plan
}

fn first_text(lines: &[Line]) -> u32 {
    let body = lines
        .iter()
        .find(|line| line.ascii().starts_with("can cu") || line.label.is_some());
    body.map_or(0, |line| line.block)
}

fn full_title(title: &title::Title) -> Field<String> {
    let kind = vietnamese::capitalise(&title.kind_words.to_lowercase());
    let Some(subject) = &title.subject else {
        return Field::new(kind, title.kind.sources.clone(), 0.6);
    };
    let sources = title
        .kind
        .sources
        .iter()
        .chain(&subject.sources)
        .cloned()
        .collect();
    Field::new(format!("{kind} {}", subject.value), sources, subject.confidence)
}

/// The line "(Kèm theo Kế hoạch số … ngày … của …)" under a title or an annex.
fn annex_note<'a>(lines: &'a [Line], titles: &[title::Title]) -> Option<&'a Line> {
    let titled = titles
        .iter()
        .filter_map(|title| title.note)
        .filter_map(|note| lines.get(note))
        .next();
    titled.or_else(|| {
        lines.iter().find(|line| {
            let ascii = line.ascii();
            (ascii.starts_with("(kem theo") || ascii.starts_with("(ban hanh kem")) && ascii.contains(" so")
        })
    })
}

/// What the letterhead left out, or a remark where the annex disagrees.
fn from_note(plan: &mut Plan, year: &mut Option<i16>, line: &Line) {
    if let Some(number) = citation::number(&line.text, 0) {
        let sources = line.sources(number.start, number.end);
        match (&mut plan.number, number.number) {
            (None, Some(text)) => plan.number = Some(Field::new(text, sources.clone(), 0.85)),
            (Some(own), Some(text)) if fold(&own.value) != fold(&text) => {
                let source = sources.first().cloned();
                own.remarks.push(Remark::Disagrees { other: text, source });
            }
            (None, None) if !plan.remarks.contains(&Remark::BlankNumber) => {
                plan.remarks.push(Remark::BlankNumber)
            }
            _ => {}
        }
        if plan.symbol.is_none() {
            plan.symbol = Some(Field::new(number.symbol, sources, 0.85));
        }
    }
    let dated = citation::date(line.ascii(), 0);
    let mut after = 0;
    if let Some(parts) = dated {
        after = parts.end;
        *year = year.or(Some(parts.year));
        match (&mut plan.date, parts.date()) {
            (None, Some(date)) => {
                plan.date = Some(Field::new(date, line.sources(parts.start, parts.end), 0.85))
            }
            (None, None) if !plan.remarks.contains(&Remark::BlankDate) => {
                plan.remarks.push(Remark::BlankDate)
            }
            (Some(own), Some(date)) if own.value != date => {
                let source = line.sources(parts.start, parts.end).into_iter().next();
                own.remarks.push(Remark::Disagrees {
                    other: date.to_string(),
                    source,
                });
            }
            _ => {}
        }
    }
    if plan.issuer_text.is_none()
        && let Some(at) = line
            .ascii()
            .get(after..)
            .and_then(|rest| rest.find("cua "))
            .map(|at| after + at + 4)
    {
        let end = line.ascii().len() - usize::from(line.ascii().trim_end().ends_with(')'));
        plan.issuer_text = Some(line.field(at, end, 0.8));
    }
}

/// Where the running text ends: at the recipients, or at an annex.
fn body_end(lines: &[Line], start: usize, closing: Option<u32>) -> usize {
    let close = |line: &Line| closing.is_some_and(|block| line.block == block);
    let annex =
        |line: &Line| line.is_upper() && line.ascii().starts_with("phu luc") && line.ascii().len() < 20;
    let ends = |line: &Line| close(line) || annex(line) || line.ascii().starts_with("noi nhan");
    lines
        .iter()
        .enumerate()
        .skip(start)
        .find(|(_, line)| ends(line))
        .map_or(lines.len(), |(index, _)| index)
}

fn legal_basis(lines: &[Line], start: usize, stop: usize) -> Vec<Field<super::LegalBasis>> {
    let mut bases: Vec<Field<super::LegalBasis>> = Vec::new();
    let opening = [
        "can cu",
        "thuc hien",
        "trien khai",
        "theo ke hoach",
        "theo quyet dinh",
        "theo cong van",
    ];
    for line in lines.iter().take(stop).skip(start) {
        if line.label.as_ref().is_some_and(|label| !label.is_bullet()) {
            break;
        }
        if opening.iter().any(|word| line.ascii().starts_with(word)) {
            for basis in citation::legal_bases(line) {
                if !bases.iter().any(|known| known.value == basis.value) {
                    bases.push(basis);
                }
            }
        }
    }
    bases
}
