//! Lists and boards of the workspace over a database of a province: 100 agencies, 20,000 tasks, 1 million pieces of
//! evidence.

use std::path::Path;

use anyhow::Context;
use db::testing::TestDb;
use db::{Backend, Db};

use crate::load::ask;
use crate::seed;
use crate::server::{Server, demo};
use crate::table::Line;

/// People at a time, and seconds for each page.
const PEOPLE: u32 = 2;
const SECONDS: u32 = 4;

/// Pages by what they are called, who asks, and where they are.
const PAGES: &[(&str, &str, &str)] = &[
    ("leader's page", "lanhdao", "/lam-viec/tong-quan"),
    ("tasks", "vanphong", "/lam-viec/nhiem-vu"),
    (
        "tasks, by words",
        "vanphong",
        "/lam-viec/nhiem-vu?q=tuyen+truyen&sort=noi_dung",
    ),
    ("board", "vanphong", "/lam-viec/nhiem-vu/bang"),
    ("timeline", "vanphong", "/lam-viec/nhiem-vu/dong-thoi-gian"),
    ("who owes what", "vanphong", "/lam-viec/nhiem-vu/don-vi"),
    ("my week", "truongphong", "/lam-viec/tuan-cua-toi"),
    ("evidence", "vanphong", "/lam-viec/minh-chung"),
    (
        "evidence that waits",
        "vanphong",
        "/lam-viec/minh-chung?status=waiting",
    ),
    ("evidence, page 100", "vanphong", "/lam-viec/minh-chung?page=100"),
    ("evidence, by words", "vanphong", "/lam-viec/minh-chung?q=tin+bai"),
    ("missing evidence", "vanphong", "/lam-viec/minh-chung/con-thieu"),
    ("plans", "vanphong", "/lam-viec/ke-hoach"),
    ("reports", "vanphong", "/lam-viec/bao-cao"),
    ("audit log", "quantri", "/lam-viec/quan-tri/nhat-ky"),
];

/// The measurement.
pub async fn measure(loa: &Path) -> anyhow::Result<Vec<Line>> {
    let mut lines = Vec::new();
    lines.extend(on(loa, Backend::Sqlite).await?);
    lines.extend(on(loa, Backend::Postgres).await?);
    Ok(lines)
}

async fn on(loa: &Path, backend: Backend) -> anyhow::Result<Vec<Line>> {
    let postgres = match backend {
        Backend::Postgres => Some(TestDb::new(backend, &[]).await),
        Backend::Sqlite => None,
    };
    let url = postgres.as_ref().map(TestDb::url);
    let folder = demo(loa, url)?;
    let own = format!("sqlite:{}", folder.path().join("loa.db").display());
    let db = Db::connect(url.unwrap_or(&own)).await?;
    seed::grow(&db).await.context("growing the demo")?;
    db.close().await;
    let server = Server::start(loa, folder.path(), url)?;
    let mut lines = Vec::new();
    for (name, person, path) in PAGES {
        let cookie = server.sign_in(person)?;
        let bytes = server.page(path, &cookie)?.len();
        let seen = ask(
            &format!("http://{}{path}", server.address),
            &cookie,
            PEOPLE,
            SECONDS,
        )?;
        let work = format!("{backend:?}, a province: {name}, {} kB", bytes.div_ceil(1024));
        lines.push(
            Line::new(work, format!("p99 {:.1} ms", seen.p99))
                .note(format!("{:.0} pages/s", seen.rate))
                .goal("≤ 50 ms", seen.p99 <= 50.0),
        );
    }
    Ok(lines)
}
