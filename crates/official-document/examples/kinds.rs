//! Writes one short document of each form, as Word and PDF, into a folder:
//! `cargo run -p official-document --example kinds -- /tmp/kinds`.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::date;
use official_document::{
    Addressees, Annex, Authority, Block, Column, Document, Draft, Fonts, Kind, Letterhead, Marks, Metadata,
    Number, Reissue, Row, Secrecy, Signer, Table, Urgency, check, docx_with_fonts, pdf,
};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "kinds".into()));
    fs::create_dir_all(&folder)?;
    let fonts = fonts()?;
    for (name, document) in [
        ("cong-van", letter()),
        ("quyet-dinh", decision()),
        ("bien-ban", minutes()),
        ("ke-hoach", plan()),
    ] {
        for remark in check(&document) {
            eprintln!("{name}: {:?}: {}", remark.severity, remark.rule);
        }
        fs::write(
            folder.join(name).with_extension("docx"),
            docx_with_fonts(&document, &fonts)?,
        )?;
        fs::write(folder.join(name).with_extension("pdf"), pdf(&document, &fonts)?)?;
    }
    Ok(())
}

/// The four Tinos fonts from the frontend's packages.
fn fonts() -> Result<Fonts, Box<dyn Error>> {
    let folder =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../frontend/node_modules/@expo-google-fonts/tinos");
    let files = ["400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic"]
        .map(|style| fs::read(folder.join(style).join(format!("Tinos_{style}.ttf"))))
        .into_iter()
        .collect::<Result<Vec<_>, _>>()?;
    Ok(Fonts::new(files)?)
}

fn head(number: &str, symbol: &str) -> Letterhead {
    Letterhead {
        superior: Some("UBND tỉnh Hòa Giang".into()),
        issuer: "Trung tâm Phục vụ hành chính công tỉnh".into(),
        number: Some(number.into()),
        symbol: symbol.into(),
        place: "Hòa Giang".into(),
        date: date(2026, 2, 5).into(),
    }
}

fn metadata() -> Metadata {
    Metadata::new(
        "Trung tâm Phục vụ hành chính công tỉnh Hòa Giang",
        date(2026, 2, 5),
    )
}

fn letter() -> Document {
    let mut letter = Document::new(
        Kind::LETTER,
        head("9", "TTPVHCC-VP"),
        "phối hợp tuyên truyền cải cách hành chính tháng 3 năm 2026",
        metadata(),
    )
    .to("Các sở, ban, ngành tỉnh")
    .to("Ủy ban nhân dân các xã, phường")
    .to("Báo và Đài Phát thanh, Truyền hình tỉnh Hòa Giang, các cơ quan báo chí thường trú trên địa bàn tỉnh")
    .block(Block::paragraph(
        "Thực hiện kế hoạch tuyên truyền năm 2026, Trung tâm đề nghị các cơ quan phối hợp thực hiện các nội dung sau:",
    ))
    .block(Block::point("Đăng tải bộ hướng dẫn nộp hồ sơ trực tuyến trên trang thông tin điện tử của cơ quan;"))
    .block(Block::point("Gửi số liệu tiếp cận về Trung tâm trước ngày 14 tháng 3 năm 2026."))
    .block(Block::paragraph("Rất mong nhận được sự quan tâm, phối hợp của các cơ quan."))
    .signed_by(
        Signer::new("Chánh Văn phòng", "Lê Minh Khôi").acting_for(Authority::ByOrder, "Giám đốc"),
    )
    .recipient("Như trên")
    .recipient("Ban Giám đốc (báo cáo)")
    .recipient("Lưu: VT, VP");
    letter.marks = Marks {
        secrecy: Some(Secrecy::Secret),
        urgency: Some(Urgency::Express),
        drafter: Some("LMK.(12)".into()),
        contact: vec![
            "Số 1 đường Ví Dụ, phường Trung Tâm, tỉnh Hòa Giang".into(),
            "Điện thoại: 0000 000 000; thư điện tử: vanphong@hoagiang.example".into(),
        ],
        ..Marks::default()
    };
    letter
}

fn decision() -> Document {
    let mut decision = Document::new(
        Kind::DECISION,
        head("15", "QĐ-TTPVHCC"),
        "Ban hành Thể lệ cuộc thi trực tuyến “Tìm hiểu cải cách hành chính” năm 2026",
        metadata(),
    )
    .basis("Căn cứ Quyết định số 40/QĐ-UBND ngày 12 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh quy định chức năng, nhiệm vụ của Trung tâm")
    .basis("Căn cứ Kế hoạch số 08/KH-TTPVHCC ngày 20 tháng 01 năm 2026 về tuyên truyền cải cách hành chính")
    .basis("Theo đề nghị của Chánh Văn phòng")
    .block(Block::article("Ban hành kèm theo Quyết định này Thể lệ cuộc thi trực tuyến “Tìm hiểu cải cách hành chính” năm 2026.", ""))
    .block(Block::article("", "Quyết định này có hiệu lực kể từ ngày ký."))
    .block(Block::article("", "Chánh Văn phòng, Trưởng các phòng và cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này."))
    .signed_by(Signer::new("Giám đốc", "Phạm Gia Bảo"))
    .recipient("Như Điều 3")
    .recipient("Lưu: VT, VP")
    .annex(
        Annex::new("Thể lệ cuộc thi")
            .block(Block::Division { label: "Chương I".into(), title: "Quy định chung".into() })
            .block(Block::article("Đối tượng dự thi", ""))
            .block(Block::Point { number: Number::Fixed("1.".into()), text: "Cán bộ, công chức, viên chức, người lao động.".into() })
            .block(Block::Point { number: Number::Fixed("2.".into()), text: "Người dân từ đủ 14 tuổi.".into() })
            .block(Block::article("Thời gian", "Từ ngày 04 tháng 5 đến hết ngày 31 tháng 5 năm 2026.")),
    );
    decision.authority = Some("Giám đốc Trung tâm Phục vụ hành chính công tỉnh".into());
    decision.marks.draft = Some(Draft { round: Some(2) });
    decision
}

fn minutes() -> Document {
    let mut minutes = Document::new(
        Kind::MINUTES,
        head("3", "BB-TTPVHCC"),
        "Họp giao ban công tác tuyên truyền cải cách hành chính",
        metadata(),
    )
    .block(Block::paragraph(
        "Thời gian bắt đầu: 08 giờ 00 phút ngày 05 tháng 02 năm 2026. Địa điểm: phòng họp số 2.",
    ))
    .block(Block::heading(1, "Thành phần"))
    .block(Block::dash("Chủ trì: ông Phạm Gia Bảo, Giám đốc;"))
    .block(Block::dash("Thư ký: bà Đỗ Thu Hà, chuyên viên Văn phòng."))
    .block(Block::heading(1, "Kết luận"))
    .block(Block::paragraph(
        "Thống nhất lịch đăng tin, bài tháng 3 năm 2026.",
    ))
    .signed_by(Signer::new("Chủ trì", "Phạm Gia Bảo"))
    .recipient("Các phòng")
    .recipient("Lưu: VT, VP");
    minutes.second_signer = Some(Signer::new("Thư ký", "Đỗ Thu Hà"));
    minutes
}

fn plan() -> Document {
    let rows = (1..=9).map(|nth: u32| {
        Row::from([
            format!("{nth}."),
            "Đăng tải kết quả các chỉ số cải cách hành chính của tỉnh và của cơ quan, kèm phân tích từng tiêu chí".into(),
            "Văn phòng".into(),
            "Toàn thể công chức, viên chức, nhân viên".into(),
            if nth == 1 { "Tháng 3/2026".into() } else { "Khi Sở Nội vụ có yêu cầu phối hợp".to_owned() },
        ])
    });
    let mut plan = Document::new(
        Kind::PLAN,
        head("8", "KH-TTPVHCC"),
        "Tuyên truyền cải cách hành chính năm 2026",
        metadata(),
    )
    .basis("Căn cứ Kế hoạch số 04/KH-UBND ngày 09 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh")
    .block(Block::heading(1, "Mục đích, yêu cầu"))
    .block(Block::heading(2, "Mục đích"))
    .block(Block::dash(
        "Nâng cao nhận thức của cán bộ, công chức, viên chức, người dân và doanh nghiệp.",
    ))
    .block(Block::heading(1, "Tổ chức thực hiện"))
    .block(Block::paragraph("Văn phòng chủ trì, đôn đốc, tổng hợp."))
    .signed_by(
        Signer::new("Phó Chủ tịch", "Nguyễn Thị Ánh Tuyết")
            .acting_for(Authority::OnBehalf, "Ủy ban nhân dân")
            .acting_for(Authority::For, "Chủ tịch"),
    )
    .recipient("Sở Nội vụ")
    .recipient("Lưu: VT, VP")
    .annex(
        Annex::new("Nhiệm vụ tuyên truyền cải cách hành chính năm 2026").block(
            Table::new([
                Column::centered(1.0),
                Column::justified(6.0),
                Column::centered(2.5),
                Column::centered(3.0),
                Column::centered(2.5),
            ])
            .header(["STT", "NỘI DUNG", "CHỦ TRÌ", "PHỐI HỢP", "THỜI GIAN"])
            .rows(rows),
        ),
    );
    debug_assert_eq!(plan.kind.addressees, Addressees::Refused);
    plan.marks.reissue = Some(Reissue {
        round: None,
        replaces: Some("Thay thế Kế hoạch số 07/KH-TTPVHCC ngày 02 tháng 02 năm 2026".into()),
    });
    plan
}
