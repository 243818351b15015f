//! What the fuzz targets share: bytes to office files, and what must hold of every reading.

use std::io::{Cursor, Write};
use std::time::Duration;

use plan_reader::{Limits, read_document, read_plan};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Parts the XML parts of a packed document in a fuzzer's input.
pub const SEPARATOR: u8 = 0;

const WORD_PARTS: [&str; 5] = [
    "word/document.xml",
    "word/numbering.xml",
    "word/styles.xml",
    "word/footnotes.xml",
    "word/header1.xml",
];

const SHEET_PARTS: [&str; 4] = [
    "xl/worksheets/sheet1.xml",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
    "xl/workbook.xml",
];

/// Reads bytes as a server would, with a little less patience, and checks what comes out.
pub fn read(bytes: &[u8], name: &str) {
    let limits = Limits {
        time: Duration::from_secs(8),
        ..Limits::default()
    };
    let Ok(document) = read_document(bytes, Some(name), &limits) else {
        return;
    };
    assert!(
        !document.blocks.is_empty(),
        "a document without blocks is an error"
    );
    let plan = read_plan(&document);
    for task in &plan.tasks {
        assert!(!task.content.value.trim().is_empty(), "a task without content");
        let units = task.leads.iter().chain(&task.coordinators);
        assert!(
            units.into_iter().all(|unit| !unit.value.name.is_empty()),
            "a unit without a name"
        );
    }
    assert!(plan.to_json().is_object());
}

/// A Word file from its XML parts; bytes that are a package already stay as they are.
#[must_use]
pub fn word(data: &[u8]) -> Vec<u8> {
    package(data, &WORD_PARTS, &[])
}

/// A workbook from its XML parts; bytes that are a package already stay as they are.
#[must_use]
pub fn workbook(data: &[u8]) -> Vec<u8> {
    const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let relation = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"/>")
    };
    let root = format!(
        "<Relationships xmlns=\"{PACKAGE}\">{}</Relationships>",
        relation("r1", "officeDocument", "xl/workbook.xml")
    );
    let book = format!(
        "<Relationships xmlns=\"{PACKAGE}\">{}{}{}</Relationships>",
        relation("r1", "worksheet", "worksheets/sheet1.xml"),
        relation("r2", "styles", "styles.xml"),
        relation("r3", "sharedStrings", "sharedStrings.xml"),
    );
    let usual = format!(
        "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONS}\"><sheets><sheet name=\"A\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
    );
    let mut parts = vec![
        ("_rels/.rels", root.as_str()),
        ("xl/_rels/workbook.xml.rels", &book),
    ];
    if data.split(|byte| *byte == SEPARATOR).count() < SHEET_PARTS.len() {
        parts.push(("xl/workbook.xml", &usual));
    }
    package(data, &SHEET_PARTS, &parts)
}

fn package(data: &[u8], names: &[&str], fixed: &[(&str, &str)]) -> Vec<u8> {
    if data.starts_with(b"PK") {
        return data.to_vec();
    }
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let fixed = fixed.iter().map(|(name, text)| (*name, text.as_bytes()));
    let given = names.iter().copied().zip(data.split(|byte| *byte == SEPARATOR));
    for (name, bytes) in fixed.chain(given) {
        zip.start_file(name, options).expect("a part can be begun");
        zip.write_all(bytes).expect("memory takes what it is given");
    }
    zip.finish().expect("memory takes what it is given").into_inner()
}
