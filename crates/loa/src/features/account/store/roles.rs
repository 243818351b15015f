//! Rows of roles.

use std::collections::HashMap;

use db::Instant;
use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;

use crate::features::account::model::Role;
use crate::features::agency::{AgencyId, PersonId, UnitId};

mod role_row {
    use super::*;

    db::id!(
        /// A grant.
        pub GrantId
    );

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "role_grant")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: GrantId,
        pub agency_id: AgencyId,
        pub person_id: PersonId,
        pub role: Role,
        pub unit_id: Option<UnitId>,
        pub granted_at: Instant,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

use role_row::{Column, Entity};

/// A role, with the unit it is narrowed to.
type Held = (Role, Option<UnitId>);

/// Gives a person a role; giving it twice changes nothing.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn grant(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    person: PersonId,
    role: Role,
    unit: Option<UnitId>,
    now: Instant,
) -> Result<(), DbErr> {
    if roles(db, agency, person).await?.contains(&(role, unit)) {
        return Ok(());
    }
    let row = role_row::ActiveModel {
        id: Set(role_row::GrantId::new()),
        agency_id: Set(agency),
        person_id: Set(person),
        role: Set(role),
        unit_id: Set(unit),
        granted_at: Set(now),
    };
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Gives a person exactly these roles.
pub(in crate::features::account) async fn set_roles(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    person: PersonId,
    wanted: &[Held],
    now: Instant,
) -> Result<(), DbErr> {
    let rows = Entity::find()
        .filter(Column::AgencyId.eq(agency))
        .filter(Column::PersonId.eq(person))
        .all(tx)
        .await?;
    for row in rows {
        if !wanted.contains(&(row.role, row.unit_id)) {
            Entity::delete_by_id(row.id).exec(tx).await?;
        }
    }
    for (role, unit) in wanted {
        grant(tx, agency, person, *role, *unit, now).await?;
    }
    Ok(())
}

/// A person's roles, each with the unit it is narrowed to.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn roles(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    person: PersonId,
) -> Result<Vec<Held>, DbErr> {
    let rows = Entity::find()
        .filter(Column::AgencyId.eq(agency))
        .filter(Column::PersonId.eq(person))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.role, row.unit_id)).collect())
}

/// Everybody's roles.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn roles_of_all(
    db: &impl ConnectionTrait,
    agency: AgencyId,
) -> Result<HashMap<PersonId, Vec<Held>>, DbErr> {
    let rows = Entity::find().filter(Column::AgencyId.eq(agency)).all(db).await?;
    let mut all = HashMap::<PersonId, Vec<Held>>::new();
    for row in rows {
        all.entry(row.person_id)
            .or_default()
            .push((row.role, row.unit_id));
    }
    for held in all.values_mut() {
        held.sort_unstable();
    }
    Ok(all)
}

/// Everybody who holds a role, each with the unit it is narrowed to.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn holders(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    role: Role,
) -> Result<Vec<(PersonId, Option<UnitId>)>, DbErr> {
    let rows = Entity::find()
        .filter(Column::AgencyId.eq(agency))
        .filter(Column::Role.eq(role))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.person_id, row.unit_id)).collect())
}
