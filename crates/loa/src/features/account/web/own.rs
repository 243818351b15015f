//! One's own page: name, language, password, second factor, places where one is signed in.

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;
use serde::Deserialize;
use ui::{DescriptionList, Errors, Lang, Page, Theme, Tone};
use web::{FieldErrors, Form};

use crate::desk::{Desk, LANGUAGE_COOKIE, preference, said};
use crate::features::account::{self, Place, Role};
use crate::features::agency;

const PATH: &str = "/lam-viec/toi";

#[derive(Template)]
#[template(path = "features/account/web/own.html")]
struct OwnPage {
    page: Page,
    facts: DescriptionList,
    places: Vec<Spot>,
    has_totp: bool,
    codes_left: u64,
    email: String,
    errors: Errors,
}

/// A place where one is signed in, in words.
struct Spot {
    reference: String,
    here: bool,
    device: String,
    address: String,
    since: String,
    seen: String,
}

impl OwnPage {
    fn themes(&self) -> [(&'static str, String); 3] {
        [Theme::Auto, Theme::Light, Theme::Dark].map(|theme| {
            (
                theme.name(),
                self.page.t(&format!("account-theme-{}", theme.name())),
            )
        })
    }

    fn totp_key(&self) -> &'static str {
        if self.has_totp {
            "account-totp-manage"
        } else {
            "account-totp-begin"
        }
    }

    fn languages(&self) -> [(&'static str, &'static str); 2] {
        Lang::ALL.map(|lang| (lang.tag(), lang.own_name()))
    }
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Done {
    #[serde(default)]
    xong: String,
}

/// The page.
pub(super) async fn show(desk: Desk, Query(done): Query<Done>) -> web::Result<Response> {
    let mut own = page(&desk, &FieldErrors::new()).await?;
    // Only words of ours: whatever else stands in the address says nothing.
    let said = match done.xong.as_str() {
        "hien-thi" => Some("account-display-saved"),
        "mat-khau" => Some("account-password-saved"),
        "phien" => Some("account-sessions-saved"),
        "tat" => Some("account-totp-dropped"),
        _ => None,
    };
    if let Some(key) = said {
        let text = own.page.t(key);
        own.page = own.page.toast(Tone::Good, text);
    }
    web::html(&own)
}

async fn page(desk: &Desk, errors: &FieldErrors) -> web::Result<OwnPage> {
    let (db, account) = (desk.db().read(), &desk.session().account);
    let page = desk.page("account-own");
    let person = agency::person(db, desk.agency(), desk.actor().person).await?;
    let units = agency::units(db, desk.agency()).await?;
    let unit_name = |id| {
        let unit = units.iter().find(|unit| unit.id == id);
        unit.map(|unit| unit.name.clone()).unwrap_or_default()
    };
    let roles: Vec<String> = desk
        .actor()
        .roles
        .iter()
        .map(|(role, unit)| match unit {
            Some(unit) if *role == Role::UnitHead => {
                format!(
                    "{} ({})",
                    page.t(&format!("account-role-{role}")),
                    unit_name(*unit)
                )
            }
            _ => page.t(&format!("account-role-{role}")),
        })
        .collect();
    let (title, unit) = person.map_or((String::new(), None), |person| (person.title, person.unit));
    let facts = DescriptionList::new()
        .text(page.t("account-name"), &desk.actor().name)
        .text(page.t("account-title"), title)
        .text(page.t("account-unit"), unit.map(unit_name).unwrap_or_default())
        .text(page.t("account-roles"), roles.join(", "))
        .text(page.t("account-email"), &account.email);
    let places = account::places(db, desk.session(), desk.now()).await?;
    Ok(OwnPage {
        facts,
        places: places.into_iter().map(|place| spot(desk, &page, place)).collect(),
        has_totp: account.has_totp,
        codes_left: account::codes_left(db, account.id).await?,
        email: account.email.clone(),
        errors: said(desk.words(), errors),
        page,
    })
}

fn spot(desk: &Desk, page: &Page, place: Place) -> Spot {
    let moment = |instant| page.date_time(desk.local(instant));
    let device = match account::device(&place.device) {
        (Some(browser), Some(system)) => page.w2("account-device", "browser", browser, "system", system),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => page.t("account-device-unknown"),
    };
    Spot {
        reference: place.reference,
        here: place.here,
        device,
        address: place.address,
        since: moment(place.since),
        seen: moment(place.seen),
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct Display {
    #[serde(default)]
    language: String,
    #[serde(default)]
    theme: String,
}

/// Language and theme: of the account, and of this browser at once.
pub(super) async fn display(desk: Desk, jar: CookieJar, Form(input): Form<Display>) -> web::Result<Response> {
    let lang: Lang = input.language.parse().unwrap_or_default();
    let theme: Theme = input.theme.parse().unwrap_or_default();
    let tx = desk.db().begin().await?;
    account::speak(&tx, &desk.session().account, lang).await?;
    tx.commit().await?;
    let config = desk.app().config();
    let jar = jar
        .add(preference(config, LANGUAGE_COOKIE, lang.tag()))
        .add(preference(config, Theme::COOKIE, theme.name()));
    Ok((jar, web::see_other(&format!("{PATH}?xong=hien-thi"))).into_response())
}

#[derive(Debug, Deserialize)]
pub(super) struct NewPassword {
    #[serde(default)]
    current: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    again: String,
}

/// A new password; other places are signed out.
pub(super) async fn password(desk: Desk, Form(input): Form<NewPassword>) -> web::Result<Response> {
    let account = &desk.session().account;
    if let Err(error) = account::confirm(desk.app(), account, &input.current).await {
        let key = confirm_key(error)?;
        return web::invalid(&page(&desk, &FieldErrors::one("current", key)).await?);
    }
    if input.password != input.again {
        let errors = FieldErrors::one("again", "account-password-differs");
        return web::invalid(&page(&desk, &errors).await?);
    }
    let hash = match account::hash_password(&input.password).await {
        Ok(hash) => hash,
        Err(error @ account::PasswordError::Hasher(_)) => return Err(error.into()),
        Err(error) => {
            return web::invalid(&page(&desk, &FieldErrors::one("password", error.key())).await?);
        }
    };
    account::change_password(desk.app(), desk.session(), &hash).await?;
    Ok(web::see_other(&format!("{PATH}?xong=mat-khau")))
}

/// The message for a password that was asked for again.
pub(super) fn confirm_key(error: account::SignInError) -> web::Result<&'static str> {
    match error {
        account::SignInError::Wrong => Ok("account-current-wrong"),
        other => match other.key() {
            Some(key) => Ok(key),
            None => Err(other.into()),
        },
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct EndSessions {
    /// One place; all others when empty.
    #[serde(default)]
    phien: String,
}

/// Signs out one place, or all others.
pub(super) async fn end_sessions(desk: Desk, Form(input): Form<EndSessions>) -> web::Result<Response> {
    let tx = desk.db().begin().await?;
    if input.phien.is_empty() {
        account::end_other_places(&tx, desk.session(), desk.now()).await?;
    } else if !account::end_place(&tx, desk.session(), &input.phien, desk.now()).await? {
        return Err(web::Error::NotFound);
    }
    tx.commit().await?;
    Ok(web::see_other(&format!("{PATH}?xong=phien")))
}
