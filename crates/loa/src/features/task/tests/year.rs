//! A year of a plan: what each task is on each day.

use db::Backend::{self, Postgres, Sqlite};
use rstest::rstest;
use schedule::{Calendar, DueRule, Frequency, Recurrence, State, When, Window};

use super::{act, day, five_rows, make, on};
use crate::features::plan::{UnitSet, Who};
use crate::features::task::{
    Change, ChangeError, NewTask, Party, Report, Role, Stage, TaskId, TickError, change, due_items, overview,
    owed_by_unit, progress, tick, untick,
};
use crate::testing::TestApp;

/// The stages of all tasks on a day, in the plan's order.
async fn stages(test: &TestApp, today: &str) -> Vec<&'static str> {
    let calendar = Calendar::vietnam();
    let all = overview(test.app.db().read(), test.agency, day(today), &calendar)
        .await
        .unwrap();
    all.iter().map(|task| Stage::of(task.state).word()).collect()
}

async fn state(test: &TestApp, id: TaskId, today: &str) -> State {
    let calendar = Calendar::vietnam();
    let found = super::super::task(test.app.db().read(), test.agency, id, day(today), &calendar).await;
    found.unwrap().unwrap().0.state
}

#[rstest]
#[tokio::test]
async fn five_kinds_of_windows_live_through_the_year(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    let clerk = test.people().await.clerk;
    let by = clerk.actor();
    let ids = make(&test, by, five_rows(test.office)).await;
    let now = test.app.clock().now();

    assert_eq!(
        stages(&test, "2025-01-10").await,
        ["not-yet", "not-yet", "healthy", "not-yet", "asleep"]
    );
    assert_eq!(
        stages(&test, "2025-02-24").await,
        ["coming", "not-yet", "healthy", "not-yet", "asleep"]
    );
    assert_eq!(
        stages(&test, "2025-03-10").await,
        ["due", "not-yet", "healthy", "not-yet", "asleep"]
    );
    // Monday the 31st is the last day: two working days before it there is a risk.
    assert_eq!(
        stages(&test, "2025-03-28").await,
        ["at-risk", "coming", "healthy", "not-yet", "asleep"]
    );
    // Nothing was said since January of what goes on: quiet, never late.
    assert_eq!(
        stages(&test, "2025-04-10").await,
        ["late", "due", "quiet", "not-yet", "asleep"]
    );

    // A unit that coordinates has done its part: the task is not done, because the office leads.
    let report = |text: &str| Report::done(day(text));
    let today = day("2025-04-10");
    let done = act!(test, tx => tick(&tx, by, (ids[0], test.division), report("2025-03-20"), today, now));
    done.unwrap();
    assert!(state(&test, ids[0], "2025-04-10").await.is_late());
    let done = act!(test, tx => tick(&tx, by, (ids[0], test.office), report("2025-03-31"), today, now));
    done.unwrap();
    assert_eq!(
        state(&test, ids[0], "2025-04-10").await,
        State::Done {
            on: day("2025-03-31"),
            working_days_late: 0
        }
    );

    // Activity wakes the standing task.
    let done = act!(test, tx => tick(&tx, by, (ids[2], test.office), report("2025-04-09"), today, now));
    done.unwrap();
    assert_eq!(
        stages(&test, "2025-04-10").await,
        ["done", "due", "healthy", "not-yet", "asleep"]
    );

    // Two ways: nobody can say "done" before one is chosen, and it is chosen once, with a reason.
    let today = day("2025-08-01");
    let refused = act!(test, tx => tick(&tx, by, (ids[3], test.office), report("2025-07-30"), today, now));
    assert!(matches!(refused, Err(TickError::NotChosen)));
    let choose = |reason: &str| Change::Choose {
        which: 1,
        reason: reason.to_owned(),
    };
    let refused = act!(test, tx => change(&tx, by, ids[3], choose(" "), today, now));
    assert!(matches!(refused, Err(ChangeError::NoReason)));
    act!(test, tx => change(&tx, by, ids[3], choose("Phù hợp kinh phí"), today, now)).unwrap();
    let refused = act!(test, tx => change(&tx, by, ids[3], choose("Đổi ý"), today, now));
    assert!(matches!(refused, Err(ChangeError::Chosen)));
    act!(test, tx => tick(&tx, by, (ids[3], test.office), report("2025-07-30"), today, now)).unwrap();

    // The letter comes in October and names a day.
    let letter = Change::Trigger {
        number: "123/SNV-CCHC".to_owned(),
        on: day("2025-10-06"),
        issuer: "Sở Nội vụ".to_owned(),
        due: Some(day("2025-10-24")),
    };
    let early = act!(test, tx => change(&tx, by, ids[4], letter.clone(), day("2025-10-05"), now));
    assert!(matches!(early, Err(ChangeError::Ahead)));
    act!(test, tx => change(&tx, by, ids[4], letter, day("2025-10-07"), now)).unwrap();
    assert_eq!(
        stages(&test, "2025-10-07").await,
        ["done", "late", "quiet", "done", "due"]
    );
    assert!(state(&test, ids[4], "2025-10-27").await.is_late());

    // A later deadline needs a reason and must be later.
    let extend = |until: &str, reason: &str| Change::Extend {
        until: day(until),
        reason: reason.to_owned(),
    };
    let today = day("2025-10-27");
    let refused = act!(test, tx => change(&tx, by, ids[4], extend("2025-10-20", "Chờ"), today, now));
    assert!(matches!(refused, Err(ChangeError::NotLater)));
    act!(test, tx => change(&tx, by, ids[4], extend("2025-11-28", "Sở Nội vụ lùi lịch"), today, now))
        .unwrap();
    assert_eq!(
        state(&test, ids[4], "2025-10-27").await,
        State::Due {
            by: Some(day("2025-11-28"))
        }
    );

    // After the year: what goes on has ended, what was late is late still.
    let next_year = stages(&test, "2026-01-05").await;
    assert_eq!(next_year, ["late", "late"]);
}

#[rstest]
#[tokio::test]
async fn an_event_that_never_came_is_owed_by_nobody(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    let clerk = test.people().await.clerk;
    let ids = make(&test, clerk.actor(), five_rows(test.office)).await;
    assert_eq!(state(&test, ids[4], "2025-12-31").await, State::Asleep);
    assert_eq!(state(&test, ids[4], "2026-01-01").await, State::Ended);
}

#[rstest]
#[tokio::test]
async fn a_fanned_out_task_has_a_tick_for_each_unit(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    let people = test.people().await;
    let by = people.clerk.actor();
    let now = test.app.clock().now();
    let task = NewTask {
        parties: vec![Party {
            role: Role::Lead,
            text: "Các phòng, đơn vị thuộc Sở".to_owned(),
            who: Who::AllOf(UnitSet::All),
        }],
        ..NewTask::of(
            2025,
            "Quán triệt đến toàn thể công chức",
            Window::deadline(day("2025-03-14")),
        )
    };
    let id = make(&test, by, vec![task]).await[0];
    let calendar = Calendar::vietnam();
    let read = test.app.db().read();

    let late = day("2025-03-18");
    let units = [test.office, test.division, test.planning];
    for unit in units {
        act!(test, tx => tick(&tx, by, (id, unit), Report::done(day("2025-03-12")), late, now)).unwrap();
    }
    let all = overview(read, test.agency, late, &calendar).await.unwrap();
    assert_eq!(all[0].ticked(), (3, 4));
    assert!(all[0].state.is_late());
    let debts = owed_by_unit(&all);
    assert_eq!(debts.len(), 1);
    assert_eq!((debts[0].unit, debts[0].late), (test.center, 1));

    // Reminders go to the one it was given to, else to the unit's head; the centre has none.
    let items = due_items(read, test.agency, late, &calendar).await.unwrap();
    assert_eq!(items.len(), 1);
    assert_eq!((items[0].unit, items[0].working_days), (test.center, 2));
    assert!(items[0].persons.is_empty());

    // Taking a tick back is an act of its own; the division's head is told then.
    act!(test, tx => untick(&tx, by, (id, test.division), None, "Nhầm đơn vị", now)).unwrap();
    let items = due_items(read, test.agency, late, &calendar).await.unwrap();
    let division = items.iter().find(|item| item.unit == test.division).unwrap();
    assert_eq!(division.persons, [people.head.person()]);
    let subject = crate::features::audit::Subject::new("task", id.0);
    let history = crate::features::audit::entries_of(read, test.agency, subject, 10)
        .await
        .unwrap();
    assert_eq!(history[0].action, "task-unticked");
    assert_eq!(history[0].detail["note"], "Nhầm đơn vị");
    assert_eq!(history.len(), 5);
}

#[rstest]
#[tokio::test]
async fn each_occurrence_has_its_tick_and_a_quarter_counts_its_own(
    #[values(Sqlite, Postgres)] backend: Backend,
) {
    let test = TestApp::new(backend).await;
    let clerk = test.people().await.clerk;
    let by = clerk.actor();
    let now = test.app.clock().now();
    let monthly = Recurrence::every(Frequency::Monthly).due(DueRule::By {
        day: schedule::PeriodDay { month: 1, day: 20 },
        before: true,
    });
    let window = Window::from(When::Recurring {
        recurrence: monthly,
        bounds: schedule::Bounds {
            start: Some(day("2025-01-01")),
            end: Some(day("2025-12-31")),
            ..schedule::Bounds::default()
        },
    });
    let task = NewTask {
        parties: vec![Party {
            role: Role::Lead,
            text: "Văn phòng Sở".to_owned(),
            who: Who::Unit(test.office),
        }],
        ..NewTask::of(2025, "Báo cáo kết quả tuyên truyền", window)
    };
    let id = make(&test, by, vec![task]).await[0];
    let done = |due: &str, on: &str| Report {
        occurrence: Some(day(due)),
        ..Report::done(day(on))
    };
    let today = day("2025-03-05");
    for (due, on) in [("2025-01-20", "2025-01-17"), ("2025-02-20", "2025-02-19")] {
        act!(test, tx => tick(&tx, by, (id, test.office), done(due, on), today, now)).unwrap();
    }
    let again =
        act!(test, tx => tick(&tx, by, (id, test.office), done("2025-02-20", "2025-02-20"), today, now));
    assert!(matches!(again, Err(TickError::Again)));
    test.go_to("2025-03-05");
    let week = test
        .back(&clerk)
        .await
        .get("/lam-viec/tuan-cua-toi")
        .await
        .ok()
        .text();
    assert!(
        week.contains("Đã làm kỳ tháng 3") && !week.contains("kỳ tháng 2"),
        "{week}"
    );
    let other =
        act!(test, tx => tick(&tx, by, (id, test.office), done("2025-02-21", "2025-02-20"), today, now));
    assert!(matches!(other, Err(TickError::NoOccurrence)));

    assert_eq!(stages(&test, "2025-03-05").await, ["due"]);
    assert_eq!(stages(&test, "2025-03-24").await, ["late"]);

    let calendar = Calendar::vietnam();
    let read = test.app.db().read();
    let figures = |from: &'static str, to: &'static str, today: &'static str| {
        progress(read, test.agency, (day(from), day(to)), day(today), &calendar)
    };
    let february = figures("2025-02-01", "2025-02-28", "2025-03-24").await.unwrap();
    assert_eq!((february.all.planned, february.all.done), (1, 1));
    let quarter = figures("2025-01-01", "2025-03-31", "2025-03-24").await.unwrap();
    assert_eq!(
        (quarter.all.planned, quarter.all.done, quarter.all.late),
        (1, 0, 1)
    );
}

#[rstest]
#[tokio::test]
async fn figures_take_facts_by_their_own_day(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    let clerk = test.people().await.clerk;
    let by = clerk.actor();
    let now = test.app.clock().now();
    let ids = make(&test, by, five_rows(test.office)).await;
    // Done on 2 April, after the first quarter: late in it, done in the second.
    let report = Report::done(day("2025-04-02"));
    act!(test, tx => tick(&tx, by, (ids[0], test.office), report, day("2025-07-01"), now)).unwrap();
    let calendar = Calendar::vietnam();
    let read = test.app.db().read();
    let today = day("2025-07-01");
    let first = progress(
        read,
        test.agency,
        (day("2025-01-01"), day("2025-03-31")),
        today,
        &calendar,
    )
    .await;
    let first = first.unwrap().all;
    // The month is on its last day at the end of the quarter: open, not late yet.
    assert_eq!((first.planned, first.done, first.doing, first.late), (2, 0, 2, 0));
    assert_eq!((first.standing, first.asleep, first.not_due), (1, 1, 2));
    let second = progress(
        read,
        test.agency,
        (day("2025-04-01"), day("2025-06-30")),
        today,
        &calendar,
    )
    .await;
    let second = second.unwrap();
    assert_eq!(
        (second.all.planned, second.all.done, second.all.on_time),
        (4, 1, 0)
    );
    let office = second
        .units
        .iter()
        .find(|(unit, _)| *unit == test.office)
        .unwrap()
        .1;
    assert_eq!((office.planned, office.done), (4, 1));
}

#[rstest]
#[tokio::test]
async fn another_agency_sees_nothing(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    let clerk = test.people().await.clerk;
    let ids = make(&test, clerk.actor(), five_rows(test.office)).await;
    let (db, now) = (test.app.db(), test.app.clock().now());
    let other = crate::features::agency::NewAgency {
        parent: None,
        name: "Sở Nội vụ tỉnh Ví Dụ".to_owned(),
        short_name: "Sở Nội vụ".to_owned(),
        symbol: "SNV".to_owned(),
        place: "Ví Dụ".to_owned(),
        hosted: true,
        valid_from: day("2025-01-01"),
    };
    let other = crate::features::agency::add(db.read(), other, now).await.unwrap();
    let calendar = Calendar::vietnam();
    let today = day("2025-03-10");
    assert!(
        overview(db.read(), other, today, &calendar)
            .await
            .unwrap()
            .is_empty()
    );
    let found = super::super::task(db.read(), other, ids[0], today, &calendar)
        .await
        .unwrap();
    assert!(found.is_none());
    let mut stranger = clerk.actor().clone();
    stranger.agency = other;
    let refused = act!(test, tx =>
        tick(&tx, &stranger, (ids[0], test.office), Report::done(today), today, now));
    assert!(matches!(refused, Err(TickError::NoPart)));
}

#[test]
fn milestones_come_one_after_another() {
    use crate::features::task::{Known, Mark, MarkId};
    let milestone = |what: &str, end: &str| schedule::Milestone {
        what: what.to_owned(),
        window: Window::deadline(day(end)),
    };
    let mut window = Window::range(day("2026-01-01"), day("2026-08-31"));
    window.milestones = vec![
        milestone("ban hành kế hoạch", "2026-01-31"),
        milestone("kiểm tra", "2026-06-30"),
    ];
    let new = NewTask::of(2026, "Kiểm tra cải cách hành chính", window);
    let unit = crate::features::agency::UnitId::new();
    let known = Known::sample(new, unit);
    let (calendar, rules) = (Calendar::vietnam(), schedule::Rules::default());
    let stage = |known: &Known, today: &str| Stage::of(known.clone().on(on(today, &calendar, &rules)).state);
    assert_eq!(stage(&known, "2026-02-10"), Stage::Late);
    let mut marked = known.clone();
    marked.marks.push(Mark {
        id: MarkId::new(),
        task: known.task.id,
        unit,
        due_on: Some(day("2026-01-31")),
        done_on: day("2026-01-30"),
        amount: None,
        note: String::new(),
        by: String::new(),
        at: known.task.changed_at,
    });
    assert_eq!(stage(&marked, "2026-02-10"), Stage::Due);
    assert_eq!(stage(&marked, "2026-07-10"), Stage::Late);
}

/// What every list and the leader's page begin with.
#[rstest]
#[tokio::test]
async fn two_hundred_tasks_are_seen_at_once(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    let clerk = test.people().await.clerk;
    let tasks = (0..40).flat_map(|_| five_rows(test.office)).collect();
    make(&test, clerk.actor(), tasks).await;
    let calendar = Calendar::vietnam();
    let all = overview(test.app.db().read(), test.agency, day("2025-04-10"), &calendar)
        .await
        .unwrap();
    assert_eq!(all.len(), 200);
    let late = all.iter().filter(|task| task.state.is_late()).count();
    assert_eq!(late, 40);
    let debts = owed_by_unit(&all);
    assert_eq!(debts.iter().map(|debt| debt.late).sum::<usize>(), 160);
}

#[test]
fn no_day_moves_with_the_zone_of_the_machine() {
    use crate::features::task::Known;
    // Stages are worked out from civil dates alone: the same whatever zone an instant would be read in.
    let month = Window::month("2025-03".parse().unwrap());
    let known = Known::sample(
        NewTask::of(2025, "Đăng tin", month),
        crate::features::agency::UnitId::new(),
    );
    let (calendar, rules) = (Calendar::vietnam(), schedule::Rules::default());
    for zone in ["UTC", "Asia/Ho_Chi_Minh", "Pacific/Kiritimati"] {
        let zone = jiff::tz::TimeZone::get(zone).unwrap();
        let clock = crate::clock::Clock::held("2025-03-31T12:00:00Z".parse().unwrap(), zone);
        let today = clock.today();
        let stage = Stage::of(known.clone().on(on(&today.to_string(), &calendar, &rules)).state);
        let late = today > day("2025-03-31");
        assert_eq!(stage == Stage::Late, late, "{today}");
    }
}
