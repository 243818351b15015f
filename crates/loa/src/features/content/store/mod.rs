//! Queries of items, versions, links and comments.

mod rows;

use db::{Instant, Json};
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, IntoActiveModel, QueryOrder, QuerySelect, QueryTrait};

use rows::{CommentId, VersionId, comment_row, item, item_task, item_term, version_row};

use super::model::{Comment, Filter, Item, ItemId, NewVersion, Version};
use super::term::TermId;
use crate::features::agency::{AgencyId, UnitId};
use crate::features::task::TaskId;
use crate::policy::Actor;

fn folded(version: &NewVersion) -> String {
    vietnamese::fold(&format!("{} {}", version.title, version.summary))
}

/// Begins an item: its row, its first version, its links.
pub(super) async fn insert(
    tx: &impl ConnectionTrait,
    by: &Actor,
    unit: UnitId,
    first: &NewVersion,
    now: Instant,
) -> Result<ItemId, DbErr> {
    let id = ItemId::new();
    let row = item::Model {
        id,
        agency_id: by.agency,
        unit_id: unit,
        kind: first.kind,
        version: 1,
        title: first.title.clone(),
        folded: folded(first),
        author_id: by.person,
        author_name: by.name.clone(),
        created_at: now,
        changed_at: now,
    };
    item::Entity::insert(row.into_active_model())
        .exec_without_returning(tx)
        .await?;
    insert_version(tx, by, id, 1, first, now).await?;
    set_links(tx, id, first).await?;
    Ok(id)
}

pub(super) async fn insert_version(
    tx: &impl ConnectionTrait,
    by: &Actor,
    item: ItemId,
    number: i32,
    new: &NewVersion,
    now: Instant,
) -> Result<(), DbErr> {
    let row = version_row::Model {
        id: VersionId::new(),
        agency_id: by.agency,
        item_id: item,
        number,
        title: new.title.clone(),
        summary: new.summary.clone(),
        body: Json(new.body.clone()),
        origin: new.origin,
        hash: new.hash(),
        note: new.note.clone(),
        author_id: by.person,
        author_name: by.name.clone(),
        created_at: now,
    };
    version_row::Entity::insert(row.into_active_model())
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// Moves the item on to its next version; false when someone was quicker.
pub(super) async fn advance(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    item: &Item,
    next: &NewVersion,
    now: Instant,
) -> Result<bool, DbErr> {
    use item::Column;
    let done = item::Entity::update_many()
        .col_expr(Column::Version, Expr::value(item.version + 1))
        .col_expr(Column::Kind, Expr::value(next.kind))
        .col_expr(Column::Title, Expr::value(next.title.as_str()))
        .col_expr(Column::Folded, Expr::value(folded(next)))
        .col_expr(Column::ChangedAt, Expr::value(now))
        .filter(Column::AgencyId.eq(agency))
        .filter(Column::Id.eq(item.id))
        .filter(Column::Version.eq(item.version))
        .exec(tx)
        .await?;
    Ok(done.rows_affected == 1)
}

/// What an item is about and which tasks it serves.
pub(super) async fn set_links(
    tx: &impl ConnectionTrait,
    item: ItemId,
    version: &NewVersion,
) -> Result<(), DbErr> {
    item_term::Entity::delete_many()
        .filter(item_term::Column::ItemId.eq(item))
        .exec(tx)
        .await?;
    item_task::Entity::delete_many()
        .filter(item_task::Column::ItemId.eq(item))
        .exec(tx)
        .await?;
    let terms = version.terms.iter().map(|term| item_term::Model {
        item_id: item,
        term_id: *term,
    });
    let terms: Vec<_> = terms.map(IntoActiveModel::into_active_model).collect();
    if !terms.is_empty() {
        item_term::Entity::insert_many(terms)
            .exec_without_returning(tx)
            .await?;
    }
    let tasks = version.tasks.iter().map(|task| item_task::Model {
        item_id: item,
        task_id: *task,
    });
    let tasks: Vec<_> = tasks.map(IntoActiveModel::into_active_model).collect();
    if !tasks.is_empty() {
        item_task::Entity::insert_many(tasks)
            .exec_without_returning(tx)
            .await?;
    }
    Ok(())
}

/// The terms and tasks of an item.
pub(super) async fn links(
    db: &impl ConnectionTrait,
    item: ItemId,
) -> Result<(Vec<TermId>, Vec<TaskId>), DbErr> {
    let terms = item_term::Entity::find()
        .filter(item_term::Column::ItemId.eq(item))
        .all(db)
        .await?;
    let tasks = item_task::Entity::find()
        .filter(item_task::Column::ItemId.eq(item))
        .all(db)
        .await?;
    Ok((
        terms.into_iter().map(|row| row.term_id).collect(),
        tasks.into_iter().map(|row| row.task_id).collect(),
    ))
}

/// One item of the agency.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn by_id(db: &impl ConnectionTrait, agency: AgencyId, id: ItemId) -> Result<Option<Item>, DbErr> {
    let found = item::Entity::find_by_id(id)
        .filter(item::Column::AgencyId.eq(agency))
        .one(db)
        .await?;
    Ok(found.map(Item::from))
}

/// One version of an item.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn version(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    item: ItemId,
    number: i32,
) -> Result<Option<Version>, DbErr> {
    let found = version_row::Entity::find()
        .filter(version_row::Column::AgencyId.eq(agency))
        .filter(version_row::Column::ItemId.eq(item))
        .filter(version_row::Column::Number.eq(number))
        .one(db)
        .await?;
    Ok(found.map(Version::from))
}

/// The newest version of an item.
pub(super) async fn newest(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    item: ItemId,
) -> Result<Option<Version>, DbErr> {
    let mut all = versions(db, agency, item, 1).await?;
    Ok(all.pop())
}

/// The newest versions of an item, newest first.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn versions(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    item: ItemId,
    most: u64,
) -> Result<Vec<Version>, DbErr> {
    let rows = version_row::Entity::find()
        .filter(version_row::Column::AgencyId.eq(agency))
        .filter(version_row::Column::ItemId.eq(item))
        .order_by_desc(version_row::Column::Number)
        .limit(most)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(Version::from).collect())
}

fn condition(agency: AgencyId, filter: &Filter) -> Condition {
    use item::Column;
    let tagged = filter.term.map(|term| {
        let items = item_term::Entity::find()
            .select_only()
            .column(item_term::Column::ItemId)
            .filter(item_term::Column::TermId.eq(term))
            .into_query();
        Column::Id.in_subquery(items)
    });
    let mut condition = Condition::all()
        .add(Column::AgencyId.eq(agency))
        .add_option(filter.kind.map(|kind| Column::Kind.eq(kind)))
        .add_option(filter.unit.map(|unit| Column::UnitId.eq(unit)))
        .add_option(tagged);
    let words = vietnamese::fold(&filter.words);
    for word in words.split_whitespace().take(8) {
        condition = condition.add(Column::Folded.contains(word));
    }
    condition
}

/// Items, the one changed last first.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn list(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    filter: &Filter,
    (offset, limit): (u64, u64),
) -> Result<Vec<Item>, DbErr> {
    let rows = item::Entity::find()
        .filter(condition(agency, filter))
        .order_by_desc(item::Column::ChangedAt)
        .order_by_desc(item::Column::Id)
        .offset(offset)
        .limit(limit)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(Item::from).collect())
}

/// How many the list has.
pub(super) async fn count(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    filter: &Filter,
) -> Result<u64, DbErr> {
    item::Entity::find()
        .filter(condition(agency, filter))
        .count(db)
        .await
}

pub(super) async fn add_comment(
    tx: &impl ConnectionTrait,
    by: &Actor,
    item: &Item,
    body: &str,
    now: Instant,
) -> Result<(), DbErr> {
    let row = comment_row::Model {
        id: CommentId::new(),
        agency_id: by.agency,
        item_id: item.id,
        version: item.version,
        author_id: by.person,
        author_name: by.name.clone(),
        body: body.to_owned(),
        at: now,
    };
    comment_row::Entity::insert(row.into_active_model())
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// Comments that a page shows.
const MANY: u64 = 200;

/// The newest comments on an item, oldest first.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn comments(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    item: ItemId,
) -> Result<Vec<Comment>, DbErr> {
    let mut rows = comment_row::Entity::find()
        .filter(comment_row::Column::AgencyId.eq(agency))
        .filter(comment_row::Column::ItemId.eq(item))
        .order_by_desc(comment_row::Column::At)
        .limit(MANY)
        .all(db)
        .await?;
    rows.reverse();
    let comments = rows.into_iter().map(|row| Comment {
        version: row.version,
        author: row.author_name,
        body: row.body,
        at: row.at,
    });
    Ok(comments.collect())
}
