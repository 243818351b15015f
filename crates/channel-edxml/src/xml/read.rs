use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use unicode_normalization::UnicodeNormalization;

use super::Element;
use crate::error::{Limits, ReadError, within};

/// Elements that are kept as they stand.
const KEPT: [&str; 2] = ["Signature", "DigitalSignature"];
/// The one element whose text may be long: a file in base64.
const FILE: &str = "ContentTransferEncoded";

/// Reads a text of XML.
pub(crate) fn parse(xml: &str, limits: &Limits) -> Result<Element, ReadError> {
    let xml = xml.trim_start_matches('\u{feff}');
    let mut reader = Reader::from_str(xml);
    let mut open: Vec<(Element, u64)> = Vec::new();
    let (mut count, mut root) = (0, None);
    loop {
        let begins = reader.buffer_position();
        let event = reader.read_event().map_err(damaged)?;
        match event {
            Event::Start(start) => {
                count += 1;
                within("the depth of elements", open.len() + 1, limits.depth)?;
                within("the number of elements", count, limits.elements)?;
                open.push((element(&start, limits)?, begins));
            }
            Event::Empty(start) => {
                count += 1;
                within("the depth of elements", open.len() + 1, limits.depth)?;
                within("the number of elements", count, limits.elements)?;
                let mut empty = element(&start, limits)?;
                keep(&mut empty, xml, begins, reader.buffer_position());
                close(empty, &mut open, &mut root)?;
            }
            Event::End(_) => {
                let (mut ended, began) = open.pop().ok_or_else(|| wrong("an end without a start"))?;
                keep(&mut ended, xml, began, reader.buffer_position());
                if ended.name != FILE {
                    ended.text = ended.text.nfc().collect();
                }
                close(ended, &mut open, &mut root)?;
            }
            Event::Text(text) => add(&mut open, &text.into_inner(), limits)?,
            Event::CData(text) => add(&mut open, &text.into_inner(), limits)?,
            Event::GeneralRef(name) => match name.resolve_char_ref() {
                Ok(Some(c)) => add(&mut open, c.encode_utf8(&mut [0; 4]), limits)?,
                Ok(None) => match resolve_predefined_entity(&name) {
                    Some(text) => add(&mut open, text, limits)?,
                    None => return Err(ReadError::Forbidden),
                },
                Err(error) => return Err(damaged(error)),
            },
            Event::DocType(_) => return Err(ReadError::Forbidden),
            Event::Eof => break,
            Event::Decl(_) | Event::Comment(_) | Event::PI(_) => {}
        }
    }
    if !open.is_empty() {
        return Err(wrong("it ends too early"));
    }
    root.ok_or_else(|| wrong("there is no element"))
}

/// Whether a text is one element, so that it can be put into another text.
pub(crate) fn is_element(xml: &str) -> bool {
    let trimmed = xml.trim();
    trimmed.starts_with('<')
        && !trimmed.starts_with("<?")
        && !trimmed.starts_with("<!")
        && trimmed.ends_with('>')
        && parse(trimmed, &Limits::default()).is_ok()
}

fn element(start: &BytesStart<'_>, limits: &Limits) -> Result<Element, ReadError> {
    let mut element = Element::new(start.local_name().as_ref());
    for attribute in start.attributes() {
        let attribute = attribute.map_err(damaged)?;
        within("the number of attributes", element.attributes.len() + 1, 50)?;
        within("an attribute", attribute.value.len(), limits.text)?;
        let value = attribute
            .normalized_value(quick_xml::XmlVersion::Implicit1_0)
            .map_err(|_| ReadError::Forbidden)?;
        let name = attribute.key.as_ref().to_owned();
        element.attributes.push((name, value.into_owned()));
    }
    Ok(element)
}

fn add(open: &mut [(Element, u64)], text: &str, limits: &Limits) -> Result<(), ReadError> {
    match open.last_mut() {
        Some((element, _)) => {
            let most = if element.name == FILE {
                limits.message
            } else {
                limits.text
            };
            within("a text", element.text.len() + text.len(), most)?;
            element.text.push_str(text);
            Ok(())
        }
        None if text.trim().is_empty() => Ok(()),
        None => Err(wrong("words outside of elements")),
    }
}

fn close(element: Element, open: &mut [(Element, u64)], root: &mut Option<Element>) -> Result<(), ReadError> {
    match open.last_mut() {
        Some((parent, _)) => parent.children.push(element),
        None if root.is_none() => *root = Some(element),
        None => return Err(wrong("more than one element")),
    }
    Ok(())
}

fn keep(element: &mut Element, xml: &str, begins: u64, ends: u64) {
    if KEPT.contains(&element.name.as_str()) {
        let place = |at| usize::try_from(at).unwrap_or(usize::MAX);
        element.raw = xml.get(place(begins)..place(ends)).map(str::to_owned);
    }
}

fn damaged(error: impl std::fmt::Display) -> ReadError {
    let text = error.to_string();
    ReadError::Damaged(text.chars().take(200).collect())
}

fn wrong(text: &str) -> ReadError {
    ReadError::Damaged(text.to_owned())
}
