//! Windows, and numbers that equal their rows.

use db::Backend::{self, Postgres, Sqlite};
use rstest::rstest;

use super::{World, count};
use crate::features::evidence::Form;
use crate::features::report::{Regime, Value};

#[rstest]
#[tokio::test]
async fn a_window_begins_and_ends_on_its_day(#[values(Sqlite, Postgres)] backend: Backend) {
    let world = World::new(backend).await;
    world.test.go_to("2025-12-20");
    for (on, quantity) in [
        ("2024-12-14", 1),
        ("2024-12-15", 10),
        ("2025-03-14", 100),
        ("2025-03-15", 1_000),
        ("2025-06-14", 10_000),
        ("2025-06-15", 100_000),
        ("2025-12-14", 1_000_000),
        ("2025-12-15", 10_000_000),
    ] {
        world.evidence("Tin", Form::News, on, quantity).await;
    }
    for (regime, period, expected) in [
        (Regime::Official, "2025-Q1", 110),
        (Regime::Official, "2025-H1", 11_110),
        (Regime::Official, "2025-Q3", 100_000),
        (Regime::Official, "2025", 1_111_110),
        (Regime::Internal, "2025-Q1", 1_100),
        (Regime::Internal, "2025-Q2", 110_000),
        (Regime::Internal, "2025-Q4", 11_000_000),
    ] {
        let content = world.content(regime, period).await;
        assert_eq!(count(&content, "form-news"), expected, "{regime} {period}");
        assert_eq!(count(&content, "products"), expected, "{regime} {period}");
    }
}

#[rstest]
#[tokio::test]
async fn every_number_is_the_sum_of_its_rows(#[values(Sqlite, Postgres)] backend: Backend) {
    let world = World::on(backend, "2025-03-20").await;
    world.finish_first_task("2025-02-20").await;
    world.evidence("Tin 1", Form::News, "2025-02-01", 3).await;
    world.evidence("Tin 2", Form::News, "2025-02-02", 4).await;
    world
        .evidence_of(
            "Hội nghị đối thoại với doanh nghiệp",
            Form::Conference,
            "2025-02-03",
            1,
            Some(120),
        )
        .await;
    world
        .evidence("Công văn triển khai", Form::Document, "2025-02-04", 1)
        .await;
    let content = world.content(Regime::Official, "2025-Q1").await;
    for figure in &content.cut.figures {
        let sum: u64 = content.cut.rows_of(figure).map(|(_, amount)| amount).sum();
        match &figure.value {
            Value::Count(n) if !figure.rows.is_empty() => assert_eq!(*n, sum, "{}", figure.key),
            Value::Count(n) => assert_eq!(*n, 0, "{}", figure.key),
            Value::Share {
                part,
                whole,
                part_key,
                whole_key,
            } => {
                assert_eq!(
                    (*part, *whole),
                    (count(&content, part_key), count(&content, whole_key))
                );
                assert_eq!(*whole, sum, "{}", figure.key);
            }
            Value::Code(_) | Value::Absent => {}
        }
    }
    let seen = |key: &str| count(&content, key);
    assert_eq!((seen("documents"), seen("products"), seen("people")), (1, 8, 120));
    assert_eq!((seen("plan-total"), seen("plan-done")), (3, 1));
    assert_eq!(
        (seen("planned"), seen("done"), seen("on-time"), seen("late")),
        (2, 1, 1, 0)
    );
    assert_eq!(
        content.cut.figure("dialogue-held").unwrap().value,
        Value::Code("1".to_owned())
    );
    // 1999 of 2500 is 79,96 %: below its target, however it is written.
    let targets = content.section("communication").unwrap().body();
    assert!(targets.contains("79,96% (n = 1.999, N = 2.500)"), "{targets}");
    assert!(targets.contains("chưa đạt"), "{targets}");

    let place = world.begun("official:2025-Q1").await;
    let page = world.people.leader.get(&place).await.ok();
    let link = format!("{place}/so-lieu/form-news");
    assert!(
        page.html().links().contains(&("7".to_owned(), link.clone())),
        "a number opens its rows"
    );
    let rows = world.people.leader.get(&link).await.ok();
    let text = rows.html().text();
    assert!(
        text.contains("Tin 1") && text.contains("Tin 2") && !text.contains("Công văn"),
        "{text}"
    );
    let missing = world
        .people
        .leader
        .get(&format!("{place}/so-lieu/khong-co"))
        .await;
    assert_eq!(missing.status, http::StatusCode::NOT_FOUND);
}

#[rstest]
#[tokio::test]
async fn the_draft_tells_of_plan_next_period_and_what_is_missing(
    #[values(Sqlite, Postgres)] backend: Backend,
) {
    let world = World::new(backend).await;
    world.test.go_to("2025-03-20");
    let content = world.content(Regime::Official, "2025-Q1").await;
    let progress = content.section("plan-progress").unwrap().body();
    assert!(progress.contains("0% (n = 0, N = 3)"), "{progress}");
    assert!(
        progress.contains("chủ trì: Văn phòng Sở; thời gian: Tháng 02/2025): quá hạn"),
        "{progress}"
    );
    let next = content.section("next").unwrap();
    assert_eq!(next.heading, "Phương hướng, nhiệm vụ quý II năm 2025");
    assert!(
        next.body().contains("Tổ chức tọa đàm") && next.body().ends_with('.'),
        "{}",
        next.body()
    );
    // A part without data says why and is not left out.
    let inspection = content.section("inspection").unwrap();
    assert!(inspection.is_note && !inspection.lines.is_empty());
    assert!(
        content
            .sections
            .iter()
            .all(|section| !section.has_text || !section.lines.is_empty())
    );

    let early = super::super::of_period(
        world.test.app.db().read(),
        world.test.agency,
        (Regime::Official, "2025-Q3".parse().unwrap()),
        (world.test.app.clock().today(), world.test.app.clock().now()),
    );
    assert!(matches!(
        early.await,
        Err(crate::features::report::PeriodError::NotBegun { .. })
    ));
}

#[rstest]
#[tokio::test]
async fn a_plan_without_a_title_is_not_called_by_its_file(#[values(Sqlite, Postgres)] backend: Backend) {
    use sea_orm::ConnectionTrait;
    let world = World::new(backend).await;
    let db = world.test.app.db().read();
    db.execute_unprepared("UPDATE plan SET title = 'ke-hoach-2025.md'")
        .await
        .unwrap();
    db.execute_unprepared(
        "UPDATE plan_version SET items = replace(items, 'Kế hoạch tuyên truyền năm 2025', 'ke-hoach-2025.md')",
    )
    .await
    .unwrap();
    let content = world.content(Regime::Official, "2025-Q1").await;
    assert!(
        content
            .opening
            .starts_with("Thực hiện Kế hoạch tuyên truyền cải cách hành chính năm 2025 của Sở Xây dựng"),
        "{}",
        content.opening
    );
}
