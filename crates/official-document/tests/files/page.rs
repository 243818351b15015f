//! The PDF file, read by other programs: words, fonts, page numbers, archival standard.

use crate::common::{assert_pages, fonts, pages, report, run, words};
use official_document::{Block, Column, Document, Figure, Fonts, Table, WriteError, pdf};

/// The pages of a document as text.
fn set(document: &Document, fonts: &Fonts) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("trang.pdf");
    std::fs::write(&file, pdf(document, fonts).expect("the document can be set")).expect("written");
    pages(&file)
}

#[test]
fn pages_say_what_the_document_says() {
    assert_pages(&set(&report(), &fonts()));
}

#[test]
fn the_file_is_archival_with_its_fonts_and_properties() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("trang.pdf");
    let bytes = pdf(&report(), &fonts()).expect("the report can be set");
    std::fs::write(&file, &bytes).expect("written");
    let name = file.display().to_string();

    let text = String::from_utf8_lossy(&bytes);
    assert!(text.contains("<pdfaid:part>2</pdfaid:part>"), "PDF/A-2");
    assert!(
        text.contains("<pdfaid:conformance>B</pdfaid:conformance>"),
        "level B"
    );

    let listed = run("pdffonts", &[&name]);
    let listed: Vec<&str> = listed.lines().skip(2).collect();
    assert!(listed.len() >= 3, "regular, bold, italic: {listed:?}");
    for font in listed {
        assert!(font.contains("Tinos"), "{font}");
        let flags: Vec<&str> = font.split_whitespace().rev().skip(2).take(3).collect();
        assert_eq!(
            flags,
            ["yes", "yes", "yes"],
            "embedded, subset, with letters: {font}"
        );
    }

    // Raw, because the tool would turn the date to the zone of the machine.
    let about = run("pdfinfo", &["-rawdates", &name]);
    assert!(
        about.contains("Báo cáo Kết quả tuyên truyền cải cách hành chính quý I năm 2026"),
        "{about}"
    );
    assert!(about.contains("Sở Xây dựng tỉnh Hòa Giang"), "{about}");
    assert!(
        about.contains("D:20260305000000"),
        "the date of the record, not of the clock: {about}"
    );
    assert!(about.contains("(A4)"), "{about}");
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let report = report();
    assert!(pdf(&report, &fonts()).expect("set") == pdf(&report, &fonts()).expect("set again"));
}

#[test]
fn a_cell_taller_than_a_page_goes_on() {
    let mut document = report();
    document.annexes.clear();
    let long = "Chữ trong ô rất dài. ".repeat(900);
    document.body = vec![
        Table::new([Column::left(1.0), Column::left(1.0)])
            .header(["A", "B"])
            .row([format!("{long}HẾT Ô"), "b".into()])
            .into(),
        Block::paragraph("Sau bảng."),
    ];
    let pages = set(&document, &fonts());
    let text = words(&pages.concat());
    assert!(pages.len() >= 3, "{}", pages.len());
    assert!(text.contains("HẾT Ô") && text.contains("Sau bảng./."));
}

#[test]
fn a_word_wider_than_its_column_stays_inside() {
    let mut document = report();
    document.annexes.clear();
    let address = "x".repeat(300);
    document.body = vec![Block::paragraph(address.as_str()), Block::paragraph("Sau.")];
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("trang.pdf");
    std::fs::write(&file, pdf(&document, &fonts()).expect("set")).expect("written");
    let boxes = run("pdftotext", &["-bbox", &file.display().to_string(), "-"]);
    let right = boxes
        .lines()
        .filter(|line| line.contains("xxxx"))
        .filter_map(|line| {
            line.split("xMax=\"")
                .nth(1)?
                .split('"')
                .next()?
                .parse::<f64>()
                .ok()
        })
        .fold(0.0, f64::max);
    assert!(right > 400.0 && right < 595.3 - 56.0, "{right}");
}

#[test]
fn what_cannot_be_set_is_refused_by_name() {
    assert!(matches!(Fonts::new(vec![]), Err(WriteError::Fonts(_))));
    assert!(matches!(
        Fonts::new(vec![b"no font".to_vec()]),
        Err(WriteError::Fonts(_))
    ));
    let mut document = report();
    document.body = vec![Figure::svg("<svg", "Hình").into()];
    assert!(matches!(pdf(&document, &fonts()), Err(WriteError::Typeset(_))));
    document.body = vec![
        Figure::svg(
            "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><image href='/etc/passwd' width='9' height='9'/></svg>",
            "Hình",
        )
        .into(),
    ];
    if let Ok(bytes) = pdf(&document, &fonts()) {
        assert!(
            !String::from_utf8_lossy(&bytes).contains("root:"),
            "a drawing reads no files"
        );
    }
}
