//! What agencies and units are called on a day, on both databases.

use db::Backend::{self, Postgres, Sqlite};
use jiff::civil::Date;
use rstest::rstest;

use super::*;
use crate::testing::TestApp;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

#[rstest]
#[tokio::test]
async fn an_agency_has_on_each_day_the_name_of_that_day(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    let (db, today) = (test.app.db().read(), test.app.clock().today());
    let known = agency(db, test.agency).await.unwrap().unwrap();
    assert_eq!(
        name_on(db, test.agency, day("1999-01-01"))
            .await
            .unwrap()
            .unwrap(),
        known
    );
    let renamed = |from: &str, name: &str| AgencyName {
        from: day(from),
        name: name.to_owned(),
        ..AgencyName::of(&known)
    };
    let (past, coming) = (
        renamed("2025-03-01", "Sở Xây dựng mới"),
        renamed("2025-07-01", "Sở Xây dựng và Giao thông"),
    );
    rename_agency(db, &known, &past, today).await.unwrap();
    rename_agency(db, &known, &coming, today).await.unwrap();
    let named = async |on: &str| name_on(db, test.agency, day(on)).await.unwrap().unwrap().name;
    for (on, name) in [
        ("2024-12-31", "Sở Xây dựng tỉnh Ví Dụ"),
        ("2025-02-28", "Sở Xây dựng tỉnh Ví Dụ"),
        ("2025-03-01", "Sở Xây dựng mới"),
        ("2025-06-30", "Sở Xây dựng mới"),
        ("2025-07-01", "Sở Xây dựng và Giao thông"),
    ] {
        assert_eq!(named(on).await, name, "{on}");
    }
    // Its own row says what is right today, and learns of the coming name on its day.
    let own = async || agency(db, test.agency).await.unwrap().unwrap().name;
    assert_eq!(own().await, "Sở Xây dựng mới");
    assert_eq!(
        bring_names_in_force(db, test.agency, day("2025-06-30"))
            .await
            .unwrap(),
        0
    );
    assert_eq!(
        bring_names_in_force(db, test.agency, day("2025-07-01"))
            .await
            .unwrap(),
        1
    );
    assert_eq!(own().await, "Sở Xây dựng và Giao thông");

    // Mending changes the name for its own days only.
    correct_agency(
        db,
        test.agency,
        &renamed("2000-01-01", "Sở Xây dựng, Giao thông"),
        day("2025-07-02"),
    )
    .await
    .unwrap();
    assert_eq!(named("2025-06-30").await, "Sở Xây dựng mới");
    assert_eq!(named("2025-07-01").await, "Sở Xây dựng, Giao thông");
    assert_eq!(own().await, "Sở Xây dựng, Giao thông");
}

#[rstest]
#[tokio::test]
async fn a_coming_name_can_be_dropped_and_a_past_one_cannot(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    let (db, today) = (test.app.db().read(), test.app.clock().today());
    let known = unit(db, test.agency, test.division).await.unwrap().unwrap();
    for (from, name) in [
        ("2025-02-01", "Phòng Xây dựng"),
        ("2025-05-01", "Phòng Quản lý đô thị"),
    ] {
        let new = UnitName {
            from: day(from),
            name: name.to_owned(),
            ..UnitName::of(&known)
        };
        rename_unit(db, test.agency, &known, &new, today).await.unwrap();
    }
    let drop = async |from: &str| {
        drop_coming_unit_name(db, test.agency, known.id, (day(from), today))
            .await
            .unwrap()
    };
    assert!(!drop("2025-02-01").await);
    assert!(!drop("2025-05-02").await);
    assert!(drop("2025-05-01").await);
    let names = unit_names(db, test.agency, &known).await.unwrap();
    assert_eq!(
        names.iter().map(|name| name.name.as_str()).collect::<Vec<_>>(),
        ["Phòng Quản lý xây dựng", "Phòng Xây dựng"]
    );
    let on = units_named_on(db, test.agency, day("2025-01-31")).await.unwrap();
    assert!(on.iter().any(|unit| unit.name == "Phòng Quản lý xây dựng"));
    let on = units_named_on(db, test.agency, day("2025-12-31")).await.unwrap();
    assert!(on.iter().any(|unit| unit.name == "Phòng Xây dựng"));
}

#[rstest]
#[tokio::test]
async fn a_unit_is_known_by_names_of_before_and_of_those_it_took_over(
    #[values(Sqlite, Postgres)] backend: Backend,
) {
    let test = TestApp::new(backend).await;
    let (db, today) = (test.app.db().read(), test.app.clock().today());
    let planning = unit(db, test.agency, test.planning).await.unwrap().unwrap();
    let new = UnitName {
        from: day("2025-02-01"),
        name: "Phòng Quy hoạch và Phát triển đô thị".to_owned(),
        ..UnitName::of(&planning)
    };
    rename_unit(db, test.agency, &planning, &new, today)
        .await
        .unwrap();
    end_unit(
        db,
        test.agency,
        test.division,
        day("2025-02-28"),
        &[test.planning],
    )
    .await
    .unwrap();
    let known = units_known_as(db, test.agency, today).await.unwrap();
    assert!(known.iter().all(|unit| unit.id != test.division));
    let heir = known.iter().find(|unit| unit.id == test.planning).unwrap();
    assert!(heir.aliases.contains(&"Phòng Quy hoạch".to_owned()), "{heir:?}");
    assert!(
        heir.aliases.contains(&"Phòng Quản lý xây dựng".to_owned()),
        "{heir:?}"
    );
    // On the day before the end both stand by themselves.
    let known = units_known_as(db, test.agency, day("2025-02-28")).await.unwrap();
    let heir = known.iter().find(|unit| unit.id == test.planning).unwrap();
    assert!(
        !heir.aliases.contains(&"Phòng Quản lý xây dựng".to_owned()),
        "{heir:?}"
    );
}
