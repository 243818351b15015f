//! Task tables in many shapes: the words of the headings and the numbering carry the meaning, not the place.

use crate::support::{contents, coordinators, docx, leads, p, plan, raw_tbl, tbl, tc, tr};
use plan_reader::plan::TableRole;
use plan_reader::{Plan, Remark};

const HEADING: [&str; 5] = [
    "STT",
    "Nội dung",
    "Cơ quan chủ trì",
    "Cơ quan phối hợp",
    "Thời gian",
];
const ROWS: [[&str; 5]; 2] = [
    [
        "1",
        "Tổ chức tọa đàm chuyên đề",
        "Văn phòng Sở",
        "Các phòng, đơn vị thuộc Sở",
        "Quý II/2031",
    ],
    [
        "2",
        "Biên soạn tờ gấp hướng dẫn",
        "Phòng Tổng hợp",
        "Văn phòng Sở",
        "Tháng 8/2031",
    ],
];

fn check(plan: &Plan) {
    assert_eq!(contents(plan), [ROWS[0][1], ROWS[1][1]]);
    assert_eq!(leads(plan, 0), ["Văn phòng Sở"]);
    assert_eq!(leads(plan, 1), ["Phòng Tổng hợp"]);
    assert_eq!(coordinators(plan, 0), ["Các phòng, đơn vị thuộc Sở"]);
    let times: Vec<&str> = plan
        .tasks
        .iter()
        .map(|task| task.time_text.as_ref().unwrap().value.as_str())
        .collect();
    assert_eq!(times, [ROWS[0][4], ROWS[1][4]]);
}

#[test]
fn columns_may_stand_in_any_order() {
    // All rotations and a reversal of the five columns.
    for shift in 0..5 {
        for reverse in [false, true] {
            let order = |row: &[&'static str; 5]| {
                let mut row = row.to_vec();
                row.rotate_left(shift);
                if reverse {
                    row.reverse();
                }
                row
            };
            let (heading, first, second) = (order(&HEADING), order(&ROWS[0]), order(&ROWS[1]));
            check(&plan(&docx(&tbl(&[&heading, &first, &second]))));
        }
    }
}

#[test]
fn headings_may_be_reworded() {
    for heading in [
        ["TT", "NHIỆM VỤ", "ĐƠN VỊ CHỦ TRÌ", "ĐƠN VỊ PHỐI HỢP", "TIẾN ĐỘ"],
        [
            "Số TT",
            "Nội dung công việc",
            "Đơn vị thực hiện",
            "Phối hợp",
            "Thời hạn hoàn thành",
        ],
        [
            "stt",
            "Tên hoạt động",
            "Đầu mối chủ trì",
            "Đơn vị tham gia",
            "Hoàn thành",
        ],
        [
            "TT",
            "Nhiệm vụ/giải pháp",
            "Trách nhiệm chính",
            "Cơ quan, đơn vị phối hợp",
            "Lộ trình thực hiện",
        ],
    ] {
        check(&plan(&docx(&tbl(&[&heading, &ROWS[0], &ROWS[1]]))));
    }
}

#[test]
fn a_table_split_by_a_page_goes_on() {
    let page = "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>";
    let repeated = tbl(&[&HEADING, &ROWS[0]]) + page + &tbl(&[&HEADING, &ROWS[1]]);
    check(&plan(&docx(&repeated)));
    let without = plan(&docx(&(tbl(&[&HEADING, &ROWS[0]]) + page + &tbl(&[&ROWS[1]]))));
    check(&without);
    assert!(without.tasks[1].remarks.contains(&Remark::ColumnsInherited));
    let inside = plan(&docx(&tbl(&[&HEADING, &ROWS[0], &HEADING, &ROWS[1]])));
    check(&inside);
}

#[test]
fn a_row_split_by_a_page_is_one_task() {
    let body = tbl(&[
        &HEADING,
        &[
            "1",
            "Tổ chức tọa đàm chuyên đề về cải cách",
            "Văn phòng Sở",
            "",
            "Quý II/2031",
        ],
    ]) + &tbl(&[&HEADING, &["", "hành chính năm 2031", "", "", ""], &ROWS[1]]);
    let plan = plan(&docx(&body));
    assert_eq!(
        contents(&plan),
        [
            "Tổ chức tọa đàm chuyên đề về cải cách hành chính năm 2031",
            ROWS[1][1]
        ]
    );
    assert_eq!(plan.tasks[0].content.sources.len(), 2);
}

#[test]
fn headings_of_two_rows_and_merged_leads() {
    let rows = format!(
        "<w:tr>{}{}{}{}</w:tr><w:tr>{}{}{}{}{}</w:tr><w:tr>{}{}{}{}{}</w:tr><w:tr>{}{}{}{}{}</w:tr>",
        tc("STT", 1, "restart"),
        tc("Nhiệm vụ", 1, "restart"),
        tc("Phân công thực hiện", 2, ""),
        tc("Thời gian", 1, "restart"),
        tc("", 1, "continue"),
        tc("", 1, "continue"),
        tc("Chủ trì", 1, ""),
        tc("Phối hợp", 1, ""),
        tc("", 1, "continue"),
        tc("1", 1, ""),
        tc("Gieo hạt", 1, ""),
        tc("Sở Hoa", 1, "restart"),
        tc("Sở Mây trắng", 1, ""),
        tc("2031", 1, ""),
        tc("2", 1, ""),
        tc("Tưới nước", 1, ""),
        tc("", 1, "continue"),
        tc("UBND các xã", 1, ""),
        tc("2032", 1, ""),
    );
    let plan = plan(&docx(&raw_tbl(&rows)));
    assert_eq!(contents(&plan), ["Gieo hạt", "Tưới nước"]);
    assert_eq!(leads(&plan, 1), ["Sở Hoa"]);
    assert!(plan.tasks[1].leads[0].remarks.contains(&Remark::Inherited));
    assert_eq!(coordinators(&plan, 1), ["UBND các xã"]);
}

#[test]
fn a_merged_content_takes_stacked_pairs() {
    let heading = tr(&HEADING);
    let rows = format!(
        "{heading}<w:tr>{}{}{}{}{}</w:tr><w:tr>{}{}{}{}{}</w:tr>",
        tc("1", 1, "restart"),
        tc("Đề án gieo hạt", 1, "restart"),
        tc("Sở Hoa", 1, ""),
        tc("Sở Mây trắng", 1, ""),
        tc("2031", 1, "restart"),
        tc("", 1, "continue"),
        tc("", 1, "continue"),
        tc("UBND các xã, phường", 1, ""),
        tc("Hội Nông dân tỉnh", 1, ""),
        tc("", 1, "continue"),
    );
    let plan = plan(&docx(&raw_tbl(&rows)));
    assert_eq!(plan.tasks.len(), 1);
    assert_eq!(leads(&plan, 0), ["Sở Hoa", "UBND các xã, phường"]);
    assert_eq!(coordinators(&plan, 0), ["Sở Mây trắng", "Hội Nông dân tỉnh"]);
    assert_eq!(plan.tasks[0].time_text.as_ref().unwrap().value, "2031");
}

#[test]
fn group_rows_become_sections() {
    let rows = tr(&HEADING)
        + &format!("<w:tr>{}</w:tr>", tc("I. CÔNG TÁC CHUNG", 5, ""))
        + &tr(&ROWS[0])
        + &tr(&["II", "Công tác khác", "", "", ""])
        + &tr(&["1", "Nhiệm vụ lớn", "", "", ""])
        + &tr(&["1.1", ROWS[1][1], ROWS[1][2], ROWS[1][3], ROWS[1][4]]);
    let plan = plan(&docx(&raw_tbl(&rows)));
    check(&plan);
    let sections: Vec<&str> = plan
        .tasks
        .iter()
        .map(|task| task.section.as_ref().unwrap().value.as_str())
        .collect();
    assert_eq!(sections, ["I. CÔNG TÁC CHUNG", "1 Nhiệm vụ lớn"]);
}

#[test]
fn one_cell_may_name_lead_and_coordinators() {
    let plan = plan(&docx(&tbl(&[
        &["TT", "Nội dung", "Phân công thực hiện", "Thời gian"],
        &[
            "1",
            ROWS[0][1],
            "Chủ trì: Sở Hoa; phối hợp: Sở Mây trắng, UBND các xã",
            "2031",
        ],
        &[
            "2",
            ROWS[1][1],
            "Sở Hoa chủ trì, phối hợp với Sở Mây trắng",
            "2031",
        ],
        &["3", "Việc khác", "-nt-", "nt"],
    ])));
    assert_eq!(leads(&plan, 0), ["Sở Hoa"]);
    assert_eq!(coordinators(&plan, 0), ["Sở Mây trắng", "UBND các xã"]);
    assert_eq!(coordinators(&plan, 1), ["Sở Mây trắng"]);
    assert_eq!(
        (leads(&plan, 2), coordinators(&plan, 2)),
        (vec!["Sở Hoa"], vec!["Sở Mây trắng"])
    );
}

#[test]
fn marks_under_periods_are_times() {
    let plan = plan(&docx(&tbl(&[
        &["TT", "Nội dung", "Đơn vị chủ trì", "Quý I", "Quý II", "Quý III"],
        &["1", "Gieo hạt", "Sở Hoa", "x", "", ""],
        &["2", "Tưới nước", "Sở Hoa", "", "x", "x"],
    ])));
    assert_eq!(plan.tasks[0].time_text.as_ref().unwrap().value, "Quý I");
    assert_eq!(plan.tasks[1].time_text.as_ref().unwrap().value, "Quý II\nQuý III");
}

#[test]
fn other_tables_give_no_tasks_and_say_what_they_are() {
    let scoring = tbl(&[
        &["STT", "TIÊU CHÍ THI ĐUA", "ĐIỂM CHUẨN", "HƯỚNG DẪN CHẤM ĐIỂM"],
        &["1", "Tỷ lệ người dân hài lòng", "20", "Đạt 100% được 20 điểm"],
    ]);
    let plan = plan(&docx(&(p("1. Mục đích") + &scoring)));
    assert!(plan.tasks.is_empty());
    let reason = plan.remarks.iter().find_map(|remark| {
        if let Remark::NoTasks { tables } = remark {
            Some(tables)
        } else {
            None
        }
    });
    assert_eq!(reason.unwrap(), &[(1, TableRole::Scoring)]);
}

#[test]
fn automatic_numbers_and_spaces_tables_in_text() {
    let text = "TT   Nội dung                  Đơn vị chủ trì   Thời gian\n1    Tổ chức hội nghị          Văn phòng Sở     Quý I/2031\n     tổng kết năm\n2    Biên soạn tờ gấp          Phòng Tổng hợp   Quý II/2031";
    let plan = plan(text.as_bytes());
    assert_eq!(
        contents(&plan),
        ["Tổ chức hội nghị tổng kết năm", "Biên soạn tờ gấp"]
    );
    assert_eq!(leads(&plan, 1), ["Phòng Tổng hợp"]);
}

#[test]
fn a_year_in_the_heading_holds_for_its_column() {
    let body = crate::support::title("KẾ HOẠCH")
        + &crate::support::title("Trồng hoa năm 2031")
        + &tbl(&[
            &["TT", "Nội dung", "Chủ trì", "Thời gian (Năm 2032)"],
            &["1", "Gieo hạt", "Sở Hoa", "Quý I"],
            &["2", "Tưới nước", "Sở Hoa", "Tháng 5/2033"],
        ]);
    let plan = plan(&docx(&body));
    let starts: Vec<String> = plan
        .tasks
        .iter()
        .map(|task| task.time.as_ref().unwrap().window.start().unwrap().to_string())
        .collect();
    assert_eq!(starts, ["2032-01-01", "2033-05-01"]);
    assert_eq!(plan.tasks[0].remarks, [Remark::YearAssumed { year: 2032 }]);
}
