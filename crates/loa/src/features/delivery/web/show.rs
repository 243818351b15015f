//! One delivery: where it stands, why, every attempt, and what a person can decide.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use jiff::civil::DateTime;
use ui::{Badge, DescriptionList, Page};
use web::Error;

use super::{HOME, badge, need, why};
use crate::desk::Desk;
use crate::features::delivery::decide::Decision;
use crate::features::delivery::model::{DeliveryId, Outcome, State};
use crate::features::delivery::store;

struct Try {
    number: i32,
    begun: DateTime,
    outcome: String,
    said: String,
}

#[derive(Template)]
#[template(path = "features/delivery/web/show.html")]
struct ShowPage {
    page: Page,
    id: DeliveryId,
    state: Badge,
    why: String,
    said: String,
    unknown: bool,
    missed: bool,
    facts: DescriptionList,
    tries: Vec<Try>,
    text: Option<Vec<String>>,
    may_send: bool,
    may_settle: bool,
    may_drop: bool,
}

pub(super) async fn page(desk: Desk, Path(id): Path<DeliveryId>) -> web::Result<Response> {
    need(&desk)?;
    let db = desk.db().read();
    let one = store::by_id(db, desk.agency(), id)
        .await?
        .ok_or(Error::NotFound)?;
    let tries = store::attempts(db, one.id).await?;
    let page = desk
        .titled(&one.subject)
        .crumb(desk.words().say("delivery-title"), HOME);
    let time = |at| page.date_time(desk.local(at));
    let to = match one.recipient.name.as_str() {
        "" => one.recipient.address.clone(),
        name => format!("{name} <{}>", one.recipient.address),
    };
    let mut facts = DescriptionList::new()
        .text(page.t("delivery-to"), to)
        .text(
            page.t("delivery-channel"),
            page.t(&format!("delivery-channel-{}", one.channel)),
        )
        .text(page.t("delivery-reason"), page.t(&one.reason))
        .text(page.t("delivery-queued"), time(one.queued_at))
        .text(
            page.t("delivery-deadline"),
            page.w2(
                "delivery-deadline-line",
                "at",
                time(one.deadline),
                "policy",
                page.t(&format!("delivery-policy-{}", one.policy)),
            ),
        );
    if let Some(next) = one.next_at {
        facts = facts.text(page.t("delivery-next"), time(next));
    }
    if let Some(outside) = &one.outside_id {
        facts = facts.text(page.t("delivery-outside"), outside);
    }
    let tries = tries.into_iter().map(|attempt| Try {
        number: attempt.number,
        begun: desk.local(attempt.begun_at),
        outcome: page.t(match attempt.outcome {
            None => "delivery-outcome-open",
            Some(Outcome::Sent) => "delivery-outcome-sent",
            Some(Outcome::Retry) => "delivery-outcome-retry",
            Some(Outcome::Refused) => "delivery-outcome-refused",
            Some(Outcome::Unknown) => "delivery-outcome-unknown",
        }),
        said: attempt.detail,
    });
    web::html(&ShowPage {
        id: one.id,
        state: badge(page.tr(), one.state),
        why: why(page.tr(), &one),
        said: one.detail.clone(),
        unknown: one.state == State::Unknown,
        missed: one.state == State::NeedsPerson,
        facts,
        tries: tries.collect(),
        may_send: Decision::Send.fits(&one),
        may_settle: Decision::Sent.fits(&one),
        may_drop: Decision::Drop.fits(&one),
        text: (!one.confidential).then(|| one.text.lines().map(str::to_owned).collect()),
        page,
    })
}
