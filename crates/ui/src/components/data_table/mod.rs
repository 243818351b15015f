mod cell;
mod examples;

pub use cell::{Cell, Column, Row};
pub(crate) use examples::examples;

use std::fmt::Display;

use askama::Template;

use super::{EmptyState, Filters, Pagination};
use crate::link::safe_href;
use crate::{Html, Icon, Link, Translator};

/// A list that people compare, sort, filter and export. On a phone each row becomes a card.
///
/// The first column names the row. Sorting, filtering and paging are links and a form, so they work without script;
/// with script only this element is swapped.
///
/// ```
/// use ui::{Cell, Column, DataTable, Lang, Row, words};
/// let t = words::own().translator(Lang::Vi);
/// let table = DataTable::new(t, "tasks", "Nhiệm vụ")
///     .columns([Column::new("Tên"), Column::new("Số bài").number()])
///     .rows([Row::new("1").cells([Cell::link("Tọa đàm", "/viec/1"), Cell::text(3)])]);
/// assert!(table.to_string().contains(r#"<th scope="row""#));
/// ```
#[derive(Clone, Debug, Template)]
#[template(path = "components/data_table/data_table.html")]
pub struct DataTable {
    t: Translator,
    id: String,
    caption: String,
    columns: Vec<Column>,
    rows: Vec<Row>,
    link: Option<Link>,
    filters: Option<Filters>,
    pagination: Option<Pagination>,
    export: Option<String>,
    empty: Option<EmptyState>,
    bulk: Option<(String, Html)>,
    review: bool,
    dense: bool,
}

impl DataTable {
    /// A table with the element id `id`; the caption is read out, not shown.
    pub fn new(t: Translator, id: impl Display, caption: impl Display) -> Self {
        Self {
            t,
            id: id.to_string(),
            caption: caption.to_string(),
            columns: Vec::new(),
            rows: Vec::new(),
            link: None,
            filters: None,
            pagination: None,
            export: None,
            empty: None,
            bulk: None,
            review: false,
            dense: false,
        }
    }

    /// The columns, the first of which names the row.
    #[must_use]
    pub fn columns(mut self, columns: impl IntoIterator<Item = Column>) -> Self {
        self.columns.extend(columns);
        self
    }

    /// The rows.
    #[must_use]
    pub fn rows(mut self, rows: impl IntoIterator<Item = Row>) -> Self {
        self.rows.extend(rows);
        self
    }

    /// The address of what is shown now; the parameter `sort` (`due` or `-due`) says how it is sorted.
    #[must_use]
    pub fn link(mut self, link: Link) -> Self {
        self.link = Some(link);
        self
    }

    /// Filters above the table.
    #[must_use]
    pub fn filters(mut self, filters: Filters) -> Self {
        self.filters = Some(filters.swaps(&self.id, &self.caption));
        self
    }

    /// Pages below the table.
    #[must_use]
    pub fn pagination(mut self, pagination: Pagination) -> Self {
        self.pagination = Some(pagination.swaps(&self.id, &self.caption));
        self
    }

    /// Where the whole list is to be had as xlsx.
    #[must_use]
    pub fn export(mut self, href: impl Display) -> Self {
        self.export = Some(safe_href(href));
        self
    }

    /// What is shown instead of a table without rows.
    #[must_use]
    pub fn empty(mut self, empty: EmptyState) -> Self {
        self.empty = Some(empty);
        self
    }

    /// Lets rows be ticked and sends their ids as `ids` to `action`; `controls` are the buttons and hidden fields.
    #[must_use]
    pub fn bulk(mut self, action: impl Display, controls: impl Into<Html>) -> Self {
        self.bulk = Some((safe_href(action), controls.into()));
        self
    }

    /// Lets j, k, Enter and x walk through the rows.
    #[must_use]
    pub const fn review(mut self) -> Self {
        self.review = true;
        self
    }

    /// Tighter rows, for tables with many.
    #[must_use]
    pub const fn dense(mut self) -> Self {
        self.dense = true;
        self
    }

    /// A list that its filters made empty is no list that nobody has begun.
    fn empty_state(&self) -> Option<&EmptyState> {
        let narrowed = self.filters.as_ref().is_some_and(Filters::in_force);
        self.empty.as_ref().filter(|_| !narrowed)
    }

    fn row_id(&self, index: usize) -> String {
        format!("{}-row-{index}", self.id)
    }

    fn has_actions(&self) -> bool {
        self.rows.iter().any(|row| !row.actions.is_empty())
    }

    fn sort_link(&self, column: &Column) -> Option<Link> {
        let (link, key) = (self.link.as_ref()?, column.sort.as_deref()?);
        let ascending = link.value("sort") == key;
        let value = if ascending {
            format!("-{key}")
        } else {
            key.to_owned()
        };
        Some(link.without("page").with("sort", value))
    }

    fn sorted(&self, column: &Column) -> Option<&'static str> {
        let (link, key) = (self.link.as_ref()?, column.sort.as_deref()?);
        match link.value("sort") {
            sort if sort == key => Some("ascending"),
            sort if sort.strip_prefix('-') == Some(key) => Some("descending"),
            _ => None,
        }
    }

    fn sort_icon(&self, column: &Column) -> Icon {
        Icon::new(match self.sorted(column) {
            Some("ascending") => "sort-ascending",
            Some(_) => "sort-descending",
            None => "arrows-sort",
        })
    }

    fn label_of(&self, index: usize) -> &str {
        self.columns.get(index).map_or("", |column| column.label.as_str())
    }

    fn is_number(&self, index: usize) -> bool {
        self.columns.get(index).is_some_and(|column| column.number)
    }
}

components!(DataTable);
