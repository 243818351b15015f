//! Writes the first corpus of every target from what the crates' own tests read: `seeds FOLDER`. Needs nothing but std.

#[path = "../crates/schedule/tests/understood/table.rs"]
mod table;

use std::io;
use std::path::{Path, PathBuf};

const PLAN: &str = include_str!("../crates/plan-reader/tests/plans/communications.md");
const CELLS: &str = include_str!("../crates/plan-reader/tests/units/cells.txt");
const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
const S: &str = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";

/// A plan as rows, from which the seeds of every format are made.
const ROWS: [[&str; 4]; 4] = [
    ["STT", "Nội dung", "Cơ quan chủ trì", "Thời gian"],
    ["I", "TRỒNG CÂY", "", ""],
    ["1", "Gieo hạt giống mới", "Sở Hoa; Sở Quả", "Quý II/2026"],
    [
        "2",
        "Tưới nước hằng ngày",
        "UBND các xã, phường",
        "Trước ngày 15/9/2026",
    ],
];

fn main() -> io::Result<()> {
    let folder = std::env::args()
        .nth(1)
        .map_or_else(|| PathBuf::from("corpus"), PathBuf::from);
    for (target, seeds) in [
        ("docx", word()),
        ("xlsx", sheets()),
        ("pdf", pages()),
        ("html", html()),
        ("text", text()),
        ("time", times()),
        ("units", units()),
    ] {
        write(&folder.join(target), &seeds)?;
    }
    Ok(())
}

fn write(folder: &Path, seeds: &[Vec<u8>]) -> io::Result<()> {
    std::fs::create_dir_all(folder)?;
    for (number, seed) in seeds.iter().enumerate() {
        std::fs::write(folder.join(format!("seed-{number:04}")), seed)?;
    }
    Ok(())
}

fn times() -> Vec<Vec<u8>> {
    let phrases = table::TABLE.iter().flat_map(|(_, phrases)| *phrases);
    phrases.map(|(phrase, _)| phrase.as_bytes().to_vec()).collect()
}

fn units() -> Vec<Vec<u8>> {
    let cells = CELLS.lines().filter_map(|line| line.split_once(" => "));
    cells
        .map(|(cell, _)| cell.replace("\\n", "\n").into_bytes())
        .collect()
}

fn text() -> Vec<Vec<u8>> {
    let tabs = ROWS.map(|row| row.join("\t")).join("\n");
    let pipes = ROWS.map(|row| format!("| {} |", row.join(" | "))).join("\n");
    let aligned = ROWS
        .map(|row| row.map(|cell| format!("{cell:<30}")).concat())
        .join("\n");
    let prose = "III. NHIỆM VỤ\n1. Gieo hạt giống mới\n- Chủ trì: Sở Hoa. Phối hợp: Sở Quả.\n- Thời gian: Quý I/2026.\n\
                 2. Giao Sở Quả chủ trì, phối hợp với Sở Hoa tưới nước, hoàn thành trước ngày 01/5/2026.\n";
    let texts = [PLAN, &tabs, &pipes, &aligned, prose];
    let kinds = [b'0', b'1'];
    let both = texts
        .iter()
        .flat_map(|text| kinds.map(|kind| [&[kind], text.as_bytes()].concat()));
    both.collect()
}

fn html() -> Vec<Vec<u8>> {
    let rows = ROWS.map(|row| format!("<tr>{}</tr>", row.map(|cell| format!("<td>{cell}</td>")).concat()));
    let spans = "<table><tr><td rowspan=2>1<td colspan=2>Gieo hạt<tr><td>Sở Hoa<td>2026</table>";
    [
        format!(
            "<h1>KẾ HOẠCH</h1><table>{}</table><ol><li>a<li>b</ol>",
            rows.concat()
        ),
        spans.to_owned(),
    ]
    .map(String::into_bytes)
    .to_vec()
}

fn paragraph(text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:jc w:val=\"center\"/><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t></w:r></w:p>"
    )
}

fn word() -> Vec<Vec<u8>> {
    let cell = |text: &str| {
        format!(
            "<w:tc><w:tcPr><w:gridSpan w:val=\"1\"/><w:vMerge w:val=\"restart\"/></w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"
        )
    };
    let rows = ROWS
        .map(|row| format!("<w:tr>{}</w:tr>", row.map(cell).concat()))
        .concat();
    let body = format!(
        "{}<w:tbl>{rows}</w:tbl>{}",
        paragraph("KẾ HOẠCH"),
        paragraph("Nơi nhận:")
    );
    let document = format!("<?xml version=\"1.0\"?><w:document {W}><w:body>{body}</w:body></w:document>");
    let numbering = format!(
        "<w:numbering {W}><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"upperRoman\"/><w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>"
    );
    let styles = format!(
        "<w:styles {W}><w:style w:styleId=\"a\"><w:basedOn w:val=\"b\"/><w:rPr><w:b/></w:rPr></w:style></w:styles>"
    );
    let notes = format!(
        "<w:footnotes {W}><w:footnote w:id=\"1\"><w:p><w:r><w:t>x</w:t></w:r></w:p></w:footnote></w:footnotes>"
    );
    let long: String = PLAN
        .lines()
        .map(|line| paragraph(&line.replace('&', "&amp;").replace('<', "&lt;")))
        .collect();
    let long = format!("<w:document {W}><w:body>{long}</w:body></w:document>");
    let parts = [document.clone(), numbering, styles, notes]
        .join("\0")
        .into_bytes();
    vec![document.into_bytes(), parts, long.into_bytes()]
}

fn sheets() -> Vec<Vec<u8>> {
    let row = |(number, row): (usize, &[&str; 4])| {
        let cells = "ABCD".chars().zip(row).map(|(column, text)| {
            format!(
                "<c r=\"{column}{0}\" t=\"inlineStr\"><is><t>{text}</t></is></c>",
                number + 1
            )
        });
        format!("<row r=\"{}\">{}</row>", number + 1, cells.collect::<String>())
    };
    let rows: String = ROWS.iter().enumerate().map(row).collect();
    let sheet = format!(
        "<worksheet {S}><sheetData>{rows}</sheetData><mergeCells><mergeCell ref=\"A2:D2\"/></mergeCells></worksheet>"
    );
    let shared = format!(
        "<worksheet {S}><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"1\"><v>46000</v></c></row></sheetData></worksheet>"
    );
    let strings = format!("<sst {S}><si><t>Nội dung</t></si></sst>");
    let styles = format!(
        "<styleSheet {S}><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"
    );
    let parts = [shared, strings, styles].join("\0").into_bytes();
    vec![sheet.into_bytes(), parts]
}

fn pages() -> Vec<Vec<u8>> {
    let text = "BT /F1 10 Tf 50 800 Td (KE HOACH) Tj ET BT /F1 10 Tf 1 0 0 1 50 700 Tm [(1) -500 (Gieo hat)] TJ ET\n";
    let ruled = "40 690 500 20 re S 40 710 m 540 710 l S 100 690 m 100 710 l S BT /F1 10 Tf 45 695 Td (STT) Tj 60 0 Td (Noi dung) Tj ET\n";
    vec![
        pdf(text, ""),
        pdf(ruled, "/Rotate 90"),
        pdf(&[text, ruled].concat(), ""),
    ]
}

fn pdf(content: &str, page: &str) -> Vec<u8> {
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        format!(
            "<< /Type /Page /Parent 2 0 R {page} /MediaBox [0 0 595 842] /Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R >>"
        ),
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
    file.extend(places.iter().map(|place| format!("{place:010} 00000 n \n")));
    file.push_str(&format!(
        "trailer << /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n",
        objects.len() + 1
    ));
    file.into_bytes()
}
