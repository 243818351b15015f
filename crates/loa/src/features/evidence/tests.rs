//! Evidence, as units hand it in and the office looks at it.

use db::Backend::{self, Postgres, Sqlite};
use http::StatusCode;
use rstest::rstest;
use sea_orm::ConnectionTrait;

use crate::features::account::Role;
use crate::features::audit::chain::Broken;
use crate::features::evidence::{self, Filter};
use crate::testing::{Browser, TestApp};

const FORM: &[(&str, &str)] = &[
    ("title", "Tin bài giới thiệu Chỉ số CCHC"),
    ("form", "news"),
    ("fact_date", "07/03/2025"),
    ("quantity", "3"),
];

fn picture() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::RgbImage::new(40, 30)
        .write_to(&mut bytes, image::ImageFormat::Png)
        .unwrap();
    bytes.into_inner()
}

async fn hand_in(test: &TestApp, who: &Browser) -> String {
    let unit = test.division.to_string();
    let fields: Vec<_> = FORM.iter().copied().chain([("unit", unit.as_str())]).collect();
    who.upload(
        "/lam-viec/minh-chung",
        &fields,
        &[("files", "ảnh.png", &picture())],
    )
    .await
    .moved()
}

#[rstest]
#[tokio::test]
async fn staff_hand_in_and_the_office_accepts(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    let people = test.people().await;
    let place = hand_in(&test, &people.staff).await;

    let page = people.clerk.get(&place).await.ok();
    assert!(page.text().contains("Chờ xem xét") && page.text().contains("07/03/2025"));
    let html = page.html();
    let (_, file) = html
        .links()
        .into_iter()
        .find(|(_, href)| href.contains("/tep/"))
        .unwrap();
    let file = people.clerk.get(&file).await.ok();
    assert_eq!(file.bytes, picture(), "the original comes back byte for byte");
    assert!(
        file.headers
            .get("content-disposition")
            .unwrap()
            .to_str()
            .unwrap()
            .starts_with("attachment")
    );

    // Nobody reviews their own, and staff review nothing.
    let accept = format!("{place}/xem-xet");
    assert_eq!(
        people.staff.post(&accept, &[("verdict", "accept")]).await.status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        people
            .auditor
            .post(&accept, &[("verdict", "accept")])
            .await
            .status,
        StatusCode::FORBIDDEN
    );
    // Returning needs a reason.
    let empty = [("verdict", "return"), ("reason", " ")];
    assert_eq!(
        people.clerk.post(&accept, &empty).await.status,
        StatusCode::BAD_REQUEST
    );
    people
        .clerk
        .post(&accept, &[("verdict", "return"), ("reason", "Ảnh mờ")])
        .await
        .moved();
    assert!(people.staff.get(&place).await.ok().text().contains("Ảnh mờ"));
    people.clerk.post(&accept, &[("verdict", "accept")]).await.moved();
    assert!(
        people
            .staff
            .get(&place)
            .await
            .ok()
            .text()
            .contains("Được chấp nhận")
    );

    let list = people.leader.get("/lam-viec/minh-chung?q=chi+so").await.ok();
    assert!(
        list.text().contains("Tin bài giới thiệu"),
        "found without diacritics"
    );
    assert!(
        !people
            .leader
            .get("/lam-viec/minh-chung?q=khong+co")
            .await
            .ok()
            .text()
            .contains("Tin bài giới thiệu")
    );
    let xlsx = people.clerk.get("/lam-viec/minh-chung.xlsx").await.ok();
    assert_eq!(&xlsx.bytes[..2], b"PK");

    let verified = evidence::verify(test.app.db().read(), test.agency).await.unwrap();
    assert_eq!(verified, Ok(3));
}

#[rstest]
#[tokio::test]
async fn a_changed_row_is_found(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    let people = test.people().await;
    hand_in(&test, &people.staff).await;
    let db = test.app.db();
    db.read()
        .execute_unprepared("UPDATE evidence SET quantity = 30")
        .await
        .unwrap();
    let verified = evidence::verify(db.read(), test.agency).await.unwrap();
    assert_eq!(verified, Err(Broken::Changed { seq: 1 }));
    db.read()
        .execute_unprepared("UPDATE evidence SET quantity = 3")
        .await
        .unwrap();
    assert_eq!(evidence::verify(db.read(), test.agency).await.unwrap(), Ok(1));
    db.read()
        .execute_unprepared("DELETE FROM evidence_entry")
        .await
        .unwrap();
    assert_eq!(
        evidence::verify(db.read(), test.agency).await.unwrap(),
        Err(Broken::CutOff { last: 0 })
    );
}

#[rstest]
#[tokio::test]
async fn a_wrong_form_keeps_what_was_typed(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    let people = test.people().await;
    let unit = test.division.to_string();
    let fields = [
        ("title", "Hội nghị <b>"),
        ("fact_date", "31/12/2025"),
        ("quantity", "0"),
        ("unit", &unit),
    ];
    let answer = people.staff.upload("/lam-viec/minh-chung", &fields, &[]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = answer.text();
    assert!(
        text.contains("Hội nghị &#60;b&#62;") || text.contains("Hội nghị &lt;b&gt;"),
        "{text}"
    );
    assert!(
        text.contains("không thể ở sau hôm nay")
            && text.contains("ít nhất là 1")
            && text.contains("ít nhất một trong")
    );
    let all = evidence::list(test.app.db().read(), test.agency, &Filter::default(), (0, 10))
        .await
        .unwrap();
    assert!(all.is_empty());
}

#[rstest]
#[tokio::test]
async fn units_hand_in_for_themselves_and_strangers_see_nothing(
    #[values(Sqlite, Postgres)] backend: Backend,
) {
    let test = TestApp::new(backend).await;
    let people = test.people().await;
    let center = test.center.to_string();
    let fields: Vec<_> = FORM
        .iter()
        .copied()
        .chain([("unit", center.as_str()), ("note", "x")])
        .collect();
    let answer = people.staff.upload("/lam-viec/minh-chung", &fields, &[]).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN, "another unit's proof");

    let place = hand_in(&test, &people.staff).await;
    assert!(
        test.stranger()
            .get(&place)
            .await
            .moved()
            .starts_with("/dang-nhap")
    );

    // The wall: a person of another agency finds neither the page nor the file.
    let other = TestApp::new(backend).await;
    let outsider = other.person("Người Ngoài", Role::Office, other.office).await;
    assert_eq!(outsider.get(&place).await.status, StatusCode::NOT_FOUND);
}
