//! Rows of evidence.

use std::collections::HashMap;

use db::{CivilDate, Instant};
use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, QueryOrder, QuerySelect, QueryTrait};

use super::model::{Counts, Evidence, EvidenceId, Filter, Form, Kind, NewEvidence, Proof, Status};
use crate::features::agency::{AgencyId, PersonId, UnitId};
use crate::features::audit::Subject;
use crate::features::file::{self, File, FileId};

/// Ids in one query: well below what either database takes as parameters.
const MANY: usize = 1_000;

mod evidence_row {
    use super::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "evidence")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: EvidenceId,
        pub agency_id: AgencyId,
        pub unit_id: Option<UnitId>,
        pub kind: Kind,
        pub form: Form,
        pub title: String,
        pub folded_title: String,
        pub issuer: String,
        pub document_number: String,
        pub document_date: Option<CivilDate>,
        pub fact_date: CivilDate,
        pub received_at: Instant,
        pub place: String,
        pub note: String,
        pub quantity: i64,
        pub people: Option<i64>,
        pub url: Option<String>,
        pub snapshot_id: Option<FileId>,
        pub snapshot_failure: Option<String>,
        pub status: Status,
        pub reviewed_by: Option<PersonId>,
        pub reviewed_at: Option<Instant>,
        pub review_reason: String,
        pub added_by: Option<PersonId>,
        pub added_by_name: String,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod file_link_row {
    use super::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "evidence_file")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub evidence_id: EvidenceId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub file_id: FileId,
        pub position: i32,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod subject_row {
    use super::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "evidence_subject")]
    pub struct Model {
        pub agency_id: AgencyId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub evidence_id: EvidenceId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub subject_kind: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub subject_id: Uuid,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl From<evidence_row::Model> for Evidence {
    fn from(row: evidence_row::Model) -> Self {
        Self {
            id: row.id,
            unit: row.unit_id,
            kind: row.kind,
            form: row.form,
            title: row.title,
            issuer: row.issuer,
            document_number: row.document_number,
            document_date: row.document_date.map(|day| day.0),
            fact_date: row.fact_date.0,
            received_at: row.received_at,
            place: row.place,
            note: row.note,
            quantity: row.quantity,
            people: row.people,
            url: row.url,
            snapshot: row.snapshot_id,
            snapshot_failure: row.snapshot_failure,
            status: row.status,
            reviewed_by: row.reviewed_by,
            reviewed_at: row.reviewed_at,
            review_reason: row.review_reason,
            added_by: row.added_by,
            added_by_name: row.added_by_name,
        }
    }
}

pub(super) async fn insert(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    id: EvidenceId,
    new: &NewEvidence,
    by: Option<(PersonId, &str)>,
    now: Instant,
) -> Result<(), DbErr> {
    let row = evidence_row::ActiveModel {
        id: Set(id),
        agency_id: Set(agency),
        unit_id: Set(new.unit),
        kind: Set(new.kind),
        form: Set(new.form),
        title: Set(new.title.clone()),
        folded_title: Set(vietnamese::fold(&new.title)),
        issuer: Set(new.issuer.clone()),
        document_number: Set(new.document_number.clone()),
        document_date: Set(new.document_date.map(CivilDate)),
        fact_date: Set(CivilDate(new.fact_date)),
        received_at: Set(now),
        place: Set(new.place.clone()),
        note: Set(new.note.clone()),
        quantity: Set(new.quantity),
        people: Set(new.people),
        url: Set(new.url.clone()),
        snapshot_id: Set(new.snapshot),
        snapshot_failure: Set(new.snapshot_failure.clone()),
        status: Set(Status::Waiting),
        reviewed_by: Set(None),
        reviewed_at: Set(None),
        review_reason: Set(String::new()),
        added_by: Set(by.map(|(person, _)| person)),
        added_by_name: Set(by.map_or_else(|| "Loa".to_owned(), |(_, name)| name.to_owned())),
    };
    evidence_row::Entity::insert(row)
        .exec_without_returning(tx)
        .await?;
    for (position, (file, _)) in new.files.iter().enumerate() {
        let row = file_link_row::ActiveModel {
            evidence_id: Set(id),
            file_id: Set(*file),
            position: Set(i32::try_from(position).unwrap_or(i32::MAX)),
        };
        file_link_row::Entity::insert(row)
            .exec_without_returning(tx)
            .await?;
    }
    Ok(())
}

/// Links; true when the link is new.
pub(super) async fn insert_subject(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    id: EvidenceId,
    subject: Subject,
) -> Result<bool, DbErr> {
    let there = subject_row::Entity::find_by_id((id, subject.kind.to_owned(), subject.id))
        .one(tx)
        .await?;
    if there.is_some() {
        return Ok(false);
    }
    let row = subject_row::ActiveModel {
        agency_id: Set(agency),
        evidence_id: Set(id),
        subject_kind: Set(subject.kind.to_owned()),
        subject_id: Set(subject.id),
    };
    subject_row::Entity::insert(row)
        .exec_without_returning(tx)
        .await?;
    Ok(true)
}

/// Changes the status, but only from one of `from`; false when it is another meanwhile.
pub(super) async fn set_status(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    id: EvidenceId,
    (from, to): (&[Status], Status),
    reason: &str,
    by: PersonId,
    now: Instant,
) -> Result<bool, DbErr> {
    let done = evidence_row::Entity::update_many()
        .col_expr(evidence_row::Column::Status, Expr::value(to))
        .col_expr(evidence_row::Column::ReviewReason, Expr::value(reason))
        .col_expr(evidence_row::Column::ReviewedBy, Expr::value(by))
        .col_expr(evidence_row::Column::ReviewedAt, Expr::value(now))
        .filter(evidence_row::Column::AgencyId.eq(agency))
        .filter(evidence_row::Column::Id.eq(id))
        .filter(evidence_row::Column::Status.is_in(from.iter().copied()))
        .exec(tx)
        .await?;
    Ok(done.rows_affected == 1)
}

/// One piece.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn by_id(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    id: EvidenceId,
) -> Result<Option<Evidence>, DbErr> {
    let found = evidence_row::Entity::find_by_id(id)
        .filter(evidence_row::Column::AgencyId.eq(agency))
        .one(db)
        .await?;
    Ok(found.map(Evidence::from))
}

/// The files of a piece, in order.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn files_of(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    id: EvidenceId,
) -> Result<Vec<File>, DbErr> {
    let links = file_link_row::Entity::find()
        .filter(file_link_row::Column::EvidenceId.eq(id))
        .order_by_asc(file_link_row::Column::Position)
        .all(db)
        .await?;
    let mut files = Vec::with_capacity(links.len());
    for link in links {
        files.extend(file::find(db, agency, link.file_id).await?);
    }
    Ok(files)
}

/// What a piece proves: kind and id of each subject.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn subjects_of(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    id: EvidenceId,
) -> Result<Vec<(String, Uuid)>, DbErr> {
    let rows = subject_row::Entity::find()
        .filter(subject_row::Column::AgencyId.eq(agency))
        .filter(subject_row::Column::EvidenceId.eq(id))
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.subject_kind, row.subject_id))
        .collect())
}

/// The evidence of a subject, newest fact first.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn of(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    subject: Subject,
) -> Result<Vec<Evidence>, DbErr> {
    let linked = subject_row::Entity::find()
        .select_only()
        .column(subject_row::Column::EvidenceId)
        .filter(subject_row::Column::AgencyId.eq(agency))
        .filter(subject_row::Column::SubjectKind.eq(subject.kind))
        .filter(subject_row::Column::SubjectId.eq(subject.id))
        .into_query();
    let rows = evidence_row::Entity::find()
        .filter(evidence_row::Column::AgencyId.eq(agency))
        .filter(evidence_row::Column::Id.in_subquery(linked))
        .order_by_desc(evidence_row::Column::FactDate)
        .order_by_desc(evidence_row::Column::ReceivedAt)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(Evidence::from).collect())
}

/// How much proof each subject of a kind has, in one query; subjects without any are absent. Fact dates outside
/// `window` (both days included) do not count.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn counts(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    kind: &str,
    window: Option<(jiff::civil::Date, jiff::civil::Date)>,
) -> Result<HashMap<Uuid, Counts>, DbErr> {
    let (from, to) = window.map_or_else(
        || ("0000".to_owned(), "9999".to_owned()),
        |(from, to)| (from.to_string(), to.to_string()),
    );
    let sql = "SELECT s.subject_id, e.status, count(*) AS n, max(e.fact_date) AS latest
               FROM evidence_subject s JOIN evidence e ON e.id = s.evidence_id
               WHERE s.agency_id = $1 AND s.subject_kind = $2 AND e.fact_date >= $3 AND e.fact_date <= $4
               GROUP BY s.subject_id, e.status";
    let values = [agency.into(), kind.into(), from.into(), to.into()];
    let statement = sea_orm::Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    let mut counts = HashMap::<Uuid, Counts>::new();
    for row in db.query_all_raw(statement).await? {
        let entry = counts.entry(row.try_get("", "subject_id")?).or_default();
        let n = u64::try_from(row.try_get::<i64>("", "n")?).unwrap_or_default();
        let latest: CivilDate = row.try_get("", "latest")?;
        match row.try_get::<Status>("", "status")? {
            Status::Accepted => entry.accepted = n,
            Status::Waiting => entry.waiting = n,
            Status::Returned => entry.returned = n,
            Status::Withdrawn => continue,
        }
        entry.latest_fact = entry.latest_fact.max(Some(latest.0));
    }
    Ok(counts)
}

/// The accepted, waiting and returned proofs of every subject of a kind, in one query; subjects without any are
/// absent, and what was withdrawn is left out.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn proofs(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    kind: &str,
) -> Result<HashMap<Uuid, Vec<Proof>>, DbErr> {
    let sql = "SELECT DISTINCT s.subject_id, e.unit_id, e.status, e.fact_date
               FROM evidence_subject s JOIN evidence e ON e.id = s.evidence_id
               WHERE s.agency_id = $1 AND s.subject_kind = $2 AND e.status <> $3";
    let values = [agency.into(), kind.into(), Status::Withdrawn.into()];
    let statement = sea_orm::Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    let mut proofs = HashMap::<Uuid, Vec<Proof>>::new();
    for row in db.query_all_raw(statement).await? {
        let fact_date: CivilDate = row.try_get("", "fact_date")?;
        let proof = Proof {
            unit: row.try_get("", "unit_id")?,
            status: row.try_get("", "status")?,
            fact_date: fact_date.0,
        };
        proofs
            .entry(row.try_get("", "subject_id")?)
            .or_default()
            .push(proof);
    }
    Ok(proofs)
}

/// The evidence of many subjects of a kind, each newest fact first; subjects without any are absent. One query for
/// each [`MANY`] subjects.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn of_each(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    kind: &str,
    subjects: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Evidence>>, DbErr> {
    let mut found = HashMap::<Uuid, Vec<Evidence>>::new();
    for some in subjects.chunks(MANY) {
        let linked = || {
            subject_row::Entity::find()
                .filter(subject_row::Column::AgencyId.eq(agency))
                .filter(subject_row::Column::SubjectKind.eq(kind))
                .filter(subject_row::Column::SubjectId.is_in(some.iter().copied()))
        };
        let ids = linked()
            .select_only()
            .column(subject_row::Column::EvidenceId)
            .into_query();
        let rows = evidence_row::Entity::find()
            .filter(evidence_row::Column::AgencyId.eq(agency))
            .filter(evidence_row::Column::Id.in_subquery(ids))
            .order_by_desc(evidence_row::Column::FactDate)
            .order_by_desc(evidence_row::Column::ReceivedAt)
            .all(db)
            .await?;
        let mut subjects_of = HashMap::<EvidenceId, Vec<Uuid>>::new();
        for link in linked().all(db).await? {
            subjects_of
                .entry(link.evidence_id)
                .or_default()
                .push(link.subject_id);
        }
        for one in rows.into_iter().map(Evidence::from) {
            for subject in subjects_of.get(&one.id).into_iter().flatten() {
                found.entry(*subject).or_default().push(one.clone());
            }
        }
    }
    Ok(found)
}

/// The evidence that a filter lets through, newest fact first.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn list(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    filter: &Filter,
    (offset, limit): (u64, u64),
) -> Result<Vec<Evidence>, DbErr> {
    let rows = evidence_row::Entity::find()
        .filter(condition(agency, filter))
        .order_by_desc(evidence_row::Column::FactDate)
        .order_by_desc(evidence_row::Column::ReceivedAt)
        .offset(offset)
        .limit(limit)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(Evidence::from).collect())
}

pub(super) async fn count(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    filter: &Filter,
) -> Result<u64, DbErr> {
    evidence_row::Entity::find()
        .filter(condition(agency, filter))
        .count(db)
        .await
}

fn condition(agency: AgencyId, filter: &Filter) -> Condition {
    let mut condition = Condition::all().add(evidence_row::Column::AgencyId.eq(agency));
    condition = condition.add_option(
        filter
            .status
            .map(|status| evidence_row::Column::Status.eq(status)),
    );
    condition = condition.add_option(filter.form.map(|form| evidence_row::Column::Form.eq(form)));
    condition = condition.add_option(filter.unit.map(|unit| evidence_row::Column::UnitId.eq(unit)));
    condition = condition.add_option(
        filter
            .from
            .map(|day| evidence_row::Column::FactDate.gte(CivilDate(day))),
    );
    condition = condition.add_option(
        filter
            .to
            .map(|day| evidence_row::Column::FactDate.lte(CivilDate(day))),
    );
    let folded = vietnamese::fold(&filter.words);
    for word in folded.split_whitespace().take(8) {
        condition = condition.add(evidence_row::Column::FoldedTitle.contains(word));
    }
    condition
}

pub(super) mod entry {
    //! The chain of what happened to evidence.

    use super::*;

    mod entry_row {
        use super::*;

        #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
        #[sea_orm(table_name = "evidence_entry")]
        pub struct Model {
            #[sea_orm(primary_key, auto_increment = false)]
            pub agency_id: AgencyId,
            #[sea_orm(primary_key, auto_increment = false)]
            pub seq: i64,
            pub evidence_id: EvidenceId,
            pub action: String,
            pub content: String,
            pub hash: String,
        }

        #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
        pub enum Relation {}

        impl ActiveModelBehavior for ActiveModel {}
    }

    pub(in super::super) use entry_row::Model as EntryRow;

    pub(in super::super) async fn insert(tx: &impl ConnectionTrait, row: EntryRow) -> Result<(), DbErr> {
        use sea_orm::IntoActiveModel;
        entry_row::Entity::insert(row.into_active_model())
            .exec_without_returning(tx)
            .await?;
        Ok(())
    }

    pub(in super::super) async fn after(
        db: &impl ConnectionTrait,
        agency: AgencyId,
        seq: i64,
        limit: u64,
    ) -> Result<Vec<EntryRow>, DbErr> {
        entry_row::Entity::find()
            .filter(entry_row::Column::AgencyId.eq(agency))
            .filter(entry_row::Column::Seq.gt(seq))
            .order_by_asc(entry_row::Column::Seq)
            .limit(limit)
            .all(db)
            .await
    }

    pub(in super::super) async fn of(
        db: &impl ConnectionTrait,
        agency: AgencyId,
        id: EvidenceId,
    ) -> Result<Vec<EntryRow>, DbErr> {
        entry_row::Entity::find()
            .filter(entry_row::Column::AgencyId.eq(agency))
            .filter(entry_row::Column::EvidenceId.eq(id))
            .order_by_asc(entry_row::Column::Seq)
            .all(db)
            .await
    }
}
