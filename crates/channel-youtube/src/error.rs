//! What the service's reasons mean.

use std::time::Duration;

use channel_http::{Answer, Clock, Need, Reason, SendError};
use jiff::Timestamp;
use serde_json::Value;

/// Why an answer says no.
#[derive(Debug)]
pub(crate) enum No {
    /// The access token is not accepted.
    Token(Reason),
    /// What was asked for is not there.
    Gone(Reason),
    /// The server failed, or a proxy answered: what became of the call is not known.
    Trouble(Reason, Option<Duration>),
    /// The service has decided.
    Decided(SendError),
}

/// Reads an answer that is not a success.
pub(crate) fn read(answer: &Answer, clock: &Clock) -> No {
    let body = answer.json().unwrap_or_default();
    let error = body.get("error").unwrap_or(&Value::Null);
    let first = error
        .pointer("/errors/0/reason")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let said = error
        .get("message")
        .and_then(Value::as_str)
        .unwrap_or("the service said no");
    let reason = match first {
        "" => Reason::coded(answer.status.as_u16(), said),
        first => Reason::coded(first, said),
    };
    match (answer.status.as_u16(), first) {
        (500..=599, _) => No::Trouble(reason, answer.retry_after()),
        (_, "quotaExceeded" | "dailyLimitExceeded") => No::Decided(SendError::Retry {
            reason,
            after: until_reset(clock.now()),
        }),
        // The channel's own limit of uploads a day.
        (_, "uploadLimitExceeded") => No::Decided(SendError::Retry {
            reason,
            after: Some(Duration::from_hours(24)),
        }),
        (429, _) | (_, "rateLimitExceeded" | "userRateLimitExceeded") => No::Decided(SendError::Retry {
            reason,
            after: answer.retry_after(),
        }),
        (_, "youtubeSignupRequired" | "accountClosed" | "accountSuspended" | "channelClosed") => {
            No::Decided(SendError::person(Need::Account, reason))
        }
        (401, _) => No::Token(reason),
        (403, _) => No::Decided(SendError::person(Need::Permission, reason)),
        (404 | 410, _) => No::Gone(reason),
        (400..=499, _) if !error.is_null() => No::Decided(SendError::refused(reason)),
        _ => No::Trouble(answer.strange(), None),
    }
}

/// Quotas are filled again at midnight in California.
fn until_reset(now: Timestamp) -> Option<Duration> {
    let there = now.in_tz("America/Los_Angeles").ok()?;
    let midnight = there.tomorrow().ok()?.start_of_day().ok()?;
    Duration::try_from(midnight.timestamp().duration_since(now)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotas_are_filled_at_midnight_in_california() {
        // Noon in Hà Nội is 9 in the evening there, in winter.
        let winter = "2025-01-15T05:00:00Z".parse().unwrap();
        assert_eq!(until_reset(winter), Some(Duration::from_hours(3)));
        let summer = "2025-07-15T05:00:00Z".parse().unwrap();
        assert_eq!(until_reset(summer), Some(Duration::from_hours(2)));
    }
}
