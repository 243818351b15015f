//! The ledger as a list.

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use serde::Deserialize;
use ui::{Alert, Cell, Column, DataTable, EmptyState, Filters, Link, Page, Pagination, Row, Tone};
use web::xlsx;

use super::{HOME, badge, need, why};
use crate::boot::instance;
use crate::desk::Desk;
use crate::features::delivery::model::{Cause, Delivery, State};
use crate::features::delivery::store::{self, Filter, Tally};
use crate::policy::{Scope, Verb};

const PAGE_SIZE: u64 = 50;
const EXPORT_LIMIT: u64 = 100_000;

#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    state: String,
    #[serde(default)]
    cause: String,
    #[serde(default)]
    channel: String,
    #[serde(default)]
    page: Option<usize>,
}

impl Asked {
    fn filter(&self) -> Filter {
        Filter {
            state: self.state.parse().ok(),
            cause: self.cause.parse().ok(),
            channel: Some(self.channel.clone()).filter(|channel| !channel.is_empty()),
            words: self.q.chars().take(200).collect(),
            sendable: false,
        }
    }

    fn link(&self, path: &str) -> Link {
        Link::new(path).pairs([
            ("q", &self.q),
            ("state", &self.state),
            ("cause", &self.cause),
            ("channel", &self.channel),
        ])
    }
}

#[derive(Template)]
#[template(path = "features/delivery/web/list.html")]
struct ListPage {
    page: Page,
    notes: Vec<Alert>,
    again: Vec<(Cause, String)>,
    table: DataTable,
}

pub(super) async fn page(desk: Desk, Query(asked): Query<Asked>) -> web::Result<Response> {
    need(&desk)?;
    let page = desk
        .page("delivery-title")
        .lead(desk.words().say("delivery-lead"));
    let (filter, link) = (asked.filter(), asked.link(HOME));
    let at = asked.page.unwrap_or(1).max(1);
    let offset = (at as u64 - 1).saturating_mul(PAGE_SIZE);
    let db = desk.db().read();
    let rows = store::list(db, desk.agency(), &filter, (offset, PAGE_SIZE)).await?;
    let total = store::count(db, desk.agency(), &filter).await?;
    let tally = store::tally(db, desk.agency()).await?;

    let filters = Filters::new(page.tr(), link.clone())
        .search("q", page.t("delivery-search"))
        .select(
            "state",
            page.t("delivery-state"),
            page.t("delivery-any"),
            State::ALL
                .iter()
                .map(|state| (*state, page.t(&format!("delivery-state-{state}")))),
        )
        .select(
            "cause",
            page.t("delivery-cause"),
            page.t("delivery-any"),
            Cause::ALL
                .iter()
                .map(|cause| (*cause, page.t(&format!("delivery-cause-{cause}")))),
        )
        .select(
            "channel",
            page.t("delivery-channel"),
            page.t("delivery-any"),
            desk.app().channels().iter().map(|channel| {
                (
                    channel.name(),
                    page.t(&format!("delivery-channel-{}", channel.name())),
                )
            }),
        );
    let table = DataTable::new(page.tr(), "deliveries", page.t("delivery-title"))
        .columns([
            Column::new(page.t("delivery-to")),
            Column::new(page.t("delivery-what")),
            Column::new(page.t("delivery-state")),
            Column::new(page.t("delivery-attempts")).number(),
            Column::new(page.t("delivery-queued")),
        ])
        .rows(rows.iter().map(|one| row(&desk, &page, one)))
        .filters(filters)
        .pagination(Pagination::new(
            page.tr(),
            &link,
            at,
            PAGE_SIZE as usize,
            total as usize,
        ))
        .link(link)
        .empty(EmptyState::new("send", page.t("delivery-none")).text(page.t("delivery-none-hint")));
    let table = if desk.may(Verb::Export, Scope::Agency) {
        table.export(asked.link("/lam-viec/quan-tri/gui-di.xlsx"))
    } else {
        table
    };
    web::html(&ListPage {
        notes: notes(&desk, &page, &tally).await?,
        again: again(&desk, &page, &tally).await?,
        page,
        table,
    })
}

/// What keeps mail from going out, and what waits for a person.
async fn notes(desk: &Desk, page: &Page, tally: &Tally) -> web::Result<Vec<Alert>> {
    let mut notes = Vec::new();
    if instance::fence(desk.db().read()).await?.is_some() {
        notes.push(
            Alert::new(page.t("delivery-fenced"))
                .tone(Tone::Bad)
                .text(page.t("delivery-fenced-hint")),
        );
    }
    for channel in desk.app().channels().iter() {
        if let Some(missing) = channel.missing() {
            let held = tally.of_cause(State::Queued, Cause::Unconfigured);
            notes.push(
                Alert::new(page.t(missing))
                    .tone(Tone::Warn)
                    .text(page.n("delivery-unconfigured-hint", held)),
            );
        }
    }
    let asking = tally.asking();
    if asking > 0 {
        notes.push(
            Alert::new(page.n("delivery-asking", asking))
                .tone(Tone::Warn)
                .text(page.t("delivery-asking-hint")),
        );
    }
    Ok(notes)
}

/// Causes for which something failed, each with the words of its button.
async fn again(desk: &Desk, page: &Page, tally: &Tally) -> web::Result<Vec<(Cause, String)>> {
    let mut again = Vec::new();
    for cause in Cause::ALL {
        if tally.of_cause(State::Failed, *cause) == 0 {
            continue;
        }
        let filter = Filter {
            state: Some(State::Failed),
            cause: Some(*cause),
            sendable: true,
            ..Filter::default()
        };
        let failed = store::count(desk.db().read(), desk.agency(), &filter).await?;
        if failed > 0 {
            let words = page.t(&format!("delivery-cause-{cause}"));
            again.push((
                *cause,
                page.w2("delivery-again-cause", "n", failed, "cause", words),
            ));
        }
    }
    Ok(again)
}

fn row(desk: &Desk, page: &Page, one: &Delivery) -> Row {
    let name = if one.recipient.name.is_empty() {
        &one.recipient.address
    } else {
        &one.recipient.name
    };
    Row::new(one.id).cells([
        Cell::link(name, format!("{HOME}/{}", one.id)).note(&one.recipient.address),
        Cell::text(&one.subject).note(page.t(&one.reason)),
        Cell::html(badge(page.tr(), one.state)).note(why(page.tr(), one)),
        Cell::text(one.attempts),
        Cell::text(page.date_time(desk.local(one.queued_at))),
    ])
}

/// The same list as an Excel file.
pub(super) async fn export(desk: Desk, Query(asked): Query<Asked>) -> web::Result<Response> {
    need(&desk)?;
    desk.need(Verb::Export, Scope::Agency)?;
    let t = desk.words();
    let rows = store::list(
        desk.db().read(),
        desk.agency(),
        &asked.filter(),
        (0, EXPORT_LIMIT),
    )
    .await?;
    let columns = [
        ("delivery-to", 28),
        ("delivery-address", 32),
        ("delivery-what", 50),
        ("delivery-reason", 30),
        ("delivery-channel", 12),
        ("delivery-state", 18),
        ("delivery-cause", 34),
        ("delivery-said", 40),
        ("delivery-attempts", 8),
        ("delivery-queued", 18),
        ("delivery-changed", 18),
    ];
    let time = |at| ui::date_time(desk.local(at));
    let sheet = xlsx::Sheet {
        name: t.say("delivery-title"),
        above: Vec::new(),
        columns: columns.iter().map(|(key, width)| (t.say(key), *width)).collect(),
        rows: rows
            .iter()
            .map(|one| {
                vec![
                    one.recipient.name.clone().into(),
                    one.recipient.address.clone().into(),
                    one.subject.clone().into(),
                    t.say(&one.reason).into(),
                    t.say(&format!("delivery-channel-{}", one.channel)).into(),
                    t.say(&format!("delivery-state-{}", one.state)).into(),
                    why(t, one).into(),
                    one.detail.clone().into(),
                    i64::from(one.attempts).into(),
                    time(one.queued_at).into(),
                    time(one.changed_at).into(),
                ]
            })
            .collect(),
    };
    xlsx::attachment(&format!("gui-di-{}.xlsx", desk.today()), vec![sheet]).await
}
