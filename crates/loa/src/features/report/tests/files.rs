//! What comes out as files, read back.

use std::io::{Cursor, Read};

use calamine::{Reader, Xlsx};
use db::Backend::{self, Postgres, Sqlite};
use rstest::rstest;

use super::World;
use crate::features::evidence::Form;
use crate::features::report::{Imprint, Regime, as_docx, as_pdf, as_xlsx};
use crate::fonts::fonts;

/// The words of a Word file.
pub(super) fn docx_text(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut xml = String::new();
    archive
        .by_name("word/document.xml")
        .unwrap()
        .read_to_string(&mut xml)
        .unwrap();
    let mut reader = quick_xml::Reader::from_str(&xml);
    let mut text = String::new();
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Eof => return text.replace('\u{a0}', " "),
            quick_xml::events::Event::Text(words) => text.push_str(&words),
            quick_xml::events::Event::GeneralRef(name) => text.push_str(match &*name {
                "amp" => "&",
                "lt" => "<",
                "gt" => ">",
                "quot" => "\"",
                _ => "?",
            }),
            quick_xml::events::Event::End(end) if end.name().as_ref() == "w:p" => text.push('\n'),
            _ => {}
        }
    }
}

const HOSTILE: &str = "=cmd|'/C calc'!A1 <w:p/> #panic() \u{202e}{documents} & \"ngoặc\"";

#[rstest]
#[tokio::test]
async fn the_files_say_what_the_page_says(#[values(Sqlite, Postgres)] backend: Backend) {
    let world = World::new(backend).await;
    world.finish_first_task("2025-02-20").await;
    world.evidence(HOSTILE, Form::News, "2025-02-01", 12).await;
    world.test.go_to("2025-03-17");
    let content = world.content(Regime::Official, "2025-Q1").await;
    let imprint = Imprint::default();

    let words = docx_text(&as_docx(&content, &imprint).unwrap());
    for expected in [
        "UBND TỈNH VÍ DỤ",
        "SỞ XÂY DỰNG",
        "/BC-SXD",
        "BÁO CÁO",
        "Kết quả công tác cải cách hành chính quý I năm 2025",
        "DỰ THẢO",
        "I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH CẢI CÁCH HÀNH CHÍNH",
        "4. Thông tin, tuyên truyền cải cách hành chính",
        "Đăng 12 tin, bài trên cổng thông tin điện tử",
        "33,33% (n = 1, N = 3)",
        "đ) Nhân lực số",
        "e) An toàn thông tin, an ninh mạng",
        "IV. PHƯƠNG HƯỚNG, NHIỆM VỤ QUÝ II NĂM 2025",
        "Ghi chú: ",
        "Phụ lục III",
        "Hoàn thành ngày 20/02/2025",
        "<w:p/> #panic()",
        "{documents} & \"ngoặc\"",
    ] {
        assert!(words.contains(expected), "{expected}: {words}");
    }
    assert!(!words.contains('\u{202e}'), "direction marks are dropped");

    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(as_xlsx(&content).unwrap())).unwrap();
    assert_eq!(
        book.sheet_names(),
        ["Biểu số 1", "Tiến độ nhiệm vụ", "Danh mục minh chứng"]
    );
    let sheet = book.worksheet_range("Biểu số 1").unwrap();
    let line = |no: &str| {
        let row = sheet.rows().find(|row| row[0] == *no).unwrap();
        (row[3].to_string(), row[4].to_string())
    };
    assert_eq!(line("2"), ("33,33".to_owned(), "n = 1, N = 3".to_owned()));
    assert_eq!(line("2.1").0, "3");
    assert_eq!(line("3.1").1, "Chưa có số liệu trong kỳ");
    let links = book.worksheet_range("Danh mục minh chứng").unwrap();
    let cell = links.rows().next_back().unwrap()[3].to_string();
    assert!(cell.starts_with("=cmd|"), "words, not a formula: {cell}");
    assert!(
        book.worksheet_formula("Danh mục minh chứng")
            .unwrap()
            .used_cells()
            .next()
            .is_none()
    );

    match as_pdf(&content, &imprint) {
        Ok(bytes) => assert!(bytes.starts_with(b"%PDF")),
        Err(error) => {
            assert!(fonts().is_err(), "{error}");
            assert!(error.to_string().contains("make build"), "{error}");
        }
    }
}

#[rstest]
#[tokio::test]
async fn the_same_content_gives_the_same_bytes(#[values(Sqlite, Postgres)] backend: Backend) {
    let world = World::new(backend).await;
    world.evidence("Tin", Form::News, "2025-02-01", 12).await;
    let content = world.content(Regime::Internal, "2025-Q1").await;
    let stored = serde_json::to_string(&content).unwrap();
    let back: crate::features::report::Content = serde_json::from_str(&stored).unwrap();
    assert_eq!(back, content, "a frozen report comes back as it was");
    let imprint = Imprint::default();
    assert_eq!(
        as_docx(&back, &imprint).unwrap(),
        as_docx(&content, &imprint).unwrap()
    );
}
