//! One person: adding, changing, roles, links, the end.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use serde::Deserialize;
use ui::{Badge, Errors, Page, Tone};
use web::{Error, FieldErrors, Form};

use super::{PEOPLE, link};
use crate::desk::{Desk, said};
use crate::features::account::{self, Account, PeopleError, Role};
use crate::features::admin::letter;
use crate::features::admin::people::{self, PersonInput, SaveError};
use crate::features::agency::{self, Person, PersonId, Unit, UnitId};
use crate::features::delivery::{self, Delivery};
use crate::policy::{Scope, Verb};

/// The form, as typed.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Fields {
    #[serde(default)]
    name: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    unit: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    roles: Vec<String>,
    #[serde(default)]
    heads: Vec<String>,
}

impl Fields {
    fn input(&self) -> PersonInput {
        PersonInput {
            name: self.name.clone(),
            title: self.title.clone(),
            unit: self.unit.parse().ok(),
            email: self.email.clone(),
            roles: self.roles.iter().filter_map(|role| role.parse().ok()).collect(),
            heads: self
                .heads
                .iter()
                .take(100)
                .filter_map(|unit| unit.parse().ok())
                .collect(),
        }
    }

    fn of(person: &Person, account: Option<&Account>, roles: &[(Role, Option<UnitId>)]) -> Self {
        let email = account.map(|account| account.email.clone());
        Self {
            name: person.full_name.clone(),
            title: person.title.clone(),
            unit: person.unit.map(|unit| unit.to_string()).unwrap_or_default(),
            email: email.or_else(|| person.email.clone()).unwrap_or_default(),
            roles: roles
                .iter()
                .filter(|(role, _)| *role != Role::UnitHead)
                .map(|(role, _)| role.to_string())
                .collect(),
            heads: roles
                .iter()
                .filter(|(role, _)| *role == Role::UnitHead)
                .filter_map(|(_, unit)| unit.map(|unit| unit.to_string()))
                .collect(),
        }
    }
}

#[derive(Template)]
#[template(path = "features/admin/web/person.html")]
struct PersonPage {
    page: Page,
    /// Where the form goes.
    action: String,
    fields: Fields,
    units: Vec<Unit>,
    errors: Errors,
    /// Of somebody who exists already.
    known: Option<Known>,
}

struct Known {
    has_account: bool,
    has_password: bool,
    has_totp: bool,
    ended: bool,
    badge: Option<Badge>,
    /// Word key of what keeps mail from going out.
    no_mail: Option<&'static str>,
    no_mail_hint: String,
    /// The last letter with a link.
    letter: Option<Letter>,
}

/// What became of a letter.
struct Letter {
    badge: Badge,
    line: String,
    why: String,
    href: String,
}

impl Letter {
    fn of(desk: &Desk, delivery: &Delivery) -> Self {
        let words = desk.words();
        let at = ui::date_time(desk.local(delivery.queued_at));
        let to = delivery.recipient.address.as_str();
        Self {
            badge: delivery::badge(words, delivery.state),
            line: words.say_with("admin-letter-line", &[("to", to.into()), ("at", at.into())]),
            why: delivery::why(words, delivery),
            href: delivery::page_of(delivery.id),
        }
    }
}

impl Known {
    fn link_key(&self) -> &'static str {
        if self.has_password {
            "admin-reset-link"
        } else {
            "admin-invitation-link"
        }
    }

    fn letter_key(&self) -> &'static str {
        if self.has_password {
            "admin-send-reset"
        } else {
            "admin-send-invitation"
        }
    }
}

impl PersonPage {
    fn roles(&self) -> Vec<(Role, String)> {
        let given = Role::ALL.iter().filter(|role| **role != Role::UnitHead);
        given
            .map(|role| (*role, self.page.t(&format!("account-role-{role}"))))
            .collect()
    }

    fn unit_choices(&self) -> Vec<(UnitId, String)> {
        let open = self.units.iter().filter(|unit| unit.valid_to.is_none());
        open.map(|unit| (unit.id, unit.name.clone())).collect()
    }
}

async fn page(
    desk: &Desk,
    known: Option<(&Person, Option<&Account>)>,
    fields: Fields,
    errors: &FieldErrors,
) -> web::Result<PersonPage> {
    let units = agency::units(desk.db().read(), desk.agency()).await?;
    let page = match known {
        Some((person, _)) => desk.titled(&person.full_name),
        None => desk.page("admin-add"),
    };
    let trail = page.t("admin-people");
    let letters = letter::last(
        desk.db().read(),
        desk.agency(),
        known.and_then(|(_, account)| account),
    );
    let mut letters = letters.await?;
    let known_facts = known.map(|(person, account)| {
        let ended = person.valid_to.is_some_and(|last| last <= desk.today())
            || account.is_some_and(|account| account.disabled);
        let locked = account
            .and_then(|account| account.locked_until)
            .is_some_and(|until| until > desk.now());
        let badge = match (ended, locked) {
            (true, _) => Some(Badge::new(page.t("admin-standing-ended"))),
            (false, true) => Some(Badge::new(page.t("admin-locked")).tone(Tone::Warn)),
            (false, false) => None,
        };
        Known {
            has_account: account.is_some(),
            has_password: account.is_some_and(|account| account.password_hash.is_some()),
            has_totp: account.is_some_and(|account| account.has_totp),
            ended,
            badge,
            no_mail: delivery::mail_missing(desk.app()),
            no_mail_hint: delivery::mail_missing(desk.app())
                .map(|missing| desk.words().say(&format!("{missing}-hint")))
                .unwrap_or_default(),
            letter: letters.remove(&person.id).map(|letter| Letter::of(desk, &letter)),
        }
    });
    Ok(PersonPage {
        action: known.map_or_else(
            || PEOPLE.to_owned(),
            |(person, _)| format!("{PEOPLE}/{}", person.id),
        ),
        page: page.crumb(trail, PEOPLE),
        fields,
        units,
        errors: said(desk.words(), errors),
        known: known_facts,
    })
}

pub(super) async fn find(desk: &Desk, id: &str) -> web::Result<(Person, Option<Account>)> {
    desk.need(Verb::ManagePeople, Scope::Agency)?;
    let id: PersonId = id.parse().map_err(|_| Error::NotFound)?;
    let db = desk.db().read();
    let person = agency::person(db, desk.agency(), id)
        .await?
        .ok_or(Error::NotFound)?;
    let account = account::account_of(db, desk.agency(), id).await?;
    Ok((person, account))
}

/// An empty form.
pub(super) async fn new(desk: Desk) -> web::Result<Response> {
    desk.need(Verb::ManagePeople, Scope::Agency)?;
    let fields = Fields {
        roles: vec![Role::Staff.to_string()],
        ..Fields::default()
    };
    web::html(&page(&desk, None, fields, &FieldErrors::new()).await?)
}

/// Adds a person; one with an address is invited by mail, or the answer shows the link.
pub(super) async fn add(desk: Desk, Form(fields): Form<Fields>) -> web::Result<Response> {
    desk.need(Verb::ManagePeople, Scope::Agency)?;
    let tx = desk.db().begin().await?;
    let when = (desk.today(), desk.now());
    match people::add_person(&tx, desk.agency(), desk.actor().by(), &fields.input(), when).await {
        Ok((person, Some(link))) => {
            let handed = link::hand_over(&desk, &tx, person, fields.name.trim(), &link).await?;
            tx.commit().await?;
            match handed {
                Some(fresh) => link::page(&desk, vec![fresh]),
                None => Ok(web::see_other(&format!("{PEOPLE}/{person}?xong=thu"))),
            }
        }
        Ok((_, None)) => {
            tx.commit().await?;
            Ok(web::see_other(PEOPLE))
        }
        Err(SaveError::Fields(errors)) => {
            drop(tx);
            web::invalid(&page(&desk, None, fields, &errors).await?)
        }
        Err(SaveError::Database(error)) => Err(error.into()),
    }
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Done {
    #[serde(default)]
    xong: String,
}

/// A person, to be changed.
pub(super) async fn show(
    desk: Desk,
    Path(id): Path<String>,
    Query(done): Query<Done>,
) -> web::Result<Response> {
    let (person, account) = find(&desk, &id).await?;
    let roles = account::roles(desk.db().read(), desk.agency(), person.id).await?;
    let fields = Fields::of(&person, account.as_ref(), &roles);
    let mut shown = page(
        &desk,
        Some((&person, account.as_ref())),
        fields,
        &FieldErrors::new(),
    )
    .await?;
    if !done.xong.is_empty() {
        let by_mail = done.xong == "thu";
        let text = shown.page.t(if by_mail {
            "admin-letter-queued"
        } else {
            "admin-saved"
        });
        shown.page = shown.page.toast(Tone::Good, text);
    }
    web::html(&shown)
}

/// Changes a person and the roles.
pub(super) async fn change(
    desk: Desk,
    Path(id): Path<String>,
    Form(fields): Form<Fields>,
) -> web::Result<Response> {
    let (person, account) = find(&desk, &id).await?;
    let tx = desk.db().begin().await?;
    let when = (desk.today(), desk.now());
    let by = desk.actor().by();
    match people::change_person(&tx, desk.agency(), by, &person, &fields.input(), when).await {
        Ok(()) => {
            tx.commit().await?;
            Ok(web::see_other(&format!("{PEOPLE}/{}?xong=1", person.id)))
        }
        Err(SaveError::Fields(errors)) => {
            drop(tx);
            web::invalid(&page(&desk, Some((&person, account.as_ref())), fields, &errors).await?)
        }
        Err(SaveError::Database(error)) => Err(error.into()),
    }
}

/// Drops the second factor of somebody who lost the phone.
pub(super) async fn drop_second_factor(desk: Desk, Path(id): Path<String>) -> web::Result<Response> {
    let (person, account) = find(&desk, &id).await?;
    let account = account
        .filter(|account| account.has_totp)
        .ok_or(Error::Conflict)?;
    let tx = desk.db().begin().await?;
    let by = desk.actor().by();
    account::drop_second_factor(&tx, &account, by, "account-second-factor-reset", desk.now()).await?;
    tx.commit().await?;
    Ok(web::see_other(&format!("{PEOPLE}/{}?xong=1", person.id)))
}

/// Ends somebody's time here.
pub(super) async fn end(desk: Desk, Path(id): Path<String>) -> web::Result<Response> {
    let (person, account) = find(&desk, &id).await?;
    let tx = desk.db().begin().await?;
    let when = (desk.today(), desk.now());
    match people::end_person(&tx, desk.agency(), desk.actor().by(), &person, when).await {
        Ok(()) => {
            tx.commit().await?;
            Ok(web::see_other(&format!("{PEOPLE}/{}?xong=1", person.id)))
        }
        Err(PeopleError::Database(error)) => Err(error.into()),
        Err(error) => {
            drop(tx);
            let roles = account::roles(desk.db().read(), desk.agency(), person.id).await?;
            let fields = Fields::of(&person, account.as_ref(), &roles);
            let errors = FieldErrors::one("roles", error.key().unwrap_or_default());
            web::invalid(&page(&desk, Some((&person, account.as_ref())), fields, &errors).await?)
        }
    }
}

/// Somebody is back.
pub(super) async fn bring_back(desk: Desk, Path(id): Path<String>) -> web::Result<Response> {
    let (person, _) = find(&desk, &id).await?;
    let tx = desk.db().begin().await?;
    people::bring_back(&tx, desk.agency(), desk.actor().by(), &person, desk.now()).await?;
    tx.commit().await?;
    Ok(web::see_other(&format!("{PEOPLE}/{}?xong=1", person.id)))
}
