//! Closing, merging and splitting units: first the effect, then the step.

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use ui::{Cell, CheckboxGroup, Choice, Column, DataTable, Errors, Page, Row};
use web::{FieldErrors, Form};

use super::{UNITS, act, need};
use crate::desk::{Desk, said};
use crate::features::agency::{self as agencies, Unit};
use crate::features::organisation::agency::SaveError;
use crate::features::organisation::arrange::{self, Closing, Effect, Successor, Wish, check, name_of};
use crate::features::task::Role;

/// Longest list of new units, in bytes.
const LONGEST: usize = 50_000;
/// Most fields of the form: every person has two.
const MOST_FIELDS: usize = 10_000;

/// The fields as they came: those of people carry an id in their name.
type Pairs = Vec<(String, String)>;

fn wish(pairs: Pairs) -> (Wish, bool) {
    let mut wish = Wish::default();
    let mut save = false;
    for (name, value) in pairs.into_iter().take(MOST_FIELDS) {
        match name.as_str() {
            "closing" => wish.closing.push(value),
            "into" => wish.into.push(value),
            "from" => wish.from = value,
            "founded" => wish.founded = value,
            "basis" => wish.basis = value,
            "heads" => wish.heads.push(value),
            "save" => save = !value.is_empty(),
            _ => {
                if let Some(unit) = name.strip_prefix("heir-") {
                    wish.heirs.push((unit.to_owned(), value));
                } else if let Some(person) = name.strip_prefix("to-") {
                    wish.to.push((person.to_owned(), value));
                }
            }
        }
    }
    (wish, save)
}

#[derive(Template)]
#[template(path = "features/organisation/web/arrange.html")]
struct ArrangePage {
    page: Page,
    wish: Wish,
    errors: Errors,
    /// Units that may end or go on.
    units: Vec<Choice>,
    effect: Option<Shown>,
}

/// The effect as shown.
struct Shown {
    when: String,
    founded: Vec<String>,
    closing: Vec<ShownClosing>,
}

struct ShownClosing {
    name: String,
    /// In words: what becomes of it.
    fate: String,
    /// Who takes over the work, when that must be chosen.
    heir: Option<(String, Vec<Choice>, String)>,
    owed: DataTable,
    owed_count: usize,
    nobody_takes: bool,
    people: Vec<ShownPerson>,
}

struct ShownPerson {
    id: String,
    name: String,
    choices: Vec<Choice>,
    to: String,
    heads: bool,
}

impl ShownPerson {
    fn field(&self) -> String {
        format!("to-{}", self.id)
    }

    fn head(&self, page: &Page) -> CheckboxGroup {
        CheckboxGroup::new("heads", page.t("organisation-heads"))
            .choices([(self.id.as_str(), page.t("organisation-heads-there"))])
            .chosen(self.heads.then_some(self.id.as_str()))
    }
}

fn shown(page: &Page, effect: &Effect, units: &[Unit], today: jiff::civil::Date) -> Shown {
    let named = name_of(effect, units);
    let when = if effect.from <= today {
        page.w("organisation-arrange-now", "day", page.date(effect.from))
    } else {
        page.w("organisation-arrange-later", "day", page.date(effect.from))
    };
    let successors: Vec<Choice> = effect
        .successors
        .iter()
        .map(|one| Choice::new(one, named(*one)))
        .collect();
    let others = units.iter().filter(|unit| {
        unit.valid_to.is_none()
            && effect.closing.iter().all(|closing| closing.unit.id != unit.id)
            && !effect.successors.contains(&Successor::Known(unit.id))
    });
    let mut places: Vec<Choice> = successors
        .iter()
        .cloned()
        .map(|one| one.group(page.t("organisation-successors")))
        .collect();
    places.extend(others.map(|unit| {
        Choice::new(Successor::Known(unit.id), &unit.name).group(page.t("organisation-other-units"))
    }));
    let closing = effect
        .closing
        .iter()
        .map(|closing| shown_closing(page, closing, (&effect.successors, &successors, &places), &named));
    Shown {
        when,
        founded: effect.founded.iter().map(|new| new.name.clone()).collect(),
        closing: closing.collect(),
    }
}

fn shown_closing(
    page: &Page,
    closing: &Closing,
    (successors, choices, places): (&[Successor], &[Choice], &[Choice]),
    named: &dyn Fn(Successor) -> String,
) -> ShownClosing {
    let names: Vec<String> = successors.iter().map(|one| named(*one)).collect();
    let fate = if names.is_empty() {
        page.t("organisation-fate-closed")
    } else {
        page.w("organisation-fate-into", "units", names.join(", "))
    };
    let heir = (successors.len() > 1).then(|| {
        let chosen = closing.heir.map(|heir| heir.to_string()).unwrap_or_default();
        (format!("heir-{}", closing.unit.id), choices.to_vec(), chosen)
    });
    let taker = closing.heir.map(named).unwrap_or_default();
    let rows = closing.owed.iter().enumerate().map(|(at, part)| {
        let role = match part.role {
            Role::Lead => "organisation-role-lead",
            Role::Coordinator => "organisation-role-coordinator",
        };
        Row::new(at).cells([
            Cell::link(&part.title, &part.href),
            Cell::text(page.t(role)),
            Cell::text(if taker.is_empty() {
                page.t("organisation-nobody")
            } else {
                taker.clone()
            }),
        ])
    });
    let owed = DataTable::new(
        page.tr(),
        format!("owed-{}", closing.unit.id),
        page.t("organisation-owed"),
    )
    .columns([
        Column::new(page.t("organisation-task")),
        Column::new(page.t("organisation-role")),
        Column::new(page.t("organisation-taker")),
    ])
    .rows(rows.collect::<Vec<_>>());
    let people = closing.people.iter().map(|moving| ShownPerson {
        id: moving.person.id.to_string(),
        name: moving.person.full_name.clone(),
        choices: places.to_vec(),
        to: moving.to.map(|to| to.to_string()).unwrap_or_default(),
        heads: moving.heads,
    });
    ShownClosing {
        name: closing.unit.name.clone(),
        fate,
        heir,
        owed_count: closing.owed.len(),
        nobody_takes: closing.heir.is_none() && !closing.owed.is_empty(),
        owed,
        people: people.collect(),
    }
}

async fn page(
    desk: &Desk,
    wish: Wish,
    effect: Option<&Effect>,
    errors: &FieldErrors,
) -> web::Result<ArrangePage> {
    let page = desk
        .page("organisation-arrange")
        .lead(desk.words().say("organisation-arrange-lead"));
    let trail = page.t("organisation-units");
    let page = page.crumb(trail, UNITS);
    let units = agencies::units(desk.db().read(), desk.agency()).await?;
    let open = units.iter().filter(|unit| unit.valid_to.is_none());
    Ok(ArrangePage {
        units: open.map(|unit| Choice::new(unit.id, &unit.name)).collect(),
        effect: effect.map(|effect| shown(&page, effect, &units, desk.today())),
        errors: said(desk.words(), errors),
        wish,
        page,
    })
}

/// An empty form, or one with the unit that shall end.
pub(super) async fn form(desk: Desk, Query(pairs): Query<Pairs>) -> web::Result<Response> {
    need(&desk)?;
    let (wish, _) = wish(pairs);
    web::html(&page(&desk, wish, None, &FieldErrors::new()).await?)
}

/// Shows the effect; with `save`, carries it out.
pub(super) async fn submit(desk: Desk, Form(pairs): Form<Pairs>) -> web::Result<Response> {
    need(&desk)?;
    let (wish, save) = wish(pairs);
    if wish.founded.len() > LONGEST {
        return Err(web::Error::TooLarge);
    }
    let effect = match arrange::effect(desk.db().read(), desk.agency(), &wish, desk.today()).await {
        Ok(effect) => effect,
        Err(SaveError::Fields(errors)) => return web::invalid(&page(&desk, wish, None, &errors).await?),
        Err(SaveError::Db(error)) => return Err(error.into()),
    };
    if !save {
        return web::html(&page(&desk, wish, Some(&effect), &FieldErrors::new()).await?);
    }
    let errors = check(&effect);
    if !errors.is_empty() {
        return web::invalid(&page(&desk, wish, Some(&effect), &errors).await?);
    }
    let tx = desk.db().begin().await?;
    match arrange::carry_out(act(&desk, &tx), &wish).await {
        Ok(()) => {
            tx.commit().await?;
            Ok(web::see_other(&format!("{UNITS}?xong=1")))
        }
        Err(SaveError::Fields(errors)) => {
            drop(tx);
            web::invalid(&page(&desk, wish, None, &errors).await?)
        }
        Err(SaveError::Db(error)) => Err(error.into()),
    }
}
