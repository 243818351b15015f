//! Pasting a list of units: first what was read, then saving.

use askama::Template;
use axum::response::Response;
use serde::Deserialize;
use ui::{Badge, Cell, Column, DataTable, Errors, Page, Row, Tone};
use web::{FieldErrors, Form};

use super::list::kind_words;
use super::{UNITS, act, need, unit_path};
use crate::desk::{Desk, said};
use crate::features::agency::{self, NewUnit, Unit};
use crate::features::organisation::unit::{Line, MOST_LINES, found, read_list};

/// Longest list, in bytes.
const LONGEST: usize = 200_000;

#[derive(Template)]
#[template(path = "features/organisation/web/paste.html")]
struct PastePage {
    page: Page,
    list: String,
    errors: Errors,
    /// What was read, when something was.
    read: Option<DataTable>,
    /// How many would be added.
    new: usize,
}

fn page(desk: &Desk, list: String, lines: &[Line], units: &[Unit], errors: &FieldErrors) -> PastePage {
    let page = desk.page("organisation-paste");
    let trail = page.t("organisation-units");
    let new = lines.iter().filter(|line| matches!(line, Line::New(..))).count();
    let row = |(at, line): (usize, &Line)| {
        let t = page.tr();
        let cells = match line {
            Line::New(name, kind) => [
                Cell::text(name),
                Cell::text(kind_words(t, *kind)),
                Cell::html(Badge::new(t.say("organisation-line-new")).tone(Tone::Good)),
            ],
            Line::Known(name, id) => {
                let known = units.iter().find(|unit| unit.id == *id);
                let called = known.map_or("", |unit| unit.name.as_str());
                let link = Cell::link(t.say("organisation-line-known"), unit_path(*id));
                [Cell::text(name), Cell::text(""), link.note(called)]
            }
            Line::Twice(name) => [
                Cell::text(name),
                Cell::text(""),
                Cell::html(Badge::new(t.say("organisation-line-twice"))),
            ],
            Line::Long(name) => [
                Cell::text(name),
                Cell::text(""),
                Cell::html(Badge::new(t.say("organisation-too-long")).tone(Tone::Bad)),
            ],
        };
        Row::new(at).cells(cells)
    };
    let read = (!lines.is_empty()).then(|| {
        DataTable::new(page.tr(), "lines", page.t("organisation-read"))
            .columns([
                Column::new(page.t("organisation-unit")),
                Column::new(page.t("organisation-kind")),
                Column::new(page.t("organisation-line")),
            ])
            .rows(lines.iter().enumerate().map(row))
    });
    PastePage {
        read,
        new,
        list,
        errors: said(desk.words(), errors),
        page: page.crumb(trail, UNITS),
    }
}

/// An empty form.
pub(super) async fn form(desk: Desk) -> web::Result<Response> {
    need(&desk)?;
    web::html(&page(&desk, String::new(), &[], &[], &FieldErrors::new()))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Input {
    list: String,
    save: String,
}

/// Shows what was read; with `save`, adds what is new.
pub(super) async fn submit(desk: Desk, Form(input): Form<Input>) -> web::Result<Response> {
    need(&desk)?;
    if input.list.len() > LONGEST {
        return Err(web::Error::TooLarge);
    }
    let (agency, today) = (desk.agency(), desk.today());
    let tx = desk.db().begin().await?;
    let units = agency::units_known_as(&tx, agency, today).await?;
    let lines = read_list(&input.list, &units, today);
    let mut errors = FieldErrors::new();
    if lines.is_empty() {
        errors.add("list", "organisation-list-empty");
    } else if lines.len() > MOST_LINES {
        errors.add("list", "organisation-list-long");
    } else if lines.iter().any(|line| matches!(line, Line::Long(_))) {
        errors.add("list", "organisation-too-long");
    }
    if !errors.is_empty() {
        return web::invalid(&page(&desk, input.list, &lines, &units, &errors));
    }
    if input.save.is_empty() {
        return web::html(&page(&desk, input.list, &lines, &units, &errors));
    }
    for line in &lines {
        if let Line::New(name, _) = line {
            found(act(&desk, &tx), NewUnit::named(name, today)).await?;
        }
    }
    tx.commit().await?;
    Ok(web::see_other(&format!("{UNITS}?xong=1")))
}
