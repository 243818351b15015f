//! Rows of reports.

use std::collections::BTreeMap;

use db::{CivilDate, Instant, Json};
use jiff::civil::Date;
use schedule::Period;
use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{QueryOrder, QuerySelect};

use super::model::{Answer, Details, Edited, Regime, Report, ReportId};
use crate::features::agency::AgencyId;

mod report_row {
    use super::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "report")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ReportId,
        pub agency_id: AgencyId,
        pub year: i32,
        pub period: String,
        pub regime: Regime,
        pub issue: i32,
        pub reissue_reason: String,
        pub template: String,
        pub number: Option<String>,
        pub issued_on: Option<CivilDate>,
        pub details: Json<Details>,
        pub answers: Json<BTreeMap<String, Answer>>,
        pub created_by_name: String,
        pub created_at: Instant,
        pub changed_at: Instant,
        pub frozen_by_name: Option<String>,
        pub frozen_at: Option<Instant>,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod section_row {
    use super::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "report_section")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub report_id: ReportId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub section: String,
        pub agency_id: AgencyId,
        pub body: String,
        pub basis: String,
        pub edited_by_name: String,
        pub edited_at: Instant,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod cut_row {
    use super::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "report_cut")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub report_id: ReportId,
        pub agency_id: AgencyId,
        pub content: String,
        pub hash: String,
        pub cut_at: Instant,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl TryFrom<report_row::Model> for Report {
    type Error = DbErr;
    fn try_from(row: report_row::Model) -> Result<Self, DbErr> {
        let period: Period = row
            .period
            .parse()
            .map_err(|_| DbErr::Type(format!("period {:?}", row.period)))?;
        Ok(Self {
            id: row.id,
            period,
            regime: row.regime,
            issue: row.issue,
            reissue_reason: row.reissue_reason,
            template: row.template,
            number: row.number,
            issued_on: row.issued_on.map(|day| day.0),
            details: row.details.0,
            answers: row.answers.0,
            created_by: row.created_by_name,
            changed_at: row.changed_at,
            frozen: row.frozen_by_name.zip(row.frozen_at),
        })
    }
}

/// A report to be begun.
pub(super) struct NewReport<'a> {
    pub(super) period: Period,
    pub(super) regime: Regime,
    pub(super) issue: i32,
    pub(super) reissue_reason: &'a str,
    pub(super) template: &'a str,
    pub(super) details: Details,
    pub(super) answers: BTreeMap<String, Answer>,
}

pub(super) async fn insert(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    new: NewReport<'_>,
    by_name: &str,
    now: Instant,
) -> Result<ReportId, DbErr> {
    let id = ReportId::new();
    let row = report_row::ActiveModel {
        id: Set(id),
        agency_id: Set(agency),
        year: Set(i32::from(new.period.year)),
        period: Set(new.period.to_string()),
        regime: Set(new.regime),
        issue: Set(new.issue),
        reissue_reason: Set(new.reissue_reason.to_owned()),
        template: Set(new.template.to_owned()),
        number: Set(None),
        issued_on: Set(None),
        details: Set(Json(new.details)),
        answers: Set(Json(new.answers)),
        created_by_name: Set(by_name.to_owned()),
        created_at: Set(now),
        changed_at: Set(now),
        frozen_by_name: Set(None),
        frozen_at: Set(None),
    };
    report_row::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(id)
}

/// One report.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn by_id(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    id: ReportId,
) -> Result<Option<Report>, DbErr> {
    let found = report_row::Entity::find_by_id(id)
        .filter(report_row::Column::AgencyId.eq(agency))
        .one(db)
        .await?;
    found.map(Report::try_from).transpose()
}

/// The issues of a period, the first one first.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn issues(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    regime: Regime,
    period: Period,
) -> Result<Vec<Report>, DbErr> {
    let rows = report_row::Entity::find()
        .filter(report_row::Column::AgencyId.eq(agency))
        .filter(report_row::Column::Regime.eq(regime))
        .filter(report_row::Column::Period.eq(period.to_string()))
        .order_by_asc(report_row::Column::Issue)
        .all(db)
        .await?;
    rows.into_iter().map(Report::try_from).collect()
}

/// The reports of a year.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn of_year(db: &impl ConnectionTrait, agency: AgencyId, year: i16) -> Result<Vec<Report>, DbErr> {
    let rows = report_row::Entity::find()
        .filter(report_row::Column::AgencyId.eq(agency))
        .filter(report_row::Column::Year.eq(i32::from(year)))
        .order_by_asc(report_row::Column::Issue)
        .all(db)
        .await?;
    rows.into_iter().map(Report::try_from).collect()
}

pub(super) async fn years(db: &impl ConnectionTrait, agency: AgencyId) -> Result<Vec<i16>, DbErr> {
    let years: Vec<i32> = report_row::Entity::find()
        .select_only()
        .column(report_row::Column::Year)
        .distinct()
        .filter(report_row::Column::AgencyId.eq(agency))
        .into_tuple()
        .all(db)
        .await?;
    Ok(years
        .into_iter()
        .filter_map(|year| i16::try_from(year).ok())
        .collect())
}

/// Marks a report as changed, but only one that is not frozen and, when asked, as it was read; false otherwise.
/// On PostgreSQL it also holds the row until the end of the transaction, so it comes first in each use case.
pub(super) async fn touch(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    id: ReportId,
    seen: Option<Instant>,
    now: Instant,
) -> Result<bool, DbErr> {
    let mut update = report_row::Entity::update_many()
        .col_expr(report_row::Column::ChangedAt, Expr::value(now))
        .filter(report_row::Column::AgencyId.eq(agency))
        .filter(report_row::Column::Id.eq(id))
        .filter(report_row::Column::FrozenAt.is_null());
    if let Some(seen) = seen {
        update = update.filter(report_row::Column::ChangedAt.eq(seen));
    }
    Ok(update.exec(tx).await?.rows_affected == 1)
}

pub(super) async fn set_details(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    id: ReportId,
    details: Details,
) -> Result<(), DbErr> {
    report_row::Entity::update_many()
        .col_expr(report_row::Column::Details, Expr::value(Json(details)))
        .filter(report_row::Column::AgencyId.eq(agency))
        .filter(report_row::Column::Id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

pub(super) async fn set_answers(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    id: ReportId,
    answers: BTreeMap<String, Answer>,
) -> Result<(), DbErr> {
    report_row::Entity::update_many()
        .col_expr(report_row::Column::Answers, Expr::value(Json(answers)))
        .filter(report_row::Column::AgencyId.eq(agency))
        .filter(report_row::Column::Id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

/// Writes number and day of issue; only of a frozen report.
pub(super) async fn set_number(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    id: ReportId,
    (number, issued_on): (Option<String>, Option<Date>),
) -> Result<bool, DbErr> {
    let done = report_row::Entity::update_many()
        .col_expr(report_row::Column::Number, Expr::value(number))
        .col_expr(
            report_row::Column::IssuedOn,
            Expr::value(issued_on.map(CivilDate)),
        )
        .filter(report_row::Column::AgencyId.eq(agency))
        .filter(report_row::Column::Id.eq(id))
        .filter(report_row::Column::FrozenAt.is_not_null())
        .exec(tx)
        .await?;
    Ok(done.rows_affected == 1)
}

pub(super) async fn freeze(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    id: ReportId,
    by_name: &str,
    now: Instant,
) -> Result<(), DbErr> {
    report_row::Entity::update_many()
        .col_expr(report_row::Column::FrozenByName, Expr::value(by_name))
        .col_expr(report_row::Column::FrozenAt, Expr::value(now))
        .filter(report_row::Column::AgencyId.eq(agency))
        .filter(report_row::Column::Id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

pub(super) async fn sections(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    id: ReportId,
) -> Result<Vec<Edited>, DbErr> {
    let rows = section_row::Entity::find()
        .filter(section_row::Column::AgencyId.eq(agency))
        .filter(section_row::Column::ReportId.eq(id))
        .all(db)
        .await?;
    let edited = rows.into_iter().map(|row| Edited {
        section: row.section,
        body: row.body,
        basis: row.basis,
        by: row.edited_by_name,
        at: row.edited_at,
    });
    Ok(edited.collect())
}

pub(super) async fn put_section(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    id: ReportId,
    edited: Edited,
) -> Result<(), DbErr> {
    let row = section_row::ActiveModel {
        report_id: Set(id),
        section: Set(edited.section),
        agency_id: Set(agency),
        body: Set(edited.body),
        basis: Set(edited.basis),
        edited_by_name: Set(edited.by),
        edited_at: Set(edited.at),
    };
    let key = [section_row::Column::ReportId, section_row::Column::Section];
    let values = [
        section_row::Column::Body,
        section_row::Column::Basis,
        section_row::Column::EditedByName,
        section_row::Column::EditedAt,
    ];
    section_row::Entity::insert(row)
        .on_conflict(OnConflict::columns(key).update_columns(values).to_owned())
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

pub(super) async fn drop_section(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    id: ReportId,
    section: &str,
) -> Result<(), DbErr> {
    section_row::Entity::delete_many()
        .filter(section_row::Column::AgencyId.eq(agency))
        .filter(section_row::Column::ReportId.eq(id))
        .filter(section_row::Column::Section.eq(section))
        .exec(tx)
        .await?;
    Ok(())
}

/// Content as submitted, and its hash.
pub(super) async fn cut(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    id: ReportId,
) -> Result<Option<(String, String)>, DbErr> {
    let found = cut_row::Entity::find_by_id(id)
        .filter(cut_row::Column::AgencyId.eq(agency))
        .one(db)
        .await?;
    Ok(found.map(|row| (row.content, row.hash)))
}

/// The hash of the content as submitted, without loading it.
pub(super) async fn cut_hash(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    id: ReportId,
) -> Result<Option<String>, DbErr> {
    cut_row::Entity::find_by_id(id)
        .select_only()
        .column(cut_row::Column::Hash)
        .filter(cut_row::Column::AgencyId.eq(agency))
        .into_tuple()
        .one(db)
        .await
}

pub(super) async fn put_cut(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    id: ReportId,
    (content, hash): (String, String),
    now: Instant,
) -> Result<(), DbErr> {
    let row = cut_row::ActiveModel {
        report_id: Set(id),
        agency_id: Set(agency),
        content: Set(content),
        hash: Set(hash),
        cut_at: Set(now),
    };
    let values = [
        cut_row::Column::Content,
        cut_row::Column::Hash,
        cut_row::Column::CutAt,
    ];
    cut_row::Entity::insert(row)
        .on_conflict(
            OnConflict::column(cut_row::Column::ReportId)
                .update_columns(values)
                .to_owned(),
        )
        .exec_without_returning(tx)
        .await?;
    Ok(())
}
