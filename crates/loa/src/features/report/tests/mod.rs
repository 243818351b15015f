//! Reports, as those who write and decide meet them.

mod files;
mod journey;
mod rights;
mod rows;

use db::Backend;
use jiff::civil::Date;

use super::{Content, Regime};
use crate::features::audit::Subject;
use crate::features::evidence::{self, EvidenceId, Form, Kind, NewEvidence, Verdict};
use crate::features::plan::testing::{draft_plan, row, target};
use crate::features::plan::{self, NewTargetValue, Who};
use crate::features::task::{self, NewTask, Party, Role, TaskId};
use crate::testing::{People, TestApp};

pub(super) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// An agency with a plan of three tasks in force, and its people.
pub(super) struct World {
    pub(super) test: TestApp,
    pub(super) people: People,
    /// Due in the first quarter, in the second, standing.
    pub(super) tasks: Vec<TaskId>,
}

impl World {
    pub(super) async fn new(backend: Backend) -> Self {
        Self::on(backend, crate::testing::TODAY).await
    }

    /// The same on another day: a session does not last for weeks.
    pub(super) async fn on(backend: Backend, today: &str) -> Self {
        let test = TestApp::new(backend).await;
        test.go_to(today);
        let people = test.people().await;
        let by = people.clerk.actor().clone();
        let (agency, now) = (test.agency, test.app.clock().now());
        let context = schedule::Context {
            year: Some(2025),
            ..schedule::Context::default()
        };
        let rows = [
            ("1", "Tuyên truyền Chỉ số cải cách hành chính", "Tháng 02/2025"),
            ("2", "Tổ chức tọa đàm", "Quý II/2025"),
            ("3", "Đăng tin bài <b>thường xuyên</b>", "Thường xuyên"),
        ];
        let tx = test.app.db().begin().await.unwrap();
        let (id, version) = draft_plan(
            &tx,
            agency,
            (2025, "Kế hoạch tuyên truyền năm 2025"),
            vec![target(80, "cán bộ, công chức", "nắm được mục tiêu")],
            rows.iter()
                .map(|(no, content, time)| row(no, content, test.office, time, 2025))
                .collect(),
            (by.person, now),
        )
        .await;
        plan::put_in_force(&tx, agency, version, (by.person, &by.name), now)
            .await
            .unwrap();
        let mut tasks = Vec::new();
        for (position, (no, content, time)) in (0..).zip(rows) {
            let party = |role, unit, text: &str| Party {
                role,
                text: text.to_owned(),
                who: Who::Unit(unit),
            };
            let new = NewTask {
                plan: Some(id),
                position,
                no: no.to_owned(),
                time_text: time.to_owned(),
                applies_from: Some(day("2025-01-01")),
                applies_to: Some(day("2025-12-31")),
                parties: vec![
                    party(Role::Lead, test.office, "Văn phòng Sở"),
                    party(Role::Coordinator, test.division, "Phòng Quản lý xây dựng"),
                ],
                ..NewTask::of(2025, content, schedule::read(time, &context).window)
            };
            let units = [
                (test.office, Role::Lead, false),
                (test.division, Role::Coordinator, false),
            ];
            tasks.push(task::create(&tx, &by, new, &units, now).await.unwrap());
        }
        let target = plan::targets(&tx, agency, id).await.unwrap().remove(0);
        let value = NewTargetValue {
            target: target.id,
            reached: 1_999,
            total: 2_500,
            as_of: day("2025-03-01"),
            source: "Khảo sát trực tuyến".to_owned(),
        };
        let today = test.app.clock().today();
        plan::record_target_value(&tx, agency, id, value, (by.person, &by.name), (today, now))
            .await
            .unwrap();
        tx.commit().await.unwrap();
        Self { test, people, tasks }
    }

    /// Accepted evidence of a day.
    pub(super) async fn evidence(&self, title: &str, form: Form, on: &str, quantity: i64) -> EvidenceId {
        self.evidence_of(title, form, on, quantity, None).await
    }

    pub(super) async fn evidence_of(
        &self,
        title: &str,
        form: Form,
        on: &str,
        quantity: i64,
        people: Option<i64>,
    ) -> EvidenceId {
        let new = NewEvidence {
            unit: Some(self.test.division),
            kind: Kind::Link,
            form,
            title: title.to_owned(),
            issuer: String::new(),
            document_number: String::new(),
            document_date: None,
            fact_date: day(on),
            place: String::new(),
            note: String::new(),
            quantity,
            people,
            url: Some("https://so.example.vn/tin/1".to_owned()),
            snapshot: None,
            snapshot_failure: None,
            files: Vec::new(),
        };
        let (staff, clerk) = (self.people.staff.actor(), self.people.clerk.actor());
        let (agency, now) = (self.test.agency, self.test.app.clock().now());
        let subjects = [Subject::new("task", self.tasks[0].0)];
        let tx = self.test.app.db().begin().await.unwrap();
        let id = evidence::add(
            &tx,
            agency,
            &new,
            &subjects,
            Some((staff.person, &staff.name)),
            now,
        )
        .await
        .unwrap();
        let accepted = evidence::review(
            &tx,
            agency,
            id,
            &Verdict::Accept,
            (clerk.person, &clerk.name),
            now,
        );
        assert!(accepted.await.unwrap());
        tx.commit().await.unwrap();
        id
    }

    /// The office has done its part of the first task.
    pub(super) async fn finish_first_task(&self, on: &str) {
        let (clock, by) = (self.test.app.clock(), self.people.clerk.actor());
        let tx = self.test.app.db().begin().await.unwrap();
        task::tick(
            &tx,
            by,
            (self.tasks[0], self.test.office),
            task::Report::done(day(on)),
            clock.today(),
            clock.now(),
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
    }

    /// What a period's report says, without a report having been begun.
    pub(super) async fn content(&self, regime: Regime, period: &str) -> Content {
        let clock = self.test.app.clock();
        let at = (clock.today(), clock.now());
        let db = self.test.app.db().read();
        let which = (regime, period.parse().unwrap());
        super::of_period(db, self.test.agency, which, at).await.unwrap().0
    }

    /// A report begun by the clerk; its page.
    pub(super) async fn begun(&self, which: &str) -> String {
        self.people
            .clerk
            .post("/lam-viec/bao-cao", &[("ky", which)])
            .await
            .moved()
    }
}

pub(super) fn count(content: &Content, key: &str) -> u64 {
    content.cut.figure(key).unwrap().count().unwrap()
}
