//! How a person is told by mail.

use askama::Template;
use axum::response::Response;
use serde::Deserialize;
use ui::{Choice, Errors, Page};
use web::{FieldErrors, Form};

use super::{INBOX, under};
use crate::desk::{Desk, said};
use crate::features::reminder::model::{Preference, WEEK};
use crate::features::reminder::store;

#[derive(Debug, Default, Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    mail: Option<String>,
    #[serde(default)]
    quiet: Vec<String>,
    #[serde(default)]
    away_from: String,
    #[serde(default)]
    away_to: String,
}

#[derive(Template)]
#[template(path = "features/reminder/web/preference.html")]
struct PreferencePage {
    page: Page,
    errors: Errors,
    mail: bool,
    quiet: Vec<String>,
    days: Vec<Choice>,
    away_from: String,
    away_to: String,
}

fn render(desk: &Desk, typed: Typed, errors: &FieldErrors) -> PreferencePage {
    let page = under(desk, "reminder-preference", ("reminder-title", INBOX));
    let days = WEEK.iter().map(|day| {
        let number = day.to_monday_one_offset();
        Choice::new(number, page.t(&format!("reminder-weekday-{number}")))
    });
    PreferencePage {
        days: days.collect(),
        errors: said(desk.words(), errors),
        mail: typed.mail.is_some(),
        quiet: typed.quiet,
        away_from: typed.away_from,
        away_to: typed.away_to,
        page,
    }
}

pub(super) async fn page(desk: Desk) -> web::Result<Response> {
    let mut wishes = store::preferences(desk.db().read(), desk.agency()).await?;
    let wish = wishes.remove(&desk.actor().person).unwrap_or_default();
    let day = |day: Option<db::CivilDate>| day.map(|day| ui::date(day.0)).unwrap_or_default();
    let typed = Typed {
        mail: wish.mail.then(|| "1".to_owned()),
        quiet: wish.quiet_days.iter().map(ToString::to_string).collect(),
        away_from: day(wish.away_from),
        away_to: day(wish.away_to),
    };
    web::html(&render(&desk, typed, &FieldErrors::new()))
}

fn parse(typed: &Typed) -> Result<Preference, FieldErrors> {
    let mut errors = FieldErrors::new();
    let mut day = |field: &str, text: &str| {
        let text = text.trim();
        let parsed = ui::parse_date(text);
        if parsed.is_none() && !text.is_empty() {
            errors.add(field, "reminder-date-wrong");
        }
        parsed.map(Into::into)
    };
    let away_from: Option<db::CivilDate> = day("away_from", &typed.away_from);
    let away_to: Option<db::CivilDate> = day("away_to", &typed.away_to);
    if away_from.zip(away_to).is_some_and(|(from, to)| to < from) {
        errors.add("away_to", "reminder-away-backwards");
    }
    let quiet = typed.quiet.iter().take(7).filter_map(|day| day.parse().ok());
    errors.or(Preference {
        mail: typed.mail.is_some(),
        quiet_days: quiet.filter(|day| (1..=7).contains(day)).collect(),
        away_from,
        away_to,
    })
}

pub(super) async fn save(desk: Desk, Form(typed): Form<Typed>) -> web::Result<Response> {
    let wish = match parse(&typed) {
        Ok(wish) => wish,
        Err(errors) => return web::invalid(&render(&desk, typed, &errors)),
    };
    let tx = desk.db().begin().await?;
    store::set_preference(&tx, desk.agency(), desk.actor().person, wish).await?;
    tx.commit().await?;
    Ok(web::see_other(INBOX))
}
