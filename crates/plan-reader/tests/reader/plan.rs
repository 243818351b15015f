//! A whole plan of the usual shape, every field with its source.

use crate::support::{leads, p, plan, read, tbl, title};
use jiff::civil::date;
use plan_reader::plan::{Cadence, DocumentKind};
use plan_reader::{Document, Field, Plan, Remark, read_plan};

const PLAN: &str = include_str!("../plans/communications.md");

#[test]
fn the_plan_is_read_whole() {
    let plan = plan(PLAN.as_bytes());
    assert_eq!(
        plan.title.as_ref().unwrap().value,
        "Kế hoạch Tuyên truyền cải cách hành chính của Sở Mây trắng năm 2031"
    );
    assert_eq!(plan.kind.as_ref().unwrap().value, DocumentKind::Plan);
    assert_eq!(plan.number, None);
    assert_eq!(plan.date, None);
    assert_eq!(plan.symbol.as_ref().unwrap().value, "KH-SMT");
    assert_eq!(plan.year.as_ref().unwrap().value, 2031);
    assert_eq!(plan.period.as_ref().unwrap().value.end, date(2031, 12, 31));
    let basis = &plan.legal_basis[0].value;
    assert_eq!(
        (basis.number.as_deref(), basis.date),
        (Some("07/KH-UBND"), Some(date(2031, 1, 14)))
    );
    assert_eq!(basis.issuer.as_deref(), Some("Ủy ban nhân dân tỉnh Đồng Xuân"));
    let targets: Vec<(f64, &str)> = plan
        .targets
        .iter()
        .map(|target| (target.value.percent, target.value.of.as_str()))
        .collect();
    assert_eq!(
        targets,
        [(90.0, "viên chức đầu mối"), (75.0, "viên chức được khảo sát")]
    );
    let words = |fields: &[Field<String>]| fields.iter().map(|field| field.value.clone()).collect::<Vec<_>>();
    assert_eq!(
        words(&plan.audiences),
        ["đảng viên", "viên chức", "người dân trong tỉnh"]
    );
    assert_eq!(plan.reform_areas.len(), 3);
    assert_eq!(words(&plan.contents), ["Kết quả chỉ số của tỉnh."]);
    let forms = words(&plan.forms);
    assert_eq!(forms.len(), 3);
    assert_eq!(
        forms[1],
        "Lồng ghép trong hoạt động “Học tập và làm theo” tại cơ quan."
    );
    let duty = &plan.reporting_duties[0].value;
    assert_eq!(
        duty.cadences,
        [Cadence::Quarter, Cadence::HalfYear, Cadence::Year]
    );
    assert_eq!(
        (duty.by.as_deref(), duty.to.as_deref()),
        (Some("Văn phòng"), Some("Lãnh đạo Sở"))
    );
    assert_eq!(words(&plan.recipients), ["Sở Nội vụ", "Lưu: VT"]);
    let signer = plan.signer.as_ref().unwrap();
    assert_eq!(signer.position.as_ref().unwrap().value, "GIÁM ĐỐC");
    assert_eq!(signer.name.as_ref().unwrap().value, "Trần Thị Mây");
}

#[test]
fn a_repeated_heading_is_no_task() {
    let plan = plan(PLAN.as_bytes());
    let numbers: Vec<&str> = plan
        .tasks
        .iter()
        .map(|task| task.no.as_ref().unwrap().value.as_str())
        .collect();
    assert_eq!(numbers, ["1", "2", "3"]);
    assert_eq!(leads(&plan, 2), ["Văn phòng Sở"]);
    assert_eq!(
        plan.tasks[1].alternatives,
        ["Phát động cuộc thi", "tổ chức tọa đàm"]
    );
    let kinds: Vec<schedule::Kind> = plan
        .tasks
        .iter()
        .map(|task| task.time.as_ref().unwrap().window.kind())
        .collect();
    assert_eq!(
        kinds,
        [
            schedule::Kind::Month,
            schedule::Kind::Range,
            schedule::Kind::Triggered
        ]
    );
}

/// Every source of a verbatim field leads back to its words.
fn check_sources(document: &Document, fields: &[&Field<String>]) {
    for field in fields {
        let found: Vec<String> = field
            .sources
            .iter()
            .map(|source| document.text_at(source).unwrap())
            .collect();
        let found = found.join(" ");
        assert!(
            found.contains(&field.value) || field.value.contains(&found),
            "{:?} is not {found:?}",
            field.value
        );
        assert!(!found.is_empty());
    }
}

#[test]
fn every_field_links_to_its_source() {
    let document = read(PLAN.as_bytes());
    let plan = read_plan(&document);
    let mut fields: Vec<&Field<String>> = Vec::new();
    fields.extend(
        plan.forms
            .iter()
            .chain(&plan.audiences)
            .chain(&plan.recipients)
            .chain(&plan.reform_areas),
    );
    fields.extend(plan.subject.as_ref());
    for task in &plan.tasks {
        fields.extend([
            &task.content,
            task.no.as_ref().unwrap(),
            task.time_text.as_ref().unwrap(),
        ]);
        for unit in &task.leads {
            let words = document.text_at(unit.source().unwrap()).unwrap();
            assert!(words.contains(&unit.value.name));
        }
    }
    check_sources(&document, &fields);
}

#[test]
fn plans_and_documents_survive_json() {
    let document = read(PLAN.as_bytes());
    let text = serde_json::to_string(&document).unwrap();
    assert_eq!(serde_json::from_str::<Document>(&text).unwrap(), document);
    let plan = read_plan(&document);
    let text = serde_json::to_string(&plan).unwrap();
    assert_eq!(serde_json::from_str::<Plan>(&text).unwrap(), plan);
    let flat = plan.to_json();
    for key in [
        "title",
        "number",
        "issuer",
        "year",
        "date",
        "period",
        "tasks",
        "targets",
        "legal_basis",
        "forms",
        "fields",
    ] {
        assert!(flat.get(key).is_some(), "{key}");
    }
    assert_eq!(flat["tasks"][0]["time"]["kind"], "month");
}

#[test]
fn letterhead_number_and_date() {
    let body = tbl(&[
        &[
            "UBND TỈNH ĐỒNG XUÂN\nSỞ MÂY TRẮNG",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
        ],
        &["Số: 12/KH-SMT", "Đồng Xuân, ngày 05 tháng 3 năm 2031"],
    ]) + &title("KẾ HOẠCH")
        + &title("Tuyên truyền năm 2031")
        + &p("Căn cứ Luật Ví dụ ngày 01 tháng 02 năm 2030;");
    let plan = plan(&crate::support::docx(&body));
    assert_eq!(plan.number.unwrap().value, "12/KH-SMT");
    assert_eq!(plan.date.unwrap().value, date(2031, 3, 5));
    assert_eq!(plan.place.unwrap().value, "Đồng Xuân");
    assert_eq!(plan.issuer.unwrap().value, "Sở Mây trắng");
    assert_eq!(plan.superior.unwrap().value, "UBND TỈNH ĐỒNG XUÂN");
    assert_eq!(plan.title.unwrap().value, "Kế hoạch Tuyên truyền năm 2031");
}

#[test]
fn a_blank_number_stays_blank() {
    let body = tbl(&[
        &[
            "UBND TỈNH ĐỒNG XUÂN\nSỞ MÂY TRẮNG",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        ],
        &["Số:       /KH-SMT", "Đồng Xuân, ngày      tháng 3 năm 2031"],
    ]) + &title("KẾ HOẠCH")
        + &title("Tuyên truyền năm 2031");
    let plan = plan(&crate::support::docx(&body));
    assert_eq!((plan.number, plan.date), (None, None));
    assert!(plan.remarks.contains(&Remark::BlankNumber) && plan.remarks.contains(&Remark::BlankDate));
    assert_eq!(plan.symbol.unwrap().value, "KH-SMT");
}

#[test]
fn a_plan_attached_to_a_decision_keeps_its_own_title() {
    let text = "\
ỦY BAN NHÂN DÂN TỈNH ĐỒNG XUÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc
Số: 45/QĐ-UBND\tĐồng Xuân, ngày 02 tháng 4 năm 2031

QUYẾT ĐỊNH

VỀ VIỆC BAN HÀNH KẾ HOẠCH TRỒNG HOA

CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH ĐỒNG XUÂN

Căn cứ Luật Ví dụ ngày 01 tháng 02 năm 2030;

QUYẾT ĐỊNH:

Điều 1. Ban hành kèm theo Quyết định này Kế hoạch trồng hoa.

Nơi nhận: - Như Điều 1; - Lưu: VT.\tKT. CHỦ TỊCH PHÓ CHỦ TỊCH Lê Văn Hoa

KẾ HOẠCH

TRỒNG HOA GIAI ĐOẠN 2031 - 2033

(Kèm theo Quyết định số 45/QĐ-UBND ngày 02/4/2031 của Chủ tịch Ủy ban nhân dân tỉnh)

I. NHIỆM VỤ

1. Gieo hạt

- Cơ quan chủ trì: Sở Hoa.

- Cơ quan phối hợp: Sở Mây trắng; UBND các xã, phường.

- Thời gian thực hiện: Quý II/2031.

2. Tưới nước

- Đơn vị thực hiện: Các sở, ban, ngành.

- Thời hạn hoàn thành: trước ngày 30 tháng 6 năm 2031.";
    let plan = plan(text.as_bytes());
    assert_eq!(
        plan.title.as_ref().unwrap().value,
        "Kế hoạch TRỒNG HOA GIAI ĐOẠN 2031 - 2033"
    );
    assert_eq!(
        plan.issued_by.as_ref().unwrap().kind.value,
        DocumentKind::Decision
    );
    assert_eq!(plan.number.as_ref().unwrap().value, "45/QĐ-UBND");
    assert_eq!(
        plan.issuer.as_ref().unwrap().value,
        "Chủ tịch ủy ban nhân dân tỉnh Đồng Xuân".replace("ủy", "Ủy")
    );
    assert_eq!(plan.period.as_ref().unwrap().value.end, date(2033, 12, 31));
    assert_eq!(crate::support::contents(&plan), ["Gieo hạt", "Tưới nước"]);
    assert_eq!(
        crate::support::coordinators(&plan, 0),
        ["Sở Mây trắng", "UBND các xã, phường"]
    );
    assert!(plan.remarks.contains(&Remark::ReadFromProse));
    let signer = plan.signer.unwrap();
    assert_eq!(signer.position.unwrap().value, "PHÓ CHỦ TỊCH");
    assert_eq!(signer.name.unwrap().value, "Lê Văn Hoa");
}

#[test]
fn tasks_in_prose_are_told_by_labels_in_any_layout() {
    let lettered = "1. Gieo hạt\n\na) Cơ quan chủ trì: Sở Hoa.\n\nb) Cơ quan phối hợp: Sở Mây trắng.\n\nc) Thời gian thực hiện: Quý I/2031.\n\n\
        2. Tưới nước\n\na) Cơ quan chủ trì: Sở Mưa.\n\nb) Cơ quan phối hợp: Sở Mây trắng.\n\nc) Thời gian thực hiện: Quý II/2031.";
    let inline = "1. Gieo hạt\n\nĐơn vị chủ trì: Sở Hoa; đơn vị phối hợp: Sở Mây trắng; thời hạn hoàn thành: Quý I/2031.\n\n\
        2. Tưới nước\n\nĐơn vị chủ trì: Sở Mưa. Đơn vị phối hợp: Sở Mây trắng. Thời gian: Quý II/2031.";
    for text in [lettered, inline] {
        let plan = plan(text.as_bytes());
        assert_eq!(
            crate::support::contents(&plan),
            ["Gieo hạt", "Tưới nước"],
            "{text}"
        );
        assert_eq!(
            (leads(&plan, 0), leads(&plan, 1)),
            (vec!["Sở Hoa"], vec!["Sở Mưa"])
        );
        assert_eq!(crate::support::coordinators(&plan, 1), ["Sở Mây trắng"]);
        let times: Vec<&str> = plan
            .tasks
            .iter()
            .map(|task| task.time_text.as_ref().unwrap().value.as_str())
            .collect();
        assert_eq!(times, ["Quý I/2031", "Quý II/2031"]);
    }
}

#[test]
fn the_unit_of_a_heading_leads_what_stands_under_it() {
    let text = "1.1. Sở Hoa - Cơ quan thường trực\n\n- Gieo hạt.\n\nThời gian hoàn thành: Tháng 3/2031.\n\n\
        - Tưới nước. Thời gian hoàn thành: Trước ngày 31/5/2031.\n\n1.2. Các sở quản lý ngành (gồm các Sở: Mưa, Nắng)\n\n- Theo dõi.\n\n\
        Thời gian thực hiện: Thường xuyên.";
    let plan = plan(text.as_bytes());
    assert_eq!(
        crate::support::contents(&plan),
        ["Gieo hạt.", "Tưới nước", "Theo dõi."]
    );
    assert_eq!(leads(&plan, 1), ["Sở Hoa"]);
    assert_eq!(leads(&plan, 2), ["Sở Mưa", "Sở Nắng"]);
    let numbers: Vec<&str> = plan
        .tasks
        .iter()
        .map(|task| task.no.as_ref().unwrap().value.as_str())
        .collect();
    assert_eq!(numbers, ["1.1.1", "1.1.2", "1.2.1"]);
}
