//! Rows of comments and difficulties.

use db::{CivilDate, Instant};
use jiff::civil::Date;
use sea_orm::entity::prelude::*;
use sea_orm::{IntoActiveModel, QueryOrder, QuerySelect};

use crate::features::agency::{AgencyId, PersonId, UnitId};
use crate::features::task::model::TaskId;
use crate::features::task::talk::{Comment, Difficulty, DifficultyId, DifficultyStatus};

db::id!(
    /// A comment.
    pub CommentId
);

mod comment {
    use super::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "task_comment")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: CommentId,
        pub agency_id: AgencyId,
        pub task_id: TaskId,
        pub author_id: PersonId,
        pub author_name: String,
        pub body: String,
        pub at: Instant,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod difficulty {
    use super::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "task_difficulty")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: DifficultyId,
        pub agency_id: AgencyId,
        pub task_id: Option<TaskId>,
        pub unit_id: Option<UnitId>,
        pub body: String,
        pub raised_on: CivilDate,
        pub raised_by: PersonId,
        pub raised_by_name: String,
        pub status: DifficultyStatus,
        pub answer: String,
        pub answered_on: Option<CivilDate>,
        pub answered_by_name: String,
        pub at: Instant,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl From<comment::Model> for Comment {
    fn from(row: comment::Model) -> Self {
        Self {
            author: row.author_name,
            body: row.body,
            at: row.at,
        }
    }
}

impl From<difficulty::Model> for Difficulty {
    fn from(row: difficulty::Model) -> Self {
        Self {
            id: row.id,
            task: row.task_id,
            unit: row.unit_id,
            body: row.body,
            raised_on: row.raised_on.0,
            raised_by: row.raised_by_name,
            status: row.status,
            answer: row.answer,
            answered_on: row.answered_on.map(|day| day.0),
            answered_by: row.answered_by_name,
        }
    }
}

pub(in super::super) async fn add_comment(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    task: TaskId,
    author: (PersonId, &str),
    body: &str,
    now: Instant,
) -> Result<(), DbErr> {
    let row = comment::Model {
        id: CommentId::new(),
        agency_id: agency,
        task_id: task,
        author_id: author.0,
        author_name: author.1.to_owned(),
        body: body.to_owned(),
        at: now,
    };
    comment::Entity::insert(row.into_active_model())
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// The newest comments of a task, oldest first.
pub(in super::super) async fn comments(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    task: TaskId,
) -> Result<Vec<Comment>, DbErr> {
    let rows = comment::Entity::find()
        .filter(comment::Column::AgencyId.eq(agency))
        .filter(comment::Column::TaskId.eq(task))
        .order_by_desc(comment::Column::At)
        .order_by_desc(comment::Column::Id)
        .limit(200)
        .all(db)
        .await?;
    Ok(rows.into_iter().rev().map(Comment::from).collect())
}

#[expect(clippy::too_many_arguments, reason = "the columns of one row")]
pub(in super::super) async fn add_difficulty(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    task: Option<TaskId>,
    unit: Option<UnitId>,
    raised_by: (PersonId, &str),
    body: &str,
    today: Date,
    now: Instant,
) -> Result<DifficultyId, DbErr> {
    let id = DifficultyId::new();
    let row = difficulty::Model {
        id,
        agency_id: agency,
        task_id: task,
        unit_id: unit,
        body: body.to_owned(),
        raised_on: CivilDate(today),
        raised_by: raised_by.0,
        raised_by_name: raised_by.1.to_owned(),
        status: DifficultyStatus::Open,
        answer: String::new(),
        answered_on: None,
        answered_by_name: String::new(),
        at: now,
    };
    difficulty::Entity::insert(row.into_active_model())
        .exec_without_returning(db)
        .await?;
    Ok(id)
}

/// Difficulties, newest first: of one task, or of all.
pub(in super::super) async fn difficulties(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    task: Option<TaskId>,
    from: Date,
    to: Date,
) -> Result<Vec<Difficulty>, DbErr> {
    let mut query = difficulty::Entity::find()
        .filter(difficulty::Column::AgencyId.eq(agency))
        .filter(difficulty::Column::RaisedOn.between(CivilDate(from), CivilDate(to)));
    if let Some(task) = task {
        query = query.filter(difficulty::Column::TaskId.eq(task));
    }
    let rows = query
        .order_by_desc(difficulty::Column::RaisedOn)
        .order_by_desc(difficulty::Column::Id)
        .limit(1000)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(Difficulty::from).collect())
}

/// Answers an open difficulty; the task it is about when it was open, none when it was not.
pub(in super::super) async fn answer_difficulty(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    id: DifficultyId,
    by: &str,
    answer: &str,
    today: Date,
) -> Result<bool, DbErr> {
    let changed = difficulty::Entity::update_many()
        .col_expr(
            difficulty::Column::Status,
            Expr::value(DifficultyStatus::Answered),
        )
        .col_expr(difficulty::Column::Answer, Expr::value(answer))
        .col_expr(difficulty::Column::AnsweredOn, Expr::value(CivilDate(today)))
        .col_expr(difficulty::Column::AnsweredByName, Expr::value(by))
        .filter(difficulty::Column::AgencyId.eq(agency))
        .filter(difficulty::Column::Id.eq(id))
        .filter(difficulty::Column::Status.eq(DifficultyStatus::Open))
        .exec(db)
        .await?;
    Ok(changed.rows_affected > 0)
}

/// One difficulty.
pub(in super::super) async fn difficulty(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    id: DifficultyId,
) -> Result<Option<Difficulty>, DbErr> {
    let found = difficulty::Entity::find_by_id(id)
        .filter(difficulty::Column::AgencyId.eq(agency))
        .one(db)
        .await?;
    Ok(found.map(Difficulty::from))
}

/// Comments written in a span of time, oldest first: task, author, the author's name.
pub(in super::super) async fn comments_between(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    since: Instant,
    until: Instant,
) -> Result<Vec<(TaskId, PersonId, String)>, DbErr> {
    let rows = comment::Entity::find()
        .filter(comment::Column::AgencyId.eq(agency))
        .filter(comment::Column::At.gte(since))
        .filter(comment::Column::At.lt(until))
        .order_by_asc(comment::Column::At)
        .limit(5000)
        .all(db)
        .await?;
    let told = |row: comment::Model| (row.task_id, row.author_id, row.author_name);
    Ok(rows.into_iter().map(told).collect())
}

/// Everybody who ever wrote about a task.
pub(in super::super) async fn commenters(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    task: TaskId,
) -> Result<Vec<PersonId>, DbErr> {
    comment::Entity::find()
        .select_only()
        .column(comment::Column::AuthorId)
        .distinct()
        .filter(comment::Column::AgencyId.eq(agency))
        .filter(comment::Column::TaskId.eq(task))
        .into_tuple()
        .all(db)
        .await
}

/// Difficulties answered between two days: the task, the words, who answered, who had told it.
pub(in super::super) async fn answers_between(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    (from, to): (Date, Date),
) -> Result<Vec<(Option<TaskId>, String, String, PersonId)>, DbErr> {
    let rows = difficulty::Entity::find()
        .filter(difficulty::Column::AgencyId.eq(agency))
        .filter(difficulty::Column::AnsweredOn.between(CivilDate(from), CivilDate(to)))
        .order_by_asc(difficulty::Column::AnsweredOn)
        .limit(1000)
        .all(db)
        .await?;
    let told = |row: difficulty::Model| (row.task_id, row.body, row.answered_by_name, row.raised_by);
    Ok(rows.into_iter().map(told).collect())
}
