//! Copies a whole database into an empty one of either kind, and counts what is in one, so that a copy can be
//! compared with its source. Works because all tables use the same five portable types.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{ConnectionTrait, DbErr, QueryResult, Statement, TransactionTrait, Value};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{Backend, Db, Tx};

/// Rows read and written at a time.
const PAGE: i64 = 500;
/// SQLite takes 32,766 values in one statement, PostgreSQL 65,535.
const MOST_VALUES: usize = 30_000;

/// What a table holds: equal sums mean equal content, in whatever order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableSum {
    /// Its name.
    pub table: String,
    /// Its rows.
    pub rows: u64,
    /// The sum of the SHA-256 hashes of its rows, hexadecimal.
    pub hash: String,
}

/// Why a database could not be copied.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    /// The target has rows already.
    #[error("the target is not empty: {0} has rows")]
    NotEmpty(String),
    /// A column of a type that is not portable.
    #[error("column {table}.{column} has the type {kind}, which cannot be copied")]
    Type {
        /// Its table.
        table: String,
        /// Its name.
        column: String,
        /// Its type.
        kind: String,
    },
    /// A database failed.
    #[error(transparent)]
    Database(#[from] DbErr),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Uuid,
    Text,
    Big,
    Integer,
    Boolean,
}

#[derive(Debug)]
struct Table {
    name: String,
    columns: Vec<(String, Kind)>,
}

/// A read transaction that sees one moment of the database, whatever is written meanwhile.
#[derive(Debug)]
pub struct Snapshot {
    tx: Tx,
    backend: Backend,
}

impl Db {
    /// Opens a view of this moment.
    ///
    /// # Errors
    /// [`DbErr`] when the database fails.
    #[expect(clippy::disallowed_methods, reason = "a transaction that only reads")]
    pub async fn snapshot(&self) -> Result<Snapshot, DbErr> {
        let tx = self.read().begin().await?;
        if self.backend() == Backend::Postgres {
            tx.execute_unprepared("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                .await?;
        }
        // The view begins with the first read, so read now.
        tx.execute_unprepared("SELECT count(*) FROM schema_migration")
            .await?;
        Ok(Snapshot {
            tx,
            backend: self.backend(),
        })
    }
}

impl Snapshot {
    /// What every table holds.
    ///
    /// # Errors
    /// [`CopyError`] when the database fails.
    pub async fn sums(&self) -> Result<Vec<TableSum>, CopyError> {
        let mut sums = Vec::new();
        for table in tables(&self.tx, self.backend).await? {
            let mut sum = Sum::default();
            self.each_page(&table, async |rows| {
                rows.iter().for_each(|row| sum.add(row));
                Ok(())
            })
            .await?;
            sums.push(sum.of(table.name));
        }
        Ok(sums)
    }

    /// Copies everything into `target`, which has the same tables and no rows; calls `progress` with table and rows.
    ///
    /// # Errors
    /// [`CopyError`] when the target is not empty or a database fails; then the target is left empty.
    pub async fn copy_to(
        &self,
        target: &Db,
        mut progress: impl FnMut(&str, u64),
    ) -> Result<Vec<TableSum>, CopyError> {
        let into = target.begin().await?;
        let keys = Keys::lift(&into, target.backend()).await?;
        let mut sums = Vec::new();
        for table in tables(&self.tx, self.backend).await? {
            if table.name != "schema_migration" && count(&into, &table.name).await? > 0 {
                return Err(CopyError::NotEmpty(table.name));
            }
            into.execute_unprepared(&format!("DELETE FROM \"{}\"", table.name))
                .await?;
            let mut sum = Sum::default();
            self.each_page(&table, async |rows| {
                insert(&into, &table, rows).await?;
                rows.iter().for_each(|row| sum.add(row));
                progress(&table.name, sum.rows);
                Ok(())
            })
            .await?;
            sums.push(sum.of(table.name));
        }
        keys.restore(&into).await?;
        into.commit().await?;
        Ok(sums)
    }

    async fn each_page(
        &self,
        table: &Table,
        mut with: impl AsyncFnMut(&[Vec<Value>]) -> Result<(), CopyError>,
    ) -> Result<(), CopyError> {
        let columns: Vec<String> = table
            .columns
            .iter()
            .map(|(name, _)| format!("\"{name}\""))
            .collect();
        let (columns, name) = (columns.join(", "), &table.name);
        let backend = self.tx.get_database_backend();
        let page = match self.backend {
            Backend::Sqlite => format!(
                "SELECT rowid AS row_place, {columns} FROM \"{name}\" WHERE rowid > $1 ORDER BY rowid LIMIT {PAGE}"
            ),
            // A cursor of its own name for each table: the driver remembers the columns of a statement by its text.
            Backend::Postgres => {
                let cursor = format!(
                    "DECLARE \"copying_{name}\" NO SCROLL CURSOR FOR SELECT {columns} FROM \"{name}\""
                );
                self.tx.execute_unprepared(&cursor).await?;
                format!("FETCH {PAGE} FROM \"copying_{name}\"")
            }
        };
        let mut last = i64::MIN;
        loop {
            let place: Vec<Value> = if self.backend == Backend::Sqlite {
                vec![last.into()]
            } else {
                Vec::new()
            };
            let found = self
                .tx
                .query_all_raw(Statement::from_sql_and_values(backend, &page, place))
                .await?;
            if let (Some(row), Backend::Sqlite) = (found.last(), self.backend) {
                last = row.try_get("", "row_place")?;
            }
            let rows = found
                .iter()
                .map(|row| values(row, table))
                .collect::<Result<Vec<_>, _>>()?;
            if rows.is_empty() {
                break;
            }
            with(&rows).await?;
        }
        if self.backend == Backend::Postgres {
            self.tx
                .execute_unprepared(&format!("CLOSE \"copying_{name}\""))
                .await?;
        }
        Ok(())
    }
}

fn values(row: &QueryResult, table: &Table) -> Result<Vec<Value>, DbErr> {
    let one = |(name, kind): &(String, Kind)| -> Result<Value, DbErr> {
        Ok(match kind {
            Kind::Uuid => row.try_get::<Option<Uuid>>("", name)?.into(),
            Kind::Text => row.try_get::<Option<String>>("", name)?.into(),
            Kind::Big => row.try_get::<Option<i64>>("", name)?.into(),
            Kind::Integer => row.try_get::<Option<i32>>("", name)?.into(),
            Kind::Boolean => row.try_get::<Option<bool>>("", name)?.into(),
        })
    };
    table.columns.iter().map(one).collect()
}

async fn insert(tx: &Tx, table: &Table, rows: &[Vec<Value>]) -> Result<(), DbErr> {
    let width = table.columns.len().max(1);
    let columns: Vec<String> = table
        .columns
        .iter()
        .map(|(name, _)| format!("\"{name}\""))
        .collect();
    for chunk in rows.chunks((MOST_VALUES / width).max(1)) {
        let marks: Vec<String> = (0..chunk.len())
            .map(|row| {
                let marks: Vec<String> = (1..=width)
                    .map(|column| format!("${}", row * width + column))
                    .collect();
                format!("({})", marks.join(", "))
            })
            .collect();
        let sql = format!(
            "INSERT INTO \"{}\" ({}) VALUES {}",
            table.name,
            columns.join(", "),
            marks.join(", ")
        );
        let values = chunk.iter().flatten().cloned();
        tx.execute_raw(Statement::from_sql_and_values(
            tx.get_database_backend(),
            sql,
            values,
        ))
        .await?;
    }
    Ok(())
}

async fn count(tx: &Tx, table: &str) -> Result<i64, DbErr> {
    let sql = format!("SELECT count(*) AS n FROM \"{table}\"");
    let row = tx
        .query_one_raw(Statement::from_string(tx.get_database_backend(), sql))
        .await?;
    row.map_or(Ok(0), |row| row.try_get("", "n"))
}

/// Sum of hashes modulo 2^256: the order of rows does not matter, which the two databases see differently.
#[derive(Default)]
struct Sum {
    rows: u64,
    total: [u8; 32],
}

impl Sum {
    fn add(&mut self, row: &[Value]) {
        let mut hasher = Sha256::new();
        for value in row {
            let text = match value {
                Value::Uuid(Some(id)) => format!("u{id}"),
                Value::String(Some(text)) => format!("t{}:{text}", text.len()),
                Value::BigInt(Some(n)) => format!("i{n}"),
                Value::Int(Some(n)) => format!("i{n}"),
                Value::Bool(Some(yes)) => format!("b{yes}"),
                _ => "0".to_owned(),
            };
            hasher.update(text.as_bytes());
            hasher.update([0]);
        }
        let mut carry = 0_u16;
        for (byte, added) in self.total.iter_mut().rev().zip(hasher.finalize().iter().rev()) {
            let sum = u16::from(*byte) + u16::from(*added) + carry;
            *byte = sum.to_be_bytes()[1];
            carry = sum >> 8;
        }
        self.rows += 1;
    }

    fn of(self, table: String) -> TableSum {
        TableSum {
            table,
            rows: self.rows,
            hash: hex::encode(self.total),
        }
    }
}

/// Foreign keys that wait until everything is there, since tables point to each other and to themselves.
struct Keys(Vec<(String, String)>);

impl Keys {
    async fn lift(tx: &Tx, backend: Backend) -> Result<Self, DbErr> {
        if backend == Backend::Sqlite {
            tx.execute_unprepared("PRAGMA defer_foreign_keys = ON").await?;
            return Ok(Self(Vec::new()));
        }
        let sql = "SELECT c.conname::text AS name, t.relname::text AS table_name FROM pg_constraint c
                   JOIN pg_class t ON t.oid = c.conrelid JOIN pg_namespace n ON n.oid = t.relnamespace
                   WHERE c.contype = 'f' AND n.nspname = current_schema()";
        let rows = tx
            .query_all_raw(Statement::from_string(tx.get_database_backend(), sql))
            .await?;
        let mut keys = Vec::new();
        for row in rows {
            let (name, table): (String, String) = (row.try_get("", "name")?, row.try_get("", "table_name")?);
            let sql =
                format!("ALTER TABLE \"{table}\" ALTER CONSTRAINT \"{name}\" DEFERRABLE INITIALLY DEFERRED");
            tx.execute_unprepared(&sql).await?;
            keys.push((table, name));
        }
        Ok(Self(keys))
    }

    async fn restore(self, tx: &Tx) -> Result<(), DbErr> {
        if !self.0.is_empty() {
            tx.execute_unprepared("SET CONSTRAINTS ALL IMMEDIATE").await?;
        }
        for (table, name) in self.0 {
            let sql = format!("ALTER TABLE \"{table}\" ALTER CONSTRAINT \"{name}\" NOT DEFERRABLE");
            tx.execute_unprepared(&sql).await?;
        }
        Ok(())
    }
}

async fn tables(tx: &Tx, backend: Backend) -> Result<Vec<Table>, CopyError> {
    let sql = match backend {
        Backend::Sqlite => {
            "SELECT m.name AS table_name, p.name AS column_name, lower(p.type) AS kind
             FROM sqlite_master m JOIN pragma_table_info(m.name) p
             WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'"
        }
        Backend::Postgres => {
            "SELECT c.table_name::text AS table_name, c.column_name::text AS column_name, c.data_type::text AS kind
             FROM information_schema.columns c JOIN information_schema.tables t
               ON t.table_name = c.table_name AND t.table_schema = c.table_schema
             WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE'"
        }
    };
    let rows = tx
        .query_all_raw(Statement::from_string(tx.get_database_backend(), sql))
        .await?;
    let mut found = BTreeMap::<String, BTreeSet<(String, String)>>::new();
    for row in rows {
        let table: String = row.try_get("", "table_name")?;
        found
            .entry(table)
            .or_default()
            .insert((row.try_get("", "column_name")?, row.try_get("", "kind")?));
    }
    found
        .into_iter()
        .map(|(name, columns)| {
            let columns = columns.into_iter().map(|(column, kind)| {
                let known = match kind.as_str() {
                    "uuid" => Kind::Uuid,
                    "text" => Kind::Text,
                    "bigint" => Kind::Big,
                    "integer" => Kind::Integer,
                    "boolean" => Kind::Boolean,
                    _ => {
                        return Err(CopyError::Type {
                            table: name.clone(),
                            column,
                            kind,
                        });
                    }
                };
                Ok((column, known))
            });
            Ok(Table {
                columns: columns.collect::<Result<_, _>>()?,
                name: name.clone(),
            })
        })
        .collect()
}
