//! Writes a quarterly report of an agency that does not exist, as Word and PDF, into a folder:
//! `cargo run -p official-document --example report -- /tmp/report`.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use jiff::civil::date;
use official_document::{
    Annex, Authority, Block, Cell, Column, Document, Figure, Fonts, Kind, Letterhead, Metadata, Row, Signer,
    Table, Text, check, docx_with_fonts, pdf,
};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "report".into()));
    fs::create_dir_all(&folder)?;
    let fonts = fonts()?;
    let report = report();
    for remark in check(&report) {
        eprintln!("{:?}: {}", remark.severity, remark.rule);
    }
    fs::write(folder.join("bao-cao.docx"), docx_with_fonts(&report, &fonts)?)?;
    fs::write(folder.join("bao-cao.pdf"), pdf(&report, &fonts)?)?;
    // Another number each time, or the typesetter would find the finished page in its memory.
    for number in 1..=6 {
        let mut other = report.clone();
        other.letterhead.number = Some(format!("1{number}"));
        let start = Instant::now();
        pdf(&other, &fonts)?;
        let set = start.elapsed();
        let start = Instant::now();
        docx_with_fonts(&other, &fonts)?;
        eprintln!("warm: pdf {set:.1?}, docx {:.1?}", start.elapsed());
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

fn report() -> Document {
    Document::new(
        Kind::REPORT,
        Letterhead {
            superior: Some("UBND tỉnh Hòa Giang".into()),
            issuer: "Sở Xây dựng".into(),
            number: None,
            symbol: "BC-SXD".into(),
            place: "Hòa Giang".into(),
            date: official_document::IssueDate::Month { year: 2026, month: 3 },
        },
        "Kết quả công tác thông tin, tuyên truyền\ncải cách hành chính quý I năm 2026",
        Metadata::new("Sở Xây dựng tỉnh Hòa Giang", date(2026, 3, 16)),
    )
    .to("Sở Nội vụ tỉnh Hòa Giang")
    .blocks(opening())
    .blocks(results())
    .blocks(outlook())
    .signed_by(Signer::new("Phó Giám đốc", "Trần Thị Bích Ngọc").acting_for(Authority::For, "Giám đốc"))
    .recipient("Như trên")
    .recipient("UBND tỉnh (báo cáo)")
    .recipient("Ban Giám đốc Sở")
    .recipient("Các phòng, đơn vị thuộc Sở")
    .recipient("Cổng thông tin điện tử Sở")
    .recipient("Lưu: VT, VP (NTH)")
    .annex(tasks())
    .annex(evidence())
}

fn opening() -> Vec<Block> {
    vec![
        Block::paragraph(
            "Thực hiện Kế hoạch số 21/KH-SXD ngày 26 tháng 01 năm 2026 của Sở Xây dựng về tuyên truyền cải cách hành \
             chính năm 2026, Sở Xây dựng báo cáo kết quả quý I năm 2026 (số liệu từ ngày 15 tháng 12 năm 2025 đến hết \
             ngày 14 tháng 3 năm 2026) như sau:",
        ),
        Block::heading(1, "Công tác chỉ đạo, điều hành"),
        Block::heading(2, "Ban hành văn bản"),
        Block::paragraph(
            "Sở đã ban hành 04 văn bản chỉ đạo, hướng dẫn công tác tuyên truyền cải cách hành chính; giao Văn phòng Sở \
             là đơn vị đầu mối, phân công rõ cơ quan chủ trì, cơ quan phối hợp và thời gian thực hiện đối với từng \
             nhiệm vụ. Kế hoạch được quán triệt đến 100% phòng, đơn vị thuộc Sở trong tháng 02 năm 2026.",
        ),
        Block::point("Kế hoạch tuyên truyền cải cách hành chính năm 2026 và phụ lục phân công nhiệm vụ;"),
        Block::point("Công văn về việc cử công chức làm đầu mối cung cấp tin, bài của các phòng, đơn vị;"),
        Block::point("Thông báo kết luận giao ban chuyên đề về bộ phận một cửa;"),
        Block::point("Hướng dẫn niêm yết công khai thủ tục hành chính tại nơi tiếp nhận hồ sơ;"),
        Block::point("Thể lệ cuộc thi trực tuyến “Tìm hiểu cải cách hành chính” năm 2026."),
        Block::heading(2, "Tiến độ thực hiện kế hoạch"),
        Block::paragraph(
            Text::new("Trong kỳ có 12 nhiệm vụ đến hạn; đã hoàn thành ")
                .bold("11/12 nhiệm vụ (91,7%)")
                .plain(", 01 nhiệm vụ hoàn thành chậm 03 ngày làm việc. Các nhiệm vụ thường xuyên được thực hiện đều đặn; chi tiết tại ")
                .italic("Phụ lục I")
                .plain(" kèm theo."),
        ),
        Block::heading(1, "Kết quả tuyên truyền"),
        Block::heading(2, "Hình thức tuyên truyền"),
        Block::heading(3, "Trên môi trường mạng"),
        Block::paragraph(
            "Cổng thông tin điện tử Sở đăng 46 tin, bài; trang Zalo chính thức đăng 31 lượt nội dung; nhóm Zalo của các \
             phòng, đơn vị chuyển tiếp 58 lượt. Nội dung bám sát sáu lĩnh vực cải cách hành chính, ưu tiên thủ tục cấp \
             giấy phép xây dựng, thẩm định dự án và giải quyết hồ sơ trực tuyến toàn trình.",
        ),
        Block::heading(3, "Trên báo chí và phát thanh, truyền hình"),
        Block::paragraph(
            "Phối hợp với Báo và Đài Phát thanh, Truyền hình tỉnh thực hiện 03 phóng sự, 07 tin; đài truyền thanh cấp xã \
             phát 124 lượt bản tin.",
        ),
        Block::heading(3, "Trực tiếp tại hội nghị và nơi tiếp nhận hồ sơ"),
        Block::dash("Tổ chức 02 hội nghị chuyên đề với 186 lượt người tham dự;"),
        Block::dash("Tổ chức 01 buổi đối thoại với 42 doanh nghiệp, tiếp nhận và trả lời 17 ý kiến;"),
        Block::dash("Lồng ghép 05 nội dung vào hội nghị phổ biến, giáo dục pháp luật."),
    ]
}

fn results() -> Vec<Block> {
    let table = Table::new([
        Column::centered(1.1),
        Column::left(6.2),
        Column::centered(2.0),
        Column::right(1.9),
        Column::right(1.9),
        Column::right(1.9),
    ])
    .caption("Bảng 1. Số lượng sản phẩm tuyên truyền")
    .header(Row::new([
        Cell::new("TT").down(2),
        Cell::new("Hình thức").down(2),
        Cell::new("Đơn vị tính").down(2),
        Cell::new("Quý I").across(2),
        Cell::new("So sánh (%)").down(2),
    ]))
    .header(["2025", "2026"])
    .row([
        "1",
        "Tin, bài trên cổng thông tin điện tử",
        "tin, bài",
        "38",
        "46",
        "121,1",
    ])
    .row(["2", "Nội dung trên mạng xã hội", "lượt", "22", "31", "140,9"])
    .row(["3", "Phóng sự, tin trên báo, đài", "sản phẩm", "8", "10", "125,0"])
    .row(["4", "Bản tin truyền thanh cấp xã", "lượt", "97", "124", "127,8"])
    .row([
        "5",
        "Lượt tiếp cận nội dung trực tuyến",
        "lượt",
        "18.240",
        "25.898",
        "142,0",
    ])
    .row([
        "6",
        "Pa nô, áp phích, màn hình điện tử",
        "vị trí",
        "12",
        "15",
        "125,0",
    ])
    .row(
        Row::new([
            Cell::new("Cộng sản phẩm (mục 1 đến 4, mục 6)")
                .across(3)
                .align(official_document::Align::Center),
            Cell::new("177"),
            Cell::new("226"),
            Cell::new("127,7"),
        ])
        .bold(),
    );
    vec![
        Block::heading(2, "Số lượng sản phẩm"),
        table.into(),
        Block::paragraph(
            "Số sản phẩm tăng so với cùng kỳ ở tất cả các hình thức; tăng cao nhất là nội dung trên mạng xã hội. Tỷ \
             trọng theo tháng thể hiện tại hình dưới đây.",
        ),
        Figure::svg(chart(), "Hình 1. Tin, bài đã đăng theo tháng của kỳ báo cáo").width(0.8).into(),
        Block::heading(2, "Chỉ tiêu của kế hoạch"),
        Block::paragraph(
            Text::new("Tỷ lệ công chức phụ trách cải cách hành chính được cung cấp kiến thức, kỹ năng tuyên truyền: ")
                .bold("100%")
                .plain(" (n = 34, N = 34). Tỷ lệ cán bộ, công chức, viên chức được khảo sát nắm vững mục tiêu cải cách hành chính: ")
                .bold("82,6%")
                .plain(" (n = 157, N = 190; khoảng tin cậy 95% từ 76,6% đến 87,3%), vượt chỉ tiêu 80%."),
        ),
        Block::heading(2, "Tiếp nhận, trả lời phản ánh, kiến nghị"),
        Block::paragraph(
            "Trong kỳ tiếp nhận 29 phản ánh, kiến nghị; đã trả lời đúng hạn 27, quá hạn 01, đang trong hạn 01. Nội dung \
             trả lời được công khai trên cổng thông tin điện tử sau khi lãnh đạo Sở phê duyệt. Nhóm vấn đề được hỏi \
             nhiều nhất là thành phần hồ sơ cấp giấy phép xây dựng nhà ở riêng lẻ và thời hạn thẩm định.",
        ),
    ]
}

fn outlook() -> Vec<Block> {
    vec![
        Block::heading(1, "Đánh giá chung"),
        Block::heading(2, "Mặt tích cực"),
        Block::paragraph(
            "Công tác tuyên truyền được triển khai ngay từ đầu năm, có phân công và theo dõi tiến độ; hình thức đa dạng \
             hơn năm trước, có thêm màn hình điện tử tại nơi tiếp nhận hồ sơ và mã QR tra cứu thủ tục. Sự phối hợp giữa \
             các phòng, đơn vị với cơ quan báo chí chặt chẽ, kịp thời.",
        ),
        Block::heading(2, "Tồn tại, hạn chế và nguyên nhân"),
        Block::dash("Một số đơn vị gửi tin, bài còn chậm, chủ yếu dồn vào tuần cuối của tháng;"),
        Block::dash(
            "Số nội dung về cải cách tài chính công còn ít, chưa có nội dung dành riêng cho doanh nghiệp nhỏ;",
        ),
        Block::dash("Nguyên nhân: công chức đầu mối kiêm nhiệm, chưa có mẫu nội dung dùng chung."),
        Block::heading(1, "Phương hướng, nhiệm vụ quý II năm 2026"),
        Block::point("Tổ chức cuộc thi trực tuyến “Tìm hiểu cải cách hành chính” trong tháng 5 năm 2026;"),
        Block::point("Bổ sung nội dung về tài chính công và chuyển đổi số, mỗi tháng ít nhất 04 tin, bài;"),
        Block::point("Rà soát, thay thế các bản niêm yết thủ tục hành chính đã hết hiệu lực;"),
        Block::point("Khảo sát lần hai mức độ hài lòng của người dân, doanh nghiệp tại nơi tiếp nhận hồ sơ."),
        Block::heading(1, "Kiến nghị, đề xuất"),
        Block::paragraph(
            "Đề nghị Sở Nội vụ sớm ban hành bộ câu hỏi dùng chung cho cuộc thi tìm hiểu cải cách hành chính và tổ chức \
             tập huấn kỹ năng viết tin, bài cho công chức đầu mối.",
        ),
        Block::paragraph(
            "Trên đây là báo cáo kết quả công tác thông tin, tuyên truyền cải cách hành chính quý I năm 2026, Sở Xây \
             dựng kính gửi Sở Nội vụ tổng hợp.",
        ),
    ]
}

fn tasks() -> Annex {
    let rows = [
        (
            "Ban hành kế hoạch tuyên truyền cải cách hành chính năm 2026",
            "Văn phòng Sở",
            "Các phòng, đơn vị",
            "Tháng 01/2026",
            "Hoàn thành",
        ),
        (
            "Công bố kết quả các chỉ số năm 2025 trên cổng thông tin điện tử",
            "Văn phòng Sở",
            "Phòng Quản lý xây dựng",
            "Tháng 3/2026",
            "Hoàn thành",
        ),
        (
            "Đăng tin, bài theo sáu lĩnh vực cải cách hành chính",
            "Các phòng, đơn vị thuộc Sở",
            "Văn phòng Sở",
            "Thường xuyên",
            "Đang thực hiện, 46 tin, bài",
        ),
        (
            "Tổ chức cuộc thi hoặc tọa đàm về cải cách hành chính",
            "Văn phòng Sở",
            "Công đoàn cơ sở, Đoàn Thanh niên",
            "Tháng 5 - 6/2026",
            "Đã ban hành thể lệ",
        ),
    ];
    let rows = (1..)
        .zip(rows)
        .map(|(nth, (task, lead, with, time, result)): (u32, _)| {
            [
                nth.to_string(),
                task.into(),
                lead.into(),
                with.into(),
                time.into(),
                result.to_owned(),
            ]
        });
    Annex::new("Tiến độ thực hiện nhiệm vụ của kế hoạch")
        .landscape()
        .block(
            Table::new([
                Column::centered(1.0),
                Column::justified(7.0),
                Column::left(4.0),
                Column::left(4.0),
                Column::centered(3.0),
                Column::left(4.0),
            ])
            .header([
                "STT",
                "Nội dung",
                "Cơ quan chủ trì",
                "Cơ quan phối hợp",
                "Thời gian thực hiện",
                "Kết quả",
            ])
            .rows(rows),
        )
}

fn evidence() -> Annex {
    let channels = [
        "Cổng thông tin điện tử",
        "Zalo chính thức",
        "Báo tỉnh",
        "Truyền thanh cấp xã",
    ];
    let titles = [
        "Hướng dẫn nộp hồ sơ cấp giấy phép xây dựng trực tuyến toàn trình",
        "Năm thủ tục được rút ngắn thời hạn giải quyết từ ngày 01 tháng 3",
        "Đối thoại với doanh nghiệp: nhiều vướng mắc được tháo gỡ",
        "Công khai kết quả chỉ số hài lòng năm 2025 và giải pháp nâng cao chất lượng phục vụ người dân, doanh nghiệp",
        "Mã QR tra cứu thủ tục tại nơi tiếp nhận hồ sơ",
    ];
    let start = date(2025, 12, 16);
    let rows = (0..60_usize).map(|nth| {
        let day = start.saturating_add(jiff::Span::new().days(i64::try_from(nth * 3 / 2).unwrap_or(0)));
        [
            (nth + 1).to_string(),
            day.strftime("%d/%m/%Y").to_string(),
            titles[nth % titles.len()].to_owned(),
            channels[nth % channels.len()].to_owned(),
            format!("https://soxaydung.hoagiang.example/tin-tuc/{:04}", 120 + nth * 7),
        ]
    });
    Annex::new("Danh mục tin, bài đã đăng").block(
        Table::new([
            Column::centered(1.1),
            Column::centered(2.2),
            Column::left(5.6),
            Column::left(2.9),
            Column::left(4.2),
        ])
        .header(["TT", "Ngày đăng", "Tên tin, bài", "Kênh", "Đường dẫn"])
        .rows(rows),
    )
}

/// A bar chart: three months, number above each bar.
fn chart() -> String {
    let bars: String = [("15/12 - 14/01", 11), ("15/01 - 14/02", 14), ("15/02 - 14/3", 21)]
        .iter()
        .enumerate()
        .map(|(nth, (label, value))| {
            let (x, height) = (60 + nth * 180, value * 8);
            format!(
                "<rect x='{x}' y='{}' width='100' height='{height}' fill='#9c2b23'/>\
                 <text x='{mid}' y='{}' text-anchor='middle' font-size='20'>{value}</text>\
                 <text x='{mid}' y='232' text-anchor='middle' font-size='18'>{label}</text>",
                205 - height,
                198 - height,
                mid = x + 50,
            )
        })
        .collect();
    format!(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 580 245' font-family='serif'>{bars}\
         <path d='M30 205H550' stroke='#222' stroke-width='1.5'/></svg>"
    )
}
