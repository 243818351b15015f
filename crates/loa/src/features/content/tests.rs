//! Content, as units write it and colleagues read it.

use db::Backend::{self, Postgres, Sqlite};
use http::StatusCode;
use rstest::rstest;

use crate::features::account::Role;
use crate::features::agency::{self, NewAgency, NewUnit};
use crate::testing::{Browser, TestApp};

const HOME: &str = "/lam-viec/tin-bai";

fn form<'a>(unit: &'a str, title: &'a str, body: &'a str) -> Vec<(&'static str, &'a str)> {
    vec![
        ("base", "0"),
        ("kind", "article"),
        ("origin", "people"),
        ("unit", unit),
        ("title", title),
        ("body", body),
    ]
}

async fn write(test: &TestApp, who: &Browser, title: &str, body: &str) -> String {
    let unit = test.division.to_string();
    who.post(HOME, &form(&unit, title, body)).await.moved()
}

#[rstest]
#[tokio::test]
async fn staff_write_and_colleagues_read(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    let people = test.people().await;
    let body = "## Lợi ích\n\n- Đỡ đi lại\n- **Nhanh**\n\nXem [tại đây](https://vidu.example.vn/a)\n\n<script>x()</script>";
    let path = write(&test, &people.staff, "Nộp hồ sơ trực tuyến", body).await;

    let page = people.leader.get(&path).await.ok();
    let html = page.text();
    assert!(
        html.contains("<h2>Lợi ích</h2>") && html.contains("<strong>Nhanh</strong>"),
        "{html}"
    );
    assert!(!html.contains("x()"), "a script does not come through");
    assert!(html.contains("Lời của đường dẫn không nói dẫn tới đâu: tại đây"));

    for (query, found) in [("q=nop+ho+so", true), ("q=khac", false), ("loai=notice", false)] {
        let list = people.clerk.get(&format!("{HOME}?{query}")).await.ok();
        assert_eq!(list.text().contains("Nộp hồ sơ trực tuyến"), found, "{query}");
    }
    let xlsx = people.clerk.get("/lam-viec/tin-bai.xlsx").await.ok();
    assert!(xlsx.bytes.starts_with(b"PK"));
}

#[rstest]
#[tokio::test]
async fn a_version_is_saved_on_top_of_the_one_that_was_read(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    let people = test.people().await;
    let path = write(&test, &people.staff, "Bài một", "Ngày 5 tháng 3").await;
    let next = |base: &'static str, body: &'static str| {
        let mut fields = form("", "Bài một", body);
        fields.retain(|(name, _)| *name != "base" && *name != "unit");
        fields.push(("base", base));
        fields.push(("note", "Sửa ngày"));
        fields
    };
    people
        .head
        .post(&path, &next("1", "Ngày 7 tháng 3"))
        .await
        .moved();

    // Saving the same again makes no version.
    people
        .head
        .post(&path, &next("2", "Ngày 7 tháng 3"))
        .await
        .moved();
    let text = people.staff.get(&path).await.ok().text();
    assert!(text.contains("Bản 2: Sửa ngày") && !text.contains("Bản 3"));

    let late = people.staff.post(&path, &next("1", "Ngày 9 tháng 3")).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = late.text();
    assert!(text.contains("Phạm Trưởng Phòng đã lưu bản 2"), "{text}");
    assert!(text.contains("Ngày 9 tháng 3"), "nothing typed is lost");

    let compared = people
        .leader
        .get(&format!("{path}/so-sanh?ban=2"))
        .await
        .ok()
        .text();
    assert!(
        compared.contains("<del>5</del>") && compared.contains("<ins>7</ins>"),
        "{compared}"
    );
    assert_eq!(
        people.leader.get(&format!("{path}/so-sanh?ban=1")).await.status,
        StatusCode::NOT_FOUND
    );
}

#[rstest]
#[tokio::test]
async fn a_form_that_is_sent_twice_begins_one_item(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    let people = test.people().await;
    let unit = test.division.to_string();
    let mut fields = form(&unit, "Bài một", "Thân");
    fields.push(("once", "0190b"));
    let first = people.staff.post(HOME, &fields).await.moved();
    assert_eq!(people.staff.post(HOME, &fields).await.moved(), first);
    let all = super::list(
        test.app.db().read(),
        test.agency,
        &super::Filter::default(),
        (0, 9),
    )
    .await
    .unwrap();
    assert_eq!(all.len(), 1);
}

#[rstest]
#[tokio::test]
async fn a_wrong_form_keeps_what_was_typed(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    let people = test.people().await;
    let unit = test.division.to_string();
    let long = "a".repeat(301);
    for (fields, words) in [
        (form(&unit, " ", "Thân <bài>"), "Cần có tiêu đề"),
        (form(&unit, &long, "Thân <bài>"), "Dài quá mức"),
        (form("", "Tiêu đề", "Thân <bài>"), "Hãy chọn đơn vị"),
    ] {
        let answer = people.staff.post(HOME, &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let text = answer.text();
        assert!(text.contains(words) && text.contains("Thân"), "{text}");
    }
    assert!(
        people
            .staff
            .get(HOME)
            .await
            .ok()
            .text()
            .contains("Chưa có tin bài nào")
    );
}

#[rstest]
#[tokio::test]
async fn each_writes_for_their_unit_and_another_agency_sees_nothing(
    #[values(Sqlite, Postgres)] backend: Backend,
) {
    let test = TestApp::new(backend).await;
    let people = test.people().await;
    let center = test.center.to_string();
    for who in [
        &people.staff,
        &people.head,
        &people.leader,
        &people.auditor,
        &people.administrator,
    ] {
        let answer = who.post(HOME, &form(&center, "Bài", "Thân")).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{}", who.actor().name);
    }
    let path = people
        .clerk
        .post(HOME, &form(&center, "Bài của trung tâm", "Thân"))
        .await
        .moved();
    assert_eq!(
        people.staff.get(&format!("{path}/sua")).await.status,
        StatusCode::FORBIDDEN
    );
    assert!(
        people
            .staff
            .get(&path)
            .await
            .ok()
            .text()
            .contains("Bài của trung tâm")
    );

    let (db, now) = (test.app.db().read(), test.app.clock().now());
    let from = "2025-01-01".parse().unwrap();
    let new = NewAgency {
        parent: None,
        name: "Sở Khác tỉnh Ví Dụ".to_owned(),
        short_name: "Sở Khác".to_owned(),
        symbol: "SK".to_owned(),
        place: "Ví Dụ".to_owned(),
        hosted: true,
        valid_from: from,
    };
    let other = agency::add(db, new, now).await.unwrap();
    let unit = agency::add_unit(db, other, NewUnit::named("Văn phòng", from))
        .await
        .unwrap();
    let stranger = test.person_of(other, "Người Sở Khác", Role::Office, unit).await;
    for place in [
        path.clone(),
        format!("{path}/sua"),
        format!("{path}/so-sanh?ban=2"),
    ] {
        assert_eq!(
            stranger.get(&place).await.status,
            StatusCode::NOT_FOUND,
            "{place}"
        );
    }
    assert!(!stranger.get(HOME).await.ok().text().contains("Bài của trung tâm"));
    let answer = stranger.post(&format!("{path}/trao-doi"), &[("body", "x")]).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}

#[rstest]
#[tokio::test]
async fn terms_are_the_agencys_own(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    let people = test.people().await;
    let terms = format!("{HOME}/phan-loai");
    let lists = [
        ("area", "Cải cách thể chế\nCải cách thủ tục\ncai cach the che"),
        ("audience", "Người dân"),
    ];
    assert_eq!(
        people.staff.post(&terms, &lists).await.status,
        StatusCode::FORBIDDEN
    );
    people.clerk.post(&terms, &lists).await.moved();

    let page = people.staff.get(&format!("{HOME}/moi")).await.ok().text();
    assert_eq!(
        page.matches("Cải cách thể chế").count(),
        1,
        "names that differ in marks only are one"
    );
    let db = test.app.db().read();
    let known = super::terms(db, test.agency).await.unwrap();
    let area = known
        .iter()
        .find(|term| term.name == "Cải cách thể chế")
        .unwrap()
        .id
        .to_string();
    let unit = test.division.to_string();
    let mut fields = form(&unit, "Bài về thể chế", "Thân");
    fields.extend([
        ("terms", area.as_str()),
        ("terms", "0190aaaa-0000-7000-8000-000000000000"),
    ]);
    let path = people.staff.post(HOME, &fields).await.moved();
    assert!(
        people
            .staff
            .get(&path)
            .await
            .ok()
            .text()
            .contains("Cải cách thể chế")
    );
    let list = people.staff.get(&format!("{HOME}?ve={area}")).await.ok().text();
    assert!(list.contains("Bài về thể chế"));

    // A name that is taken away stays with the items that have it.
    people
        .clerk
        .post(&terms, &[("area", "Cải cách thủ tục")])
        .await
        .moved();
    assert!(
        people
            .staff
            .get(&path)
            .await
            .ok()
            .text()
            .contains("Cải cách thể chế")
    );
    let blank = people.staff.get(&format!("{HOME}/moi")).await.ok().text();
    assert!(!blank.contains("Cải cách thể chế") && blank.contains("Cải cách thủ tục"));
    assert!(
        people
            .staff
            .get(&format!("{path}/sua"))
            .await
            .ok()
            .text()
            .contains("Cải cách thể chế")
    );
}

#[rstest]
#[tokio::test]
async fn colleagues_talk_about_an_item(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    let people = test.people().await;
    let path = write(&test, &people.staff, "Lời phát thanh", "Kính thưa bà con").await;
    let talk = format!("{path}/trao-doi");
    people
        .leader
        .post(&talk, &[("body", "Rút ngắn <b>lại</b>")])
        .await
        .moved();
    let text = people.staff.get(&path).await.ok().text();
    assert!(
        text.contains("Rút ngắn") && !text.contains("<b>lại</b>"),
        "{text}"
    );
    let empty = people.leader.post(&talk, &[("body", "  ")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        people.auditor.post(&talk, &[("body", "x")]).await.status,
        StatusCode::FORBIDDEN
    );
}
