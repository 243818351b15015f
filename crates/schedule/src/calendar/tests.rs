use jiff::civil::date;

use super::*;

#[test]
fn tet_2026_is_off_from_14_to_22_february() {
    let calendar = Calendar::vietnam();
    assert!(calendar.is_working_day(date(2026, 2, 13)));
    for day in 14..=22 {
        assert!(!calendar.is_working_day(date(2026, 2, day)), "{day} February");
    }
    assert!(calendar.is_working_day(date(2026, 2, 23)));
}

#[test]
fn tet_that_meets_a_weekend_takes_the_next_working_days() {
    // 2023: 20 to 26 January, of which 25 and 26 stand in for Saturday and Sunday.
    let calendar = Calendar::vietnam();
    let days: Vec<_> = calendar
        .days_off(date(2023, 1, 10), date(2023, 1, 31))
        .map(|(day, off)| (day.day(), off.substitute))
        .collect();
    let expected = [
        (20, false),
        (21, false),
        (22, false),
        (23, false),
        (24, false),
        (25, true),
        (26, true),
    ];
    assert_eq!(days, expected);
}

#[test]
fn reunification_and_labour_day_on_a_weekend_give_two_days() {
    let calendar = Calendar::vietnam();
    assert_eq!(calendar.roll_forward(date(2022, 4, 30)), date(2022, 5, 4));
}

#[test]
fn national_day_has_two_days_since_2021() {
    let calendar = Calendar::vietnam();
    assert!(calendar.is_working_day(date(2019, 9, 3)));
    assert!(!calendar.is_working_day(date(2025, 9, 1)));
    assert!(!calendar.is_working_day(date(2024, 9, 3)));
    assert!(!calendar.is_working_day(date(2021, 9, 3)));
}

#[test]
fn culture_day_is_off_only_since_2026() {
    let calendar = Calendar::vietnam();
    assert!(calendar.is_working_day(date(2025, 11, 24)));
    assert_eq!(
        calendar.day_off(date(2026, 11, 24)).map(|d| d.holiday.as_str()),
        Some("culture-day")
    );
}

#[test]
fn an_announcement_replaces_the_computed_days() {
    let calendar = Calendar::vietnam().with(Announcement {
        year: 2027,
        replaces: vec!["tet".to_owned()],
        off: vec![
            date(2027, 2, 5),
            date(2027, 2, 8),
            date(2027, 2, 9),
            date(2027, 2, 10),
            date(2027, 2, 11),
        ],
        worked: vec![date(2027, 2, 20)],
        ..Announcement::default()
    });
    assert!(
        calendar.is_working_day(date(2027, 2, 4)),
        "computed as off, announced as worked"
    );
    assert!(!calendar.is_working_day(date(2027, 2, 11)));
    assert!(
        calendar.is_working_day(date(2027, 2, 20)),
        "a Saturday worked in exchange"
    );
}

#[test]
fn counting_goes_there_and_back() {
    let calendar = Calendar::vietnam();
    for days in [1, 2, 5, 10, 60, 250] {
        let end = calendar.add_working_days(date(2026, 1, 5), days);
        assert_eq!(calendar.working_days_between(date(2026, 1, 5), end), days);
        assert_eq!(calendar.add_working_days(end, -days), date(2026, 1, 5));
    }
    assert_eq!(calendar.add_working_days(date(2026, 1, 5), 0), date(2026, 1, 5));
}

#[test]
fn a_week_without_working_days_still_ends() {
    let data = CalendarData {
        week: Weekdays::new(&[]),
        holidays: Vec::new(),
        announcements: Vec::new(),
    };
    assert_eq!(
        Calendar::new(data).add_working_days(date(2025, 11, 14), 1),
        date(2025, 11, 17)
    );
    assert_eq!(
        Calendar::vietnam().add_working_days(Date::MAX, i32::MAX),
        Date::MAX
    );
}

#[test]
fn data_survives_json() {
    let data = Calendar::vietnam().data().clone();
    let json = serde_json::to_string(&data).unwrap();
    assert_eq!(serde_json::from_str::<CalendarData>(&json).unwrap(), data);
}

#[test]
fn months_are_counted_to_the_same_day_or_the_last() {
    let calendar = Calendar::vietnam();
    let one_month = crate::Offset {
        amount: 1,
        unit: crate::OffsetUnit::Months,
    };
    assert_eq!(calendar.term_end(date(2025, 1, 31), one_month), date(2025, 2, 28));
}
