//! The morning: notices are written, and letters queued with them.

use db::{Instant, Tx};
use jiff::civil::{Date, time};
use sea_orm::DbErr;

use super::compose::{Digest, at, compose};
use super::model::{ByMail, by_section};
use super::store;
use crate::boot::{App, catalogue};
use crate::features::agency::AgencyId;
use crate::features::delivery::{self, Block, Item, Mail, Missed, Recipient};
use crate::features::task;

/// Tells the people of an agency what they have to know on a day; how many were told. On a day off nobody is; who
/// was told already is not told again.
pub(super) async fn tell(app: &App, agency: AgencyId, day: Date, now: Instant) -> Result<usize, DbErr> {
    let db = app.db();
    let zone = app.clock().zone();
    if !task::calendar(db.read(), agency).await?.is_working_day(day) {
        return Ok(0);
    }
    let digests = compose(db.read(), agency, day, zone).await?;
    let mut told = 0;
    for digest in digests.into_iter().filter(|digest| digest.fresh && !digest.told) {
        // A transaction for each: what was told stays told when the program ends here.
        let tx = db.begin().await?;
        let mailed = digest.by_mail == ByMail::Yes;
        let key = (digest.person, day);
        let added = store::add_notice(&tx, agency, key, digest.lines.clone(), mailed, now).await?;
        if let Some(notice) = added {
            if mailed {
                let item = Item {
                    kind: "notice",
                    id: notice.0,
                };
                let mail = letter(app, &digest, item, day);
                delivery::queue_mail(&tx, agency, mail, now).await?;
            }
            told += 1;
        }
        tx.commit().await?;
    }
    let tx: Tx = db.begin().await?;
    store::note_run(&tx, agency, day, told, now).await?;
    tx.commit().await?;
    Ok(told)
}

/// The letter of a digest. After its day it is not sent any more: the next morning says what still holds.
pub(super) fn letter(app: &App, digest: &Digest, item: Item, day: Date) -> Mail {
    let words = catalogue().translator(digest.lang);
    let whole = |path: &str| app.config().public_address(path);
    let blocks = by_section(&digest.lines)
        .into_iter()
        .map(|(section, lines)| Block::Section {
            title: words.count(&format!("reminder-section-{section}"), lines.len()),
            lines: lines
                .into_iter()
                .map(|line| delivery::Line {
                    title: line.title.clone(),
                    href: whole(&line.href),
                    why: line.why(words),
                })
                .collect(),
        });
    let mut blocks: Vec<Block> = blocks.collect();
    if blocks.is_empty() {
        blocks.push(Block::Paragraph(words.say("reminder-nothing")));
    }
    Mail {
        item,
        version: "1".to_owned(),
        to: Recipient {
            address: digest.address.clone().unwrap_or_default(),
            name: digest.name.clone(),
            person: Some(digest.person),
        },
        words,
        subject: words.say_with("reminder-subject", &[("day", ui::date(day).into())]),
        blocks,
        action: Some((words.say("reminder-open"), whole("/lam-viec/thong-bao"))),
        reason: "reminder-reason",
        confidential: None,
        deadline: at(day, time(23, 59, 0, 0), app.clock().zone()),
        policy: Missed::Drop,
    }
}
