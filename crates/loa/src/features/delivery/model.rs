//! Deliveries and attempts, and the rules of their times.

use db::Instant;
use jiff::SignedDuration;
use uuid::Uuid;

use crate::boot::{SealError, SealingKey};
use crate::features::agency::{AgencyId, PersonId};

db::id!(
    /// A delivery: one item to one recipient by one channel.
    pub DeliveryId
);
db::id!(
    /// One attempt at a delivery.
    pub AttemptId
);

db::text_enum! {
    /// Where a delivery stands.
    pub enum State {
        /// To be sent as soon as that can be done.
        Queued = "queued",
        /// An attempt is being made.
        Sending = "sending",
        /// The other side took it.
        Sent = "sent",
        /// It may have been taken or not: a person looks and decides.
        Unknown = "unknown",
        /// It was certainly not taken, and will not be as it is.
        Failed = "failed",
        /// Its time has passed: a person decides whether it still goes.
        NeedsPerson = "needs-person",
        /// It will not be sent.
        Dropped = "dropped",
    }
}

impl State {
    /// Whether a person has to do something.
    #[must_use]
    pub fn asks(self) -> bool {
        matches!(self, Self::Unknown | Self::Failed | Self::NeedsPerson)
    }
}

db::text_enum! {
    /// Why a delivery stands where it stands.
    pub enum Cause {
        /// The channel is not set up.
        Unconfigured = "unconfigured",
        /// The installation was restored or cloned, and nobody has confirmed it.
        Fenced = "fenced",
        /// The other side could not take it for the moment.
        Temporary = "temporary",
        /// The other side refused it.
        Refused = "refused",
        /// Handed over, but no answer came.
        NoAnswer = "no-answer",
        /// The program ended in the middle of the attempt.
        Interrupted = "interrupted",
        /// Its deadline passed.
        Missed = "missed",
        /// A person said so.
        Person = "person",
        /// A newer letter stands in its place.
        Replaced = "replaced",
    }
}

db::text_enum! {
    /// What to do with what could not be sent before its deadline.
    pub enum Missed {
        /// Send it all the same.
        Late = "late",
        /// Ask a person.
        Ask = "ask",
        /// Do not send it any more.
        Drop = "drop",
    }
}

db::text_enum! {
    /// How an attempt ended.
    pub enum Outcome {
        /// Taken.
        Sent = "sent",
        /// Not taken; to be tried again.
        Retry = "retry",
        /// Not taken, for good.
        Refused = "refused",
        /// Nobody knows.
        Unknown = "unknown",
    }
}

/// What is sent, whatever the channel: the feature's word and the id, as in the audit log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item {
    /// The feature's word for the thing.
    pub kind: &'static str,
    /// Its id.
    pub id: Uuid,
}

/// Who gets it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    /// Where the channel finds them: for mail the address.
    pub address: String,
    /// The name, for people who read the ledger.
    pub name: String,
    /// The person of the agency, if it is one.
    pub person: Option<PersonId>,
}

/// Something to be sent.
#[derive(Debug, Clone)]
pub struct NewDelivery {
    /// What.
    pub item: Item,
    /// By which channel: [`super::MAIL`].
    pub channel: &'static str,
    /// Which version of the item; the same version goes to a recipient once.
    pub version: String,
    /// To whom.
    pub recipient: Recipient,
    /// Subject.
    pub subject: String,
    /// The words.
    pub text: String,
    /// The same as HTML.
    pub html: Option<String>,
    /// For words that must be neither shown nor kept: the key that seals them until they are out. They are wiped
    /// as soon as the delivery no longer waits, whatever became of it.
    pub confidential: Option<SealingKey>,
    /// After this it is too late.
    pub deadline: Instant,
    /// What to do then.
    pub policy: Missed,
    /// Word key that says why this is sent.
    pub reason: &'static str,
}

impl NewDelivery {
    /// Seals words that must not be readable in the ledger.
    pub(super) fn sealed(mut self) -> Result<Self, SealError> {
        if let Some(key) = &self.confidential {
            let context = context(self.item.kind, self.item.id, &self.version);
            self.text = key.seal(&context, self.text.as_bytes())?;
            self.html = self
                .html
                .map(|html| key.seal(&context, html.as_bytes()))
                .transpose()?;
        }
        Ok(self)
    }
}

/// What a sealed text belongs to: it cannot be put into another letter.
fn context(kind: &str, item: Uuid, version: &str) -> String {
    format!("delivery/{kind}/{item}/{version}")
}

/// A delivery as the ledger has it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "fields as in NewDelivery, and what became of it")]
pub struct Delivery {
    pub id: DeliveryId,
    pub agency: AgencyId,
    pub item_kind: String,
    pub item_id: Uuid,
    pub channel: String,
    pub version: String,
    pub recipient: Recipient,
    pub subject: String,
    pub text: String,
    pub html: Option<String>,
    pub confidential: bool,
    pub reason: String,
    pub policy: Missed,
    pub deadline: Instant,
    pub state: State,
    pub cause: Option<Cause>,
    /// What the other side said.
    pub detail: String,
    /// What it is called there.
    pub outside_id: Option<String>,
    pub attempts: i32,
    pub next_at: Option<Instant>,
    pub queued_at: Instant,
    pub changed_at: Instant,
}

impl Delivery {
    /// The words as they go out: those of a confidential delivery are sealed in the ledger.
    pub(super) fn opened(&self, key: &SealingKey) -> Result<(String, Option<String>), SealError> {
        if !self.confidential {
            return Ok((self.text.clone(), self.html.clone()));
        }
        let context = context(&self.item_kind, self.item_id, &self.version);
        let open = |sealed: &str| {
            let bytes = key.open(&context, sealed)?;
            String::from_utf8(bytes).map_err(|_| SealError::Broken)
        };
        Ok((open(&self.text)?, self.html.as_deref().map(open).transpose()?))
    }
}

/// An attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// Its id.
    pub id: AttemptId,
    /// 1 for the first.
    pub number: i32,
    /// The job that made it.
    pub job: Uuid,
    /// Which turn of that job.
    pub turn: i32,
    /// Recorded before the call.
    pub begun_at: Instant,
    /// Recorded after it.
    pub ended_at: Option<Instant>,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// What the other side said.
    pub detail: String,
}

/// Attempts after which a passing trouble counts as a lasting one; with the delays below they take about a day.
pub(super) const MOST_ATTEMPTS: i32 = 30;
/// After this long an attempt without an end is an interrupted one: no channel takes so long.
pub(super) const ABANDONED: SignedDuration = SignedDuration::from_mins(10);
/// What a person sends again has at least this long.
pub(super) const SECOND_CHANCE: SignedDuration = SignedDuration::from_hours(24);

/// When to try again after the attempt of this number: 1, 2, 4 … minutes, at most an hour; but the deadline is
/// looked at when it comes.
pub(super) fn next_try(attempts: i32, now: Instant, deadline: Instant) -> Instant {
    let doublings = u32::try_from(attempts.saturating_sub(1)).unwrap_or(0).min(6);
    let next = after(now, SignedDuration::from_mins((1_i64 << doublings).min(60)));
    if now < deadline { next.min(deadline) } else { next }
}

/// An instant later than another.
pub(super) fn after(now: Instant, by: SignedDuration) -> Instant {
    let then = now.timestamp().checked_add(by);
    then.unwrap_or(jiff::Timestamp::MAX).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        text.parse::<jiff::Timestamp>().unwrap().into()
    }

    #[test]
    fn tries_come_later_and_later_and_the_deadline_is_looked_at() {
        let (now, far) = (at("2025-03-10T00:00:00Z"), at("2025-03-12T00:00:00Z"));
        let times = [1, 2, 3, 7, 20].map(|attempts| next_try(attempts, now, far).to_string());
        assert_eq!(
            times,
            [
                "2025-03-10T00:01:00Z",
                "2025-03-10T00:02:00Z",
                "2025-03-10T00:04:00Z",
                "2025-03-10T01:00:00Z",
                "2025-03-10T01:00:00Z",
            ]
        );
        let near = at("2025-03-10T00:00:30Z");
        assert_eq!(next_try(1, now, near), near);
        // Once it is missed and goes late, the delays are as ever.
        assert_eq!(next_try(1, far, near), at("2025-03-12T00:01:00Z"));
    }
}
