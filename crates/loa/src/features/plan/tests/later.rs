//! What comes after: amendments, rows changed by hand, the next year, the command line's way in.

use db::Backend::{self, Postgres, Sqlite};
use jiff::civil::date;
use rstest::rstest;

use super::files::{ROWS, plan_docx};
use crate::features::plan::item::{About, ItemKind};
use crate::features::plan::model::{PlanId, VersionStatus};
use crate::features::plan::row::{RowField, Who};
use crate::features::plan::{self, RowChange, store};
use crate::testing::{Browser, TestApp};

async fn uploaded(clerk: &Browser, plan: &str, rows: &[[&str; 5]]) -> PlanId {
    let review = clerk
        .upload(
            "/lam-viec/ke-hoach/moi",
            &[("plan", plan)],
            &[("file", "ke-hoach.docx", &plan_docx(rows))],
        )
        .await
        .moved();
    let home = review.trim_end_matches("/ra-soat");
    home.rsplit('/').next().unwrap().parse().unwrap()
}

#[rstest]
#[tokio::test]
async fn an_amending_file_keeps_the_rows_it_keeps(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    let clerk = test.people().await.clerk;
    let (db, agency) = (test.app.db().read(), test.agency);
    let id = uploaded(&clerk, "", &ROWS).await;
    let home = format!("/lam-viec/ke-hoach/{id}");
    let first = store::draft_of(db, agency, id).await.unwrap().unwrap();
    let old = store::rows(db, agency, first.id).await.unwrap();
    // A person says who "Phòng Thanh tra" is; the amendment need not be told again.
    let unit = format!("unit:{}", test.division);
    let edit = [
        ("no", "3"),
        ("content", ROWS[2][1]),
        ("lead_text", "Phòng Thanh tra"),
        ("lead_who", unit.as_str()),
        ("time_text", "Thường xuyên"),
    ];
    clerk
        .post(&format!("{home}/ra-soat/dong/{}", old[2].id), &edit)
        .await
        .moved();
    let tx = test.app.db().begin().await.unwrap();
    let by = (clerk.person(), clerk.actor().name.as_str());
    plan::put_in_force(&tx, agency, first.id, by, test.app.clock().now())
        .await
        .unwrap();
    tx.commit().await.unwrap();

    let mut rows = ROWS.to_vec();
    rows.remove(1);
    rows[2][4] = "Quý IV/2025";
    rows.push([
        "5",
        "Xây dựng chuyên mục hỏi đáp về thủ tục hành chính",
        "Văn phòng Sở",
        "Phòng Quy hoạch",
        "Tháng 10/2025",
    ]);
    assert_eq!(uploaded(&clerk, &id.to_string(), &rows).await, id);
    let second = store::draft_of(db, agency, id).await.unwrap().unwrap();
    assert_eq!((second.no, second.based_on), (2, Some(first.id)));
    let (before, after) = (
        plan::version_rows(db, agency, first.id).await.unwrap(),
        plan::version_rows(db, agency, second.id).await.unwrap(),
    );
    assert_eq!(after[1].leads[0].who, Who::Unit(test.division));
    let changes = plan::compare(&before, &after);
    let gone = |change: &RowChange| matches!(change, RowChange::Removed(row) if row.id == old[1].id);
    assert!(changes.iter().any(gone));
    let moved = |change: &RowChange| matches!(change, RowChange::Changed { new, fields, .. } if new.id == old[3].id && fields.contains(&RowField::Time));
    assert!(changes.iter().any(moved));
    let added: Vec<&str> = changes
        .iter()
        .filter_map(|change| match change {
            RowChange::Added(row) => Some(row.content.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(added, [rows[4][1]]);
    let page = clerk.get(&format!("{home}/so-sanh")).await.ok().text();
    assert!(page.contains("Xây dựng chuyên mục hỏi đáp"));

    // It is given up; the version in force stays, the draft is in the history.
    clerk.post(&format!("{home}/bo-ban-thao"), &[]).await.moved();
    assert_eq!(store::draft_of(db, agency, id).await.unwrap(), None);
    let all = store::versions(db, agency, id).await.unwrap();
    let statuses: Vec<_> = all.iter().map(|version| version.status).collect();
    assert_eq!(statuses, [VersionStatus::Dropped, VersionStatus::InForce]);

    // Editing starts from the version in force, with the same rows.
    clerk.post(&format!("{home}/ban-sua-doi"), &[]).await.moved();
    let third = store::draft_of(db, agency, id).await.unwrap().unwrap();
    let copied = plan::version_rows(db, agency, third.id).await.unwrap();
    assert_eq!(plan::compare(&before, &copied), []);
}

#[rstest]
#[tokio::test]
async fn rows_are_added_moved_merged_and_removed(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    let clerk = test.people().await.clerk;
    let (db, agency) = (test.app.db().read(), test.agency);
    let id = uploaded(&clerk, "", &ROWS).await;
    let base = format!("/lam-viec/ke-hoach/{id}/ra-soat/dong");
    let version = store::draft_of(db, agency, id).await.unwrap().unwrap().id;
    let ids: Vec<_> = store::rows(db, agency, version)
        .await
        .unwrap()
        .iter()
        .map(|row| row.id)
        .collect();
    let after = ids[0].to_string();
    let new = [
        ("after", after.as_str()),
        ("no", "1a"),
        ("content", "Mở chuyên mục"),
        ("time_text", "Quý III"),
    ];
    clerk.get(&format!("{base}?after={after}")).await.ok();
    clerk.post(&base, &new).await.moved();
    let act = |row: plan::RowId, act: &'static str| {
        let (clerk, path) = (clerk.clone(), format!("{base}/{row}/thao-tac"));
        async move { clerk.post(&path, &[("act", act)]).await.moved() }
    };
    let contents = || async {
        let rows = store::rows(db, agency, version).await.unwrap();
        rows.iter().map(|row| row.no.clone()).collect::<Vec<_>>()
    };
    assert_eq!(contents().await, ["1", "1a", "2", "3", "4", "5"]);
    act(ids[4], "up").await;
    act(ids[0], "up").await;
    assert_eq!(contents().await, ["1", "1a", "2", "3", "5", "4"]);
    act(ids[0], "down").await;
    assert_eq!(contents().await, ["1a", "1", "2", "3", "5", "4"]);
    act(ids[0], "merge").await;
    act(ids[2], "remove").await;
    assert_eq!(contents().await, ["1a", "1", "5", "4"]);
    let rows = store::rows(db, agency, version).await.unwrap();
    assert_eq!(rows[1].content, format!("{}\n{}", ROWS[0][1], ROWS[1][1]));
    // "Quý III" names no year: the plan's is taken.
    assert_eq!(rows[0].window.end(), Some(date(2025, 9, 30)));
}

#[rstest]
#[tokio::test]
async fn the_next_year_moves_windows_and_only_offers_new_years(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    let clerk = test.people().await.clerk;
    let (db, agency) = (test.app.db().read(), test.agency);
    let id = uploaded(&clerk, "", &ROWS).await;
    let review = clerk
        .post(&format!("/lam-viec/ke-hoach/{id}/nam-sau"), &[])
        .await
        .moved();
    let next: PlanId = review
        .trim_end_matches("/ra-soat")
        .rsplit('/')
        .next()
        .unwrap()
        .parse()
        .unwrap();
    let plan = store::find_plan(db, agency, next).await.unwrap().unwrap();
    assert_eq!((plan.year, plan.rolled_from), (2026, Some(id)));
    let version = store::draft_of(db, agency, next).await.unwrap().unwrap();
    let rows = store::rows(db, agency, version.id).await.unwrap();
    let ends: Vec<_> = rows.iter().map(|row| row.window.end()).collect();
    assert_eq!(
        ends,
        [
            Some(date(2026, 3, 31)),
            Some(date(2026, 6, 30)),
            Some(date(2026, 12, 31)),
            Some(date(2026, 9, 30)),
            None
        ]
    );
    assert_eq!(
        rows[0].time_text, "Tháng 3/2025",
        "words are not changed silently"
    );
    assert!(rows[3].content.contains("năm 2025"));
    assert_eq!(version.text(ItemKind::Number), None);
    let title = version.item(ItemKind::Title).unwrap();
    assert!(title.text.contains("2025") && title.needs_look());

    clerk.get(&review).await.ok();
    let at = |field: RowField| {
        rows[0]
            .hints
            .iter()
            .position(
                |hint| matches!(&hint.about, About::NewYear { field: Some(found), .. } if *found == field),
            )
            .unwrap()
    };
    let path = |field| format!("{review}/dong/{}/goi-y/{}", rows[0].id, at(field));
    clerk
        .post(&path(RowField::Content), &[("answer", "used")])
        .await
        .moved();
    clerk
        .post(&path(RowField::Time), &[("answer", "kept")])
        .await
        .moved();
    let row = store::find_row(db, agency, version.id, rows[0].id)
        .await
        .unwrap()
        .unwrap();
    assert!(row.content.ends_with("năm 2025"), "{}", row.content);
    assert_eq!(
        row.window.end(),
        Some(date(2025, 3, 31)),
        "kept words keep their year"
    );
}

#[rstest]
#[tokio::test]
async fn gauges_are_fed_on_the_page(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    let people = test.people().await;
    let id = uploaded(&people.clerk, "", &ROWS).await;
    let (db, agency) = (test.app.db().read(), test.agency);
    let target = plan::targets(db, agency, id).await.unwrap().remove(1);
    let home = format!("/lam-viec/ke-hoach/{id}");
    let path = format!("{home}/chi-tieu/{}", target.id);
    let right = [
        ("reached", "132"),
        ("total", "165"),
        ("as_of", "05/3/2025"),
        ("source", "Khảo sát tháng 3"),
    ];
    assert_eq!(
        people.staff.post(&path, &right).await.status,
        http::StatusCode::FORBIDDEN
    );
    let mut wrong = right;
    wrong[0].1 = "200";
    let answer = people.clerk.post(&path, &wrong).await;
    assert_eq!(answer.status, http::StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("Số đạt phải từ 0 đến tổng số") && answer.text().contains("200"));
    people.clerk.post(&path, &right).await.moved();
    let page = people.leader.get(&home).await.ok().text();
    assert!(page.contains("132/165") && page.contains("80%"), "{page}");
    let values = plan::target_values(db, agency, id).await.unwrap();
    assert_eq!((values[0].reached, values[0].total), (132, 165));
}
