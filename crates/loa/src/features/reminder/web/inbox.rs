//! A person's notices.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use jiff::civil::Date;
use ui::Page;
use web::Error;

use super::{INBOX, Part, in_words};
use crate::desk::Desk;
use crate::features::reminder::model::NoticeId;
use crate::features::reminder::store;

/// Notices that are shown.
const SHOWN: u64 = 40;

struct Shown {
    id: NoticeId,
    day: Date,
    unread: bool,
    parts: Vec<Part>,
}

#[derive(Template)]
#[template(path = "features/reminder/web/inbox.html")]
struct InboxPage {
    page: Page,
    notices: Vec<Shown>,
    unread: usize,
}

pub(super) async fn page(desk: Desk) -> web::Result<Response> {
    let person = desk.actor().person;
    let notices = store::notices(desk.db().read(), desk.agency(), person, SHOWN).await?;
    let shown = notices.into_iter().map(|notice| Shown {
        id: notice.id,
        day: notice.day,
        unread: notice.read_at.is_none(),
        parts: in_words(desk.words(), &notice.lines),
    });
    let notices: Vec<Shown> = shown.collect();
    web::html(&InboxPage {
        page: desk.page("reminder-title"),
        unread: notices.iter().filter(|notice| notice.unread).count(),
        notices,
    })
}

pub(super) async fn read(desk: Desk, Path(id): Path<NoticeId>) -> web::Result<Response> {
    let person = desk.actor().person;
    if !store::is_own(desk.db().read(), desk.agency(), person, id).await? {
        return Err(Error::NotFound);
    }
    mark(&desk, Some(id)).await
}

pub(super) async fn read_all(desk: Desk) -> web::Result<Response> {
    mark(&desk, None).await
}

async fn mark(desk: &Desk, one: Option<NoticeId>) -> web::Result<Response> {
    let tx = desk.db().begin().await?;
    store::mark_read(&tx, desk.agency(), desk.actor().person, one, desk.now()).await?;
    tx.commit().await?;
    Ok(web::see_other(INBOX))
}
