//! Gaps of a quarter with one task of each kind.

use db::Backend::{self, Postgres, Sqlite};
use http::StatusCode;
use jiff::civil::Date;
use rstest::rstest;
use schedule::{Bounds, DueRule, Frequency, Recurrence, When, Window};

use super::gather::{Gathered, gather};
use super::model::{Standing, Work};
use super::unit_path;
use crate::features::account::Role as PersonRole;
use crate::features::agency::{self, UnitId};
use crate::features::audit::Subject;
use crate::features::evidence::{self, Form, Kind, NewEvidence, Verdict};
use crate::features::task::{self, NewTask, Report, Role, TaskId};
use crate::testing::{Browser, People, TestApp};

const GAPS: &str = "/lam-viec/minh-chung/con-thieu";

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

struct World {
    test: TestApp,
    people: People,
    /// Due on 28/02, monthly by the 10th, standing, due in April: each led by division and planning, with the
    /// centre as coordinator.
    once: TaskId,
    monthly: TaskId,
    standing: TaskId,
    later: TaskId,
}

impl World {
    /// The quarter of 15/12/2024 to 14/03/2025, on its last Monday.
    async fn new(backend: Backend) -> Self {
        let test = TestApp::new(backend).await;
        let people = test.people().await;
        let year = Bounds {
            start: Some(day("2025-01-01")),
            end: Some(day("2025-12-31")),
            ..Bounds::default()
        };
        let monthly = Recurrence::every(Frequency::Monthly).due(DueRule::By {
            day: schedule::PeriodDay { month: 1, day: 10 },
            before: false,
        });
        let windows = [
            (
                "Tuyên truyền chỉ số",
                Window::range(day("2025-02-01"), day("2025-02-28")),
            ),
            (
                "Gửi tin bài hằng tháng",
                Window::from(When::Recurring {
                    recurrence: monthly,
                    bounds: year,
                }),
            ),
            ("Đăng tin thường xuyên", Window::standing(year)),
            (
                "Tổ chức tọa đàm",
                Window::range(day("2025-04-01"), day("2025-04-30")),
            ),
        ];
        let parts = [
            (test.division, Role::Lead, false),
            (test.planning, Role::Lead, true),
            (test.center, Role::Coordinator, true),
        ];
        let tx = test.app.db().begin().await.unwrap();
        let mut ids = Vec::new();
        for (content, window) in windows {
            let new = NewTask {
                applies_from: year.start,
                applies_to: year.end,
                ..NewTask::of(2025, content, window)
            };
            let now = test.app.clock().now();
            ids.push(
                task::create(&tx, people.clerk.actor(), new, &parts, now)
                    .await
                    .unwrap(),
            );
        }
        tx.commit().await.unwrap();
        let [once, monthly, standing, later] = ids.try_into().unwrap();
        Self {
            test,
            people,
            once,
            monthly,
            standing,
            later,
        }
    }

    async fn done(&self, task: TaskId, unit: UnitId, on: &str, occurrence: Option<&str>) {
        let report = Report {
            occurrence: occurrence.map(day),
            ..Report::done(day(on))
        };
        let (clock, by) = (self.test.app.clock(), self.people.clerk.actor());
        let tx = self.test.app.db().begin().await.unwrap();
        task::tick(&tx, by, (task, unit), report, clock.today(), clock.now())
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }

    async fn proof(&self, task: TaskId, unit: Option<UnitId>, on: &str, verdict: Option<Verdict>) {
        let new = NewEvidence {
            unit,
            kind: Kind::Note,
            form: Form::News,
            title: "Tin bài".to_owned(),
            issuer: String::new(),
            document_number: String::new(),
            document_date: None,
            fact_date: day(on),
            place: String::new(),
            note: String::new(),
            quantity: 1,
            people: None,
            url: None,
            snapshot: None,
            snapshot_failure: None,
            files: Vec::new(),
        };
        let (agency, now) = (self.test.agency, self.test.app.clock().now());
        let (staff, clerk) = (self.people.staff.actor(), self.people.clerk.actor());
        let by = (clerk.person, clerk.name.as_str());
        let tx = self.test.app.db().begin().await.unwrap();
        let id = evidence::add(
            &tx,
            agency,
            &new,
            &[Subject::new("task", task.0)],
            staff.by(),
            now,
        )
        .await
        .unwrap();
        if let Some(verdict) = verdict {
            let review = evidence::review(&tx, agency, id, &verdict, by, now);
            assert!(review.await.unwrap());
        }
        tx.commit().await.unwrap();
    }

    async fn gathered(&self) -> Gathered {
        let window = schedule::Regime::official()
            .window("2025-Q1".parse().unwrap())
            .unwrap();
        let db = self.test.app.db().read();
        let today = self.test.app.clock().today();
        gather(db, self.test.agency, &window, today, |_| true)
            .await
            .unwrap()
    }

    /// What a unit has to prove for a task, with how far the proof is.
    async fn needs(&self, task: TaskId, unit: UnitId) -> Vec<(Work, Standing)> {
        let all = self.gathered().await.needs;
        let own = all.iter().filter(|need| need.task == task && need.unit == unit);
        let mut own: Vec<_> = own.map(|need| (need.work, need.proof)).collect();
        own.sort_by_key(|(work, _)| work.day());
        own
    }
}

#[rstest]
#[tokio::test]
async fn a_task_that_was_due_needs_proof_of_each_lead(#[values(Sqlite, Postgres)] backend: Backend) {
    let world = World::new(backend).await;
    let (division, planning, center) = (world.test.division, world.test.planning, world.test.center);
    let due = Work::Due(day("2025-02-28"));
    assert_eq!(
        world.needs(world.once, division).await,
        [(due, Standing::Missing)]
    );
    assert_eq!(world.needs(world.once, center).await, [(due, Standing::Missing)]);
    assert_eq!(world.needs(world.later, division).await, [], "its day is to come");

    world.done(world.once, division, "2025-02-20", None).await;
    world.done(world.once, center, "2025-02-21", None).await;
    let done = Work::Done(day("2025-02-20"));
    let returned = Verdict::Return("Ảnh mờ".to_owned());
    world
        .proof(world.once, Some(division), "2025-02-20", Some(returned))
        .await;
    assert_eq!(
        world.needs(world.once, division).await,
        [(done, Standing::Returned)]
    );
    world.proof(world.once, Some(division), "2025-02-20", None).await;
    assert_eq!(
        world.needs(world.once, division).await,
        [(done, Standing::Waiting)]
    );
    world
        .proof(world.once, Some(division), "2025-02-20", Some(Verdict::Accept))
        .await;
    assert_eq!(
        world.needs(world.once, division).await,
        [(done, Standing::Accepted)]
    );
    assert_eq!(
        world.needs(world.once, planning).await,
        [(due, Standing::Missing)],
        "another unit's proof is not theirs"
    );
    let ticked = Work::Done(day("2025-02-21"));
    assert_eq!(
        world.needs(world.once, center).await,
        [(ticked, Standing::Missing)],
        "who reports has to prove"
    );
    // The office, which has no part, hands in for all.
    let office = Some(world.test.office);
    world
        .proof(world.once, office, "2025-02-28", Some(Verdict::Accept))
        .await;
    assert_eq!(
        world.needs(world.once, planning).await,
        [(due, Standing::Accepted)]
    );
}

#[rstest]
#[tokio::test]
async fn each_time_of_what_comes_again_needs_its_own(#[values(Sqlite, Postgres)] backend: Backend) {
    let world = World::new(backend).await;
    let division = world.test.division;
    world
        .done(world.monthly, division, "2025-02-12", Some("2025-02-10"))
        .await;
    let accept = || Some(Verdict::Accept);
    world
        .proof(world.monthly, Some(division), "2025-01-09", accept())
        .await;
    let needs = world.needs(world.monthly, division).await;
    assert_eq!(
        needs,
        [
            (Work::Due(day("2025-01-10")), Standing::Accepted),
            (Work::Done(day("2025-02-12")), Standing::Missing),
            (Work::Due(day("2025-03-10")), Standing::Missing),
        ]
    );
    // Done late, and proved by the day on which it was done.
    world
        .proof(world.monthly, Some(division), "2025-02-12", accept())
        .await;
    let needs = world.needs(world.monthly, division).await;
    assert_eq!(needs[1].1, Standing::Accepted);
    assert_eq!(
        needs[2].1,
        Standing::Missing,
        "proof of February is not proof of March"
    );
}

#[rstest]
#[tokio::test]
async fn what_goes_on_needs_proof_in_the_period(#[values(Sqlite, Postgres)] backend: Backend) {
    let world = World::new(backend).await;
    let (division, center) = (world.test.division, world.test.center);
    world
        .proof(
            world.standing,
            Some(division),
            "2024-12-14",
            Some(Verdict::Accept),
        )
        .await;
    let needed = |proof| [(Work::Standing, proof)];
    assert_eq!(
        world.needs(world.standing, division).await,
        needed(Standing::Missing),
        "the day before the period"
    );
    world
        .proof(
            world.standing,
            Some(division),
            "2024-12-15",
            Some(Verdict::Accept),
        )
        .await;
    assert_eq!(
        world.needs(world.standing, division).await,
        needed(Standing::Accepted)
    );
    assert_eq!(world.needs(world.standing, center).await, []);
    world.done(world.standing, center, "2025-03-03", None).await;
    assert_eq!(
        world.needs(world.standing, center).await,
        needed(Standing::Missing)
    );
}

/// The cells of the table of gaps, a line for each row.
async fn rows(who: &Browser, path: &str) -> Vec<String> {
    let page = who.get(path).await.ok().html();
    page.all("#gaps tbody tr").iter().map(|row| row.text()).collect()
}

#[rstest]
#[tokio::test]
async fn everyone_sees_what_is_theirs(#[values(Sqlite, Postgres)] backend: Backend) {
    let world = World::new(backend).await;
    let people = &world.people;
    for who in [&people.clerk, &people.leader, &people.auditor] {
        let all = rows(who, GAPS).await;
        assert_eq!(all.len(), 14, "5 for each lead, 4 for who coordinates: {all:#?}");
        assert!(who.get(GAPS).await.ok().text().contains("Phòng Quy hoạch"));
    }
    for who in [&people.head, &people.staff] {
        let own = rows(who, GAPS).await;
        assert_eq!(own.len(), 5, "{own:#?}");
        let text = who.get(GAPS).await.ok().text();
        assert!(!text.contains("Phòng Quy hoạch") && text.contains("Nộp minh chứng"));
        let other = format!("{GAPS}?don_vi={}", world.test.planning);
        assert_eq!(who.get(&other).await.status, StatusCode::FORBIDDEN);
        let page = unit_path(world.test.planning);
        assert_eq!(who.get(&page).await.status, StatusCode::FORBIDDEN);
        who.get(&unit_path(world.test.division)).await.ok();
    }
    // Filters: a unit, a kind of gap, another period.
    let one = format!("{GAPS}?don_vi={}", world.test.planning);
    assert_eq!(rows(&people.clerk, &one).await.len(), 5);
    world
        .proof(world.standing, Some(world.test.planning), "2025-03-01", None)
        .await;
    let waiting = rows(&people.clerk, &format!("{GAPS}?minh_chung=waiting")).await;
    assert!(
        waiting.len() == 1 && waiting[0].contains("Xem xét"),
        "{waiting:?}"
    );
    let year = rows(&people.clerk, &format!("{GAPS}?ky=internal:2024")).await;
    assert!(
        year.iter().all(|row| !row.contains("tọa đàm")) && year.len() <= 1,
        "{year:?}"
    );

    let file = people.clerk.get(&format!("{GAPS}.xlsx")).await.ok();
    assert_eq!(file.bytes.get(..2), Some(&b"PK"[..]));
    let staff = people.staff.get(&format!("{GAPS}.xlsx")).await;
    assert_eq!(staff.status, StatusCode::FORBIDDEN);
}

#[rstest]
#[tokio::test]
async fn a_unit_has_a_page(#[values(Sqlite, Postgres)] backend: Backend) {
    let world = World::new(backend).await;
    let page = unit_path(world.test.division);
    let text = world.people.head.get(&page).await.ok().text();
    for words in [
        "Tuyên truyền chỉ số",
        "Võ Chuyên Viên",
        "Quá hạn",
        "0/5",
        "Chưa nộp",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(!text.contains("Lê Văn Phòng"), "people of other units");
    let overview = world.people.leader.get("/lam-viec/tong-quan").await.ok().html();
    assert!(overview.links().iter().any(|(_, href)| *href == page));

    let other = TestApp::new(backend).await;
    let outsider = other
        .person("Lê Người Ngoài", PersonRole::Leader, other.office)
        .await;
    assert_eq!(outsider.get(&page).await.status, StatusCode::NOT_FOUND);
    let theirs = rows(&outsider, GAPS).await;
    assert!(theirs.len() <= 1, "{theirs:?}");
    let units = agency::units(other.app.db().read(), other.agency).await.unwrap();
    outsider.get(&unit_path(units[0].id)).await.ok();
}
