//! Who may do what, and the wall.

use db::Backend::{self, Postgres, Sqlite};
use http::StatusCode;
use rstest::rstest;

use super::World;
use crate::features::account::Role;
use crate::testing::TestApp;

const WRITES: &[&str] = &[
    "/muc/positive",
    "/muc/positive/ban-soan",
    "/the-thuc",
    "/bieu-so",
    "/trinh-duyet",
    "/mo-lai",
    "/chot-so-lieu",
    "/so-van-ban",
    "/tai-phat-hanh",
];
const READS: &[&str] = &["", "/so-lieu/products"];
const FORMS: &[&str] = &["/muc/positive", "/the-thuc", "/bieu-so"];
const FILES: &[&str] = &["/tep/docx", "/tep/xlsx", "/so-lieu/products/tep.xlsx"];

#[rstest]
#[tokio::test]
async fn each_role_sees_and_does_its_part(#[values(Sqlite, Postgres)] backend: Backend) {
    let world = World::new(backend).await;
    let place = world.begun("official:2025-Q1").await;
    let people = &world.people;
    for (who, reads) in [
        (&people.leader, true),
        (&people.head, true),
        (&people.auditor, true),
        (&people.staff, false),
    ] {
        let name = &who.actor().name;
        for path in READS.iter().chain(FILES) {
            let expected = if reads {
                StatusCode::OK
            } else {
                StatusCode::FORBIDDEN
            };
            let answer = who.get(&format!("{place}{path}")).await;
            assert_eq!(answer.status, expected, "{name} {path}");
        }
        for path in FORMS {
            let answer = who.get(&format!("{place}{path}")).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{name} {path}");
        }
        for path in WRITES {
            let answer = who.post(&format!("{place}{path}"), &[]).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{name} {path}");
        }
        let begin = who.post("/lam-viec/bao-cao", &[("ky", "internal:2025-Q1")]).await;
        assert_eq!(begin.status, StatusCode::FORBIDDEN, "{name}");
        let list = who.get("/lam-viec/bao-cao").await.status;
        assert_eq!(list == StatusCode::OK, reads, "{name}");
    }
    assert!(
        world
            .test
            .stranger()
            .get(&place)
            .await
            .moved()
            .starts_with("/dang-nhap")
    );
    assert_eq!(
        people.clerk.get(&format!("{place}/tep/exe")).await.status,
        StatusCode::NOT_FOUND
    );
}

#[rstest]
#[tokio::test]
async fn nobody_decides_on_what_they_submitted(#[values(Sqlite, Postgres)] backend: Backend) {
    let world = World::new(backend).await;
    let place = world.begun("official:2025-Q1").await;
    let clerk = &world.people.clerk;
    clerk.post(&format!("{place}/trinh-duyet"), &[]).await.moved();
    let list = world.people.leader.get("/lam-viec/phe-duyet").await.ok().html();
    let (_, href) = list
        .links()
        .into_iter()
        .find(|(_, href)| href.starts_with("/lam-viec/phe-duyet/"))
        .unwrap();
    let own = clerk.post(&href, &[("verdict", "approve")]).await;
    assert_eq!(own.status, StatusCode::FORBIDDEN);
}

#[rstest]
#[tokio::test]
async fn another_agency_finds_nothing(#[values(Sqlite, Postgres)] backend: Backend) {
    let world = World::new(backend).await;
    let place = world.begun("official:2025-Q1").await;
    let other = TestApp::new(backend).await;
    let outsider = other.person("Người Ngoài", Role::Office, other.office).await;
    for path in READS.iter().chain(FORMS).chain(FILES) {
        let answer = outsider.get(&format!("{place}{path}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
    for path in WRITES {
        let answer = outsider.post(&format!("{place}{path}"), &[]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[rstest]
#[tokio::test]
async fn agencies_in_one_database_share_nothing(#[values(Sqlite, Postgres)] backend: Backend) {
    use crate::features::agency::{self, NewAgency, NewUnit};
    let mut world = World::new(backend).await;
    world
        .evidence(
            "Tin của Sở Xây dựng",
            crate::features::evidence::Form::News,
            "2025-02-01",
            1,
        )
        .await;
    let place = world.begun("official:2025-Q1").await;
    let (db, now) = (world.test.app.db().clone(), world.test.app.clock().now());
    let new = NewAgency {
        parent: None,
        name: "Sở Y tế tỉnh Ví Dụ".to_owned(),
        short_name: "Sở Y tế".to_owned(),
        symbol: "SYT".to_owned(),
        place: "Ví Dụ".to_owned(),
        hosted: true,
        valid_from: super::day("2025-01-01"),
    };
    let own = world.test.agency;
    world.test.agency = agency::add(db.read(), new, now).await.unwrap();
    let unit = NewUnit::named("Văn phòng Sở", super::day("2025-01-01"));
    let unit = agency::add_unit(db.read(), world.test.agency, unit)
        .await
        .unwrap();
    let neighbour = world.test.person("Ngô Văn Láng Giềng", Role::Office, unit).await;
    assert_ne!(own, world.test.agency);
    assert_eq!(neighbour.get(&place).await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        neighbour.post(&format!("{place}/trinh-duyet"), &[]).await.status,
        StatusCode::NOT_FOUND
    );
    let list = neighbour.get("/lam-viec/bao-cao").await.ok().text();
    assert!(!list.contains(&place));
    let begun = neighbour
        .post("/lam-viec/bao-cao", &[("ky", "official:2025-Q1")])
        .await
        .moved();
    assert!(
        !neighbour
            .get(&begun)
            .await
            .ok()
            .text()
            .contains("Tin của Sở Xây dựng")
    );
}
