//! Tasks as facts and rules, and as people meet them.

mod journey;
mod year;

use jiff::civil::Date;
use schedule::{Bounds, Month, Quarter, Window};

use super::{Alternative, Day, NewTask, Party, Role, TaskId, create, fan_out};
use crate::features::agency::{self, UnitId};
use crate::features::plan::{UnitSet, Who};
use crate::policy::Actor;
use crate::testing::TestApp;

/// Every word that the templates and the code of this feature name is there, in both languages.
#[test]
fn all_words_are_there() {
    let catalogue = crate::boot::catalogue();
    assert!(catalogue.incomplete().is_empty(), "{:?}", catalogue.incomplete());
    let sources = [
        include_str!("../web/list.html"),
        include_str!("../web/board.html"),
        include_str!("../web/owed.html"),
        include_str!("../web/difficulties.html"),
        include_str!("../web/show.html"),
        include_str!("../web/week.html"),
        include_str!("../web/adopt.html"),
        include_str!("../web/holidays.html"),
        include_str!("../web/mod.rs"),
        include_str!("../web/list.rs"),
        include_str!("../web/board.rs"),
        include_str!("../web/owed.rs"),
        include_str!("../web/show.rs"),
        include_str!("../web/week.rs"),
        include_str!("../web/adopt.rs"),
        include_str!("../web/act.rs"),
        include_str!("../web/office.rs"),
        include_str!("../web/lines.rs"),
        include_str!("../web/export.rs"),
        include_str!("../web/feed.rs"),
        include_str!("../web/holidays.rs"),
        include_str!("../words.rs"),
        include_str!("../tick.rs"),
        include_str!("../change.rs"),
        include_str!("../debts.rs"),
    ];
    let words = include_str!("../words.vi.ftl");
    let known = |key: &str| {
        words
            .lines()
            .any(|line| line.strip_prefix(key).is_some_and(|rest| rest.starts_with(" =")))
    };
    for source in sources {
        for piece in source.split('"').filter(|piece| piece.starts_with("task-")) {
            let key = !piece.contains(['{', ' ', '/']) && !piece.ends_with('-');
            // Actions of the history are told by the keys of the audit log.
            let audit = format!("audit-{piece}");
            assert!(!key || known(piece) || known(&audit), "{piece} has no words");
        }
    }
}

pub(super) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// The five rows of a plan of 2025 as such plans have them: a month, a quarter, all year, a range with two ways,
/// and one that waits for a letter.
pub(super) fn five_rows(office: UnitId) -> Vec<NewTask> {
    let year = Bounds {
        start: Some(day("2025-01-01")),
        end: Some(day("2025-12-31")),
        ..Bounds::default()
    };
    let month: Month = "2025-03".parse().unwrap();
    let quarter: Quarter = "2025-Q2".parse().unwrap();
    let rows = [
        (
            "Tuyên truyền chỉ số cải cách hành chính",
            Window::month(month),
            Who::Everyone,
        ),
        (
            "Tuyên truyền kết quả sắp xếp bộ máy",
            Window::quarter(quarter),
            Who::AllOf(UnitSet::All),
        ),
        (
            "Tuyên truyền kế hoạch cải cách hành chính",
            Window::standing(year),
            Who::AllOf(UnitSet::All),
        ),
        (
            "Phát động cuộc thi hoặc tổ chức tọa đàm",
            Window::range(day("2025-06-01"), day("2025-09-30")),
            Who::AllOf(UnitSet::All),
        ),
        (
            "Phối hợp tổ chức tọa đàm cấp tỉnh",
            Window::triggered("Khi Sở Nội vụ có yêu cầu phối hợp"),
            Who::AllOf(UnitSet::All),
        ),
    ];
    let party = |role, text: &str, who| Party {
        role,
        text: text.to_owned(),
        who,
    };
    rows.into_iter()
        .enumerate()
        .map(|(index, (content, window, who))| NewTask {
            position: i32::try_from(index).unwrap(),
            no: (index + 1).to_string(),
            applies_from: year.start,
            applies_to: year.end,
            parties: vec![
                party(Role::Lead, "Văn phòng Sở", Who::Unit(office)),
                party(Role::Coordinator, "Các phòng, đơn vị", who),
            ],
            alternatives: if index == 3 {
                ["Phát động cuộc thi", "Tổ chức tọa đàm"]
                    .map(|text| Alternative {
                        text: text.to_owned(),
                        window: None,
                    })
                    .into()
            } else {
                Vec::new()
            },
            ..NewTask::of(2025, content, window)
        })
        .collect()
}

/// Makes tasks as the office would.
pub(super) async fn make(test: &TestApp, by: &Actor, tasks: Vec<NewTask>) -> Vec<TaskId> {
    let db = test.app.db();
    let units = agency::units(db.read(), test.agency).await.unwrap();
    let tx = db.begin().await.unwrap();
    let mut ids = Vec::new();
    for task in tasks {
        let parts = fan_out(&task.parties, &units, day("2025-01-01"));
        ids.push(
            create(&tx, by, task, &parts, test.app.clock().now())
                .await
                .unwrap(),
        );
    }
    tx.commit().await.unwrap();
    ids
}

/// Runs a use case in a transaction of its own.
macro_rules! act {
    ($test:expr, $tx:ident => $call:expr) => {{
        let $tx = $test.app.db().begin().await.unwrap();
        let result = $call.await;
        $tx.commit().await.unwrap();
        result
    }};
}
pub(super) use act;

/// A day with the plain calendar.
pub(super) fn on<'a>(today: &str, calendar: &'a schedule::Calendar, rules: &'a schedule::Rules) -> Day<'a> {
    Day {
        today: day(today),
        calendar,
        rules,
    }
}
