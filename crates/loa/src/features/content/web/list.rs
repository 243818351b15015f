//! All items, on the page and as an Excel file.

use std::collections::HashMap;

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use serde::Deserialize;
use ui::{ButtonLink, Cell, Column, DataTable, EmptyState, Filters, Link, Page, Pagination, Row};
use web::xlsx;

use super::{HOME, item_path};
use crate::desk::Desk;
use crate::features::agency::{self, Unit, UnitId};
use crate::features::content::model::{Filter, Item, Kind};
use crate::features::content::{store, term};
use crate::policy::{Scope, Verb};

const PAGE_SIZE: u64 = 50;
const EXPORT_LIMIT: u64 = 100_000;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    q: String,
    loai: String,
    don_vi: String,
    ve: String,
    page: Option<usize>,
}

impl Asked {
    fn filter(&self) -> Filter {
        Filter {
            kind: self.loai.parse().ok(),
            unit: self.don_vi.parse().ok(),
            term: self.ve.parse().ok(),
            words: self.q.chars().take(200).collect(),
        }
    }

    fn link(&self, path: &str) -> Link {
        let pairs = [
            ("q", &self.q),
            ("loai", &self.loai),
            ("don_vi", &self.don_vi),
            ("ve", &self.ve),
        ];
        Link::new(path).pairs(pairs.into_iter().filter(|(_, value)| !value.is_empty()))
    }
}

#[derive(Template)]
#[template(path = "features/content/web/list.html")]
struct ListPage {
    page: Page,
    table: DataTable,
    may_write: bool,
    may_order: bool,
}

/// The units that this person may write for today.
pub(super) fn units_for<'a>(desk: &Desk, units: &'a [Unit]) -> impl Iterator<Item = &'a Unit> {
    let today = desk.today();
    units.iter().filter(move |unit| {
        unit.valid_to.is_none_or(|end| today <= end) && desk.may(Verb::WriteContent, Scope::Unit(unit.id))
    })
}

pub(super) async fn list(desk: Desk, Query(asked): Query<Asked>) -> web::Result<Response> {
    desk.need(Verb::ViewWork, Scope::Agency)?;
    let page = desk.page("content-title");
    let (filter, link) = (asked.filter(), asked.link(HOME));
    let at = asked.page.unwrap_or(1).max(1);
    let offset = (at as u64 - 1).saturating_mul(PAGE_SIZE);
    let db = desk.db().read();
    let items = store::list(db, desk.agency(), &filter, (offset, PAGE_SIZE)).await?;
    let total = store::count(db, desk.agency(), &filter).await?;
    let units = agency::units(db, desk.agency()).await?;
    let terms = term::terms(db, desk.agency()).await?;
    let may_write = units_for(&desk, &units).next().is_some();

    let any = || page.t("content-any");
    let kinds = Kind::ALL.iter().map(|kind| (*kind, kind_words(&page, *kind)));
    let filters = Filters::new(page.tr(), link.clone())
        .search("q", page.t("content-search"))
        .select("loai", page.t("content-kind"), any(), kinds)
        .select(
            "don_vi",
            page.t("content-unit"),
            any(),
            units.iter().map(|unit| (unit.id, unit.name.clone())),
        );
    let filters = if terms.is_empty() {
        filters
    } else {
        let about = terms.iter().map(|term| (term.id, term.name.clone()));
        filters.select("ve", page.t("content-about"), any(), about)
    };
    let empty = EmptyState::new("news", page.t("content-none")).text(page.t("content-none-hint"));
    let empty = if may_write {
        empty.action(ButtonLink::new(page.t("content-add"), format!("{HOME}/moi")))
    } else {
        empty
    };
    let short: HashMap<UnitId, &str> = units
        .iter()
        .map(|unit| (unit.id, unit.short_name.as_str()))
        .collect();
    let table = DataTable::new(page.tr(), "content", page.t("content-title"))
        .columns([
            Column::new(page.t("content-item")),
            Column::new(page.t("content-kind")),
            Column::new(page.t("content-unit")),
            Column::new(page.t("content-version")).number(),
            Column::new(page.t("content-changed")),
        ])
        .rows(items.iter().map(|item| row(&desk, &page, item, &short)))
        .filters(filters)
        .pagination(Pagination::new(
            page.tr(),
            &link,
            at,
            PAGE_SIZE as usize,
            total as usize,
        ))
        .link(link)
        .empty(empty);
    let table = if desk.may(Verb::Export, Scope::Agency) {
        table.export(asked.link("/lam-viec/tin-bai.xlsx").to_string())
    } else {
        table
    };
    let may_order = desk.may(Verb::EditPlan, Scope::Agency);
    web::html(&ListPage {
        page,
        table,
        may_write,
        may_order,
    })
}

pub(super) fn kind_words(page: &Page, kind: Kind) -> String {
    page.t(&format!("content-kind-{kind}"))
}

fn row(desk: &Desk, page: &Page, item: &Item, units: &HashMap<UnitId, &str>) -> Row {
    Row::new(item.id).cells([
        Cell::link(&item.title, item_path(item.id)).note(&item.author_name),
        Cell::text(kind_words(page, item.kind)),
        Cell::text(units.get(&item.unit).copied().unwrap_or_default()),
        Cell::text(page.number(i64::from(item.version))),
        Cell::text(page.date_time(desk.local(item.changed_at))),
    ])
}

/// The same list as an Excel file.
pub(super) async fn export(desk: Desk, Query(asked): Query<Asked>) -> web::Result<Response> {
    desk.need(Verb::ViewWork, Scope::Agency)?;
    desk.need(Verb::Export, Scope::Agency)?;
    let say = |key: &str| desk.words().say(key);
    let db = desk.db().read();
    let items = store::list(db, desk.agency(), &asked.filter(), (0, EXPORT_LIMIT)).await?;
    let units = agency::units(db, desk.agency()).await?;
    let names: HashMap<UnitId, String> = units.into_iter().map(|unit| (unit.id, unit.name)).collect();
    let columns = [
        ("content-item", 60),
        ("content-kind", 18),
        ("content-unit", 28),
        ("content-author", 24),
        ("content-version", 10),
        ("content-changed", 16),
    ];
    let rows = items.iter().map(|item| {
        vec![
            item.title.clone().into(),
            say(&format!("content-kind-{}", item.kind)).into(),
            names.get(&item.unit).cloned().unwrap_or_default().into(),
            item.author_name.clone().into(),
            i64::from(item.version).into(),
            ui::date_time(desk.local(item.changed_at)).into(),
        ]
    });
    let sheet = xlsx::Sheet {
        name: say("content-title"),
        above: Vec::new(),
        columns: columns.iter().map(|(key, width)| (say(key), *width)).collect(),
        rows: rows.collect(),
    };
    let name = format!("tin-bai-{}.xlsx", desk.today());
    xlsx::attachment(&name, vec![sheet]).await
}
