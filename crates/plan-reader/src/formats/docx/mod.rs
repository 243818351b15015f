//! Word documents, streamed: paragraphs with their automatic numbers, tables with their merged cells resolved.

mod body;
mod numbering;
mod properties;
mod runs;
mod styles;
mod table;

use super::package::Package;
use super::xml::{Node, Xml, attribute};
use crate::document::{Block, Part};
use crate::limits::Meter;
use crate::{Document, Format, Note, ReadError};

use body::Body;

/// The pieces that body text refers to.
#[derive(Default)]
struct Shared {
    styles: styles::Styles,
    numbering: numbering::Numbering,
}

pub(super) fn read(bytes: &[u8], meter: &mut Meter) -> Result<Document, ReadError> {
    let mut package = Package::open(bytes, Format::Docx, meter)?;
    let names = package.names();
    let main = main_part(&mut package, &names, meter)?;
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let named = |part: &str| {
        if folder.is_empty() {
            part.to_owned()
        } else {
            format!("{folder}/{part}")
        }
    };
    let mut shared = Shared::default();
    if let Some(part) = package.part(&named("styles.xml"), meter)? {
        shared.styles = styles::read(&mut Xml::new(part, Format::Docx), meter)?;
    }
    if let Some(part) = package.part(&named("numbering.xml"), meter)? {
        shared.numbering = numbering::read(&mut Xml::new(part, Format::Docx), meter)?;
    }
    let mut body = Body::new(shared);
    let Some(part) = package.part(&main, meter)? else {
        return Err(ReadError::Damaged {
            format: Format::Docx,
            detail: format!("{main} is missing"),
        });
    };
    body.read(&mut Xml::new(part, Format::Docx), Part::Body, meter)?;
    for (prefix, kind) in [
        ("footnotes", Part::Footnote),
        ("endnotes", Part::Footnote),
        ("header", Part::Header),
        ("footer", Part::Footer),
    ] {
        let start = named(prefix);
        for name in names
            .iter()
            .filter(|name| name.starts_with(&start) && name.ends_with(".xml"))
        {
            if let Some(part) = package.part(name, meter)? {
                body.read(&mut Xml::new(part, Format::Docx), kind, meter)?;
            }
        }
    }
    let (mut blocks, mut notes) = body.finish();
    drop_repeats(&mut blocks);
    if package.has(|name| name.ends_with("vbaProject.bin")) {
        notes.push(Note::MacrosIgnored);
    }
    Ok(Document {
        format: Format::Docx,
        blocks,
        notes,
    })
}

/// The part that holds the text, by the package's relations; by its usual name when they are missing.
fn main_part(package: &mut Package<'_>, names: &[String], meter: &mut Meter) -> Result<String, ReadError> {
    if let Some(part) = package.part("_rels/.rels", meter)? {
        let mut xml = Xml::new(part, Format::Docx);
        while let Some(node) = xml.next(meter)? {
            let Node::Open(element) = node else { continue };
            let is_main = attribute(&element, "Type").is_some_and(|kind| kind.ends_with("/officeDocument"));
            if is_main && let Some(target) = attribute(&element, "Target") {
                let target = target.trim_start_matches('/').to_owned();
                if names.contains(&target) {
                    return Ok(target);
                }
            }
        }
    }
    let usual = |name: &&String| name.starts_with("word/document") && name.ends_with(".xml");
    Ok(names
        .iter()
        .find(usual)
        .map_or_else(|| "word/document.xml".to_owned(), Clone::clone))
}

/// The same header stands in several parts: keeps the first of each.
fn drop_repeats(blocks: &mut Vec<Block>) {
    let mut seen = std::collections::HashSet::new();
    blocks.retain(|block| match block {
        Block::Paragraph(paragraph) if matches!(paragraph.part, Part::Header | Part::Footer) => {
            seen.insert((paragraph.part == Part::Header, paragraph.text.clone()))
        }
        _ => true,
    });
}
