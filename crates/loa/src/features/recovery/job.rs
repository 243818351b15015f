//! What becomes of an address that somebody typed.

use db::Instant;
use jiff::SignedDuration;
use jobs::{Job, JobError, Turn};
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};
use ui::Lang;

use crate::boot::{App, catalogue};
use crate::features::account::{self, Account, Link};
use crate::features::agency;
use crate::features::delivery::{self, Item, Mail, Missed, Recipient};

/// Letters to one account within [`WINDOW`], however often the program was started anew.
const MOST_LETTERS: u64 = 3;
const WINDOW: SignedDuration = SignedDuration::from_hours(1);

/// Sends a link to the account of an address, if there is one.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Recover {
    pub(super) email: String,
}

impl Job for Recover {
    type State = App;
    const KIND: &'static str = "recovery-send";
    const ATTEMPTS: i32 = 3;

    async fn run(self, app: App, turn: Turn) -> Result<(), JobError> {
        let now = app.clock().now();
        let Some(account) = account::by_email(app.db().read(), &self.email).await? else {
            return Ok(());
        };
        let item = Item {
            kind: "recovery",
            id: account.id.0,
        };
        let since = now.timestamp().saturating_sub(WINDOW).map_or(now, Instant::from);
        let tx = app.db().begin().await?;
        let sent = delivery::queued_since(&tx, account.agency, item, since).await?;
        let open = account::is_open(&tx, &account, app.clock().day_of(now)).await?;
        if !open || sent >= MOST_LETTERS {
            return Ok(());
        }
        delivery::withdraw(&tx, account.agency, item, now).await?;
        let link = account::make_recovery_link(&tx, &account, now).await?;
        let mail = letter(&app, &tx, &account, &link, item).await?;
        delivery::queue_mail(&tx, account.agency, mail, now).await?;
        turn.finish(&tx).await?;
        tx.commit().await?;
        Ok(())
    }
}

/// The letter. After its hour it is not sent any more: the link in it would lead nowhere.
async fn letter(app: &App, tx: &db::Tx, account: &Account, link: &Link, item: Item) -> Result<Mail, DbErr> {
    let words = catalogue().translator(account.language.parse().unwrap_or(Lang::Vi));
    let person = agency::person(tx, account.agency, account.person).await?;
    let name = person.map(|person| person.full_name).unwrap_or_default();
    let until = ui::date_time(app.clock().local(link.expires_at));
    let paragraphs = vec![
        words.say_with("recovery-letter-hello", &[("name", name.as_str().into())]),
        words.say("recovery-letter-text"),
        words.say_with("recovery-letter-until", &[("until", until.into())]),
        words.say("recovery-letter-not-you"),
    ];
    Ok(Mail {
        action: Some((
            words.say("recovery-letter-open"),
            app.config().public_address(&link.path),
        )),
        confidential: Some(app.sealing().clone()),
        deadline: link.expires_at,
        policy: Missed::Drop,
        ..Mail::new(
            item,
            link.reference.as_str(),
            Recipient {
                address: account.email.clone(),
                name,
                person: Some(account.person),
            },
            words,
            (words.say("recovery-letter-subject"), paragraphs),
            "recovery-letter-reason",
            app.clock().now(),
        )
    })
}
