//! Tables of items, versions, links and comments.

use db::{Instant, Json};
use rich_text::Body;
use sea_orm::entity::prelude::*;

use crate::features::agency::{AgencyId, PersonId, UnitId};
use crate::features::content::model::{Item, ItemId, Kind, Origin, Version};
use crate::features::content::term::TermId;
use crate::features::task::TaskId;

db::id!(
    /// A version.
    pub VersionId
);
db::id!(
    /// A comment.
    pub CommentId
);

pub(super) mod item {
    use super::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "content_item")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ItemId,
        pub agency_id: AgencyId,
        pub unit_id: UnitId,
        pub kind: Kind,
        pub version: i32,
        pub title: String,
        pub folded: String,
        pub author_id: PersonId,
        pub author_name: String,
        pub created_at: Instant,
        pub changed_at: Instant,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod version_row {
    use super::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "content_version")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: VersionId,
        pub agency_id: AgencyId,
        pub item_id: ItemId,
        pub number: i32,
        pub title: String,
        pub summary: String,
        pub body: Json<Body>,
        pub origin: Origin,
        pub hash: String,
        pub note: String,
        pub author_id: PersonId,
        pub author_name: String,
        pub created_at: Instant,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod item_term {
    use super::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "content_item_term")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub item_id: ItemId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub term_id: TermId,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod item_task {
    use super::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "content_item_task")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub item_id: ItemId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub task_id: TaskId,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod comment_row {
    use super::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "content_comment")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: CommentId,
        pub agency_id: AgencyId,
        pub item_id: ItemId,
        pub version: i32,
        pub author_id: PersonId,
        pub author_name: String,
        pub body: String,
        pub at: Instant,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl From<item::Model> for Item {
    fn from(row: item::Model) -> Self {
        Self {
            id: row.id,
            unit: row.unit_id,
            kind: row.kind,
            version: row.version,
            title: row.title,
            author: row.author_id,
            author_name: row.author_name,
            created_at: row.created_at,
            changed_at: row.changed_at,
        }
    }
}

impl From<version_row::Model> for Version {
    fn from(row: version_row::Model) -> Self {
        Self {
            number: row.number,
            title: row.title,
            summary: row.summary,
            body: row.body.0,
            origin: row.origin,
            hash: row.hash,
            note: row.note,
            author_name: row.author_name,
            created_at: row.created_at,
        }
    }
}
