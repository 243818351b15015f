//! The other kinds of files: spreadsheets, PDF, web pages, text.

use crate::support::{contents, coordinators, leads, pdf, plan, read, table, texts, xlsx, xlsx_row};
use plan_reader::{Format, Limits, Note, ReadError, read_document};

#[test]
fn a_spreadsheet_is_a_plan_too() {
    let sheet = String::from("<sheetData>")
        + &xlsx_row(1, &["SỞ MÂY TRẮNG", "", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"])
        + &xlsx_row(
            2,
            &["Số: 12/KH-SMT", "", "", "Đồng Xuân, ngày 05 tháng 3 năm 2031"],
        )
        + &xlsx_row(4, &["KẾ HOẠCH"])
        + &xlsx_row(5, &["TUYÊN TRUYỀN NĂM 2031"])
        + &xlsx_row(7, &["TT", "Nội dung", "Chủ trì", "Phối hợp", "Thời gian"])
        + "<row r=\"8\"><c r=\"A8\"><v>1</v></c><c r=\"B8\" t=\"inlineStr\"><is><t>Gieo hạt</t></is></c>\
           <c r=\"C8\" t=\"inlineStr\"><is><t>Sở Hoa</t></is></c><c r=\"D8\" t=\"inlineStr\"><is><t>Sở Mây trắng</t></is></c>\
           <c r=\"E8\" s=\"1\"><v>47922</v></c></row>"
        + "<row r=\"9\"><c r=\"A9\"><v>2</v></c><c r=\"B9\" t=\"inlineStr\"><is><t>Tưới nước</t></is></c>\
           <c r=\"E9\" t=\"inlineStr\"><is><t>Quý II</t></is></c></row>"
        + "</sheetData><mergeCells count=\"1\"><mergeCell ref=\"C8:C9\"/></mergeCells>";
    let bytes = xlsx(&sheet);
    let document = read(&bytes);
    assert!(document.notes.contains(&Note::HiddenLeftOut { count: 1 }));
    let plan = plan(&bytes);
    assert_eq!(
        plan.title.as_ref().unwrap().value,
        "Kế hoạch TUYÊN TRUYỀN NĂM 2031"
    );
    assert_eq!(plan.number.as_ref().unwrap().value, "12/KH-SMT");
    assert_eq!(plan.issuer_text.as_ref().unwrap().value, "SỞ MÂY TRẮNG");
    assert_eq!(contents(&plan), ["Gieo hạt", "Tưới nước"]);
    assert_eq!(
        (leads(&plan, 0), leads(&plan, 1)),
        (vec!["Sở Hoa"], vec!["Sở Hoa"])
    );
    assert_eq!(coordinators(&plan, 0), ["Sở Mây trắng"]);
    let time = plan.tasks[0].time_text.as_ref().unwrap();
    assert_eq!(time.value, "15/03/2031");
    let source = time.source().unwrap();
    assert_eq!(
        (source.sheet.as_deref(), source.cell.as_deref()),
        (Some("Ke hoach"), Some("E8"))
    );
}

/// A ruled table of four columns; the file has no letters with marks, as headings are known without them.
fn ruled() -> Vec<u8> {
    let xs = [50.0, 90.0, 300.0, 420.0, 540.0];
    let ys = [700.0, 670.0, 630.0, 600.0];
    let mut lines = Vec::new();
    for y in ys {
        lines.push((xs[0], y, xs[4], y));
    }
    for x in xs {
        lines.push((x, ys[0], x, ys[3]));
    }
    // The second row is wrapped in its second column; the content order is shuffled.
    let texts = [
        (95.0, 640.0, "hoi nghi tong ket"),
        (55.0, 685.0, "STT"),
        (305.0, 685.0, "Chu tri"),
        (95.0, 685.0, "Noi dung"),
        (425.0, 685.0, "Thoi gian"),
        (305.0, 655.0, "So Hoa"),
        (55.0, 655.0, "1"),
        (95.0, 655.0, "To chuc"),
        (425.0, 655.0, "2031"),
        (55.0, 615.0, "2"),
        (95.0, 615.0, "Gieo hat"),
        (305.0, 615.0, "So Nong nghiep"),
        (425.0, 615.0, "2032"),
        (260.0, 760.0, "KE HOACH"),
    ];
    pdf(&texts, &lines)
}

#[test]
fn a_pdf_is_read_by_its_drawn_lines() {
    let document = read(&ruled());
    assert_eq!(document.format, Format::Pdf);
    let table = table(&document);
    assert_eq!((table.columns, table.rows.len()), (4, 3));
    assert_eq!(table.rows[1].cells[1].text, "To chuc hoi nghi tong ket");
    assert_eq!(table.rows[1].page, Some(1));
    let plan = plan(&ruled());
    assert_eq!(contents(&plan), ["To chuc hoi nghi tong ket", "Gieo hat"]);
}

#[test]
fn a_scan_says_that_it_is_one() {
    let error = read_document(&pdf(&[], &[(0.0, 0.0, 100.0, 0.0)]), None, &Limits::default()).unwrap_err();
    assert_eq!(error, ReadError::Scanned { pages: 1 });
}

#[test]
fn a_page_is_read_without_its_scripts() {
    let page = "<!DOCTYPE html><html><head><title>x</title><style>p{}</style><script>document.write('<p>ác</p>')</script></head><body>\
        <p style=\"text-align: center\"><b>KẾ HOẠCH</b></p><ol><li>Một &amp; hai</ol>\
        <table><tr><th>TT<th>Nội dung<th>Chủ trì<th>Thời gian<tr><td>1<td>Gieo hạt<td rowspan=2>Sở Hoa<td>2031<tr><td>2<td>Tưới nước<td>2032</table>";
    let document = read(page.as_bytes());
    assert_eq!(texts(&document), ["KẾ HOẠCH", "1. Một & hai"]);
    let plan = plan(page.as_bytes());
    assert_eq!(contents(&plan), ["Gieo hạt", "Tưới nước"]);
    assert_eq!(leads(&plan, 1), ["Sở Hoa"]);
    assert_eq!(plan.tasks[1].time_text.as_ref().unwrap().value, "2032");
}

#[test]
fn a_renamed_file_is_known_by_its_content() {
    let bytes = crate::support::docx(&crate::support::p("Kế hoạch"));
    let document = read_document(&bytes, Some("ke-hoach.pdf"), &Limits::default()).unwrap();
    assert_eq!(document.format, Format::Docx);
    assert_eq!(
        document.notes,
        [Note::NameDisagrees {
            extension: "pdf".to_owned(),
            format: Format::Docx
        }]
    );
}

#[test]
fn text_comes_in_several_encodings() {
    let utf16: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain("Sở Nội vụ".encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    assert_eq!(texts(&read(&utf16)), ["Sở Nội vụ"]);
    assert_eq!(texts(&read("\u{feff}Sở Nội vụ".as_bytes())), ["Sở Nội vụ"]);
}
