use db::Backend::{self, Postgres, Sqlite};
use rstest::rstest;

use crate::features::agency::AgencyId;
use crate::features::plan::testing::{draft_plan, draft_version, row, target};
use crate::features::plan::{self, NewTargetValue, PutInForceError, RowChange, TargetValueError};
use crate::testing::TestApp;

#[rstest]
#[tokio::test]
async fn one_version_of_one_plan_is_in_force(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    let clerk = test.people().await.clerk;
    let (agency, now) = (test.agency, test.app.clock().now());
    let by = (clerk.person(), clerk.actor().name.as_str());
    let first = row("1", "Phát động cuộc thi", test.office, "Tháng 6 - 9/2025", 2025);
    let second = row("2", "Tổ chức tọa đàm", test.office, "Quý II", 2025);

    let tx = test.app.db().begin().await.unwrap();
    let (id, version) = draft_plan(
        &tx,
        agency,
        (2025, "Kế hoạch năm 2025"),
        vec![],
        vec![first.clone()],
        (by.0, now),
    )
    .await;
    plan::put_in_force(&tx, agency, version, by, now).await.unwrap();
    tx.commit().await.unwrap();
    let found = plan::in_force(test.app.db().read(), agency, 2025)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        (found.plan.id, found.version.id, &found.rows),
        (id, version, &vec![first.clone()])
    );

    // An amendment takes its place, with the same row in it.
    let tx = test.app.db().begin().await.unwrap();
    let amended = draft_version(
        &tx,
        agency,
        id,
        vec![],
        vec![first.clone(), second.clone()],
        (by.0, now),
    )
    .await;
    plan::put_in_force(&tx, agency, amended, by, now).await.unwrap();
    let again = plan::put_in_force(&tx, agency, version, by, now).await;
    assert!(matches!(again, Err(PutInForceError::NotDraft)));
    // A second plan of the year has to wait; so has one without rows.
    let (_, other) = draft_plan(
        &tx,
        agency,
        (2025, "Kế hoạch khác"),
        vec![],
        vec![second.clone()],
        (by.0, now),
    )
    .await;
    let refused = plan::put_in_force(&tx, agency, other, by, now).await;
    assert!(matches!(refused, Err(PutInForceError::AnotherInForce(plan)) if plan == id));
    let (_, empty) = draft_plan(&tx, agency, (2026, "Kế hoạch trống"), vec![], vec![], (by.0, now)).await;
    let refused = plan::put_in_force(&tx, agency, empty, by, now).await;
    assert!(matches!(refused, Err(PutInForceError::NoRows)));
    tx.commit().await.unwrap();

    let db = test.app.db().read();
    let found = plan::in_force(db, agency, 2025).await.unwrap().unwrap();
    assert_eq!(found.version.id, amended);
    let before = plan::version_rows(db, agency, version).await.unwrap();
    assert_eq!(plan::compare(&before, &found.rows), [RowChange::Added(second)]);
    assert_eq!(plan::in_force(db, AgencyId::new(), 2025).await.unwrap(), None);
}

#[rstest]
#[tokio::test]
async fn gauges_are_fed_with_n_of_total_and_keep_their_history(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    let clerk = test.people().await.clerk;
    let (agency, now, today) = (test.agency, test.app.clock().now(), test.app.clock().today());
    let by = (clerk.person(), clerk.actor().name.as_str());
    let items = vec![target(80, "cán bộ, công chức được khảo sát", "nắm được mục tiêu")];
    let tx = test.app.db().begin().await.unwrap();
    let (id, _) = draft_plan(
        &tx,
        agency,
        (2025, "Kế hoạch năm 2025"),
        items,
        vec![],
        (by.0, now),
    )
    .await;
    let target = plan::targets(&tx, agency, id).await.unwrap().remove(0);
    assert_eq!(target.percent.unwrap().to_string(), "80");
    let value = |reached, total, as_of: &str| NewTargetValue {
        target: target.id,
        reached,
        total,
        as_of: as_of.parse().unwrap(),
        source: "Khảo sát trực tuyến".to_owned(),
    };
    for (wrong, future) in [
        (value(1, 0, "2025-03-01"), false),
        (value(6, 5, "2025-03-01"), false),
        (value(-1, 5, "2025-03-01"), false),
        (value(1, 5, "2025-03-11"), true),
    ] {
        let refused = plan::record_target_value(&tx, agency, id, wrong, by, (today, now)).await;
        match refused {
            Err(TargetValueError::InFuture) => assert!(future),
            Err(TargetValueError::OutOfRange) => assert!(!future),
            other => panic!("{other:?}"),
        }
    }
    for new in [
        value(4, 5, "2025-03-10"),
        value(1, 5, "2025-02-01"),
        value(3, 5, "2025-03-10"),
    ] {
        plan::record_target_value(&tx, agency, id, new, by, (today, now))
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();
    let values = plan::target_values(test.app.db().read(), agency, id)
        .await
        .unwrap();
    let counts: Vec<_> = values.iter().map(|value| (value.reached, value.total)).collect();
    assert_eq!(counts, [(3, 5), (4, 5), (1, 5)]);
    assert_eq!(target.is_met(4, 5), Some(true));
    assert_eq!(target.is_met(3, 5), Some(false));
    assert_eq!(
        plan::target_values(test.app.db().read(), AgencyId::new(), id)
            .await
            .unwrap(),
        []
    );
}
