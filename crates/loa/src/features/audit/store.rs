//! Rows of the audit log.

use db::{Instant, Json};
use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, QueryOrder, QuerySelect};
use serde::Serialize;
use serde_json::Value;

use super::chain::{self, Broken, Verifier};
use crate::features::agency::{AgencyId, PersonId};

const CHAIN: &str = "audit";
/// Rows held in memory at a time while verifying.
const PAGE: u64 = 1000;

mod entry_row {
    use super::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "audit_entry")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub agency_id: AgencyId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub seq: i64,
        pub at: Instant,
        pub actor_id: Option<PersonId>,
        pub actor_name: String,
        pub action: String,
        pub subject_kind: String,
        pub subject_id: Uuid,
        pub detail: Json<Value>,
        pub hash: String,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// What an entry is about: `plan`, `task`, … and its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Subject {
    /// The feature's word for the thing.
    pub kind: &'static str,
    /// Its id.
    pub id: Uuid,
}

impl Subject {
    /// A subject.
    #[must_use]
    pub fn new(kind: &'static str, id: Uuid) -> Self {
        Self { kind, id }
    }
}

/// An entry as shown in histories.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its number in the agency's chain.
    pub seq: i64,
    /// When.
    pub at: Instant,
    /// Who; nobody when Loa did it by itself.
    pub actor: Option<PersonId>,
    /// The name then.
    pub actor_name: String,
    /// A word key: `audit-<action>`, such as `plan-adopted`.
    pub action: String,
    /// The feature's word for the thing.
    pub subject_kind: String,
    /// The thing.
    pub subject: Uuid,
    /// What changed, for those who need to know exactly.
    pub detail: Value,
}

/// Which entries of the log are wanted; what is absent does not matter.
#[derive(Debug, Clone, Default)]
pub struct LogFilter {
    /// Who did it.
    pub actor: Option<PersonId>,
    /// What was done.
    pub action: Option<String>,
    /// The kind of thing.
    pub subject_kind: Option<String>,
    /// The thing.
    pub subject: Option<Uuid>,
    /// From this moment on.
    pub from: Option<Instant>,
    /// Before this moment.
    pub before: Option<Instant>,
}

impl LogFilter {
    fn condition(&self, agency: AgencyId) -> Condition {
        use entry_row::Column;
        Condition::all()
            .add(Column::AgencyId.eq(agency))
            .add_option(self.actor.map(|actor| Column::ActorId.eq(actor)))
            .add_option(self.action.as_deref().map(|action| Column::Action.eq(action)))
            .add_option(
                self.subject_kind
                    .as_deref()
                    .map(|kind| Column::SubjectKind.eq(kind)),
            )
            .add_option(self.subject.map(|subject| Column::SubjectId.eq(subject)))
            .add_option(self.from.map(|from| Column::At.gte(from)))
            .add_option(self.before.map(|before| Column::At.lt(before)))
    }
}

/// A page of the log, newest first: where it begins, how many entries.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn log(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    filter: &LogFilter,
    (offset, limit): (u64, u64),
) -> Result<Vec<Entry>, DbErr> {
    let rows = entry_row::Entity::find()
        .filter(filter.condition(agency))
        .order_by_desc(entry_row::Column::Seq)
        .offset(offset)
        .limit(limit)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(Entry::from).collect())
}

/// How many entries there are.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn log_count(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    filter: &LogFilter,
) -> Result<u64, DbErr> {
    entry_row::Entity::find()
        .filter(filter.condition(agency))
        .count(db)
        .await
}

/// The actions that the log knows, in order.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn actions(db: &impl ConnectionTrait, agency: AgencyId) -> Result<Vec<String>, DbErr> {
    let mut actions: Vec<String> = entry_row::Entity::find()
        .select_only()
        .column(entry_row::Column::Action)
        .distinct()
        .filter(entry_row::Column::AgencyId.eq(agency))
        .into_tuple()
        .all(db)
        .await?;
    actions.sort_unstable();
    Ok(actions)
}

/// The part of an entry that its hash covers, in fixed order.
#[derive(Serialize)]
struct Content<'a> {
    at: i64,
    actor: Option<PersonId>,
    actor_name: &'a str,
    action: &'a str,
    subject_kind: &'a str,
    subject: Uuid,
    detail: &'a Value,
}

fn content(row: &entry_row::Model) -> Vec<u8> {
    let content = Content {
        at: row.at.micros(),
        actor: row.actor_id,
        actor_name: &row.actor_name,
        action: &row.action,
        subject_kind: &row.subject_kind,
        subject: row.subject_id,
        detail: &row.detail.0,
    };
    serde_json::to_vec(&content).unwrap_or_default()
}

/// Who did it: the person, and the name then. Nobody when Loa acts by itself.
pub type By<'a> = Option<(PersonId, &'a str)>;

/// Writes an entry into the transaction of the change it tells of. `actor` is the person and name, absent
/// when Loa acts by itself.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn record(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    actor: By<'_>,
    action: &str,
    subject: Subject,
    detail: Value,
    now: Instant,
) -> Result<(), DbErr> {
    record_on(tx, agency, actor, action, (subject.kind, subject.id), detail, now).await
}

/// As [`record`], for a subject whose kind was read from the database.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn record_on(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    actor: By<'_>,
    action: &str,
    (subject_kind, subject_id): (&str, Uuid),
    detail: Value,
    now: Instant,
) -> Result<(), DbErr> {
    let mut row = entry_row::Model {
        agency_id: agency,
        seq: 0,
        at: now,
        actor_id: actor.map(|(person, _)| person),
        actor_name: actor.map_or_else(|| "Loa".to_owned(), |(_, name)| name.to_owned()),
        action: action.to_owned(),
        subject_kind: subject_kind.to_owned(),
        subject_id,
        detail: Json(detail),
        hash: String::new(),
    };
    let link = chain::append(tx, agency, CHAIN, &content(&row)).await?;
    row.seq = link.seq;
    row.hash = link.hash;
    let row = entry_row::ActiveModel {
        agency_id: Set(row.agency_id),
        seq: Set(row.seq),
        at: Set(row.at),
        actor_id: Set(row.actor_id),
        actor_name: Set(row.actor_name),
        action: Set(row.action),
        subject_kind: Set(row.subject_kind),
        subject_id: Set(row.subject_id),
        detail: Set(row.detail),
        hash: Set(row.hash),
    };
    entry_row::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// The history of one thing, newest first.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn entries_of(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    subject: Subject,
    limit: u64,
) -> Result<Vec<Entry>, DbErr> {
    let rows = entry_row::Entity::find()
        .filter(entry_row::Column::AgencyId.eq(agency))
        .filter(entry_row::Column::SubjectKind.eq(subject.kind))
        .filter(entry_row::Column::SubjectId.eq(subject.id))
        .order_by_desc(entry_row::Column::Seq)
        .limit(limit)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(Entry::from).collect())
}

impl From<entry_row::Model> for Entry {
    fn from(row: entry_row::Model) -> Self {
        Self {
            seq: row.seq,
            at: row.at,
            actor: row.actor_id,
            actor_name: row.actor_name,
            action: row.action,
            subject_kind: row.subject_kind,
            subject: row.subject_id,
            detail: row.detail.0,
        }
    }
}

/// Recomputes an agency's whole log; the number of entries when all is right.
///
/// # Errors
/// [`DbErr`] when the database fails; the inner error is the first thing found wrong.
pub async fn verify(db: &impl ConnectionTrait, agency: AgencyId) -> Result<Result<i64, Broken>, DbErr> {
    let head = chain::head(db, agency, CHAIN).await?;
    let mut verifier = Verifier::default();
    let mut after = 0;
    loop {
        let rows = entry_row::Entity::find()
            .filter(entry_row::Column::AgencyId.eq(agency))
            .filter(entry_row::Column::Seq.gt(after))
            .order_by_asc(entry_row::Column::Seq)
            .limit(PAGE)
            .all(db)
            .await?;
        let Some(last) = rows.last() else {
            return Ok(verifier.finish(&head));
        };
        after = last.seq;
        for row in &rows {
            if let Err(broken) = verifier.check(row.seq, &content(row), &row.hash) {
                return Ok(Err(broken));
            }
        }
    }
}
