//! The rows behind a number: exactly those that were counted.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use ui::{Cell, Column, DataTable, EmptyState, Page, Row};
use web::{Error, xlsx};

use super::{days, load, period_words};
use crate::desk::Desk;
use crate::features::report::figure::{Figure, Value};
use crate::features::report::model::ReportId;
use crate::features::report::read::Opened;
use crate::features::report::template::library;
use crate::policy::{Scope, Verb};

/// Rows that the page shows; the file has all.
const SHOWN: usize = 1_000;

#[derive(Template)]
#[template(path = "features/report/web/figure.html")]
struct FigurePage {
    page: Page,
    words: String,
    unit: String,
    window: String,
    is_cut: bool,
    parts: Vec<(String, String, String)>,
    note: String,
    table: DataTable,
    more: usize,
}

fn figure<'a>(opened: &'a Opened, key: &str) -> web::Result<&'a Figure> {
    opened.content.cut.figure(key).ok_or(Error::NotFound)
}

pub(super) async fn show(desk: Desk, Path((id, key)): Path<(ReportId, String)>) -> web::Result<Response> {
    let opened = load(&desk, id).await?;
    let figure = figure(&opened, &key)?;
    let href = opened.report.href();
    let page = desk
        .titled(&figure.label)
        .crumb(desk.words().say("report-title"), "/lam-viec/bao-cao")
        .crumb(period_words(desk.words(), opened.report.period), &href);
    let cut = &opened.content.cut;
    let parts = match &figure.value {
        Value::Share {
            part_key, whole_key, ..
        } => vec![("n", part_key), ("N", whole_key)],
        _ => Vec::new(),
    };
    let shared = &library().shared;
    let parts = parts.into_iter().filter_map(|(name, key)| {
        let figure = cut.figure(key)?;
        let words = format!("{name} = {}", figure.words(shared));
        Some((figure.label.clone(), words, format!("{href}/so-lieu/{key}")))
    });
    let rows = cut
        .rows_of(figure)
        .take(SHOWN)
        .enumerate()
        .map(|(at, (row, amount))| {
            let title = match row.href() {
                Some(href) => Cell::link(&row.title, href),
                None => Cell::text(&row.title),
            };
            Row::new(at).cells([
                Cell::text(page.date_or_dash(&row.date)),
                title.note(&row.about),
                Cell::text(&row.result),
                Cell::text(page.number(amount)),
            ])
        });
    let table = DataTable::new(page.tr(), "rows", &figure.label)
        .columns([
            Column::new(page.t("report-row-date")),
            Column::new(page.t("report-row-title")),
            Column::new(page.t("report-row-result")),
            Column::new(page.t("report-row-amount")).number(),
        ])
        .rows(rows)
        .empty(EmptyState::new("report", page.t("report-rows-none")).text(page.t("report-rows-none-hint")));
    let table = if desk.may(Verb::Export, Scope::Agency) && !figure.rows.is_empty() {
        table.export(format!("{href}/so-lieu/{key}/tep.xlsx"))
    } else {
        table
    };
    web::html(&FigurePage {
        words: figure.words(shared),
        unit: figure.unit.clone(),
        window: days(opened.content.window.first, opened.content.window.last),
        is_cut: opened.phase.is_cut(),
        parts: parts.collect(),
        note: figure.note.clone(),
        more: figure.rows.len().saturating_sub(SHOWN),
        table,
        page,
    })
}

/// The same rows as an Excel file.
pub(super) async fn export(desk: Desk, Path((id, key)): Path<(ReportId, String)>) -> web::Result<Response> {
    desk.need(Verb::Export, Scope::Agency)?;
    let opened = load(&desk, id).await?;
    let figure = figure(&opened, &key)?;
    let say = |key: &str| desk.words().say(key);
    let columns = [
        ("report-row-date", 12),
        ("report-row-title", 60),
        ("report-row-about", 30),
        ("report-row-result", 40),
        ("report-row-amount", 10),
    ];
    let rows = opened.content.cut.rows_of(figure).map(|(row, amount)| {
        vec![
            row.date.into(),
            row.title.as_str().into(),
            row.about.as_str().into(),
            row.result.as_str().into(),
            amount.into(),
        ]
    });
    let sheet = xlsx::Sheet {
        name: figure.label.clone(),
        above: vec![figure.label.clone()],
        columns: columns.iter().map(|(key, width)| (say(key), *width)).collect(),
        rows: rows.collect(),
    };
    let name = format!("so-lieu-{}-{key}.xlsx", opened.report.period);
    xlsx::attachment(&name, vec![sheet]).await
}
