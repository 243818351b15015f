//! Rows of notices, runs, rules and preferences.

use std::collections::{HashMap, HashSet};

use db::{CivilDate, Instant, Json};
use jiff::civil::Date;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{IntoActiveModel, QueryOrder, QuerySelect};

use super::model::{Line, Notice, NoticeId, Preference, Rules};
use crate::features::agency::{AgencyId, PersonId};

mod notice {
    use super::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "notice")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: NoticeId,
        pub agency_id: AgencyId,
        pub person_id: PersonId,
        pub day: CivilDate,
        pub content: Json<Vec<Line>>,
        pub mailed: bool,
        pub created_at: Instant,
        pub read_at: Option<Instant>,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod run {
    use super::*;

    db::id!(
        /// A morning that was done.
        pub RunId
    );

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "reminder_run")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: RunId,
        pub agency_id: AgencyId,
        pub day: CivilDate,
        pub people: i32,
        pub ran_at: Instant,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod rule {
    use super::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "reminder_rule")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub agency_id: AgencyId,
        pub rules: Json<Rules>,
        pub changed_at: Instant,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod preference {
    use super::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "reminder_preference")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub person_id: PersonId,
        pub agency_id: AgencyId,
        pub preference: Json<Preference>,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl From<notice::Model> for Notice {
    fn from(row: notice::Model) -> Self {
        Self {
            id: row.id,
            person: row.person_id,
            day: row.day.0,
            lines: row.content.0,
            mailed: row.mailed,
            read_at: row.read_at,
        }
    }
}

/// Adds the notice of a day; none when the person has one.
pub(super) async fn add_notice(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    (person, day): (PersonId, Date),
    lines: Vec<Line>,
    mailed: bool,
    now: Instant,
) -> Result<Option<NoticeId>, DbErr> {
    let id = NoticeId::new();
    let row = notice::Model {
        id,
        agency_id: agency,
        person_id: person,
        day: day.into(),
        content: Json(lines),
        mailed,
        created_at: now,
        read_at: None,
    };
    let written = notice::Entity::insert(row.into_active_model())
        .on_conflict(
            OnConflict::columns([notice::Column::PersonId, notice::Column::Day])
                .do_nothing()
                .to_owned(),
        )
        .exec_without_returning(tx)
        .await?;
    Ok((written > 0).then_some(id))
}

/// A person's notices, newest first.
pub(super) async fn notices(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    person: PersonId,
    limit: u64,
) -> Result<Vec<Notice>, DbErr> {
    let rows = notice::Entity::find()
        .filter(notice::Column::AgencyId.eq(agency))
        .filter(notice::Column::PersonId.eq(person))
        .order_by_desc(notice::Column::Day)
        .limit(limit)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(Notice::from).collect())
}

/// Keys of the lines of each person's latest notice before a day, and who has one of that day.
pub(super) async fn told(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    from: Date,
    day: Date,
) -> Result<(HashMap<PersonId, HashSet<String>>, HashSet<PersonId>), DbErr> {
    let rows = notice::Entity::find()
        .filter(notice::Column::AgencyId.eq(agency))
        .filter(notice::Column::Day.between(CivilDate(from), CivilDate(day)))
        .order_by_asc(notice::Column::Day)
        .all(db)
        .await?;
    let mut before = HashMap::new();
    let mut today = HashSet::new();
    for row in rows {
        if row.day.0 == day {
            today.insert(row.person_id);
        } else {
            let keys = row.content.0.into_iter().map(|line| line.key).collect();
            before.insert(row.person_id, keys);
        }
    }
    Ok((before, today))
}

/// How many of a person's notices are unread: one count on an index, for the bell of every page.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn unread(db: &impl ConnectionTrait, agency: AgencyId, person: PersonId) -> Result<u64, DbErr> {
    notice::Entity::find()
        .filter(notice::Column::AgencyId.eq(agency))
        .filter(notice::Column::PersonId.eq(person))
        .filter(notice::Column::ReadAt.is_null())
        .count(db)
        .await
}

/// Marks one notice, or all, of a person as read; how many were unread.
pub(super) async fn mark_read(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    person: PersonId,
    one: Option<NoticeId>,
    now: Instant,
) -> Result<u64, DbErr> {
    let mut update = notice::Entity::update_many()
        .col_expr(notice::Column::ReadAt, Expr::value(Some(now)))
        .filter(notice::Column::AgencyId.eq(agency))
        .filter(notice::Column::PersonId.eq(person))
        .filter(notice::Column::ReadAt.is_null());
    if let Some(id) = one {
        update = update.filter(notice::Column::Id.eq(id));
    }
    Ok(update.exec(tx).await?.rows_affected)
}

/// Whether a notice is this person's.
pub(super) async fn is_own(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    person: PersonId,
    id: NoticeId,
) -> Result<bool, DbErr> {
    let found = notice::Entity::find_by_id(id)
        .filter(notice::Column::AgencyId.eq(agency))
        .filter(notice::Column::PersonId.eq(person))
        .count(db)
        .await?;
    Ok(found > 0)
}

/// The last morning that was done before a day.
pub(super) async fn last_run(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    before: Date,
) -> Result<Option<Date>, DbErr> {
    let found = run::Entity::find()
        .filter(run::Column::AgencyId.eq(agency))
        .filter(run::Column::Day.lt(CivilDate(before)))
        .order_by_desc(run::Column::Day)
        .one(db)
        .await?;
    Ok(found.map(|row| row.day.0))
}

/// Notes that a morning was done.
pub(super) async fn note_run(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    day: Date,
    people: usize,
    now: Instant,
) -> Result<(), DbErr> {
    let row = run::Model {
        id: run::RunId::new(),
        agency_id: agency,
        day: day.into(),
        people: i32::try_from(people).unwrap_or(i32::MAX),
        ran_at: now,
    };
    run::Entity::insert(row.into_active_model())
        .on_conflict(
            OnConflict::columns([run::Column::AgencyId, run::Column::Day])
                .do_nothing()
                .to_owned(),
        )
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// The agency's rules, or the usual ones.
pub(super) async fn rules(db: &impl ConnectionTrait, agency: AgencyId) -> Result<Rules, DbErr> {
    let found = rule::Entity::find_by_id(agency).one(db).await?;
    Ok(found.map(|row| row.rules.0).unwrap_or_default())
}

pub(super) async fn set_rules(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    rules: Rules,
    now: Instant,
) -> Result<(), DbErr> {
    let row = rule::Model {
        agency_id: agency,
        rules: Json(rules),
        changed_at: now,
    };
    let replace = OnConflict::column(rule::Column::AgencyId)
        .update_columns([rule::Column::Rules, rule::Column::ChangedAt])
        .to_owned();
    rule::Entity::insert(row.into_active_model())
        .on_conflict(replace)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// What people of an agency wish; who said nothing is not there.
pub(super) async fn preferences(
    db: &impl ConnectionTrait,
    agency: AgencyId,
) -> Result<HashMap<PersonId, Preference>, DbErr> {
    let rows = preference::Entity::find()
        .filter(preference::Column::AgencyId.eq(agency))
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.person_id, row.preference.0))
        .collect())
}

pub(super) async fn set_preference(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    person: PersonId,
    wish: Preference,
) -> Result<(), DbErr> {
    let row = preference::Model {
        person_id: person,
        agency_id: agency,
        preference: Json(wish),
    };
    let replace = OnConflict::column(preference::Column::PersonId)
        .update_columns([preference::Column::Preference])
        .to_owned();
    preference::Entity::insert(row.into_active_model())
        .on_conflict(replace)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}
