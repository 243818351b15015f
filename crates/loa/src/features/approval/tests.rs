//! Approval, as those who submit and decide meet it.

use db::Backend::{self, Postgres, Sqlite};
use http::StatusCode;
use rstest::rstest;

use super::{ApprovalId, Standing, Step, Submission, standing, submit, void};
use crate::features::account::Role;
use crate::features::audit::Subject;
use crate::testing::{Browser, TestApp};

async fn submitted(test: &TestApp, by: &Browser, subject: Subject, steps: Vec<Step>) -> ApprovalId {
    let new = Submission {
        subject,
        hash: "hash 1".to_owned(),
        title: "Báo cáo quý I".to_owned(),
        href: "/lam-viec/bao-cao".to_owned(),
        steps,
    };
    let who = (by.person(), by.actor().name.as_str());
    let tx = test.app.db().begin().await.unwrap();
    let id = submit(&tx, test.agency, new, who, test.app.clock().now())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    id
}

async fn now_standing(test: &TestApp, subject: Subject, hash: &str) -> Standing {
    standing(test.app.db().read(), test.agency, subject, hash)
        .await
        .unwrap()
}

#[rstest]
#[tokio::test]
async fn two_steps_are_taken_in_order(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    let people = test.people().await;
    let subject = Subject::new("report", db::new_id());
    let steps = vec![Step::HeadOf(test.division), Step::Role(Role::Leader)];
    let id = submitted(&test, &people.clerk, subject, steps).await;
    let path = format!("/lam-viec/phe-duyet/{id}");
    let approve = [("verdict", "approve")];

    assert_eq!(
        people.leader.post(&path, &approve).await.status,
        StatusCode::FORBIDDEN,
        "not the leader's step yet"
    );
    assert_eq!(
        people.clerk.post(&path, &approve).await.status,
        StatusCode::FORBIDDEN,
        "one's own work"
    );
    assert!(
        people
            .head
            .get("/lam-viec/phe-duyet")
            .await
            .ok()
            .text()
            .contains("Báo cáo quý I")
    );
    people.head.post(&path, &approve).await.moved();
    assert!(matches!(
        now_standing(&test, subject, "hash 1").await,
        Standing::Waiting(_)
    ));
    people.leader.post(&path, &approve).await.moved();
    assert!(matches!(
        now_standing(&test, subject, "hash 1").await,
        Standing::Approved(_)
    ));
    assert_eq!(
        people.leader.post(&path, &approve).await.status,
        StatusCode::CONFLICT
    );

    // What was agreed to is this content and no other.
    assert_eq!(now_standing(&test, subject, "hash 2").await, Standing::Open);
    let tx = test.app.db().begin().await.unwrap();
    assert!(
        void(&tx, test.agency, subject, test.app.clock().now())
            .await
            .unwrap()
    );
    tx.commit().await.unwrap();
    assert_eq!(now_standing(&test, subject, "hash 1").await, Standing::Open);
}

#[rstest]
#[tokio::test]
async fn returning_needs_a_reason_and_keeps_it(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    let people = test.people().await;
    let subject = Subject::new("report", db::new_id());
    let id = submitted(&test, &people.clerk, subject, vec![Step::Role(Role::Leader)]).await;
    let path = format!("/lam-viec/phe-duyet/{id}");
    let answer = people
        .leader
        .post(&path, &[("verdict", "return"), ("comment", "  ")])
        .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("Cần ghi lý do"));
    people
        .leader
        .post(&path, &[("verdict", "return"), ("comment", "Thiếu số liệu")])
        .await
        .moved();
    let Standing::Returned(_, reason) = now_standing(&test, subject, "hash 1").await else {
        panic!("not returned");
    };
    assert_eq!(reason, "Thiếu số liệu");
    assert_eq!(people.staff.get(&path).await.status, StatusCode::FORBIDDEN);

    let other = TestApp::new(backend).await;
    let outsider = other.people().await.leader;
    assert_eq!(outsider.get(&path).await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        outsider.post(&path, &[("verdict", "approve")]).await.status,
        StatusCode::NOT_FOUND
    );
}
