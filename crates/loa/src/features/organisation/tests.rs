//! The agency and its units, as the administrator keeps them.

use db::Backend::{self, Postgres, Sqlite};
use http::StatusCode;
use jiff::civil::Date;
use rstest::rstest;

use crate::features::account::{self, Role};
use crate::features::agency::{self, NewAgency, NewUnit, UnitId};
use crate::features::audit::{self, Subject};
use crate::features::task::{self, NewTask, TaskId};
use crate::testing::{Browser, TestApp};

const AGENCY: &str = "/lam-viec/quan-tri/co-quan";
const UNITS: &str = "/lam-viec/quan-tri/don-vi";
const ARRANGE: &str = "/lam-viec/quan-tri/don-vi/sap-xep";

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

async fn administrator(test: &TestApp) -> Browser {
    test.person("Hồ Quản Trị", Role::Administrator, test.office).await
}

async fn named(test: &TestApp, name: &str) -> agency::Unit {
    let units = agency::units(test.app.db().read(), test.agency).await.unwrap();
    units.into_iter().find(|unit| unit.name == name).unwrap()
}

/// A task of units in the lead.
async fn task_of(test: &TestApp, by: &Browser, content: &str, time: &str, leads: &[UnitId]) -> TaskId {
    let context = schedule::Context {
        year: Some(2025),
        ..schedule::Context::default()
    };
    let new = NewTask {
        applies_from: Some(day("2025-01-01")),
        applies_to: Some(day("2025-12-31")),
        ..NewTask::of(2025, content, schedule::read(time, &context).window)
    };
    let units: Vec<_> = leads
        .iter()
        .map(|unit| (*unit, task::Role::Lead, false))
        .collect();
    let tx = test.app.db().begin().await.unwrap();
    let id = task::create(&tx, by.actor(), new, &units, test.app.clock().now())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    id
}

async fn done(test: &TestApp, by: &Browser, (task, unit): (TaskId, UnitId), occurrence: Option<&str>) {
    let clock = test.app.clock();
    let report = task::Report {
        occurrence: occurrence.map(day),
        ..task::Report::done(clock.today())
    };
    let tx = test.app.db().begin().await.unwrap();
    task::tick(&tx, by.actor(), (task, unit), report, clock.today(), clock.now())
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

/// The units that owe something of a task today.
async fn owing(test: &TestApp, id: TaskId) -> Vec<UnitId> {
    let db = test.app.db().read();
    let calendar = task::calendar(db, test.agency).await.unwrap();
    let found = task::task(db, test.agency, id, test.app.clock().today(), &calendar)
        .await
        .unwrap();
    let (state, _) = found.unwrap();
    state
        .parts
        .iter()
        .filter(|part| part.owes)
        .map(|part| part.unit)
        .collect()
}

#[test]
fn every_word_that_the_pages_name_is_there() {
    let catalogue = crate::boot::catalogue();
    let sources = [
        include_str!("web/agency.html"),
        include_str!("web/agency_name.html"),
        include_str!("web/arrange.html"),
        include_str!("web/list.html"),
        include_str!("web/paste.html"),
        include_str!("web/unit.html"),
        include_str!("web/agency.rs"),
        include_str!("web/arrange.rs"),
        include_str!("web/list.rs"),
        include_str!("web/mod.rs"),
        include_str!("web/paste.rs"),
        include_str!("web/unit.rs"),
        include_str!("agency.rs"),
        include_str!("arrange.rs"),
        include_str!("unit.rs"),
        include_str!("settle.rs"),
    ];
    let mut seen = 0;
    for source in sources {
        for piece in source.split('"') {
            let is_key = piece.starts_with("organisation-") && !piece.contains(['{', ' ']);
            if is_key {
                seen += 1;
                assert!(catalogue.has(piece), "{piece} has no words");
            }
        }
    }
    assert!(seen > 100, "{seen}");
    for kind in agency::UnitKind::ALL {
        assert!(catalogue.has(&format!("organisation-kind-{kind}")));
    }
}

#[rstest]
#[tokio::test]
async fn only_the_administrator_gets_in(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    let people = test.people().await;
    let unit = format!("{UNITS}/{}", test.division);
    let pages = [
        AGENCY.to_owned(),
        format!("{AGENCY}/ten-goi"),
        UNITS.to_owned(),
        format!("{UNITS}.xlsx"),
        format!("{UNITS}/moi"),
        format!("{UNITS}/danh-sach"),
        ARRANGE.to_owned(),
        unit.clone(),
    ];
    let writes = [
        AGENCY.to_owned(),
        format!("{AGENCY}/ten-goi"),
        format!("{AGENCY}/ten-goi/bo"),
        UNITS.to_owned(),
        format!("{UNITS}/danh-sach"),
        ARRANGE.to_owned(),
        unit.clone(),
        format!("{unit}/thu-tu"),
        format!("{unit}/ten-goi"),
        format!("{unit}/ten-goi/bo"),
        format!("{unit}/phu-trach"),
        format!("{unit}/huy-ket-thuc"),
    ];
    for other in [
        &people.leader,
        &people.clerk,
        &people.head,
        &people.staff,
        &people.auditor,
    ] {
        for page in &pages {
            assert_eq!(other.get(page).await.status, StatusCode::FORBIDDEN, "{page}");
        }
        for write in &writes {
            let answer = other
                .post(write, &[("name", "Phòng X"), ("from", "01/7/2025")])
                .await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{write}");
        }
    }
    for page in &pages {
        people.administrator.get(page).await.ok();
    }
}

#[rstest]
#[tokio::test]
async fn another_agency_cannot_be_reached(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    let admin = administrator(&test).await;
    let (db, now) = (test.app.db().read(), test.app.clock().now());
    let new = NewAgency {
        parent: None,
        name: "Sở Y tế tỉnh Ví Dụ".to_owned(),
        short_name: "Sở Y tế".to_owned(),
        symbol: "SYT".to_owned(),
        place: "Ví Dụ".to_owned(),
        hosted: true,
        valid_from: day("2025-01-01"),
    };
    let neighbour = agency::add(db, new, now).await.unwrap();
    let unit = agency::add_unit(
        db,
        neighbour,
        NewUnit::named("Phòng Nghiệp vụ Dược", day("2025-01-01")),
    )
    .await
    .unwrap();
    let path = format!("{UNITS}/{unit}");
    assert_eq!(admin.get(&path).await.status, StatusCode::NOT_FOUND);
    for rest in [
        "",
        "/thu-tu",
        "/ten-goi",
        "/ten-goi/bo",
        "/phu-trach",
        "/huy-ket-thuc",
    ] {
        let answer = admin
            .post(
                &format!("{path}{rest}"),
                &[("name", "Phòng X"), ("from", "01/7/2025")],
            )
            .await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{rest}");
    }
    // Neither can it be ended, entered or stood under.
    let (own, other) = (test.division.to_string(), unit.to_string());
    for (closing, into) in [(&other, &own), (&own, &other)] {
        let fields = [
            ("closing", closing.as_str()),
            ("into", into.as_str()),
            ("from", "10/03/2025"),
            ("save", "1"),
        ];
        assert_eq!(
            admin.post(ARRANGE, &fields).await.status,
            StatusCode::UNPROCESSABLE_ENTITY
        );
    }
    let under = [("name", "Tổ một"), ("parent", other.as_str())];
    assert_eq!(
        admin.post(UNITS, &under).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    // Naming it as superior makes a row of one's own: the neighbour's stays its own.
    let fields = [
        ("name", "Sở Xây dựng tỉnh Ví Dụ"),
        ("symbol", "SXD"),
        ("place", "Ví Dụ"),
        ("parent", "Sở Y tế tỉnh Ví Dụ"),
        ("parent_short", "Sở Y tế"),
    ];
    admin.post(AGENCY, &fields).await.moved();
    let parent = agency::agency(db, test.agency)
        .await
        .unwrap()
        .unwrap()
        .parent
        .unwrap();
    assert_ne!(parent, neighbour);
    assert!(agency::subordinates(db, neighbour).await.unwrap().is_empty());
}

#[rstest]
#[tokio::test]
async fn the_agency_is_mended_and_renamed_from_a_day_on(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    let admin = administrator(&test).await;
    let fields = |name: &'static str, from: &'static str| {
        [
            ("name", name),
            ("short_name", "Sở XD và GTCC"),
            ("symbol", "SXD"),
            ("place", "Ví Dụ"),
            ("parent", "UBND tỉnh Ví Dụ Mới"),
            ("from", from),
            ("basis", "Quyết định 12/QĐ-UBND"),
        ]
    };
    let rename = format!("{AGENCY}/ten-goi");
    for (name, from) in [
        ("", "12/3/2025"),
        ("Sở Xây dựng và GTCC", ""),
        ("Sở Xây dựng và GTCC", "01/01/2025"),
        ("Sở Xây dựng và GTCC", "hôm nào đó"),
    ] {
        let answer = admin.post(&rename, &fields(name, from)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name} {from}");
        assert!(
            answer.text().contains("Quyết định 12/QĐ-UBND"),
            "what was typed is kept"
        );
    }
    // The schedule notes when it comes next.
    test.run_jobs().await;
    admin
        .post(
            &rename,
            &fields("Sở Xây dựng và Giao thông công chánh", "12/3/2025"),
        )
        .await
        .moved();
    let shown = admin.get(AGENCY).await.ok().text();
    assert!(shown.contains("Sắp có hiệu lực"), "{shown}");
    assert!(
        shown.contains("12/03/2025") || shown.contains("12/3/2025"),
        "{shown}"
    );
    let own = async || {
        let found = agency::agency(test.app.db().read(), test.agency).await.unwrap();
        found.unwrap().name
    };
    assert_eq!(own().await, "Sở Xây dựng tỉnh Ví Dụ");
    test.go_to("2025-03-12");
    test.run_jobs().await;
    assert_eq!(own().await, "Sở Xây dựng và Giao thông công chánh");
    let admin = test.back(&admin).await;
    let shown = admin.get(AGENCY).await.ok().text();
    assert!(
        shown.contains("Sở XD và GTCC") && shown.contains("UBND tỉnh Ví Dụ Mới"),
        "{shown}"
    );
    // A second name for the same day that says the same is no rename.
    let again = fields("Sở Xây dựng và Giao thông công chánh", "13/3/2025");
    assert_eq!(
        admin.post(&rename, &again).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    // What has come into force cannot be dropped; what is coming can.
    let drop = format!("{AGENCY}/ten-goi/bo");
    let dropped = async |from: &str| admin.post(&drop, &[("from", from)]).await.status;
    assert_eq!(dropped("2025-03-12").await, StatusCode::CONFLICT);
    admin.post(&rename, &fields("Sở Khác", "01/7/2025")).await.moved();
    assert_eq!(dropped("2025-07-01").await, StatusCode::SEE_OTHER);
    assert_eq!(dropped("2025-07-01").await, StatusCode::CONFLICT);
    let log = audit::entries_of(
        test.app.db().read(),
        test.agency,
        Subject::new("agency", test.agency.0),
        10,
    )
    .await
    .unwrap();
    let actions: Vec<&str> = log.iter().rev().map(|entry| entry.action.as_str()).collect();
    assert_eq!(
        actions,
        ["agency-renamed", "agency-renamed", "agency-rename-dropped"]
    );
    assert_eq!(log[2].detail["basis"], "Quyết định 12/QĐ-UBND");
}

#[rstest]
#[tokio::test]
async fn units_are_added_changed_ordered_and_exported(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    let admin = administrator(&test).await;
    let new = [
        ("name", "Tổ Một cửa"),
        ("short_name", ""),
        ("kind", "office"),
        ("parent", &test.office.to_string()),
        ("aliases", "Bộ phận Một cửa\n\nbộ phận một cửa\nTổ tiếp nhận"),
        ("from", "01/3/2025"),
    ];
    admin.post(UNITS, &new).await.moved();
    assert_eq!(
        admin.post(UNITS, &new).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let unit = named(&test, "Tổ Một cửa").await;
    assert_eq!(unit.parent, Some(test.office));
    assert_eq!(unit.aliases, ["Bộ phận Một cửa", "Tổ tiếp nhận"]);
    assert_eq!(unit.valid_from, day("2025-03-01"));
    // It stands below its superior although it came last.
    let names = async || -> Vec<String> {
        let html = admin.get(UNITS).await.ok().html();
        html.all("tbody tr a[href*=don-vi]")
            .iter()
            .map(|link| link.text())
            .collect()
    };
    assert_eq!(
        names().await,
        [
            "Văn phòng Sở",
            "Tổ Một cửa",
            "Phòng Quản lý xây dựng",
            "Phòng Quy hoạch",
            "Trung tâm Kiểm định"
        ]
    );
    let up = format!("{UNITS}/{}/thu-tu", test.planning);
    admin.post(&up, &[("up", "1")]).await.moved();
    admin
        .post(&format!("{UNITS}/{}/thu-tu", test.office), &[("up", "")])
        .await
        .moved();
    assert_eq!(
        names().await,
        [
            "Phòng Quy hoạch",
            "Văn phòng Sở",
            "Tổ Một cửa",
            "Phòng Quản lý xây dựng",
            "Trung tâm Kiểm định"
        ]
    );
    // A unit cannot stand under its own.
    let ring = [
        ("name", "Văn phòng Sở"),
        ("kind", "office"),
        ("parent", &unit.id.to_string()),
    ];
    let answer = admin.post(&format!("{UNITS}/{}", test.office), &ring).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    // Filters, sorting, and the file.
    let found = admin.get(&format!("{UNITS}?q=to+tiep+nhan")).await.ok().text();
    assert!(found.contains("Tổ Một cửa") && !found.contains("Phòng Quy hoạch</a>"));
    admin
        .get(&format!("{UNITS}?sort=-people&kind=division"))
        .await
        .ok();
    let file = admin.get(&format!("{UNITS}.xlsx")).await.ok();
    assert!(file.bytes.starts_with(b"PK"));
    let none = admin.get(&format!("{UNITS}?status=ended")).await.ok().html();
    assert!(!none.has("tbody a"), "no unit has ended");
}

#[rstest]
#[tokio::test]
async fn a_list_is_shown_before_it_is_saved(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    let admin = administrator(&test).await;
    let path = format!("{UNITS}/danh-sach");
    let list = "1. Văn phòng Sở\n2. P. Quy hoạch\n3. Phòng Vận tải;\n4. Phòng vận tải";
    let count = async || {
        let units = agency::units(test.app.db().read(), test.agency).await.unwrap();
        units.len()
    };
    let shown = admin.post(&path, &[("list", list)]).await.ok().text();
    assert!(
        shown.contains("Thêm 1 đơn vị") && shown.contains("Trùng dòng trước"),
        "{shown}"
    );
    assert_eq!(count().await, 4);
    assert_eq!(
        admin.post(&path, &[("list", " \n"), ("save", "1")]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    admin.post(&path, &[("list", list), ("save", "1")]).await.moved();
    assert_eq!(count().await, 5);
    assert_eq!(named(&test, "Phòng Vận tải").await.short_name, "P. Vận tải");
    admin.post(&path, &[("list", list), ("save", "1")]).await.moved();
    assert_eq!(count().await, 5, "the second time all are there");
}

#[rstest]
#[tokio::test]
async fn a_unit_is_renamed_and_headed(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    let people = test.people().await;
    let admin = &people.administrator;
    let unit = format!("{UNITS}/{}", test.division);
    let rename = |from: &'static str| {
        [
            ("new_name", "Phòng Quản lý đô thị"),
            ("new_short_name", "P. QLĐT"),
            ("new_from", from),
        ]
    };
    let wrong = admin
        .post(&format!("{unit}/ten-goi"), &rename("31/12/2024"))
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        wrong
            .html()
            .has("#new_from[aria-invalid=true], [name=new_from][aria-invalid=true]")
    );
    admin
        .post(&format!("{unit}/ten-goi"), &rename("01/03/2025"))
        .await
        .moved();
    assert_eq!(named(&test, "Phòng Quản lý đô thị").await.id, test.division);
    let shown = admin.get(&unit).await.ok().text();
    assert!(
        shown.contains("Phòng Quản lý xây dựng") && shown.contains("P. QLĐT"),
        "{shown}"
    );
    // A plan that uses the old name still means the unit.
    let roster = crate::features::plan::upload::roster(&test.app, test.agency)
        .await
        .unwrap();
    let meant = crate::features::plan::Who::Unit(test.division);
    assert_eq!(roster.who("Phòng Quản lý xây dựng"), meant);
    assert_eq!(roster.who("Phòng Quản lý đô thị"), meant);

    let (head, staff) = (people.head.person(), people.staff.person());
    let heads = async || -> Vec<agency::PersonId> {
        let holders = account::holders(test.app.db().read(), test.agency, Role::UnitHead)
            .await
            .unwrap();
        let of = holders
            .into_iter()
            .filter(|(_, unit)| *unit == Some(test.division));
        of.map(|(person, _)| person).collect()
    };
    assert_eq!(heads().await, [head]);
    admin
        .post(&format!("{unit}/phu-trach"), &[("heads", &staff.to_string())])
        .await
        .moved();
    assert_eq!(heads().await, [staff]);
    // Nobody is left without a role.
    let roles = account::roles(test.app.db().read(), test.agency, head)
        .await
        .unwrap();
    assert_eq!(roles, [(Role::Staff, None)]);
    let nobody = agency::PersonId::new().to_string();
    assert_eq!(
        admin
            .post(&format!("{unit}/phu-trach"), &[("heads", &nobody)])
            .await
            .status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
}

#[rstest]
#[tokio::test]
async fn merged_units_hand_over_what_is_open(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    let people = test.people().await;
    let admin = &people.administrator;
    let open = task_of(
        &test,
        &people.clerk,
        "Tọa đàm",
        "Quý II/2025",
        &[test.division, test.center],
    )
    .await;
    let half = task_of(
        &test,
        &people.clerk,
        "In tờ rơi",
        "Quý II/2025",
        &[test.division, test.center],
    )
    .await;
    let monthly = task_of(
        &test,
        &people.clerk,
        "Báo cáo tháng",
        "Hằng tháng",
        &[test.planning],
    )
    .await;
    done(&test, &people.clerk, (half, test.division), None).await;
    for month in ["2025-01-31", "2025-02-28"] {
        done(&test, &people.clerk, (monthly, test.planning), Some(month)).await;
    }
    let before = owing(&test, monthly).await;
    assert_eq!(before, [test.planning], "the year is not over");

    let (division, planning) = (test.division.to_string(), test.planning.to_string());
    let head_to = format!("to-{}", people.head.person());
    let staff_to = format!("to-{}", people.staff.person());
    let mut fields = vec![
        ("closing", division.as_str()),
        ("closing", planning.as_str()),
        ("founded", "Phòng Xây dựng và Quy hoạch"),
        ("from", "10/03/2025"),
        ("basis", "Quyết định 7/QĐ-SXD"),
    ];
    // First the effect: nothing has changed.
    let shown = admin.post(ARRANGE, &fields).await.ok().text();
    for expected in [
        "Tọa đàm",
        "Báo cáo tháng",
        "Phạm Trưởng Phòng",
        "Võ Chuyên Viên",
        "Thực hiện ngay",
    ] {
        assert!(shown.contains(expected), "{expected}: {shown}");
    }
    assert!(!shown.contains("In tờ rơi"), "what is done is not handed over");
    assert_eq!(owing(&test, open).await, [test.division, test.center]);

    // Everybody needs a place.
    fields.extend([
        (head_to.as_str(), "moi-0"),
        (staff_to.as_str(), ""),
        ("save", "1"),
    ]);
    let answer = admin.post(ARRANGE, &fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let head = people.head.person().to_string();
    let center = test.center.to_string();
    fields.retain(|(name, _)| *name != staff_to);
    fields.extend([(staff_to.as_str(), center.as_str()), ("heads", head.as_str())]);
    admin.post(ARRANGE, &fields).await.moved();

    let merged = named(&test, "Phòng Xây dựng và Quy hoạch").await;
    let old = named(&test, "Phòng Quản lý xây dựng").await;
    assert_eq!(
        (old.valid_to, old.successor),
        (Some(day("2025-03-09")), Some(merged.id))
    );
    let mut owing_now = owing(&test, open).await;
    owing_now.sort();
    let mut expected = vec![test.center, merged.id];
    expected.sort();
    assert_eq!(owing_now, expected);
    assert_eq!(
        owing(&test, half).await,
        [test.center],
        "done by the old unit stays done"
    );
    // January and February were done by the unit that is gone: the new one owes March only.
    let db = test.app.db().read();
    let calendar = task::calendar(db, test.agency).await.unwrap();
    let today = test.app.clock().today();
    let (state, _) = task::task(db, test.agency, monthly, today, &calendar)
        .await
        .unwrap()
        .unwrap();
    assert!(!state.state.is_late(), "{:?}", state.state);
    let rules = task::rules();
    let asked = task::Day {
        today,
        calendar: &calendar,
        rules: &rules,
    };
    let owed: Vec<Date> = state
        .open_occurrences(merged.id, asked)
        .iter()
        .map(|(one, _)| one.due)
        .collect();
    assert_eq!(owed, [day("2025-03-31")]);

    let unit_of = async |person| {
        let found = agency::person(db, test.agency, person).await.unwrap();
        found.unwrap().unit
    };
    assert_eq!(unit_of(people.head.person()).await, Some(merged.id));
    assert_eq!(unit_of(people.staff.person()).await, Some(test.center));
    let roles = account::roles(db, test.agency, people.head.person())
        .await
        .unwrap();
    assert_eq!(roles, [(Role::UnitHead, Some(merged.id))]);
    // The office is not asked to update what was handed over.
    let list = people.clerk.get("/lam-viec/nhiem-vu").await.ok().text();
    assert!(!list.contains("cần cập nhật"), "{list}");
    let shown = admin.get(&format!("{UNITS}/{}", old.id)).await.ok().text();
    assert!(
        shown.contains("Được kế thừa bởi") && shown.contains("Đã kết thúc"),
        "{shown}"
    );
    let log = audit::entries_of(db, test.agency, Subject::new("task", open.0), 10)
        .await
        .unwrap();
    assert_eq!(log[0].action, "task-handed-over");
}

#[rstest]
#[tokio::test]
async fn what_is_planned_happens_on_its_day_or_is_taken_back(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    let people = test.people().await;
    let admin = &people.administrator;
    test.run_jobs().await;
    let open = task_of(&test, &people.clerk, "Tọa đàm", "Quý II/2025", &[test.division]).await;
    let (division, planning) = (test.division.to_string(), test.planning.to_string());
    let fields = [
        ("closing", division.as_str()),
        ("into", planning.as_str()),
        ("from", "12/03/2025"),
        ("save", "1"),
    ];
    admin.post(ARRANGE, &fields).await.moved();
    let list = admin.get(UNITS).await.ok().text();
    assert!(list.contains("Sắp kết thúc"), "{list}");
    assert_eq!(owing(&test, open).await, [test.division], "not before its day");
    // Ended units are not ended again; the end can be taken back.
    assert_eq!(
        admin.post(ARRANGE, &fields).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let cancel = format!("{UNITS}/{division}/huy-ket-thuc");
    admin.post(&cancel, &[]).await.moved();
    assert_eq!(admin.post(&cancel, &[]).await.status, StatusCode::CONFLICT);
    admin.post(ARRANGE, &fields).await.moved();

    test.go_to("2025-03-12");
    test.run_jobs().await;
    assert_eq!(owing(&test, open).await, [test.planning]);
    let db = test.app.db().read();
    for person in [people.head.person(), people.staff.person()] {
        let found = agency::person(db, test.agency, person).await.unwrap().unwrap();
        assert_eq!(found.unit, Some(test.planning));
    }
    // The only unit that ended had one head: the head goes on.
    let roles = account::roles(db, test.agency, people.head.person())
        .await
        .unwrap();
    assert_eq!(roles, [(Role::UnitHead, Some(test.planning))]);
    let admin = test.back(admin).await;
    assert_eq!(admin.post(&cancel, &[]).await.status, StatusCode::CONFLICT);
    // The same night again changes nothing.
    let entries = async || {
        let filter = audit::LogFilter::default();
        audit::log_count(db, test.agency, &filter).await.unwrap()
    };
    let count = entries().await;
    let tx = test.app.db().begin().await.unwrap();
    super::settle(
        &tx,
        test.agency,
        None,
        (test.app.clock().today(), test.app.clock().now()),
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    assert_eq!(entries().await, count);
}

#[rstest]
#[tokio::test]
async fn a_unit_splits_and_one_part_takes_the_work(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    let people = test.people().await;
    let admin = &people.administrator;
    let open = task_of(&test, &people.clerk, "Tọa đàm", "Quý II/2025", &[test.division]).await;
    let division = test.division.to_string();
    let heir = format!("heir-{division}");
    let mut fields = vec![
        ("closing", division.as_str()),
        ("founded", "Phòng Xây dựng\nPhòng Nhà ở"),
        ("from", "10/03/2025"),
        (heir.as_str(), "moi-1"),
    ];
    let shown = admin.post(ARRANGE, &fields).await.ok().html();
    assert_eq!(
        shown.one(&format!("select[name={heir}] option[selected]")).text(),
        "Phòng Nhà ở"
    );
    let (head, staff) = (people.head.person(), people.staff.person());
    let (head_to, staff_to) = (format!("to-{head}"), format!("to-{staff}"));
    fields.extend([
        (head_to.as_str(), "moi-0"),
        (staff_to.as_str(), "moi-1"),
        ("save", "1"),
    ]);
    admin.post(ARRANGE, &fields).await.moved();
    let (first, second) = (
        named(&test, "Phòng Xây dựng").await,
        named(&test, "Phòng Nhà ở").await,
    );
    assert_eq!(owing(&test, open).await, [second.id]);
    let db = test.app.db().read();
    assert_eq!(
        agency::other_successors(db, test.agency).await.unwrap(),
        [(test.division, first.id)]
    );
    let unit_of = async |person| {
        agency::person(db, test.agency, person)
            .await
            .unwrap()
            .unwrap()
            .unit
    };
    assert_eq!(unit_of(head).await, Some(first.id));
    assert_eq!(unit_of(staff).await, Some(second.id));
    // Both stand where the old one stood.
    let units = agency::units_on(db, test.agency, day("2025-03-10"))
        .await
        .unwrap();
    let names: Vec<&str> = units.iter().map(|unit| unit.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "Văn phòng Sở",
            "Phòng Xây dựng",
            "Phòng Nhà ở",
            "Phòng Quy hoạch",
            "Trung tâm Kiểm định"
        ]
    );
}
