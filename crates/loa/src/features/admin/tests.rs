//! Journeys of administration.

use db::Backend::{self, Postgres, Sqlite};
use http::StatusCode;
use rstest::rstest;
use test_kit::mail::{Mailbox, Misbehaviour};

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
    // Days and roles are told as people say them, ids not at all.
    let by = (people.administrator.person(), "Hồ Quản Trị");
    let detail = serde_json::json!({
        "on": "2025-04-16",
        "roles": [["staff", null], ["unit-head", "0190a3c4-0000-7000-8000-000000000000"]],
    });
    let tx = test.app.db().begin().await.unwrap();
    let subject = crate::features::audit::Subject::new("person", by.0.0);
    let now = test.app.clock().now();
    crate::features::audit::record(&tx, test.agency, Some(by), "person-ended", subject, detail, now)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let told = people
        .auditor
        .get(&format!("{path}?action=person-ended"))
        .await
        .ok()
        .text();
    assert!(
        told.contains("ngày: 16/04/2025") && !told.contains("2025-04-16"),
        "{told}"
    );
    assert!(told.contains("Công chức, viên chức, Phụ trách đơn vị"), "{told}");
    assert!(!told.contains("null") && !told.contains("0190a3c4"), "{told}");
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
    for deed in ["", "/nghi", "/lien-ket", "/thu", "/bo-xac-thuc", "/tro-lai"] {
        let answer = admin.post(&format!("{path}{deed}"), &[("name", "x")]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{deed}");
    }
    assert!(!admin.get(PEOPLE).await.ok().text().contains("Láng Giềng"));
}

/// Lets the jobs run: one queues, the next sends.
async fn post_goes_out(test: &TestApp) {
    for _ in 0..2 {
        test.run_jobs().await;
    }
}

/// Adds a person who is invited by mail; the person's page.
async fn invite(admin: &Browser, name: &str, mailbox: &Mailbox) -> String {
    let fields = [("name", name), ("email", mailbox.address())];
    let page = admin.post(PEOPLE, &fields).await.moved();
    let (path, _) = page.split_once("?xong=thu").unwrap();
    path.to_owned()
}

async fn choose(test: &TestApp, link: &str) -> StatusCode {
    let answers = [
        ("password", "một câu dễ nhớ nhưng dài"),
        ("again", "một câu dễ nhớ nhưng dài"),
    ];
    test.stranger().post(&self::link(link), &answers).await.status
}

#[rstest]
#[tokio::test]
async fn an_invitation_goes_by_mail(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::with_mail(backend).await;
    let admin = administrator(&test).await;
    let mailbox = Mailbox::fresh("invited");
    let path = invite(&admin, "Nguyễn Thị An", &mailbox).await;
    let page = admin.get(&format!("{path}?xong=thu")).await.ok().text();
    assert!(page.contains("Chờ gửi") && !page.contains("/loi-moi/"), "{page}");
    post_goes_out(&test).await;

    let mail = mailbox.only().await;
    assert_eq!(mail.subject, "Lời mời dùng Loa của Sở Xây dựng tỉnh Ví Dụ");
    for words in [
        "Kính gửi Nguyễn Thị An",
        "Hồ Quản Trị mời",
        "đến 09:00 17/03/2025",
    ] {
        assert!(mail.text.contains(words), "{words}: {}", mail.text);
    }
    let page = admin.get(&path).await.ok().text();
    assert!(
        page.contains("Đã gửi") && page.contains(mailbox.address()),
        "{page}"
    );
    assert!(admin.get(PEOPLE).await.ok().text().contains("Thư mời: Đã gửi"));
    let letter = mail.link("/loi-moi/");
    assert_eq!(choose(&test, letter).await, StatusCode::SEE_OTHER);
    assert!(!admin.get(PEOPLE).await.ok().text().contains("Thư mời"));
    assert_eq!(choose(&test, letter).await, StatusCode::UNPROCESSABLE_ENTITY);

    // From now on it is a new password that is sent.
    admin.post(&format!("{path}/thu"), &[]).await.moved();
    post_goes_out(&test).await;
    let mails = mailbox.wait_for(2).await;
    assert!(mails[1].subject.starts_with("Đặt lại mật khẩu"));
}

#[rstest]
#[tokio::test]
async fn inviting_again_ends_the_earlier_letter(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::with_mail(backend).await;
    let admin = administrator(&test).await;
    let mailbox = Mailbox::fresh("again");
    let path = invite(&admin, "Nguyễn Thị An", &mailbox).await;
    post_goes_out(&test).await;
    let first = mailbox.only().await.link("/loi-moi/").to_owned();

    // The second waits at the server when the third is made.
    mailbox.misbehave(Misbehaviour::Later).await;
    admin.post(&format!("{path}/thu"), &[]).await.moved();
    post_goes_out(&test).await;
    mailbox.behave().await;
    admin.post(&format!("{path}/thu"), &[]).await.moved();
    post_goes_out(&test).await;
    let clock = test.app.clock();
    clock.set(
        clock
            .now()
            .timestamp()
            .checked_add(jiff::ToSpan::hours(2))
            .unwrap(),
    );
    post_goes_out(&test).await;
    let mails = mailbox.wait_for(2).await;
    assert_eq!(mails.len(), 2, "the second was taken back");
    assert_eq!(choose(&test, &first).await, StatusCode::UNPROCESSABLE_ENTITY);
    let ledger = admin.get("/lam-viec/quan-tri/gui-di").await.ok().text();
    assert!(ledger.contains("Đã có thư mới hơn thay thế"), "{ledger}");

    // To another address nothing goes that was meant for this one.
    let fields = [("name", "Nguyễn Thị An"), ("email", "an.moi@so.example.vn")];
    admin.post(&path, &fields).await.moved();
    let last = mails[1].link("/loi-moi/");
    assert_eq!(choose(&test, last).await, StatusCode::UNPROCESSABLE_ENTITY);
}

#[rstest]
#[tokio::test]
async fn an_invitation_that_fails_is_seen(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::with_mail(backend).await;
    let admin = administrator(&test).await;
    let mailbox = Mailbox::fresh("nobody");
    mailbox.misbehave(Misbehaviour::Refuse).await;
    let path = invite(&admin, "Nguyễn Thị An", &mailbox).await;
    post_goes_out(&test).await;
    for page in [PEOPLE, path.as_str()] {
        let text = admin.get(page).await.ok().text();
        assert!(
            text.contains("Không gửi được") && text.contains("Không có người nhận này"),
            "{text}"
        );
    }
    // The link can still be handed over by hand.
    let shown = admin.post(&format!("{path}/lien-ket"), &[]).await.ok().text();
    assert_eq!(choose(&test, &link(&shown)).await, StatusCode::SEE_OTHER);
}

#[rstest]
#[tokio::test]
async fn a_pasted_list_is_invited_by_mail(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::with_mail(backend).await;
    let admin = administrator(&test).await;
    let boxes = [Mailbox::fresh("one"), Mailbox::fresh("two")];
    let list = format!("An Một;;;{}\nAn Hai;;;{}", boxes[0].address(), boxes[1].address());
    let fields = [("list", list.as_str()), ("save", "1")];
    let to = admin.post(&format!("{PEOPLE}/danh-sach"), &fields).await.moved();
    assert!(admin.get(&to).await.ok().text().contains("2 thư mời"));
    post_goes_out(&test).await;
    for mailbox in boxes {
        let letter = mailbox.only().await.link("/loi-moi/").to_owned();
        assert_eq!(choose(&test, &letter).await, StatusCode::SEE_OTHER);
    }
}
