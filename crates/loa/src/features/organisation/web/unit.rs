//! One unit: what it is, what it was called, who heads it, and how it ended.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use jiff::civil::Date;
use serde::Deserialize;
use ui::{Badge, Cell, Choice, Column, DataTable, Errors, Html, Page, Row};
use web::{Error, FieldErrors, Form};

use super::agency::{Coming, days, drop_form, standing};
use super::list::{Standing, kind_words, tree};
use super::{Done, UNITS, act, find, need, unit_path};
use crate::desk::{Desk, said};
use crate::features::agency::{self as agencies, Person, PersonId, Unit, UnitId, UnitKind};
use crate::features::organisation::agency::SaveError;
use crate::features::organisation::arrange;
use crate::features::organisation::unit::{self, UnitInput};
use crate::features::task;

#[derive(Template)]
#[template(path = "features/organisation/web/unit.html")]
struct UnitPage {
    page: Page,
    /// Where the form goes.
    action: String,
    input: UnitInput,
    errors: Errors,
    kinds: Vec<Choice>,
    parents: Vec<Choice>,
    /// Of a unit that exists already.
    known: Option<Known>,
}

impl UnitPage {
    /// The unit as addresses name it.
    fn id(&self) -> &str {
        self.action.rsplit('/').next().unwrap_or_default()
    }
}

/// What the page of a unit says beside its form.
struct Known {
    badge: Badge,
    time: String,
    /// What happened when it ended: successors and predecessors.
    lines: Vec<(String, Vec<(String, String)>)>,
    names: DataTable,
    rename: UnitInput,
    /// Everybody who may head it: its people first.
    candidates: Vec<Choice>,
    heads: Vec<String>,
    people: usize,
    owed: usize,
    is_open: bool,
    may_cancel: bool,
}

/// Which form came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Which {
    Main,
    Rename,
}

fn parents(units: Vec<Unit>, own: Option<UnitId>, today: Date) -> Vec<Choice> {
    let open = units
        .into_iter()
        .filter(|unit| Some(unit.id) != own && unit.valid_to.is_none_or(|end| today <= end));
    tree(open.collect())
        .into_iter()
        .map(|(unit, depth)| Choice::new(unit.id, format!("{}{}", "– ".repeat(depth.min(4)), unit.name)))
        .collect()
}

async fn render(
    desk: &Desk,
    unit: Option<&Unit>,
    typed: Option<(Which, UnitInput)>,
    errors: &FieldErrors,
) -> web::Result<UnitPage> {
    let units = agencies::units(desk.db().read(), desk.agency()).await?;
    let page = match unit {
        Some(unit) => desk.titled(&unit.name),
        None => desk.page("organisation-add"),
    };
    let trail = page.t("organisation-units");
    let page = page.crumb(trail, UNITS);
    let (main, rename) = match typed {
        Some((Which::Main, input)) => (Some(input), None),
        Some((Which::Rename, input)) => (None, Some(input)),
        None => (None, None),
    };
    let known = match unit {
        Some(unit) => Some(known(desk, &page, unit, &units, rename).await?),
        None => None,
    };
    let fresh = || unit.map(UnitInput::of).unwrap_or_default();
    Ok(UnitPage {
        action: unit.map_or_else(|| UNITS.to_owned(), |unit| unit_path(unit.id)),
        input: main.unwrap_or_else(fresh),
        errors: said(desk.words(), errors),
        kinds: UnitKind::ALL
            .iter()
            .map(|kind| Choice::new(kind, kind_words(page.tr(), *kind)))
            .collect(),
        parents: parents(units, unit.map(|unit| unit.id), desk.today()),
        known,
        page,
    })
}

async fn known(
    desk: &Desk,
    page: &Page,
    unit: &Unit,
    units: &[Unit],
    rename: Option<UnitInput>,
) -> web::Result<Known> {
    let (db, today) = (desk.db().read(), desk.today());
    let (people, heads) = arrange::members(db, desk.agency(), unit.id, today).await?;
    let standing = Standing::of(unit, today);
    let (own, others): (Vec<Person>, Vec<Person>) = people
        .into_iter()
        .partition(|person| person.unit == Some(unit.id));
    let choice = |person: &Person, key: &str| {
        let shown = if person.title.is_empty() {
            person.full_name.clone()
        } else {
            format!("{} ({})", person.full_name, person.title)
        };
        Choice::new(person.id, shown).group(page.t(key))
    };
    // Those of other units are offered only when they head it already: the page of a person offers all units.
    let from_elsewhere = others.iter().filter(|person| heads.contains(&person.id));
    let candidates = own
        .iter()
        .map(|person| choice(person, "organisation-people-own"))
        .chain(from_elsewhere.map(|person| choice(person, "organisation-people-others")))
        .collect();
    let is_open = matches!(standing, Standing::Open | Standing::Coming);
    Ok(Known {
        badge: standing_badge(page, standing),
        time: days(page, unit.valid_from, unit.valid_to),
        lines: relations(desk, page, unit, units).await?,
        names: names(desk, page, unit).await?,
        rename: rename.unwrap_or_else(|| UnitInput {
            from: String::new(),
            ..UnitInput::of(unit)
        }),
        candidates,
        heads: heads.iter().map(ToString::to_string).collect(),
        people: own.len(),
        owed: task::open_parts(db, desk.agency(), &[unit.id], today)
            .await?
            .len(),
        is_open,
        may_cancel: standing == Standing::Ending,
    })
}

fn standing_badge(page: &Page, standing: Standing) -> Badge {
    standing.badge(page.tr())
}

/// The units that it came out of, and those that came out of it: label, then name and page of each.
async fn relations(
    desk: &Desk,
    page: &Page,
    unit: &Unit,
    units: &[Unit],
) -> web::Result<Vec<(String, Vec<(String, String)>)>> {
    let others = agencies::other_successors(desk.db().read(), desk.agency()).await?;
    let told = |one: &Unit| (one.name.clone(), unit_path(one.id));
    let after: Vec<_> = units
        .iter()
        .filter(|one| unit.successor == Some(one.id) || others.contains(&(unit.id, one.id)))
        .map(told)
        .collect();
    let before: Vec<_> = units
        .iter()
        .filter(|one| one.successor == Some(unit.id) || others.contains(&(one.id, unit.id)))
        .map(told)
        .collect();
    let below: Vec<_> = units
        .iter()
        .filter(|one| one.parent == Some(unit.id))
        .map(told)
        .collect();
    let lines = [
        ("organisation-after", after),
        ("organisation-before", before),
        ("organisation-below", below),
    ];
    Ok(lines
        .into_iter()
        .filter(|(_, units)| !units.is_empty())
        .map(|(key, units)| (page.t(key), units))
        .collect())
}

async fn names(desk: &Desk, page: &Page, unit: &Unit) -> web::Result<DataTable> {
    let all = agencies::unit_names(desk.db().read(), desk.agency(), unit).await?;
    let rows = all.iter().enumerate().rev().map(|(at, name)| {
        let until = all.get(at + 1).and_then(|next| next.from.yesterday().ok());
        let until = until.or(unit.valid_to);
        let badge = standing(page, name.from, until, desk.today());
        let row = Row::new(name.from).cells([
            Cell::text(&name.name).note(&name.short_name),
            Cell::html(Html::join([
                Html::text(days(page, name.from, until)),
                Html::text(" "),
                badge.map_or_else(|| Html::text(""), Into::into),
            ])),
        ]);
        if name.from > desk.today() && at > 0 {
            let action = format!("{}/ten-goi/bo", unit_path(unit.id));
            row.actions(drop_form(page, &action, name.from))
        } else {
            row
        }
    });
    Ok(DataTable::new(page.tr(), "names", page.t("organisation-names"))
        .columns([
            Column::new(page.t("organisation-name")),
            Column::new(page.t("organisation-days")),
        ])
        .rows(rows.collect::<Vec<_>>()))
}

/// An empty form.
pub(super) async fn new(desk: Desk) -> web::Result<Response> {
    need(&desk)?;
    let input = UnitInput {
        from: ui::date(desk.today()),
        kind: UnitKind::Division.to_string(),
        ..UnitInput::default()
    };
    web::html(&render(&desk, None, Some((Which::Main, input)), &FieldErrors::new()).await?)
}

/// Adds a unit.
pub(super) async fn add(desk: Desk, Form(input): Form<UnitInput>) -> web::Result<Response> {
    need(&desk)?;
    let tx = desk.db().begin().await?;
    match unit::add(act(&desk, &tx), &input).await {
        Ok(_) => {
            tx.commit().await?;
            Ok(web::see_other(&format!("{UNITS}?xong=1")))
        }
        Err(SaveError::Fields(errors)) => {
            drop(tx);
            web::invalid(&render(&desk, None, Some((Which::Main, input)), &errors).await?)
        }
        Err(SaveError::Db(error)) => Err(error.into()),
    }
}

/// A unit, to be looked at and changed.
pub(super) async fn show(
    desk: Desk,
    Path(id): Path<String>,
    Query(done): Query<Done>,
) -> web::Result<Response> {
    let known = find(&desk, &id).await?;
    let mut shown = render(&desk, Some(&known), None, &FieldErrors::new()).await?;
    shown.page = done.say(shown.page);
    web::html(&shown)
}

async fn answer(
    desk: &Desk,
    known: &Unit,
    saved: Result<(), SaveError>,
    tx: db::Tx,
    typed: Option<(Which, UnitInput)>,
) -> web::Result<Response> {
    match saved {
        Ok(()) => {
            tx.commit().await?;
            Ok(web::see_other(&format!("{}?xong=1", unit_path(known.id))))
        }
        Err(SaveError::Fields(errors)) => {
            drop(tx);
            let errors = match typed {
                // The second form has names of its own.
                Some((Which::Rename, _)) => prefixed(&errors),
                _ => errors,
            };
            web::invalid(&render(desk, Some(known), typed, &errors).await?)
        }
        Err(SaveError::Db(error)) => Err(error.into()),
    }
}

fn prefixed(errors: &FieldErrors) -> FieldErrors {
    let mut named = FieldErrors::new();
    for (field, key) in errors.iter() {
        named.add(&format!("new_{field}"), key);
    }
    named
}

/// Changes a unit.
pub(super) async fn change(
    desk: Desk,
    Path(id): Path<String>,
    Form(input): Form<UnitInput>,
) -> web::Result<Response> {
    let known = find(&desk, &id).await?;
    let tx = desk.db().begin().await?;
    let saved = unit::change(act(&desk, &tx), &known, &input).await;
    answer(&desk, &known, saved, tx, Some((Which::Main, input))).await
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Renamed {
    new_name: String,
    new_short_name: String,
    new_from: String,
}

/// Calls a unit otherwise from a day on.
pub(super) async fn rename(
    desk: Desk,
    Path(id): Path<String>,
    Form(typed): Form<Renamed>,
) -> web::Result<Response> {
    let known = find(&desk, &id).await?;
    let input = UnitInput {
        name: typed.new_name,
        short_name: typed.new_short_name,
        from: typed.new_from,
        ..UnitInput::default()
    };
    let tx = desk.db().begin().await?;
    let saved = unit::rename(act(&desk, &tx), &known, &input).await;
    answer(&desk, &known, saved, tx, Some((Which::Rename, input))).await
}

/// Forgets a coming name.
pub(super) async fn drop_name(
    desk: Desk,
    Path(id): Path<String>,
    Form(coming): Form<Coming>,
) -> web::Result<Response> {
    let known = find(&desk, &id).await?;
    let from = ui::parse_date(&coming.from).ok_or(Error::BadRequest)?;
    let tx = desk.db().begin().await?;
    let days = (from, desk.today());
    if !agencies::drop_coming_unit_name(&tx, desk.agency(), known.id, days).await? {
        return Err(Error::Conflict);
    }
    let detail = serde_json::json!({ "name": known.name, "from": from });
    act(&desk, &tx)
        .record(known.id, "unit-rename-dropped", detail)
        .await?;
    answer(&desk, &known, Ok(()), tx, None).await
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Heads {
    heads: Vec<String>,
}

/// Says who heads a unit.
pub(super) async fn heads(
    desk: Desk,
    Path(id): Path<String>,
    Form(typed): Form<Heads>,
) -> web::Result<Response> {
    let known = find(&desk, &id).await?;
    desk.need(crate::policy::Verb::ManagePeople, crate::policy::Scope::Agency)?;
    let heads: Vec<PersonId> = typed
        .heads
        .iter()
        .take(100)
        .filter_map(|id| id.parse().ok())
        .collect();
    let tx = desk.db().begin().await?;
    let saved = unit::set_heads(act(&desk, &tx), &known, &heads).await;
    answer(&desk, &known, saved, tx, None).await
}

/// Takes back an end that has not come.
pub(super) async fn cancel_end(desk: Desk, Path(id): Path<String>) -> web::Result<Response> {
    let known = find(&desk, &id).await?;
    let tx = desk.db().begin().await?;
    if !arrange::cancel(act(&desk, &tx), &known).await? {
        return Err(Error::Conflict);
    }
    answer(&desk, &known, Ok(()), tx, None).await
}
