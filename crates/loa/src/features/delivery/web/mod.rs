//! Pages of the ledger.

mod act;
mod list;
mod show;

use axum::Router;
use axum::routing::{get, post};
use ui::{Badge, Tone, Translator};

use super::model::{Cause, Delivery, DeliveryId, State};
use crate::boot::App;
use crate::desk::Desk;
use crate::policy::{Scope, Verb};

/// The ledger.
pub(super) const HOME: &str = "/lam-viec/quan-tri/gui-di";

/// The page of a delivery.
#[must_use]
pub fn page_of(id: DeliveryId) -> String {
    format!("{HOME}/{id}")
}

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route(HOME, get(list::page))
        .route("/lam-viec/quan-tri/gui-di.xlsx", get(list::export))
        .route("/lam-viec/quan-tri/gui-di/gui-lai", post(act::send_again))
        .route("/lam-viec/quan-tri/gui-di/{id}", get(show::page))
        .route("/lam-viec/quan-tri/gui-di/{id}/gui-lai", post(act::send))
        .route("/lam-viec/quan-tri/gui-di/{id}/da-gui", post(act::sent))
        .route("/lam-viec/quan-tri/gui-di/{id}/bo-qua", post(act::drop_it))
}

/// The office, which sends, and administrators, who run the channels.
fn need(desk: &Desk) -> web::Result<()> {
    desk.need(Verb::Send, Scope::Agency)
        .or_else(|_| desk.need(Verb::ManageAgency, Scope::Agency))
}

fn tone(state: State) -> Tone {
    match state {
        State::Queued | State::Sending => Tone::Info,
        State::Sent => Tone::Good,
        State::Unknown | State::NeedsPerson => Tone::Warn,
        State::Failed => Tone::Bad,
        State::Dropped => Tone::Neutral,
    }
}

/// Where a delivery stands, as a badge.
#[must_use]
pub fn badge(t: Translator, state: State) -> Badge {
    Badge::new(t.say(&format!("delivery-state-{state}"))).tone(tone(state))
}

/// Why it stands there, in plain words; empty when there is nothing to say.
#[must_use]
pub fn why(t: Translator, delivery: &Delivery) -> String {
    let Some(cause) = delivery.cause else {
        return String::new();
    };
    let trouble = matches!(cause, Cause::Temporary | Cause::Refused);
    match trouble.then(|| plain(&delivery.detail)).flatten() {
        Some(key) => t.say(key),
        None => t.say(&format!("delivery-cause-{cause}")),
    }
}

/// What a mail server's answer means, by the codes of RFC 3463; the answer itself stands beside it.
fn plain(said: &str) -> Option<&'static str> {
    let has = |code: &str| {
        said.split(|c: char| !(c.is_ascii_digit() || c == '.'))
            .any(|word| word.starts_with(code))
    };
    let known = [
        ("5.1.", "delivery-said-no-such-address"),
        ("4.2.2", "delivery-said-full"),
        ("5.2.2", "delivery-said-full"),
        ("5.2.", "delivery-said-mailbox"),
        ("5.3.4", "delivery-said-too-large"),
        ("5.7.", "delivery-said-blocked"),
        ("4.7.", "delivery-said-slow-down"),
        ("4.3.", "delivery-said-busy"),
    ];
    known.iter().find(|(code, _)| has(code)).map(|(_, key)| *key)
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn codes_are_read_as_codes_and_not_inside_numbers() {
        assert_eq!(
            plain("550 5.1.1 No such person here"),
            Some("delivery-said-no-such-address")
        );
        assert_eq!(
            plain("permanent error (554): 5.7.1 Looks like spam"),
            Some("delivery-said-blocked")
        );
        assert_eq!(plain("452 4.2.2 Mailbox full"), Some("delivery-said-full"));
        assert_eq!(plain("connection to 10.5.1.2 refused"), None);
    }
}
