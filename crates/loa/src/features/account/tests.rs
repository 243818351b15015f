//! Journeys of signing in, of links and of one's own account.

use std::net::IpAddr;

use db::Backend::{self, Postgres, Sqlite};
use http::StatusCode;
use http::header::SET_COOKIE;
use rstest::rstest;
use totp_rs::{Builder, Secret};

use super::{Account, Role};
use crate::features::{account, agency, audit};
use crate::testing::{Browser, TestApp};

const PASSWORD: &str = "một câu dễ nhớ nhưng dài";
const EMAIL: &str = "vo-chuyen-vien@so.example.vn";

/// Võ Chuyên Viên, who has a password and is signed in nowhere but in the browser that comes back.
async fn staff(test: &TestApp) -> (Browser, Account) {
    let staff = test.person("Võ Chuyên Viên", Role::Staff, test.division).await;
    let link = invite(test, EMAIL).await;
    let answers = [("password", PASSWORD), ("again", PASSWORD)];
    assert_eq!(
        test.stranger().post(&link, &answers).await.moved(),
        "/dang-nhap?next=%2Flam-viec"
    );
    let account = account::by_email(test.app.db().read(), EMAIL)
        .await
        .unwrap()
        .unwrap();
    (staff, account)
}

async fn invite(test: &TestApp, email: &str) -> String {
    let account = account::by_email(test.app.db().read(), email)
        .await
        .unwrap()
        .unwrap();
    let tx = test.app.db().begin().await.unwrap();
    let link = account::make_link(&tx, &account, None, test.app.clock().now())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    link.path
}

async fn sign_in(browser: &Browser, password: &str) -> crate::testing::Answer {
    browser
        .post("/dang-nhap", &[("email", EMAIL), ("password", password)])
        .await
}

/// The code that the phone shows now.
fn code(test: &TestApp, secret: &str) -> String {
    let secret = Secret::try_from_base32(secret.replace(' ', "")).unwrap();
    let totp = Builder::new().with_secret(secret).build().unwrap();
    let seconds = test.app.clock().now().timestamp().as_second();
    totp.generate(u64::try_from(seconds).unwrap()).to_string()
}

/// Moves the clock a minute on.
fn later(test: &TestApp, minutes: i64) {
    let now = test.app.clock().now().timestamp();
    test.app
        .clock()
        .set(now + jiff::SignedDuration::from_mins(minutes));
}

/// Switches the second factor on; the secret and the recovery codes.
async fn enrol(test: &TestApp, browser: &Browser) -> (String, Vec<String>) {
    let page = browser.get("/lam-viec/toi/xac-thuc").await.ok().html();
    let secret = page.one("form code").text();
    let sealed = page.one("input[name=sealed]").attr("value").unwrap().to_owned();
    assert!(page.has("svg.qr"));
    let fields = [
        ("sealed", sealed.as_str()),
        ("code", &code(test, &secret)),
        ("password", PASSWORD),
    ];
    let answer = browser.post("/lam-viec/toi/xac-thuc", &fields).await.ok();
    let codes = answer
        .html()
        .all("#codes li")
        .iter()
        .map(|code| code.text())
        .collect();
    (secret, codes)
}

#[rstest]
#[tokio::test]
async fn an_invitation_is_used_once(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    test.person("Võ Chuyên Viên", Role::Staff, test.division).await;
    let first = invite(&test, EMAIL).await;
    let link = invite(&test, EMAIL).await;
    let guest = test.stranger();

    let gone = guest.get(&first).await.ok();
    assert!(!gone.html().has("form"), "a fresh link ends the one before");
    let page = guest.get(&link).await.ok().text();
    assert!(
        page.contains("Võ Chuyên Viên") && page.contains("Sở Xây dựng tỉnh Ví Dụ"),
        "{page}"
    );

    let short = guest
        .post(&link, &[("password", "ngắn"), ("again", "ngắn")])
        .await;
    assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(short.text().contains("10 ký tự"));
    let differs = guest
        .post(&link, &[("password", PASSWORD), ("again", "khác hẳn thế")])
        .await;
    assert_eq!(differs.status, StatusCode::UNPROCESSABLE_ENTITY);

    let right = [("password", PASSWORD), ("again", PASSWORD)];
    guest.post(&link, &right).await.moved();
    assert_eq!(
        guest.post(&link, &right).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert!(!guest.get(&link).await.ok().html().has("form"));
    assert_eq!(sign_in(&guest, PASSWORD).await.moved(), "/lam-viec");
    guest.get("/lam-viec/toi").await.ok();
}

#[rstest]
#[tokio::test]
async fn a_link_runs_out(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    test.person("Võ Chuyên Viên", Role::Staff, test.division).await;
    let invitation = invite(&test, EMAIL).await;
    later(&test, 7 * 24 * 60 - 1);
    assert!(test.stranger().get(&invitation).await.ok().html().has("form"));
    later(&test, 1);
    assert!(!test.stranger().get(&invitation).await.ok().html().has("form"));

    let (_, account) = {
        let link = invite(&test, EMAIL).await;
        let answers = [("password", PASSWORD), ("again", PASSWORD)];
        test.stranger().post(&link, &answers).await.moved();
        (
            (),
            account::by_email(test.app.db().read(), EMAIL)
                .await
                .unwrap()
                .unwrap(),
        )
    };
    assert!(account.password_hash.is_some());
    let reset = invite(&test, EMAIL).await;
    later(&test, 24 * 60);
    assert!(
        !test.stranger().get(&reset).await.ok().html().has("form"),
        "a reset lives a day"
    );
}

#[rstest]
#[tokio::test]
async fn wrong_tries_lock_and_nobody_learns_who_exists(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    staff(&test).await;
    let known = test.stranger();
    let mut seen = Vec::new();
    for email in [EMAIL, "khong-co@so.example.vn"] {
        let mut answers = Vec::new();
        for _ in 0..6 {
            let answer = known
                .post("/dang-nhap", &[("email", email), ("password", "sai hẳn rồi")])
                .await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            answers.push(answer.html().one(".field-error, [id$=-error]").text());
        }
        seen.push(answers);
    }
    assert_eq!(
        seen[0], seen[1],
        "the same words for an address that exists and one that does not"
    );
    assert_ne!(seen[0][4], seen[0][5], "the sixth try finds a lock");

    assert_eq!(
        sign_in(&known, PASSWORD).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    later(&test, 2);
    sign_in(&known, PASSWORD).await.moved();
}

#[rstest]
#[tokio::test]
async fn many_wrong_tries_at_once_are_all_counted(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    staff(&test).await;
    let browsers: Vec<Browser> = (0..12).map(|_| test.stranger()).collect();
    let answers =
        futures::future::join_all(browsers.iter().map(|browser| sign_in(browser, "sai hẳn rồi"))).await;
    let locked = answers
        .iter()
        .filter(|answer| answer.text().contains("tạm khóa"))
        .count();
    assert_eq!(locked, 12 - 5, "five are looked at, the others find the lock");
}

#[rstest]
#[tokio::test]
async fn a_network_that_fails_too_often_waits(#[values(Sqlite)] backend: Backend) {
    let test = TestApp::new(backend).await;
    staff(&test).await;
    let from: IpAddr = "203.0.113.7".parse().unwrap();
    for _ in 0..60 {
        test.app
            .sign_in_failures()
            .failed(from, test.app.clock().now().micros());
    }
    let there = test.stranger().at("203.0.113.7");
    let answer = sign_in(&there, PASSWORD).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("mười phút"));
    sign_in(&test.stranger().at("203.0.113.8"), PASSWORD)
        .await
        .moved();
    later(&test, 10);
    sign_in(&there, PASSWORD).await.moved();
}

#[rstest]
#[tokio::test]
async fn the_second_factor_asks_for_the_phone(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    let (own, account) = staff(&test).await;
    own.get("/lam-viec/toi").await;
    let own = test.stranger();
    sign_in(&own, PASSWORD).await.moved();
    let (secret, codes) = enrol(&test, &own).await;
    assert_eq!(codes.len(), 10);
    let now_on = account::by_email(test.app.db().read(), EMAIL)
        .await
        .unwrap()
        .unwrap();
    assert!(now_on.has_totp && !account.has_totp);

    // The password alone leads to the second step only.
    let guest = test.stranger();
    assert!(
        sign_in(&guest, PASSWORD)
            .await
            .moved()
            .starts_with("/dang-nhap/ma-xac-thuc")
    );
    assert!(guest.get("/lam-viec/toi").await.moved().starts_with("/dang-nhap"));
    guest.get("/dang-nhap/ma-xac-thuc").await.ok();
    let step = "/dang-nhap/ma-xac-thuc";
    // The code that switched it on was used.
    let used = guest.post(step, &[("code", &code(&test, &secret))]).await;
    assert_eq!(used.status, StatusCode::UNPROCESSABLE_ENTITY);
    later(&test, 1);
    let fresh = code(&test, &secret);
    assert_eq!(
        guest
            .post(step, &[("code", &fresh), ("next", "/lam-viec/toi")])
            .await
            .moved(),
        "/lam-viec/toi"
    );
    guest.get("/lam-viec/toi").await.ok();

    // The same code does not work a second time, a recovery code works once.
    let other = test.stranger();
    sign_in(&other, PASSWORD).await.moved();
    assert_eq!(
        other.post(step, &[("code", &fresh)]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    other
        .post(step, &[("code", &codes[3].to_uppercase())])
        .await
        .moved();
    let third = test.stranger();
    sign_in(&third, PASSWORD).await.moved();
    assert_eq!(
        third.post(step, &[("code", &codes[3])]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );

    // Wrong codes lock, and a right password in between does not help.
    for _ in 0..2 {
        sign_in(&third, PASSWORD).await.moved();
        third.post(step, &[("code", "000000")]).await;
        third.post(step, &[("code", "000000")]).await;
    }
    let locked = third.post(step, &[("code", &codes[4])]).await;
    assert!(locked.text().contains("tạm khóa"), "{}", locked.text());

    // Too long between the steps: back to the first.
    later(&test, 60);
    assert!(
        third
            .post(step, &[("code", &codes[4])])
            .await
            .moved()
            .starts_with("/dang-nhap")
    );
}

#[rstest]
#[tokio::test]
async fn the_second_factor_is_switched_off_with_the_password(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    staff(&test).await;
    let own = test.stranger();
    sign_in(&own, PASSWORD).await.moved();
    let page = own.get("/lam-viec/toi/xac-thuc").await.ok().html();
    let sealed = page.one("input[name=sealed]").attr("value").unwrap().to_owned();
    let wrong = [
        ("sealed", sealed.as_str()),
        ("code", "123456"),
        ("password", PASSWORD),
    ];
    let again = own.post("/lam-viec/toi/xac-thuc", &wrong).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        again.html().one("form code").text(),
        page.one("form code").text(),
        "the phone keeps its secret"
    );

    let (_, codes) = enrol(&test, &own).await;
    let off = "/lam-viec/toi/xac-thuc/tat";
    assert_eq!(
        own.post(off, &[("password", "không phải")]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let renewed = own
        .post("/lam-viec/toi/xac-thuc/ma-du-phong", &[("password", PASSWORD)])
        .await
        .ok();
    assert!(!renewed.text().contains(&codes[0]), "old codes are gone");
    own.post(off, &[("password", PASSWORD)]).await.moved();
    let guest = test.stranger();
    assert_eq!(sign_in(&guest, PASSWORD).await.moved(), "/lam-viec");
}

#[rstest]
#[tokio::test]
async fn a_new_password_ends_other_sessions(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    let (elsewhere, _) = staff(&test).await;
    let (own, phone) = (test.stranger(), test.stranger());
    sign_in(&own, PASSWORD).await.moved();
    sign_in(&phone, PASSWORD).await.moved();
    // Choosing the password ended what was open before; signing in ended nothing.
    assert!(
        elsewhere
            .get("/lam-viec/toi")
            .await
            .moved()
            .starts_with("/dang-nhap")
    );
    own.get("/lam-viec/toi").await.ok();

    let change = "/lam-viec/toi/mat-khau";
    let wrong = [
        ("current", "không phải"),
        ("password", "một câu khác hẳn"),
        ("again", "một câu khác hẳn"),
    ];
    assert_eq!(
        own.post(change, &wrong).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let right = [
        ("current", PASSWORD),
        ("password", "một câu khác hẳn"),
        ("again", "một câu khác hẳn"),
    ];
    own.post(change, &right).await.moved();
    own.get("/lam-viec/toi?xong=mat-khau").await.ok();
    assert!(phone.get("/lam-viec/toi").await.moved().starts_with("/dang-nhap"));
    assert_eq!(
        sign_in(&phone, PASSWORD).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    sign_in(&phone, "một câu khác hẳn").await.moved();
}

#[rstest]
#[tokio::test]
async fn places_are_listed_and_ended(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    staff(&test).await;
    let (own, phone, library) = (
        test.stranger().at("203.0.113.7"),
        test.stranger().at("198.51.100.20"),
        test.stranger(),
    );
    for browser in [&own, &phone, &library] {
        sign_in(browser, PASSWORD).await.moved();
    }
    let page = own.get("/lam-viec/toi").await.ok();
    assert!(page.text().contains("203.0.113.7") && page.text().contains("198.51.100.20"));
    assert_eq!(
        page.html().all("input[name=phien]").len(),
        2,
        "not the one that asks"
    );
    own.post("/lam-viec/toi/phien", &[("phien", "khong-co")])
        .await
        .text();
    let reference = page
        .html()
        .all("li")
        .iter()
        .find(|place| place.text().contains("198.51.100.20"))
        .map(|place| place.one("input[name=phien]").attr("value").unwrap().to_owned())
        .unwrap();
    own.post("/lam-viec/toi/phien", &[("phien", &reference)])
        .await
        .moved();
    assert!(phone.get("/lam-viec/toi").await.moved().starts_with("/dang-nhap"));
    library.get("/lam-viec/toi").await.ok();
    own.post("/lam-viec/toi/phien", &[]).await.moved();
    assert!(
        library
            .get("/lam-viec/toi")
            .await
            .moved()
            .starts_with("/dang-nhap")
    );
    own.get("/lam-viec/toi").await.ok();
}

#[rstest]
#[tokio::test]
async fn language_and_theme_stay(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    staff(&test).await;
    let own = test.stranger();
    sign_in(&own, PASSWORD).await.moved();
    own.post("/lam-viec/toi/hien-thi", &[("language", "en"), ("theme", "dark")])
        .await
        .moved();
    let page = own.get("/lam-viec/toi").await.ok().text();
    assert!(page.contains("<html lang=\"en\" data-theme=\"dark\">"), "{page}");
    // Another browser speaks the account's language.
    let other = test.stranger();
    sign_in(&other, PASSWORD).await.moved();
    assert!(
        other
            .get("/lam-viec/toi")
            .await
            .ok()
            .text()
            .contains("<html lang=\"en\"")
    );
}

#[rstest]
#[tokio::test]
async fn the_foot_of_every_page_changes_the_language(#[values(Sqlite)] backend: Backend) {
    let test = TestApp::new(backend).await;
    let guest = test.stranger();
    let page = guest.get("/dang-nhap?next=%2Flam-viec").await.ok();
    assert!(page.text().contains("<html lang=\"vi\""));
    assert_eq!(
        guest.get("/dang-nhap?next=%2Flam-viec&lang=en").await.moved(),
        "/dang-nhap?next=%2Flam-viec"
    );
    assert!(
        guest
            .get("/dang-nhap")
            .await
            .ok()
            .text()
            .contains("<html lang=\"en\"")
    );
    assert_eq!(guest.get("/dang-nhap?lang=vi").await.moved(), "/dang-nhap");
    assert!(
        guest
            .get("/dang-nhap")
            .await
            .ok()
            .text()
            .contains("<html lang=\"vi\"")
    );
    guest.get("/dang-nhap?lang=xx").await.ok();
}

#[rstest]
#[tokio::test]
async fn an_ended_account_is_out_at_once(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    let (_, account) = staff(&test).await;
    let own = test.stranger();
    sign_in(&own, PASSWORD).await.moved();
    let tx = test.app.db().begin().await.unwrap();
    account::close(&tx, &account, test.app.clock().now())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert!(own.get("/lam-viec/toi").await.moved().starts_with("/dang-nhap"));
    assert_eq!(
        sign_in(&own, PASSWORD).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
}

#[rstest]
#[tokio::test]
async fn over_https_the_cookie_is_bound_to_the_host(#[values(Sqlite)] backend: Backend) {
    let test = TestApp::served_at(backend, "https://loa.example.vn").await;
    staff(&test).await;
    let own = test.stranger();
    let answer = sign_in(&own, PASSWORD).await;
    let cookie = answer.headers.get(SET_COOKIE).unwrap().to_str().unwrap();
    for part in [
        "__Host-loa_session=",
        "Secure",
        "HttpOnly",
        "SameSite=Lax",
        "Path=/",
    ] {
        assert!(cookie.contains(part), "{cookie}");
    }
    own.get("/lam-viec/toi").await.ok();
    let gone = own.post("/dang-xuat", &[]).await;
    let cookie = gone.headers.get(SET_COOKIE).unwrap().to_str().unwrap();
    assert!(cookie.contains("Secure") && cookie.contains("Path=/"), "{cookie}");
    assert!(own.get("/lam-viec/toi").await.moved().starts_with("/dang-nhap"));
}

#[rstest]
#[tokio::test]
async fn what_happens_to_an_account_is_in_the_log(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    let (_, account) = staff(&test).await;
    let own = test.stranger();
    sign_in(&own, PASSWORD).await.moved();
    enrol(&test, &own).await;
    let subject = audit::Subject::new("account", account.id.0);
    let entries = audit::entries_of(test.app.db().read(), test.agency, subject, 10)
        .await
        .unwrap();
    let actions: Vec<&str> = entries.iter().map(|entry| entry.action.as_str()).collect();
    assert_eq!(
        actions,
        [
            "account-second-factor-on",
            "account-invitation-accepted",
            "account-invited"
        ]
    );
    let people = agency::people(test.app.db().read(), test.agency, test.app.clock().today())
        .await
        .unwrap();
    assert_eq!(entries[0].actor, Some(people[0].id));
}
