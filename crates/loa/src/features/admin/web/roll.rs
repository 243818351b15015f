//! Pasting a list of people: first what was read, then saving.

use askama::Template;
use axum::response::Response;
use serde::Deserialize;
use ui::{Errors, Page};
use web::{FieldErrors, Form};

use super::PEOPLE;
use super::link;
use crate::desk::{Desk, said};
use crate::features::account;
use crate::features::admin::people::{self, SaveError};
use crate::features::admin::roll::{self, Line, MOST};
use crate::features::agency;
use crate::policy::{Scope, Verb};

/// Longest list, in bytes.
const LONGEST: usize = 200_000;

#[derive(Template)]
#[template(path = "features/admin/web/roll.html")]
struct RollPage {
    page: Page,
    list: String,
    lines: Vec<Line>,
    ready: bool,
    errors: Errors,
}

fn page(desk: &Desk, list: String, lines: Vec<Line>, errors: &FieldErrors) -> RollPage {
    let page = desk.page("admin-roll");
    let trail = page.t("admin-people");
    let ready = errors.is_empty() && !lines.is_empty() && lines.iter().all(|line| line.wrong.is_empty());
    RollPage {
        page: page.crumb(trail, PEOPLE),
        list,
        lines,
        ready,
        errors: said(desk.words(), errors),
    }
}

/// An empty form.
pub(super) async fn form(desk: Desk) -> web::Result<Response> {
    desk.need(Verb::ManagePeople, Scope::Agency)?;
    web::html(&page(&desk, String::new(), Vec::new(), &FieldErrors::new()))
}

#[derive(Debug, Deserialize)]
pub(super) struct Input {
    #[serde(default)]
    list: String,
    #[serde(default)]
    save: String,
}

/// Shows what was read; with `save`, adds everybody or nobody and shows their invitations.
pub(super) async fn submit(desk: Desk, Form(input): Form<Input>) -> web::Result<Response> {
    desk.need(Verb::ManagePeople, Scope::Agency)?;
    if input.list.len() > LONGEST {
        return Err(web::Error::TooLarge);
    }
    let units = agency::units_on(desk.db().read(), desk.agency(), desk.today()).await?;
    let mut lines = roll::read(&input.list, &units);
    for line in &mut lines {
        let email = line.input.email.trim();
        if !email.is_empty() && account::by_email(desk.db().read(), email).await?.is_some() {
            line.wrong.push("account-email-taken".to_owned());
        }
    }
    let mut errors = FieldErrors::new();
    if lines.is_empty() {
        errors.add("list", "admin-roll-empty");
    } else if lines.len() > MOST {
        errors.add("list", "admin-roll-long");
    }
    let right = errors.is_empty() && lines.iter().all(|line| line.wrong.is_empty());
    if !right {
        return web::invalid(&page(&desk, input.list, lines, &errors));
    }
    if input.save.is_empty() {
        return web::html(&page(&desk, input.list, lines, &errors));
    }
    let tx = desk.db().begin().await?;
    let (by, when) = (desk.actor().by(), (desk.today(), desk.now()));
    let (mut links, mut invited) = (Vec::new(), 0);
    for line in &lines {
        match people::add_person(&tx, desk.agency(), by, &line.input, when).await {
            Ok((person, Some(fresh))) => {
                let shown = link::hand_over(&desk, &tx, person, &line.input.name, &fresh).await?;
                invited += usize::from(shown.is_none());
                links.extend(shown);
            }
            Ok((_, None)) => {}
            // Somebody was quicker with the same address.
            Err(SaveError::Fields(_)) => return Err(web::Error::Conflict),
            Err(SaveError::Database(error)) => return Err(error.into()),
        }
    }
    tx.commit().await?;
    if !links.is_empty() {
        return link::page(&desk, links);
    }
    let list = ui::Link::new(PEOPLE);
    Ok(web::see_other(&if invited > 0 {
        list.with("thu", invited).to_string()
    } else {
        list.to_string()
    }))
}
