//! Forgotten passwords, with a real mail server and people who are not who they say.

use db::Backend::{self, Postgres, Sqlite};
use http::StatusCode;
use jiff::{SignedDuration, ToSpan};
use rstest::rstest;
use sea_orm::{ConnectionTrait, Statement};
use test_kit::mail::{Mailbox, Misbehaviour};

use super::job::Recover;
use crate::features::account::{self, Account, Role};
use crate::features::audit::{self, LogFilter};
use crate::features::delivery::{self, Delivery, Item, State};
use crate::testing::{Answer, Browser, TestApp};

const PATH: &str = "/quen-mat-khau";
const PASSWORD: &str = "một câu dễ nhớ nhưng dài";

async fn account_of(test: &TestApp, who: &Browser) -> Account {
    let found = account::account_of(test.app.db().read(), test.agency, who.person()).await;
    found.unwrap().unwrap()
}

/// Gives a person an address that no other test has.
async fn mailbox(test: &TestApp, who: &Browser, name: &str) -> Mailbox {
    let mailbox = Mailbox::fresh(name);
    let account = account_of(test, who).await;
    let tx = test.app.db().begin().await.unwrap();
    account::change_email(&tx, &account, mailbox.address())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    mailbox
}

async fn staff(test: &TestApp) -> Browser {
    test.person("Võ Chuyên Viên", Role::Staff, test.division).await
}

/// Says to have forgotten a password, and lets the jobs run.
async fn forget(test: &TestApp, email: &str) -> Answer {
    let answer = test.stranger().post(PATH, &[("email", email)]).await;
    for _ in 0..3 {
        test.run_jobs().await;
    }
    answer
}

fn path(link: &str) -> String {
    link[link.find("/loi-moi/").unwrap()..].to_owned()
}

async fn choose(test: &TestApp, path: &str) -> StatusCode {
    let fields = [("password", PASSWORD), ("again", PASSWORD)];
    test.stranger().post(path, &fields).await.status
}

async fn letter_to(test: &TestApp, who: &Browser) -> Delivery {
    let id = account_of(test, who).await.id.0;
    let mut last = delivery::latest(test.app.db().read(), test.agency, "recovery", [id])
        .await
        .unwrap();
    last.remove(&id).unwrap()
}

/// Requests that no job has looked at yet.
async fn waiting(test: &TestApp) -> i64 {
    let db = test.app.db().read();
    let sql = "SELECT COUNT(*) AS waiting FROM job WHERE kind = 'recovery-send' AND state = 'waiting'";
    let statement = Statement::from_string(db.get_database_backend(), sql);
    let row = db.query_one_raw(statement).await.unwrap().unwrap();
    row.try_get("", "waiting").unwrap()
}

fn wait(test: &TestApp, time: SignedDuration) {
    let clock = test.app.clock();
    clock.set(clock.now().timestamp().checked_add(time).unwrap());
}

#[rstest]
#[tokio::test]
async fn who_reads_the_mail_chooses_a_new_password(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::with_mail(backend).await;
    let staff = staff(&test).await;
    let mailbox = mailbox(&test, &staff, "forgot").await;
    let sign_in = test.stranger().get("/dang-nhap").await.ok().html();
    assert!(sign_in.links().iter().any(|(_, href)| *href == PATH));
    test.stranger().get(PATH).await.ok();

    let done = forget(&test, &format!("  {}", mailbox.address().to_uppercase()))
        .await
        .moved();
    let shown = test.stranger().get(&done).await.ok().text();
    assert!(shown.contains("Hãy xem hộp thư"), "{shown}");
    let mail = mailbox.only().await;
    assert!(
        mail.text.contains("Kính gửi Võ Chuyên Viên") && mail.text.contains("10:00"),
        "{}",
        mail.text
    );
    let link = path(mail.link("/loi-moi/"));
    staff.get("/lam-viec/toi").await.ok();

    test.stranger().get(&link).await.ok();
    assert_eq!(choose(&test, &link).await, StatusCode::SEE_OTHER);
    assert!(
        staff.get("/lam-viec/toi").await.moved().starts_with("/dang-nhap"),
        "other sessions end"
    );
    let fields = [("email", mailbox.address()), ("password", PASSWORD)];
    test.stranger().post("/dang-nhap", &fields).await.moved();
    assert_eq!(
        choose(&test, &link).await,
        StatusCode::UNPROCESSABLE_ENTITY,
        "once"
    );
    let log = audit::log(test.app.db().read(), test.agency, &LogFilter::default(), (0, 9)).await;
    let actions: Vec<String> = log.unwrap().into_iter().map(|entry| entry.action).collect();
    assert_eq!(actions, ["account-password-reset", "account-recovery-asked"]);
}

#[rstest]
#[tokio::test]
async fn the_answer_does_not_tell_who_exists(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::with_mail(backend).await;
    let (known, gone) = (
        staff(&test).await,
        test.person("Đỗ Đã Nghỉ", Role::Staff, test.office).await,
    );
    let known_box = mailbox(&test, &known, "known").await;
    let gone_box = mailbox(&test, &gone, "gone").await;
    let unknown_box = Mailbox::fresh("unknown");
    let tx = test.app.db().begin().await.unwrap();
    account::close(&tx, &account_of(&test, &gone).await, test.app.clock().now())
        .await
        .unwrap();
    tx.commit().await.unwrap();

    let mut answers = Vec::new();
    for mailbox in [&known_box, &gone_box, &unknown_box] {
        let fields = [("email", mailbox.address())];
        let answer = test.stranger().post(PATH, &fields).await;
        // The request leaves one job behind, whoever is meant; only the job looks.
        assert_eq!(waiting(&test).await, 1);
        for _ in 0..2 {
            test.run_jobs().await;
        }
        answers.push((answer.status, answer.location(), answer.text()));
    }
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
    known_box.only().await;
    for mailbox in [gone_box, unknown_box] {
        assert!(mailbox.mails().await.is_empty());
    }
}

#[rstest]
#[tokio::test]
async fn a_link_runs_out_and_a_newer_one_ends_it(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::with_mail(backend).await;
    let staff = staff(&test).await;
    let mailbox = mailbox(&test, &staff, "expired").await;
    for _ in 0..2 {
        forget(&test, mailbox.address()).await.moved();
    }
    let mails = mailbox.wait_for(2).await;
    let [first, second] = [&mails[0], &mails[1]].map(|mail| path(mail.link("/loi-moi/")));
    assert_eq!(choose(&test, &first).await, StatusCode::UNPROCESSABLE_ENTITY);
    wait(&test, SignedDuration::from_mins(61));
    assert_eq!(choose(&test, &second).await, StatusCode::UNPROCESSABLE_ENTITY);
    let guess = "/loi-moi/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    assert_eq!(choose(&test, guess).await, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(account_of(&test, &staff).await.password_hash.is_none());
}

#[rstest]
#[tokio::test]
async fn a_link_ends_with_the_address_that_it_went_to(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::with_mail(backend).await;
    let staff = staff(&test).await;
    let old = mailbox(&test, &staff, "old").await;
    forget(&test, old.address()).await.moved();
    let link = path(old.only().await.link("/loi-moi/"));
    mailbox(&test, &staff, "new").await;
    assert_eq!(choose(&test, &link).await, StatusCode::UNPROCESSABLE_ENTITY);
}

#[rstest]
#[tokio::test]
async fn an_invitation_that_waits_stays_good(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::with_mail(backend).await;
    let staff = staff(&test).await;
    let mailbox = mailbox(&test, &staff, "invited").await;
    let tx = test.app.db().begin().await.unwrap();
    let invited = account_of(&test, &staff).await;
    let now = test.app.clock().now();
    let invitation = account::make_link(&tx, &invited, None, now).await.unwrap();
    tx.commit().await.unwrap();
    forget(&test, mailbox.address()).await.moved();
    let asked = path(mailbox.only().await.link("/loi-moi/"));

    assert_eq!(choose(&test, &invitation.path).await, StatusCode::SEE_OTHER);
    let late = choose(&test, &asked).await;
    assert_eq!(
        late,
        StatusCode::UNPROCESSABLE_ENTITY,
        "both end with the first use"
    );
}

#[rstest]
#[tokio::test]
async fn nobody_is_flooded(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::with_mail(backend).await;
    let staff = staff(&test).await;
    let mailbox = mailbox(&test, &staff, "flood").await;
    let network = test.stranger().at("203.0.113.7");
    for _ in 0..20 {
        network.post(PATH, &[("email", mailbox.address())]).await.moved();
        for _ in 0..2 {
            test.run_jobs().await;
        }
    }
    assert_eq!(mailbox.mails().await.len(), 3, "for one address");
    let fields = [("email", "khac@so.example.vn")];
    let refused = network.post(PATH, &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("khac@so.example.vn") && refused.text().contains("chờ mười phút"));
    test.stranger()
        .at("203.0.113.8")
        .post(PATH, &fields)
        .await
        .moved();

    // What a program remembers is lost when it is started anew; the ledger is not.
    let again = async || {
        let tx = test.app.db().begin().await.unwrap();
        let job = Recover {
            email: mailbox.address().to_owned(),
        };
        jobs::enqueue(&tx, &job, test.app.clock().now()).await.unwrap();
        tx.commit().await.unwrap();
        test.run_jobs().await;
        test.run_jobs().await;
    };
    again().await;
    let item = Item {
        kind: "recovery",
        id: account_of(&test, &staff).await.id.0,
    };
    let day_before = test
        .app
        .clock()
        .now()
        .timestamp()
        .checked_sub(24.hours())
        .unwrap();
    let queued = async || {
        delivery::queued_since(test.app.db().read(), test.agency, item, day_before.into())
            .await
            .unwrap()
    };
    assert_eq!(queued().await, 3);
    wait(&test, SignedDuration::from_mins(61));
    again().await;
    assert_eq!(queued().await, 4);
}

#[rstest]
#[tokio::test]
async fn the_ledger_cannot_be_read_for_the_link(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::with_mail(backend).await;
    let staff = staff(&test).await;
    let clerk = test.person("Lê Văn Phòng", Role::Office, test.office).await;
    let mailbox = mailbox(&test, &staff, "sealed").await;
    mailbox.misbehave(Misbehaviour::Later).await;
    forget(&test, mailbox.address()).await.moved();
    let waits = letter_to(&test, &staff).await;
    assert_eq!(waits.state, State::Queued);
    assert!(
        !waits.text.is_empty() && !waits.text.contains("loi-moi"),
        "sealed"
    );
    assert!(waits.html.is_some_and(|html| !html.contains("loi-moi")));
    let page = clerk.get(&delivery::page_of(waits.id)).await.ok().text();
    assert!(!page.contains("loi-moi/") && !page.contains(&waits.text));

    // What cannot go is wiped, and cannot be sent again from the ledger.
    mailbox.behave().await;
    mailbox.misbehave(Misbehaviour::Refuse).await;
    wait(&test, SignedDuration::from_mins(5));
    test.run_jobs().await;
    test.run_jobs().await;
    let failed = letter_to(&test, &staff).await;
    assert_eq!(failed.state, State::Failed);
    assert_eq!((failed.text.as_str(), failed.html), ("", None));
    let again = format!("{}/gui-lai", delivery::page_of(failed.id));
    assert_eq!(clerk.post(&again, &[]).await.status, StatusCode::CONFLICT);
    let ledger = clerk.get("/lam-viec/quan-tri/gui-di").await.ok().text();
    assert!(
        ledger.contains("Không gửi được") && !ledger.contains("Gửi lại 1"),
        "{ledger}"
    );
    assert!(mailbox.mails().await.is_empty());
}

#[rstest]
#[tokio::test]
async fn without_a_mail_server_it_says_whom_to_ask(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    let page = test.stranger().get(PATH).await.ok();
    assert!(
        page.text().contains("người quản trị") && page.html().all("form[action='/quen-mat-khau']").is_empty()
    );
    let answer = test.stranger().post(PATH, &[("email", "a@so.example.vn")]).await;
    assert_eq!(answer.moved(), PATH);
    let mail = TestApp::with_mail(backend).await;
    let wrong = mail.stranger().post(PATH, &[("email", "khong phai")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text().contains("khong phai"));
}
