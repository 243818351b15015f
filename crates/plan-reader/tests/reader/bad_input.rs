//! Files that are broken, hostile or too large: an error that says which, and never a panic or a hang.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use crate::support::{W, docx, docx_parts, p, pack, plan, read, xlsx, xlsx_row};
use plan_reader::{Limits, Measure, OfficeProgram, ReadError, read_document, read_plan};

fn error(bytes: &[u8]) -> ReadError {
    read_document(bytes, None, &Limits::default()).unwrap_err()
}

fn ole(stream: &str) -> Vec<u8> {
    let mut bytes = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    bytes.resize(512, 0);
    bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
    bytes.resize(2048, 0);
    bytes
}

#[test]
fn files_that_cannot_be_read_say_why() {
    assert_eq!(error(b""), ReadError::Empty);
    assert_eq!(error(b" \n\t "), ReadError::Empty);
    assert_eq!(error(&docx("")), ReadError::Empty);
    assert_eq!(
        error(&ole("WordDocument")),
        ReadError::OldOffice {
            program: OfficeProgram::Word,
            save_as: "docx".to_owned()
        }
    );
    assert_eq!(
        error(&ole("Workbook")),
        ReadError::OldOffice {
            program: OfficeProgram::Excel,
            save_as: "xlsx".to_owned()
        }
    );
    assert_eq!(error(&ole("EncryptedPackage")), ReadError::PasswordProtected);
    assert_eq!(
        error(b"\x89PNG\r\n\x1a\n"),
        ReadError::Unsupported {
            found: "png".to_owned()
        }
    );
    assert_eq!(
        error(&pack(&[("a.txt", "x")])),
        ReadError::Unsupported {
            found: "zip".to_owned()
        }
    );
    assert!(matches!(error(b"%PDF-1.7 nothing"), ReadError::Damaged { .. }));
}

#[test]
fn declarations_and_entities_are_refused() {
    let declared = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE w [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><w:document {W}><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"
    );
    assert_eq!(
        error(&pack(&[("word/document.xml", &declared)])),
        ReadError::ForbiddenXml
    );
    assert_eq!(
        error(&docx("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>")),
        ReadError::ForbiddenXml
    );
    let sheet = "<!DOCTYPE x [<!ENTITY a \"aaaa\">]><worksheet/>";
    let bytes = pack(&[
        ("xl/workbook.xml", "<workbook/>"),
        ("xl/worksheets/sheet1.xml", sheet),
    ]);
    assert_eq!(error(&bytes), ReadError::ForbiddenXml);
}

#[test]
fn a_zip_bomb_is_stopped_early() {
    let bomb = " ".repeat(40 << 20);
    let body = format!("<w:p><w:r><w:t>{bomb}</w:t></w:r></w:p>");
    let bytes = docx(&body);
    assert!(bytes.len() < 200_000);
    assert!(matches!(
        error(&bytes),
        ReadError::TooLarge {
            what: Measure::Ratio,
            ..
        }
    ));
    let limits = Limits {
        unpacked: 1 << 20,
        ..Limits::default()
    };
    let error = read_document(&bytes, None, &limits).unwrap_err();
    assert!(matches!(
        error,
        ReadError::TooLarge {
            what: Measure::Unpacked,
            ..
        }
    ));
    let sheet = format!("<sheetData>{}</sheetData>{bomb}", xlsx_row(1, &["a"]));
    assert!(matches!(self::error(&xlsx(&sheet)), ReadError::TooLarge { .. }));
}

#[test]
fn deep_nesting_is_refused() {
    let open = "<w:sdt>".repeat(5_000);
    assert!(matches!(
        error(&docx(&open)),
        ReadError::TooLarge {
            what: Measure::Depth,
            ..
        }
    ));
}

#[test]
fn sizes_over_a_limit_are_refused() {
    let small = Limits {
        input: 10,
        ..Limits::default()
    };
    let refused = read_document(b"mot van ban dai", None, &small).unwrap_err();
    assert_eq!(
        refused,
        ReadError::TooLarge {
            what: Measure::Input,
            found: 15,
            limit: 10
        }
    );
    let wide = format!(
        "<w:tbl><w:tr>{}</w:tr></w:tbl>",
        crate::support::tc("x", 100_000_000, "")
    );
    assert!(matches!(
        error(&docx(&wide)),
        ReadError::TooLarge {
            what: Measure::Columns,
            ..
        }
    ));
    let far = "<sheetData><row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row></sheetData>";
    assert_eq!(read(&xlsx(far)).blocks.len(), 1);
}

#[test]
fn large_tables_are_read_in_time() {
    let start = Instant::now();
    let rows: String = (1..=10_000)
        .map(|number| crate::support::tr(&[&number.to_string(), "Gieo hạt giống mới", "Sở Hoa", "2031"]))
        .collect();
    let tall = docx(&crate::support::raw_tbl(
        &(crate::support::tr(&["STT", "Nội dung", "Chủ trì", "Thời gian"]) + &rows),
    ));
    assert_eq!(plan(&tall).tasks.len(), 10_000);
    let cells: Vec<&str> = std::iter::repeat_n("x", 10_000).collect();
    let wide = docx(&crate::support::tbl(&[&cells, &cells]));
    assert!(plan(&wide).tasks.is_empty());
    assert!(start.elapsed() < Duration::from_secs(60));
}

#[test]
fn merged_cells_cannot_fill_the_memory() {
    let row: String = (0..200).map(|_| crate::support::tc("x", 1, "restart")).collect();
    let below: String = (0..200).map(|_| crate::support::tc("", 1, "continue")).collect();
    let rows = format!("<w:tr>{row}</w:tr>") + &format!("<w:tr>{below}</w:tr>").repeat(500);
    assert!(plan(&docx(&crate::support::raw_tbl(&rows))).tasks.is_empty());
    let page = format!(
        "<html><table><tr>{}</table>",
        "<td rowspan=65000 colspan=3>x".repeat(4_000)
    );
    assert!(plan(page.as_bytes()).tasks.is_empty());
}

#[test]
fn a_reading_can_be_stopped() {
    let limits = Limits {
        cancel: Some(Arc::new(AtomicBool::new(true))),
        ..Limits::default()
    };
    assert_eq!(
        read_document(b"van ban", None, &limits).unwrap_err(),
        ReadError::Cancelled
    );
    let limits = Limits {
        time: Duration::ZERO,
        ..Limits::default()
    };
    let bytes = docx(&p("x").repeat(5_000));
    assert_eq!(
        read_document(&bytes, None, &limits).unwrap_err(),
        ReadError::TooSlow { seconds: 0 }
    );
}

/// Cut off and changed at many places: any error will do, a panic will not.
#[test]
fn damaged_files_never_panic() {
    let text = include_bytes!("../plans/communications.md").to_vec();
    let files = [
        docx(
            &(p("KẾ HOẠCH")
                + &crate::support::tbl(&[&["STT", "Nội dung", "Chủ trì"], &["1", "Gieo hạt", "Sở Hoa"]])),
        ),
        xlsx(&format!(
            "<sheetData>{}</sheetData>",
            xlsx_row(1, &["STT", "Nội dung", "Chủ trì"])
        )),
        crate::support::pdf(&[(10.0, 10.0, "KE HOACH")], &[(0.0, 0.0, 9.0, 0.0)]),
        text,
        docx_parts(
            &p("x"),
            &[("word/numbering.xml", "<w:numbering"), ("word/styles.xml", "")],
        ),
    ];
    let mut seed = 0x2545_f491_4f6c_dd1d_u64;
    for file in &files {
        for step in 0..60 {
            let mut bytes = file.clone();
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            let at = usize::try_from(seed % bytes.len() as u64).unwrap();
            if step % 2 == 0 {
                bytes.truncate(at);
            } else {
                bytes[at] ^= u8::try_from(seed >> 56).unwrap() | 1;
            }
            if let Ok(document) = read_document(&bytes, None, &Limits::default()) {
                let plan = read_plan(&document);
                assert!(plan.to_json().is_object());
            }
        }
    }
}

/// Found by fuzzing: a cell that claims to stand above the first row.
#[test]
fn odd_cell_references_are_no_panic() {
    for reference in ["A0", "0", "A99999999999", "ZZZZZZZZ1", ""] {
        let sheet = format!(
            "<sheetData><row r=\"1\"><c r=\"{reference}\"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref=\"{reference}:B2\"/></mergeCells>"
        );
        drop(read_document(&xlsx(&sheet), None, &Limits::default()));
    }
}

/// Found by fuzzing: a row whose contents are a number and nothing else.
#[test]
fn a_number_alone_keeps_its_words() {
    let page =
        "<html><table><tr><td>x<td>Nội dung<td>Chủ trì<td>Thời gian<tr><td><td>1.<td>Sở Hoa<td>2031</table>";
    let tasks = plan(page.as_bytes()).tasks;
    assert!(tasks.iter().all(|task| !task.content.value.trim().is_empty()));
}

/// Paragraphs that look like the broken pieces of one sentence, twenty thousand of them.
#[test]
fn endless_sentences_are_read_in_pieces() {
    let page = format!("<html>{}", "<p>a".repeat(20_000));
    assert!(plan(page.as_bytes()).tasks.is_empty());
    let page = format!("<html>{}", "<p>a".repeat(2_000_000));
    let error = read_document(page.as_bytes(), None, &Limits::default()).unwrap_err();
    assert!(matches!(
        error,
        ReadError::TooLarge {
            what: Measure::Text,
            ..
        }
    ));
}

/// Every line end is looked at once, not once more for each line before it.
#[test]
fn long_texts_without_blank_lines_are_read() {
    let text = "gieo hạt giống mới và tưới nước hằng ngày cho vườn hoa của làng\n".repeat(4_000);
    assert!(!read(text.as_bytes()).blocks.is_empty());
    let ends = "a\n\n".repeat(2_000_000);
    assert!(matches!(
        error(ends.as_bytes()),
        ReadError::TooLarge {
            what: Measure::Text,
            ..
        }
    ));
}
