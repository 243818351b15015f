//! The first run, as a newcomer meets it.

use db::Backend::{self, Postgres, Sqlite};
use http::StatusCode;
use rstest::rstest;

use super::{FirstRun, SetUpError, add_agency};
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
    let sign_in = newcomer.post("/cai-dat", ANSWERS).await.moved();
    assert!(sign_in.starts_with("/dang-nhap"), "{sign_in}");
    let greeting = newcomer.get(&sign_in).await.ok().text();
    assert!(
        greeting.contains("Đã thiết lập xong, mời đăng nhập"),
        "{greeting}"
    );
    assert!(
        !newcomer
            .get("/dang-nhap")
            .await
            .ok()
            .text()
            .contains("Đã thiết lập xong")
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
        .map(|(k, v)| match *k {
            "password" => (*k, "ngắn"),
            "email" => (*k, "không phải"),
            _ => (*k, *v),
        })
        .collect();
    let answer = test.stranger().post("/cai-dat", &answers).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = answer.text();
    assert!(
        text.contains("Sở Xây dựng tỉnh Ví Dụ") && text.contains("10 ký tự"),
        "{text}"
    );
    assert!(
        text.contains("thư điện tử chưa đúng"),
        "all that is wrong, at once"
    );
    assert!(!text.contains("value=\"ngắn\""), "a password is never sent back");
    assert!(agency::agencies(test.app.db().read()).await.unwrap().is_empty());
}

fn further() -> FirstRun {
    FirstRun {
        name: "Chi cục Giám định xây dựng tỉnh Ví Dụ".to_owned(),
        symbol: "CCGĐ".to_owned(),
        place: "Ví Dụ".to_owned(),
        parent: "SXD".to_owned(),
        units: "Phòng Hành chính\nPhòng Giám định".to_owned(),
        person: "Trần Chi Cục".to_owned(),
        email: "chicuc@so.example.vn".to_owned(),
        ..FirstRun::default()
    }
}

#[rstest]
#[tokio::test]
async fn a_further_agency_stands_behind_a_wall_of_its_own(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    let (id, link) = add_agency(&test.app, &further()).await.unwrap();
    let db = test.app.db().read();
    let own = agency::agency(db, id).await.unwrap().unwrap();
    assert!(own.hosted);
    assert_eq!(
        own.parent,
        Some(test.agency),
        "the agency above is the one known by its symbol"
    );
    assert_eq!(own.short_name, own.name);
    let units = agency::units(db, id).await.unwrap();
    assert_eq!(units.len(), 2);
    assert_eq!(agency::units(db, test.agency).await.unwrap().len(), 4);
    // Its administrator chooses a password and comes in.
    let newcomer = test.stranger();
    newcomer.get(&link.path).await.ok();
    let words = "một câu dễ nhớ nhưng dài";
    newcomer
        .post(&link.path, &[("password", words), ("again", words)])
        .await
        .moved();
    let sign_in = [
        ("email", "chicuc@so.example.vn"),
        ("password", words),
        ("next", "/lam-viec"),
    ];
    assert_eq!(newcomer.post("/dang-nhap", &sign_in).await.moved(), "/lam-viec");
    let units = newcomer.get("/lam-viec/quan-tri/don-vi").await.ok().text();
    assert!(units.contains("Phòng Giám định") && !units.contains("Phòng Quy hoạch"));
}

#[rstest]
#[tokio::test]
async fn a_further_agency_needs_names_of_its_own(#[values(Sqlite, Postgres)] backend: Backend) {
    let empty = TestApp::empty(backend).await;
    assert!(matches!(
        add_agency(&empty.app, &further()).await,
        Err(SetUpError::NotYet)
    ));
    let test = TestApp::new(backend).await;
    add_agency(&test.app, &further()).await.unwrap();
    let count = async || agency::agencies(test.app.db().read()).await.unwrap().len();
    let before = count().await;
    let Err(SetUpError::Fields(errors)) = add_agency(&test.app, &further()).await else {
        panic!("it is there already");
    };
    assert_eq!(errors.of("name"), Some("setup-agency-taken"));
    assert_eq!(errors.of("symbol"), Some("setup-symbol-taken"));
    assert_eq!(errors.of("email"), Some("account-email-taken"));
    // An unknown superior becomes a row that is not hosted, once.
    for (name, symbol, email) in [
        ("Sở A", "SA", "a@so.example.vn"),
        ("Sở B", "SB", "b@so.example.vn"),
    ] {
        let input = FirstRun {
            name: name.to_owned(),
            symbol: symbol.to_owned(),
            email: email.to_owned(),
            parent: "UBND tỉnh Khác".to_owned(),
            ..further()
        };
        add_agency(&test.app, &input).await.unwrap();
    }
    assert_eq!(count().await, before + 3);
}
