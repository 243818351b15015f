//! What people do while the server is killed, and what must be found afterwards.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use db::Db;
use db::sea_orm::{ConnectionTrait, QueryResult, Statement};
use test_kit::Random;
use test_kit::client::Request;
use test_kit::mail::Mailbox;

/// The annex and text of the demo plan: any plan will do.
const PLAN: &str = include_str!("../../src/features/demo/plan.md");
const PASSWORD: &str = "tuyên truyền 2025";
const CLERK_NAME: &str = "vanphong";

/// A write with a name that no other has, so that it can be counted.
#[derive(Debug, Clone)]
pub struct Deed {
    pub kind: Kind,
    pub name: String,
    pub request: Request,
    /// The file that it brings.
    pub file: Option<Vec<u8>>,
}

/// What a deed leaves behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Evidence,
    Plan,
    Tick,
    Comment,
}

/// What a deed needs to know of the agency.
pub struct Ground {
    /// Continuous and one-time tasks with a unit that owes them.
    parts: Vec<Part>,
    unit: String,
}

struct Part {
    task: String,
    unit: String,
    standing: bool,
}

impl Ground {
    pub async fn survey(db: &Db) -> Self {
        let sql = "SELECT p.task_id, p.unit_id, t.kind FROM task_part p JOIN task t ON t.id = p.task_id
                   WHERE t.kind IN ('continuous', 'month', 'quarter', 'half-year', 'deadline', 'range')
                     AND t.alternatives = '[]' AND t.time_window NOT LIKE '%milestones%'";
        let text =
            |row: &QueryResult, column: &str| row.try_get::<db::uuid::Uuid>("", column).unwrap().to_string();
        let parts: Vec<Part> = rows(db, sql)
            .await
            .iter()
            .map(|row| Part {
                task: text(row, "task_id"),
                unit: text(row, "unit_id"),
                standing: row.try_get::<String>("", "kind").unwrap() == "continuous",
            })
            .collect();
        assert!(parts.iter().any(|part| part.standing) && parts.iter().any(|part| !part.standing));
        let unit = parts[0].unit.clone();
        Self { parts, unit }
    }

    /// The next thing to do on a day. `name` is not used twice.
    pub fn deed(&self, name: &str, day: jiff::civil::Date, random: &mut Random) -> Deed {
        let key = format!("{:016x}{:016x}", random.number(), random.number());
        let day = day.strftime("%d/%m/%Y").to_string();
        match random.below(10) {
            0..=4 => self.evidence(name, &key, &day, random),
            5 => plan(name, &key),
            6..=8 => {
                let part = random.pick(&self.parts);
                let tick = if part.standing { "done" } else { "doing" };
                let fields = [
                    ("once", key.as_str()),
                    ("unit", &part.unit),
                    ("tick", tick),
                    ("on", &day),
                    ("note", name),
                ];
                let path = format!("/lam-viec/nhiem-vu/{}/ket-qua", part.task);
                Deed::form(Kind::Tick, name, &path, &fields)
            }
            _ => {
                let path = format!("/lam-viec/nhiem-vu/{}/trao-doi", random.pick(&self.parts).task);
                Deed::form(Kind::Comment, name, &path, &[("once", &key), ("body", name)])
            }
        }
    }

    fn evidence(&self, name: &str, key: &str, day: &str, random: &mut Random) -> Deed {
        let mut bytes = format!("{name}\n").into_bytes();
        // Some below and some above the 64 kB in which uploads come in.
        for _ in 0..random.below(20_000) {
            bytes.extend_from_slice(&random.number().to_le_bytes());
        }
        let fields = [
            ("once", key),
            ("title", name),
            ("unit", &self.unit),
            ("form", "news"),
            ("fact_date", day),
            ("quantity", "1"),
        ];
        let file = ("files", "minh-chung.bin", bytes.as_slice());
        let request = Request::upload("/lam-viec/minh-chung", &fields, file);
        Deed {
            kind: Kind::Evidence,
            name: name.to_owned(),
            request,
            file: Some(bytes),
        }
    }
}

fn plan(name: &str, key: &str) -> Deed {
    let text = format!("{PLAN}\n{name}\n");
    let file_name = format!("{name}.md");
    let file = ("file", file_name.as_str(), text.as_bytes());
    let request = Request::upload("/lam-viec/ke-hoach/moi", &[("once", key), ("plan", "")], file);
    Deed {
        kind: Kind::Plan,
        name: name.to_owned(),
        request,
        file: Some(text.into_bytes()),
    }
}

impl Deed {
    fn form(kind: Kind, name: &str, path: &str, fields: &[(&str, &str)]) -> Self {
        Self {
            kind,
            name: name.to_owned(),
            request: Request::form(path, fields),
            file: None,
        }
    }
}

/// Signs the clerk in: the session cookie, or none when the server was killed meanwhile.
pub fn sign_in(server: SocketAddr) -> std::io::Result<String> {
    let form = Request::form(
        "/dang-nhap",
        &[
            ("email", &format!("{CLERK_NAME}@vidu.example.vn")),
            ("password", PASSWORD),
        ],
    );
    let answer = form.send(server, "")?;
    assert_eq!(answer.status, 303, "{}", answer.text());
    Ok(answer.cookie().unwrap().to_owned())
}

/// How often each name was carried out, by the rows that say so.
pub async fn counted(db: &Db) -> BTreeMap<(Kind, String), usize> {
    let sources = [
        (Kind::Evidence, "SELECT title AS name FROM evidence"),
        (
            Kind::Plan,
            "SELECT f.name AS name FROM plan_version v JOIN file f ON f.id = v.file_id",
        ),
        (Kind::Comment, "SELECT body AS name FROM task_comment"),
        (
            Kind::Tick,
            "SELECT detail AS name FROM audit_entry WHERE action IN ('task-ticked', 'task-progressed')",
        ),
    ];
    let mut counts = BTreeMap::new();
    for (kind, sql) in sources {
        for row in rows(db, sql).await {
            let found: String = row.try_get("", "name").unwrap();
            let name = match kind {
                Kind::Tick => {
                    let detail: serde_json::Value = serde_json::from_str(&found).unwrap();
                    detail["note"].as_str().unwrap_or_default().to_owned()
                }
                Kind::Plan => found.trim_end_matches(".md").to_owned(),
                Kind::Evidence | Kind::Comment => found,
            };
            if name.starts_with("Crash ") {
                *counts.entry((kind, name)).or_insert(0) += 1;
            }
        }
    }
    counts
}

/// The hash of every file that the books speak of.
pub async fn hashes(db: &Db) -> Vec<String> {
    let sql = "SELECT DISTINCT hash AS name FROM file
               UNION SELECT document_hash FROM plan_version WHERE document_hash IS NOT NULL
               UNION SELECT reading_hash FROM plan_version WHERE reading_hash IS NOT NULL";
    let all = rows(db, sql).await;
    all.iter().map(|row| row.try_get("", "name").unwrap()).collect()
}

/// How many people were told of their day by the morning's jobs.
pub async fn told(db: &Db) -> usize {
    rows(db, "SELECT id FROM notice").await.len()
}

/// No letter came twice to anybody of the demo.
pub async fn assert_no_letter_came_twice() {
    let names = [
        "lanhdao",
        CLERK_NAME,
        "truongphong",
        "chuyenvien",
        "quyhoach",
        "trungtam",
    ];
    for name in names {
        let mails = Mailbox::of(&format!("{name}@vidu.example.vn")).mails().await;
        let mut ids: Vec<&str> = mails.iter().map(|mail| mail.message_id.as_str()).collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all, "a letter to {name} came twice");
    }
}

pub async fn rows(db: &Db, sql: &str) -> Vec<QueryResult> {
    let statement = Statement::from_string(db.read().get_database_backend(), sql);
    db.read().query_all_raw(statement).await.unwrap()
}
