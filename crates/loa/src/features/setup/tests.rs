//! The first run, as a newcomer meets it.

use db::Backend::{self, Postgres, Sqlite};
use http::StatusCode;
use rstest::rstest;

use crate::features::agency;
use crate::testing::TestApp;

const ANSWERS: &[(&str, &str)] = &[
    ("name", "Sở Xây dựng tỉnh Ví Dụ"),
    ("short_name", "Sở Xây dựng"),
    ("symbol", "SXD"),
    ("place", "Ví Dụ"),
    ("parent", "UBND tỉnh Ví Dụ"),
    ("units", "1. Văn phòng Sở\n2. Phòng Quy hoạch"),
    ("person", "Nguyễn Thị Quản Trị"),
    ("title", "Chánh Văn phòng"),
    ("email", "quantri@so.example.vn"),
    ("password", "một câu dễ nhớ nhưng dài"),
];

#[rstest]
#[tokio::test]
async fn an_empty_installation_is_set_up_once(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::empty(backend).await;
    let newcomer = test.stranger();
    assert_eq!(newcomer.get("/").await.moved(), "/cai-dat");
    newcomer.get("/cai-dat").await.ok();
    assert!(
        newcomer
            .post("/cai-dat", ANSWERS)
            .await
            .moved()
            .starts_with("/dang-nhap")
    );

    // Nobody can do it a second time.
    assert_eq!(newcomer.get("/cai-dat").await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        newcomer.post("/cai-dat", ANSWERS).await.status,
        StatusCode::NOT_FOUND
    );

    let agencies = agency::agencies(test.app.db().read()).await.unwrap();
    let hosted: Vec<_> = agencies.iter().filter(|agency| agency.hosted).collect();
    assert_eq!(hosted.len(), 1);
    assert_eq!(hosted[0].symbol, "SXD");
    let units = agency::units(test.app.db().read(), hosted[0].id).await.unwrap();
    assert_eq!(
        units.iter().map(|unit| unit.name.as_str()).collect::<Vec<_>>(),
        ["Văn phòng Sở", "Phòng Quy hoạch"]
    );

    let wrong = [
        ("email", "QuanTri@so.example.vn"),
        ("password", "một câu khác hẳn"),
    ];
    assert_eq!(
        newcomer.post("/dang-nhap", &wrong).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let right = [
        ("email", "QuanTri@so.example.vn"),
        ("password", "một câu dễ nhớ nhưng dài"),
        ("next", "/lam-viec"),
    ];
    assert_eq!(newcomer.post("/dang-nhap", &right).await.moved(), "/lam-viec");
}

#[rstest]
#[tokio::test]
async fn a_wrong_form_comes_back_with_what_was_typed(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::empty(backend).await;
    let answers: Vec<_> = ANSWERS
        .iter()
        .map(|(k, v)| {
            if *k == "password" {
                (*k, "ngắn")
            } else {
                (*k, *v)
            }
        })
        .collect();
    let answer = test.stranger().post("/cai-dat", &answers).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = answer.text();
    assert!(
        text.contains("Sở Xây dựng tỉnh Ví Dụ") && text.contains("10 ký tự"),
        "{text}"
    );
    assert!(!text.contains("value=\"ngắn\""), "a password is never sent back");
    assert!(agency::agencies(test.app.db().read()).await.unwrap().is_empty());
}
