//! From the description to final words: numbers, capitals, stops and grids are settled here once,
//! so that both writers say the same.

mod composed;
mod count;
mod items;
mod picture;
mod table;
mod width;

use crate::clean::{bare_item, line, lines};
use crate::model::{Addressees, Document, Form, Layout, Orientation, Picture, Signer};
use crate::{Block, WriteError};

pub(crate) use composed::{Boxed, Composed, ComposedAnnex, Item, SignerBlock, Span};
pub(crate) use picture::pixels;
#[cfg(feature = "pdf")]
pub(crate) use table::PADDING;
pub(crate) use table::{Grid, GridCell, GridRow, MAX_COLUMNS};
pub(crate) use width::bold_width;

pub(crate) const NATION: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
pub(crate) const MOTTO: &str = "Độc lập - Tự do - Hạnh phúc";
pub(crate) const POINTS_PER_MM: f32 = 72.0 / 25.4;
/// A4.
pub(crate) const SHEET: (f32, f32) = (210.0, 297.0);

/// Settles every word of the document.
pub(crate) fn compose(document: &Document) -> Result<Composed, WriteError> {
    let kind = &document.kind;
    let layout = document.layout;
    if !layout.is_drawable() {
        return Err(WriteError::Layout);
    }
    let addressees: Vec<String> = stopped(&document.addressees);
    if kind.addressees == Addressees::Refused && !addressees.is_empty() {
        return Err(WriteError::AddresseesRefused {
            kind: kind.name.to_string(),
        });
    }
    let mut items = items::Composer::new(layout);
    let mut body = items.blocks(&document.body, Orientation::Portrait)?;
    if document.end_mark {
        end_with_mark(&mut body);
    }
    let annexes = annexes(document, &mut items)?;
    let signer = document
        .signer
        .as_ref()
        .map(|s| signer_block(s, &mut items.pictures));
    let second_signer = document
        .second_signer
        .as_ref()
        .map(|s| signer_block(s, &mut items.pictures));
    picture::check(&items.pictures)?;
    let head = &document.letterhead;
    let is_letter = kind.form == Form::Letter;
    let subject = line(strip_matter(&document.subject));
    let place = line(&head.place);
    let place_and_date = match place.as_str() {
        "" => capitalised(&head.date.long_form()),
        place => format!("{place}, {}", head.date.long_form()),
    };
    let name = line(&kind.name);
    let head_right =
        bold_width(NATION, layout.head_size).max(bold_width(MOTTO, layout.motto_size)) / POINTS_PER_MM + 3.0;
    let width = text_width(&layout, false);
    let left = width - head_right - 2.0;
    Ok(Composed {
        title: document
            .metadata
            .title
            .as_deref()
            .map_or_else(|| line(&format!("{name} {subject}")), line),
        author: line(&document.metadata.author),
        date: [
            document.metadata.date.year(),
            document.metadata.date.month().into(),
            document.metadata.date.day().into(),
        ],
        layout,
        head_right,
        nation: NATION,
        motto: MOTTO,
        superior: centred(
            &head.superior.as_deref().unwrap_or_default().to_uppercase(),
            layout.head_size,
            left,
        ),
        issuer: centred(&head.issuer.to_uppercase(), layout.head_size, left),
        number: format!("Số: {}", line(&head.number_and_symbol())),
        place_and_date,
        letter_subject: (is_letter && !subject.is_empty()).then(|| format!("V/v {subject}")),
        boxes: boxes(document),
        name: (!is_letter).then(|| name.to_uppercase()),
        subject: if is_letter {
            Vec::new()
        } else {
            centred(strip_matter(&document.subject), layout.body_size, width * 0.92)
        },
        replaces: document
            .marks
            .reissue
            .as_ref()
            .and_then(|r| r.replaces.as_deref())
            .map(|text| format!("({})", line(text).trim_matches(['(', ')']))),
        addressees,
        authority: document.authority.as_deref().map(|a| line(a).to_uppercase()),
        bases: stopped(&document.bases),
        order: (kind.form == Form::Decision).then(|| format!("{}:", name.to_uppercase())),
        items: body,
        signer,
        second_signer,
        recipients: stopped(&document.recipients),
        drafter: document.marks.drafter.as_deref().map(|d| line(d).to_uppercase()),
        contact: document.marks.contact.iter().map(|c| line(c)).collect(),
        annexes,
        pictures: items.pictures,
    })
}

fn annexes(document: &Document, composer: &mut items::Composer) -> Result<Vec<ComposedAnnex>, WriteError> {
    let head = &document.letterhead;
    let name = match document.kind.form {
        Form::Letter => "Công văn",
        Form::Named | Form::Decision => document.kind.name.as_ref(),
    };
    let derived = format!(
        "Kèm theo {name} số {} {} của {}",
        head.number_and_symbol(),
        head.date.long_form(),
        head.issuer.trim(),
    );
    let several = document.annexes.len() > 1;
    let mut all = Vec::new();
    for (nth, annex) in (1..).zip(&document.annexes) {
        let width = text_width(&document.layout, annex.orientation == Orientation::Landscape);
        let attached_to = annex.attached_to.as_deref().unwrap_or(&derived);
        all.push(ComposedAnnex {
            label: if several {
                format!("Phụ lục {}", count::roman(nth))
            } else {
                "Phụ lục".to_owned()
            },
            title: centred(
                &annex.title.to_uppercase(),
                document.layout.body_size,
                width * 0.92,
            ),
            attached_to: format!("({})", line(attached_to).trim_matches(['(', ')'])),
            landscape: annex.orientation == Orientation::Landscape,
            items: composer.blocks(&annex.body, annex.orientation)?,
        });
    }
    Ok(all)
}

/// The lines of a centred text; those wider than this (in millimetres) are cut evenly.
fn centred(text: &str, size: f32, width: f32) -> Vec<String> {
    lines(text)
        .iter()
        .flat_map(|line| width::balanced(line, size, width * POINTS_PER_MM))
        .collect()
}

fn signer_block(signer: &Signer, pictures: &mut Vec<Picture>) -> SignerBlock {
    let picture = signer.signature.as_ref().map(|png| {
        pictures.push(Picture::Png { png: png.clone() });
        pictures.len() - 1
    });
    SignerBlock {
        titles: signer.title_lines().iter().map(|title| line(title)).collect(),
        name: line(&signer.name),
        picture,
    }
}

fn boxes(document: &Document) -> Vec<Boxed> {
    let marks = &document.marks;
    let counted = |word: &str, round: Option<u16>| match round {
        Some(round) => format!("{word} LẦN {round}"),
        None => word.to_owned(),
    };
    let mut boxes = Vec::new();
    let mut add = |text: String, width: Option<f32>| {
        let natural = bold_width(&text, 13.0) / POINTS_PER_MM + 6.0;
        boxes.push(Boxed {
            width: width.unwrap_or(natural).max(natural),
            text,
        });
    };
    if let Some(secrecy) = marks.secrecy {
        add(secrecy.label().to_owned(), None);
    }
    if let Some(urgency) = marks.urgency {
        add(urgency.label().to_owned(), Some(urgency.width()));
    }
    if let Some(circulation) = &marks.circulation {
        add(line(circulation).to_uppercase(), None);
    }
    if let Some(draft) = marks.draft {
        add(counted("DỰ THẢO", draft.round), None);
    }
    if let Some(reissue) = &marks.reissue {
        add(counted("PHÁT HÀNH LẠI", reissue.round), None);
    }
    boxes
}

/// Lines of a list with their stops: ";" behind each, "." behind the last.
fn stopped(entries: &[String]) -> Vec<String> {
    let bare: Vec<String> = entries
        .iter()
        .map(|entry| bare_item(entry))
        .filter(|e| !e.is_empty())
        .collect();
    let last = bare.len().saturating_sub(1);
    let stop = |(nth, entry)| format!("{entry}{}", if nth == last { "." } else { ";" });
    bare.into_iter().enumerate().map(stop).collect()
}

/// The subject without a "V/v" that the writer adds itself.
fn strip_matter(subject: &str) -> &str {
    let subject = subject.trim();
    ["V/v", "v/v", "V/V"]
        .iter()
        .find_map(|prefix| subject.strip_prefix(prefix))
        .map_or(subject, |rest| rest.trim_start_matches([':', ' ', '\u{a0}']))
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

/// Writes `./.` behind the last words, unless something other than text comes last.
fn end_with_mark(items: &mut [Item]) {
    let Some(Item::Paragraph { spans }) = items.last_mut() else {
        return;
    };
    let Some(last) = spans.last_mut() else {
        return;
    };
    let text = last.text.trim_end();
    if !text.ends_with("./.") && !text.ends_with(':') {
        last.text = format!("{}./.", text.trim_end_matches(['.', ';', ',']));
    }
}

/// Width of the text in millimetres.
pub(crate) fn text_width(layout: &Layout, landscape: bool) -> f32 {
    let sheet = if landscape { SHEET.1 } else { SHEET.0 };
    sheet - layout.margin_left - layout.margin_right
}

#[cfg(test)]
mod tests;
