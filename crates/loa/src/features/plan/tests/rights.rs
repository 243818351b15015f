//! Who may not, and the wall between agencies.

use db::Backend::{self, Postgres, Sqlite};
use http::StatusCode;
use rstest::rstest;

use super::files::{ROWS, plan_docx};
use crate::features::account::Role;
use crate::features::agency::{self, NewAgency};
use crate::features::plan::store;
use crate::testing::TestApp;

#[rstest]
#[tokio::test]
async fn only_the_office_changes_plans_and_everyone_reads_them(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    let people = test.people().await;
    let review = people
        .clerk
        .upload(
            "/lam-viec/ke-hoach/moi",
            &[("plan", "")],
            &[("file", "ke-hoach.docx", &plan_docx(&ROWS))],
        )
        .await
        .moved();
    let plan = review.trim_end_matches("/ra-soat").to_owned();
    for reader in [&people.leader, &people.head, &people.staff, &people.auditor] {
        reader.get("/lam-viec/ke-hoach").await.ok();
        let page = reader.get(&plan).await.ok().text();
        assert!(!page.contains("/ra-soat\""), "a reader is offered the review");
        for path in [
            "/lam-viec/ke-hoach/moi".to_owned(),
            review.clone(),
            format!("{plan}/ra-soat/muc"),
            format!("{plan}/ra-soat/dong"),
        ] {
            assert_eq!(reader.get(&path).await.status, StatusCode::FORBIDDEN, "{path}");
        }
        for path in [
            "so-ngay",
            "ban-sua-doi",
            "nam-sau",
            "bo-ban-thao",
            "ra-soat/xong",
            "ra-soat/goi-y/0",
        ] {
            let answer = reader.post(&format!("{plan}/{path}"), &[]).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
        }
        let sent = reader
            .upload(
                "/lam-viec/ke-hoach/moi",
                &[("plan", "")],
                &[("file", "a.txt", b"abc")],
            )
            .await;
        assert_eq!(sent.status, StatusCode::FORBIDDEN);
    }
    // Taking files out is a right of its own.
    assert_eq!(
        people.staff.get(&format!("{plan}/van-ban.docx")).await.status,
        StatusCode::FORBIDDEN
    );
    people.head.get(&format!("{plan}/van-ban.docx")).await.ok();
    assert_eq!(
        people.staff.post(&format!("{plan}/ket-thuc"), &[]).await.status,
        StatusCode::FORBIDDEN
    );
    assert!(test.stranger().get(&plan).await.moved().starts_with("/dang-nhap"));
}

#[rstest]
#[tokio::test]
async fn another_agency_sees_nothing(#[values(Sqlite, Postgres)] backend: Backend) {
    let mut test = TestApp::new(backend).await;
    let clerk = test.people().await.clerk;
    let review = clerk
        .upload(
            "/lam-viec/ke-hoach/moi",
            &[("plan", "")],
            &[("file", "ke-hoach.docx", &plan_docx(&ROWS))],
        )
        .await
        .moved();
    clerk
        .upload(
            "/lam-viec/ke-hoach/moi",
            &[("plan", "")],
            &[("file", "trong.docx", b"")],
        )
        .await;
    let plan = review.trim_end_matches("/ra-soat").to_owned();
    let db = test.app.db().clone();
    let kept = store::kept_uploads(db.read(), test.agency, None).await.unwrap()[0].id;
    let id = plan.rsplit('/').next().unwrap().parse().unwrap();
    let version = store::draft_of(db.read(), test.agency, id)
        .await
        .unwrap()
        .unwrap();
    let row = store::rows(db.read(), test.agency, version.id).await.unwrap()[0].id;
    let item = version.items[0].id;

    let other = NewAgency {
        parent: None,
        name: "Sở Nội vụ tỉnh Ví Dụ".to_owned(),
        short_name: "Sở Nội vụ".to_owned(),
        symbol: "SNV".to_owned(),
        place: "Ví Dụ".to_owned(),
        hosted: true,
        valid_from: "2025-01-01".parse().unwrap(),
    };
    let now = test.app.clock().now();
    test.agency = agency::add(db.read(), other, now).await.unwrap();
    let unit = agency::NewUnit::named("Văn phòng Sở", "2025-01-01".parse().unwrap());
    let office = agency::add_unit(db.read(), test.agency, unit).await.unwrap();
    let outsider = test.person("Người Nơi Khác", Role::Office, office).await;

    assert!(
        !outsider
            .get("/lam-viec/ke-hoach")
            .await
            .ok()
            .text()
            .contains(&plan)
    );
    for path in [
        plan.clone(),
        review.clone(),
        format!("{plan}/dong.xlsx"),
        format!("{plan}/van-ban.docx"),
        format!("{plan}/nguon/{}", version.id),
        format!("{plan}/so-sanh"),
        format!("{review}/muc/{item}"),
        format!("{review}/dong/{row}"),
        format!("/lam-viec/ke-hoach/moi?ke-hoach={id}"),
        format!("/lam-viec/ke-hoach/tep/{kept}"),
    ] {
        assert_eq!(outsider.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    for path in [
        format!("{plan}/so-ngay"),
        format!("{plan}/ban-sua-doi"),
        format!("{plan}/nam-sau"),
        format!("{plan}/ket-thuc"),
        format!("{plan}/bo-ban-thao"),
        format!("{review}/xong"),
        format!("{review}/muc/{item}"),
        format!("{review}/dong/{row}/thao-tac"),
        format!("/lam-viec/ke-hoach/tep/{kept}/lan-doc"),
        format!("/lam-viec/ke-hoach/tep/{kept}/bo"),
    ] {
        let answer = outsider.post(&path, &[("act", "check")]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
}
