//! What items are about and for whom: reform areas, topics, audiences, in the agency's own words.

use std::collections::HashSet;

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{IntoActiveModel, QueryOrder};

use crate::features::agency::AgencyId;

db::id!(
    /// A term.
    pub TermId
);

db::text_enum! {
    /// What a term says.
    pub enum TermKind {
        /// A field of administrative reform.
        Area = "area",
        /// A topic of the plan.
        Topic = "topic",
        /// Whom it is for.
        Audience = "audience",
    }
}

/// Characters of a name.
pub(super) const MAX_NAME: usize = 200;
/// Terms of one kind.
const MOST: usize = 200;

/// A term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Its id.
    pub id: TermId,
    /// What it says.
    pub kind: TermKind,
    /// The words.
    pub name: String,
    /// No longer offered; items keep it.
    pub retired: bool,
}

mod row {
    use super::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "content_term")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: TermId,
        pub agency_id: AgencyId,
        pub kind: TermKind,
        pub name: String,
        pub folded: String,
        pub position: i32,
        pub retired: bool,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

use row::{Column, Entity};

/// All terms of an agency, by kind and in their order.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn terms(db: &impl ConnectionTrait, agency: AgencyId) -> Result<Vec<Term>, DbErr> {
    let rows = Entity::find()
        .filter(Column::AgencyId.eq(agency))
        .order_by_asc(Column::Kind)
        .order_by_asc(Column::Position)
        .all(db)
        .await?;
    let terms = rows.into_iter().map(|row| Term {
        id: row.id,
        kind: row.kind,
        name: row.name,
        retired: row.retired,
    });
    Ok(terms.collect())
}

/// Makes a list of names the terms of a kind: new names are added, names that are not in it are offered no longer.
/// Names that differ in case or marks only are the same.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn set_terms(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    kind: TermKind,
    names: &[String],
) -> Result<(), DbErr> {
    let of_kind = Entity::update_many()
        .filter(Column::AgencyId.eq(agency))
        .filter(Column::Kind.eq(kind));
    of_kind
        .col_expr(Column::Retired, Expr::value(true))
        .exec(tx)
        .await?;
    let mut seen = HashSet::new();
    let mut position = 0;
    for name in names.iter().take(MOST) {
        let folded = vietnamese::fold(name);
        if folded.is_empty() || !seen.insert(folded.clone()) {
            continue;
        }
        position += 1;
        let row = row::Model {
            id: TermId::new(),
            agency_id: agency,
            kind,
            name: name.clone(),
            folded,
            position,
            retired: false,
        };
        let there = OnConflict::columns([Column::AgencyId, Column::Kind, Column::Folded])
            .update_columns([Column::Name, Column::Position, Column::Retired])
            .to_owned();
        Entity::insert(row.into_active_model())
            .on_conflict(there)
            .exec_without_returning(tx)
            .await?;
    }
    Ok(())
}
