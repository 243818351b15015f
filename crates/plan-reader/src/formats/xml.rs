//! A thin layer over the XML reader: entities resolved, declarations refused, depth limited.

use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesEnd, BytesStart, Event};

use super::package::io;
use crate::limits::{Meter, within};
use crate::{Format, Measure, ReadError};

const DEPTH: u64 = 400;

pub(super) struct Xml<R> {
    reader: Reader<R>,
    buffer: Vec<u8>,
    format: Format,
    depth: u64,
}

/// A piece of an XML file.
pub(super) enum Node<'a> {
    Open(BytesStart<'a>),
    Close(BytesEnd<'a>),
    Text(String),
}

impl<R: BufRead> Xml<R> {
    pub(super) fn new(input: R, format: Format) -> Self {
        let mut reader = Reader::from_reader(input);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.allow_dangling_amp = true;
        Self {
            reader,
            buffer: Vec::new(),
            format,
            depth: 0,
        }
    }

    /// The next piece; none at the end.
    pub(super) fn next(&mut self, meter: &mut Meter) -> Result<Option<Node<'_>>, ReadError> {
        loop {
            meter.tick()?;
            self.buffer.clear();
            // The borrow checker cannot see that a skipped event ends its borrow, so what is skipped is told apart first.
            let event = self
                .reader
                .read_event_into(&mut self.buffer)
                .map_err(|error| fault(self.format, error))?;
            let node = match event {
                Event::Start(start) => {
                    self.depth += 1;
                    within(Measure::Depth, self.depth, DEPTH)?;
                    Node::Open(start.into_owned())
                }
                Event::End(end) => {
                    self.depth = self.depth.saturating_sub(1);
                    Node::Close(end.into_owned())
                }
                Event::Text(text) => Node::Text(text.into_inner().into_owned()),
                Event::CData(text) => Node::Text(text.into_inner().into_owned()),
                Event::GeneralRef(name) => match name.resolve_char_ref() {
                    Ok(Some(c)) => Node::Text(c.to_string()),
                    Ok(None) => match resolve_predefined_entity(&name) {
                        Some(text) => Node::Text(text.to_owned()),
                        None => return Err(ReadError::ForbiddenXml),
                    },
                    Err(error) => return Err(fault(self.format, error)),
                },
                Event::DocType(_) => return Err(ReadError::ForbiddenXml),
                Event::Eof if self.depth > 0 => {
                    return Err(ReadError::Damaged {
                        format: self.format,
                        detail: "the XML ends too early".to_owned(),
                    });
                }
                Event::Eof => return Ok(None),
                _ => continue,
            };
            return Ok(Some(node));
        }
    }

    /// Passes over everything up to the end of the element that was just opened.
    pub(super) fn skip(&mut self, meter: &mut Meter) -> Result<(), ReadError> {
        let until = self.depth.saturating_sub(1);
        while self.depth > until {
            if self.next(meter)?.is_none() {
                break;
            }
        }
        Ok(())
    }
}

/// The value of an attribute by its local name.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    element
        .attributes()
        .with_checks(false)
        .flatten()
        .find(|found| found.key.local_name().as_ref() == name)
        .map(|found| {
            found
                .normalized_value(quick_xml::XmlVersion::Implicit1_0)
                .map_or_else(|_| found.value.to_string(), std::borrow::Cow::into_owned)
        })
}

/// An attribute `val` read as a switch: present and not "0", "false" or "off".
pub(super) fn switch(element: &BytesStart<'_>) -> bool {
    !matches!(
        attribute(element, "val").as_deref(),
        Some("0" | "false" | "off" | "none")
    )
}

/// An attribute `val` read as a number.
pub(super) fn number(element: &BytesStart<'_>, name: &str) -> Option<u32> {
    attribute(element, name)?.trim().parse().ok()
}

fn fault(format: Format, error: quick_xml::Error) -> ReadError {
    match error {
        quick_xml::Error::Io(error) => io(format, &error),
        error => ReadError::Damaged {
            format,
            detail: error.to_string(),
        },
    }
}
