//! Mornings, with a real mail server and a clock that is moved from day to day.

use db::Backend::{self, Postgres, Sqlite};
use http::StatusCode;
use jiff::ToSpan;
use jiff::civil::Date;
use rstest::rstest;
use schedule::Window;
use test_kit::mail::Mailbox;

use super::store;
use crate::boot::instance;
use crate::features::account;
use crate::features::task::{self, NewTask, Role};
use crate::testing::{Browser, TestApp};

const WORK: &str = "Tuyên truyền chỉ số cải cách hành chính";

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// The division leads a task that ends on Friday 28/03/2025.
async fn task_of_division(test: &TestApp, by: &Browser) {
    let window = Window::range(day("2025-03-03"), day("2025-03-28"));
    let new = NewTask::of(2025, WORK, window);
    let parts = [(test.division, Role::Lead, false)];
    let tx = test.app.db().begin().await.unwrap();
    task::create(&tx, by.actor(), new, &parts, test.app.clock().now())
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

/// Gives a person an address that no other test has.
async fn mailbox(test: &TestApp, name: &str, address: &str) -> Mailbox {
    let mailbox = Mailbox::fresh(name);
    let account = account::by_email(test.app.db().read(), address)
        .await
        .unwrap()
        .unwrap();
    let tx = test.app.db().begin().await.unwrap();
    account::change_email(&tx, &account, mailbox.address())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    mailbox
}

/// Runs the jobs of a day, twice.
async fn live(test: &TestApp, today: Date) {
    test.go_to(&today.to_string());
    test.run_jobs().await;
    test.run_jobs().await;
}

async fn days_told(test: &TestApp, who: &Browser) -> Vec<String> {
    let notices = store::notices(test.app.db().read(), test.agency, who.person(), 99).await;
    let mut days: Vec<String> = notices.unwrap().iter().map(|one| one.day.to_string()).collect();
    days.reverse();
    days
}

#[rstest]
#[tokio::test]
async fn before_at_and_after_the_last_day_one_digest_a_day(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::with_mail(backend).await;
    let people = test.people().await;
    let mailbox = mailbox(&test, "head", "pham-truong-phong@so.example.vn").await;
    task_of_division(&test, &people.clerk).await;
    test.run_jobs().await;
    let mut today = day("2025-03-11");
    while today <= day("2025-04-08") {
        live(&test, today).await;
        today = today.saturating_add(1.day());
    }
    // Ten working days before; on the day; then while it is late, but neither at the weekend nor on the
    // anniversary of the Hùng kings (7/4/2025).
    let told = [
        "2025-03-14",
        "2025-03-28",
        "2025-03-31",
        "2025-04-01",
        "2025-04-02",
        "2025-04-03",
        "2025-04-04",
        "2025-04-08",
    ];
    assert_eq!(days_told(&test, &people.head).await, told);
    let mails = mailbox.wait_for(told.len()).await;
    let subjects: Vec<&str> = mails.iter().map(|mail| mail.subject.as_str()).collect();
    assert_eq!(subjects.len(), told.len(), "{subjects:?}");
    assert_eq!(subjects[0], "Việc cần biết ngày 14/03/2025");
    for (mail, words) in mails
        .iter()
        .zip(["Sắp đến hạn (1)", "Đến hạn hôm nay (1)", "Quá hạn (1)"])
    {
        assert!(
            mail.text.contains(words) && mail.html.contains(words),
            "{}",
            mail.text
        );
        assert!(mail.text.contains(WORK), "{}", mail.text);
        assert!(
            mail.text
                .contains("Bạn phụ trách Phòng Quản lý xây dựng (chủ trì)"),
            "{}",
            mail.text
        );
    }
    assert!(
        mails[0]
            .link("/lam-viec/nhiem-vu/")
            .starts_with("http://127.0.0.1:8080/")
    );

    // From the third working day on the office knows, and is told of the unit once.
    assert_eq!(days_told(&test, &people.clerk).await, ["2025-04-02"]);
    let office = store::notices(test.app.db().read(), test.agency, people.clerk.person(), 1).await;
    let line = office.unwrap().remove(0).lines.remove(0);
    assert_eq!(line.href, format!("/lam-viec/nhiem-vu?don_vi={}", test.division));
    assert_eq!(days_told(&test, &people.staff).await, [""; 0]);
}

#[rstest]
#[tokio::test]
async fn notices_are_read_in_the_house(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    // Half past six in the morning: sessions do not last for days.
    test.app.clock().set("2025-03-27T23:30:00Z".parse().unwrap());
    let people = test.people().await;
    task_of_division(&test, &people.clerk).await;
    test.run_jobs().await;
    live(&test, day("2025-03-28")).await;
    let page = people.head.get("/lam-viec/thong-bao").await.ok().text();
    assert!(page.contains(WORK) && page.contains("Chưa đọc"), "{page}");
    let unread = async || {
        super::unread(test.app.db().read(), test.agency, people.head.person())
            .await
            .unwrap()
    };
    assert_eq!(unread().await, 1);
    let notices = store::notices(test.app.db().read(), test.agency, people.head.person(), 9).await;
    let path = format!("/lam-viec/thong-bao/{}/da-doc", notices.unwrap()[0].id);
    assert_eq!(people.staff.post(&path, &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(unread().await, 1);
    people.head.post(&path, &[]).await.moved();
    assert_eq!(unread().await, 0);
    let own = people.staff.get("/lam-viec/thong-bao").await.ok().text();
    assert!(!own.contains(WORK));
}

#[rstest]
#[tokio::test]
async fn wishes_and_the_fence_hold_mail_back(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::with_mail(backend).await;
    let people = test.people().await;
    let mailbox = mailbox(&test, "wish", "pham-truong-phong@so.example.vn").await;
    task_of_division(&test, &people.clerk).await;
    test.run_jobs().await;
    let wish = "/lam-viec/thong-bao/cai-dat";
    let wrong = [("mail", "1"), ("away_from", "31/02/2025"), ("quiet", "1")];
    let answer = people.head.post(wish, &wrong).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("31/02/2025"), "what was typed stays");
    let good = [
        ("mail", "1"),
        ("quiet", "1"),
        ("away_from", "01/04/2025"),
        ("away_to", "01/04/2025"),
    ];
    people.head.post(wish, &good).await.moved();
    // Monday: no mail; Tuesday: on leave; Wednesday: mail.
    for today in ["2025-03-31", "2025-04-01"] {
        live(&test, day(today)).await;
        assert!(mailbox.mails().await.is_empty(), "{today}");
    }
    live(&test, day("2025-04-02")).await;
    assert_eq!(mailbox.only().await.subject, "Việc cần biết ngày 02/04/2025");

    let now = test.app.clock().now();
    instance::put_fence(test.app.db().read(), "restored", now)
        .await
        .unwrap();
    live(&test, day("2025-04-03")).await;
    instance::lift_fence(test.app.db().read()).await.unwrap();
    // A digest of yesterday is not sent any more; today's is.
    live(&test, day("2025-04-04")).await;
    let subjects: Vec<String> = mailbox
        .mails()
        .await
        .into_iter()
        .map(|mail| mail.subject)
        .collect();
    assert_eq!(
        subjects,
        ["Việc cần biết ngày 02/04/2025", "Việc cần biết ngày 04/04/2025"]
    );
    assert_eq!(
        days_told(&test, &people.head).await.len(),
        5,
        "in the house all are there"
    );
}

#[rstest]
#[tokio::test]
async fn rules_are_for_the_office_and_administrators(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    test.go_to("2025-03-20");
    let people = test.people().await;
    task_of_division(&test, &people.clerk).await;
    let path = "/lam-viec/quan-tri/nhac-viec";
    for who in [&people.staff, &people.head, &people.leader, &people.auditor] {
        assert_eq!(who.get(path).await.status, StatusCode::FORBIDDEN);
        assert_eq!(who.post(path, &[]).await.status, StatusCode::FORBIDDEN);
        let try_out = format!("{path}/gui-thu");
        assert_eq!(who.post(&try_out, &[]).await.status, StatusCode::FORBIDDEN);
    }
    let preview = people.administrator.get(path).await.ok();
    let forms = preview.html().links();
    assert!(!forms.iter().any(|(_, href)| href.contains("gui-thu")));
    let preview = preview.text();
    assert!(
        preview.contains("Chưa cấu hình thư") && preview.contains("[mail] host"),
        "{preview}"
    );
    let clerk = people.clerk.get(path).await.ok().text();
    assert!(
        clerk.contains("Chưa cấu hình thư") && !clerk.contains("[mail]"),
        "{clerk}"
    );
    assert!(
        preview.contains("Phạm Trưởng Phòng") && preview.contains("Sắp đến hạn (1)"),
        "{preview}"
    );
    let one = format!("{path}?person={}", people.head.person());
    assert!(people.clerk.get(&one).await.ok().text().contains(WORK));

    let fields = [
        ("before_month", "5"),
        ("before_quarter", "5"),
        ("before_halfyear", "5"),
        ("before_year", "5"),
        ("before_range", "2"),
        ("before_deadline", "5"),
        ("before_recurring", "5"),
        ("before_triggered", "5"),
        ("late_every", "2"),
        ("head_after", "1"),
        ("office_after", "3"),
    ];
    let wrong: Vec<_> = fields
        .iter()
        .map(|(k, v)| (*k, if *k == "late_every" { "0" } else { v }))
        .collect();
    let answer = people.clerk.post(path, &wrong).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("Cần một số từ 1 đến 120"));
    people.clerk.post(path, &fields).await.moved();
    let preview = people.clerk.get(path).await.ok().text();
    assert!(
        !preview.contains("Sắp đến hạn (1)"),
        "six working days are too early now"
    );

    let sent = people.clerk.post(&format!("{path}/gui-thu"), &[]).await.moved();
    assert!(people.clerk.get(&sent).await.ok().text().contains("[Gửi thử]"));

    let other = TestApp::new(backend).await;
    let outsider = other.people().await.clerk;
    assert!(!outsider.get(&one).await.ok().text().contains(WORK));
}
