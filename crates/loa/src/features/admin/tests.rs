//! Journeys of administration.

use db::Backend::{self, Postgres, Sqlite};
use http::StatusCode;
use rstest::rstest;

use crate::features::account::{self, Role};
use crate::features::agency;
use crate::testing::{Browser, TestApp};

const PEOPLE: &str = "/lam-viec/quan-tri/nguoi-dung";

async fn administrator(test: &TestApp) -> Browser {
    test.person("Hồ Quản Trị", Role::Administrator, test.office).await
}

/// The path of the one link that a page shows.
fn link(text: &str) -> String {
    let start = text.find("/loi-moi/").unwrap();
    text[start..]
        .chars()
        .take_while(|c| !matches!(c, '<' | '"'))
        .collect()
}

#[rstest]
#[tokio::test]
async fn somebody_new_is_invited_and_begins(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    let admin = administrator(&test).await;
    admin.get(PEOPLE).await.ok();
    admin.get(&format!("{PEOPLE}/moi")).await.ok();
    let division = test.division.to_string();
    let fields = [
        ("name", "Nguyễn Thị An"),
        ("title", "Trưởng phòng"),
        ("unit", &division),
        ("email", "An@so.example.vn"),
        ("heads", &division),
    ];
    let shown = admin.post(PEOPLE, &fields).await.ok().text();
    let path = link(&shown);
    let guest = test.stranger();
    let answers = [
        ("password", "một câu dễ nhớ nhưng dài"),
        ("again", "một câu dễ nhớ nhưng dài"),
    ];
    guest.post(&path, &answers).await.moved();
    let sign_in = [
        ("email", "an@so.example.vn"),
        ("password", "một câu dễ nhớ nhưng dài"),
    ];
    guest.post("/dang-nhap", &sign_in).await.moved();
    let own = guest.get("/lam-viec/toi").await.ok().text();
    assert!(own.contains("Phụ trách đơn vị (Phòng Quản lý xây dựng)"), "{own}");
    assert_eq!(guest.get(PEOPLE).await.status, StatusCode::FORBIDDEN);

    // The same address a second time, in whatever case, is refused with what was typed kept.
    let again = admin
        .post(PEOPLE, &[("name", "Lê An"), ("email", "AN@so.example.vn")])
        .await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.text().contains("Lê An") && again.text().contains("đã có người dùng"));
}

#[rstest]
#[tokio::test]
async fn a_pasted_list_adds_all_or_nobody(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    let admin = administrator(&test).await;
    let path = format!("{PEOPLE}/danh-sach");
    admin.get(&path).await.ok();
    let wrong = "An Một;;Phòng Quy hoạch;mot@so.example.vn\nAn Hai;;Phòng Nào;hai@so.example.vn";
    let answer = admin.post(&path, &[("list", wrong), ("save", "1")]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("Không có đơn vị này"));
    let db = test.app.db().read();
    assert_eq!(agency::everyone(db, test.agency).await.unwrap().len(), 1);

    let right = "An Một;;Phòng Quy hoạch;mot@so.example.vn\nAn Hai;;;hai@so.example.vn";
    let preview = admin.post(&path, &[("list", right)]).await.ok();
    assert!(preview.text().contains("Thêm 2 người"));
    assert_eq!(agency::everyone(db, test.agency).await.unwrap().len(), 1);
    let links = admin.post(&path, &[("list", right), ("save", "1")]).await.ok();
    assert_eq!(links.text().matches("<code id=\"link-").count(), 2);
    let people = agency::everyone(db, test.agency).await.unwrap();
    assert_eq!(people.len(), 3);
    let planner = people.iter().find(|person| person.full_name == "An Một").unwrap();
    assert_eq!(planner.unit, Some(test.planning));
    let roles = account::roles(db, test.agency, planner.id).await.unwrap();
    assert_eq!(roles, [(Role::Staff, None)]);
}

#[rstest]
#[tokio::test]
async fn who_leaves_is_out_and_may_come_back(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    let admin = administrator(&test).await;
    let staff = test.person("Võ Chuyên Viên", Role::Staff, test.division).await;
    staff.get("/lam-viec/toi").await.ok();
    let path = format!("{PEOPLE}/{}", staff.person());
    admin.get(&path).await.ok();
    admin.post(&format!("{path}/nghi"), &[]).await.moved();
    assert!(staff.get("/lam-viec/toi").await.moved().starts_with("/dang-nhap"));
    assert_eq!(
        admin.post(&format!("{path}/lien-ket"), &[]).await.status,
        StatusCode::CONFLICT
    );
    assert!(!admin.get(PEOPLE).await.ok().text().contains("Võ Chuyên Viên"));
    assert!(
        admin
            .get(&format!("{PEOPLE}?status=ended"))
            .await
            .ok()
            .text()
            .contains("Võ Chuyên Viên")
    );
    admin.post(&format!("{path}/tro-lai"), &[]).await.moved();
    admin.post(&format!("{path}/lien-ket"), &[]).await.ok();
}

#[rstest]
#[tokio::test]
async fn the_last_administrator_stays(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    let admin = administrator(&test).await;
    let path = format!("{PEOPLE}/{}", admin.person());
    let gone = admin.post(&format!("{path}/nghi"), &[]).await;
    assert_eq!(gone.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(gone.text().contains("người quản trị cuối cùng"));
    let fields = [
        ("name", "Hồ Quản Trị"),
        ("email", "ho-quan-tri@so.example.vn"),
        ("roles", "staff"),
    ];
    assert_eq!(
        admin.post(&path, &fields).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    admin.get(PEOPLE).await.ok();

    let second = test.person("Đỗ Quản Trị", Role::Administrator, test.office).await;
    second.post(&path, &fields).await.moved();
    assert_eq!(admin.get(PEOPLE).await.status, StatusCode::FORBIDDEN);
}

#[rstest]
#[tokio::test]
async fn the_log_tells_what_was_done(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    let people = test.people().await;
    people
        .administrator
        .post(PEOPLE, &[("name", "Nguyễn Thị An")])
        .await
        .moved();
    let path = "/lam-viec/quan-tri/nhat-ky";
    let log = people.auditor.get(path).await.ok().text();
    assert!(
        log.contains("Hồ Quản Trị") && log.contains("Thêm người dùng"),
        "{log}"
    );
    // The filter names everybody; only the rows tell what was found.
    let rows = async |query: &str| {
        let page = people.auditor.get(&format!("{path}?{query}")).await.ok().html();
        let rows: Vec<String> = page.all("tbody tr").iter().map(|row| row.text()).collect();
        rows.join("\n")
    };
    assert!(!rows("to=9/3/2025").await.contains("Thêm người dùng"));
    assert!(
        rows("from=10/3/2025&to=10/3/2025")
            .await
            .contains("Thêm người dùng")
    );
    assert!(
        rows(&format!("who={}", people.administrator.person()))
            .await
            .contains("Thêm người dùng")
    );
    assert!(
        !rows(&format!("who={}", people.clerk.person()))
            .await
            .contains("Thêm người dùng")
    );
    assert!(!rows("action=person-ended").await.contains("Thêm người dùng"));
    people.auditor.get(&format!("{path}.xlsx")).await.ok();
    people.administrator.get(&format!("{PEOPLE}.xlsx")).await.ok();
    for other in [&people.clerk, &people.leader, &people.head, &people.staff] {
        assert_eq!(other.get(path).await.status, StatusCode::FORBIDDEN);
        assert_eq!(other.get(PEOPLE).await.status, StatusCode::FORBIDDEN);
        let link = format!("{PEOPLE}/{}/lien-ket", people.staff.person());
        assert_eq!(other.post(&link, &[]).await.status, StatusCode::FORBIDDEN);
    }
}

#[rstest]
#[tokio::test]
async fn another_agency_is_behind_a_wall(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    let admin = administrator(&test).await;
    let new = agency::NewAgency {
        parent: None,
        name: "Sở Y tế tỉnh Ví Dụ".to_owned(),
        short_name: "Sở Y tế".to_owned(),
        symbol: "SYT".to_owned(),
        place: "Ví Dụ".to_owned(),
        hosted: true,
        valid_from: "2025-01-01".parse().unwrap(),
    };
    let (db, now) = (test.app.db(), test.app.clock().now());
    let other = agency::add(db.read(), new, now).await.unwrap();
    let person = agency::NewPerson {
        unit: None,
        full_name: "Bùi Láng Giềng".to_owned(),
        title: String::new(),
        email: None,
        valid_from: "2025-01-01".parse().unwrap(),
    };
    let person = agency::add_person(db.read(), other, person).await.unwrap();
    account::add_account(db.read(), other, person, "bui@syt.example.vn", None, now)
        .await
        .unwrap();
    let path = format!("{PEOPLE}/{person}");
    assert_eq!(admin.get(&path).await.status, StatusCode::NOT_FOUND);
    for deed in ["", "/nghi", "/lien-ket", "/bo-xac-thuc", "/tro-lai"] {
        let answer = admin.post(&format!("{path}{deed}"), &[("name", "x")]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{deed}");
    }
    assert!(!admin.get(PEOPLE).await.ok().text().contains("Láng Giềng"));
}
