//! Plans as agencies send them, written as Word files by the program's own writer.

use jiff::civil::date;
use official_document::{
    Annex, Block, Column, Document, Kind, Letterhead, Metadata, Orientation, Signer, Table, docx,
};

const UNITS: [&str; 4] = [
    "Văn phòng Sở",
    "Phòng Quản lý xây dựng",
    "Phòng Quy hoạch và kiến trúc",
    "Trung tâm Kiểm định xây dựng",
];
const TIMES: [&str; 6] = [
    "Quý I/2025",
    "Thường xuyên",
    "Tháng 6/2025",
    "Trước ngày 30/9/2025",
    "Quý III, Quý IV/2025",
    "Khi có yêu cầu",
];
const WORKS: [&str; 5] = [
    "Xây dựng chuyên mục cải cách hành chính trên Trang thông tin điện tử của Sở, mỗi tháng ít nhất hai tin, bài",
    "Tổ chức hội nghị tuyên truyền Bộ thủ tục hành chính lĩnh vực xây dựng đến doanh nghiệp trên địa bàn tỉnh",
    "Niêm yết công khai thủ tục hành chính tại Trung tâm Phục vụ hành chính công và trên Cổng dịch vụ công",
    "Phối hợp với Báo và Đài Phát thanh - Truyền hình tỉnh thực hiện phóng sự về nâng cao chỉ số cải cách hành chính",
    "Khảo sát mức độ hài lòng của tổ chức, cá nhân đối với việc giải quyết hồ sơ",
];

/// A plan of about 20 pages with an annex of 300 tasks.
pub fn long_plan() -> anyhow::Result<Vec<u8>> {
    plan(60, 300)
}

/// A plan of the usual size: three pages, an annex of 20 tasks.
pub fn usual_plan() -> anyhow::Result<Vec<u8>> {
    plan(8, 20)
}

fn plan(paragraphs: usize, tasks: usize) -> anyhow::Result<Vec<u8>> {
    let head = Letterhead {
        superior: Some("UBND tỉnh Ví Dụ".into()),
        issuer: "Sở Xây dựng".into(),
        number: Some("12".into()),
        symbol: "KH-SXD".into(),
        place: "Ví Dụ".into(),
        date: date(2025, 2, 5).into(),
    };
    let metadata = Metadata::new("Sở Xây dựng tỉnh Ví Dụ", date(2025, 2, 5));
    let mut plan = Document::new(Kind::PLAN, head, "Tuyên truyền cải cách hành chính năm 2025", metadata)
        .block(Block::heading(1, "Mục tiêu, yêu cầu"))
        .block(Block::paragraph(
            "Phấn đấu 100% công chức, viên chức phụ trách công tác cải cách hành chính được cung cấp kiến thức cần thiết.",
        ))
        .block(Block::heading(1, "Nội dung và hình thức"));
    for number in 0..paragraphs {
        plan = plan.block(Block::dash(format!(
            "{}; {} chủ trì, các phòng, đơn vị phối hợp thực hiện trong năm 2025 và báo cáo kết quả về Văn phòng Sở trước ngày {} hằng tháng.",
            pick(&WORKS, number),
            pick(&UNITS, number / 2),
            number % 27 + 1,
        )));
    }
    let mut table = Table::new([
        Column::centered(0.6),
        Column::left(4.0),
        Column::left(2.0),
        Column::left(2.0),
        Column::left(1.6),
    ])
    .header([
        "STT",
        "Nội dung công việc",
        "Cơ quan chủ trì",
        "Cơ quan phối hợp",
        "Thời gian thực hiện",
    ]);
    for number in 0..tasks {
        table = table.row([
            format!("{}", number + 1),
            format!("{}, đợt {}", pick(&WORKS, number), number / WORKS.len() + 1),
            pick(&UNITS, number).to_owned(),
            "Các phòng, đơn vị thuộc Sở".to_owned(),
            pick(&TIMES, number).to_owned(),
        ]);
    }
    let mut annex = Annex::new("Nhiệm vụ tuyên truyền cải cách hành chính năm 2025").block(table);
    annex.orientation = Orientation::Landscape;
    let plan = plan
        .annex(annex)
        .signed_by(Signer::new("Giám đốc", "Trần Thị Minh Họa"))
        .recipient("Sở Nội vụ")
        .recipient("Lưu: VT, VP");
    Ok(docx(&plan)?)
}

fn pick<'a>(items: &[&'a str], number: usize) -> &'a str {
    items.get(number % items.len()).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reader_finds_every_task_of_the_material() {
        for (bytes, tasks) in [(long_plan().unwrap(), 300), (usual_plan().unwrap(), 20)] {
            let document =
                plan_reader::read_document(&bytes, Some("plan.docx"), &Default::default()).unwrap();
            assert_eq!(plan_reader::read_plan(&document).tasks.len(), tasks);
        }
    }
}
