//! Rows of people.

use db::CivilDate;
use jiff::civil::Date;
use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, Condition};

use crate::features::agency::model::{AgencyId, NewPerson, Person, PersonId, UnitId};

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

/// Puts a person into another unit.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn move_person(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    id: PersonId,
    unit: Option<UnitId>,
) -> Result<(), DbErr> {
    person_row::Entity::update_many()
        .col_expr(person_row::Column::UnitId, Expr::value(unit))
        .filter(person_row::Column::AgencyId.eq(agency))
        .filter(person_row::Column::Id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}
