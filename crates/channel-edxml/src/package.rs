//! A message as bytes: a zip with the XML and the files beside it, or one XML with the files inside.

use std::io::{Cursor, Read, Write};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::error::{Limits, ReadError, WriteError, within};
use crate::model::{Attachment, Document};
use crate::status::Status;
use crate::xml::{Element, parse, print};
use crate::{Message, compose, interpret};

/// Where the XML lies in a package.
const XML: &str = "edoc.edxml";
/// Where files lie in a package.
const FILES: &str = "Attachments";

impl Document {
    /// As a package: a zip with the XML and each file under its `ContentId`. Equal documents make equal bytes.
    ///
    /// # Errors
    /// [`WriteError`] says what is wrong with the document.
    pub fn to_package(&self) -> Result<Vec<u8>, WriteError> {
        self.check()?;
        let manifest = Element::new("Manifest").list(compose::references(&self.attachments));
        let envelope = Element::new("Envelope")
            .child(compose::header(self))
            .child(Element::new("Body").child(manifest));
        self.zip(&print(&envelope))
            .map_err(|error| WriteError::Package(error.to_string()))
    }

    fn zip(&self, xml: &str) -> Result<Vec<u8>, zip::result::ZipError> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(zip::DateTime::default());
        zip.start_file(XML, options)?;
        zip.write_all(xml.as_bytes())?;
        for file in &self.attachments {
            zip.start_file(format!("{FILES}/{}", file.content_id), options)?;
            zip.write_all(&file.bytes)?;
        }
        Ok(zip.finish()?.into_inner())
    }

    /// As one XML file with the files in base64 after the envelope, as some systems exchange it.
    ///
    /// # Errors
    /// [`WriteError`] says what is wrong with the document.
    pub fn to_single_file(&self) -> Result<Vec<u8>, WriteError> {
        self.check()?;
        let rename = |element: Element, name: &str| Element {
            name: name.to_owned(),
            ..element
        };
        let manifest = Element::new("edXMLManifest").list(compose::references(&self.attachments));
        let envelope = Element::new("edXMLEnvelope")
            .child(rename(compose::header(self), "edXMLHeader"))
            .child(Element::new("edXMLBody").child(manifest));
        let files = self.attachments.iter().map(|file| {
            Element::new("Attachment")
                .word("ContentType", &file.content_type)
                .word("ContentId", &file.content_id)
                .word("Description", &file.description)
                .word("ContentTransferEncoded", &STANDARD.encode(&file.bytes))
                .word("AttachmentName", &file.name)
        });
        let root = Element::new("edXML")
            .child(envelope)
            .part(Element::new("AttachmentEncoded").list(files));
        Ok(print(&root).into_bytes())
    }

    fn check(&self) -> Result<(), WriteError> {
        match self.faults() {
            faults if faults.is_empty() => Ok(()),
            faults => Err(WriteError::Faults(faults)),
        }
    }
}

/// Reads a message in any of its forms. It comes from strangers: nothing in it is believed, nothing is written to disk.
///
/// # Errors
/// [`ReadError`] says why it cannot be read; then nothing of it is taken.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Message, ReadError> {
    within("the message", bytes.len(), limits.message)?;
    if bytes.starts_with(b"PK") {
        return read_package(bytes, limits);
    }
    let root = parse(text(bytes)?, limits)?;
    interpreted(&root, limits, |file| {
        let encoded = root.get("AttachmentEncoded");
        let found = encoded
            .into_iter()
            .flat_map(|list| list.all("Attachment"))
            .find(|one| interpret::content_id(&one.text_of("ContentId")) == file.content_id);
        let found = found.ok_or_else(|| ReadError::NoFile(file.name.clone()))?;
        let letters: String = found
            .text_of("ContentTransferEncoded")
            .split_whitespace()
            .collect();
        STANDARD
            .decode(letters)
            .map_err(|_| ReadError::Damaged(format!("the file {} is not base64", short(&file.name))))
    })
}

fn read_package(bytes: &[u8], limits: &Limits) -> Result<Message, ReadError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    within("the number of files", archive.len(), limits.count + 1)?;
    let names: Vec<String> = archive
        .file_names()
        .filter_map(|name| name.ok().map(std::borrow::Cow::into_owned))
        .collect();
    let is_xml = |name: &&String| {
        let lower = name.to_lowercase();
        !name.contains('/') && (lower.ends_with(".edxml") || lower.ends_with(".xml"))
    };
    let xml = names
        .iter()
        .find(|name| *name == XML)
        .or_else(|| names.iter().find(is_xml))
        .ok_or(ReadError::Missing("the XML of the package"))?;
    let xml = unpack(&mut archive, xml, "the XML", limits.xml)?;
    let root = parse(text(&xml)?, limits)?;
    let mut left = limits.files;
    interpreted(&root, limits, |file| {
        let places = [
            format!("{FILES}/{}", file.content_id),
            file.content_id.clone(),
            format!("{FILES}/{}", file.name),
            file.name.clone(),
        ];
        let place = places.iter().find(|place| names.contains(place));
        let place = place.ok_or_else(|| ReadError::NoFile(short(&file.name)))?;
        let bytes = unpack(&mut archive, place, "the files", left)?;
        left -= bytes.len();
        Ok(bytes)
    })
}

/// Unpacks one file and stops where too much comes out, whatever the package declares.
fn unpack(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    name: &str,
    what: &'static str,
    most: usize,
) -> Result<Vec<u8>, ReadError> {
    let mut file = archive.by_name(name).map_err(damaged)?;
    let mut bytes = Vec::new();
    let mut part = file.by_ref().take(most as u64 + 1);
    part.read_to_end(&mut bytes).map_err(damaged)?;
    within(what, bytes.len(), most)?;
    Ok(bytes)
}

fn interpreted(
    root: &Element,
    limits: &Limits,
    mut fetch: impl FnMut(&Attachment) -> Result<Vec<u8>, ReadError>,
) -> Result<Message, ReadError> {
    let envelope = interpret::envelope(root)?;
    let header = interpret::header(envelope)?;
    if let Some(status) = header.get("Status") {
        return Status::read(status).map(|status| Message::Status(Box::new(status)));
    }
    let mut files = interpret::references(envelope);
    within("the number of files", files.len(), limits.count)?;
    let mut size = 0;
    for file in &mut files {
        file.bytes = fetch(file)?;
        size += file.bytes.len();
        within("the files", size, limits.files)?;
    }
    let document = interpret::document(header, files)?;
    Ok(Message::Document(Box::new(document)))
}

fn text(bytes: &[u8]) -> Result<&str, ReadError> {
    std::str::from_utf8(bytes).map_err(|_| ReadError::Damaged("the XML is not UTF-8".to_owned()))
}

fn short(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(100).collect()
}

fn damaged(error: impl std::fmt::Display) -> ReadError {
    ReadError::Damaged(short(&error.to_string()))
}
