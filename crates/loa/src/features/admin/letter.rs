//! Invitations and reset links by mail.

use std::collections::HashMap;

use db::{Instant, Tx};
use jiff::SignedDuration;
use sea_orm::{ConnectionTrait, DbErr};
use ui::Lang;
use uuid::Uuid;

use crate::boot::{App, catalogue};
use crate::features::account::{Account, Link, LinkPurpose};
use crate::features::agency::{self, AgencyId, PersonId};
use crate::features::delivery::{self, Delivery, Item, Mail, Recipient};
use crate::policy::Actor;

/// The ledger's word for these letters; their item is the account.
const KIND: &str = "account-link";
/// A letter that could not go within a day is for the administrator to look at.
const PATIENCE: SignedDuration = SignedDuration::from_hours(24);

fn item(account: &Account) -> Item {
    Item {
        kind: KIND,
        id: account.id.0,
    }
}

/// Takes back what was not sent yet: a fresh link has ended the one in it.
pub(super) async fn withdraw(tx: &Tx, account: &Account, now: Instant) -> Result<(), DbErr> {
    delivery::withdraw(tx, account.agency, item(account), now).await
}

/// Queues the letter that brings a fresh link; earlier ones that have not gone are taken back.
pub(super) async fn send(
    tx: &Tx,
    app: &App,
    by: &Actor,
    account: &Account,
    link: &Link,
    now: Instant,
) -> Result<(), DbErr> {
    withdraw(tx, account, now).await?;
    let words = catalogue().translator(account.language.parse().unwrap_or(Lang::Vi));
    let person = agency::person(tx, account.agency, account.person).await?;
    let name = person.map(|person| person.full_name).unwrap_or_default();
    let home = agency::agency(tx, account.agency).await?;
    let home = home.map(|home| home.name).unwrap_or_default();
    let kind = match link.purpose {
        LinkPurpose::Invitation => "invitation",
        LinkPurpose::Reset | LinkPurpose::Recovery => "reset",
    };
    let until = ui::date_time(app.clock().local(link.expires_at));
    let say = |part: &str| {
        let facts = [
            ("name", name.as_str().into()),
            ("agency", home.as_str().into()),
            ("by", by.name.as_str().into()),
            ("email", account.email.as_str().into()),
            ("until", until.as_str().into()),
        ];
        words.say_with(&format!("admin-letter-{kind}-{part}"), &facts)
    };
    let paragraphs = ["hello", "text", "until", "not-you"].map(say).to_vec();
    let reason = match link.purpose {
        LinkPurpose::Invitation => "admin-letter-invitation-reason",
        LinkPurpose::Reset | LinkPurpose::Recovery => "admin-letter-reset-reason",
    };
    let mail = Mail {
        action: Some((
            words.say("admin-letter-open"),
            app.config().public_address(&link.path),
        )),
        confidential: Some(app.sealing().clone()),
        deadline: link.expires_at.min(later(now, PATIENCE)),
        ..Mail::new(
            item(account),
            link.reference.as_str(),
            Recipient {
                address: account.email.clone(),
                name: name.clone(),
                person: Some(account.person),
            },
            words,
            (say("subject"), paragraphs),
            reason,
            now,
        )
    };
    delivery::queue_mail(tx, account.agency, mail, now).await?;
    Ok(())
}

fn later(now: Instant, by: SignedDuration) -> Instant {
    now.timestamp().saturating_add(by).map_or(now, Instant::from)
}

/// The last letter with a link to each of these accounts.
pub(super) async fn last(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    accounts: impl IntoIterator<Item = &Account>,
) -> Result<HashMap<PersonId, Delivery>, DbErr> {
    let people: HashMap<Uuid, PersonId> = accounts
        .into_iter()
        .map(|account| (account.id.0, account.person))
        .collect();
    let last = delivery::latest(db, agency, KIND, people.keys().copied()).await?;
    let of_person = last
        .into_iter()
        .filter_map(|(account, letter)| Some((*people.get(&account)?, letter)));
    Ok(of_person.collect())
}
