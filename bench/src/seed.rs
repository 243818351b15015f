//! Grows the demo into a province: 100 agencies, 20,000 tasks, 1 million pieces of evidence. Rows are copied by the
//! database itself, with new ids, so that a minute or two is enough; their columns are asked for, so that a new
//! column needs no change here.

use anyhow::{Context, ensure};
use db::sea_orm::{ConnectionTrait, DatabaseTransaction, Statement};
use db::{Backend, Db};

/// Agencies, and what each has.
pub const AGENCIES: usize = 100;
const TASKS: usize = 200;
const EVIDENCE: usize = 10_000;

/// Tables of an agency that lists and boards read, in the order of their references.
const TABLES: &[&str] = &[
    "unit",
    "person",
    "account",
    "role_grant",
    "file",
    "plan",
    "plan_version",
    "plan_row",
    "task",
    "task_part",
    "task_mark",
    "task_comment",
    "task_difficulty",
    "evidence",
    "evidence_subject",
    "audit_entry",
    "holiday",
    "report",
];

/// Where tags begin; those of agencies lie above the years in which ids are made.
const TASK_TAG: usize = 0x1_0000;
const EVIDENCE_TAG: usize = 0x2_0000;
const AGENCY_TAG: usize = 0x0200;

/// A column with whether it is an id.
type Column = (String, bool);

/// Grows a database that holds the demo.
pub async fn grow(db: &Db) -> anyhow::Result<()> {
    let tx = db.begin().await?;
    let seeder = Seeder {
        backend: db.backend(),
        tx,
    };
    if db.backend() == Backend::Postgres {
        // References are checked row by row otherwise; the copies are whole by their making.
        seeder.run("SET LOCAL session_replication_role = replica").await?;
    }
    let type_of_tag = match db.backend() {
        Backend::Sqlite => "blob",
        Backend::Postgres => "text",
    };
    seeder
        .run(&format!(
            "CREATE TABLE bench_copy (n integer NOT NULL, tag {type_of_tag} NOT NULL)"
        ))
        .await?;
    seeder.tasks().await?;
    seeder.evidence().await?;
    seeder.agencies().await?;
    seeder.run("DROP TABLE bench_copy").await?;
    seeder.tx.commit().await?;
    if db.backend() == Backend::Postgres {
        // What autovacuum does in a database that grew by itself.
        db.read().execute_unprepared("VACUUM ANALYZE").await?;
    }
    Ok(())
}

struct Seeder {
    backend: Backend,
    tx: DatabaseTransaction,
}

impl Seeder {
    async fn run(&self, sql: &str) -> anyhow::Result<()> {
        self.tx
            .execute_unprepared(sql)
            .await
            .with_context(|| sql.to_owned())?;
        Ok(())
    }

    async fn count(&self, sql: &str) -> anyhow::Result<usize> {
        let statement = Statement::from_string(self.tx.get_database_backend(), sql);
        let row = self.tx.query_one_raw(statement).await?.context("a count")?;
        Ok(usize::try_from(row.try_get_by_index::<i64>(0)?)?)
    }

    /// From now on every row is copied as often, each copy with a tag of `bytes` bytes that counts on from `first`.
    async fn copies(&self, first: usize, copies: usize, bytes: usize) -> anyhow::Result<()> {
        self.run("DELETE FROM bench_copy").await?;
        let rows: Vec<String> = (1..=copies)
            .map(|n| format!("({n}, {})", self.tag(first + n, bytes)))
            .collect();
        if !rows.is_empty() {
            self.run(&format!("INSERT INTO bench_copy VALUES {}", rows.join(", ")))
                .await?;
        }
        Ok(())
    }

    fn tag(&self, number: usize, bytes: usize) -> String {
        let quote = match self.backend {
            Backend::Sqlite => "x'",
            Backend::Postgres => "'",
        };
        format!("{quote}{number:0digits$x}'", digits = bytes * 2)
    }

    /// The id of a copy inside the agency: the last four bytes, which are chance, become the tag.
    fn id(&self, column: &str) -> String {
        match self.backend {
            Backend::Sqlite => format!("CAST(substr(s.{column}, 1, 12) || c.tag AS blob)"),
            Backend::Postgres => format!("CAST(substr(CAST(s.{column} AS text), 1, 28) || c.tag AS uuid)"),
        }
    }

    /// The id of another agency's copy: the first two bytes, which are the year, become the tag.
    fn foreign_id(&self, column: &str) -> String {
        match self.backend {
            Backend::Sqlite => format!("CAST(c.tag || substr(s.{column}, 3) AS blob)"),
            Backend::Postgres => format!("CAST(c.tag || substr(CAST(s.{column} AS text), 5) AS uuid)"),
        }
    }

    /// A text in which an id gives way to that of the copy.
    fn renamed(&self, text: &str, id: &str, copy: &str) -> String {
        let words = |id: &str| match self.backend {
            Backend::Postgres => format!("CAST({id} AS text)"),
            Backend::Sqlite => {
                let part = |from: usize, count: usize| format!("substr(lower(hex({id})), {from}, {count})");
                [part(1, 8), part(9, 4), part(13, 4), part(17, 4), part(21, 12)].join(" || '-' || ")
            }
        };
        format!(
            "replace(s.{text}, {}, {})",
            words(&format!("s.{id}")),
            words(copy)
        )
    }

    async fn columns(&self, table: &str) -> anyhow::Result<Vec<Column>> {
        let sql = match self.backend {
            Backend::Sqlite => format!("SELECT name, type FROM pragma_table_info('{table}')"),
            Backend::Postgres => format!(
                "SELECT CAST(column_name AS text), CAST(data_type AS text) FROM information_schema.columns
                 WHERE table_name = '{table}' ORDER BY ordinal_position"
            ),
        };
        let statement = Statement::from_string(self.tx.get_database_backend(), sql);
        let rows = self.tx.query_all_raw(statement).await?;
        let columns: Result<Vec<Column>, _> = rows
            .iter()
            .map(|row| {
                let data_type: String = row.try_get_by_index(1)?;
                anyhow::Ok((row.try_get_by_index(0)?, data_type.eq_ignore_ascii_case("uuid")))
            })
            .collect();
        let columns = columns?;
        ensure!(!columns.is_empty(), "there is no table {table}");
        Ok(columns)
    }

    /// Copies the rows of a table. `change` gives another expression for a column.
    async fn copy(
        &self,
        table: &str,
        change: impl Fn(&str, bool) -> Option<String>,
        order: &str,
    ) -> anyhow::Result<()> {
        let columns = self.columns(table).await?;
        let names: Vec<&str> = columns.iter().map(|(name, _)| name.as_str()).collect();
        let values: Vec<String> = columns
            .iter()
            .map(|(name, is_id)| change(name, *is_id).unwrap_or_else(|| format!("s.{name}")))
            .collect();
        self.run(&format!(
            "INSERT INTO {table} ({}) SELECT {} FROM {table} s CROSS JOIN bench_copy c {order}",
            names.join(", "),
            values.join(", ")
        ))
        .await
    }

    /// The one agency's tasks, each with its row in the plan, its parts and marks.
    async fn tasks(&self) -> anyhow::Result<()> {
        let there = self.count("SELECT count(*) FROM task").await?;
        self.copies(TASK_TAG, (TASKS / there).saturating_sub(1), 4)
            .await?;
        for table in ["plan_row", "task", "task_part", "task_mark"] {
            let change = |name: &str, _| match name {
                "id" | "task_id" | "row_id" | "parent_id" => Some(self.id(name)),
                "position" => Some("s.position + 100 * c.n".to_owned()),
                "body" => Some(self.renamed("body", "row_id", &self.id("row_id"))),
                _ => None,
            };
            self.copy(table, change, "").await?;
        }
        Ok(())
    }

    /// The one agency's evidence, spread over its tasks and the days of the year until now.
    async fn evidence(&self) -> anyhow::Result<()> {
        let there = self.count("SELECT count(*) FROM evidence").await?;
        let tasks = self.count("SELECT count(*) FROM bench_copy").await?;
        let copies = (EVIDENCE / there).saturating_sub(1);
        // The tags of the task copies come round again and again; one in tasks + 1 stays with the original.
        self.copies(EVIDENCE_TAG, copies, 4).await?;
        let day = match self.backend {
            Backend::Sqlite => "date(s.fact_date, '-' || (c.n % 90) || ' days')",
            Backend::Postgres => "CAST(CAST(s.fact_date AS date) - c.n % 90 AS text)",
        };
        let fact_date = |name: &str| (name == "fact_date").then(|| day.to_owned());
        let change = |name: &str, _| {
            fact_date(name).or_else(|| match name {
                "id" => Some(self.id(name)),
                "received_at" => Some("s.received_at + c.n * 1000000".to_owned()),
                "title" => Some("s.title || ' ' || c.n".to_owned()),
                _ => None,
            })
        };
        self.copy("evidence", change, "ORDER BY c.n").await?;
        let around = tasks + 1;
        let subject = match self.backend {
            Backend::Sqlite => format!(
                "CASE c.n % {around} WHEN 0 THEN s.subject_id ELSE CAST(substr(s.subject_id, 1, 12) || \
                 (SELECT t.tag FROM bench_tag t WHERE t.n = c.n % {around}) AS blob) END"
            ),
            Backend::Postgres => format!(
                "CASE c.n % {around} WHEN 0 THEN s.subject_id ELSE CAST(substr(CAST(s.subject_id AS text), 1, 28) || \
                 (SELECT t.tag FROM bench_tag t WHERE t.n = c.n % {around}) AS uuid) END"
            ),
        };
        self.tags(tasks).await?;
        let change = |name: &str, _| {
            fact_date(name).or_else(|| match name {
                "evidence_id" => Some(self.id(name)),
                "subject_id" => Some(subject.clone()),
                _ => None,
            })
        };
        self.copy("evidence_subject", change, "ORDER BY c.n").await?;
        self.run("DROP TABLE bench_tag").await
    }

    /// The tags of the copies of tasks, as [`Seeder::tasks`] gave them.
    async fn tags(&self, tasks: usize) -> anyhow::Result<()> {
        self.run("CREATE TABLE bench_tag AS SELECT * FROM bench_copy WHERE n = 0")
            .await?;
        for n in 1..=tasks {
            let tag = self.tag(TASK_TAG + n, 4);
            self.run(&format!("INSERT INTO bench_tag VALUES ({n}, {tag})"))
                .await?;
        }
        Ok(())
    }

    /// The other agencies. Their rows lie among each other, as if all had worked at the same time.
    async fn agencies(&self) -> anyhow::Result<()> {
        self.copies(AGENCY_TAG, AGENCIES - 1, 2).await?;
        let agency = |name: &str, _| match name {
            "id" => Some(self.foreign_id(name)),
            "name" | "short_name" | "symbol" => Some(format!("s.{name} || ' ' || c.n")),
            _ => None,
        };
        self.copy("agency", agency, "WHERE s.hosted").await?;
        for table in TABLES {
            let change = |name: &str, is_id: bool| match name {
                "folded_email" => Some("c.n || '.' || s.folded_email".to_owned()),
                "body" if *table == "plan_row" => {
                    Some(self.renamed("body", "row_id", &self.foreign_id("row_id")))
                }
                _ => is_id.then(|| self.foreign_id(name)),
            };
            let order = match *table {
                "evidence" => "ORDER BY s.received_at, c.n",
                "evidence_subject" => "ORDER BY s.evidence_id, c.n",
                "audit_entry" => "ORDER BY s.seq, c.n",
                _ => "",
            };
            self.copy(table, change, order).await?;
        }
        Ok(())
    }
}
