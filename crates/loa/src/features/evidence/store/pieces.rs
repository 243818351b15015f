//! Rows of evidence and its files.

use std::collections::HashMap;

use db::{CivilDate, Instant};
use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, QueryOrder, QuerySelect};

use super::MANY;
use super::subjects::set_linked_status;
use crate::features::agency::{AgencyId, PersonId, UnitId};
use crate::features::evidence::model::{Evidence, EvidenceId, Filter, Form, Kind, NewEvidence, Status};
use crate::features::file::{self, File, FileId};

pub(super) mod evidence_row {
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

pub(in crate::features::evidence) async fn insert(
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

/// Changes the status, but only from one of `from`; false when it is another meanwhile.
pub(in crate::features::evidence) async fn set_status(
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
    let changed = done.rows_affected == 1;
    if changed {
        set_linked_status(tx, agency, id, to).await?;
    }
    Ok(changed)
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

/// Many pieces by their ids; one query for each thousand.
pub(in crate::features::evidence) async fn by_ids(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    ids: impl IntoIterator<Item = EvidenceId>,
) -> Result<HashMap<EvidenceId, Evidence>, DbErr> {
    let ids: Vec<EvidenceId> = ids.into_iter().collect();
    let mut found = HashMap::with_capacity(ids.len());
    for some in ids.chunks(MANY) {
        let rows = evidence_row::Entity::find()
            .filter(evidence_row::Column::AgencyId.eq(agency))
            .filter(evidence_row::Column::Id.is_in(some.iter().copied()))
            .all(db)
            .await?;
        found.extend(rows.into_iter().map(|row| (row.id, Evidence::from(row))));
    }
    Ok(found)
}

/// The files of many pieces in their order, each with the hash of its bytes.
pub(in crate::features::evidence) async fn files_of_each(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    pieces: &[EvidenceId],
) -> Result<HashMap<EvidenceId, Vec<(FileId, String)>>, DbErr> {
    let mut of: HashMap<EvidenceId, Vec<(FileId, String)>> = HashMap::new();
    for some in pieces.chunks(MANY) {
        let links = file_link_row::Entity::find()
            .filter(file_link_row::Column::EvidenceId.is_in(some.iter().copied()))
            .order_by_asc(file_link_row::Column::EvidenceId)
            .order_by_asc(file_link_row::Column::Position)
            .all(db)
            .await?;
        for links in links.chunks(MANY) {
            let ids: Vec<FileId> = links.iter().map(|link| link.file_id).collect();
            let hashes = file::hashes(db, agency, &ids).await?;
            for link in links {
                let hash = hashes.get(&link.file_id).cloned().unwrap_or_default();
                of.entry(link.evidence_id).or_default().push((link.file_id, hash));
            }
        }
    }
    Ok(of)
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

/// How many pieces a filter lets through.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn count(db: &impl ConnectionTrait, agency: AgencyId, filter: &Filter) -> Result<u64, DbErr> {
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
            .added_by
            .map(|person| evidence_row::Column::AddedBy.eq(person)),
    );
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
