//! The ledger with a real mail server that misbehaves.

use db::Backend::{self, Postgres, Sqlite};
use http::StatusCode;
use jiff::SignedDuration;
use rstest::rstest;
use test_kit::mail::{Mailbox, Misbehaviour};

use super::model::{ABANDONED, after};
use super::store::{self, Filter};
use super::{Cause, Delivery, DeliveryId, Item, Mail, Missed, Recipient, State, queue_mail, tally};
use crate::boot::{catalogue, instance, runner};
use crate::features::account::Role;
use crate::testing::{Browser, TestApp};

const REASON: &str = "delivery-title";

fn letter(test: &TestApp, to: &Mailbox) -> Mail {
    Mail::new(
        Item {
            kind: "test",
            id: test.agency.0,
        },
        "1",
        Recipient {
            address: to.address().to_owned(),
            name: "Trần Thị Lan".to_owned(),
            person: None,
        },
        catalogue().translator(ui::Lang::Vi),
        ("Lời mời & hẹn".to_owned(), vec!["Kính gửi chị <Lan>".to_owned()]),
        REASON,
        test.app.clock().now(),
    )
}

async fn put(test: &TestApp, mail: Mail) -> DeliveryId {
    let tx = test.app.db().begin().await.unwrap();
    let id = queue_mail(&tx, test.agency, mail, test.app.clock().now())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    id
}

async fn now_is(test: &TestApp, id: DeliveryId) -> Delivery {
    store::by_id(test.app.db().read(), test.agency, id)
        .await
        .unwrap()
        .unwrap()
}

async fn stands(test: &TestApp, id: DeliveryId) -> (State, Option<Cause>) {
    let delivery = now_is(test, id).await;
    (delivery.state, delivery.cause)
}

fn wait(test: &TestApp, time: SignedDuration) {
    let clock = test.app.clock();
    clock.set(after(clock.now(), time).timestamp());
}

async fn clerk(test: &TestApp) -> Browser {
    test.person("Lê Văn Phòng", Role::Office, test.office).await
}

#[rstest]
#[tokio::test]
async fn a_letter_goes_out_once(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::with_mail(backend).await;
    let mailbox = Mailbox::fresh("once");
    let mut mail = letter(&test, &mailbox);
    mail.action = Some(("Mở".to_owned(), "http://loa.test/loi-moi/abc".to_owned()));
    let id = put(&test, mail.clone()).await;
    assert_eq!(
        put(&test, mail.clone()).await,
        id,
        "the same item, version and address"
    );
    test.run_jobs().await;
    test.run_jobs().await;

    let arrived = mailbox.only().await;
    assert_eq!(arrived.subject, "Lời mời & hẹn");
    assert!(arrived.text.contains("Kính gửi chị <Lan>") && arrived.html.contains("&#60;Lan&#62;"));
    assert_eq!(arrived.link("/loi-moi/"), "http://loa.test/loi-moi/abc");
    assert_eq!(arrived.message_id, format!("<{id}@so.example.vn>"));
    let sent = now_is(&test, id).await;
    assert_eq!((sent.state, sent.attempts), (State::Sent, 1));
    assert_eq!(sent.outside_id.as_deref(), Some(arrived.message_id.as_str()));

    assert_eq!(put(&test, mail.clone()).await, id, "also after it was sent");
    mail.version = "2".to_owned();
    assert_ne!(put(&test, mail).await, id, "another version is another delivery");
    test.run_jobs().await;
    assert_eq!(mailbox.wait_for(2).await.len(), 2);
}

#[rstest]
#[tokio::test]
async fn what_is_rolled_back_is_not_sent(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::with_mail(backend).await;
    let mailbox = Mailbox::fresh("rolled-back");
    let tx = test.app.db().begin().await.unwrap();
    let now = test.app.clock().now();
    queue_mail(&tx, test.agency, letter(&test, &mailbox), now)
        .await
        .unwrap();
    tx.rollback().await.unwrap();
    test.run_jobs().await;
    assert!(mailbox.mails().await.is_empty());
}

#[rstest]
#[tokio::test]
async fn a_refused_recipient_fails_and_is_sent_again_by_cause(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::with_mail(backend).await;
    let clerk = clerk(&test).await;
    let mailbox = Mailbox::fresh("refused");
    mailbox.misbehave_times(Misbehaviour::Refuse, 1).await;
    let id = put(&test, letter(&test, &mailbox)).await;
    test.run_jobs().await;
    assert_eq!(stands(&test, id).await, (State::Failed, Some(Cause::Refused)));
    let page = clerk.get("/lam-viec/quan-tri/gui-di").await.ok().text();
    assert!(page.contains("Không có người nhận này"), "{page}");
    assert!(page.contains("Gửi lại 1 thư: Máy chủ thư từ chối"), "{page}");
    wait(&test, SignedDuration::from_hours(2));
    test.run_jobs().await;
    assert_eq!(
        now_is(&test, id).await.attempts,
        1,
        "what was refused is not tried again"
    );

    let again = "/lam-viec/quan-tri/gui-di/gui-lai";
    clerk.post(again, &[("cause", "refused")]).await.moved();
    test.run_jobs().await;
    assert_eq!(stands(&test, id).await, (State::Sent, None));
    mailbox.only().await;
}

#[rstest]
#[tokio::test]
async fn come_back_later_is_tried_later(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::with_mail(backend).await;
    let mailbox = Mailbox::fresh("later");
    mailbox.misbehave_times(Misbehaviour::Later, 2).await;
    let id = put(&test, letter(&test, &mailbox)).await;
    for attempts in [1, 1, 2] {
        test.run_jobs().await;
        assert_eq!(stands(&test, id).await, (State::Queued, Some(Cause::Temporary)));
        assert_eq!(now_is(&test, id).await.attempts, attempts);
        wait(&test, SignedDuration::from_secs(40));
    }
    wait(&test, SignedDuration::from_mins(2));
    test.run_jobs().await;
    assert_eq!(stands(&test, id).await, (State::Sent, None));
    mailbox.only().await;
}

#[rstest]
#[case(Missed::Ask, State::NeedsPerson)]
#[case(Missed::Drop, State::Dropped)]
#[case(Missed::Late, State::Sent)]
#[tokio::test]
async fn a_missed_deadline_is_treated_as_was_said(
    #[values(Sqlite, Postgres)] backend: Backend,
    #[case] policy: Missed,
    #[case] end: State,
) {
    let test = TestApp::with_mail(backend).await;
    let mailbox = Mailbox::fresh("missed");
    mailbox.misbehave(Misbehaviour::Full).await;
    let mut mail = letter(&test, &mailbox);
    mail.policy = policy;
    mail.deadline = after(test.app.clock().now(), SignedDuration::from_mins(2));
    let id = put(&test, mail).await;
    test.run_jobs().await;
    wait(&test, SignedDuration::from_mins(90));
    mailbox.behave().await;
    test.run_jobs().await;
    assert_eq!(stands(&test, id).await.0, end);
    assert_eq!(mailbox.mails().await.len(), usize::from(end == State::Sent));
    if end == State::NeedsPerson {
        let clerk = clerk(&test).await;
        clerk
            .post(&format!("/lam-viec/quan-tri/gui-di/{id}/gui-lai"), &[])
            .await
            .moved();
        test.run_jobs().await;
        mailbox.only().await;
    }
}

#[rstest]
#[tokio::test]
async fn silence_after_the_text_asks_a_person(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::with_mail(backend).await;
    let clerk = clerk(&test).await;
    let (kept, lost) = (Mailbox::fresh("kept"), Mailbox::fresh("lost"));
    let mut ids = Vec::new();
    for mailbox in [&kept, &lost] {
        mailbox.misbehave_times(Misbehaviour::Drop, 1).await;
        ids.push(put(&test, letter(&test, mailbox)).await);
    }
    test.run_jobs().await;
    for id in &ids {
        assert_eq!(stands(&test, *id).await, (State::Unknown, Some(Cause::NoAnswer)));
    }
    wait(&test, SignedDuration::from_hours(9));
    test.run_jobs().await;
    test.run_jobs().await;
    assert_eq!(kept.mails().await.len(), 1, "never a second time by itself");

    let path = |id: &DeliveryId| format!("/lam-viec/quan-tri/gui-di/{id}");
    let page = clerk.get(&path(&ids[0])).await.ok();
    assert!(page.text().contains("Chưa rõ thư đã đến hay chưa"));
    clerk
        .post(&format!("{}/da-gui", path(&ids[0])), &[])
        .await
        .moved();
    assert_eq!(stands(&test, ids[0]).await, (State::Sent, Some(Cause::Person)));
    let late = clerk.post(&format!("{}/gui-lai", path(&ids[0])), &[]).await;
    assert_eq!(late.status, StatusCode::CONFLICT, "it is decided");

    clerk
        .post(&format!("{}/gui-lai", path(&ids[1])), &[])
        .await
        .moved();
    test.run_jobs().await;
    assert_eq!(stands(&test, ids[1]).await, (State::Sent, None));
    let two = lost.wait_for(2).await;
    assert_eq!(two[0].message_id, two[1].message_id, "a reader can tell the copy");
    assert!(clerk.get(&path(&ids[1])).await.ok().text().contains("Lần 2"));
}

#[rstest]
#[tokio::test]
async fn killed_in_the_middle_it_is_not_sent_twice(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::with_mail(backend).await;
    let mailbox = Mailbox::fresh("killed");
    mailbox
        .misbehave_times(Misbehaviour::Slow(std::time::Duration::from_secs(20)), 1)
        .await;
    let id = put(&test, letter(&test, &mailbox)).await;
    let now = test.app.clock().now();
    let killed = runner(&test.app);
    tokio::select! {
        ran = killed.run_pending(now) => panic!("{ran:?} before the kill"),
        mails = mailbox.wait_for(1) => assert_eq!(mails.len(), 1),
    }
    assert_eq!(stands(&test, id).await, (State::Sending, None));

    // Another server finds the job when the lease has run out.
    wait(&test, SignedDuration::from_mins(2));
    test.run_jobs().await;
    assert_eq!(
        stands(&test, id).await,
        (State::Unknown, Some(Cause::Interrupted))
    );
    wait(&test, ABANDONED);
    test.run_jobs().await;
    test.run_jobs().await;
    mailbox.only().await;
}

#[rstest]
#[tokio::test]
async fn behind_the_fence_everything_waits(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::with_mail(backend).await;
    let clerk = clerk(&test).await;
    let mailbox = Mailbox::fresh("fenced");
    let now = test.app.clock().now();
    instance::put_fence(test.app.db().read(), "restored", now)
        .await
        .unwrap();
    let id = put(&test, letter(&test, &mailbox)).await;
    for _ in 0..3 {
        test.run_jobs().await;
        wait(&test, SignedDuration::from_mins(5));
    }
    assert_eq!(stands(&test, id).await, (State::Queued, Some(Cause::Fenced)));
    assert!(mailbox.mails().await.is_empty());
    let page = clerk.get("/lam-viec/quan-tri/gui-di").await.ok().text();
    assert!(page.contains("Đang tạm dừng gửi"));

    instance::lift_fence(test.app.db().read()).await.unwrap();
    wait(&test, SignedDuration::from_mins(5));
    test.run_jobs().await;
    assert_eq!(stands(&test, id).await, (State::Sent, None));
    mailbox.only().await;
}

#[rstest]
#[tokio::test]
async fn without_a_mail_server_letters_are_kept(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    let clerk = clerk(&test).await;
    let id = put(&test, letter(&test, &Mailbox::of("a@so.example.vn"))).await;
    test.run_jobs().await;
    assert_eq!(
        stands(&test, id).await,
        (State::Queued, Some(Cause::Unconfigured))
    );
    let page = clerk.get("/lam-viec/quan-tri/gui-di").await.ok().text();
    assert!(
        page.contains("Chưa cấu hình thư") && page.contains("1 thư đang chờ"),
        "{page}"
    );
}

#[rstest]
#[tokio::test]
async fn a_secret_letter_is_neither_shown_nor_kept(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::with_mail(backend).await;
    let clerk = clerk(&test).await;
    let mailbox = Mailbox::fresh("secret");
    let mut mail = letter(&test, &mailbox);
    mail.confidential = Some(test.app.sealing().clone());
    let id = put(&test, mail).await;
    let page = clerk
        .get(&format!("/lam-viec/quan-tri/gui-di/{id}"))
        .await
        .ok()
        .text();
    assert!(!page.contains("Kính gửi"), "{page}");
    test.run_jobs().await;
    assert!(mailbox.only().await.text.contains("Kính gửi"));
    let kept = now_is(&test, id).await;
    assert_eq!((kept.text.as_str(), kept.html), ("", None));
}

#[rstest]
#[tokio::test]
async fn the_ledger_is_for_those_who_send_and_stays_in_the_agency(
    #[values(Sqlite, Postgres)] backend: Backend,
) {
    let test = TestApp::new(backend).await;
    let people = test.people().await;
    let id = put(&test, letter(&test, &Mailbox::of("lan@so.example.vn"))).await;
    let (list, one) = (
        "/lam-viec/quan-tri/gui-di".to_owned(),
        format!("/lam-viec/quan-tri/gui-di/{id}"),
    );
    let (excel, dropping) = (format!("{list}.xlsx"), format!("{one}/bo-qua"));
    for who in [&people.staff, &people.head, &people.leader, &people.auditor] {
        for path in [&list, &one, &excel] {
            assert_eq!(who.get(path).await.status, StatusCode::FORBIDDEN, "{path}");
        }
        assert_eq!(who.post(&dropping, &[]).await.status, StatusCode::FORBIDDEN);
    }
    for who in [&people.clerk, &people.administrator] {
        let html = who.get(&list).await.ok().html();
        let entries = html.links().into_iter().filter(|(_, href)| *href == list).count();
        assert!(entries >= 1, "in the navigation");
        assert!(
            who.get(&format!("{list}?q=tran+thi"))
                .await
                .ok()
                .text()
                .contains("Lan")
        );
        assert!(
            !who.get(&format!("{list}?q=khac"))
                .await
                .ok()
                .text()
                .contains("Lan")
        );
        assert_eq!(who.get(&excel).await.ok().bytes.get(..2), Some(&b"PK"[..]));
    }
    let other = TestApp::new(backend).await;
    let outsider = clerk(&other).await;
    assert_eq!(outsider.get(&one).await.status, StatusCode::NOT_FOUND);
    assert_eq!(outsider.post(&dropping, &[]).await.status, StatusCode::NOT_FOUND);

    people.clerk.post(&dropping, &[]).await.moved();
    let tally = tally(test.app.db().read(), test.agency).await.unwrap();
    assert_eq!((tally.of(State::Dropped), tally.of(State::Queued)), (1, 0));
    let all = store::list(test.app.db().read(), other.agency, &Filter::default(), (0, 9)).await;
    assert_eq!(all.unwrap(), []);
}
