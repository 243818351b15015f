//! Rows of days off and of calendar addresses.

use db::{CivilDate, Instant};
use jiff::civil::Date;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{IntoActiveModel, QueryOrder};

use crate::features::account::Token;
use crate::features::agency::{AgencyId, PersonId};
use crate::features::task::holiday::{Holiday, HolidayId, HolidayKind, NewHoliday};

mod holiday {
    use super::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "holiday")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: HolidayId,
        pub agency_id: AgencyId,
        pub day: CivilDate,
        pub kind: HolidayKind,
        pub name: String,
        pub source: String,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod feed {
    use super::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "calendar_feed")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub token_hash: String,
        pub agency_id: AgencyId,
        pub person_id: PersonId,
        pub created_at: Instant,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl From<holiday::Model> for Holiday {
    fn from(row: holiday::Model) -> Self {
        Self {
            id: row.id,
            day: row.day.0,
            kind: row.kind,
            name: row.name,
            source: row.source,
        }
    }
}

/// The agency's own days, in order.
pub(in super::super) async fn holidays(
    db: &impl ConnectionTrait,
    agency: AgencyId,
) -> Result<Vec<Holiday>, DbErr> {
    let rows = holiday::Entity::find()
        .filter(holiday::Column::AgencyId.eq(agency))
        .order_by_asc(holiday::Column::Day)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(Holiday::from).collect())
}

/// Sets a day; what was said of it before is replaced.
pub(in super::super) async fn set_holiday(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    new: &NewHoliday,
) -> Result<(), DbErr> {
    let row = holiday::Model {
        id: HolidayId::new(),
        agency_id: agency,
        day: CivilDate(new.day),
        kind: new.kind,
        name: new.name.clone(),
        source: new.source.clone(),
    };
    let replace = OnConflict::columns([holiday::Column::AgencyId, holiday::Column::Day])
        .update_columns([
            holiday::Column::Kind,
            holiday::Column::Name,
            holiday::Column::Source,
        ])
        .to_owned();
    holiday::Entity::insert(row.into_active_model())
        .on_conflict(replace)
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Takes a day out; false when there was none.
pub(in super::super) async fn remove_holiday(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    id: HolidayId,
) -> Result<bool, DbErr> {
    let gone = holiday::Entity::delete_many()
        .filter(holiday::Column::AgencyId.eq(agency))
        .filter(holiday::Column::Id.eq(id))
        .exec(db)
        .await?;
    Ok(gone.rows_affected > 0)
}

/// Makes a person's calendar address; an earlier one dies with it.
pub(in super::super) async fn set_feed(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    person: PersonId,
    token: &Token,
    now: Instant,
) -> Result<(), DbErr> {
    remove_feed(db, agency, person).await?;
    let row = feed::Model {
        token_hash: token.hash(),
        agency_id: agency,
        person_id: person,
        created_at: now,
    };
    feed::Entity::insert(row.into_active_model())
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Ends a person's calendar address.
pub(in super::super) async fn remove_feed(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    person: PersonId,
) -> Result<(), DbErr> {
    feed::Entity::delete_many()
        .filter(feed::Column::AgencyId.eq(agency))
        .filter(feed::Column::PersonId.eq(person))
        .exec(db)
        .await?;
    Ok(())
}

/// Whether a person has a calendar address, and since when.
pub(in super::super) async fn feed_since(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    person: PersonId,
) -> Result<Option<Instant>, DbErr> {
    let found = feed::Entity::find()
        .filter(feed::Column::AgencyId.eq(agency))
        .filter(feed::Column::PersonId.eq(person))
        .one(db)
        .await?;
    Ok(found.map(|row| row.created_at))
}

/// Whose address a token is. Without an agency, because the token is the way in.
pub(in super::super) async fn feed_owner(
    db: &impl ConnectionTrait,
    token: &Token,
) -> Result<Option<(AgencyId, PersonId)>, DbErr> {
    let found = feed::Entity::find_by_id(token.hash()).one(db).await?;
    Ok(found.map(|row| (row.agency_id, row.person_id)))
}

/// The days of a list, as dates of the calendar: off, worked.
pub(in super::super) fn split(days: &[Holiday]) -> (Vec<Date>, Vec<Date>) {
    let of = |kind: HolidayKind| days.iter().filter(move |day| day.kind == kind).map(|day| day.day);
    (of(HolidayKind::Off).collect(), of(HolidayKind::Working).collect())
}
