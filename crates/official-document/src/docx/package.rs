//! The small parts around the text, and the package itself.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::picture::Media;
use super::styles::NAMESPACE;
use super::xml::Xml;
use crate::WriteError;
use crate::compose::Composed;

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// Name in the package and bytes.
pub(super) type Part = (String, Vec<u8>);

/// Packs the parts; the times inside are fixed, so equal parts make equal bytes.
pub(super) fn pack(parts: &[Part]) -> Result<Vec<u8>, WriteError> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    for (name, bytes) in parts {
        zip.start_file(name.as_str(), options)
            .map_err(std::io::Error::from)?;
        zip.write_all(bytes)?;
    }
    let cursor = zip.finish().map_err(std::io::Error::from)?;
    Ok(cursor.into_inner())
}

/// `[Content_Types].xml`.
pub(super) fn content_types() -> std::io::Result<Vec<u8>> {
    let mut xml = Xml::new();
    xml.element(
        "Types",
        &[("xmlns", &format!("{PACKAGE}/content-types"))],
        |xml| {
            for (extension, content) in [
                ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
                ("xml", "application/xml"),
                ("png", "image/png"),
                ("svg", "image/svg+xml"),
            ] {
                xml.empty("Default", &[("Extension", &extension), ("ContentType", &content)]);
            }
            for (part, kind) in [
                ("document", "document.main"),
                ("styles", "styles"),
                ("settings", "settings"),
                ("fontTable", "fontTable"),
                ("header", "header"),
                ("firstHeader", "header"),
                ("footer", "footer"),
                ("firstFooter", "footer"),
            ] {
                let (name, content) = (format!("/word/{part}.xml"), format!("{WORD}.{kind}+xml"));
                xml.empty("Override", &[("PartName", &name), ("ContentType", &content)]);
            }
            let core = "application/vnd.openxmlformats-package.core-properties+xml";
            xml.empty(
                "Override",
                &[("PartName", &"/docProps/core.xml"), ("ContentType", &core)],
            );
        },
    );
    xml.finish()
}

/// `_rels/.rels`.
pub(super) fn package_relationships() -> std::io::Result<Vec<u8>> {
    let core = format!("{PACKAGE}/relationships/metadata/core-properties");
    relationships(&[
        (
            "rDocument".to_owned(),
            format!("{OFFICE}/officeDocument"),
            "word/document.xml".to_owned(),
        ),
        ("rCore".to_owned(), core, "docProps/core.xml".to_owned()),
    ])
}

/// `word/_rels/document.xml.rels`.
pub(super) fn document_relationships(media: &[Media]) -> std::io::Result<Vec<u8>> {
    let mut all: Vec<(String, String, String)> = [
        ("rStyles", "styles", "styles.xml"),
        ("rSettings", "settings", "settings.xml"),
        ("rFonts", "fontTable", "fontTable.xml"),
        ("rHeader", "header", "header.xml"),
        ("rFirstHeader", "header", "firstHeader.xml"),
        ("rFooter", "footer", "footer.xml"),
        ("rFirstFooter", "footer", "firstFooter.xml"),
    ]
    .map(|(id, kind, target)| (id.to_owned(), format!("{OFFICE}/{kind}"), target.to_owned()))
    .into();
    for (index, picture) in media.iter().enumerate() {
        let kind = format!("{OFFICE}/image");
        all.push((
            format!("rPicture{index}"),
            kind.clone(),
            format!("media/picture{index}.png"),
        ));
        if picture.svg.is_some() {
            all.push((
                format!("rDrawing{index}"),
                kind,
                format!("media/drawing{index}.svg"),
            ));
        }
    }
    relationships(&all)
}

fn relationships(all: &[(String, String, String)]) -> std::io::Result<Vec<u8>> {
    let mut xml = Xml::new();
    xml.element(
        "Relationships",
        &[("xmlns", &format!("{PACKAGE}/relationships"))],
        |xml| {
            for (id, kind, target) in all {
                xml.empty("Relationship", &[("Id", id), ("Type", kind), ("Target", target)]);
            }
        },
    );
    xml.finish()
}

/// `word/settings.xml`: the layout rules of current Word, and no compatibility mode.
pub(super) fn settings() -> std::io::Result<Vec<u8>> {
    let mut xml = Xml::new();
    xml.element("w:settings", &[("xmlns:w", &NAMESPACE)], |xml| {
        xml.value("w:defaultTabStop", 720);
        xml.value("w:characterSpacingControl", "doNotCompress");
        xml.element("w:compat", &[], |xml| {
            xml.empty(
                "w:compatSetting",
                &[
                    ("w:name", &"compatibilityMode"),
                    ("w:uri", &"http://schemas.microsoft.com/office/word"),
                    ("w:val", &15),
                ],
            );
        });
        xml.empty("w:themeFontLang", &[("w:val", &"vi-VN")]);
        xml.value("w:decimalSymbol", ",");
        xml.value("w:listSeparator", ";");
    });
    xml.finish()
}

/// `word/fontTable.xml`: what to take where Times New Roman is not installed.
pub(super) fn fonts() -> std::io::Result<Vec<u8>> {
    let mut xml = Xml::new();
    xml.element("w:fonts", &[("xmlns:w", &NAMESPACE)], |xml| {
        xml.element("w:font", &[("w:name", &"Times New Roman")], |xml| {
            xml.value("w:altName", "Tinos");
            xml.value("w:panose1", "02020603050405020304");
            xml.value("w:family", "roman");
            xml.value("w:pitch", "variable");
        });
    });
    xml.finish()
}

/// `docProps/core.xml`.
pub(super) fn properties(composed: &Composed) -> std::io::Result<Vec<u8>> {
    let [year, month, day] = composed.date;
    let instant = format!("{year:04}-{month:02}-{day:02}T00:00:00Z");
    let namespaces: [(&str, &dyn std::fmt::Display); 4] = [
        ("xmlns:cp", &format!("{PACKAGE}/metadata/core-properties")),
        ("xmlns:dc", &"http://purl.org/dc/elements/1.1/"),
        ("xmlns:dcterms", &"http://purl.org/dc/terms/"),
        ("xmlns:xsi", &"http://www.w3.org/2001/XMLSchema-instance"),
    ];
    let mut xml = Xml::new();
    xml.element("cp:coreProperties", &namespaces, |xml| {
        xml.text_element("dc:title", &[], &composed.title);
        xml.text_element("dc:creator", &[], &composed.author);
        xml.text_element("dc:language", &[], "vi-VN");
        xml.text_element("cp:lastModifiedBy", &[], &composed.author);
        for name in ["dcterms:created", "dcterms:modified"] {
            xml.text_element(name, &[("xsi:type", &"dcterms:W3CDTF")], &instant);
        }
    });
    xml.finish()
}
