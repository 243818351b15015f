//! Links to choose a password: by mail, or shown to be handed over.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use db::Tx;
use ui::{Alert, Page, Tone};
use web::Error;

use super::PEOPLE;
use super::person::find;
use crate::desk::Desk;
use crate::features::account::{self, Link};
use crate::features::admin::letter;
use crate::features::agency::PersonId;
use crate::features::delivery;

#[derive(Template)]
#[template(path = "features/admin/web/links.html")]
struct LinksPage {
    page: Page,
    no_mail: Option<Alert>,
    links: Vec<Fresh>,
}

/// A link as it is shown, this once.
pub(super) struct Fresh {
    name: String,
    address: String,
    until: String,
}

impl Fresh {
    fn new(desk: &Desk, name: &str, link: &Link) -> Self {
        Self {
            name: name.to_owned(),
            address: desk.app().config().public_address(&link.path),
            until: ui::date_time(desk.local(link.expires_at)),
        }
    }
}

/// The page that shows fresh links. It answers the write itself: a link is shown once and nowhere kept, so there is
/// no page to be sent to.
pub(super) fn page(desk: &Desk, links: Vec<Fresh>) -> web::Result<Response> {
    let page = desk.page("admin-links");
    let trail = page.t("admin-people");
    let no_mail = delivery::mail_missing(desk.app()).map(|missing| {
        Alert::new(page.t("admin-letter-no-mail"))
            .tone(Tone::Info)
            .text(page.t(missing))
    });
    web::html(&LinksPage {
        page: page.crumb(trail, PEOPLE),
        no_mail,
        links,
    })
}

/// Sends a fresh link by mail; without a mail server it is to be shown instead.
pub(super) async fn hand_over(
    desk: &Desk,
    tx: &Tx,
    person: PersonId,
    name: &str,
    link: &Link,
) -> web::Result<Option<Fresh>> {
    let account = account::account_of(tx, desk.agency(), person).await?;
    match account {
        Some(account) if delivery::mail_missing(desk.app()).is_none() => {
            letter::send(tx, desk.app(), desk.actor(), &account, link, desk.now()).await?;
            Ok(None)
        }
        _ => Ok(Some(Fresh::new(desk, name, link))),
    }
}

/// A fresh link to be handed over: an invitation, or a reset that also unlocks once it is used.
pub(super) async fn show(desk: Desk, Path(id): Path<String>) -> web::Result<Response> {
    let (person, account) = find(&desk, &id).await?;
    let account = account
        .filter(|account| !account.disabled)
        .ok_or(Error::Conflict)?;
    let tx = desk.db().begin().await?;
    let link = account::make_link(&tx, &account, desk.actor().by(), desk.now()).await?;
    letter::withdraw(&tx, &account, desk.now()).await?;
    tx.commit().await?;
    page(&desk, vec![Fresh::new(&desk, &person.full_name, &link)])
}

/// The same by mail.
pub(super) async fn send(desk: Desk, Path(id): Path<String>) -> web::Result<Response> {
    let (person, account) = find(&desk, &id).await?;
    let account = account
        .filter(|account| !account.disabled)
        .ok_or(Error::Conflict)?;
    let tx = desk.db().begin().await?;
    let link = account::make_link(&tx, &account, desk.actor().by(), desk.now()).await?;
    let shown = hand_over(&desk, &tx, person.id, &person.full_name, &link).await?;
    tx.commit().await?;
    match shown {
        Some(fresh) => page(&desk, vec![fresh]),
        None => Ok(web::see_other(&format!("{PEOPLE}/{}?xong=thu", person.id))),
    }
}
