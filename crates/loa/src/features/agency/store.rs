//! Rows of agencies, units and people.

use db::{CivilDate, Instant, Json};
use jiff::civil::Date;
use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, Condition, QueryOrder};

use super::model::{
    Agency, AgencyId, NewAgency, NewPerson, NewUnit, Person, PersonId, Unit, UnitId, UnitKind,
};

mod agency_row {
    use super::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "agency")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: AgencyId,
        pub parent_id: Option<AgencyId>,
        pub name: String,
        pub short_name: String,
        pub symbol: String,
        pub place: String,
        pub hosted: bool,
        pub valid_from: CivilDate,
        pub valid_to: Option<CivilDate>,
        pub successor_id: Option<AgencyId>,
        pub created_at: Instant,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod unit_row {
    use super::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "unit")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: UnitId,
        pub agency_id: AgencyId,
        pub parent_id: Option<UnitId>,
        pub name: String,
        pub folded_name: String,
        pub short_name: String,
        pub kind: UnitKind,
        pub aliases: Json<Vec<String>>,
        pub position: i32,
        pub valid_from: CivilDate,
        pub valid_to: Option<CivilDate>,
        pub successor_id: Option<UnitId>,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod person_row {
    use super::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "person")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: PersonId,
        pub agency_id: AgencyId,
        pub unit_id: Option<UnitId>,
        pub full_name: String,
        pub folded_name: String,
        pub title: String,
        pub email: Option<String>,
        pub valid_from: CivilDate,
        pub valid_to: Option<CivilDate>,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl From<agency_row::Model> for Agency {
    fn from(row: agency_row::Model) -> Self {
        Self {
            id: row.id,
            parent: row.parent_id,
            name: row.name,
            short_name: row.short_name,
            symbol: row.symbol,
            place: row.place,
            hosted: row.hosted,
            valid_from: row.valid_from.0,
            valid_to: row.valid_to.map(|day| day.0),
            successor: row.successor_id,
        }
    }
}

impl From<unit_row::Model> for Unit {
    fn from(row: unit_row::Model) -> Self {
        Self {
            id: row.id,
            parent: row.parent_id,
            name: row.name,
            short_name: row.short_name,
            kind: row.kind,
            aliases: row.aliases.0,
            position: row.position,
            valid_from: row.valid_from.0,
            valid_to: row.valid_to.map(|day| day.0),
            successor: row.successor_id,
        }
    }
}

impl From<person_row::Model> for Person {
    fn from(row: person_row::Model) -> Self {
        Self {
            id: row.id,
            unit: row.unit_id,
            full_name: row.full_name,
            title: row.title,
            email: row.email,
            valid_from: row.valid_from.0,
            valid_to: row.valid_to.map(|day| day.0),
        }
    }
}

/// Adds an agency.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn add(db: &impl ConnectionTrait, new: NewAgency, now: Instant) -> Result<AgencyId, DbErr> {
    let id = AgencyId::new();
    let row = agency_row::ActiveModel {
        id: Set(id),
        parent_id: Set(new.parent),
        name: Set(new.name),
        short_name: Set(new.short_name),
        symbol: Set(new.symbol),
        place: Set(new.place),
        hosted: Set(new.hosted),
        valid_from: Set(CivilDate(new.valid_from)),
        valid_to: Set(None),
        successor_id: Set(None),
        created_at: Set(now),
    };
    agency_row::Entity::insert(row).exec_without_returning(db).await?;
    Ok(id)
}

/// All agencies, hosted or not, in order of creation: for the operator's command line.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn agencies(db: &impl ConnectionTrait) -> Result<Vec<Agency>, DbErr> {
    let rows = agency_row::Entity::find()
        .order_by_asc(agency_row::Column::CreatedAt)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(Agency::from).collect())
}

/// Whether the set-up was done.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn any_hosted(db: &impl ConnectionTrait) -> Result<bool, DbErr> {
    let found = agency_row::Entity::find()
        .filter(agency_row::Column::Hosted.eq(true))
        .one(db)
        .await?;
    Ok(found.is_some())
}

/// One agency.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn agency(db: &impl ConnectionTrait, id: AgencyId) -> Result<Option<Agency>, DbErr> {
    Ok(agency_row::Entity::find_by_id(id)
        .one(db)
        .await?
        .map(Agency::from))
}

/// Adds a unit at the end of the agency's order.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn add_unit(db: &impl ConnectionTrait, agency: AgencyId, new: NewUnit) -> Result<UnitId, DbErr> {
    let id = UnitId::new();
    let position = unit_row::Entity::find()
        .filter(unit_row::Column::AgencyId.eq(agency))
        .count(db)
        .await?;
    let row = unit_row::ActiveModel {
        id: Set(id),
        agency_id: Set(agency),
        parent_id: Set(None),
        folded_name: Set(vietnamese::fold(&new.name)),
        name: Set(new.name),
        short_name: Set(new.short_name),
        kind: Set(new.kind),
        aliases: Set(Json(new.aliases)),
        position: Set(i32::try_from(position).unwrap_or(i32::MAX)),
        valid_from: Set(CivilDate(new.valid_from)),
        valid_to: Set(None),
        successor_id: Set(None),
    };
    unit_row::Entity::insert(row).exec_without_returning(db).await?;
    Ok(id)
}

/// All units, ended ones too, in the agency's order.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn units(db: &impl ConnectionTrait, agency: AgencyId) -> Result<Vec<Unit>, DbErr> {
    let rows = unit_row::Entity::find()
        .filter(unit_row::Column::AgencyId.eq(agency))
        .order_by_asc(unit_row::Column::Position)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(Unit::from).collect())
}

/// The units that exist on a day.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn units_on(db: &impl ConnectionTrait, agency: AgencyId, day: Date) -> Result<Vec<Unit>, DbErr> {
    let all = units(db, agency).await?;
    Ok(all
        .into_iter()
        .filter(|unit| unit.valid_from <= day && unit.valid_to.is_none_or(|end| day <= end))
        .collect())
}

/// One unit of the agency.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn unit(db: &impl ConnectionTrait, agency: AgencyId, id: UnitId) -> Result<Option<Unit>, DbErr> {
    let found = unit_row::Entity::find_by_id(id)
        .filter(unit_row::Column::AgencyId.eq(agency))
        .one(db)
        .await?;
    Ok(found.map(Unit::from))
}

/// Adds a person.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn add_person(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    new: NewPerson,
) -> Result<PersonId, DbErr> {
    let id = PersonId::new();
    let row = person_row::ActiveModel {
        id: Set(id),
        agency_id: Set(agency),
        unit_id: Set(new.unit),
        folded_name: Set(vietnamese::fold(&new.full_name)),
        full_name: Set(new.full_name),
        title: Set(new.title),
        email: Set(new.email),
        valid_from: Set(CivilDate(new.valid_from)),
        valid_to: Set(None),
    };
    person_row::Entity::insert(row).exec_without_returning(db).await?;
    Ok(id)
}

/// The people of a day, sorted as Vietnamese lists are: by given name.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn people(db: &impl ConnectionTrait, agency: AgencyId, day: Date) -> Result<Vec<Person>, DbErr> {
    let rows = person_row::Entity::find()
        .filter(person_row::Column::AgencyId.eq(agency))
        .filter(person_row::Column::ValidFrom.lte(CivilDate(day)))
        .filter(
            Condition::any()
                .add(person_row::Column::ValidTo.is_null())
                .add(person_row::Column::ValidTo.gte(CivilDate(day))),
        )
        .all(db)
        .await?;
    let mut people: Vec<Person> = rows.into_iter().map(Person::from).collect();
    people.sort_by_cached_key(|person| vietnamese::name_key(&person.full_name));
    Ok(people)
}

/// One person of the agency.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn person(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    id: PersonId,
) -> Result<Option<Person>, DbErr> {
    let found = person_row::Entity::find_by_id(id)
        .filter(person_row::Column::AgencyId.eq(agency))
        .one(db)
        .await?;
    Ok(found.map(Person::from))
}

/// Everybody who works or ever worked here, sorted as Vietnamese lists are: by given name.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn everyone(db: &impl ConnectionTrait, agency: AgencyId) -> Result<Vec<Person>, DbErr> {
    let rows = person_row::Entity::find()
        .filter(person_row::Column::AgencyId.eq(agency))
        .all(db)
        .await?;
    let mut people: Vec<Person> = rows.into_iter().map(Person::from).collect();
    people.sort_by_cached_key(|person| vietnamese::name_key(&person.full_name));
    Ok(people)
}

/// Changes what is known of a person.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn change_person(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    id: PersonId,
    new: &NewPerson,
) -> Result<(), DbErr> {
    person_row::Entity::update_many()
        .col_expr(person_row::Column::UnitId, Expr::value(new.unit))
        .col_expr(person_row::Column::FullName, Expr::value(new.full_name.clone()))
        .col_expr(
            person_row::Column::FoldedName,
            Expr::value(vietnamese::fold(&new.full_name)),
        )
        .col_expr(person_row::Column::Title, Expr::value(new.title.clone()))
        .col_expr(person_row::Column::Email, Expr::value(new.email.clone()))
        .filter(person_row::Column::AgencyId.eq(agency))
        .filter(person_row::Column::Id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

/// The last day of a person here; with none, the person is back.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn set_last_day(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    id: PersonId,
    last: Option<Date>,
) -> Result<(), DbErr> {
    person_row::Entity::update_many()
        .col_expr(person_row::Column::ValidTo, Expr::value(last.map(CivilDate)))
        .filter(person_row::Column::AgencyId.eq(agency))
        .filter(person_row::Column::Id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}
