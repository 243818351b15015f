//! Files made for the tests: a shortened fictitious plan, and hostile ones.

use std::io::{Cursor, Write};

use official_document::{
    Annex, Block, Cell, Column, Document, Kind, Letterhead, Metadata, Row, Signer, Table, docx,
};
use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

/// The rows of the fictitious plan: number, content, lead, coordinators, time.
pub(super) const ROWS: [[&str; 5]; 5] = [
    [
        "1",
        "Tuyên truyền thông tin về chỉ số cải cách hành chính của Sở Xây dựng năm 2024",
        "Văn phòng Sở Xây dựng",
        "Toàn thể công chức, viên chức, nhân viên thuộc Sở Xây dựng",
        "Tháng 3/2025",
    ],
    [
        "2",
        "Kết quả sắp xếp, tinh gọn bộ máy trong các cơ quan hành chính trong tỉnh",
        "Văn phòng Sở Xây dựng",
        "Các phòng, đơn vị thuộc Sở Xây dựng",
        "Quý II/2025",
    ],
    [
        "3",
        "Tuyên truyền về công tác chỉ đạo điều hành về cải cách hành chính",
        "Phòng Thanh tra",
        "Các phòng, đơn vị thuộc Sở Xây dựng",
        "Thường xuyên",
    ],
    [
        "4",
        "Phát động cuộc thi tìm hiểu cải cách hành chính năm 2025 hoặc tổ chức tọa đàm cải cách hành chính năm 2025",
        "Văn phòng Sở Xây dựng",
        "Các phòng, đơn vị thuộc Sở Xây dựng",
        "Tháng 6 - 9/2025",
    ],
    [
        "5",
        "Phối hợp tổ chức tọa đàm cải cách hành chính tỉnh Ví Dụ",
        "Văn phòng Sở Xây dựng",
        "Sở Nội vụ",
        "Khi Sở Nội vụ có yêu cầu phối hợp",
    ],
];

/// The fictitious plan as Word, with the rows given.
pub(super) fn plan_docx(rows: &[[&str; 5]]) -> Vec<u8> {
    let letterhead = Letterhead {
        superior: Some("Ủy ban nhân dân tỉnh Ví Dụ".to_owned()),
        issuer: "Sở Xây dựng".to_owned(),
        symbol: "KH-SXD".to_owned(),
        place: "Ví Dụ".to_owned(),
        date: official_document::IssueDate::Month { year: 2025, month: 2 },
        ..Letterhead::default()
    };
    let metadata = Metadata::new("Sở Xây dựng", "2025-02-10".parse().unwrap());
    let subject = "Tuyên truyền cải cách hành chính của Sở Xây dựng năm 2025";
    let shares = [0.6, 5.0, 2.2, 2.4, 1.8];
    let columns = shares.map(|share| Column {
        share,
        align: official_document::Align::Left,
    });
    let table = Table::new(columns)
        .header(Row::new([
            "TT",
            "Nội dung",
            "Cơ quan chủ trì",
            "Cơ quan phối hợp",
            "Thời gian thực hiện",
        ]))
        .rows(rows.iter().map(|row| Row::new(row.map(Cell::new))));
    let document = Document::new(Kind::PLAN, letterhead, subject, metadata)
        .basis("Căn cứ Kế hoạch số 19/KH-UBND ngày 22 tháng 01 năm 2025 của Ủy ban nhân dân tỉnh Ví Dụ về tuyên truyền cải cách hành chính năm 2025")
        .block(Block::heading(1, "Mục đích, yêu cầu"))
        .block(Block::heading(2, "Mục tiêu"))
        .block(Block::dash("100% cán bộ, công chức được giao nhiệm vụ cải cách hành chính được cung cấp kiến thức, kỹ năng."))
        .block(Block::dash("80% cán bộ, công chức, viên chức được khảo sát nắm được mục tiêu, nhiệm vụ cải cách hành chính."))
        .block(Block::heading(1, "Hình thức tuyên truyền"))
        .block(Block::dash("Đăng tin, bài trên trang thông tin điện tử của Sở."))
        .block(Block::dash("Niêm yết thủ tục hành chính tại trụ sở."))
        .block(Block::heading(1, "Tổ chức thực hiện"))
        .block(Block::heading(2, "Chế độ báo cáo"))
        .block(Block::paragraph("Văn phòng Sở tổng hợp, báo cáo kết quả thực hiện định kỳ hằng quý, 6 tháng, năm gửi Sở Nội vụ."))
        .signed_by(Signer::new("Giám đốc", "Trần Thị Lãnh Đạo"))
        .recipient("Sở Nội vụ")
        .recipient("Các phòng, đơn vị thuộc Sở")
        .annex(Annex::new("Nhiệm vụ tuyên truyền năm 2025").landscape().block(Block::Table(table)));
    docx(&document).unwrap()
}

/// A zip of parts.
pub(super) fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in parts {
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

const TYPES: &[u8] = br#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
const RELATIONS: &[u8] = br#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;

/// A Word file with the body given, and further parts.
pub(super) fn word(body: &[u8], further: &[(&str, &[u8])]) -> Vec<u8> {
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", RELATIONS),
        ("word/document.xml", body),
    ];
    parts.extend(further);
    zip(&parts)
}

/// A Word body of paragraphs.
pub(super) fn body(inner: &str) -> Vec<u8> {
    format!(
        "<?xml version=\"1.0\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{inner}</w:body></w:document>"
    )
    .into_bytes()
}

pub(super) fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// An OLE file with the stream that password-protected office files have.
pub(super) fn protected() -> Vec<u8> {
    let mut bytes = vec![0_u8; 512 * 4];
    bytes[..8].copy_from_slice(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
    // Little-endian UTF-16 names in the directory sector, as writers put them.
    for (at, name) in [
        (1024, "Root Entry"),
        (1152, "EncryptionInfo"),
        (1280, "EncryptedPackage"),
    ] {
        for (index, unit) in name.encode_utf16().enumerate() {
            bytes[at + index * 2..at + index * 2 + 2].copy_from_slice(&unit.to_le_bytes());
        }
        bytes[at + 64] = u8::try_from((name.len() + 1) * 2).unwrap();
        bytes[at + 66] = if at == 1024 { 5 } else { 2 };
    }
    bytes[30] = 9;
    bytes[32] = 6;
    bytes[44] = 1;
    bytes[48] = 1;
    bytes
}
