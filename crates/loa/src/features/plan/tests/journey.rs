//! The way of a plan from file to version.

use db::Backend::{self, Postgres, Sqlite};
use jiff::civil::date;
use rstest::rstest;
use schedule::Kind;

use super::files::{ROWS, plan_docx};
use crate::features::audit::{self, Subject};
use crate::features::plan::item::ItemKind;
use crate::features::plan::model::PlanId;
use crate::features::plan::row::{RowField, UnitSet, Who};
use crate::features::plan::{self, store};
use crate::testing::TestApp;

#[rstest]
#[tokio::test]
async fn a_plan_is_read_reviewed_corrected_and_carried_out(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    let clerk = test.people().await.clerk;
    let empty = clerk.get("/lam-viec/ke-hoach").await.ok().text();
    assert!(empty.contains("Chưa có kế hoạch nào"));
    let file = plan_docx(&ROWS);
    let review = clerk
        .upload(
            "/lam-viec/ke-hoach/moi",
            &[("plan", "")],
            &[("file", "Kế hoạch 2025.docx", &file)],
        )
        .await
        .moved();
    let home = review.trim_end_matches("/ra-soat").to_owned();
    let id: PlanId = home.rsplit('/').next().unwrap().parse().unwrap();
    let (db, agency) = (test.app.db().read(), test.agency);
    let version = store::draft_of(db, agency, id).await.unwrap().unwrap();
    let rows = store::rows(db, agency, version.id).await.unwrap();

    // What was read.
    assert_eq!(rows.len(), 5);
    for (row, wanted) in rows.iter().zip(ROWS) {
        assert_eq!((row.no.as_str(), row.content.as_str()), (wanted[0], wanted[1]));
        assert_eq!(row.time_text, wanted[4]);
        assert!(row.source().is_some(), "{} has no place", row.no);
    }
    let kinds: Vec<Kind> = rows.iter().map(|row| row.window.kind()).collect();
    assert_eq!(
        kinds,
        [
            Kind::Month,
            Kind::Quarter,
            Kind::Continuous,
            Kind::Range,
            Kind::Triggered
        ]
    );
    assert_eq!(rows[0].window.end(), Some(date(2025, 3, 31)));
    assert_eq!(rows[0].leads[0].who, Who::Unit(test.office));
    assert_eq!(rows[0].coordinators[0].who, Who::Everyone);
    assert_eq!(rows[1].coordinators[0].who, Who::AllOf(UnitSet::All));
    assert_eq!(rows[2].leads[0].who, Who::Unresolved);
    assert_eq!(rows[4].coordinators[0].who, Who::Outside);
    let percents: Vec<String> = plan::targets(db, agency, id)
        .await
        .unwrap()
        .iter()
        .map(|target| target.percent.unwrap().to_string())
        .collect();
    assert_eq!(percents, ["100", "80"]);

    // The review shows source and reading, linked both ways; the unresolved unit comes first.
    let page = clerk.get(&review).await.ok();
    let html = page.text();
    assert!(html.contains("Văn bản gốc") && html.contains("Chưa rõ là đơn vị nào"));
    let place = format!("dong-{}", rows[2].id);
    assert!(html.contains(&format!("id=\"{place}\"")) && html.contains(&format!("href=\"#{place}\"")));
    assert!(html.find(&place) < html.find(&format!("id=\"dong-{}", rows[0].id)));
    assert!(html.contains("Còn "));

    // A unit is chosen by hand, a time is typed anew; what was read stays beside it.
    let third = format!("{review}/dong/{}", rows[2].id);
    clerk.get(&third).await.ok();
    let unit = format!("unit:{}", test.division);
    let edit = [
        ("no", "3"),
        ("section", ""),
        ("content", rows[2].content.as_str()),
        ("lead_text", "Phòng Thanh tra"),
        ("lead_who", unit.as_str()),
        ("coordinator_text", "Các phòng, đơn vị thuộc Sở Xây dựng"),
        ("coordinator_who", "all"),
        ("time_text", "Tháng 4/2025"),
        ("product", ""),
        ("alternatives", ""),
        ("page", "1"),
    ];
    clerk.post(&third, &edit).await.moved();
    let changed = store::find_row(db, agency, version.id, rows[2].id)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(changed.leads[0].who, Who::Unit(test.division));
    assert_eq!(changed.window.end(), Some(date(2025, 4, 30)));
    assert_eq!(changed.read[&RowField::Time].text, "Thường xuyên");
    assert!(changed.is_corrected(RowField::Time) && !changed.is_corrected(RowField::Content));
    assert!(
        clerk
            .get(&review)
            .await
            .ok()
            .text()
            .contains("Loa đọc là: <q>Thường xuyên</q>")
    );

    // A wrong form keeps what was typed and changes nothing.
    let mut wrong = edit;
    wrong[2].1 = "";
    wrong[7].1 = "Tháng 5/2025";
    let answer = clerk.post(&third, &wrong).await;
    assert_eq!(answer.status, http::StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("Cần điền mục này") && answer.text().contains("Tháng 5/2025"));

    // Alternatives are offered, and split only when asked.
    let fourth = format!("{review}/dong/{}/thao-tac", rows[3].id);
    assert_eq!(rows[3].alternatives, Vec::<String>::new());
    assert_eq!(rows[3].offered.len(), 2, "{:?}", rows[3].offered);
    clerk
        .post(&fourth, &[("act", "split"), ("page", "1")])
        .await
        .moved();
    let split = store::find_row(db, agency, version.id, rows[3].id)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(split.alternatives, rows[3].offered);

    // An entry is corrected in place.
    let title = version.item(ItemKind::Title).unwrap();
    let new_title = "Kế hoạch Tuyên truyền cải cách hành chính năm 2025 (bản rà soát)";
    clerk
        .post(
            &format!("{review}/muc/{}", title.id),
            &[("text", new_title), ("page", "1")],
        )
        .await
        .moved();
    assert!(
        clerk
            .get("/lam-viec/ke-hoach")
            .await
            .ok()
            .text()
            .contains(new_title)
    );
    let now = store::draft_of(db, agency, id).await.unwrap().unwrap();
    let item = now.item(ItemKind::Title).unwrap();
    assert!(item.is_corrected() && item.read.as_ref().unwrap().text == title.text);

    // All that is left is right; then the number comes, and the version is put in force.
    clerk.post(&format!("{review}/xong"), &[]).await.moved();
    let now = store::draft_of(db, agency, id).await.unwrap().unwrap();
    assert_eq!(now.open_items(), 0);
    assert_eq!(store::open_rows(db, agency, now.id).await.unwrap(), 0);
    assert_eq!(now.text(ItemKind::Number), None);
    let tx = test.app.db().begin().await.unwrap();
    let by = (clerk.person(), clerk.actor().name.as_str());
    plan::put_in_force(&tx, agency, now.id, by, test.app.clock().now())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    clerk
        .post(
            &format!("{home}/so-ngay"),
            &[("number", "05/KH-SXD"), ("date", "14/02/2025")],
        )
        .await
        .moved();
    let found = plan::in_force(db, agency, 2025).await.unwrap().unwrap();
    assert_eq!(found.number.as_deref(), Some("05/KH-SXD"));
    assert_eq!(found.date, Some(date(2025, 2, 14)));
    assert_eq!(found.rows.len(), 5);
    assert!(!found.reporting_duties.is_empty() && !found.forms.is_empty());

    // A version in force is not edited.
    let late = clerk.post(&third, &edit).await;
    assert_eq!(late.status, http::StatusCode::CONFLICT);

    // Every step is in the log.
    let entries = audit::entries_of(db, agency, Subject::new("plan", id.0), 50)
        .await
        .unwrap();
    let actions: Vec<&str> = entries.iter().map(|entry| entry.action.as_str()).collect();
    for action in [
        "plan-read",
        "plan-row-corrected",
        "plan-row-changed",
        "plan-corrected",
        "plan-all-checked",
        "plan-put-in-force",
    ] {
        assert!(actions.contains(&action), "{action} is not among {actions:?}");
    }

    // What is taken out as Word is the same plan when read again.
    let word = clerk.get(&format!("{home}/van-ban.docx")).await.ok().bytes;
    let document =
        plan_reader::read_document(&word, Some("a.docx"), &plan_reader::Limits::default()).unwrap();
    let again = plan_reader::read_plan(&document);
    let tasks: Vec<&str> = again
        .tasks
        .iter()
        .map(|task| task.content.value.as_str())
        .collect();
    assert_eq!(tasks.len(), 5, "{tasks:#?}");
    assert_eq!(again.tasks[2].time_text.as_ref().unwrap().value, "Tháng 4/2025");
    assert_eq!(again.number.unwrap().value, "05/KH-SXD");
    clerk.get(&format!("{home}/dong.xlsx")).await.ok();
    clerk.get("/lam-viec/ke-hoach.xlsx").await.ok();
    let source = clerk
        .get(&format!("{home}/nguon/{}", found.version.id))
        .await
        .ok();
    assert_eq!(source.bytes, file);
}

#[rstest]
#[tokio::test]
async fn suspected_typing_errors_are_pointed_out_and_mended_only_by_a_person(
    #[values(Sqlite, Postgres)] backend: Backend,
) {
    let test = TestApp::new(backend).await;
    let clerk = test.people().await.clerk;
    let mut rows = ROWS;
    rows[1][1] = "Tuyên truyền kết quả sắp xếp, tinh gọn bộ máy trong trong các cơ quan hành chính";
    let review = clerk
        .upload(
            "/lam-viec/ke-hoach/moi",
            &[("plan", "")],
            &[("file", "ke-hoach.docx", &plan_docx(&rows))],
        )
        .await
        .moved();
    let id: PlanId = review
        .trim_end_matches("/ra-soat")
        .rsplit('/')
        .next()
        .unwrap()
        .parse()
        .unwrap();
    let (db, agency) = (test.app.db().read(), test.agency);
    let version = store::draft_of(db, agency, id).await.unwrap().unwrap();
    let row = store::rows(db, agency, version.id).await.unwrap().remove(1);
    assert_eq!(row.content, rows[1][1], "nothing is mended silently");
    let index = row
        .hints
        .iter()
        .position(|hint| hint.used_in(&row.content).is_some())
        .unwrap_or_else(|| panic!("no suggestion among {:?}", row.hints));
    let wanted = row.hints[index].used_in(&row.content).unwrap();
    assert!(clerk.get(&review).await.ok().text().contains("Nghi lỗi gõ"));
    let path = format!("{review}/dong/{}/goi-y/{index}", row.id);
    clerk
        .post(&path, &[("answer", "used"), ("page", "1")])
        .await
        .moved();
    let mended = store::find_row(db, agency, version.id, row.id)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(mended.content, wanted);
    assert_eq!(mended.read[&RowField::Content].text, rows[1][1]);
}
