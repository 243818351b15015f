//! Small builders of Office files, so that every feature and every bad input is made by the tests themselves.

use std::io::{Cursor, Write};

use plan_reader::{Block, Document, Limits, Plan, Table, read_document, read_plan};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

pub(crate) const W: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#;

pub(crate) fn pack(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, text) in parts {
        zip.start_file(*name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

pub(crate) fn docx_parts(body: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let document = format!("<?xml version=\"1.0\"?><w:document {W}><w:body>{body}</w:body></w:document>");
    let mut parts = vec![
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", document.as_str()),
    ];
    parts.extend_from_slice(more);
    pack(&parts)
}

pub(crate) fn docx(body: &str) -> Vec<u8> {
    docx_parts(body, &[])
}

pub(crate) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

pub(crate) fn p(text: &str) -> String {
    format!(
        "<w:p><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>",
        escape(text)
    )
}

pub(crate) fn title(text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>{}</w:t></w:r></w:p>",
        escape(text)
    )
}

/// A cell: its text, columns it spans, and a vertical merge ("restart", "continue" or "").
pub(crate) fn tc(text: &str, columns: u32, merge: &str) -> String {
    let merge = match merge {
        "" => String::new(),
        value => format!("<w:vMerge w:val=\"{value}\"/>"),
    };
    let paragraphs: String = text.split('\n').map(p).collect();
    format!("<w:tc><w:tcPr><w:gridSpan w:val=\"{columns}\"/>{merge}</w:tcPr>{paragraphs}</w:tc>")
}

pub(crate) fn tr(cells: &[&str]) -> String {
    format!(
        "<w:tr>{}</w:tr>",
        cells.iter().map(|cell| tc(cell, 1, "")).collect::<String>()
    )
}

pub(crate) fn tbl(rows: &[&[&str]]) -> String {
    raw_tbl(&rows.iter().map(|row| tr(row)).collect::<String>())
}

pub(crate) fn raw_tbl(rows: &str) -> String {
    format!("<w:tbl>{rows}</w:tbl>")
}

/// A workbook of one sheet from raw rows.
pub(crate) fn xlsx(sheet: &str) -> Vec<u8> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    let book = format!(
        "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONS}\"><sheets><sheet name=\"Ke hoach\" sheetId=\"1\" r:id=\"r1\"/>\
         <sheet name=\"An\" sheetId=\"2\" state=\"hidden\" r:id=\"r1\"/></sheets></workbook>"
    );
    let relations = format!(
        "<Relationships xmlns=\"{PACKAGE}\"><Relationship Id=\"r1\" Type=\"{RELATIONS}/worksheet\" Target=\"worksheets/sheet1.xml\"/>\
         <Relationship Id=\"r2\" Type=\"{RELATIONS}/styles\" Target=\"styles.xml\"/></Relationships>"
    );
    let root = format!(
        "<Relationships xmlns=\"{PACKAGE}\"><Relationship Id=\"r1\" Type=\"{RELATIONS}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
    );
    let styles = format!(
        "<styleSheet xmlns=\"{MAIN}\"><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"
    );
    let sheet = format!("<worksheet xmlns=\"{MAIN}\">{sheet}</worksheet>");
    pack(&[
        ("[Content_Types].xml", "<Types/>"),
        ("_rels/.rels", &root),
        ("xl/workbook.xml", &book),
        ("xl/_rels/workbook.xml.rels", &relations),
        ("xl/styles.xml", &styles),
        ("xl/worksheets/sheet1.xml", &sheet),
    ])
}

/// A row of texts from column A on.
pub(crate) fn xlsx_row(number: u32, cells: &[&str]) -> String {
    let cells: String = ('A'..='Z')
        .zip(cells)
        .filter(|(_, text)| !text.is_empty())
        .map(|(column, text)| {
            format!(
                "<c r=\"{column}{number}\" t=\"inlineStr\"><is><t>{}</t></is></c>",
                escape(text)
            )
        })
        .collect();
    format!("<row r=\"{number}\">{cells}</row>")
}

/// A PDF of one page: texts with their places and lines from point to point.
pub(crate) fn pdf(texts: &[(f64, f64, &str)], lines: &[(f64, f64, f64, f64)]) -> Vec<u8> {
    let mut content = String::new();
    for (x, y, text) in texts {
        content.push_str(&format!("BT /F1 10 Tf {x} {y} Td ({text}) Tj ET\n"));
    }
    for (x0, y0, x1, y1) in lines {
        content.push_str(&format!("{x0} {y0} m {x1} {y1} l S\n"));
    }
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R >>".to_owned(),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{content}endstream", content.len()),
    ];
    let mut file = String::from("%PDF-1.4\n");
    let mut places = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.push_str(&format!("{} 0 obj\n{object}\nendobj\n", index + 1));
    }
    let start = file.len();
    file.push_str(&format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1));
    for place in places {
        file.push_str(&format!("{place:010} 00000 n \n"));
    }
    file.push_str(&format!(
        "trailer << /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n",
        objects.len() + 1
    ));
    file.into_bytes()
}

pub(crate) fn read(bytes: &[u8]) -> Document {
    read_document(bytes, None, &Limits::default()).unwrap()
}

pub(crate) fn plan(bytes: &[u8]) -> Plan {
    read_plan(&read(bytes))
}

pub(crate) fn table(document: &Document) -> &Table {
    document
        .blocks
        .iter()
        .find_map(|block| {
            if let Block::Table(table) = block {
                Some(table)
            } else {
                None
            }
        })
        .unwrap()
}

pub(crate) fn texts(document: &Document) -> Vec<String> {
    let text = |block: &Block| match block {
        Block::Paragraph(paragraph) => Some(match &paragraph.label {
            Some(label) => format!("{label} {}", paragraph.text),
            None => paragraph.text.clone(),
        }),
        _ => None,
    };
    document.blocks.iter().filter_map(text).collect()
}

pub(crate) fn leads(plan: &Plan, task: usize) -> Vec<&str> {
    plan.tasks[task]
        .leads
        .iter()
        .map(|unit| unit.value.name.as_str())
        .collect()
}

pub(crate) fn coordinators(plan: &Plan, task: usize) -> Vec<&str> {
    plan.tasks[task]
        .coordinators
        .iter()
        .map(|unit| unit.value.name.as_str())
        .collect()
}

pub(crate) fn contents(plan: &Plan) -> Vec<&str> {
    plan.tasks
        .iter()
        .map(|task| task.content.value.as_str())
        .collect()
}
