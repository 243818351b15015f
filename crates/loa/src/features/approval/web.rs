//! What waits for a decision, and deciding: made for a phone.

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use jiff::civil::DateTime;
use serde::Deserialize;
use ui::{
    Badge, Cell, Column, DataTable, EmptyState, Errors, HistoryItem, HistoryList, Html, Page, Row, Tone,
};
use web::{Error, FieldErrors, Form};

use super::decide::{DecideError, decide, waiting_for};
use super::model::{Approval, ApprovalId, Status, Verdict};
use super::store;
use crate::boot::App;
use crate::desk::{Desk, said};
use crate::policy::{Scope, Verb};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/lam-viec/phe-duyet", get(list))
        .route("/lam-viec/phe-duyet/{id}", get(show).post(submit))
}

#[derive(Template)]
#[template(path = "features/approval/list.html")]
struct ListPage {
    page: Page,
    waiting: DataTable,
    closed: DataTable,
}

fn tone(status: Status) -> Tone {
    match status {
        Status::Waiting => Tone::Info,
        Status::Approved => Tone::Good,
        Status::Returned => Tone::Bad,
        Status::Voided | Status::Superseded => Tone::Neutral,
    }
}

async fn list(desk: Desk) -> web::Result<Response> {
    desk.need(Verb::ViewReport, Scope::Agency)?;
    let page = desk.page("approval-title");
    let db = desk.db().read();
    let mine = waiting_for(db, desk.actor()).await?;
    let rest = [Status::Waiting, Status::Approved, Status::Returned];
    let mut rest = store::with_status(db, desk.agency(), &rest, 100).await?;
    rest.retain(|approval| !mine.contains(approval));
    let table = |id: &str, title: &str, rows: &[Approval], none: &str, hint: &str| {
        DataTable::new(page.tr(), id, page.t(title))
            .columns([
                Column::new(page.t("approval-what")),
                Column::new(page.t("approval-from")),
                Column::new(page.t("approval-when")),
                Column::new(page.t("approval-status")),
            ])
            .rows(rows.iter().map(|one| {
                let status = page.t(&format!("approval-status-{}", one.status));
                Row::new(one.id).cells([
                    Cell::link(&one.title, format!("/lam-viec/phe-duyet/{}", one.id)),
                    Cell::text(&one.submitted_by_name),
                    Cell::text(page.date_time(desk.local(one.submitted_at))),
                    Cell::html(Badge::new(status).tone(tone(one.status))),
                ])
            }))
            .empty(
                EmptyState::new("circle-check", page.t(none))
                    .good()
                    .text(page.t(hint)),
            )
    };
    let waiting = table(
        "waiting",
        "approval-mine",
        &mine,
        "approval-none-mine",
        "approval-none-mine-hint",
    );
    let closed = table(
        "others",
        "approval-others",
        &rest,
        "approval-none",
        "approval-none-hint",
    );
    web::html(&ListPage {
        waiting,
        closed,
        page,
    })
}

#[derive(Template)]
#[template(path = "features/approval/show.html")]
struct ShowPage {
    page: Page,
    approval: Approval,
    status: String,
    status_tone: Tone,
    submitted: DateTime,
    history: HistoryList,
    mine: bool,
    own: bool,
    errors: Errors,
}

async fn render(desk: &Desk, id: ApprovalId, errors: &FieldErrors) -> web::Result<ShowPage> {
    desk.need(Verb::ViewReport, Scope::Agency)?;
    let db = desk.db().read();
    let approval = store::by_id(db, desk.agency(), id)
        .await?
        .ok_or(Error::NotFound)?;
    let say = |key: String| desk.words().say(&key);
    let page = desk
        .titled(&approval.title)
        .crumb(desk.words().say("approval-title"), "/lam-viec/phe-duyet");
    let decisions = store::decisions_of(db, desk.agency(), id)
        .await?
        .into_iter()
        .map(|decision| {
            let at = page.date_time(desk.local(decision.at));
            let good = decision.verdict == Verdict::Approve;
            HistoryItem::new(at, say(format!("approval-verdict-{}", decision.verdict)))
                .by(&decision.by_name)
                .tone(if good { Tone::Good } else { Tone::Bad })
                .body(Html::text(&decision.comment))
        });
    let history = HistoryList::new(decisions);
    Ok(ShowPage {
        status: say(format!("approval-status-{}", approval.status)),
        status_tone: tone(approval.status),
        submitted: desk.local(approval.submitted_at),
        history,
        mine: approval.waits_for(desk.actor()),
        own: approval.status == Status::Waiting && approval.submitted_by == desk.actor().person,
        errors: said(desk.words(), errors),
        approval,
        page,
    })
}

async fn show(desk: Desk, Path(id): Path<ApprovalId>) -> web::Result<Response> {
    web::html(&render(&desk, id, &FieldErrors::new()).await?)
}

#[derive(Debug, Deserialize)]
struct Input {
    verdict: String,
    #[serde(default)]
    comment: String,
}

async fn submit(desk: Desk, Path(id): Path<ApprovalId>, Form(input): Form<Input>) -> web::Result<Response> {
    // Heads approve for their unit, leaders for all; whose step it is, is the engine's to say.
    let own = desk.actor().unit.map_or(Scope::Agency, Scope::Unit);
    desk.need(Verb::Approve, own)
        .or_else(|_| desk.need(Verb::Approve, Scope::Agency))?;
    let verdict: Verdict = input.verdict.parse().map_err(|_| Error::BadRequest)?;
    let comment: String = vietnamese::nfc(input.comment.trim()).chars().take(2000).collect();
    let tx = desk.db().begin().await?;
    match decide(
        &tx,
        desk.agency(),
        id,
        desk.actor(),
        (verdict, &comment),
        desk.now(),
    )
    .await
    {
        Ok(_) => tx.commit().await?,
        Err(DecideError::Unknown) => return Err(Error::NotFound),
        Err(DecideError::NotYours) => return Err(Error::Forbidden),
        Err(DecideError::Closed) => return Err(Error::Conflict),
        Err(DecideError::ReasonNeeded) => {
            drop(tx);
            let errors = FieldErrors::one("comment", "approval-reason-needed");
            return web::invalid(&render(&desk, id, &errors).await?);
        }
        Err(DecideError::Database(error)) => return Err(error.into()),
    }
    Ok(web::see_other(&format!("/lam-viec/phe-duyet/{id}")))
}
