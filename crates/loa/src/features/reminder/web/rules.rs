//! The rules of the agency, and who would be told what today, and why.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use schedule::Kind;
use serde::Deserialize;
use serde_json::json;
use ui::{Badge, Cell, Column, DataTable, EmptyState, Errors, Page, Row, Tone};
use web::{FieldErrors, Form};

use super::{Part, RULES, in_words, need};
use crate::desk::{Desk, said};
use crate::features::account;
use crate::features::agency::{self, PersonId};
use crate::features::audit::{self, Subject};
use crate::features::delivery::{self, Item};
use crate::features::reminder::compose::{Digest, compose};
use crate::features::reminder::model::{ByMail, Rules, USUAL, by_section};
use crate::features::reminder::{publish, store};
use crate::features::task;
use crate::policy::{Scope, Verb};

/// A number of the form: field, label, hint, what was typed.
struct Number {
    field: String,
    label: String,
    value: String,
}

#[derive(Template)]
#[template(path = "features/reminder/web/rules.html")]
struct RulesPage {
    page: Page,
    errors: Errors,
    before: Vec<Number>,
    after: Vec<Number>,
    working_day: bool,
    /// What keeps mail from going out at all.
    no_mail: Option<&'static str>,
    /// How it is mended, for administrators alone.
    no_mail_hint: Option<String>,
    table: DataTable,
    shown: Option<(String, Vec<Part>)>,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    person: Option<String>,
}

fn field(kind: Kind) -> String {
    format!("before_{kind:?}").to_lowercase()
}

const AFTER: [&str; 3] = ["late_every", "head_after", "office_after"];

fn typed(rules: &Rules) -> BTreeMap<String, String> {
    let before = USUAL.iter().map(|(kind, _)| (field(*kind), rules.before(*kind)));
    let after = AFTER
        .iter()
        .zip([rules.late_every, rules.head_after, rules.office_after]);
    let after = after.map(|(field, number)| ((*field).to_owned(), number));
    before
        .chain(after)
        .map(|(field, number)| (field, number.to_string()))
        .collect()
}

async fn render(
    desk: &Desk,
    typed: &BTreeMap<String, String>,
    errors: &FieldErrors,
    person: Option<PersonId>,
) -> web::Result<RulesPage> {
    let page = desk
        .page("reminder-rules-title")
        .lead(desk.words().say("reminder-rules-lead"));
    let today = desk.today();
    let db = desk.db().read();
    let calendar = task::calendar(db, desk.agency()).await?;
    let digests = compose(db, desk.agency(), today, desk.clock().zone()).await?;
    let shown = digests.iter().find(|digest| Some(digest.person) == person);
    let shown = shown.map(|digest| (digest.name.clone(), in_words(desk.words(), &digest.lines)));
    let value = |field: &str| typed.get(field).cloned().unwrap_or_default();
    let before = USUAL.iter().map(|(kind, _)| Number {
        label: page.t(task::kind_key(*kind)),
        value: value(&field(*kind)),
        field: field(*kind),
    });
    let after = AFTER.iter().map(|field| Number {
        label: page.t(&format!("reminder-{}", field.replace('_', "-"))),
        value: value(field),
        field: (*field).to_owned(),
    });
    let no_mail = delivery::mail_missing(desk.app());
    Ok(RulesPage {
        no_mail,
        no_mail_hint: no_mail
            .filter(|_| desk.may(Verb::ManageAgency, Scope::Agency))
            .map(|missing| desk.words().say(&format!("{missing}-hint"))),
        errors: said(desk.words(), errors),
        before: before.collect(),
        after: after.collect(),
        working_day: calendar.is_working_day(today),
        table: table(&page, &digests, no_mail),
        shown,
        page,
    })
}

/// Who would be told today.
fn table(page: &Page, digests: &[Digest], no_mail: Option<&str>) -> DataTable {
    let row = |digest: &Digest| {
        let sections = by_section(&digest.lines).into_iter();
        let counts: Vec<String> = sections
            .map(|(section, lines)| page.n(&format!("reminder-section-{section}"), lines.len()))
            .collect();
        let (state, tone) = if digest.told {
            ("reminder-told", Tone::Good)
        } else if digest.fresh {
            ("reminder-will-be-told", Tone::Info)
        } else {
            ("reminder-nothing-new", Tone::Neutral)
        };
        let mail = Cell::text(page.t(digest.by_mail.key()));
        let mail = match (&digest.address, digest.by_mail) {
            (_, ByMail::Yes) if no_mail.is_some() => Cell::text(page.t("delivery-cause-unconfigured")),
            (Some(address), ByMail::Yes) => mail.note(address),
            _ => mail,
        };
        Row::new(digest.person).cells([
            Cell::link(&digest.name, format!("{RULES}?person={}#noi-dung", digest.person)),
            Cell::text(counts.join("; ")),
            Cell::html(Badge::new(page.t(state)).tone(tone)),
            mail,
        ])
    };
    DataTable::new(page.tr(), "digests", page.t("reminder-today"))
        .columns([
            Column::new(page.t("reminder-person")),
            Column::new(page.t("reminder-what")),
            Column::new(page.t("reminder-state")),
            Column::new(page.t("reminder-mail")),
        ])
        .rows(digests.iter().map(row))
        .empty(
            EmptyState::new("bell", page.t("reminder-today-none")).text(page.t("reminder-today-none-hint")),
        )
}

pub(super) async fn page(desk: Desk, Query(asked): Query<Asked>) -> web::Result<Response> {
    need(&desk)?;
    let rules = store::rules(desk.db().read(), desk.agency()).await?;
    let person = asked.person.and_then(|person| person.parse().ok());
    web::html(&render(&desk, &typed(&rules), &FieldErrors::new(), person).await?)
}

fn parse(typed: &BTreeMap<String, String>) -> Result<Rules, FieldErrors> {
    let mut errors = FieldErrors::new();
    let mut number = |field: &str, least: i32| {
        let parsed = typed.get(field).and_then(|text| text.trim().parse::<i32>().ok());
        parsed
            .filter(|number| (least..=120).contains(number))
            .unwrap_or_else(|| {
                errors.add(
                    field,
                    if least > 0 {
                        "reminder-number-from-1"
                    } else {
                        "reminder-number"
                    },
                );
                least
            })
    };
    let before = USUAL
        .iter()
        .map(|(kind, _)| (*kind, number(&field(*kind), 0)))
        .collect();
    let rules = Rules {
        before,
        late_every: number("late_every", 1),
        head_after: number("head_after", 0),
        office_after: number("office_after", 0),
    };
    errors.or(rules)
}

pub(super) async fn save(desk: Desk, Form(typed): Form<BTreeMap<String, String>>) -> web::Result<Response> {
    need(&desk)?;
    let rules = match parse(&typed) {
        Ok(rules) => rules,
        Err(errors) => return web::invalid(&render(&desk, &typed, &errors, None).await?),
    };
    let tx = desk.db().begin().await?;
    let by = desk.actor();
    let detail = json!(rules);
    store::set_rules(&tx, desk.agency(), rules, desk.now()).await?;
    audit::record(
        &tx,
        desk.agency(),
        Some((by.person, by.name.as_str())),
        "reminder-rules-changed",
        Subject::new("agency", desk.agency().0),
        detail,
        desk.now(),
    )
    .await?;
    tx.commit().await?;
    Ok(web::see_other(RULES))
}

/// Sends today's digest to whoever asks, as a try: at most one a minute, and it counts as nobody's digest.
pub(super) async fn try_out(desk: Desk) -> web::Result<Response> {
    need(&desk)?;
    let (db, now, day) = (desk.db(), desk.now(), desk.today());
    let person = desk.actor().person;
    let zone = desk.clock().zone();
    let digests = compose(db.read(), desk.agency(), day, zone).await?;
    let own = match digests.into_iter().find(|digest| digest.person == person) {
        Some(digest) => digest,
        None => empty(&desk).await?,
    };
    let item = Item {
        kind: "notice-try",
        id: person.0,
    };
    let mut mail = publish::letter(desk.app(), &own, item, day);
    mail.subject = desk.words().say_with(
        "reminder-try-subject",
        &[("subject", mail.subject.as_str().into())],
    );
    mail.version = (now.micros() / 60_000_000).to_string();
    if mail.to.address.is_empty() {
        return Ok(web::see_other(RULES));
    }
    let tx = db.begin().await?;
    let id = delivery::queue_mail(&tx, desk.agency(), mail, now).await?;
    tx.commit().await?;
    Ok(web::see_other(&format!("/lam-viec/quan-tri/gui-di/{id}")))
}

/// The digest of somebody who has nothing to know.
async fn empty(desk: &Desk) -> web::Result<Digest> {
    let db = desk.db().read();
    let own = desk.actor().person;
    let person = agency::person(db, desk.agency(), own).await?;
    let contacts = account::contacts(db, desk.agency()).await?;
    let contact = contacts.into_iter().find(|contact| contact.person == own);
    let address = person.and_then(|person| person.email);
    Ok(Digest {
        person: own,
        name: desk.actor().name.clone(),
        address: address.or_else(|| contact.map(|contact| contact.email)),
        lang: desk.words().lang(),
        by_mail: ByMail::Yes,
        lines: Vec::new(),
        fresh: false,
        told: false,
    })
}
