//! What the tests of both writers share: a document with one of everything, and readers of files.

pub(crate) mod xml;

use std::io::{Cursor, Read as _};
use std::path::Path;
use std::process::Command;

use jiff::civil::date;
use official_document::{
    Annex, Authority, Block, Cell, Column, Document, Figure, Fonts, Kind, Letterhead, Metadata, Row, Signer,
    Table, Text,
};

/// Words that mean something to XML, to Word fields or to the typesetter, and must mean nothing here.
pub(crate) const HOSTILE: &str = r##"<w:p>&amp; "x" #panic(1) *a* _b_ $x^2$ [c] @d \n // e `f` = g"##;

/// The fonts that the frontend's packages bring.
pub(crate) fn fonts() -> Fonts {
    let folder =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../frontend/node_modules/@expo-google-fonts/tinos");
    let files = ["400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic"].map(|style| {
        let file = folder.join(style).join(format!("Tinos_{style}.ttf"));
        std::fs::read(&file).unwrap_or_else(|error| {
            panic!(
                "{}: {error}; run `make test`, which installs the fonts",
                file.display()
            )
        })
    });
    Fonts::new(files.into()).expect("Tinos can be read")
}

/// A report with one of everything: two pages of text, a lying annex and a long standing one.
pub(crate) fn report() -> Document {
    let rows = (1..=60).map(|nth: u32| [nth.to_string(), format!("Tin số {nth}"), "25.898".to_owned()]);
    let filling =
        "Nội dung được trình bày theo đúng thể thức, kỹ thuật trình bày văn bản hành chính. ".repeat(4);
    let mut report = Document::new(
        Kind::REPORT,
        Letterhead {
            superior: Some("UBND tỉnh Hòa Giang".into()),
            issuer: "Sở Xây dựng".into(),
            number: Some("7".into()),
            symbol: "BC-SXD".into(),
            place: "Hòa Giang".into(),
            date: date(2026, 3, 5).into(),
        },
        "Kết quả tuyên truyền cải cách hành chính quý I năm 2026",
        Metadata::new("Sở Xây dựng tỉnh Hòa Giang", date(2026, 3, 5)),
    )
    .to("Sở Nội vụ")
    .basis("Căn cứ Kế hoạch số 21/KH-SXD")
    .block(Block::heading(1, "Công tác chỉ đạo"))
    .block(Block::heading(2, "Ban hành văn bản"))
    .block(Block::heading(3, "Kế hoạch"))
    .block(Block::paragraph(Text::new("Đạt ").bold("80%").plain(" và ").italic("nghiêng").plain(" vừa.")))
    .block(Block::paragraph(HOSTILE))
    .block(Block::point("điểm một;"))
    .block(Block::dash("gạch đầu dòng."))
    .block(
        Table::new([Column::centered(1.0), Column::left(3.0), Column::right(1.0), Column::right(1.0)])
            .caption("Bảng 1. So sánh")
            .header(Row::new([Cell::new("TT").down(2), Cell::new("Hình thức").down(2), Cell::new("Quý I").across(2)]))
            .header(["2025", "2026"])
            .row(["1", "Tin, bài", "38", "46"])
            .row(Row::new([Cell::new("Cộng").across(2), Cell::new("38"), Cell::new("46")]).bold()),
    )
    .block(Figure::svg(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 200 50'><rect width='80' height='40' fill='#9c2b23'/>\
         <text x='100' y='30' font-size='14'>Quý I</text></svg>",
        "Hình 1. Tỷ lệ",
    ))
    .blocks((0..8).map(|_| Block::paragraph(filling.as_str())))
    .signed_by(Signer::new("Phó Giám đốc", "Trần Thị Bích Ngọc").acting_for(Authority::For, "Giám đốc"))
    .recipient("Như trên")
    .recipient("Lưu: VT, VP")
    .annex(
        Annex::new("Tiến độ")
            .landscape()
            .block(Table::new([Column::left(1.0), Column::left(1.0)]).header(["Một", "Hai"]).row(["a", "b"])),
    )
    .annex(
        Annex::new("Danh mục").block(
            Table::new([Column::centered(1.0), Column::left(5.0), Column::right(2.0)])
                .header(["TT", "Tên tin", "Lượt xem"])
                .rows(rows),
        ),
    );
    report.layout.line_spacing = 1.15;
    report
}

/// A part of a package, as text.
pub(crate) fn part(file: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).expect("a zip file");
    let mut text = String::new();
    archive
        .by_name(name)
        .expect("the part is there")
        .read_to_string(&mut text)
        .expect("the part is UTF-8");
    text
}

/// Runs a tool of the system on a file and gives its output.
pub(crate) fn run(tool: &str, arguments: &[&str]) -> String {
    let output = Command::new(tool)
        .args(arguments)
        .output()
        .unwrap_or_else(|error| panic!("{tool}: {error}; run `make test`, which installs it"));
    assert!(
        output.status.success(),
        "{tool} {arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).expect("the tool writes UTF-8")
}

/// The pages of a PDF file as text, lines kept.
pub(crate) fn pages(pdf: &Path) -> Vec<String> {
    let text = run(
        "pdftotext",
        &["-layout", "-enc", "UTF-8", &pdf.display().to_string(), "-"],
    );
    let mut pages: Vec<String> = text
        .split('\u{c}')
        .map(|page| page.replace('\u{a0}', " "))
        .collect();
    pages.pop();
    pages
}

/// What must be true of the pages of [`report`], whoever drew them.
pub(crate) fn assert_pages(pages: &[String]) {
    let first_line = |page: &str| {
        page.lines()
            .find(|line| !line.trim().is_empty())
            .unwrap_or_default()
            .trim()
            .to_owned()
    };
    let annex = |label: &str| {
        pages
            .iter()
            .position(|page| first_line(page) == label)
            .unwrap_or_else(|| panic!("no page starts with {label}"))
    };
    let (lying, listed) = (annex("Phụ lục I"), annex("Phụ lục II"));
    assert!(lying >= 2, "the text fills two pages");
    assert_eq!(listed, lying + 1);
    assert!(pages.len() > listed + 1, "the list goes on over the page");
    assert!(
        first_line(&pages[0]).starts_with("UBND TỈNH HÒA GIANG"),
        "page 1 has no number"
    );
    assert_eq!(first_line(&pages[1]), "2");
    assert_eq!(first_line(&pages[listed + 1]), "2", "annexes count from 1");
    for page in &pages[listed..] {
        assert!(
            page.contains("Tên tin"),
            "the header row is on every page of the table"
        );
    }
    let body = words(&pages[..lying].concat());
    for expected in [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 07/BC-SXD",
        "Hòa Giang, ngày 05 tháng 3 năm 2026",
        "BÁO CÁO",
        "Kính gửi: Sở Nội vụ",
        "Căn cứ Kế hoạch số 21/KH-SXD.",
        "I. CÔNG TÁC CHỈ ĐẠO",
        "1. Ban hành văn bản",
        "a) Kế hoạch",
        "Đạt 80% và nghiêng vừa.",
        "a) điểm một;",
        "- gạch đầu dòng.",
        "hành chính./.",
        "KT. GIÁM ĐỐC",
        "PHÓ GIÁM ĐỐC",
        "Trần Thị Bích Ngọc",
        "- Lưu: VT, VP.",
    ] {
        assert!(body.contains(expected), "{expected} is not in: {body}");
    }
    assert!(body.contains(&words(HOSTILE)), "{body}");
    let last = words(&pages[pages.len() - 1]);
    assert!(last.contains("60 Tin số 60 25.898"), "{last}");
}

/// The text with every white space made one space.
pub(crate) fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
