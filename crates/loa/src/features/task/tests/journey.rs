//! Tasks as people meet them on their pages.

use db::Backend::{self, Postgres, Sqlite};
use http::StatusCode;
use rstest::rstest;

use super::{act, day, five_rows, make};
use crate::features::account::Role as PersonRole;
use crate::features::agency;
use crate::features::plan::testing::{draft_plan, draft_version};
use crate::features::plan::{Party, PlanId, Row, UnitSet, VersionId, Who};
use crate::features::task::{Known, TaskId, Tick, overview};
use crate::testing::{Browser, TestApp};

/// Five rows as the reference kind of plan writes them, read by the reader of times.
fn rows(test: &TestApp) -> Vec<Row> {
    let row = |no: &str, content: &str, time: &str| {
        let mut row = crate::features::plan::testing::row(no, content, test.office, time, 2025);
        row.coordinators = vec![Party {
            text: "Các phòng, đơn vị thuộc Sở".to_owned(),
            who: Who::AllOf(UnitSet::All),
        }];
        row
    };
    let mut contest = row("4", "Phát động cuộc thi hoặc tổ chức tọa đàm", "Tháng 6 - 9/2025");
    contest.alternatives = vec!["Phát động cuộc thi".to_owned(), "Tổ chức tọa đàm".to_owned()];
    vec![
        row("1", "Tuyên truyền chỉ số cải cách hành chính", "Tháng 3/2025"),
        row("2", "Kết quả sắp xếp, tinh gọn bộ máy", "Quý II/2025"),
        row("3", "Tuyên truyền kế hoạch cải cách hành chính", "Thường xuyên"),
        contest,
        row(
            "5",
            "Phối hợp tổ chức tọa đàm",
            "Khi Sở Nội vụ có yêu cầu phối hợp",
        ),
    ]
}

async fn plan(test: &TestApp, by: &Browser, rows: Vec<Row>) -> (PlanId, VersionId) {
    let now = test.app.clock().now();
    let title = (2025, "Kế hoạch tuyên truyền cải cách hành chính năm 2025");
    let tx = test.app.db().begin().await.unwrap();
    let made = draft_plan(&tx, test.agency, title, Vec::new(), rows, (by.person(), now)).await;
    tx.commit().await.unwrap();
    made
}

async fn known(test: &TestApp) -> Vec<Known> {
    let calendar = schedule::Calendar::vietnam();
    let today = test.app.clock().today();
    let all = overview(test.app.db().read(), test.agency, today, &calendar)
        .await
        .unwrap();
    all.into_iter().map(|state| state.known).collect()
}

fn path(id: TaskId, rest: &str) -> String {
    format!("/lam-viec/nhiem-vu/{id}{rest}")
}

#[rstest]
#[tokio::test]
async fn rows_without_a_known_unit_are_named_before_adoption(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    let clerk = test.people().await.clerk;
    let mut rows = rows(&test);
    let unknown = |text: &str| Party {
        text: text.to_owned(),
        who: Who::Unresolved,
    };
    rows[0].leads = vec![unknown("Phòng Chưa Rõ")];
    rows[1].coordinators.push(unknown("Trung tâm Chưa Rõ"));
    let (led, helped) = (rows[0].id, rows[1].id);
    let (plan, version) = plan(&test, &clerk, rows).await;
    let shown = clerk
        .get(&format!("/lam-viec/ke-hoach/{plan}/hieu-luc?version={version}"))
        .await
        .ok();
    let text = shown.text();
    assert!(
        text.contains("Phòng Chưa Rõ") && text.contains("Trung tâm Chưa Rõ"),
        "{text}"
    );
    let links = shown.html().links();
    for row in [led, helped] {
        let href = format!("/lam-viec/ke-hoach/{plan}/ra-soat/dong/{row}");
        let count = links.iter().filter(|(_, to)| *to == href).count();
        assert_eq!(count, 1);
        assert!(clerk.get(&href).await.ok().text().contains("Chưa Rõ"));
    }
}

#[rstest]
#[tokio::test]
async fn a_plan_is_put_in_force_and_its_year_is_worked(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    let people = test.people().await;
    let (clerk, head) = (&people.clerk, &people.head);
    let (plan, version) = plan(&test, clerk, rows(&test)).await;

    // The effect is shown first; nothing has changed by looking.
    let adoption = format!("/lam-viec/ke-hoach/{plan}/hieu-luc?version={version}");
    let shown = clerk.get(&adoption).await.ok().text();
    assert!(shown.contains("Tháng 6 - 9/2025"), "{shown}");
    assert!(known(&test).await.is_empty());
    let empty = clerk.get("/lam-viec/nhiem-vu").await.ok().text();
    assert!(empty.contains("Chưa có nhiệm vụ nào"));

    let confirm = format!("/lam-viec/ke-hoach/{plan}/hieu-luc");
    let version = version.to_string();
    let fields = [("version", version.as_str())];
    let made = clerk.post(&confirm, &fields).await.moved();
    assert_eq!(made, "/lam-viec/nhiem-vu?nam=2025&da_tao=5");
    // Years later the list still shows what was made, and says how many.
    let list = clerk.get(&made).await.ok().text();
    assert!(
        list.contains("Đã tạo 5 nhiệm vụ") && list.contains("Tuyên truyền chỉ số"),
        "{list}"
    );
    // A second click makes nothing twice.
    assert_eq!(clerk.post(&confirm, &fields).await.status, StatusCode::CONFLICT);
    let tasks = known(&test).await;
    assert_eq!(tasks.len(), 5);
    assert!(tasks.iter().all(|task| task.parts.len() == 4));

    // The head ticks the part of the division from the week page, and no other unit's.
    let (division, center) = (test.division.to_string(), test.center.to_string());
    let first = tasks[0].task.id;
    let tick = |unit: &str| {
        let fields = [
            ("unit", unit.to_owned()),
            ("tick", "done".to_owned()),
            ("on", "2025-03-07".to_owned()),
            ("next", "/lam-viec/tuan-cua-toi".to_owned()),
        ];
        let head = head.clone();
        async move {
            let fields: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (*k, v.as_str())).collect();
            head.post(&path(first, "/ket-qua"), &fields).await
        }
    };
    let week = head.get("/lam-viec/tuan-cua-toi").await.ok().text();
    assert!(week.contains("Tuyên truyền chỉ số cải cách hành chính"));
    let reported = tick(&division).await.moved();
    assert!(reported.starts_with("/lam-viec/tuan-cua-toi?xong="), "{reported}");
    let slip = head.get(&reported).await.ok();
    assert!(slip.text().contains("Đã báo xong: 1. Tuyên truyền chỉ số"));
    let back = slip.html().form_values("form[action$='/ket-qua/rut']");
    let back: Vec<(&str, &str)> = back.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
    assert_eq!(
        head.post(&path(first, "/ket-qua/rut"), &back).await.moved(),
        "/lam-viec/tuan-cua-toi"
    );
    let week = head.get(&reported).await.ok().text();
    assert!(!week.contains("Đã báo xong") && week.contains("Tuyên truyền chỉ số cải cách hành chính"));
    tick(&division).await.moved();
    assert_eq!(tick(&center).await.status, StatusCode::FORBIDDEN);
    let week = head.get("/lam-viec/tuan-cua-toi").await.ok().text();
    assert!(!week.contains("Tuyên truyền chỉ số cải cách hành chính"));

    // A day that has not come is a message beside the field, and what was typed is kept.
    let office = test.office.to_string();
    let ahead = [
        ("unit", office.as_str()),
        ("tick", "done"),
        ("on", "12/03/2025"),
        ("note", "Đã đăng 3 tin"),
    ];
    let again = clerk.post(&path(first, "/ket-qua"), &ahead).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    let again = again.text();
    assert!(again.contains("Ngày này chưa đến") && again.contains("Đã đăng 3 tin"));

    // In June the contest or the talk: chosen with a reason before it can be done.
    test.go_to("2025-07-15");
    let clerk = &test.back(clerk).await;
    let contest = tasks[3].task.id;
    let done = [("unit", office.as_str()), ("tick", "done"), ("on", "10/07/2025")];
    let refused = clerk.post(&path(contest, "/ket-qua"), &done).await;
    assert!(refused.text().contains("chọn phương án trước"));
    let choice = [("which", "1"), ("which_reason", "Phù hợp kinh phí")];
    clerk.post(&path(contest, "/phuong-an"), &choice).await.moved();
    clerk.post(&path(contest, "/ket-qua"), &done).await.moved();
    let shown = clerk.get(&path(contest, "")).await.ok().text();
    assert!(shown.contains("Hoàn thành 10/07/2025") && shown.contains("Phù hợp kinh phí"));

    // The letter of October wakes the fifth.
    test.go_to("2025-10-06");
    let clerk = &test.back(clerk).await;
    let woken = tasks[4].task.id;
    assert!(
        clerk
            .get(&path(woken, ""))
            .await
            .ok()
            .text()
            .contains("Chờ sự kiện")
    );
    let letter = [
        ("letter_number", "123/SNV-CCHC"),
        ("letter_on", "03/10/2025"),
        ("letter_issuer", "Sở Nội vụ"),
        ("letter_due", "24/10/2025"),
    ];
    clerk.post(&path(woken, "/su-kien"), &letter).await.moved();
    let shown = clerk.get(&path(woken, "")).await.ok().text();
    assert!(shown.contains("hạn 24/10/2025") && shown.contains("123/SNV-CCHC"));

    // Board, timeline, debts and list all say the same.
    for view in ["", "/bang", "/dong-thoi-gian", "/don-vi", "/vuong-mac"] {
        clerk.get(&format!("/lam-viec/nhiem-vu{view}")).await.ok();
    }
    let late = clerk.get("/lam-viec/nhiem-vu?trang_thai=late").await.ok().text();
    assert!(late.contains("Kết quả sắp xếp, tinh gọn bộ máy") && !late.contains("Phối hợp tổ chức tọa đàm"));
    let found = clerk
        .get("/lam-viec/nhiem-vu?q=toa+dam+phoi+hop")
        .await
        .ok()
        .text();
    assert!(found.contains("Phối hợp tổ chức tọa đàm") && !found.contains("tinh gọn bộ máy"));
    let sheet = clerk.get("/lam-viec/nhiem-vu.xlsx").await.ok();
    assert_eq!(sheet.bytes.get(..2), Some(&b"PK"[..]));
}

#[rstest]
#[tokio::test]
async fn an_amendment_keeps_what_was_reported(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    let clerk = test.people().await.clerk;
    let first = rows(&test);
    let (plan, version) = plan(&test, &clerk, first.clone()).await;
    let confirm = format!("/lam-viec/ke-hoach/{plan}/hieu-luc");
    clerk
        .post(&confirm, &[("version", &version.to_string())])
        .await
        .moved();
    let before = known(&test).await;
    let office = test.office.to_string();
    for index in [0, 1] {
        let fields = [("unit", office.as_str()), ("tick", "done"), ("on", "10/03/2025")];
        let task = before[index].task.id;
        clerk.post(&path(task, "/ket-qua"), &fields).await.moved();
    }

    // The first row gets another time, the second is gone, a sixth is new.
    let mut amended = first.clone();
    amended[0].time_text = "Tháng 4/2025".to_owned();
    amended[0].window = schedule::Window::month("2025-04".parse().unwrap());
    amended.remove(1);
    amended.push(crate::features::plan::testing::row(
        "6",
        "Đăng tin",
        test.division,
        "Quý IV/2025",
        2025,
    ));
    test.go_to("2025-05-05");
    let clerk = test.back(&clerk).await;
    let now = test.app.clock().now();
    let tx = test.app.db().begin().await.unwrap();
    let second = draft_version(&tx, test.agency, plan, Vec::new(), amended, (clerk.person(), now)).await;
    tx.commit().await.unwrap();
    let second = second.to_string();

    let shown = clerk
        .get(&format!("{confirm}?version={second}"))
        .await
        .ok()
        .text();
    for expected in ["Đã có kết quả", "tinh gọn bộ máy", "Đăng tin"] {
        assert!(shown.contains(expected), "{expected} is not shown");
    }
    // Without a reason nothing happens, because something was reported on the row that goes.
    let refused = clerk.post(&confirm, &[("version", &second)]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(known(&test).await.iter().all(|known| known.task.ended.is_none()));

    let fields = [
        ("version", second.as_str()),
        ("reason", "Tỉnh giao Sở Nội vụ chủ trì"),
    ];
    clerk.post(&confirm, &fields).await.moved();
    let after = known(&test).await;
    assert_eq!(after.len(), 6);
    let of = |id: TaskId| after.iter().find(|known| known.task.id == id).unwrap();
    let kept = of(before[0].task.id);
    assert_eq!(kept.task.time_text, "Tháng 4/2025");
    assert_eq!(kept.parts[0].tick, Tick::Done);
    let ended = of(before[1].task.id);
    assert_eq!(ended.parts[0].tick, Tick::Done);
    let end = ended.task.ended.clone().unwrap();
    assert_eq!(end.on, day("2025-05-05"));
    assert_eq!(
        end.reason,
        "Kết thúc theo phương án điều chỉnh: Tỉnh giao Sở Nội vụ chủ trì"
    );
}

/// An address, a form, and who may send it.
type Deed<'a> = (String, Vec<(&'a str, &'a str)>, &'a [&'a str]);

#[rstest]
#[tokio::test]
async fn everyone_does_only_what_the_policy_gives(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    let people = test.people().await;
    let ids = make(&test, people.clerk.actor(), five_rows(test.office)).await;
    let (plan, version) = plan(&test, &people.clerk, rows(&test)).await;
    let (office, division) = (test.office.to_string(), test.division.to_string());
    let version = version.to_string();
    let staff_person = people.staff.person().to_string();
    let all = [
        ("leader", &people.leader),
        ("clerk", &people.clerk),
        ("head", &people.head),
        ("staff", &people.staff),
        ("auditor", &people.auditor),
        ("administrator", &people.administrator),
    ];
    // What, with which form, and who may.
    let tick_own: Vec<(&str, &str)> = vec![("unit", &division), ("tick", "doing"), ("on", "2025-03-10")];
    let tick_other: Vec<(&str, &str)> = vec![("unit", &office), ("tick", "doing"), ("on", "2025-03-10")];
    let piece: Vec<(&str, &str)> = vec![
        ("piece_unit", &division),
        ("piece_content", "Viết tin"),
        ("piece_due", "20/03/2025"),
    ];
    let letter: Vec<(&str, &str)> = vec![("letter_on", "2025-03-07")];
    let deeds: Vec<Deed<'_>> = vec![
        (path(ids[0], "/ket-qua"), tick_own, &["clerk", "head", "staff"]),
        (path(ids[0], "/ket-qua"), tick_other, &["clerk"]),
        (path(ids[0], "/viec-con"), piece, &["clerk", "head"]),
        (
            path(ids[0], "/phan-cong"),
            vec![("person", &staff_person)],
            &["clerk", "head"],
        ),
        (path(ids[4], "/su-kien"), letter, &["clerk"]),
        (
            path(ids[0], "/gia-han"),
            vec![("until", "30/04/2025"), ("until_reason", "Chờ số liệu")],
            &["clerk"],
        ),
        (
            path(ids[0], "/trao-doi"),
            vec![("body", "Đã có số liệu")],
            &["leader", "clerk", "head", "staff"],
        ),
        (
            path(ids[0], "/vuong-mac"),
            vec![("difficulty", "Thiếu kinh phí")],
            &["leader", "clerk", "head", "staff"],
        ),
        (
            "/lam-viec/nhiem-vu/don-vi/cap-nhat".to_owned(),
            vec![],
            &["clerk"],
        ),
        (
            "/lam-viec/quan-tri/ngay-nghi".to_owned(),
            vec![("day", "02/05/2025"), ("kind", "off")],
            &["administrator"],
        ),
        (
            format!("/lam-viec/ke-hoach/{plan}/hieu-luc"),
            vec![("version", &version)],
            &["leader", "clerk"],
        ),
    ];
    for (to, fields, may) in &deeds {
        for (name, browser) in all {
            let answer = browser.post(to, fields).await;
            let refused = answer.status == StatusCode::FORBIDDEN;
            assert_eq!(
                !refused,
                may.contains(&name),
                "{name} posts {to}: {}",
                answer.status
            );
        }
        let answer = test.stranger().post(to, fields).await;
        assert!(answer.status.is_redirection() || answer.status == StatusCode::UNAUTHORIZED);
    }
    for (name, browser) in all {
        for view in ["", "/bang", "/dong-thoi-gian", "/don-vi"] {
            browser.get(&format!("/lam-viec/nhiem-vu{view}")).await.ok();
        }
        browser.get(&path(ids[0], "")).await.ok();
        let sheet = browser.get("/lam-viec/nhiem-vu.xlsx").await.status;
        assert_eq!(sheet == StatusCode::OK, name != "staff", "{name}: {sheet}");
    }
}

#[rstest]
#[tokio::test]
async fn ids_of_another_agency_lead_nowhere(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    let people = test.people().await;
    let ids = make(&test, people.clerk.actor(), five_rows(test.office)).await;
    let other = other_agency(&test).await;
    assert_eq!(other.get(&path(ids[0], "")).await.status, StatusCode::NOT_FOUND);
    let office = test.office.to_string();
    let fields = [("unit", office.as_str()), ("tick", "done"), ("on", "2025-03-10")];
    for deed in [
        "/ket-qua",
        "/ket-qua/rut",
        "/viec-con",
        "/su-kien",
        "/gia-han",
        "/trao-doi",
        "/vuong-mac",
    ] {
        let answer = other.post(&path(ids[0], deed), &fields).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{deed}");
    }
    let list = other.get("/lam-viec/nhiem-vu").await.ok().text();
    assert!(list.contains("Chưa có nhiệm vụ nào"));
    let (plan, version) = plan(&test, &people.clerk, rows(&test)).await;
    let adoption = format!("/lam-viec/ke-hoach/{plan}/hieu-luc?version={version}");
    assert_eq!(other.get(&adoption).await.status, StatusCode::NOT_FOUND);
}

/// The clerk of a second agency on the same server.
async fn other_agency(test: &TestApp) -> Browser {
    let (db, now) = (test.app.db().read(), test.app.clock().now());
    let new = agency::NewAgency {
        parent: None,
        name: "Sở Nội vụ tỉnh Ví Dụ".to_owned(),
        short_name: "Sở Nội vụ".to_owned(),
        symbol: "SNV".to_owned(),
        place: "Ví Dụ".to_owned(),
        hosted: true,
        valid_from: day("2025-01-01"),
    };
    let agency = agency::add(db, new, now).await.unwrap();
    let unit = agency::NewUnit::named("Văn phòng Sở", day("2025-01-01"));
    let unit = agency::add_unit(db, agency, unit).await.unwrap();
    test.person_of(agency, "Bùi Văn Phòng", PersonRole::Office, unit)
        .await
}

#[rstest]
#[tokio::test]
async fn a_calendar_address_shows_its_owners_days_until_it_is_ended(
    #[values(Sqlite, Postgres)] backend: Backend,
) {
    let test = TestApp::new(backend).await;
    let people = test.people().await;
    make(&test, people.clerk.actor(), five_rows(test.office)).await;
    let address = |page: String| {
        let at = page.find("/lich/").unwrap();
        let end = page[at..].find(".ics").unwrap();
        page[at..at + end + 4].to_owned()
    };
    let first = address(
        people
            .head
            .post("/lam-viec/tuan-cua-toi/lich", &[])
            .await
            .ok()
            .text(),
    );
    let feed = test.stranger().get(&first).await.ok();
    assert_eq!(feed.headers["content-type"], "text/calendar; charset=utf-8");
    let text = feed.text();
    assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.ends_with("END:VCALENDAR\r\n"));
    assert!(text.split("\r\n").all(|line| line.len() <= 75));
    let unfolded = text.replace("\r\n ", "");
    // The month's last day, whatever the zone of machine or phone; nothing for what goes on or waits.
    assert!(unfolded.contains("DTSTART;VALUE=DATE:20250331\r\nDTEND;VALUE=DATE:20250401"));
    assert_eq!(unfolded.matches("BEGIN:VEVENT").count(), 3);
    assert_eq!(unfolded.matches("UID:").count(), 3);

    // A new address ends the old one; ending it ends all.
    let second = address(
        people
            .head
            .post("/lam-viec/tuan-cua-toi/lich", &[])
            .await
            .ok()
            .text(),
    );
    assert_eq!(test.stranger().get(&first).await.status, StatusCode::NOT_FOUND);
    test.stranger().get(&second).await.ok();
    people
        .head
        .post("/lam-viec/tuan-cua-toi/lich/huy", &[])
        .await
        .moved();
    assert_eq!(test.stranger().get(&second).await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        test.stranger().get("/lich/doan-mo.ics").await.status,
        StatusCode::NOT_FOUND
    );
}

#[rstest]
#[tokio::test]
async fn a_day_off_that_the_agency_sets_moves_a_deadline(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    let people = test.people().await;
    let ids = make(&test, people.clerk.actor(), five_rows(test.office)).await;
    let list = [(
        "lines",
        "31/03/2025; nghỉ; Hoán đổi; Thông báo 1\n05/04/2025; làm bù; Hoán đổi",
    )];
    let wrong = [("lines", "31/03/2025\nhôm nào đó")];
    let path_of = "/lam-viec/quan-tri/ngay-nghi";
    let answer = people
        .administrator
        .post(&format!("{path_of}/nhap"), &wrong)
        .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("hôm nào đó"));
    people
        .administrator
        .post(&format!("{path_of}/nhap"), &list)
        .await
        .moved();
    let shown = people.administrator.get(path_of).await.ok().text();
    assert!(shown.contains("Hoán đổi") && shown.contains("05/04/2025"));
    let task = people.clerk.get(&path(ids[0], "")).await.ok().text();
    assert!(task.contains("hạn chuyển sang 01/04/2025"), "{task}");
}

#[rstest]
#[tokio::test]
async fn units_that_come_later_are_brought_in_when_the_office_says_so(
    #[values(Sqlite, Postgres)] backend: Backend,
) {
    let test = TestApp::new(backend).await;
    let clerk = test.people().await.clerk;
    let (plan, version) = plan(&test, &clerk, rows(&test)).await;
    let confirm = format!("/lam-viec/ke-hoach/{plan}/hieu-luc");
    clerk
        .post(&confirm, &[("version", &version.to_string())])
        .await
        .moved();
    test.go_to("2025-06-02");
    let clerk = test.back(&clerk).await;
    let new = agency::NewUnit::named("Phòng Vận tải", day("2025-06-01"));
    agency::add_unit(test.app.db().read(), test.agency, new)
        .await
        .unwrap();
    let list = clerk.get("/lam-viec/nhiem-vu").await.ok().text();
    assert!(list.contains("5 nhiệm vụ cần cập nhật"));
    clerk
        .post("/lam-viec/nhiem-vu/don-vi/cap-nhat", &[])
        .await
        .moved();
    assert!(known(&test).await.iter().all(|known| known.parts.len() == 5));
    let list = clerk.get("/lam-viec/nhiem-vu").await.ok().text();
    assert!(!list.contains("cần cập nhật"));
}

#[rstest]
#[tokio::test]
async fn a_difficulty_is_told_and_answered(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    let people = test.people().await;
    let ids = make(&test, people.clerk.actor(), five_rows(test.office)).await;
    let division = test.division.to_string();
    let told = [
        ("difficulty", "Thiếu kinh phí in pano <b>"),
        ("difficulty_unit", division.as_str()),
    ];
    people
        .staff
        .post(&path(ids[0], "/vuong-mac"), &told)
        .await
        .moved();
    let all = super::super::difficulties(
        test.app.db().read(),
        test.agency,
        day("2025-03-01"),
        day("2025-03-31"),
    )
    .await
    .unwrap();
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].unit, Some(test.division));
    let answer = format!("/lam-viec/nhiem-vu/vuong-mac/{}", all[0].id);
    let words = [("answer", "Bố trí từ nguồn thường xuyên")];
    assert_eq!(
        people.staff.post(&answer, &words).await.status,
        StatusCode::FORBIDDEN
    );
    people.leader.post(&answer, &words).await.moved();
    assert_eq!(
        people.leader.post(&answer, &words).await.status,
        StatusCode::CONFLICT
    );
    let shown = people.staff.get(&path(ids[0], "")).await.ok().text();
    assert!(shown.contains("Bố trí từ nguồn thường xuyên") && !shown.contains("pano <b>"));
    let none = act!(test, tx => super::super::answer_difficulty(
        &tx, people.leader.actor(), all[0].id, "Lần hai", day("2025-03-10"), test.app.clock().now()));
    assert!(!none.unwrap());
}
