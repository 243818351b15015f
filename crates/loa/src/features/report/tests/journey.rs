//! From the first draft to the re-issue.

use db::Backend::{self, Postgres, Sqlite};
use http::StatusCode;
use rstest::rstest;

use super::World;
use crate::features::evidence::Form;
use crate::testing::Browser;

async fn text(browser: &Browser, path: &str) -> String {
    browser.get(path).await.ok().html().text()
}

/// Rewrites a section as the form would.
async fn rewrite(world: &World, place: &str, section: &str, body: &str) -> String {
    let path = format!("{place}/muc/{section}");
    let form = world.people.clerk.get(&path).await.ok().html();
    let seen = form
        .form_values(&format!("form[action='{path}']"))
        .into_iter()
        .find(|(name, _)| name == "seen")
        .unwrap()
        .1;
    world
        .people
        .clerk
        .post(&path, &[("seen", &seen), ("body", body)])
        .await
        .moved()
}

/// The leader's decision on what waits.
async fn decide(world: &World, verdict: &str) {
    let list = world.people.leader.get("/lam-viec/phe-duyet").await.ok().html();
    let (_, href) = list
        .links()
        .into_iter()
        .find(|(_, href)| href.starts_with("/lam-viec/phe-duyet/"))
        .unwrap();
    let fields = [("verdict", verdict), ("comment", "Bổ sung số liệu")];
    world.people.leader.post(&href, &fields).await.moved();
}

#[rstest]
#[tokio::test]
async fn a_report_goes_from_draft_to_reissue(#[values(Sqlite, Postgres)] backend: Backend) {
    let world = World::on(backend, "2025-03-17").await;
    world.evidence("Tin thứ nhất", Form::News, "2025-03-01", 5).await;
    let clerk = &world.people.clerk;
    assert!(text(clerk, "/lam-viec/bao-cao").await.contains("Chưa lập"));
    let place = world.begun("official:2025-Q1").await;
    let again = clerk
        .post("/lam-viec/bao-cao", &[("ky", "official:2025-Q1")])
        .await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.text().contains(&place), "leads to the one there is");
    assert!(text(clerk, &place).await.contains("Đăng 5 tin, bài"));

    // What a person writes stays, whatever the data say later, and the page shows both.
    rewrite(
        &world,
        &place,
        "positive",
        "Đạt kết quả <script>tốt</script>.\n- Ý thứ nhất;",
    )
    .await;
    world.evidence("Tin thứ hai", Form::News, "2025-03-02", 2).await;
    let page = clerk.get(&place).await.ok();
    assert!(
        page.html().text().contains("Đăng 7 tin, bài"),
        "the rest follows the data"
    );
    assert!(page.html().text().contains("Đạt kết quả <script>tốt</script>."));
    assert!(!page.text().contains("<script>tốt"), "escaped");
    assert!(page.html().text().contains("Số liệu đã đổi sau khi sửa"));
    let form = text(clerk, &format!("{place}/muc/positive")).await;
    assert!(form.contains("Khác với bản soạn từ số liệu"));
    let stale = [("seen", "0000"), ("body", "Ghi đè")];
    let refused = clerk.post(&format!("{place}/muc/positive"), &stale).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("Ghi đè"), "what was typed is kept");

    // Nothing is frozen that nobody agreed to.
    let freeze = format!("{place}/chot-so-lieu");
    assert_eq!(clerk.post(&freeze, &[]).await.status, StatusCode::CONFLICT);
    assert!(text(clerk, &place).await.contains("Sửa mục này"));
    clerk.post(&format!("{place}/trinh-duyet"), &[]).await.moved();
    let waiting = text(clerk, &place).await;
    assert!(
        !waiting.contains("Sửa mục này") && waiting.contains("Số liệu giữ nguyên từ lúc"),
        "{waiting}"
    );
    let list = text(&world.people.leader, "/lam-viec/phe-duyet").await;
    assert!(list.contains("Báo cáo định kỳ quý I năm 2025"), "{list}");
    assert_eq!(clerk.post(&freeze, &[]).await.status, StatusCode::CONFLICT);
    decide(&world, "return").await;
    assert!(text(clerk, &place).await.contains("Bổ sung số liệu"));
    clerk.post(&format!("{place}/trinh-duyet"), &[]).await.moved();
    decide(&world, "approve").await;

    // An edit voids the approval.
    rewrite(&world, &place, "positive", "Đạt kết quả tốt.").await;
    assert_eq!(clerk.post(&freeze, &[]).await.status, StatusCode::CONFLICT);
    assert!(text(clerk, &place).await.contains("Bản thảo"));
    clerk.post(&format!("{place}/trinh-duyet"), &[]).await.moved();
    decide(&world, "approve").await;

    // What comes after the submission is not in what was agreed to.
    world
        .evidence("Tin đến muộn", Form::News, "2025-03-03", 100)
        .await;
    clerk.post(&freeze, &[]).await.moved();
    let frozen = text(clerk, &place).await;
    assert!(
        frozen.contains("Đã chốt") && frozen.contains("Đăng 7 tin, bài"),
        "{frozen}"
    );
    assert!(frozen.contains("1 minh chứng trong kỳ đến sau khi chốt") && frozen.contains("Tin đến muộn"));
    let rows = text(clerk, &format!("{place}/so-lieu/form-news")).await;
    assert!(!rows.contains("Tin đến muộn"));
    assert_eq!(
        clerk.get(&format!("{place}/muc/positive")).await.status,
        StatusCode::CONFLICT
    );
    let late = [("seen", ""), ("body", "Sửa sau khi chốt")];
    let late = clerk.post(&format!("{place}/muc/positive/ban-soan"), &late).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert_eq!(
        clerk.post(&format!("{place}/mo-lai"), &[]).await.status,
        StatusCode::CONFLICT
    );
    let number = [("number", "7/BC-SXD"), ("issued_on", "18/03/2025")];
    clerk.post(&format!("{place}/so-van-ban"), &number).await.moved();

    // The re-issue counts it, says that it is one, and what it replaces.
    let reissue = format!("{place}/tai-phat-hanh");
    let without = clerk.post(&reissue, &[("reason", " ")]).await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
    let second = clerk
        .post(&reissue, &[("reason", "Bổ sung minh chứng")])
        .await
        .moved();
    let page = text(clerk, &second).await;
    assert!(
        page.contains("Bản tái phát hành, lần 2") && page.contains("Bổ sung minh chứng"),
        "{page}"
    );
    assert!(page.contains("Đăng 107 tin, bài") && page.contains("Đạt kết quả tốt."));
    assert!(
        text(clerk, &place).await.contains("Đăng 7 tin, bài"),
        "the first issue stays"
    );
    let word = clerk.get(&format!("{second}/tep/docx")).await.ok();
    let words = super::files::docx_text(&word.bytes);
    assert!(words.contains("PHÁT HÀNH LẠI"), "{words}");
    assert!(
        words.contains("Thay thế Báo cáo số 7/BC-SXD ngày 18 tháng 3 năm 2025"),
        "{words}"
    );
    assert_eq!(
        clerk.post(&reissue, &[("reason", "Lần nữa")]).await.status,
        StatusCode::CONFLICT
    );
}

#[rstest]
#[tokio::test]
async fn a_section_goes_back_to_the_data_when_asked(#[values(Sqlite, Postgres)] backend: Backend) {
    let world = World::new(backend).await;
    let chosen = async || {
        let form = world.people.clerk.get("/lam-viec/bao-cao/moi").await.ok().html();
        let fields = form.form_values("form[action$='/bao-cao']");
        fields
            .into_iter()
            .find(|(name, _)| name == "ky")
            .map(|(_, value)| value)
    };
    let newest = chosen().await.unwrap();
    assert!(newest.starts_with("official:"), "{newest}");
    world.begun(&newest).await;
    assert_ne!(chosen().await.unwrap(), newest, "it has its report");
    let place = world.begun("internal:2025-Q1").await;
    let clerk = &world.people.clerk;
    let file = clerk.get(&format!("{place}/tep/docx")).await.ok();
    let name = file.headers.get("content-disposition").unwrap().to_str().unwrap();
    assert!(name.contains("bao-cao-noi-bo-quy-i-nam-2025.docx"), "{name}");
    assert!(text(clerk, &place).await.contains("Kỳ số liệu chưa kết thúc"));
    rewrite(&world, &place, "proposals", "Đề nghị tập huấn.").await;
    assert!(text(clerk, &place).await.contains("Đề nghị tập huấn."));
    clerk
        .post(&format!("{place}/muc/proposals/ban-soan"), &[])
        .await
        .moved();
    assert!(!text(clerk, &place).await.contains("Đề nghị tập huấn."));
    let long = "a".repeat(20_001);
    let form = clerk.get(&format!("{place}/muc/proposals")).await.ok().html();
    let fields = form.form_values("form[action$='/muc/proposals']");
    let seen = &fields.iter().find(|(name, _)| name == "seen").unwrap().1;
    let refused = clerk
        .post(
            &format!("{place}/muc/proposals"),
            &[("seen", seen), ("body", &long)],
        )
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        clerk.get(&format!("{place}/muc/results")).await.status,
        StatusCode::NOT_FOUND
    );
}

#[rstest]
#[tokio::test]
async fn figures_by_hand_are_checked_and_shares_follow(#[values(Sqlite, Postgres)] backend: Backend) {
    let world = World::new(backend).await;
    let place = world.begun("official:2025-Q1").await;
    let clerk = &world.people.clerk;
    let path = format!("{place}/bieu-so");
    let wrong = [("value-survey-way", "3"), ("value-problems-found", "nhiều")];
    let refused = clerk.post(&path, &wrong).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("Mã này không có") && refused.text().contains("nhiều"));
    let right = [
        ("value-problems-found", "6"),
        ("value-problems-solved", "4"),
        ("value-survey-way", "2"),
        ("note-inspected-communes", "Chưa đến đợt kiểm tra"),
    ];
    clerk.post(&path, &right).await.moved();
    let content = text(clerk, &place).await;
    assert!(
        content.contains("66,67") && content.contains("n = 4, N = 6"),
        "{content}"
    );
    assert!(content.contains("Chưa đến đợt kiểm tra"));
    let details = [
        ("addressees", "Sở Nội vụ"),
        ("recipients", "- Như trên;\n- Lưu: VT."),
        ("signer_authority", "Kính thay"),
    ];
    let refused = clerk.post(&format!("{place}/the-thuc"), &details).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[rstest]
#[tokio::test]
async fn a_report_carries_the_name_of_the_day_it_was_agreed_on(#[values(Sqlite, Postgres)] backend: Backend) {
    use crate::features::agency::{self, AgencyName};

    let world = World::on(backend, "2025-03-17").await;
    let (clerk, db) = (&world.people.clerk, world.test.app.db().read());
    let place = world.begun("official:2025-Q1").await;
    let own = agency::agency(db, world.test.agency).await.unwrap().unwrap();
    let rename = async |from: &str, name: &str| {
        let new = AgencyName {
            from: from.parse().unwrap(),
            name: name.to_owned(),
            short_name: name.to_owned(),
            ..AgencyName::of(&own)
        };
        let today = world.test.app.clock().today();
        agency::rename_agency(db, &own, &new, today).await.unwrap();
    };
    let words = async || super::files::docx_text(&clerk.get(&format!("{place}/tep/docx")).await.ok().bytes);
    rename("2025-03-18", "Sở Mai Sau").await;
    assert!(words().await.contains("SỞ XÂY DỰNG"), "not before its day");
    rename("2025-03-17", "Sở Một").await;
    assert!(words().await.contains("SỞ MỘT"), "a draft follows");
    clerk.post(&format!("{place}/trinh-duyet"), &[]).await.moved();
    decide(&world, "approve").await;
    clerk.post(&format!("{place}/chot-so-lieu"), &[]).await.moved();
    rename("2025-03-17", "Sở Hai").await;
    let frozen = words().await;
    assert!(
        frozen.contains("SỞ MỘT") && !frozen.contains("SỞ HAI"),
        "{frozen}"
    );
}
