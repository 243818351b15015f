//! Days off and worked days of the agency.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use jiff::civil::{Date, date};
use serde::Deserialize;
use serde_json::json;
use ui::{Badge, Cell, Choice, Column, DataTable, EmptyState, Errors, Html, Page, Row, Tone};
use web::{Error, FieldErrors, Form};

use crate::desk::{Desk, said};
use crate::features::audit::{self, Subject};
use crate::features::task::holiday::{HolidayId, HolidayKind, NewHoliday, calendar, parse_holidays};
use crate::features::task::store;
use crate::policy::{Scope, Verb};

/// The page.
pub(super) const PATH: &str = "/lam-viec/quan-tri/ngay-nghi";

#[derive(Debug, Default, Clone, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    day: String,
    kind: String,
    name: String,
    source: String,
    lines: String,
}

#[derive(Template)]
#[template(path = "features/task/web/holidays.html")]
struct HolidaysPage {
    page: Page,
    own: DataTable,
    of_law: DataTable,
    kinds: Vec<Choice>,
    typed: Typed,
    errors: Errors,
}

async fn render(desk: &Desk, mut typed: Typed, errors: Errors) -> web::Result<HolidaysPage> {
    let page = desk
        .page("task-nav-holidays")
        .lead(desk.words().say("task-holidays-lead"));
    let db = desk.db().read();
    let own = store::holidays(db, desk.agency()).await?;
    let year = desk.today().year();
    let calendar = calendar(db, desk.agency()).await?;
    let (first, last) = (date(year, 1, 1), Date::new(year + 1, 12, 31).unwrap_or(Date::MAX));
    let columns = |page: &Page| {
        [
            Column::new(page.t("task-holiday-day")),
            Column::new(page.t("task-holiday-kind")),
            Column::new(page.t("task-holiday-name")),
            Column::new(page.t("task-holiday-source")),
        ]
    };
    let badge = |kind: HolidayKind| {
        let tone = if kind == HolidayKind::Off {
            Tone::Info
        } else {
            Tone::Warn
        };
        Badge::new(page.t(&format!("task-holiday-{kind}"))).tone(tone)
    };
    let weekday = |day: Date| page.t(&format!("task-weekday-{}", day.weekday().to_monday_one_offset()));
    let own_table = DataTable::new(page.tr(), "own", page.t("task-holidays-own"))
        .columns(columns(&page))
        .rows(own.iter().rev().map(|one| {
            let remove = ui::Button::new(page.t("task-holiday-remove")).ghost().small();
            let form = format!(
                "<form method=\"post\" action=\"{PATH}/{}/xoa\">{remove}</form>",
                one.id
            );
            Row::new(one.id)
                .cells([
                    Cell::text(page.date(one.day)).note(weekday(one.day)),
                    Cell::html(badge(one.kind)),
                    Cell::text(&one.name),
                    Cell::text(&one.source),
                ])
                .actions(Html::trusted(form))
        }))
        .empty(
            EmptyState::new("calendar-off", page.t("task-holidays-none"))
                .text(page.t("task-holidays-none-hint")),
        );
    let of_law = DataTable::new(page.tr(), "law", page.t("task-holidays-law"))
        .columns([
            Column::new(page.t("task-holiday-day")),
            Column::new(page.t("task-holiday-name")),
        ])
        .rows(
            calendar
                .days_off(first, last)
                .filter(|(day, _)| !own.iter().any(|one| one.day == *day))
                .map(|(day, off)| {
                    let name = page.t(&format!("task-holiday-of-{}", off.holiday));
                    let name = if off.substitute {
                        page.w("task-holiday-substitute", "name", name)
                    } else {
                        name
                    };
                    Row::new(day).cells([Cell::text(page.date(day)).note(weekday(day)), Cell::text(name)])
                }),
        );
    if typed.kind.is_empty() {
        typed.kind = HolidayKind::Off.to_string();
    }
    Ok(HolidaysPage {
        own: own_table,
        of_law,
        kinds: HolidayKind::ALL
            .iter()
            .map(|kind| Choice::new(kind, page.t(&format!("task-holiday-{kind}"))))
            .collect(),
        typed,
        errors,
        page,
    })
}

pub(super) async fn page(desk: Desk) -> web::Result<Response> {
    desk.need(Verb::ManageAgency, Scope::Agency)?;
    web::html(&render(&desk, Typed::default(), Errors::default()).await?)
}

async fn save(desk: &Desk, days: &[NewHoliday]) -> web::Result<Response> {
    let tx = desk.db().begin().await?;
    for day in days {
        store::set_holiday(&tx, desk.agency(), day).await?;
    }
    let said: Vec<String> = days
        .iter()
        .map(|day| format!("{} {}", day.day, day.kind))
        .collect();
    note(desk, &tx, "holidays-set", json!({ "days": said })).await?;
    tx.commit().await?;
    Ok(web::see_other(PATH))
}

async fn note(desk: &Desk, tx: &db::Tx, action: &str, detail: serde_json::Value) -> web::Result<()> {
    let by = desk.actor();
    let subject = Subject::new("agency", desk.agency().0);
    let actor = Some((by.person, by.name.as_str()));
    audit::record(tx, desk.agency(), actor, action, subject, detail, desk.now()).await?;
    Ok(())
}

pub(super) async fn add(desk: Desk, Form(typed): Form<Typed>) -> web::Result<Response> {
    desk.need(Verb::ManageAgency, Scope::Agency)?;
    let mut errors = FieldErrors::new();
    let text = |text: &str| vietnamese::nfc(text.trim()).into_owned();
    let (name, source) = (text(&typed.name), text(&typed.source));
    for (field, value) in [("name", &name), ("source", &source)] {
        if value.chars().count() > 200 {
            errors.add(field, "task-too-long");
        }
    }
    let day = ui::parse_date(&typed.day);
    if day.is_none() {
        errors.add("day", "task-day-wrong");
    }
    match (day, typed.kind.parse(), errors.is_empty()) {
        (Some(day), Ok(kind), true) => {
            let new = NewHoliday {
                day,
                kind,
                name,
                source,
            };
            save(&desk, &[new]).await
        }
        _ => {
            let errors = said(desk.words(), &errors);
            web::invalid(&render(&desk, typed, errors).await?)
        }
    }
}

pub(super) async fn import(desk: Desk, Form(typed): Form<Typed>) -> web::Result<Response> {
    desk.need(Verb::ManageAgency, Scope::Agency)?;
    match parse_holidays(&typed.lines) {
        Ok(days) if !days.is_empty() => save(&desk, &days).await,
        Ok(_) => {
            let errors = said(desk.words(), &FieldErrors::one("lines", "task-needed"));
            web::invalid(&render(&desk, typed, errors).await?)
        }
        Err(lines) => {
            let lines: Vec<String> = lines.iter().take(20).map(ToString::to_string).collect();
            let mut errors = Errors::default();
            let message = desk
                .words()
                .say_with("task-holidays-wrong", &[("lines", lines.join(", ").into())]);
            errors.add("lines", message);
            web::invalid(&render(&desk, typed, errors).await?)
        }
    }
}

pub(super) async fn remove(desk: Desk, Path(id): Path<HolidayId>) -> web::Result<Response> {
    desk.need(Verb::ManageAgency, Scope::Agency)?;
    let tx = desk.db().begin().await?;
    if !store::remove_holiday(&tx, desk.agency(), id).await? {
        return Err(Error::NotFound);
    }
    note(&desk, &tx, "holiday-removed", json!({ "day": id })).await?;
    tx.commit().await?;
    Ok(web::see_other(PATH))
}
