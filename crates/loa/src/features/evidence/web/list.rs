//! All evidence: what waits, what counts, what was returned.

use std::collections::HashMap;

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use jiff::civil::Date;
use serde::Deserialize;
use ui::{
    Badge, ButtonLink, Cell, Column, DataTable, EmptyState, Filters, Link, Page, Pagination, Row, Tone,
};
use web::xlsx;

use crate::desk::Desk;
use crate::features::agency::{self, UnitId};
use crate::features::evidence::{Evidence, Filter, Form, Status, store};
use crate::policy::{Scope, Verb};

const PAGE_SIZE: u64 = 50;
const EXPORT_LIMIT: u64 = 100_000;

#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    status: String,
    #[serde(default)]
    form: String,
    #[serde(default)]
    unit: String,
    #[serde(default)]
    from: String,
    #[serde(default)]
    to: String,
    #[serde(default)]
    page: Option<usize>,
}

impl Asked {
    fn filter(&self) -> Filter {
        Filter {
            status: self.status.parse().ok(),
            form: self.form.parse().ok(),
            unit: self.unit.parse().ok(),
            added_by: None,
            from: ui::parse_date(&self.from),
            to: ui::parse_date(&self.to),
            words: self.q.chars().take(200).collect(),
        }
    }

    fn link(&self) -> Link {
        let pairs = [
            ("q", &self.q),
            ("status", &self.status),
            ("form", &self.form),
            ("unit", &self.unit),
            ("from", &self.from),
            ("to", &self.to),
        ];
        Link::new("/lam-viec/minh-chung").pairs(pairs.into_iter().filter(|(_, value)| !value.is_empty()))
    }
}

#[derive(Template)]
#[template(path = "features/evidence/web/list.html")]
struct ListPage {
    page: Page,
    table: DataTable,
    may_add: bool,
}

pub(super) fn tone(status: Status) -> Tone {
    match status {
        Status::Waiting => Tone::Info,
        Status::Accepted => Tone::Good,
        Status::Returned => Tone::Bad,
        Status::Withdrawn => Tone::Neutral,
    }
}

pub(super) async fn list(desk: Desk, Query(asked): Query<Asked>) -> web::Result<Response> {
    desk.need(Verb::ViewEvidence, Scope::Agency)?;
    let page = desk.page("evidence-title");
    let (filter, link) = (asked.filter(), asked.link());
    let at = asked.page.unwrap_or(1).max(1);
    let offset = (at as u64 - 1).saturating_mul(PAGE_SIZE);
    let db = desk.db().read();
    let rows = store::list(db, desk.agency(), &filter, (offset, PAGE_SIZE)).await?;
    let total = store::count(db, desk.agency(), &filter).await?;
    let units = agency::units(db, desk.agency()).await?;
    let unit_names: HashMap<UnitId, &str> = units
        .iter()
        .map(|unit| (unit.id, unit.short_name.as_str()))
        .collect();

    let filters = Filters::new(page.tr(), link.clone())
        .search("q", page.t("evidence-search"))
        .select(
            "status",
            page.t("evidence-status"),
            page.t("evidence-any"),
            Status::ALL
                .iter()
                .map(|s| (*s, page.t(&format!("evidence-status-{s}")))),
        )
        .select(
            "form",
            page.t("evidence-form"),
            page.t("evidence-any"),
            Form::ALL
                .iter()
                .map(|f| (*f, page.t(&format!("evidence-form-{f}")))),
        )
        .select(
            "unit",
            page.t("evidence-unit"),
            page.t("evidence-any"),
            units.iter().map(|unit| (unit.id, unit.name.clone())),
        );
    let columns = [
        Column::new(page.t("evidence-what")),
        Column::new(page.t("evidence-form")),
        Column::new(page.t("evidence-quantity")).number(),
        Column::new(page.t("evidence-unit")),
        Column::new(page.t("evidence-fact-date")),
        Column::new(page.t("evidence-status")),
    ];
    let may_add = super::add::units_for(&desk, &units).next().is_some();
    let empty = EmptyState::new("folder-check", page.t("evidence-none")).text(page.t("evidence-none-hint"));
    let empty = if may_add {
        empty.action(ButtonLink::new(
            page.t("evidence-add"),
            "/lam-viec/minh-chung/moi",
        ))
    } else {
        empty
    };
    let table = DataTable::new(page.tr(), "evidence", page.t("evidence-title"))
        .columns(columns)
        .rows(rows.iter().map(|one| row(&page, one, &unit_names)))
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
        let query = asked.link();
        table.export(
            query
                .to_string()
                .replacen("/lam-viec/minh-chung", "/lam-viec/minh-chung.xlsx", 1),
        )
    } else {
        table
    };
    web::html(&ListPage { page, table, may_add })
}

fn row(page: &Page, one: &Evidence, units: &HashMap<UnitId, &str>) -> Row {
    let unit = one
        .unit
        .and_then(|unit| units.get(&unit))
        .copied()
        .unwrap_or_default();
    Row::new(one.id).cells([
        Cell::link(&one.title, format!("/lam-viec/minh-chung/{}", one.id)).note(document_line(one)),
        Cell::text(page.t(&format!("evidence-form-{}", one.form))),
        Cell::text(page.number(one.quantity)),
        Cell::text(unit),
        Cell::text(page.date(one.fact_date)),
        Cell::html(Badge::new(page.t(&format!("evidence-status-{}", one.status))).tone(tone(one.status))),
    ])
}

/// "05/KH-SXD, Sở Xây dựng", as far as known.
pub(super) fn document_line(one: &Evidence) -> String {
    let parts = [one.document_number.as_str(), one.issuer.as_str()];
    parts
        .iter()
        .filter(|part| !part.is_empty())
        .copied()
        .collect::<Vec<_>>()
        .join(", ")
}

/// The same list as an Excel file.
pub(super) async fn export(desk: Desk, Query(asked): Query<Asked>) -> web::Result<Response> {
    desk.need(Verb::ViewEvidence, Scope::Agency)?;
    desk.need(Verb::Export, Scope::Agency)?;
    let say = |key: &str| desk.words().say(key);
    let db = desk.db().read();
    let rows = store::list(db, desk.agency(), &asked.filter(), (0, EXPORT_LIMIT)).await?;
    let units = agency::units(db, desk.agency()).await?;
    let names: HashMap<UnitId, String> = units.into_iter().map(|unit| (unit.id, unit.name)).collect();
    let columns = [
        ("evidence-what", 50),
        ("evidence-form", 18),
        ("evidence-quantity", 10),
        ("evidence-people", 10),
        ("evidence-unit", 26),
        ("evidence-issuer", 24),
        ("evidence-document-number", 16),
        ("evidence-document-date", 12),
        ("evidence-fact-date", 12),
        ("evidence-place", 20),
        ("evidence-url", 40),
        ("evidence-status", 14),
    ];
    let sheet = xlsx::Sheet {
        name: say("evidence-title"),
        above: Vec::new(),
        columns: columns.iter().map(|(key, width)| (say(key), *width)).collect(),
        rows: rows
            .iter()
            .map(|one| {
                vec![
                    one.title.clone().into(),
                    say(&format!("evidence-form-{}", one.form)).into(),
                    one.quantity.into(),
                    one.people.map_or_else(|| "".into(), xlsx::Value::Number),
                    one.unit
                        .and_then(|unit| names.get(&unit))
                        .cloned()
                        .unwrap_or_default()
                        .into(),
                    one.issuer.clone().into(),
                    one.document_number.clone().into(),
                    one.document_date.into(),
                    one.fact_date.into(),
                    one.place.clone().into(),
                    one.url.clone().unwrap_or_default().into(),
                    say(&format!("evidence-status-{}", one.status)).into(),
                ]
            })
            .collect(),
    };
    let day: Date = desk.today();
    xlsx::attachment(&format!("minh-chung-{day}.xlsx"), vec![sheet]).await
}
