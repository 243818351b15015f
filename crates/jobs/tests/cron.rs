//! Times that come again.
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use db::Instant;
use jiff::tz::TimeZone;
use jobs::{Rule, RuleError};
use rstest::rstest;

fn instant(text: &str) -> Instant {
    text.parse::<jiff::Timestamp>().unwrap().into()
}

/// The next three times, as the clocks on the wall show them.
fn three(rule: &str, from: &str, zone: &str) -> Vec<String> {
    let zone = TimeZone::get(zone).unwrap();
    let rule: Rule = rule.parse().unwrap();
    let mut now = instant(from);
    let mut next = || {
        now = rule.after(now, &zone).unwrap();
        zone.to_datetime(now.timestamp())
            .strftime("%a %Y-%m-%d %H:%M")
            .to_string()
    };
    vec![next(), next(), next()]
}

const VIETNAM: &str = "Asia/Ho_Chi_Minh";

#[rstest]
#[case("0 7 * * *", ["Sat 2025-03-01 07:00", "Sun 2025-03-02 07:00", "Mon 2025-03-03 07:00"])]
#[case("0 7 * * 1-5", ["Mon 2025-03-03 07:00", "Tue 2025-03-04 07:00", "Wed 2025-03-05 07:00"])]
#[case("*/20 * * * *", ["Sat 2025-03-01 06:20", "Sat 2025-03-01 06:40", "Sat 2025-03-01 07:00"])]
#[case("30 8-18/5 * * *", ["Sat 2025-03-01 08:30", "Sat 2025-03-01 13:30", "Sat 2025-03-01 18:30"])]
#[case("0 0 15 3,6,9,12 *", ["Sat 2025-03-15 00:00", "Sun 2025-06-15 00:00", "Mon 2025-09-15 00:00"])]
#[case("0 9 * * 7", ["Sun 2025-03-02 09:00", "Sun 2025-03-09 09:00", "Sun 2025-03-16 09:00"])]
#[case("0 9 29 2 *", ["Tue 2028-02-29 09:00", "Sun 2032-02-29 09:00", "Fri 2036-02-29 09:00"])]
#[case("0 9 31 * *", ["Mon 2025-03-31 09:00", "Sat 2025-05-31 09:00", "Thu 2025-07-31 09:00"])]
// Day and weekday both given: either is enough.
#[case("0 9 5 * 1", ["Mon 2025-03-03 09:00", "Wed 2025-03-05 09:00", "Mon 2025-03-10 09:00"])]
fn rules_follow_the_clocks_of_the_agency(#[case] rule: &str, #[case] expected: [&str; 3]) {
    assert_eq!(three(rule, "2025-02-28T23:00:00Z", VIETNAM), expected);
}

#[test]
fn the_next_time_is_later_than_now_never_now() {
    let rule: Rule = "0 7 * * *".parse().unwrap();
    let zone = TimeZone::get(VIETNAM).unwrap();
    let next = rule.after(instant("2025-03-01T00:00:00Z"), &zone);
    assert_eq!(next, Some(instant("2025-03-02T00:00:00Z")));
}

#[test]
fn a_clock_change_neither_drops_nor_doubles_a_day() {
    // New York springs forward on 9 March 2025 at 2:00 and falls back on 2 November.
    let spring = three("30 2 * * *", "2025-03-08T12:00:00Z", "America/New_York");
    assert_eq!(
        spring,
        [
            "Sun 2025-03-09 03:30",
            "Mon 2025-03-10 02:30",
            "Tue 2025-03-11 02:30"
        ]
    );
    let autumn = three("30 1 * * *", "2025-11-01T12:00:00Z", "America/New_York");
    assert_eq!(
        autumn,
        [
            "Sun 2025-11-02 01:30",
            "Mon 2025-11-03 01:30",
            "Tue 2025-11-04 01:30"
        ]
    );
}

#[test]
fn a_day_that_never_comes_has_no_next_time() {
    let rule: Rule = "0 9 30 2 *".parse().unwrap();
    assert_eq!(rule.after(instant("2025-03-01T00:00:00Z"), &TimeZone::UTC), None);
}

#[rstest]
#[case("60 * * * *", "minute")]
#[case("* 24 * * *", "hour")]
#[case("* * 0 * *", "day")]
#[case("* * * 13 *", "month")]
#[case("* * * * 8", "weekday")]
#[case("*/0 * * * *", "minute")]
#[case("5-1 * * * *", "minute")]
#[case("1,,2 * * * *", "minute")]
#[case("-1 * * * *", "minute")]
#[case("+1 * * * *", "minute")]
#[case("x * * * *", "minute")]
fn a_wrong_part_is_named(#[case] rule: &str, #[case] expected: &str) {
    match rule.parse::<Rule>() {
        Err(RuleError::Part { name, .. }) => assert_eq!(name, expected),
        other => panic!("{other:?}"),
    }
}

#[test]
fn five_parts_are_needed() {
    assert_eq!("0 7 * *".parse::<Rule>(), Err(RuleError::Parts(4)));
    assert_eq!("".parse::<Rule>(), Err(RuleError::Parts(0)));
    assert_eq!(" 0  7 * * * ".parse::<Rule>().unwrap().to_string(), "0 7 * * *");
}
