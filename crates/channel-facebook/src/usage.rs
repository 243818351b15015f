use std::time::Duration;

use channel_http::Answer;
use serde_json::Value;

/// How much of the limit of calls is used, as the last answer said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Usage {
    /// The fullest of all limits, in percent.
    pub percent: u64,
    /// How long until calls are taken again, when the service says so.
    pub wait: Option<Duration>,
}

const MEASURES: [&str; 3] = ["call_count", "total_cputime", "total_time"];

impl Usage {
    /// From `X-App-Usage` and `X-Business-Use-Case-Usage`.
    pub(crate) fn of(answer: &Answer) -> Option<Self> {
        let header = |name| serde_json::from_str::<Value>(answer.header(name)?).ok();
        let app = header("X-App-Usage");
        let cases = header("X-Business-Use-Case-Usage");
        let cases = cases.as_ref().and_then(Value::as_object).into_iter().flatten();
        let cases = cases.filter_map(|(_, list)| list.as_array()).flatten();
        let mut usage: Option<Self> = None;
        for entry in app.iter().chain(cases) {
            let number = |key: &str| entry.get(key).and_then(Value::as_u64);
            let Some(percent) = MEASURES.iter().filter_map(|key| number(key)).max() else {
                continue;
            };
            let minutes = number("estimated_time_to_regain_access").filter(|minutes| *minutes > 0);
            let wait = minutes.map(|minutes| Duration::from_mins(minutes.min(1440)));
            let so_far = usage.get_or_insert(Self { percent, wait });
            so_far.percent = so_far.percent.max(percent);
            so_far.wait = so_far.wait.max(wait);
        }
        usage
    }
}
