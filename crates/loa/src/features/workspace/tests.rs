//! The leader's page on the demo year.

use db::Backend::{self, Postgres, Sqlite};
use http::StatusCode;
use rstest::rstest;

use crate::features::account::Role;
use crate::features::agency;
use crate::features::demo;
use crate::testing::TestApp;

#[rstest]
#[tokio::test]
async fn the_leader_sees_whether_all_is_on_track_and_why(#[values(Sqlite, Postgres)] backend: Backend) {
    let mut test = TestApp::empty(backend).await;
    test.go_to("2025-04-16");
    demo::tell(&test.app).await.unwrap();
    let agencies = agency::agencies(test.app.db().read()).await.unwrap();
    test.agency = agencies.iter().find(|agency| agency.hosted).unwrap().id;
    let unit = agency::units(test.app.db().read(), test.agency).await.unwrap()[0].id;
    let leader = test.person("Người Lãnh Đạo", Role::Leader, unit).await;
    assert_eq!(leader.get("/lam-viec").await.moved(), "/lam-viec/tong-quan");
    let text = leader.get("/lam-viec/tong-quan").await.ok().text();
    assert!(
        text.contains("41") && text.contains("56"),
        "n and N stand beside the gauge"
    );
    assert!(text.contains("nhập tay"), "it says where the figure comes from");

    // In July the second quarter's tasks are over and undone.
    test.go_to("2025-07-21");
    let leader = test.person("Người Lãnh Đạo Hai", Role::Leader, unit).await;
    let text = leader.get("/lam-viec/tong-quan").await.ok().text();
    assert!(text.contains("quá hạn"), "{text}");
    assert!(text.contains("Tuyên truyền kết quả sắp xếp, tinh gọn bộ máy của Sở."));

    let staff = test.person("Người Nhân Viên", Role::Staff, unit).await;
    assert_eq!(staff.get("/lam-viec").await.moved(), "/lam-viec/tuan-cua-toi");
    assert_eq!(
        staff.get("/lam-viec/tong-quan").await.status,
        StatusCode::FORBIDDEN
    );
}
