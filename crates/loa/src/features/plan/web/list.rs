//! All plans by year.

use askama::Template;
use axum::response::Response;
use ui::{Badge, ButtonLink, Cell, Column, DataTable, EmptyState, Page, Row, Tone};
use web::xlsx::{Sheet, Value};

use super::{HOME, home_of};
use crate::desk::Desk;
use crate::features::plan::item::ItemKind;
use crate::features::plan::model::{Plan, PlanStatus, Version};
use crate::features::plan::store;
use crate::policy::{Scope, Verb};

#[derive(Template)]
#[template(path = "features/plan/web/list.html")]
struct ListPage {
    page: Page,
    table: DataTable,
    may_edit: bool,
    empty: bool,
}

pub(super) fn tone(status: PlanStatus) -> Tone {
    match status {
        PlanStatus::Draft => Tone::Info,
        PlanStatus::InForce => Tone::Good,
        PlanStatus::Closed => Tone::Neutral,
    }
}

async fn listed(desk: &Desk) -> web::Result<Vec<(Plan, Option<Version>)>> {
    let db = desk.db().read();
    let mut listed = Vec::new();
    for plan in store::plans(db, desk.agency()).await? {
        let newest = match store::version_in_force(db, desk.agency(), plan.id).await? {
            Some(version) => Some(version),
            None => store::versions(db, desk.agency(), plan.id)
                .await?
                .into_iter()
                .next(),
        };
        listed.push((plan, newest));
    }
    Ok(listed)
}

pub(super) async fn page(desk: Desk) -> web::Result<Response> {
    desk.need(Verb::ViewWork, Scope::Agency)?;
    let page = desk.page("plan-nav");
    let listed = listed(&desk).await?;
    let may_edit = desk.may(Verb::EditPlan, Scope::Agency);
    let number = |version: &Option<Version>| {
        version
            .as_ref()
            .and_then(|version| version.text(ItemKind::Number))
            .map_or_else(|| page.t("plan-number-none"), str::to_owned)
    };
    let rows = listed.iter().map(|(plan, version)| {
        Row::new(plan.id).cells([
            Cell::link(&plan.title, home_of(plan.id)),
            Cell::text(plan.year),
            Cell::text(number(version)),
            Cell::text(page.date_or_dash(&version.as_ref().and_then(Version::date))),
            Cell::html(Badge::new(page.t(&format!("plan-status-{}", plan.status))).tone(tone(plan.status))),
        ])
    });
    let mut empty = EmptyState::new("clipboard-list", page.t("plan-none"));
    empty = if may_edit {
        empty
            .text(page.t("plan-none-hint"))
            .action(ButtonLink::new(page.t("plan-upload"), format!("{HOME}/moi")).primary())
    } else {
        empty.text(page.t("plan-none-wait"))
    };
    let mut table = DataTable::new(page.tr(), "plans", page.t("plan-nav"))
        .columns([
            Column::new(page.t("plan-item-title")),
            Column::new(page.t("plan-item-year")),
            Column::new(page.t("plan-item-number")),
            Column::new(page.t("plan-item-date")),
            Column::new(page.t("plan-status")),
        ])
        .rows(rows)
        .empty(empty);
    if desk.may(Verb::Export, Scope::Agency) {
        table = table.export(format!("{HOME}.xlsx"));
    }
    web::html(&ListPage {
        empty: listed.is_empty(),
        page,
        table,
        may_edit,
    })
}

pub(super) async fn xlsx(desk: Desk) -> web::Result<Response> {
    desk.need(Verb::ViewWork, Scope::Agency)?;
    desk.need(Verb::Export, Scope::Agency)?;
    let t = desk.words();
    let rows = listed(&desk).await?;
    let sheet = Sheet {
        name: t.say("plan-nav"),
        above: Vec::new(),
        columns: [
            ("plan-item-title", 60),
            ("plan-item-year", 8),
            ("plan-item-number", 20),
            ("plan-item-date", 14),
            ("plan-status", 16),
        ]
        .map(|(key, width)| (t.say(key), width))
        .to_vec(),
        rows: rows
            .into_iter()
            .map(|(plan, version)| {
                let number = version
                    .as_ref()
                    .and_then(|version| version.text(ItemKind::Number));
                vec![
                    plan.title.into(),
                    i64::from(plan.year).into(),
                    number.unwrap_or_default().into(),
                    Value::Day(version.as_ref().and_then(Version::date)),
                    t.say(&format!("plan-status-{}", plan.status)).into(),
                ]
            })
            .collect(),
    };
    web::xlsx::attachment("ke-hoach.xlsx", vec![sheet]).await
}
