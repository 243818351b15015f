//! What evidence proves.

use std::collections::HashMap;

use db::CivilDate;
use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect, QueryTrait};

use super::MANY;
use super::pieces::{by_id, evidence_row};
use crate::features::agency::{AgencyId, UnitId};
use crate::features::audit::Subject;
use crate::features::evidence::model::{Counts, Evidence, EvidenceId, Proof, Status};

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
        pub status: Status,
        pub fact_date: CivilDate,
        pub unit_id: Option<UnitId>,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Links; true when the link is new and the piece is the agency's.
pub(in crate::features::evidence) async fn insert_subject(
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
    let Some(piece) = by_id(tx, agency, id).await? else {
        return Ok(false);
    };
    let row = subject_row::ActiveModel {
        agency_id: Set(agency),
        evidence_id: Set(id),
        subject_kind: Set(subject.kind.to_owned()),
        subject_id: Set(subject.id),
        status: Set(piece.status),
        fact_date: Set(CivilDate(piece.fact_date)),
        unit_id: Set(piece.unit),
    };
    subject_row::Entity::insert(row)
        .exec_without_returning(tx)
        .await?;
    Ok(true)
}

/// Lets the links of a piece say what it says itself.
pub(super) async fn set_linked_status(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    id: EvidenceId,
    to: Status,
) -> Result<(), DbErr> {
    subject_row::Entity::update_many()
        .col_expr(subject_row::Column::Status, Expr::value(to))
        .filter(subject_row::Column::AgencyId.eq(agency))
        .filter(subject_row::Column::EvidenceId.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

/// The pieces whose links do not say what they say themselves.
pub(in crate::features::evidence) async fn linked_wrongly(
    db: &impl ConnectionTrait,
    agency: AgencyId,
) -> Result<Vec<EvidenceId>, DbErr> {
    let sql = "SELECT DISTINCT s.evidence_id FROM evidence_subject s JOIN evidence e ON e.id = s.evidence_id
               WHERE s.agency_id = $1 AND (s.status <> e.status OR s.fact_date <> e.fact_date
                   OR s.unit_id IS DISTINCT FROM e.unit_id)";
    let statement = sea_orm::Statement::from_sql_and_values(db.get_database_backend(), sql, [agency.into()]);
    let rows = db.query_all_raw(statement).await?;
    rows.iter().map(|row| row.try_get("", "evidence_id")).collect()
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

/// The evidence of many subjects of a kind, each newest fact first; subjects without any are absent. One query for
/// each thousand subjects.
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
    let sql = "SELECT subject_id, status, count(*) AS n, max(fact_date) AS latest FROM evidence_subject
               WHERE agency_id = $1 AND subject_kind = $2 AND fact_date >= $3 AND fact_date <= $4
               GROUP BY subject_id, status";
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
            Status::Returned => {
                entry.returned = n;
                continue;
            }
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
    let sql = "SELECT DISTINCT subject_id, unit_id, status, fact_date FROM evidence_subject
               WHERE agency_id = $1 AND subject_kind = $2 AND status <> $3";
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
