//! What Word files hold besides plain paragraphs.

use crate::support::{W, docx, docx_parts, p, plan, read, table, tbl, texts};
use plan_reader::{Block, Note, Part};

#[test]
fn entities_and_broken_runs_keep_their_letters() {
    let body = "<w:p><w:r><w:t>Sở KH</w:t></w:r><w:r><w:t>&amp;</w:t></w:r><w:r><w:t>CN &lt;&#272;ồng Xuân&gt;</w:t></w:r></w:p>";
    assert_eq!(texts(&read(&docx(body))), ["Sở KH&CN <Đồng Xuân>"]);
}

#[test]
fn text_is_composed() {
    assert_eq!(
        texts(&read(&docx(&p("Nghi\u{323} quye\u{302}\u{301}t")))),
        ["Nghị quyết"]
    );
}

#[test]
fn automatic_numbers_are_printed() {
    let numbering = format!(
        "<w:numbering {W}><w:abstractNum w:abstractNumId=\"0\">\
         <w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"upperRoman\"/><w:lvlText w:val=\"%1.\"/></w:lvl>\
         <w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.%2.\"/><w:isLgl/></w:lvl></w:abstractNum>\
         <w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"\u{f0b7}\"/></w:lvl></w:abstractNum>\
         <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>\
         <w:num w:numId=\"2\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"5\"/></w:lvlOverride></w:num>\
         <w:num w:numId=\"3\"><w:abstractNumId w:val=\"1\"/></w:num></w:numbering>"
    );
    let styles = format!(
        "<w:styles {W}><w:style w:type=\"paragraph\" w:styleId=\"Muc\"><w:name w:val=\"heading 2\"/><w:pPr><w:numPr><w:ilvl w:val=\"0\"/>\
         <w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style></w:styles>"
    );
    let item = |list: u32, level: u32, text: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let styled = "<w:p><w:pPr><w:pStyle w:val=\"Muc\"/></w:pPr><w:r><w:t>Ba</w:t></w:r></w:p>";
    let body = item(1, 0, "Một")
        + &item(1, 1, "Một một")
        + &item(1, 1, "Một hai")
        + &item(1, 0, "Hai")
        + &item(1, 1, "Hai một")
        + styled
        + &item(2, 0, "Năm")
        + &item(3, 0, "Chấm");
    let document = read(&docx_parts(
        &body,
        &[("word/numbering.xml", &numbering), ("word/styles.xml", &styles)],
    ));
    let expected = [
        "I. Một",
        "1.1. Một một",
        "1.2. Một hai",
        "II. Hai",
        "2.1. Hai một",
        "III. Ba",
        "V. Năm",
        "• Chấm",
    ];
    assert_eq!(texts(&document), expected);
}

#[test]
fn numbers_of_tasks_may_be_automatic() {
    let numbering = format!(
        "<w:numbering {W}><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/></w:lvl>\
         </w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>"
    );
    let number = "<w:tc><w:p><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:p></w:tc>";
    let row = |content: &str| {
        format!(
            "<w:tr>{number}{}{}</w:tr>",
            crate::support::tc(content, 1, ""),
            crate::support::tc("Sở Hoa", 1, "")
        )
    };
    let rows = crate::support::tr(&["STT", "Nội dung", "Chủ trì"]) + &row("Gieo hạt") + &row("Tưới nước");
    let plan = plan(&docx_parts(
        &crate::support::raw_tbl(&rows),
        &[("word/numbering.xml", &numbering)],
    ));
    let numbers: Vec<&str> = plan
        .tasks
        .iter()
        .map(|task| task.no.as_ref().unwrap().value.as_str())
        .collect();
    assert_eq!(numbers, ["1", "2"]);
}

#[test]
fn tracked_changes_are_taken_as_accepted() {
    let body = "<w:p><w:r><w:t xml:space=\"preserve\">Quý </w:t></w:r><w:del><w:r><w:delText>I</w:delText></w:r></w:del>\
                <w:ins><w:r><w:t>II</w:t></w:r></w:ins></w:p>";
    let document = read(&docx(body));
    assert_eq!(texts(&document), ["Quý II"]);
    assert_eq!(
        document.notes,
        [Note::TrackedChangesAccepted {
            inserted: 1,
            deleted: 1
        }]
    );
}

#[test]
fn headers_notes_and_boxes_are_known_as_such() {
    let footnotes = format!(
        "<w:footnotes {W}><w:footnote>{}</w:footnote></w:footnotes>",
        p("Chú thích")
    );
    let header = format!("<w:hdr {W}>{}</w:hdr>", p("2"));
    let boxed = format!(
        "<w:p><w:r><w:pict><v:textbox xmlns:v=\"urn:v\"><w:txbxContent>{}</w:txbxContent></v:textbox></w:pict></w:r></w:p>",
        p("DỰ THẢO")
    );
    let body = boxed + &p("Thân bài");
    let document = read(&docx_parts(
        &body,
        &[
            ("word/footnotes.xml", &footnotes),
            ("word/header1.xml", &header),
            ("word/header2.xml", &header),
        ],
    ));
    let parts: Vec<(String, Part)> = document
        .blocks
        .iter()
        .filter_map(|block| {
            if let Block::Paragraph(paragraph) = block {
                Some((paragraph.text.clone(), paragraph.part))
            } else {
                None
            }
        })
        .collect();
    let expected = [
        ("DỰ THẢO", Part::TextBox),
        ("Thân bài", Part::Body),
        ("Chú thích", Part::Footnote),
        ("2", Part::Header),
    ];
    assert_eq!(parts, expected.map(|(text, part)| (text.to_owned(), part)));
}

#[test]
fn a_table_inside_a_cell_stands_after_its_table() {
    let inner = tbl(&[&["STT", "Nội dung", "Chủ trì"], &["1", "Gieo hạt", "Sở Hoa"]]);
    let outer = format!(
        "<w:tbl><w:tr><w:tc>{}{inner}{}</w:tc></w:tr></w:tbl>",
        p("KẾ HOẠCH"),
        p("hết")
    );
    let document = read(&docx(&outer));
    assert_eq!(table(&document).rows[0].cells[0].text, "KẾ HOẠCH\nhết");
    assert_eq!(crate::support::contents(&plan(&docx(&outer))), ["Gieo hạt"]);
}

#[test]
fn merged_cells_are_resolved() {
    let rows = format!(
        "<w:tr>{}{}</w:tr><w:tr>{}{}{}</w:tr>",
        crate::support::tc("A", 1, "restart"),
        crate::support::tc("B", 2, ""),
        crate::support::tc("", 1, "continue"),
        crate::support::tc("C", 1, ""),
        crate::support::tc("D", 1, ""),
    );
    let document = read(&docx(&crate::support::raw_tbl(&rows)));
    let table = table(&document);
    let cell = &table.rows[0].cells[0];
    assert_eq!((cell.rows, table.columns), (2, 3));
    assert_eq!(
        (table.rows[0].cells[1].column, table.rows[0].cells[1].columns),
        (1, 2)
    );
    let columns: Vec<u32> = table.rows[1].cells.iter().map(|cell| cell.column).collect();
    assert_eq!(columns, [1, 2]);
}

#[test]
fn macros_and_hidden_text_are_left_out_with_a_note() {
    let hidden = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r><w:r><w:t>hiện</w:t></w:r></w:p>";
    let document = read(&docx_parts(hidden, &[("word/vbaProject.bin", "macro")]));
    assert_eq!(texts(&document), ["hiện"]);
    assert!(document.notes.contains(&Note::MacrosIgnored));
    assert!(document.notes.contains(&Note::HiddenLeftOut { count: 1 }));
}

#[test]
fn old_encodings_are_converted_once() {
    let run = |font: &str, text: &str| {
        format!(
            "<w:r><w:rPr><w:rFonts w:ascii=\"{font}\"/></w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>"
        )
    };
    let old = run(".VnTime", "Céng hßa x· héi chñ nghÜa ViÖt Nam");
    let modern = run(".VnTime", "Cộng hòa xã hội");
    let document = read(&docx(&format!("<w:p>{old}</w:p><w:p>{modern}</w:p>")));
    assert_eq!(
        texts(&document),
        ["Cộng hòa xã hội chủ nghĩa Việt Nam", "Cộng hòa xã hội"]
    );
    assert_eq!(
        document.notes,
        [Note::LegacyEncoding {
            encoding: "TCVN3".to_owned(),
            blocks: 1
        }]
    );
}
